"""What befell a call, and what is known of it, in words for whoever reads its page."""

from collections.abc import Iterator

from ..retold.story import Told

_HAPPENED = {
    "CallStarted": "the line to the assistant opens",
    "TakeBack": "the caller goes on: what was taken for the end of their words was none",
    "Transfer": "handed to people",
    "AddToHandOff": "more is told to the agent",
    "LeaveToPay": "leaves to pay by card",
    "CameBack": "comes back from paying",
    "BackFromPeople": "goes on with the assistant",
    "HangUp": "we end the call",
    "RecordTurn": "no words",
    "RecordSaid": "nothing of it was heard",
    "RecordChoice": "chose for later calls",
    "RecordConsent": "the recording",
    "RecordFrustration": "the caller's patience",
    "RecordRule": "a rule holds",
    "RecordHelp": "a supervisor helps",
    "RecordDisclosure": "the disclosure",
    "EngineFailed": "a part of the assistant failed",
    "StoodStill": "the service stood still",
    "LineFailed": "the line failed",
    "StreamLost": "the line to the assistant was lost",
    "CallerHungUp": "the caller hangs up",
}
_FACTS = {
    "chance": "chance that the words are right",
    "intent": "taken for",
    "intent_confidence": "chance that this is what they meant",
    "outcome": "what was done",
    "rule": "by the rule",
    "speech_seconds": "spoke for",
    "waited_seconds": "taken as finished after",
    "answered_seconds": "answered after",
    "heard_seconds": "heard for",
    "clip_seconds": "the whole lasts",
    "resumed": "after it had been lost",
    "complete": "heard to its end",
    "cut_by": "cut short by",
    "started_seconds": "from second",
    "ended_seconds": "to second",
    "stands": "holds",
    "score": "points against us",
    "offered": "a person was offered",
    "alert": "the log was told",
    "engine": "which",
    "busy": "it had too much to do",
    "seconds": "for",
}
_CHANCES = {"chance", "intent_confidence"}


def happened(kind: str) -> str:
    """Of a journal's entry of this kind."""
    return _HAPPENED.get(kind, kind)


def facts_told(one: Told) -> str:
    """What is known of it, each fact with its name; what is not known, or goes without saying, is left out."""
    return "; ".join(_facts(one))


def _facts(one: Told) -> Iterator[str]:
    for name, value in one.facts.items():
        if value is None or value == "" or name == "whole" or (name == "resumed" and not value):
            continue
        if name == "clip_seconds" and one.facts.get("whole"):
            continue
        yield f"{_FACTS.get(name, name.replace('_', ' '))}: {_shown(name, value)}"


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and name in _CHANCES:
        return f"{100 * value:.0f} %"
    if isinstance(value, int | float) and name.endswith("seconds"):
        return f"{value:.1f} s"
    return str(value).replace("_", " ")
