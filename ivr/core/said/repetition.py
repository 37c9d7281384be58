"""No loops: no line is said three times running, and no question put a third time to a caller who failed to answer it.

Asked again, a question is put in short: who is read all of it once more stops listening. The second failure tells the
keys before it, where the answer can be typed; what would be said once more after that is not said.
Counted here, whatever the dialogue does: by the question's words, or its recording, and the answer that it awaits.
"""

from dataclasses import dataclass, replace

from ..record import Awaited, Expects, Line, Prompt, Words
from ..words.own_questions import Question, Questions, words_to_say
from ..words.wording import sentences_of
from .playback import Saying

_MOST = 2
"""Times running, and times that a question is put as it is."""
_BY_KEYS = {Awaited.DIGITS: Prompt("keys_digits"), Awaited.YES_NO: Prompt("keys_yes_no")}
_OF_A_PHONE, _BY_PLACE = Prompt("keys_phone"), Prompt("keys_place")
KEYS = {*_BY_KEYS.values(), _OF_A_PHONE, _BY_PLACE}
"""Advices on how an answer is typed."""
_MOST_WORDS = 18
"""Of a remark and a question, likewise: of a longer remark only the end is said, which tells what to do."""
_ALL_THERE_IS_TIME_FOR = 15
"""Words of a question that is said without any remark."""


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
    _typed: bool = False
    """Whether the last answer came by the keys."""

    def heard(self, *, digressed: bool, typed: bool = False) -> "Repetition":
        """The caller has answered; who asked for something else meanwhile has not failed to."""
        return replace(self, _digressed=digressed, _typed=typed)

    def has_put(self, saying: Saying, questions: Questions) -> bool:
        """Whether its question was put before."""
        return questions.put_in(saying.lines, saying.expects) in dict(self._questions)

    def put_off(self) -> tuple["Repetition", bool]:
        """Whether the caller may be told to wait."""
        return replace(self, _put_off=self._put_off + 1), self._put_off < _MOST

    def put(self, saying: Saying, questions: Questions) -> tuple["Repetition", tuple[Line, ...] | None]:
        """What may be said: the lines, or the keys and the question in short, or None: it has been said enough."""
        question, lines = questions.put_in(saying.lines, saying.expects), saying.lines
        times = self._times(question)
        if times > _MOST:
            advice = keys_for(saying.expects) if times == _MOST + 1 else None
            if advice is None:
                return self, None
            # What stands before is a remark on the answer that was none, or the answer to what was asked meanwhile.
            remarks, asked = questions.parted(lines)
            short = questions.in_short(asked, placed=advice == _BY_PLACE)
            lines = (*(remarks if self._digressed else ()), advice, *short)
        elif times > 1 and not self._digressed:
            lines = self._put_again(saying, questions)
        running = self._after(lines)
        whole = (lines, self._whole[1] + 1 if self._whole[0] == lines else 1)
        if running is None or whole[1] > _MOST:
            return self, None
        others = tuple(known for known in self._questions if question and known[0] != question)
        return Repetition(running, whole, (*others, (question, times)) if question else ()), lines

    def _put_again(self, saying: Saying, questions: Questions) -> tuple[Line, ...]:
        """A remark and the question in short; who uses the keys, and has pressed none that answers, is told them."""
        advice = keys_for(saying.expects)
        remarks, question = questions.parted(saying.lines)
        if self._typed and advice and advice != _BY_KEYS[Awaited.DIGITS]:
            return (advice, *questions.in_short(question, placed=advice == _BY_PLACE))
        asked = questions.in_short(question, advised=False)
        return (*_that_fit(remarks, asked), *asked)

    def _times(self, question: Question | None) -> int:
        """How often it will have been put with this; 0 when there is none."""
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


def keys_for(expects: Expects) -> Prompt | None:
    """How the answer is typed, where it can be."""
    if expects.kind is Awaited.DIGITS and expects.star_is_zero:
        return _OF_A_PHONE
    return _BY_PLACE if expects.numbered else _BY_KEYS.get(expects.kind)


def fills_the_time(question: tuple[Line, ...]) -> bool:
    """Whether it leaves no time for any remark."""
    return words_to_say(question) > _ALL_THERE_IS_TIME_FOR


def _that_fit(remarks: tuple[Line, ...], asked: tuple[Line, ...]) -> tuple[Line, ...]:
    """The last sentence, and those before it for which there is time; none before a question that takes all of it."""
    if fills_the_time(asked):
        return ()
    said: tuple[Line, ...] = ()
    for line in reversed(remarks):
        parts: list[Line] = [line]
        if isinstance(line, Words):
            parts = [Words(part) for part in sentences_of(line.text)]
        for part in reversed(parts):
            if said and words_to_say((part, *said, *asked)) > _MOST_WORDS:
                return said
            said = (part, *said)
    return said
