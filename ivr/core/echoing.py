"""A call over a speakerphone: what the line could not take out of our own voice is known by its words.

No transcript is taken for a caller's as far as it holds what was being said while it was heard. How much of a run of
our words it takes depends on what the line measured: little where most of what was heard was our voice, much where
none ever came back, for callers use our words, too, and who asks for a person must reach one.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import replace

from . import events
from .memory import Memory
from .own_words import without_our_words
from .playback import Then
from .putting_through import PuttingThrough
from .record import Line, Prompt
from .rules import BargeIn, Rules
from .states import State

_COMES_BACK_SECONDS = 1.5
"""After our words: 0.6 s of echo, the way to the carrier, and what an utterance keeps before its first sound."""
_FRAMES = 250
_MOSTLY_ECHO = 0.4
"""Of the power of what was heard."""
_IN_A_ROW_OF_ECHO, _IN_A_ROW_ON_SUCH_A_LINE, _IN_A_ROW = 2, 5, 7
"""Words of ours from which they are an echo: in what is mostly one, where one was ever heard, and else."""


class Echoing(PuttingThrough):
    """The part of a call session that knows its own words; what else was heard is judged in the parts before it."""

    def __init__(self, rules: Rules, memory: Memory, texts: Mapping[str, str]) -> None:
        """`texts` are what the recordings say, by their names."""
        super().__init__(rules, memory)
        self._texts = texts
        self._said: deque[tuple[tuple[Line, ...], float]] = deque(maxlen=4)
        """Lines that are no longer said, and when they ended."""
        self._saying: tuple[Line, ...] = ()
        self._echoes: deque[tuple[float, float]] = deque(maxlen=_FRAMES)
        """When speech was heard, and how much of it was our voice."""
        self._began_turn_at = 0.0
        self._line_echoes = False
        self._echo_turn: int | None = None
        """The turn of which nothing was left but our words."""
        self._stopped_by_echo = False

    def _keep(self, event: events.AudioHeard) -> None:
        self._line_echoes = self._line_echoes or event.echo > 0
        if event.speech >= self.rules.thresholds.speech:
            self._echoes.append((self._now, event.echo))

    def _begin_turn(self) -> None:
        super()._begin_turn()
        self._began_turn_at = self._now

    def _speak(self, lines: tuple[Line, ...], then: Then = Then.LISTEN, skip_seconds: float = 0.0) -> None:
        self._fell_silent()
        self._saying = lines
        super()._speak(lines, then, skip_seconds)

    def _hush(self) -> None:
        super()._hush()
        self._fell_silent()

    def _playback_ended(self, mark: str, clock_seconds: float = 0.0) -> None:
        if self._speaker.playback and self._speaker.playback.mark == mark:
            self._fell_silent()
        super()._playback_ended(mark, clock_seconds)

    def _fell_silent(self) -> None:
        if self._saying:
            self._said.append((self._saying, self._now))
        self._saying = ()

    def screened(self, event: events.Event) -> events.Event:
        """Also without our own words, where they may have been heard as an echo."""
        if isinstance(event, events.Transcribed) and event.turn == self._hearing.turn.number and event.transcript.text:
            ours = self._could_come_back(event.turn)
            text = without_our_words(event.transcript.text, ours, self._in_a_row(event.turn))
            if text != event.transcript.text:
                self._stopped_by_echo = True
                self._echo_turn = event.turn if not text else None
            event = replace(event, transcript=replace(event.transcript, text=text))
        return super().screened(event)

    def _could_come_back(self, turn: int) -> str:
        """What was being said while this turn was heard."""
        since = self._began_turn_at - _COMES_BACK_SECONDS
        lines = [line for said, ended in self._said if ended >= since for line in said]
        return self._text_of((*lines, *self._saying))

    def _text_of(self, lines: tuple[Line, ...]) -> str:
        return " ".join(self._texts.get(line.name, "") if isinstance(line, Prompt) else line.text for line in lines)

    def _in_a_row(self, turn: int) -> int:
        if not self._line_echoes:
            return _IN_A_ROW
        since = self._began_turn_at - _COMES_BACK_SECONDS
        shares = [echo for at, echo in self._echoes if at >= since]
        mostly = shares and sum(shares) / len(shares) >= _MOSTLY_ECHO
        return _IN_A_ROW_OF_ECHO if mostly else _IN_A_ROW_ON_SUCH_A_LINE

    @property
    def _least_barge_in(self) -> BargeIn:
        """Where our own voice stopped us once, sound alone no longer does: words do."""
        return BargeIn.WORDS if self._stopped_by_echo else BargeIn.SPEECH

    def _nothing_said(self) -> None:
        """An echo is no miss: what was being said goes on, or the caller is listened to."""
        if self._hearing.turn.number != self._echo_turn:
            super()._nothing_said()
        elif self._has_more_to_say:
            self._go_on()
        else:
            self._enter(State.LISTENING)
