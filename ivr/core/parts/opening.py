"""What callers say while the opening is played: kept in memory, and looked at once they have heard it to its end.

Before that no engine gets any of it, the voice detector included: the notice says first what becomes of words. Whoever
asked for a person meanwhile is put through instead of being asked how; whatever else was said is the first turn.
"""

from collections import deque

from .. import commands, events
from ..heard.decision import Decision, Outcome
from ..record import Prompt, Reason
from ..said.questions import opening_question, whole_opening
from ..states import State
from ..words.requests import Request
from .answering import Answering
from .consenting import Consenting
from .course import Course
from .floor import Floor
from .hearing import Hearing
from .own_voice import OwnVoice

LONGEST_KEPT_FRAMES = 700
"""14 s, less than the longest utterance; an opening takes 10 s at most."""
_AROUND_FRAMES = 15
"""Kept on each side of speech; longer gaps are left out: Whisper makes words of silence."""


class Opening:
    """The part of a call that discloses, and hears what is said over it."""

    def __init__(
        self,
        course: Course,
        hearing: Hearing,
        voice: OwnVoice,
        floor: Floor,
        answering: Answering,
        consenting: Consenting,
    ) -> None:
        self._course = course
        self._consenting = consenting
        self._hearing = hearing
        self._voice = voice
        self._floor = floor
        self._answering = answering
        self._kept: deque[bytes] = deque(maxlen=LONGEST_KEPT_FRAMES)
        self._looks_back_in: int | None = None
        """The turn before which the detector's verdict on what was kept is awaited."""
        self._turn: int | None = None
        """The turn that was spoken, or begun, over the opening."""

    def begin(self, *, resumed: bool) -> None:
        """The disclosure; on a stream that was lost behind it, what was said last."""
        course, said = self._course, self._course.memory.said
        if resumed and course.memory.disclosed and said:
            self._floor.speak((Prompt("sorry_dropped"), *said.lines))
            course.enter(State.SPEAKING)
        else:
            self._floor.speak(tuple(Prompt(name) for name in course.rules.disclosure.prompts))
            course.enter(State.DISCLOSING)

    def keep(self, event: events.AudioHeard) -> None:
        if self._course.state is State.DISCLOSING:
            self._kept.append(event.pcm)

    def heard(self) -> None:
        """The opening was heard to its end: first what was said over it, then the question."""
        memory, rules = self._course.memory, self._course.rules
        memory.disclosed = True
        memory.said, memory.spoken = opening_question(rules), whole_opening(rules)
        self._looks_back_in = memory.turn
        self._course.do(commands.LookBack(b"".join(self._kept)))
        self._course.enter(State.THINKING)

    def on_looked_back(self, event: events.LookedBack) -> None:
        course, hearing = self._course, self._hearing
        awaited = course.state is State.THINKING and self._looks_back_in == course.memory.turn
        self._looks_back_in = None
        kept = list(self._kept)
        self._kept.clear()
        if not awaited:
            return
        for heard in worth_hearing(kept, event.speech, course.rules.thresholds.speech):
            hearing.frame(heard)
        if hearing.speech_seconds < course.rules.timing.shortest_speech_seconds:
            hearing.forget_blip()
            self._ask_how()
            return
        self._answering.hold(opening_question(course.rules))
        self._answering.begin_turn()
        self._turn = course.memory.turn
        self._voice.turn_is_of_the_opening(self._turn)
        course.enter(State.HEARING)
        course.do(*hearing.listen(course.memory.expects))

    def asks_how_instead(self, decision: Decision, text: str) -> bool:
        """Nobody was asked yet: what is not understood of the first turn is no miss, and the question comes."""
        if self._hearing.turn.number != self._turn:
            return False
        if decision.outcome is Outcome.REQUEST and decision.request is Request.REPEAT:
            self._answering.let_go_of_held()
        missed = decision.outcome in {Outcome.MISS, Outcome.NOTHING_SAID, Outcome.GO_ON}
        greets = decision.outcome is Outcome.ASK and self._course.language.small_words.only_greets(text)
        if not (missed or greets or decision.reason is Reason.OTHER_LANGUAGE):
            return False
        self._answering.drop()
        if not missed:
            self._answering.settle()  # a greeting is no beginning of what is said next
        self._ask_how()
        return True

    def _ask_how(self) -> None:
        asks, rules = self._consenting.is_to_be_asked, self._course.rules
        first = self._consenting.question() if asks else opening_question(rules)
        self._answering.say(first)
        self._course.memory.spoken = whole_opening(rules, first)


def worth_hearing(frames: list[bytes], speech: tuple[float, ...], threshold: float) -> list[events.AudioHeard]:
    """Frames with speech, as probable as told, and those around it; and all after the last, which are a silence."""
    spoken = [number for number, probability in enumerate(speech) if probability >= threshold]
    if not spoken:
        return []
    near = {at for number in spoken for at in range(number - _AROUND_FRAMES, number + _AROUND_FRAMES + 1)}
    near |= set(range(spoken[-1], len(frames)))
    return [
        events.AudioHeard(pcm, probability)
        for at, (pcm, probability) in enumerate(zip(frames, speech, strict=False))
        if at in near
    ]
