"""What agents are told before they take a call, and which prompts their callers hear where none can be played.

What callers hear is in prompts.yml, all of it; Twilio's own voice says it.
"""

import re
from collections.abc import Iterable

from ..core.record import Care, Flag, Priority, Reason, Topic
from ..core.teams import name_asked_for
from ..ports import HandOff
from ..telephony.twiml import cleaned

CALLER_GONE = "The caller has hung up. Goodbye."
PRESS_TO_ACCEPT = "Press 1 to accept."
LONGEST_WISH = 200
LONGEST_GIVEN = 400
"""Characters: about half a minute of an agent's time."""
_BETWEEN = " ... "
_FROM_THE_BEGINNING = 70
"""Of a wish that is too long: what it is about. What they want, and what they added last, is at its end."""
_SENTENCE_ENDS = re.compile(r"[.?!] ")

_TRYING_ANOTHER = {"busy": "agent_busy_next", "no-answer": "agent_no_answer_next"}
_REASONS = {
    Reason.CALLER_ASKED: "the caller asked for a person",
    Reason.KEY_PRESSED: "the caller pressed zero for a person",
    Reason.LOW_CONFIDENCE: "it was not sure what the caller meant",
    Reason.NO_INPUT: "the caller did not answer it",
    Reason.TRANSFER_RULE: "a transfer rule sent the call to you",
    Reason.ASSISTANT_DECIDED: "it passed the call on",
    Reason.ENGINE_FAILED: "it had a technical problem",
    Reason.LINE_FAILED: "the line to it was lost",
    Reason.NOT_READY: "it could not take the call",
    Reason.OTHER_LANGUAGE: "the caller speaks another language",
    Reason.BUSY: "all its lines were busy",
    Reason.FRUSTRATED: "the caller lost patience with it",
    Reason.NO_PROGRESS: "it was going round in circles",
    Reason.CARD_NUMBER: "the caller gave a card number again and again",
    Reason.LIMIT_REACHED: "the call had lasted too long for it",
    Reason.SENSITIVE_TOPIC: "it leaves that to people",
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
    """The prompt for a caller whose call an agent did not take."""
    return _TRYING_ANOTHER.get(outcome, "agent_failed_next")


def briefing(handoff: HandOff | None, called: tuple[str, ...] = ()) -> tuple[str, ...]:
    """For the agent, before the caller is connected: why, about what, and in the caller's words.

    `called` are the names of the team that the hand-off is for: whoever asked for it by one is said to have done so.
    """
    if handoff is None:
        return ("Call from the A.I. assistant.",)
    why = _REASONS[handoff.reason] if handoff.reason else "a caller for you"
    if handoff.reason is Reason.CALLER_ASKED and (team := name_asked_for(handoff.wish, called)):
        why = f"the caller asked for {team}"
    about = f"; about {handoff.intent.replace('_', ' ')}" if handoff.intent else ""
    wish = both_ends(handoff.wish)
    first = _flagged(f"Call from the A.I. assistant: {why}{about}.", handoff.care)
    told = (f"In their words: {wish}",) if wish else ()
    given = _as_many_as_fit(handoff.given)
    return (first, *told, *((f"They have given {given}.",) if given else ()))


def both_ends(wish: str) -> str:
    """A long wish without its middle: whole words, and whole sentences where there are any; LONGEST_WISH at most."""
    whole = cleaned(wish, len(wish))
    if len(whole) <= LONGEST_WISH:
        return whole
    beginning = whole[:_FROM_THE_BEGINNING].rpartition(" ")[0] or whole[:_FROM_THE_BEGINNING]
    end = whole[len(whole) - LONGEST_WISH + _FROM_THE_BEGINNING + len(_BETWEEN) :]
    end = end.partition(" ")[2] or end
    for sentence in _SENTENCE_ENDS.finditer(end[: len(end) // 2]):
        return f"{beginning}{_BETWEEN}{end[sentence.end() :]}"
    return f"{beginning}{_BETWEEN}{end}"


def _as_many_as_fit(given: Iterable[str]) -> str:
    """Each whole, or not at all: half a number is a wrong one."""
    told = ""
    for one in given:
        longer = f"{told}; {one}" if told else cleaned(one, LONGEST_GIVEN)
        if len(longer) > LONGEST_GIVEN:
            break
        told = longer
    return cleaned(told, LONGEST_GIVEN)


def _flagged(first: str, care: Care | None) -> str:
    """What an agent must know before the first word comes first, and is said again with each asking for a key."""
    if care is None:
        return first
    urgent = "Urgent. " if care.priority is Priority.URGENT else ""
    safety = "".join(f" {line}" for flag, line in _SAFETY.items() if flag in care.flags)
    return f"{urgent}The caller spoke of {_TOPICS[care.topic]}.{safety} {first}"


def nobody_came(care: Care, emergency_number: str) -> str:
    """The prompt for a caller of whom no message is taken."""
    in_danger = care.topic in {Topic.EMERGENCY, Topic.SELF_HARM}
    return f"emergency_{emergency_number}" if in_danger else "call_again"
