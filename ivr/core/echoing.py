"""A call over a speakerphone: what the line could not take out of our own voice is known by its words.

No transcript is taken for a caller's as far as it holds what was being said while it was heard. How much of a run of
our words it takes depends on what the line measured: little where most of what was heard was our voice, much where
none came back, for callers use our words, too; and who asks for a person must reach one.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace

from . import events
from .escape import asks_for_person
from .memory import Memory
from .own_words import are_first_words, without_our_words
from .playback import Playback, Then
from .putting_through import PuttingThrough
from .record import Line, Prompt, Reason
from .rules import BargeIn, Rules
from .small_words import is_backchannel
from .states import State
from .topics import topic_of
from .wording import words_of

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


class Echoing(PuttingThrough):
    """The part of a call session that knows its own words; what else was heard is judged in the parts before it."""

    def __init__(self, rules: Rules, memory: Memory, texts: Mapping[str, str]) -> None:
        """`texts` are what the recordings say, by their names."""
        super().__init__(rules, memory)
        self._texts = texts
        self._said: deque[Said] = deque(maxlen=4)
        self._saying: tuple[Line, ...] = ()
        self._sounds: deque[Sound] = deque(maxlen=_FRAMES)
        self._began_turn_at = 0.0
        self._echo_turn: int | None = None
        """The turn of which nothing was left but our words."""
        self._echoed_frames = 0
        self._stops_by_sound = True
        self._let_pass = 0
        self._overhearing = False
        """Whether what is said over a line of ours is being looked at."""
        self._awaits_words = False
        """Whether what is heard now stops us by its words, where it would by its sound on another line."""

    def _keep(self, event: events.AudioHeard) -> None:
        self._echoed_frames += event.echo >= _SOME_ECHO
        if event.speech >= self.rules.thresholds.speech:
            self._sounds.append(Sound(self._now, event.echo, self._could_be_ours))

    @property
    def _could_be_ours(self) -> bool:
        """Whether what is heard now may be what we said."""
        return bool(self._saying or self._said_since(self._now - _COMES_BACK_SECONDS))

    def _begin_turn(self) -> None:
        super()._begin_turn()
        self._began_turn_at = self._now

    def _speak(self, lines: tuple[Line, ...], then: Then = Then.LISTEN, skip_seconds: float = 0.0) -> None:
        self._fell_silent(self._speaker.playback)
        self._saying = lines
        super()._speak(lines, then, skip_seconds)

    def _hush(self) -> None:
        self._fell_silent(self._speaker.playback)
        super()._hush()

    def _playback_ended(self, playing: Playback) -> None:
        self._fell_silent(playing)
        super()._playback_ended(playing)

    def _fell_silent(self, playing: Playback | None) -> None:
        if self._saying:
            self._said.append(Said(self._saying, self._begun_at(playing), self._now))
        self._saying = ()

    def _begun_at(self, playing: Playback | None) -> float:
        """When what is, or was, said began to be."""
        if playing is None:
            return self._now
        return playing.asked_at if playing.began_at is None else playing.began_at

    def _said_since(self, since: float) -> list[Said]:
        return [said for said in self._said if said.ended_at >= since]

    def screened(self, event: events.Event) -> events.Event:
        """Also without our own words, where they may have been heard as an echo."""
        if isinstance(event, events.Transcribed) and event.turn == self._hearing.turn.number and event.transcript.text:
            text = self._without_ours(event.transcript.text, event.turn)
            if text != event.transcript.text:
                event = replace(event, transcript=replace(event.transcript, text=text), echo=True)
        return super().screened(event)

    def _without_ours(self, heard: str, turn: int) -> str:
        begins_as_ours = self._echoes and any(are_first_words(heard, text) for text in self._begun_with())
        if begins_as_ours and not self._calls_for_help(heard):
            return ""
        return without_our_words(heard, self._could_come_back(turn), self._in_a_row(turn, heard))

    def _calls_for_help(self, heard: str) -> bool:
        return asks_for_person(heard, self.rules.ways_out.phrases) or topic_of(heard) is not None

    @property
    def _echoes(self) -> bool:
        return self._echoed_frames >= _ECHOES_FRAMES

    def _begun_with(self) -> list[str]:
        """What we had just begun to say when this turn began."""
        at = min((sound.at for sound in self._sounds_of_turn()), default=self._began_turn_at)
        said = self._said_since(at - _BEGINS_SECONDS)
        begun = [(one.lines, one.began_at) for one in said] + [(self._saying, self._begun_at(self._speaker.playback))]
        return [self._text_of(lines) for lines, began in begun if began <= at <= began + _BEGINS_SECONDS]

    def _note_echo(self, event: events.Transcribed) -> None:
        if event.turn != self._hearing.turn.number:
            return
        self._stops_by_sound = self._stops_by_sound and not event.echo
        if event.echo or event.transcript.text:
            self._echo_turn = None if event.transcript.text else event.turn

    def _could_come_back(self, turn: int) -> str:
        """What was being said while this turn was heard."""
        since = self._began_turn_at - _LATEST_SECONDS - _COMES_BACK_SECONDS
        lines = [line for said in self._said_since(since) for line in said.lines]
        return self._text_of((*lines, *self._saying))

    def _text_of(self, lines: tuple[Line, ...]) -> str:
        return " ".join(self._texts.get(line.name, "") if isinstance(line, Prompt) else line.text for line in lines)

    def _in_a_row(self, turn: int, heard: str) -> int:
        """How many words of ours, one after the other, are no chance: who says them late answers what we said."""
        sounds = self._sounds_of_turn()
        if sounds and not _mostly_while_we_spoke(sounds):
            return len(heard) + 1
        share = _share_of_echo(sounds)
        if share < _SOME_ECHO:
            return _IN_A_ROW
        if self._calls_for_help(heard):
            return _IN_A_ROW_OF_SOME if share >= _MOSTLY_ECHO else _IN_A_ROW
        return _IN_A_ROW_OF_ECHO if share >= _MOSTLY_ECHO else _IN_A_ROW_OF_SOME

    def _sounds_of_turn(self) -> list[Sound]:
        since = self._began_turn_at - _LATEST_SECONDS
        return [sound for sound in self._sounds if sound.at >= since]

    @property
    def _least_barge_in(self) -> BargeIn:
        """Sound alone stops us where it can be no echo: where one was heard, words do while it may be one again."""
        begins = bool(self._saying) and self._now - self._begun_at(self._speaker.playback) <= _BEGINS_SECONDS
        latest = [sound for sound in self._sounds if sound.at >= self._now - _LATEST_SECONDS]
        may_be_ours = self._echoes and (begins or _share_of_echo(latest) >= _SOME_ECHO)
        by_words = may_be_ours or not self._stops_by_sound or self._hears_others
        return BargeIn.WORDS if by_words else BargeIn.SPEECH

    def _overhear(self) -> None:
        """What is said over us is looked at; from its beginning on it is words that stop us, or not."""
        self._awaits_words = self._least_barge_in is BargeIn.WORDS

    @property
    def _says_something(self) -> bool:
        """Whether words that are not ours were heard where sound alone would stop us on another line."""
        turn = self._hearing.turn
        sure = turn.transcript is not None and turn.transcript.confidence >= self.rules.thresholds.transcript
        if not (self._awaits_words and sure) or is_backchannel(turn.text, self.memory.expects):
            return False
        if self._hears_others and not (turn.transcript and self._may_be_for_us(turn.transcript)):
            return False
        share = _share_of_echo(self._sounds_of_turn())
        ours = set(words_of(self._text_of(self._saying)).split()) if share >= _SOME_ECHO else set()
        return share < _MOSTLY_ECHO and bool(set(turn.words.split()) - ours)

    def _nothing_said(self) -> None:
        if self._is_only_echo:
            self._let_it_pass()
        else:
            self._stops_by_sound = self._stops_by_sound and not (self._echoes and self._has_more_to_say)
            super()._nothing_said()

    def _miss(self, reason: Reason) -> None:
        """What was not understood, and may have been our voice, is let pass: the caller says it again, if it was one.

        Not for ever: a caller who is never understood is not kept from a person.
        """
        likely = self._echoes and _mostly_while_we_spoke(self._sounds_of_turn()) and not self.memory.asked_if_safe
        if reason is Reason.LOW_CONFIDENCE and likely and self._let_pass < _MOST_LET_PASS:
            self._let_pass += 1
            self._let_it_pass()
        else:
            super()._miss(reason)

    def _let_it_pass(self) -> None:
        """What was being said goes on, or the caller is listened to; and sound alone stops us no more."""
        self._stops_by_sound = False
        if self._has_more_to_say:
            self._go_on()
        else:
            self._reinstate()
            self._enter(State.LISTENING)

    @property
    def _is_only_echo(self) -> bool:
        """Whether nothing was left of the turn but our words, or no words were found in what was partly our voice."""
        if self._hearing.turn.number == self._echo_turn:
            return True
        sounds = self._sounds_of_turn()
        return _mostly_while_we_spoke(sounds) and _share_of_echo(sounds) >= _SOME_ECHO


def _mostly_while_we_spoke(sounds: list[Sound]) -> bool:
    return sum(sound.while_we_spoke for sound in sounds) >= _MOSTLY * max(1, len(sounds))


def _share_of_echo(sounds: list[Sound]) -> float:
    return sum(sound.echo for sound in sounds) / max(1, len(sounds))
