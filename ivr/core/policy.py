"""What to do with a turn that is over: rules first, the dialogue model last."""

from dataclasses import dataclass
from enum import StrEnum

from .card import holds_card
from .commands import RecordTurn
from .escape import asks_what_we_are, words_of
from .expects import fits
from .hearing import Hearing
from .record import Awaited, Engine, Expects, Reason, Transcript, Understanding
from .rules import Rules
from .small_words import asks_to_wait, is_backchannel
from .turn import Turn


class Outcome(StrEnum):
    TRANSFER = "transfer"
    TELL_WHAT_WE_ARE = "tell_what_we_are"
    NOTHING_SAID = "nothing_said"
    MISS = "miss"
    ASK = "ask"
    WAIT = "wait"
    GO_ON = "go_on"
    OFFER_KEYS = "offer_keys"
    CARD_NUMBER = "card_number"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    why: str
    route: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of the call bears on a decision: what was asked, what was stopped for the caller, what came before."""

    expects: Expects
    stopped: bool = False
    """Something that was being said was stopped, or kept waiting, when the caller began."""
    keys_offered: bool = False


def decide(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    """The outcome of a finished turn. The ways out come before confidence, confidence before transfer rules."""
    text = turn.transcript.text if turn.transcript else ""
    if turn.wants_person(rules.ways_out.phrases):
        return Decision(Outcome.TRANSFER, "the caller asked for a person", rules.ways_out.route, Reason.CALLER_ASKED)
    if asks_what_we_are(text):
        return Decision(Outcome.TELL_WHAT_WE_ARE, "the caller asked what we are")
    if holds_card(text):
        return Decision(Outcome.CARD_NUMBER, "a card number was read out")
    if turn.failed:
        return _without_words(turn, around, rules)
    if turn.transcript is None or not words_of(text):
        return Decision(Outcome.NOTHING_SAID, "no words found")
    if asks_to_wait(text):
        return Decision(Outcome.WAIT, "the caller asked to wait")
    if around.stopped and _only_listens(text, turn.newly_said, around.expects):
        return Decision(Outcome.GO_ON, "the caller only showed that they listen")
    if turn.transcript.language != rules.language:
        return Decision(Outcome.TRANSFER, "another language", rules.fallback_route, Reason.OTHER_LANGUAGE)
    if turn.transcript.confidence < rules.thresholds.transcript:
        return Decision(Outcome.MISS, "unsure of the words")
    return _decide_on_intent(turn, around.expects, rules, text)


def _only_listens(text: str, more: str | None, expects: Expects) -> bool:
    """`more` is what was said after words that were answered before: nothing, too, is no reason to start again."""
    return is_backchannel(text, expects) if more is None else not more or is_backchannel(more, expects)


def _without_words(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    if turn.busy and turn.failed is Engine.TRANSCRIBER and rules.menu and not around.keys_offered:
        return Decision(Outcome.OFFER_KEYS, "the transcriber has too much to do")
    return Decision(Outcome.TRANSFER, f"the {turn.failed} failed", rules.fallback_route, Reason.ENGINE_FAILED)


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
