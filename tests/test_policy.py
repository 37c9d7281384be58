"""What is done with a finished turn: ways out first, then confidence, then transfer rules, the assistant last."""

from dataclasses import replace

import pytest

from ivr.core.heard.decision import Circumstances, Outcome
from ivr.core.heard.policy import decide
from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Awaited, Engine, Expects, Reason, Transcript, Understanding

from .english import ENGLISH
from .scripted import RULES


def turn(text: str, intent: str | None = None, confidence: float = 0.9, failed: Engine | None = None) -> Turn:
    understanding = Understanding(intent, confidence) if intent else None
    return Turn(1, ENGLISH, transcript=Transcript(text, 0.9), understanding=understanding, failed=failed)


@pytest.mark.parametrize(
    ("finished", "outcome", "reason"),
    [
        (turn("human", "complaint"), Outcome.TRANSFER, Reason.CALLER_ASKED),
        (turn("human", failed=Engine.DIALOGUE), Outcome.TRANSFER, Reason.CALLER_ASKED),
        (turn("are you a robot", "complaint"), Outcome.TELL_WHAT_WE_ARE, None),
        (turn("where is it", failed=Engine.DIALOGUE), Outcome.TRANSFER, Reason.ENGINE_FAILED),
        (turn("where is it"), Outcome.TRANSFER, Reason.ENGINE_FAILED),
        (turn(""), Outcome.NOTHING_SAID, None),
        (turn("this is awful", "complaint"), Outcome.TRANSFER, Reason.TRANSFER_RULE),
        (turn("this is awful", "complaint", 0.3), Outcome.MISS, None),
        (turn("where is it", "order_status"), Outcome.ASK, None),
    ],
)
def test_the_ways_out_come_before_all_else(finished: Turn, outcome: Outcome, reason: Reason | None) -> None:
    decision = decide(finished, Circumstances(FREE), RULES)
    assert (decision.outcome, decision.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("finished", "around", "outcome"),
    [
        (turn("hold on"), Circumstances(FREE), Outcome.WAIT),
        (turn("mm-hm"), Circumstances(FREE, stopped=True), Outcome.GO_ON),
        (turn("okay", "affirm"), Circumstances(FREE), Outcome.ASK),
        (turn("okay", "affirm"), Circumstances(Expects(Awaited.YES_NO), stopped=True), Outcome.ASK),
        (turn("uh"), Circumstances(Expects(Awaited.YES_NO), stopped=True), Outcome.GO_ON),
        (turn("thank you"), Circumstances(Expects(Awaited.YES_NO), stopped=True), Outcome.GO_ON),
    ],
)
def test_what_is_said_over_the_assistant_is_an_answer_only_when_one_is_awaited(
    finished: Turn, around: Circumstances, outcome: Outcome
) -> None:
    assert decide(finished, around, RULES).outcome is outcome


def test_a_transcriber_with_too_much_to_do_means_the_keys_once_and_then_a_person() -> None:
    busy = Turn(1, ENGLISH, failed=Engine.TRANSCRIBER, busy=True)
    assert decide(busy, Circumstances(FREE), RULES).outcome is Outcome.OFFER_KEYS
    again = decide(busy, Circumstances(FREE, keys_offered=True), RULES)
    assert (again.outcome, again.reason) == (Outcome.TRANSFER, Reason.ENGINE_FAILED)
    without_menu = RULES.model_copy(update={"menu": {}})
    assert decide(busy, Circumstances(FREE), without_menu).outcome is Outcome.TRANSFER


def test_what_the_assistant_takes_for_an_answer_is_asked_though_the_model_is_unsure() -> None:
    unsure = Turn(
        1, ENGLISH, transcript=Transcript("take it off the list", 0.9), understanding=Understanding("bill", 0.3)
    )
    assert decide(unsure, Circumstances(FREE), RULES).outcome is Outcome.MISS
    told = replace(unsure, understanding=Understanding("bill", 0.3, answers=True))
    assert decide(told, Circumstances(FREE), RULES).outcome is Outcome.ASK
    complains = replace(unsure, understanding=Understanding("complaint", 0.9, answers=True))
    assert decide(complains, Circumstances(FREE), RULES).reason is Reason.TRANSFER_RULE


def test_another_language_means_a_person_whatever_the_model_makes_of_the_words() -> None:
    spanish = Turn(
        1, ENGLISH, transcript=Transcript("buenos días", 0.9, "es"), understanding=Understanding("greet", 0.9)
    )
    decision = decide(spanish, Circumstances(FREE), RULES)
    assert (decision.outcome, decision.reason) == (Outcome.TRANSFER, Reason.OTHER_LANGUAGE)
