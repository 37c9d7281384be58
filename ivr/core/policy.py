"""What to do with a turn that is over: rules first, the dialogue model last."""

from dataclasses import dataclass
from enum import StrEnum

from .commands import RecordTurn
from .escape import asks_for_person, asks_what_we_are, words_of
from .expects import fits
from .hearing import Hearing
from .record import Awaited, Expects, Reason, Transcript, Understanding
from .rules import Rules
from .turn import Turn


class Outcome(StrEnum):
    TRANSFER = "transfer"
    TELL_WHAT_WE_ARE = "tell_what_we_are"
    NOTHING_SAID = "nothing_said"
    MISS = "miss"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    why: str
    route: str = ""
    reason: Reason | None = None


def decide(turn: Turn, expects: Expects, rules: Rules) -> Decision:
    """The outcome of a finished turn. The ways out come before confidence, confidence before transfer rules."""
    text = turn.transcript.text if turn.transcript else ""
    if asks_for_person(text, rules.ways_out.phrases):
        return Decision(Outcome.TRANSFER, "the caller asked for a person", rules.ways_out.route, Reason.CALLER_ASKED)
    if asks_what_we_are(text):
        return Decision(Outcome.TELL_WHAT_WE_ARE, "the caller asked what we are")
    if turn.failed:
        return Decision(Outcome.TRANSFER, f"the {turn.failed} failed", rules.fallback_route, Reason.ENGINE_FAILED)
    if turn.transcript is None or not words_of(text):
        return Decision(Outcome.NOTHING_SAID, "no words found")
    if turn.transcript.confidence < rules.thresholds.transcript:
        return Decision(Outcome.MISS, "unsure of the words")
    return _decide_on_intent(turn, expects, rules, text)


def _decide_on_intent(turn: Turn, expects: Expects, rules: Rules, text: str) -> Decision:
    if turn.understanding is None:
        return Decision(Outcome.TRANSFER, "no intent came", rules.fallback_route, Reason.ENGINE_FAILED)
    intent, confidence = turn.understanding.intent, turn.understanding.confidence
    if expects.kind is Awaited.FREE or not fits(expects, text):
        if rule := rules.transfer_rule_for(intent, confidence):
            return Decision(Outcome.TRANSFER, f"rule {rule.name}", rule.route, Reason.TRANSFER_RULE)
        if confidence < rules.thresholds.intent:
            return Decision(Outcome.MISS, "unsure of the intent")
    return Decision(Outcome.ASK, "understood")


def record_of(hearing: Hearing, decision: Decision, why: str, intent: str | None = None) -> RecordTurn:
    """The exchange as it is kept; `intent` is what a key stood for."""
    turn = hearing.turn
    understood = turn.understanding or Understanding(intent or "", float(intent is not None))
    return RecordTurn(
        turn=turn.number,
        transcript=turn.transcript or Transcript("", 0.0),
        intent=understood.intent or None,
        intent_confidence=understood.confidence,
        outcome=decision.outcome,
        why=f"{why}; {decision.why}",
        speech_seconds=hearing.speech_seconds,
        waited_seconds=hearing.silence_seconds,
    )
