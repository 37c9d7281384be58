"""Whole calls through the phone channel's own turn, with the trained model and the real actions."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.core.agent import Agent
from trained_model import WARM_UP

from channels.conversation import Turn, converse, parse, warm_up

HERE = Path(__file__).resolve().parent
CONVERSATIONS: dict[str, Any] = {
    name: turns
    for file in sorted((HERE / "conversations").glob("*.yml"))
    for name, turns in yaml.safe_load(file.read_text(encoding="utf-8")).items()
}


def say(loop: asyncio.AbstractEventLoop, agent: Agent, call: str, text: str, **known: Any) -> dict[str, Any]:
    key = text.startswith("/")
    turn = Turn(call, text=None if key else text, intent=text[1:] if key else None, slots=known)
    return loop.run_until_complete(converse(agent, turn))


def heard(answer: dict[str, Any]) -> str:
    return " ".join(m["text"] for m in answer["messages"] if "text" in m)


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name: str, loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    for number, (said, expected, kind, *ends) in enumerate(CONVERSATIONS[name]):
        answer = say(loop, agent, name, said)
        where = f"turn {number + 1}, '{said}': {answer}"
        assert expected in heard(answer), where
        assert answer["expects"]["kind"] == kind, where
        assert [m["custom"] for m in answer["messages"] if "custom" in m] == ends, where


@pytest.mark.parametrize("restart_after", [1, 2])
def test_a_fresh_name_goes_on_where_the_old_one_stopped(
    restart_after: int, loop: asyncio.AbstractEventLoop, agent: Agent
) -> None:
    known: dict[str, Any] = {}
    for number, (said, expected, *_) in enumerate(CONVERSATIONS["an order by keys"]):
        call = f"restored{restart_after}" + ("#1" if number >= restart_after else "")
        answer = say(loop, agent, call, said, **known)
        known = answer["slots"]
        assert expected in heard(answer)


def test_slots_are_not_put_into_a_conversation_that_is_known(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    say(loop, agent, "known", "/order_status")
    answer = say(
        loop, agent, "known", "421807", requested_slot="task_answer", task={"task": "returns", "asked": "order"}
    )
    assert "4 2 1, 8 0 7" in heard(answer)


def test_a_shop_that_cannot_be_read_is_said_so_and_a_person_offered(
    loop: asyncio.AbstractEventLoop, agent: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path / "file"))
    say(loop, agent, "no shop", "421807")
    assert "can't look that up just now. Shall I put you through" in heard(say(loop, agent, "no shop", "yes"))
    answer = say(loop, agent, "no shop", "yes")
    assert {"custom": {"transfer": {"route": None}}} in answer["messages"]


def test_parsing_has_no_effect_and_ranks_every_intent(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    found = loop.run_until_complete(parse(agent, "four two one eight oh seven"))
    assert (found["intent"], found["confidence"]) == ("inform_order_number", 1.0)
    assert found["entities"] == [{"entity": "order_number", "value": "421807"}]
    assert len(found["ranking"]) >= 10
    assert found["ranking"][0]["name"] == "inform_order_number"


def test_words_never_seen_are_not_understood_with_confidence(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    found = loop.run_until_complete(parse(agent, "ζζζ"))
    assert found["intent"] == "out_of_scope" or found["confidence"] < 0.5


def test_the_warm_up_leaves_nothing_behind(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    before = set(loop.run_until_complete(agent.tracker_store.keys()))
    assert loop.run_until_complete(warm_up(agent, WARM_UP))
    assert set(loop.run_until_complete(agent.tracker_store.keys())) == before


def test_what_is_left_for_people_is_told_with_its_number(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    """The service lists it with what else callers leave; the next turn does not tell it again."""
    answer = say(loop, agent, "left", "i'm really not happy and i want to complain")
    [ticket] = answer["left"]
    assert ticket["kind"] == "ticket"
    assert " ".join(ticket["reference"]) in heard(answer).replace(",", "")
    assert say(loop, agent, "left", "/opening_hours")["left"] == []


def test_a_message_and_a_callback_are_told_to_be_left(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    for call, name, turns in (
        ("a note", "note", ("/leave_message", "please ring me about my parcel", "4155550143", "yes")),
        ("a callback", "callback", ("/callback", "2125550143", "2", "1", "/affirm")),
    ):
        answers = [say(loop, agent, call, text) for text in turns]
        assert [answer["left"] for answer in answers[:-1]] == [[]] * (len(turns) - 1)
        assert [left["kind"] for left in answers[-1]["left"]] == [name], answers[-1]
