"""A caller made of events, for tests of the core: seconds of audio become frames, commands are collected."""

from typing import TypeVar

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Command, LookBack, Speak, Transcribe
from ivr.core.events import (
    FRAME_SECONDS,
    AudioHeard,
    CallStarted,
    EngineFailed,
    Event,
    KeyPressed,
    LineFailed,
    LookedBack,
    Parsed,
    PlaybackFinished,
    PlaybackStarted,
    Replied,
    Transcribed,
)
from ivr.core.record import Engine, Reply, Transcript, Understanding
from ivr.core.rules import Route, Rules, TransferRule

from .english import ENGLISH

CLIP_SECONDS = 2.0
SILENCE = bytes(320)
RULES = Rules(
    routes={"support": Route(agents=("+15005550001",)), "complaints": Route(agents=("+15005550004",))},
    transfer_rules=(TransferRule(name="complaints", intents=("complaint",), route="complaints"),),
    menu={"1": "order_status", "2": "opening_hours", "3": "complaint"},
    fallback_route="support",
)
HOURS = Reply(("We open at nine and close at six.",))
AnyCommand = TypeVar("AnyCommand", bound=Command)


def rules_with(**changes: object) -> Rules:
    """RULES, with some of its fields as they stand in a rules file."""
    return Rules.model_validate(RULES.model_dump(mode="json") | changes)


class Caller:
    def __init__(self, call: CallSession) -> None:
        self.call = call
        self.commands: list[Command] = []
        self.events: list[Event] = []
        self.sends_audio = True
        self.sounded: list[float] = []
        """How probably each frame that was heard so far is speech."""

    def does(self, event: Event) -> None:
        """As the runner: what is kept of an event, and what the core takes in, is the event as it was screened."""
        event = self.call.screened(event)
        self.events.append(event)
        commands = self.call.receive(event)
        self.commands += commands
        for command in commands:
            if isinstance(command, Speak) and self.sends_audio:
                self.does(PlaybackStarted(command.mark, CLIP_SECONDS))
            elif isinstance(command, LookBack):
                frames = len(command.pcm) // len(SILENCE)
                self.does(LookedBack(tuple(self.sounded[len(self.sounded) - frames :])))

    def rings(self, *, resumed: bool = False) -> None:
        self.does(CallStarted(resumed))

    def speaks(self, seconds: float) -> None:
        self._sounds(seconds, 0.95)

    def is_silent(self, seconds: float) -> None:
        self._sounds(seconds, 0.02)

    def _sounds(self, seconds: float, speech: float) -> None:
        for _ in range(round(seconds / FRAME_SECONDS)):
            self.sounded.append(speech)
            self.does(AudioHeard(SILENCE, speech))

    def presses(self, key: str) -> None:
        self.does(KeyPressed(key))

    def mark_returns(self, mark: str | None = None, after_seconds: float = CLIP_SECONDS) -> None:
        """As the runner tells it: so long, by the clock, after the first audio was sent."""
        self.does(PlaybackFinished(mark or self.all(Speak)[-1].mark, after_seconds))

    def hears_it_out(self) -> None:
        self.is_silent(CLIP_SECONDS)
        self.mark_returns()

    def says(self, text: str, intent: str | None = None, confidence: float = 0.0) -> None:
        """A whole utterance, transcribed and parsed as given, and the silence after it."""
        self.speaks(0.8)
        self.is_silent(0.14)
        self.is_transcribed(text)
        if intent:
            self.understands(intent, confidence)
        self.is_silent(1.5)

    def understands(self, intent: str, confidence: float) -> None:
        """The dialogue model makes this of the newest words; a look has none."""
        last = next(one for one in reversed(self.all(Transcribe)) if one.attempt > 0)
        self.does(Parsed(last.turn, last.attempt, Understanding(intent, confidence)))

    def is_transcribed(self, text: str, *, attempt: int | None = None, confidence: float = 0.9) -> None:
        last = self.all(Transcribe)[-1]
        self.does(Transcribed(last.turn, attempt or last.attempt, Transcript(text, confidence)))

    def is_answered(self, reply: Reply, *, turn: int | None = None) -> None:
        self.does(Replied(turn if turn is not None else self.all(Ask)[-1].turn, reply))

    def fails(self, engine: Engine) -> None:
        last = self.all(Transcribe)[-1]
        self.does(EngineFailed(engine, last.turn, last.attempt))

    def line_goes_silent(self) -> None:
        self.does(LineFailed())

    def rings_for(self, *, minutes: float) -> None:
        self.call.memory.heard_frames = round(minutes * 60 / FRAME_SECONDS)
        self.is_silent(0.1)

    def all(self, kind: type[AnyCommand]) -> list[AnyCommand]:
        return [c for c in self.commands if isinstance(c, kind)]

    def count(self, kind: type[AnyCommand]) -> int:
        return len(self.all(kind))

    def only(self, kind: type[AnyCommand]) -> AnyCommand:
        (command,) = self.all(kind)
        return command


def caller_who_listened(rules: Rules = RULES) -> Caller:
    """One who has heard the disclosure and the first question."""
    caller = Caller(CallSession(rules, ENGLISH))
    caller.rings()
    caller.hears_it_out()
    caller.hears_it_out()
    return caller


def asks(caller: Caller, text: str, intent: str) -> None:
    """An utterance of which we are sure, up to the moment at which it is committed."""
    caller.speaks(0.8)
    caller.is_silent(0.12)
    caller.is_transcribed(text)
    caller.understands(intent, 0.97)
    caller.is_silent(0.1)


def typed(caller: Caller, keys: str, gap_seconds: float = 0.4) -> None:
    """Keys one after another, and a pause as between them."""
    for key in keys:
        caller.presses(key)
        caller.is_silent(gap_seconds)


def caller_just_answered() -> Caller:
    """One who has just begun to hear the answer to the first half of what they want to say."""
    caller = caller_who_listened()
    asks(caller, "what are your opening hours", "opening_hours")
    caller.is_answered(HOURS)
    caller.is_silent(0.1)
    return caller
