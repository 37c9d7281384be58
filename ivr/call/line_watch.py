"""Whether a line on which nothing comes is silent or dead, or was only not looked at: the call's one look at a clock.

A phone that is muted sends nothing for as long as it likes, and its caller is there. Such a line still answers marks;
one that does not, of which nothing at all comes back, is dead.
"""

from dataclasses import dataclass

from ..core.events import FRAME_SECONDS

LOOK_SECONDS = 0.1
QUIET_SECONDS = 1.0
"""Without a frame, before silence is heard instead: the network may be late by less."""
ASK_SECONDS = 2.0
"""Between two marks by which the line is asked whether it is there."""
DEAD_SECONDS = 15.0
"""Without any message, beside what is still being played: a person."""
STOOD_STILL_SECONDS = 2.0
"""Nobody looked for so long: it is not the line that kept still."""
CATCHING_UP_SECONDS = 0.5
"""After that: what came meanwhile is taken in at once, and nobody waits for an answer to it."""
MARK = "line"
"""Of no line that is said."""


@dataclass(frozen=True, slots=True)
class Look:
    silent_frames: int = 0
    """To be heard in place of those that did not come."""
    asks: bool = False
    """The line is to be asked for a sign of life."""
    is_dead: bool = False
    stood_still_seconds: float = 0.0
    """How long this process did nothing."""


class LineWatch:
    """Told of every message, and asked now and then; times in seconds of any clock that only goes on."""

    def __init__(self, now: float, quiet_seconds: float = QUIET_SECONDS) -> None:
        self._quiet_seconds = quiet_seconds
        self._message_at = self._frame_at = self._asked_at = self._looked_at = now
        self._made_up = 0
        self._catching_up_until = now

    def is_catching_up(self, now: float) -> bool:
        """Whether what comes now is what waited: after standing still the line may be read before it is looked at."""
        return now < self._catching_up_until or now - self._looked_at >= STOOD_STILL_SECONDS

    def came(self, now: float, *, frame: bool) -> None:
        self._message_at = now
        if frame:
            self._frame_at, self._made_up = now, 0

    def look(self, now: float, unplayed_seconds: float) -> Look:
        late, self._looked_at = now - self._looked_at, now
        if late >= STOOD_STILL_SECONDS:
            self._message_at = self._asked_at = now
            self._catching_up_until = now + CATCHING_UP_SECONDS
            self.came(now, frame=True)
            return Look(stood_still_seconds=late)
        quiet = now - self._frame_at
        if quiet < self._quiet_seconds:
            return Look()
        missing = int(quiet / FRAME_SECONDS) - self._made_up
        self._made_up += missing
        asks = now - max(self._asked_at, self._message_at) >= ASK_SECONDS
        self._asked_at = now if asks else self._asked_at
        return Look(missing, asks, now - self._message_at >= self._quiet_seconds + DEAD_SECONDS + unplayed_seconds)
