"""From where running calls are watched, and helped; of the event loop that they are on."""

from collections.abc import Callable

from ..core.commands import RecordHelp
from ..core.events import Helped
from ..core.look import Running
from .onlooker import Onlooker


class Gallery:
    def __init__(self) -> None:
        self._seats: dict[str, tuple[Onlooker, Callable[[Helped], None]]] = {}

    def running(self) -> list[Running]:
        """Every call that the assistant is on; some ten microseconds each."""
        return [onlooker.running() for onlooker, _ in self._seats.values()]

    async def help(self, call: str, wanted: Helped) -> RecordHelp | None:
        """What the call answers; None: it is not with the assistant, or ends before it can."""
        if (seat := self._seats.get(call)) is None:
            return None
        onlooker, tell = seat
        return await onlooker.help(tell, wanted)

    def open(self, call: str, onlooker: Onlooker, tell: Callable[[Helped], None]) -> None:
        """A stream of the call begins, in the place of an earlier one; `tell` is how its core is told of a help."""
        self.close(call)
        self._seats[call] = onlooker, tell

    def close(self, call: str) -> None:
        if (seat := self._seats.pop(call, None)) is not None:
            seat[0].ended()
