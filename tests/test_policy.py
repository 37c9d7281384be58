"""What is done with a finished turn: ways out first, then confidence, then transfer rules, the assistant last."""

import pytest

from ivr.core.policy import Outcome, decide
from ivr.core.record import FREE, Engine, Reason, Transcript, Understanding
from ivr.core.turn import Turn

from .scripted import RULES


def turn(text: str, intent: str | None = None, confidence: float = 0.9, failed: Engine | None = None) -> Turn:
    understanding = Understanding(intent, confidence) if intent else None
    return Turn(1, transcript=Transcript(text, 0.9), understanding=understanding, failed=failed)


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
    decision = decide(finished, FREE, RULES)
    assert (decision.outcome, decision.reason) == (outcome, reason)
