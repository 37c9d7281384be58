"""The channel's door: who is let in, and what speech must never be able to do."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sanic.exceptions import SanicException
from trained_model import WARM_UP

import train
from channels.conversation import Turn, converse, drop
from channels.phone import Phone, _calls, _intent, _text, _turn
from components.recent_calls import RecentCalls

SECRET = "a-secret-made-for-tests"  # noqa: S105  # made up


def test_only_the_right_secret_is_let_in() -> None:
    phone = Phone(SECRET)
    assert phone.refusal(f"Bearer {SECRET}", 10) is None
    for wrong in ("", SECRET, "Bearer ", f"Bearer {SECRET}x", f"bearer {SECRET}", "Bearer é\udce9"):
        refused = phone.refusal(wrong, 10)
        assert refused is not None
        assert refused.status == 401


def test_a_body_larger_than_any_turn_is_refused() -> None:
    refused = Phone(SECRET).refusal(f"Bearer {SECRET}", 17_000)
    assert refused is not None
    assert refused.status == 413


@pytest.mark.parametrize("credentials", [None, {}, {"secret": ""}, {"secret": "short"}])
def test_the_channel_does_not_open_without_a_secret(credentials: dict[str, Any] | None) -> None:
    with pytest.raises(ValueError, match="CANDID_RASA_SECRET"):
        Phone.from_credentials(credentials)


@pytest.mark.parametrize("said", ["/restart", "//restart", " / / restart", "/\n/restart"])
def test_speech_is_never_taken_for_an_intent(said: str) -> None:
    assert _text(said) == "restart"


def test_long_text_is_cut_and_empty_text_refused() -> None:
    assert len(_text("word " * 1000)) <= 500
    for nothing in ("", "   ", "//", None, 5, ["hello"]):
        with pytest.raises(SanicException):
            _text(nothing)


def test_a_key_stands_for_an_intent_of_ours_only(agent: Agent) -> None:
    assert _intent(agent, "order_status") == "order_status"
    for other in ("restart", "session_start", "back", "nope", "", None, 'order_status{"order_number": "421807"}'):
        with pytest.raises(SanicException):
            _intent(agent, other)


@pytest.mark.parametrize("body", [{}, {"call": ""}, {"call": 5}, {"call": "x" * 101}, {"call": "x", "slots": [1]}])
def test_a_turn_without_a_proper_call_is_refused(body: dict[str, Any], agent: Agent) -> None:
    with pytest.raises(SanicException):
        _turn(agent, {"text": "hello"} | body)


def test_ready_once_a_whole_turn_was_answered(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    phone = Phone(SECRET, WARM_UP)
    assert loop.run_until_complete(phone.readiness(None)).status == 503
    answer = loop.run_until_complete(phone.readiness(agent))
    assert (answer.status, json.loads(answer.body)) == (200, {"ready": True, "model": agent.model_id})


def test_not_ready_while_the_actions_do_not_answer(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    assert agent.processor is not None
    working = agent.processor.action_endpoint
    agent.processor.action_endpoint = EndpointConfig("http://127.0.0.1:9/webhook")
    try:
        assert loop.run_until_complete(Phone(SECRET, WARM_UP).readiness(agent)).status == 503
    finally:
        agent.processor.action_endpoint = working


def test_the_turns_of_the_warm_up_stand_in_the_credentials() -> None:
    phone = Phone.from_credentials({"secret": SECRET, "warm_up": ["/order_status", 421807]})
    assert phone._warm_up_turns == ("/order_status", "421807")
    assert Phone.from_credentials({"secret": SECRET})._warm_up_turns == ()


def test_every_route_is_guarded() -> None:
    phone = Phone(SECRET).blueprint(SimpleNamespace())
    assert {route.uri for route in phone._future_routes} == {"/forget", "/parse", "/ready", "/reply"}
    assert len(phone._future_middleware) == 1


def test_the_model_under_test_is_made_of_these_sources() -> None:
    assert train.is_trained(train.sources_sum()), "train again: .venv/bin/python train.py"


def test_a_changed_source_asks_for_training(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    source = tmp_path / "config.yml"
    monkeypatch.setattr(train, "HERE", tmp_path)
    monkeypatch.setattr(train, "SOURCES", ("config.yml",))
    source.write_text("language: en")
    before = train.sources_sum()
    source.write_text("language: fr")
    assert train.sources_sum() != before


def test_only_the_latest_calls_are_remembered(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    assert agent.domain is not None
    store = RecentCalls(agent.domain, calls=2)
    for call in ("one", "two", "one", "three"):
        loop.run_until_complete(store.save(DialogueStateTracker(call, agent.domain.slots)))
    assert set(loop.run_until_complete(store.keys())) == {"one", "three"}


def test_a_call_that_is_over_is_forgotten(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    loop.run_until_complete(converse(agent, Turn("over", text="hello")))
    loop.run_until_complete(converse(agent, Turn("running", text="hello")))
    assert drop(agent, ["over", "over#1"]) == 1
    kept = set(loop.run_until_complete(agent.tracker_store.keys()))
    assert "over" not in kept
    assert "running" in kept
    for wrong in ({}, {"calls": "over"}, {"calls": [1]}, {"calls": [""]}):
        with pytest.raises(SanicException):
            _calls(wrong)
