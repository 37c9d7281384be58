"""A caller who speaks over the assistant: by what they stop it, and what is made of words that do not stop it yet."""

from ..heard.barge_in import barge_in_of, strictest
from ..rules import BargeIn
from ..states import State
from .answering import Answering
from .course import Course
from .floor import Floor
from .hearing import Hearing
from .moments import Moments
from .own_voice import OwnVoice


class Overhearing:
    """The part of a call that hears the caller while the assistant speaks."""

    def __init__(
        self,
        course: Course,
        hearing: Hearing,
        voice: OwnVoice,
        floor: Floor,
        answering: Answering,
        moments: Moments,
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._voice = voice
        self._floor = floor
        self._answering = answering
        self._moments = moments
        self._is_on = False
        self._awaits_words = False
        """Whether what is heard now stops us by its words, where it would by its sound on another line."""

    @property
    def is_on(self) -> bool:
        """Whether what is said over a line of ours is being looked at."""
        return self._is_on

    def end(self) -> None:
        self._is_on = False

    def begin_utterance(self) -> None:
        """The caller has the floor."""
        self._is_on = False
        self._answering.begin_turn()
        self._course.enter(State.HEARING)

    def heed(self) -> None:
        """What is heard now may stop what is being said: by its sound, or by its words."""
        timing, speech, policy = self._course.rules.timing, self._hearing.speech_seconds, self._barge_in()
        if unfinished := self._answering.unfinished if policy is BargeIn.SPEECH else None:
            if speech >= timing.go_on_after_seconds:
                self._answering.take_back(unfinished)
                return
        elif policy is BargeIn.SPEECH and speech >= timing.barge_in_after_seconds:
            self._answering.stop_for_caller()
            self.begin_utterance()
            return
        if not unfinished and (self._is_on or self._is_worth_overhearing(policy)):
            self._overhear()
        else:
            self._hearing.forget_blip()

    def conclude(self) -> None:
        """The words are known: they stop what is being said, or it goes on as if nothing had been heard."""
        turn, self._is_on = self._hearing.turn, False
        self._course.do(*self._hearing.listen_once_more())
        text, known, phrases = turn.text, self._course.language, self._course.rules.ways_out.phrases
        by_rule = known.ways_out.asks_for_person(text, phrases) or known.what_we_are.is_asked(text)
        by_rule = (
            by_rule
            or bool(turn.choices)
            or known.small_words.asks_to_wait(text)
            or known.silence.has_heard_enough(text)
        )
        no_machine = self._course.memory.machine and known.machines.speaks_for_themselves(text)
        of_us = known.requests.request_in(text) or no_machine
        over_them = self._barge_in_of_lines() is BargeIn.SPEECH and self._says_something()
        if by_rule or turn.topic or of_us or over_them:
            self._answering.stop_for_caller()
            self._course.enter(State.HEARING)
        else:
            self._hearing.forget()

    def _is_worth_overhearing(self, policy: BargeIn) -> bool:
        """Whether what was heard may be words that stop the assistant by their meaning: "stop" takes 0.15 s."""
        speech, timing = self._hearing.speech_seconds, self._course.rules.timing
        if policy is BargeIn.WORDS:
            return speech >= timing.barge_in_after_seconds
        return (
            policy is BargeIn.SPEECH and speech >= timing.shortest_speech_seconds and not self._hearing.caller_goes_on
        )

    def _overhear(self) -> None:
        """Speech does not stop this line, but what is said over it is looked at."""
        if not self._is_on:
            self._is_on = True
            self._awaits_words = self._least_barge_in() is BargeIn.WORDS
            self._answering.begin_turn()
        self._course.do(*self._hearing.listen(self._course.memory.expects))

    def _says_something(self) -> bool:
        """Whether words that are not ours were heard where sound alone would stop us on another line."""
        turn, course = self._hearing.turn, self._course
        if turn.transcript is None or turn.transcript.confidence < course.rules.thresholds.transcript:
            return False
        if not self._awaits_words or course.language.small_words.is_backchannel(turn.text, course.memory.expects):
            return False
        return self._moments.may_be_for_us(turn.transcript) and self._voice.is_not_all_of(turn)

    def _barge_in(self) -> BargeIn:
        """What stops the lines that are being said: the strictest rule among them, and of the line."""
        return strictest(self._barge_in_of_lines(), self._least_barge_in())

    def _barge_in_of_lines(self) -> BargeIn:
        playing = self._floor.playback
        return barge_in_of(playing.lines if playing else (), self._course.rules)

    def _least_barge_in(self) -> BargeIn:
        """On a line that echoes, and while others are heard, it takes words."""
        if self._moments.hears_others:
            return BargeIn.WORDS
        return self._voice.least_barge_in(self._floor.playback)
