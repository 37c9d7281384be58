"""The listening side of a call: one utterance at a time, its attempts at words, and whether the caller has finished."""

from . import commands, events
from .endpointer import Endpointer
from .expects import Completion, completion
from .record import Expects, Transcript
from .rules import Rules
from .turn import Turn

_BLIP_SECONDS = 0.5
"""Silence after which a sound too short to be a word is forgotten."""


class Hearing:
    def __init__(self, rules: Rules, turn: int) -> None:
        self._timing = rules.timing
        self._endpointer = Endpointer(rules.thresholds.speech)
        self.turn = Turn(turn)

    @property
    def speech_seconds(self) -> float:
        return self._endpointer.speech_seconds

    @property
    def silence_seconds(self) -> float:
        return self._endpointer.silence_seconds

    @property
    def caller_goes_on(self) -> bool:
        """Whether the caller is speaking now and may speak on."""
        return self._endpointer.is_speaking and not self._is_too_long

    @property
    def _is_too_long(self) -> bool:
        return self._endpointer.utterance_seconds >= self._timing.longest_speech_seconds

    def frame(self, event: events.AudioHeard) -> None:
        self._endpointer.hear(event.pcm, event.speech)

    def forget(self) -> None:
        self._endpointer.reset()

    def forget_blip(self) -> None:
        if self._endpointer.silence_seconds >= _BLIP_SECONDS:
            self._endpointer.reset()

    def attempt(self, expects: Expects) -> commands.Transcribe | None:
        """The next attempt at words, once the caller pauses: it begins before the turn is known to be over."""
        if self.caller_goes_on:
            self.turn.withdraw()
            return None
        pauses = self._is_too_long or self._endpointer.silence_seconds >= self._timing.speculate_after_seconds
        if self.turn.attempted or not pauses:
            return None
        number = self.turn.begin_attempt()
        return commands.Transcribe(self.turn.number, number, self._endpointer.pcm(), expects)

    def over(self, expects: Expects) -> Completion | None:
        """Why the turn is over, or None while the caller may still go on."""
        if self.caller_goes_on:
            return None
        wait = self._wait(expects)
        return wait if self._is_too_long or self._endpointer.silence_seconds >= wait.after_seconds else None

    def _wait(self, expects: Expects) -> Completion:
        if self.turn.failed:
            return Completion(self._timing.unsure_after_seconds, f"the {self.turn.failed} failed")
        return completion(expects, self.turn.transcript, self.turn.understanding, self._timing, self.speech_seconds)

    def transcribed(self, event: events.Transcribed) -> commands.Parse | None:
        """Take the words; a Parse when they are not decided by rules on words alone."""
        if not self.turn.awaits(event.turn, event.attempt):
            return None
        # A spoken slash must never pass for the intent that a key stands for.
        text = event.transcript.text.lstrip("/ ")
        self.turn.transcript = Transcript(text, event.transcript.confidence, event.transcript.language)
        return None if self.turn.is_decidable() else commands.Parse(event.turn, event.attempt, text)

    def parsed(self, event: events.Parsed) -> None:
        if self.turn.awaits(event.turn, event.attempt):
            self.turn.understanding = event.understanding

    def failed(self, event: events.EngineFailed) -> None:
        if self.turn.awaits(event.turn, event.attempt):
            self.turn.failed = event.engine
