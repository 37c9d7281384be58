"""What Twilio's own voice says to callers and agents: only where no stream is open to play a prompt of ours."""

from ..core.record import Reason
from ..ports import HandOff
from ..telephony.twiml import cleaned, digit_by_digit

NOT_READY = "Our automated assistant is not available right now. I'm connecting you to a person."
ALL_BUSY = "All lines of our automated assistant are busy. I'm connecting you to a person."
LINE_FAILED = "I'm sorry, there is a problem on our side. I'm connecting you to a person."
NO_AGENT = "I'm sorry, no one could be reached. Please call again later. Goodbye."
CALL_IS_OVER = "This call has already ended. Goodbye."
CLOSED = "I'm sorry, our team is not in at the moment."
NO_ONE_FREE = "I'm sorry, no one could take your call."
LEAVE_MESSAGE = "Please leave a message after the tone. It will be recorded. You can hang up when you are done."
MESSAGE_KEPT = "Thank you. Your message has been recorded."
NO_MESSAGE = "I have no message from you."
GOODBYE = "Goodbye."
CALLER_GONE = "The caller has hung up. Goodbye."
PRESS_TO_ACCEPT = "Press 1 to accept."
LONGEST_WISH = 200

_TRYING_ANOTHER = {
    "busy": "That line is busy. I'm trying another person.",
    "no-answer": "No one answered. I'm trying another person.",
}
_REASONS = {
    Reason.CALLER_ASKED: "the caller asked for a person",
    Reason.KEY_PRESSED: "the caller pressed zero for a person",
    Reason.LOW_CONFIDENCE: "the assistant was not sure what the caller meant",
    Reason.NO_INPUT: "the caller did not answer the assistant",
    Reason.TRANSFER_RULE: "a transfer rule sent the call to you",
    Reason.ASSISTANT_DECIDED: "the assistant passed the call on",
    Reason.ENGINE_FAILED: "the assistant had a technical problem",
    Reason.LINE_FAILED: "the line to the assistant was lost",
    Reason.NOT_READY: "the assistant could not take the call",
    Reason.OTHER_LANGUAGE: "the caller speaks another language",
    Reason.BUSY: "all lines of the assistant were busy",
    Reason.CARD_NUMBER: "the caller gave a card number again and again",
    Reason.LIMIT_REACHED: "the call had lasted too long for the assistant",
}


def trying_another(outcome: str) -> str:
    return _TRYING_ANOTHER.get(outcome, "I could not get through. I'm trying another person.")


def reference(number: str) -> str:
    return f"Your reference number is {digit_by_digit(number)}."


def briefing(handoff: HandOff | None) -> tuple[str, ...]:
    """For the agent, before the caller is connected: why, about what, and in the caller's words."""
    if handoff is None:
        return ("Call from the assistant.",)
    why = _REASONS[handoff.reason] if handoff.reason else "a caller for you"
    about = f"; about {handoff.intent.replace('_', ' ')}" if handoff.intent else ""
    wish = cleaned(handoff.wish, LONGEST_WISH)
    return (f"Call from the assistant: {why}{about}.", *((f"In their words: {wish}",) if wish else ()))
