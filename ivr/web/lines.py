"""What Twilio's own voice says to callers and agents: only where no stream is open to play a prompt of ours."""

from ..core.record import Care, Flag, Priority, Reason, Topic
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
LONGEST_GIVEN = 400
"""Characters: about half a minute of an agent's time."""

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
    Reason.FRUSTRATED: "the caller lost patience with the assistant",
    Reason.NO_PROGRESS: "the assistant was going round in circles",
    Reason.CARD_NUMBER: "the caller gave a card number again and again",
    Reason.LIMIT_REACHED: "the call had lasted too long for the assistant",
    Reason.SENSITIVE_TOPIC: "the assistant leaves that to people",
}
_TOPICS = {
    Topic.EMERGENCY: "an emergency",
    Topic.SELF_HARM: "self-harm, or not wanting to live",
    Topic.ABUSE: "being hurt or threatened by somebody near",
    Topic.BEREAVEMENT: "a death",
    Topic.CHILD: "being a child",
    Topic.MEDICAL: "an illness or a medical need",
    Topic.FRAUD: "fraud, or a lost or stolen card",
    Topic.VULNERABILITY: "needing more help than most",
    Topic.HARDSHIP: "not being able to pay",
    Topic.LEGAL_THREAT: "going to law",
    Topic.RIGHTS: "their rights: over their data, a charge or a contract",
    Topic.COMPLAINT: "a complaint",
}
_SAFETY = {
    Flag.SAFE_TO_TALK: "They say that it is safe to talk.",
    Flag.UNSAFE_TO_TALK: "They did not say that it is safe to talk: ask what yes or no answers, and name nothing.",
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
    first = _flagged(f"Call from the assistant: {why}{about}.", handoff.care)
    told = (f"In their words: {wish}",) if wish else ()
    given = cleaned("; ".join(handoff.given), LONGEST_GIVEN)
    return (first, *told, *((f"They have given {given}.",) if given else ()))


def _flagged(first: str, care: Care | None) -> str:
    """What an agent must know before the first word comes first, and is said again with each asking for a key."""
    if care is None:
        return first
    urgent = "Urgent. " if care.priority is Priority.URGENT else ""
    safety = "".join(f" {line}" for flag, line in _SAFETY.items() if flag in care.flags)
    return f"{urgent}The caller spoke of {_TOPICS[care.topic]}.{safety} {first}"


def nobody_came(care: Care, emergency_number: str) -> str:
    """To a caller of whom no message is taken."""
    if care.topic in {Topic.EMERGENCY, Topic.SELF_HARM}:
        return f"If anyone is in danger, hang up now and call {digit_by_digit(emergency_number)}."
    return "Please call again."
