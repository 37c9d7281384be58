"""One stream of a call as those see it who watch it, and help it. The call does no work for it until it is asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from ..core.call import CallSession
from ..core.commands import RecordHelp
from ..core.events import FRAME_SECONDS, Helped
from ..core.help import Stands
from ..core.look import Running


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a call before anything happens on it; `since` in seconds since the epoch."""

    call: str
    ends: str
    line: str
    since: float


class Onlooker:
    """Of the event loop that the call is on."""

    def __init__(self, known: Known, session: CallSession, now: float) -> None:
        """`now` in seconds since the epoch, as the stream begins."""
        self._known, self._session = known, session
        self._heard_from = now - session.memory.heard_frames * FRAME_SECONDS
        self._asked: list[tuple[Helped, asyncio.Future[RecordHelp | None]]] = []
        self._helped: RecordHelp | None = None

    def running(self) -> Running:
        known, look = self._known, self._session.look()
        at = known.call, known.ends, known.line, known.since, self._heard_from + look.entered
        return Running(*at, look, self._helped)

    async def help(self, tell: Callable[[Helped], None], wanted: Helped) -> RecordHelp | None:
        """What the call answers when it is told of this; None: it ends before it can."""
        answer: asyncio.Future[RecordHelp | None] = asyncio.get_running_loop().create_future()
        self._asked.append((wanted, answer))
        try:
            tell(wanted)
            return await answer
        finally:
            self._asked.remove((wanted, answer))

    def note(self, item: object) -> None:
        """An event that the core took in, or a command that was performed."""
        if not isinstance(item, RecordHelp):
            return
        self._helped = item
        if item.stands in {Stands.TAKEN, Stands.REFUSED}:
            told = item.help, item.name, item.by
            waiting = (answer for one, answer in self._asked if (one.help, one.name, one.by) == told)
            if (answer := next((one for one in waiting if not one.done()), None)) is not None:
                answer.set_result(item)

    def ended(self) -> None:
        """Nobody can be helped any more."""
        for _, answer in self._asked:
            if not answer.done():
                answer.set_result(None)
