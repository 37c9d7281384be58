"""Brings home the messages that callers left at the carrier, and sees to it that nothing of them stays there.

A thread of its own, which no call and no webhook waits for. Each message is fetched, sealed, on the disk and opened
again before the carrier is told to delete it; and it counts as gone when the carrier was asked once more and has it no
longer. Whatever fails is tried again, also after a restart: what is to be done stands in the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, Self

import structlog

from ..errors import CandidError
from ..privacy.retention import Keeping
from ..privacy.vault import Vault
from .calls import utc_now
from .looking import Looking

if TYPE_CHECKING:  # loaded by the thread
    from sqlalchemy import Engine

    from .copies import Waiting

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=20), timedelta(hours=1)
"""Before a call whose message gave trouble is looked at again: each time twice as long."""
SETTLES = timedelta(hours=1)
"""So long the carrier may take to list a recording: what it does not list after that, it does not have."""
CALLS_AT_ONCE = 50
LEFT_BY_CALLER, COMPLETED = "RecordVerb", "completed"
_BEING_MADE = {"in-progress", "paused", "stopped", "processing", "queued"}
_NEVER_MADE = {"failed", "absent"}


log = structlog.get_logger(__name__)


class Recording(Protocol):
    """One that lies at the carrier."""

    @property
    def sid(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def seconds(self) -> float: ...


class Carrier(Protocol):
    """All of these raise CandidError."""

    def one(self, sid: str, call: str) -> Recording | None: ...
    def of_call(self, call: str) -> Sequence[Recording]: ...
    def fetch(self, sid: str, seconds: float) -> bytes: ...
    def delete(self, sid: str) -> None:
        """It is seen to be gone when this returns."""
        ...


@dataclass(frozen=True, slots=True)
class Later:
    pause: timedelta
    at: datetime
    why: str
    """Empty: the carrier is not ready yet."""


class CarrierCopies:
    def __init__(
        self,
        url: str,
        vault: Vault,
        keeping: Keeping,
        carrier: Carrier,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._url, self._vault, self._keeping, self._carrier, self._now = url, vault, keeping, carrier, now
        self._engine: Engine | None = None
        self._later: dict[str, Later] = {}
        """Calls that gave trouble, or whose message is not ready."""
        self._waiting = 0
        self._beside = Looking("carrier-copies", self._brought_home, "the database failed", _told)

    def start(self) -> Self:
        self._beside.start()
        return self

    def close(self) -> None:
        """What is under way is begun anew by the next start, where the carrier is slow."""
        if self._beside.close() and self._engine is not None:
            self._engine.dispose()

    def state(self) -> dict[str, str]:
        return self._beside.state(f"messages of {self._waiting} calls may lie at the carrier")

    def look(self) -> None:
        """Brings home what can be brought home now. Whatever fails is told once, and tried again later."""
        self._beside.look()

    def _brought_home(self) -> str:
        """What went wrong; empty: nothing."""
        from . import copies

        if self._engine is None:
            self._engine = copies.lasting_engine_of(self._url)
        now = self._now()
        found = copies.waiting(self._engine, self._keeping.before(now).audio, now)
        self._waiting = len(found)
        those = {each.call for each in found}
        self._later = {call: later for call, later in self._later.items() if call in those}
        due = [each for each in found if each.call not in self._later or self._later[each.call].at <= now]
        due.sort(key=lambda each: each.call in self._later)  # trouble with one ends a round: those go last
        for each in due[:CALLS_AT_ONCE]:
            if self._beside.stopping.is_set():
                break
            why = ""
            try:
                if self._is_home(self._engine, each):
                    self._waiting -= 1
                    self._later.pop(each.call, None)
                    continue
            except CandidError as error:
                why = str(error)
            except Exception as error:  # noqa: BLE001  # whatever it is, it must not hold up the messages behind it
                why = f"bringing a message home broke ({type(error).__name__})"
            before = self._later.get(each.call)
            pause = min(2 * before.pause, LONGEST_PAUSE) if before else FIRST_PAUSE
            self._later[each.call] = Later(pause, now + pause, why)
            if why:  # it may be the carrier itself: one question is enough to see whether it is back
                break
        return next((later.why for later in self._later.values() if later.why), "")

    def _is_home(self, engine: "Engine", waiting: "Waiting") -> bool:
        """Whether nothing of the call lies at the carrier any more. Raises CandidError."""
        from . import copies
        from .holds import is_held

        there = self._there(waiting, copies.recording_of(engine, self._vault, waiting.call))
        if any(each.status in _BEING_MADE for each in there):
            return False
        if not there and not waiting.kept and not waiting.overdue and waiting.at > self._now() - SETTLES:
            return False
        for each in there:
            if not waiting.overdue:
                self._keep(engine, waiting, each)
            elif not waiting.erased and is_held(engine, waiting.call, self._now()):  # since this round began
                return False
            self._carrier.delete(each.sid)
        copies.gone(engine, [waiting.call], self._now())
        return True

    def _there(self, waiting: "Waiting", told: str) -> Sequence[Recording]:
        """Of the message alone; all messages of a call whose time is over, and of an erased one all that there is.

        `told`: the message's id, if known. Raises CandidError.
        """
        one = self._carrier.one(told, waiting.call) if told else None
        if told and not waiting.overdue:
            if one is None and not waiting.kept:  # such as with the settings of another account: not to be given up
                raise CandidError("the carrier does not have a message that it told of")
            return [one] if one else []
        listed = self._carrier.of_call(waiting.call)
        messages = [each for each in listed if each.source == LEFT_BY_CALLER]
        if not waiting.overdue:
            return messages[-1:]  # the first of them: the newest is first
        these = listed if waiting.erased else messages
        return [*these, *([one] if one and one.sid not in {each.sid for each in these} else [])]

    def _keep(self, engine: "Engine", waiting: "Waiting", recording: Recording) -> None:
        """It is here, and can be opened, when this returns; or there is nothing to keep. Raises CandidError."""
        from . import copies

        if recording.status in _NEVER_MADE:
            return
        if recording.status != COMPLETED:
            raise CandidError("the carrier tells a status of a message that is not known here")
        if not waiting.kept:
            sound = self._carrier.fetch(recording.sid, recording.seconds)
            copies.keep(engine, self._vault, waiting.call, sound, self._now())
        if not copies.sound_of(engine, self._vault, waiting.call):
            raise CandidError("a message could not be kept, and stays at the carrier")


def _told(trouble: str) -> None:
    if trouble:
        log.error("carrier_copies_trouble", problem=trouble, effect="nothing is deleted before it is kept here")
    else:
        log.info("carrier_copies_trouble_over")
