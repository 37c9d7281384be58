"""What rules make of a sentence at a time, in a call that stands so and so: asked of the core that decides calls."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..core.call import CallSession
from ..core.commands import Ask, Command, LookBack, Parse, RecordRule, RecordTurn, Speak, Transcribe, Transfer
from ..core.events import (
    FRAME_SECONDS,
    AudioHeard,
    CallStarted,
    Event,
    LookedBack,
    Parsed,
    PlaybackFinished,
    PlaybackStarted,
    QueuesKnown,
    RoutesClosed,
    Transcribed,
)
from ..core.language import Language
from ..core.record import MayRecord, Queue, Transcript, Understanding
from ..core.rules import Rules
from ..core.states import State
from ..core.words.frustration import WEIGHTS, Frustration, Sign
from ..hours.opening_hours import closed_routes
from ..store.journal import FRAME_BYTES
from .doing import Doing, doing_of

_LINE_SECONDS = 1.0
_SPOKEN_SECONDS, _SILENT_SECONDS = 1.0, 4.0
_MOST_LINES = 12
"""Of an opening; then it is none that ends."""
_OF_SIGNS = (Sign.CALLED_USELESS, Sign.SWORE, Sign.MISSED)
"""Whose points come to any sum there is."""
_SILENT = bytes(FRAME_BYTES)
MOST_FRUSTRATION = 11


@dataclass(frozen=True, slots=True)
class WhatIf:
    words: str = field(repr=False)
    understanding: Understanding
    at: datetime
    called: str = ""
    """The number of ours that is rung."""
    sure_of_words: float = 1.0
    """The chance that every word was understood right."""
    misses_in_a_row: int = 0
    misses_in_a_call: int = 0
    frustration: int = 0
    """Points; at most MOST_FRUSTRATION."""
    queues: Mapping[str, int] = field(default_factory=dict)
    """Route → how many callers wait for it."""


@dataclass(frozen=True, slots=True)
class Decided:
    doing: Doing
    held: tuple[str, ...]
    """Rules that held and let the call go on: they tag or alert."""
    closed: tuple[str, ...]
    """Routes with nobody at work then."""


def what_if(asked: WhatIf, rules: Rules, language: Language, texts: Mapping[str, str]) -> Decided:
    """`texts`: what the recordings say, by their names. Raises ValueError for a call that comes to nothing."""
    rules = rules.for_number(asked.called).model_copy(update={"recording": MayRecord.NEVER})
    closed = closed_routes(rules, asked.at)
    line = _Line(CallSession(rules, language, texts=texts), asked)
    line.opens(closed)
    _set_state(line.session, asked)
    before = len(line.commands)
    line.is_said()
    commands = line.commands[before:]
    doing = doing_of(_up_to_the_decision(commands), line.session.memory.turn, closed)
    if doing is None:
        raise ValueError("nothing was decided about these words")
    held = tuple(one.rule for one in commands if isinstance(one, RecordRule) and one.rule != doing.rule)
    return Decided(doing, held, closed)


def _up_to_the_decision(commands: Iterable[Command]) -> Iterator[Command]:
    """What comes after a call was let go, or a turn was decided, is of the silence behind it."""
    decided = False
    for command in commands:
        if decided and isinstance(command, RecordTurn):
            return
        decided = decided or isinstance(command, RecordTurn | Transfer)
        yield command


def _set_state(session: CallSession, asked: WhatIf) -> None:
    memory = session.memory
    memory.misses_in_a_row, memory.misses_in_call = asked.misses_in_a_row, asked.misses_in_a_call
    memory.frustration = Frustration(tuple(_signs(asked.frustration)), offered=False)


def _signs(points: int) -> Iterator[Sign]:
    for sign in _OF_SIGNS:
        weight = WEIGHTS[sign]
        times = min(points, weight.most) // weight.points
        points -= times * weight.points
        yield from [sign] * times


class _Line:
    """Stands in for everything around the call: lines are heard, words are understood as they were typed."""

    def __init__(self, session: CallSession, asked: WhatIf) -> None:
        self.session = session
        self._asked = asked
        self.commands: list[Command] = []

    def opens(self, closed: tuple[str, ...]) -> None:
        """Up to where the caller is listened to. Raises ValueError."""
        self._takes(RoutesClosed(closed))
        self._takes(QueuesKnown(tuple(Queue(route, waiting) for route, waiting in self._asked.queues.items())))
        self._takes(CallStarted(called=self._asked.called))
        for _ in range(_MOST_LINES):
            if self.session.state is State.LISTENING:
                return
            spoken = [one for one in self.commands if isinstance(one, Speak)]
            self._sounds(_LINE_SECONDS, 0.0)
            self._takes(PlaybackFinished(spoken[-1].mark, _LINE_SECONDS))
        raise ValueError("nobody is listened to after this opening")

    def is_said(self) -> None:
        """The sentence, and silence until something is done about it."""
        self._sounds(_SPOKEN_SECONDS, 1.0)
        self._sounds(_SILENT_SECONDS, 0.0, until_decided=True)

    def _sounds(self, seconds: float, speech: float, *, until_decided: bool = False) -> None:
        for _ in range(round(seconds / FRAME_SECONDS)):
            if until_decided and isinstance(self.commands[-1], Ask | Transfer):
                return
            self._takes(AudioHeard(_SILENT, speech))

    def _takes(self, event: Event) -> None:
        events = deque([event])
        while events:
            for command in self.session.receive(events.popleft()):
                self.commands.append(command)
                events.extend(self._answers(command))

    def _answers(self, command: Command) -> Iterator[Event]:
        asked = self._asked
        match command:
            case Speak():
                yield PlaybackStarted(command.mark, _LINE_SECONDS)
            case LookBack():
                yield LookedBack((0.0,) * (len(command.pcm) // FRAME_BYTES))
            case Transcribe() if command.attempt > 0:
                heard = Transcript(asked.words, asked.sure_of_words, self.session.rules.language)
                yield Transcribed(command.turn, command.attempt, heard)
            case Transcribe():
                yield Transcribed(command.turn, command.attempt, Transcript("", 0.0))
            case Parse():
                yield Parsed(command.turn, command.attempt, asked.understanding)
