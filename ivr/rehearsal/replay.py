"""A call that is over, gone through once more by a session of the core, under rules that it may not have had."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..core.call import CallSession
from ..core.commands import Command, RecordTurn
from ..core.events import FRAME_SECONDS, Event, KeyPressed, RoutesClosed, StreamLost
from ..core.heard.keypad import Keypad
from ..core.language import Language
from ..core.passing_over import hear_run
from ..core.rules import Rules
from ..hours.opening_hours import closed_routes
from ..ports import JournalEntry
from ..store.journal import decoded
from .doing import Doing, doing_of
from .recorded import ASKED, Moment, streams_of

_LOOKS_SECONDS = 10.0
"""As often as a call is told which routes have closed."""
_OF_WHAT_IS_HEARD = {"Transcribed", "Parsed", "EngineFailed", "KeyPressed"}
"""Events that bear on a turn that is not over."""


@dataclass(frozen=True, slots=True)
class Trying:
    """Under which rules a call is gone through."""

    rules: Rules
    language: Language
    texts: Mapping[str, str]
    """What the recordings say, by their names."""
    began: datetime | None = None
    """Then the hours of these rules count, from here on; None: those that the call was told."""
    menu_of: Rules | None = None
    """By which callers pressed keys; None: these rules."""


@dataclass(frozen=True, slots=True)
class Played:
    """What these rules made of a moment, and where the call then stood."""

    moment: Moment
    doing: Doing | None
    asked: frozenset[tuple[object, ...]]
    """Which answers of engines are awaited of it."""
    turn: int
    at_seconds: float


class Replay:
    """Yields each moment of a call as it is gone through.

    Where these rules wait longer than was waited, what happened upon a decision is kept back until they have theirs.
    """

    def __init__(self, entries: Sequence[JournalEntry], trying: Trying) -> None:
        self._entries, self._trying = entries, trying
        self.waits = False
        """Set by whoever compares: nothing but the caller's audio, and answers about it, is let through."""
        self._kept_back: deque[Moment] = deque()

    def __iter__(self) -> Iterator[Played]:
        """Raises ValueError for a journal with entries of another version."""
        trying, before = self._trying, 0
        for stream in streams_of(self._entries):
            session = _session(trying, self._entries[:before])
            before += sum(1 + len(moment.done) for moment in stream)
            looked: float | None = None
            for moment in stream:
                at = session.memory.heard_frames * FRAME_SECONDS
                if trying.began is not None and (looked is None or at - looked >= _LOOKS_SECONDS):
                    looked = at
                    _tell_hours(session, trying.rules, trying.began + timedelta(seconds=at))
                yield from self._through(session, moment)

    def _through(self, session: CallSession, moment: Moment) -> Iterator[Played]:
        if self.waits and not (moment.is_frames or moment.entry.kind in _OF_WHAT_IS_HEARD):
            self._kept_back.append(moment)
            yield Played(moment, None, frozenset(), *_stands(session))
            return
        while self._kept_back and not self.waits:
            yield replace(_played(session, late := self._kept_back.popleft(), self._trying), moment=Moment(late.entry))
        yield _played(session, moment, self._trying)


def _session(trying: Trying, before: Sequence[JournalEntry]) -> CallSession:
    of_it = trying.rules, trying.language
    if not before:
        return CallSession(*of_it, texts=trying.texts)
    kept = (item for one in before for item in decoded(one))
    events = (item for item in kept if isinstance(item, Event) and not isinstance(item, StreamLost))
    return CallSession.resume(*of_it, events, trying.texts)


def _tell_hours(session: CallSession, rules: Rules, at: datetime) -> None:
    names = closed_routes(rules, at)
    if names != session.memory.closed:
        session.receive(RoutesClosed(names))


def _played(session: CallSession, moment: Moment, trying: Trying) -> Played:
    turn = session.memory.turn
    commands = hear_run(session, moment.frames) if moment.is_frames else _told(session, moment, trying)
    asked = frozenset(_question(command) for command in commands if type(command).__name__ in ASKED)
    doing = doing_of(commands, session.memory.turn or turn, session.memory.closed)
    return Played(moment, doing, asked, *_stands(session))


def _stands(session: CallSession) -> tuple[int, float]:
    return session.memory.turn, session.memory.heard_frames * FRAME_SECONDS


def _told(session: CallSession, moment: Moment, trying: Trying) -> list[Command]:
    event = moment.event
    if isinstance(event, RoutesClosed) and trying.began is not None:
        return []
    if isinstance(event, KeyPressed) and moment.is_a_hidden_key:
        event = replace(event, key=_key_for(moment, session, trying.menu_of or trying.rules) or event.key)
    return session.receive(event)


def _key_for(moment: Moment, session: CallSession, rules: Rules) -> str | None:
    """A choice by key is on record by what it stood for, also where the key itself is not told."""
    intents = [str(entry.body.get("intent") or "") for entry in moment.done if entry.kind == RecordTurn.__name__]
    for key in "123456789#":
        try:
            typed = Keypad().press(key, session.memory.expects, rules)
        except KeyError:
            continue
        if typed and typed.intent and typed.intent in intents:
            return key
    return None


def _question(command: Command) -> tuple[object, ...]:
    return type(command).__name__, getattr(command, "turn", None), getattr(command, "attempt", None)
