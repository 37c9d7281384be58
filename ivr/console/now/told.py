"""What the page Now calls states, reasons, signs, and answers to a help."""

from collections.abc import Mapping

from ...core.commands import RecordHelp
from ...core.help import Help, NotNow, Stands
from ...core.look import Near, Running
from ...core.record import Reason
from ...core.states import State
from ...core.words.frustration import Sign

STATES: Mapping[State, str] = {
    State.STARTING: "begins",
    State.DISCLOSING: "tells the caller what it is",
    State.LISTENING: "waits for the caller",
    State.HEARING: "the caller speaks",
    State.THINKING: "thinks",
    State.SPEAKING: "speaks",
    State.PAYING: "is about to take a payment",
    State.TRANSFERRING: "hands on",
    State.ENDED: "over",
}
REASONS: Mapping[Reason, str] = {
    Reason.CALLER_ASKED: "asked for a person",
    Reason.KEY_PRESSED: "pressed 0",
    Reason.LOW_CONFIDENCE: "was not understood",
    Reason.NO_INPUT: "said nothing",
    Reason.TRANSFER_RULE: "by a rule",
    Reason.ASSISTANT_DECIDED: "the assistant's decision",
    Reason.ENGINE_FAILED: "an engine failed",
    Reason.LINE_FAILED: "the line failed",
    Reason.NOT_READY: "the assistant was not ready",
    Reason.BUSY: "the assistant was busy",
    Reason.LIMIT_REACHED: "the call grew too long",
    Reason.OTHER_LANGUAGE: "speaks another language",
    Reason.SENSITIVE_TOPIC: "not for a machine",
    Reason.FRUSTRATED: "frustrated",
    Reason.NO_PROGRESS: "got no further",
    Reason.CARD_NUMBER: "read out a card number",
    Reason.OPTED_OUT: "wants no machine",
    Reason.SUPERVISOR: "sent on by a supervisor",
    Reason.PAYMENT_FAILED: "a payment failed",
}
SIGNS: Mapping[Sign, str] = {
    Sign.SWORE: "swore",
    Sign.CALLED_USELESS: "said that this is no use",
    Sign.TOLD_ALREADY: "had told us already",
    Sign.SAID_AGAIN: "said the same again",
    Sign.ASKED_AGAIN: "asked for the same again",
    Sign.ASKED_WHAT: "asked “what?” again",
    Sign.INTERRUPTED: "interrupted",
    Sign.MISSED: "was not understood",
}
COUNTED: Mapping[str, str] = {
    "misses_in_a_row": "misses in a row",
    "misses_in_a_call": "misses in the call",
    "frustration_high": "points of frustration",
    "turns": "turns",
}
HELPS: Mapping[Help, str] = {
    Help.TO_AGENT: "To an agent",
    Help.SAY_NEXT: "Say this next",
    Help.ASK_AGAIN: "Ask that again",
    Help.OFFER_PERSON: "Offer a person",
}
NOT_NOW: Mapping[NotNow, str] = {
    NotNow.OVER: "the call is over",
    NotNow.LEAVING: "the call is on its way to a person",
    NotNow.PAYING: "the caller pays",
    NotNow.AWAY: "the caller has asked for a moment",
    NotNow.IN_DANGER: "the caller is being asked whether it is safe to talk",
    NotNow.ANOTHER_WAITS: "another help waits for its moment",
    NotNow.NO_SUCH_LINE: "the rules of this call do not allow that line",
    NotNow.NO_SUCH_ROUTE: "the rules of this call have no such route",
    NotNow.NOBODY_THERE: "that route is closed",
    NotNow.ANSWERED: "the caller has answered meanwhile",
    NotNow.TOO_LATE: "no moment came that fitted",
}
STANDS: Mapping[Stands, str] = {
    Stands.TAKEN: "comes at the next fitting moment",
    Stands.DONE: "done",
    Stands.REFUSED: "not done",
    Stands.DROPPED: "not done",
}
_WORTH_TELLING = 0.5
"""Of the way to a person."""


def near(one: Near) -> str:
    return f"{one.have} of {one.most} {COUNTED.get(one.what, one.what)}"


def soon(running: Running) -> str:
    """What may send the call to a person next; empty: nothing is near."""
    nearest = next((one for one in running.look.near if one.have), None)
    return near(nearest) if nearest and nearest.have >= _WORTH_TELLING * nearest.most else ""


def helped(record: RecordHelp) -> str:
    """How it stands with a help, in a few words."""
    why = f": {NOT_NOW[record.why]}" if record.why else ""
    return f"{HELPS[record.help]} – {STANDS[record.stands]}{why}"


def answered(record: RecordHelp | None) -> str:
    """To whoever pressed the button."""
    if record is None:
        return "The call is not with the assistant any more. Nothing was done."
    if record.stands is Stands.TAKEN:
        return f"{HELPS[record.help]}: it comes at the next fitting moment. The caller hears only the result."
    return f"{helped(record)}."


WORDS = {"states": STATES, "reasons": REASONS, "signs": SIGNS, "near": near, "soon": soon, "helped": helped}
"""For templates."""
