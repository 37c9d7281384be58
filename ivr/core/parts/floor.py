"""Who has the floor: what is being said to the caller, how far it was heard, and how the call goes on behind it."""

from .. import events
from ..commands import RecordDisclosure
from ..record import Awaited, Line, Prompt
from ..said.playback import Playback, Saying, Speaker, Then
from ..said.questions import opening_question
from ..said.reminding import note_heard
from ..states import State
from .course import Course
from .own_voice import OwnVoice

FILLER = (Prompt("one_moment"),)
"""Said while the caller waits: it is no answer, and not worth saying again."""


class Floor:
    """The part of a call that speaks."""

    def __init__(self, course: Course, voice: OwnVoice) -> None:
        self._course = course
        self._voice = voice
        self._speaker = Speaker(course.rules.timing, course.memory.marks)
        self._then = Then.LISTEN
        self._last: Playback | None = None
        """What the caller heard last, or a part of."""
        self._last_until = 0.0

    @property
    def playback(self) -> Playback | None:
        """What is being said, or is about to be."""
        return self._speaker.playback

    @property
    def then(self) -> Then:
        """How the call goes on after it."""
        return self._then

    @property
    def is_preparing(self) -> bool:
        """Whether lines were asked for that have not been sent yet."""
        return self._speaker.is_preparing

    @property
    def sounding_seconds(self) -> float:
        """How long what is being said has been audible."""
        return self.playback.sounding_seconds(self._course.now) if self.playback else 0.0

    def was_heard_last(self, line: Line, by: float) -> bool:
        """Whether the caller had heard this to its end by then, or as good as, and nothing since."""
        last = self._last
        return last is not None and last.lines[-1] == line and last.is_heard_by(by, self._last_until)

    def speak(self, lines: tuple[Line, ...], then: Then = Then.LISTEN, skip_seconds: float = 0.0) -> None:
        course, memory = self._course, self._course.memory
        self._voice.begins(lines, self.playback)
        self._then = then
        course.do(self._speaker.speak(lines, memory.turn, course.now, skip_seconds, memory.manner))
        memory.marks = self._speaker.marks
        if lines != FILLER:
            memory.spoken = Saying(lines, then=then)

    def keep_whole(self, saying: Saying) -> None:
        """Who wants to hear again a question that was put in short hears all of it."""
        memory = self._course.memory
        said = memory.spoken
        if said and saying.expects.kind is not Awaited.FREE and said.lines[-1] not in saying.lines:
            memory.spoken = Saying(self._course.language.questions.asked_in(saying.lines), then=saying.then)

    def say_again(self) -> None:
        course = self._course
        spoken = course.memory.spoken or opening_question(course.rules)
        self.speak(spoken.lines, spoken.then)
        course.enter(State.SPEAKING)

    def hush(self) -> None:
        """Fall silent at once."""
        self._voice.falls_silent(self.playback)
        if playing := self.playback:
            self._note_heard(playing)
        self._course.do(*self._speaker.stop(self._course.now))

    # --- how far it was heard ---

    def began(self, event: events.PlaybackBegan) -> None:
        self._speaker.began(event, self._course.now)

    def started(self, event: events.PlaybackStarted) -> None:
        self._speaker.started(event, self._course.now)

    def stood_still(self, seconds: float) -> None:
        """So much time went by, and no frame of the caller counted it."""
        self._speaker.stood_still(seconds)

    @property
    def never_began(self) -> bool:
        """Whether what was to be said did not come in time."""
        return self._speaker.never_began(self._course.now)

    def overdue(self) -> Playback | None:
        """What must have been heard to its end by now, though no mark said so."""
        return self._ended(self._speaker.ended(self._course.now))

    def marked(self, event: events.PlaybackFinished) -> Playback | None:
        """What was heard to its end, as this mark says."""
        return self._ended(self._speaker.marked(event.mark, self._course.now, event.after_seconds))

    def evidence(self, playing: Playback, *, cut_by: str | None = None) -> RecordDisclosure:
        """Of a disclosure: that it was heard, or what cut it short."""
        return playing.evidence(self._course.now, complete=cut_by is None, cut_by=cut_by)

    def _ended(self, playing: Playback | None) -> Playback | None:
        if playing:
            self._voice.falls_silent(playing)
            self._note_heard(playing)
            self._course.do(playing.account(self._course.now))
        return playing

    def _note_heard(self, playing: Playback) -> None:
        began = playing.asked_at if playing.began_at is None else playing.began_at
        if playing.began_at is not None and playing.lines != FILLER:
            self._last, self._last_until = playing, self._course.now
        note_heard(playing.account(self._course.now).lines, self._course.memory, began)
