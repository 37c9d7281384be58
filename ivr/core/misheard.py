"""Whether words by which a topic was known may well be one misheard word in the answer that was awaited.

"Half past four" comes out as "have passed four". Where a time, a number or a choice was asked for, such a word alone is
no death, no emergency and no complaint: the answer is read, or asked for once more.
"""

from .escape import words_of
from .record import Awaited, Expects, Topic, Transcript

_ANSWERS = frozenset(
    words_of(
        "zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred double "
        "triple first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth thirtieth "
        "last earlier later earliest latest soonest either monday tuesday wednesday thursday friday saturday sunday "
        "today tomorrow tonight morning afternoon evening noon midday midnight lunchtime january february march april "
        "may june july august september october november december o'clock clock quarter half past number option"
    ).split()
)
_AROUND = frozenset(
    words_of(
        "a an the this that it's its it is of in on at by to till until from between before after around about and or "
        "i i'd i'll i'm we could can would will be been have has had do does let's let us say think maybe perhaps make "
        "take go for with fine best good better works okay ok please thank thanks you um uh er well so yes yeah no if "
        "my our me am pm day date week next time times slot order like want need prefer only just then"
    ).split()
)
"""Said around an answer, and never what makes a topic."""
_SOUND_ALIKE = frozenset({"passed", "pass", "passing", "mourning"})
"""Of past and morning: what a recogniser makes of them however sure it is."""
UNSURE = 0.5
"""Below, one word in two transcripts is wrong."""
GRAVE = frozenset({Topic.EMERGENCY, Topic.SELF_HARM, Topic.ABUSE, Topic.CHILD})
"""A false alarm is the lesser harm, whatever was asked and however it was heard: "No one would miss me.\""""
_TO_ANSWER = frozenset({Awaited.DIGITS, Awaited.CHOICE, Awaited.TEXT})


def may_be_misheard(topic: Topic, heard: Transcript, expects: Expects) -> bool:
    """Whether all but one word is an answer of the awaited kind, and that one sounds like another or is in doubt."""
    if topic in GRAVE or len(strange := _strange(heard, expects) or ()) != 1:
        return False
    return heard.confidence < UNSURE or strange[0] in _SOUND_ALIKE


def is_nothing_but_an_answer(heard: Transcript, expects: Expects) -> bool:
    """Whether every word belongs to an answer of the awaited kind: whatever else it may mean, it was asked for."""
    return _strange(heard, expects) == ()


def _strange(heard: Transcript, expects: Expects) -> tuple[str, ...] | None:
    """The words that belong to no answer; None when there is none, or no such answer was asked for."""
    words = words_of(heard.text).split() if expects.kind in _TO_ANSWER else []
    chosen = {word for choice in expects.words for word in words_of(choice).split()}
    others = [word for word in words if not (word in _ANSWERS or word in chosen or word[0].isdigit())]
    return tuple(word for word in others if word not in _AROUND) if len(others) < len(words) else None
