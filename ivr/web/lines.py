"""What agents are told before they take a call, and which prompts their callers hear where none can be played.

What callers hear is in prompts.yml, all of it; Twilio's own voice says it.
"""

import re
from collections.abc import Iterable

from ..core.record import Care, Flag, Reason, Topic
from ..core.words.briefing import Briefing
from ..ports import HandOff
from ..telephony.twiml import cleaned

LONGEST_WISH = 200
LONGEST_GIVEN = 400
"""Characters: about half a minute of an agent's time."""
_BETWEEN = " ... "
_FROM_THE_BEGINNING = 70
"""Of a wish that is too long: what it is about. What they want, and what they added last, is at its end."""
_SENTENCE_ENDS = re.compile(r"[.?!] ")

_IN_DANGER = frozenset({Topic.EMERGENCY, Topic.SELF_HARM})
BUSY = "busy"
"""How a dial ended, in the carrier's word."""
_TRYING_ANOTHER = {BUSY: "agent_busy_next", "no-answer": "agent_no_answer_next"}


def trying_another(outcome: str) -> str:
    """The prompt for a caller whose call an agent did not take."""
    return _TRYING_ANOTHER.get(outcome, "agent_failed_next")


def takes_no_message(care: Care | None) -> bool:
    """Whether this caller's need must not wait in one, or others might hear of it."""
    return care is not None and Flag.NO_VOICEMAIL in care.flags


def while_waiting(
    place: int, minutes: int | None, care: Care | None, emergency_number: str, *, calls_back: bool = False
) -> tuple[str, ...]:
    """The prompts for a caller in a line: their place, how long it will take, and what else they can do.

    Who is in danger hears each time, and first, whom to call instead.
    """
    where = "waiting_first" if place == 1 else "waiting_place"
    how_long = "waiting_unknown" if minutes is None else "waiting_minute" if minutes == 1 else "waiting_minutes"
    if care is not None and care.topic in _IN_DANGER:
        return nobody_came(care, emergency_number), where, how_long
    if takes_no_message(care):
        return where, how_long
    choices = ("waiting_callback", "waiting_choice") if calls_back else ("waiting_choice",)
    return where, how_long, *choices


def briefing(
    handoff: HandOff | None, words: Briefing, called: tuple[str, ...] = (), whisper: str = ""
) -> tuple[str, ...]:
    """For the agent, before the caller is connected: why, about what, and in the caller's words.

    `called` are the names of the team that the hand-off is for: whoever asked for it by one is said to have done so.
    `whisper` is what the supervisor's rule wants said.
    """
    if handoff is None:
        return (words.nothing_known,)
    why = words.reasons[handoff.reason] if handoff.reason else words.no_reason
    if handoff.reason is Reason.CALLER_ASKED and (team := words.teams.name_asked_for(handoff.wish, called)):
        why = words.asked_for_team.format(team=team)
    about = words.about.format(intent=handoff.intent.replace("_", " ")) if handoff.intent else ""
    wish = both_ends(handoff.wish)
    first = _flagged(words.why.format(why=why, about=about), handoff, words)
    first = f"{cleaned(_sentence(whisper), len(whisper) + 1)} {first}" if whisper else first
    told = (words.wish.format(wish=wish),) if wish else ()
    given = _as_many_as_fit(handoff.given)
    return (first, *told, *((words.given.format(given=given),) if given else ()))


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


def _sentence(whisper: str) -> str:
    """Ended, so that what follows it is no part of it."""
    return whisper if whisper[-1:] in {".", "!", "?"} else f"{whisper}."


def _flagged(first: str, handoff: HandOff, words: Briefing) -> str:
    """What an agent must know before the first word comes first, and is said again with each asking for a key."""
    urgent, care = (words.urgent,) if handoff.is_urgent else (), handoff.care
    if care is None:
        return " ".join((*urgent, first))
    told = {Flag.SAFE_TO_TALK: words.safe_to_talk, Flag.UNSAFE_TO_TALK: words.unsafe_to_talk}
    safety = (line for flag, line in told.items() if flag in care.flags)
    return " ".join((*urgent, words.spoke_of.format(topic=words.topics[care.topic]), *safety, first))


def nobody_came(care: Care, emergency_number: str) -> str:
    """The prompt for a caller of whom no message is taken."""
    return f"emergency_{emergency_number}" if care.topic in _IN_DANGER else "call_again"
