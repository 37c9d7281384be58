"""A call over a speakerphone: what the line could not take out of our own voice is known by its words.

No transcript is taken for a caller's as far as it holds what was being said while it was heard. How much of a run of
our words it takes depends on what the line measured: little where most of what was heard was our voice, much where
none came back, for callers use our words, too; and who asks for a person must reach one.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .. import events
from ..heard.turn import Turn
from ..record import Line, Prompt
from ..rules import BargeIn
from ..said.playback import Playback
from ..said.questions import whole_opening
from ..words.own_words import IN_A_ROW
from ..words.wording import words_of
from .course import Course

_COMES_BACK_SECONDS = 0.8
"""After our words: 0.6 s of echo, and the way to the carrier."""
_FRAMES = 250
_LATEST_SECONDS = 0.6
"""Before a turn begins, in which its first sounds were heard."""
_MOSTLY = 0.5
"""Of what was heard: less than this share of it while we spoke, and it is the caller's answer to what we said."""
_MOSTLY_ECHO, _SOME_ECHO = 0.4, 0.1
"""Of the power of what was heard."""
_BEGINS_SECONDS = 1.2
"""Of a line: so long it takes at the most until its echo is found again where it stands now."""
_ECHOES_FRAMES = 10
"""In which some of our voice was heard, after which the line is known to echo."""
_MOST_LET_PASS = 3
"""Turns of a call that were not understood, and may have been an echo: more are misses, and a person comes."""
_IN_A_ROW_OF_ECHO, _IN_A_ROW_OF_SOME, _IN_A_ROW = 2, 5, 7
"""Words of ours from which they are an echo: in what is mostly one, in what holds one, and else."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A frame with speech: when, how much of its power was our voice, and whether we spoke then, or shortly before."""

    at: float
    echo: float
    while_we_spoke: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Lines that are no longer said, and from when to when they were."""

    lines: tuple[Line, ...]
    began_at: float
    ended_at: float


class OwnVoice:
    """The part of a call that knows its own words; what else was heard is judged by others."""

    def __init__(self, course: Course, texts: Mapping[str, str]) -> None:
        """`texts` are what the recordings say, by their names."""
        self._course = course
        self._texts = texts
        self._said: deque[Said] = deque(maxlen=4)
        self._saying: tuple[Line, ...] = ()
        self._sounds: deque[Sound] = deque(maxlen=_FRAMES)
        self._turn_began_at = 0.0
        self._opening_turn: int | None = None
        self._echo_turn: int | None = None
        """The turn of which nothing was left but our words."""
        self._echoed_frames = 0
        self._stops_by_sound = True
        self._let_pass = 0

    # --- what is said, and heard ---

    def begins(self, lines: tuple[Line, ...], before: Playback | None) -> None:
        """These lines are said, instead of what was being said `before`."""
        self.falls_silent(before)
        self._saying = lines

    def falls_silent(self, playing: Playback | None) -> None:
        if self._saying:
            self._said.append(Said(self._saying, self._begun_at(playing), self._course.now))
        self._saying = ()

    def hear(self, event: events.AudioHeard) -> None:
        self._echoed_frames += self.comes_back_in(event)
        if event.speech >= self._course.rules.thresholds.speech:
            self._sounds.append(Sound(self._course.now, event.echo, self._could_be_ours))

    def comes_back_in(self, event: events.AudioHeard) -> bool:
        return event.echo >= _SOME_ECHO

    def turn_begins(self) -> None:
        self._turn_began_at = self._course.now

    def turn_is_of_the_opening(self, turn: int) -> None:
        """This turn was spoken, or begun, over the opening.

        It is looked at when the opening is over, and no frame says how much of it was echo.
        """
        self._opening_turn = turn

    # --- its words ---

    def screened(self, event: events.Transcribed, playing: Playback | None) -> events.Transcribed:
        """Words of the turn at hand without our own, where they may have come back as an echo."""
        heard = event.transcript
        text = self._without_ours(heard.text, event.turn, playing) if heard.text else ""
        return event if text == heard.text else replace(event, transcript=replace(heard, text=text), echo=True)

    def _without_ours(self, heard: str, turn: int, playing: Playback | None) -> str:
        known = self._course.language.own_words
        begun_with = self._begun_with(turn, playing) if self._echoes else []
        begins_as_ours = any(known.are_begun_by(heard, text) for text in begun_with)
        if begins_as_ours and not self._calls_for_help(heard):
            return ""
        return known.left_of(heard, self._could_come_back(turn), self._in_a_row(turn, heard))

    def note(self, event: events.Transcribed) -> None:
        """What was made of the words of the turn at hand."""
        self._stops_by_sound = self._stops_by_sound and not event.echo
        if event.echo or event.transcript.text:
            self._echo_turn = None if event.transcript.text else event.turn

    def least_barge_in(self, playing: Playback | None) -> BargeIn:
        """Sound alone stops us where it can be no echo: where one was heard, words do while it may be one again."""
        now = self._course.now
        begins = bool(self._saying) and now - self._begun_at(playing) <= _BEGINS_SECONDS
        latest = [sound for sound in self._sounds if sound.at >= now - _LATEST_SECONDS]
        may_be_ours = self._echoes and (begins or _share_of_echo(latest) >= _SOME_ECHO)
        return BargeIn.WORDS if may_be_ours or not self._stops_by_sound else BargeIn.SPEECH

    def is_not_all_of(self, turn: Turn) -> bool:
        """Whether words that are not ours were heard in it."""
        share = _share_of_echo(self._sounds_of_turn())
        ours = set(words_of(self._text_of(self._saying)).split()) if share >= _SOME_ECHO else set()
        return share < _MOSTLY_ECHO and bool(set(turn.words.split()) - ours)

    def is_all_of(self, turn: Turn) -> bool:
        """Whether nothing was left of it but our words, or no words were found in what was partly our voice."""
        if turn.number == self._echo_turn:
            return True
        sounds = self._sounds_of_turn()
        return _mostly_while_we_spoke(sounds) and _share_of_echo(sounds) >= _SOME_ECHO

    # --- what stopped us for nothing ---

    def stopped_for_nothing(self) -> None:
        """By sound; a line that echoes does so again."""
        self._stops_by_sound = self._stops_by_sound and not self._echoes

    def lets_pass(self) -> None:
        """What was being said goes on, or the caller is listened to; and sound alone stops us no more."""
        self._stops_by_sound = False

    def may_let_pass(self) -> bool:
        """Whether what was not understood may have been our voice: the caller says it again, if it was theirs.

        Not for ever: a caller who is never understood is not kept from a person.
        """
        likely = self._echoes and _mostly_while_we_spoke(self._sounds_of_turn()) and self._let_pass < _MOST_LET_PASS
        self._let_pass += likely
        return likely

    # --- how it is judged ---

    @property
    def _could_be_ours(self) -> bool:
        """Whether what is heard now may be what we said."""
        return bool(self._saying or self._said_since(self._course.now - _COMES_BACK_SECONDS))

    @property
    def _echoes(self) -> bool:
        return self._echoed_frames >= _ECHOES_FRAMES

    def _calls_for_help(self, heard: str) -> bool:
        language, phrases = self._course.language, self._course.rules.ways_out.phrases
        return language.ways_out.asks_for_person(heard, phrases) or language.topics.topic_of(heard) is not None

    def _begun_at(self, playing: Playback | None) -> float:
        """When what is, or was, said began to be."""
        if playing is None:
            return self._course.now
        return playing.asked_at if playing.began_at is None else playing.began_at

    def _said_since(self, since: float) -> list[Said]:
        return [said for said in self._said if said.ended_at >= since]

    def _begun_with(self, turn: int, playing: Playback | None) -> list[str]:
        """What we had just begun to say when this turn began."""
        if turn == self._opening_turn:
            return [self._opening]
        at = min((sound.at for sound in self._sounds_of_turn()), default=self._turn_began_at)
        said = self._said_since(at - _BEGINS_SECONDS)
        begun = [(one.lines, one.began_at) for one in said] + [(self._saying, self._begun_at(playing))]
        return [self._text_of(lines) for lines, began in begun if began <= at <= began + _BEGINS_SECONDS]

    def _could_come_back(self, turn: int) -> str:
        """What was being said while this turn was heard."""
        if turn == self._opening_turn:
            return self._opening
        since = self._turn_began_at - _LATEST_SECONDS - _COMES_BACK_SECONDS
        lines = [line for said in self._said_since(since) for line in said.lines]
        return self._text_of((*lines, *self._saying))

    def _in_a_row(self, turn: int, heard: str) -> int:
        """How many words of ours, one after the other, are no chance: who says them late answers what we said."""
        if turn == self._opening_turn:
            return IN_A_ROW
        sounds = self._sounds_of_turn()
        if sounds and not _mostly_while_we_spoke(sounds):
            return len(heard) + 1
        share = _share_of_echo(sounds)
        if share < _SOME_ECHO:
            return _IN_A_ROW
        if self._calls_for_help(heard):
            return _IN_A_ROW_OF_SOME if share >= _MOSTLY_ECHO else _IN_A_ROW
        return _IN_A_ROW_OF_ECHO if share >= _MOSTLY_ECHO else _IN_A_ROW_OF_SOME

    @property
    def _opening(self) -> str:
        return self._text_of(whole_opening(self._course.rules).lines)

    def _text_of(self, lines: tuple[Line, ...]) -> str:
        return " ".join(self._texts.get(line.name, "") if isinstance(line, Prompt) else line.text for line in lines)

    def _sounds_of_turn(self) -> list[Sound]:
        since = self._turn_began_at - _LATEST_SECONDS
        return [sound for sound in self._sounds if sound.at >= since]


def _mostly_while_we_spoke(sounds: list[Sound]) -> bool:
    return sum(sound.while_we_spoke for sound in sounds) >= _MOSTLY * max(1, len(sounds))


def _share_of_echo(sounds: list[Sound]) -> float:
    return sum(sound.echo for sound in sounds) / max(1, len(sounds))
