"""No loops: no line is said three times running, and no question put a third time to a caller who failed to answer it.

The second failure tells the keys before the question, where the answer can be typed; what would be said once more after
that is not said.
Counted here, whatever the dialogue does: by the question's words, or its recording, and the answer that it awaits.
"""

import re
from dataclasses import dataclass, replace

from .playback import Saying
from .record import Awaited, Line, Prompt, Words

_MOST = 2
"""Times running, and times that a question is put as it is."""
BY_KEYS = {Awaited.DIGITS: Prompt("keys_digits"), Awaited.YES_NO: Prompt("keys_yes_no")}
_SHORT, _LONGEST = 9, 13
"""Words of a question: that fits behind an advice, and behind a remark, in the six seconds that are listened to."""
_SENTENCES = re.compile(r"(?<=[.!?])\s+")

Question = tuple[str, Awaited, int]
"""Its last sentence or recording, the kind of answer and the number of digits."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """What a call has been told so far, as far as it must not be told again."""

    _running: tuple[Line, int] | None = None
    """The line that was said last, and how often running."""
    _whole: tuple[tuple[Line, ...], int] = ((), 0)
    """Likewise of all that was said in one go."""
    _questions: tuple[tuple[Question, int], ...] = ()
    """How often each was put since a question was last not on the way."""
    _digressed: bool = False
    _put_off: int = 0
    """How often the caller was told to wait since anything else was said."""

    def heard(self, *, digressed: bool) -> "Repetition":
        """The caller has spoken; who asked for something else meanwhile has not failed to answer."""
        return replace(self, _digressed=digressed)

    def has_put(self, saying: Saying) -> bool:
        """Whether its question was put before."""
        return _question_of(saying) in dict(self._questions)

    def put_off(self) -> tuple["Repetition", bool]:
        """Whether the caller may be told to wait."""
        return replace(self, _put_off=self._put_off + 1), self._put_off < _MOST

    def put(self, saying: Saying) -> tuple["Repetition", tuple[Line, ...] | None]:
        """What may be said: the lines, or the keys and the question in short, or None: it has been said enough."""
        times, lines = self._times(saying), saying.lines
        if times > _MOST:
            by_keys = BY_KEYS.get(saying.expects.kind) if times == _MOST + 1 else None
            if by_keys is None:
                return self, None
            # What stands before is a remark on the answer that was none, or the answer to what was asked meanwhile.
            lines = (*(lines[:-1] if self._digressed else ()), by_keys, *in_short(lines[-1:]))
        running = self._after(lines)
        whole = (lines, self._whole[1] + 1 if self._whole[0] == lines else 1)
        if running is None or whole[1] > _MOST:
            return self, None
        question = _question_of(saying)
        others = tuple(known for known in self._questions if question and known[0] != question)
        return Repetition(running, whole, (*others, (question, times)) if question else ()), lines

    def _times(self, saying: Saying) -> int:
        """How often its question will have been put with this; 0 when it puts none."""
        question = _question_of(saying)
        if question is None:
            return 0
        before = dict(self._questions).get(question, 0)
        return max(1, before if self._digressed else before + 1)

    def _after(self, lines: tuple[Line, ...]) -> tuple[Line, int] | None:
        """The last line and how often running, after these; None when one of them would be said too often."""
        running = self._running
        for line in lines:
            running = (line, running[1] + 1 if running and running[0] == line else 1)
            if running[1] > _MOST:
                return None
        return running


def in_short(question: tuple[Line, ...], *, advised: bool = True) -> tuple[Line, ...]:
    """A question that was heard before: of a long one its last sentence, of a long sentence what may be chosen."""
    last = question[-1]
    if not is_long(question, advised=advised) or isinstance(last, Prompt):
        return question if isinstance(last, Words) else (last,)
    sentence = _SENTENCES.split(last.text.strip())[-1]
    if not sentence.endswith("?"):
        return (last,)
    _, _, choices = sentence.partition(": ")
    if choices and is_long((Words(sentence),), advised=advised):
        sentence = choices[:1].upper() + choices[1:]
    return (Words(sentence),)


def is_long(question: tuple[Line, ...], *, advised: bool = True) -> bool:
    words = sum(len(line.text.split()) for line in question if isinstance(line, Words))
    return words > (_SHORT if advised else _LONGEST)


def _question_of(saying: Saying) -> Question | None:
    if saying.expects.kind is Awaited.FREE or not saying.lines:
        return None
    last = saying.lines[-1]
    text = last.name if isinstance(last, Prompt) else last.text
    # "That's order 421807. Is that right?" asks about that number.
    if saying.expects.kind is not Awaited.YES_NO:
        text = _SENTENCES.split(text.strip())[-1]
    return text, saying.expects.kind, saying.expects.digits
