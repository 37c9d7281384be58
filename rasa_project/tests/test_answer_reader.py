"""What sentences mean as answers is told by meaning alone, also of sentences that nobody learned from."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from rasa.core.agent import Agent

from components.answer_sentences import sentences
from tasks.callback import PART_READER
from tasks.delivery import WISH as DELIVERY
from tasks.meant import LIKELY, Meant
from tasks.question import ACCOUNT, ORDER, PHONE, POSTCODE
from tasks.returns import REASON

HELD_OUT: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).resolve().parent / "answers_held_out.yml").read_text(encoding="utf-8")
)
MeantBy = Callable[[str], Meant]


@pytest.fixture(scope="module")
def meant_by(loop: asyncio.AbstractEventLoop, agent: Agent) -> MeantBy:
    return lambda text: Meant.of(loop.run_until_complete(agent.parse_message(text)).get("answers"))


def test_most_of_what_nobody_learned_from_is_told_right_where_it_counts(meant_by: MeantBy) -> None:
    asked = [(kind, name, text) for kind, by in HELD_OUT.items() for name, texts in by.items() for text in texts]
    found = [(name, *meant_by(text).answers[kind], text) for kind, name, text in asked]
    counted = [(name, told, text) for name, told, chance, text in found if chance >= LIKELY]
    wrong = [one for one in counted if one[0] != one[1]]
    print(f"\n{len(counted)} of {len(asked)} counted, {len(wrong)} of them wrong", *wrong, sep="\n")
    assert len(asked) > 50
    assert len(counted) >= 0.6 * len(asked)
    assert len(wrong) <= 0.2 * len(counted)


@pytest.mark.parametrize("text", ["", "/affirm"])
def test_nothing_and_a_key_mean_nothing(text: str, meant_by: MeantBy) -> None:
    assert meant_by(text) == Meant()


def test_nothing_is_held_out_that_was_learned() -> None:
    learned = {answer.text for answer in sentences()}
    assert not learned & {text for by in HELD_OUT.values() for texts in by.values() for text in texts}


def test_every_kind_of_question_that_tasks_ask_is_learned() -> None:
    readers = [question.reader for question in (ORDER, ACCOUNT, POSTCODE, PHONE, REASON, DELIVERY)]
    assert {reader.asks for reader in (*readers, PART_READER)} == {answer.kind for answer in sentences()}


def test_what_is_learned_of_a_choice_has_the_names_of_its_values() -> None:
    learned = {(answer.kind, answer.meaning) for answer in sentences()}
    assert {("reason", option.value) for option in REASON.reader.options} < learned  # type: ignore[attr-defined]
    assert {("change", option.value) for option in DELIVERY.reader.options} < learned  # type: ignore[attr-defined]
