"""Whether there is room for one more call: from how late the service is now, beside the number that the rules set.

The number of calls that fit depends on what they do; how late the service is tells of it as soon as it matters. While
the transcriber's queue or the event loop is late, no new call is taken; those that talk keep what there is.
"""

import asyncio
import contextlib
from collections.abc import Callable

LATE_QUEUE_SECONDS = 0.35
"""Before an utterance is begun, on average; the smaller model then helps out now and then (at 0.4 s). Reasoned, not
tuned: with it, callers notice."""
LATE_LOOP_SECONDS = 0.1
"""Until a frame is looked at, on average: five frames."""
RELIEF = 0.5
"""Of these, below which calls are taken again."""
LOOK_SECONDS = 0.1
NEWEST_SHARE = 0.1
"""Of the newest look in the mean: about a second is remembered. One long utterance is no reason to refuse a caller."""


class Admission:
    """`delay_seconds` tells how long one more utterance would wait now."""

    def __init__(self, delay_seconds: Callable[[], float]) -> None:
        self._delay_seconds = delay_seconds
        self._watch: asyncio.Task[None] | None = None
        self._late = False
        self.queue_seconds = 0.0
        self.loop_seconds = 0.0

    @property
    def has_room(self) -> bool:
        """Read by the threads of the webhooks."""
        return not self._late

    def start(self) -> None:
        self._watch = asyncio.create_task(self._look_again_and_again(), name="admission")

    async def stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watch

    def note(self, queue_seconds: float, loop_seconds: float) -> None:
        """One look: the transcriber's delay, and how much later than it was due this look is."""
        self.queue_seconds += NEWEST_SHARE * (queue_seconds - self.queue_seconds)
        self.loop_seconds += NEWEST_SHARE * (loop_seconds - self.loop_seconds)
        lateness = max(self.queue_seconds / LATE_QUEUE_SECONDS, self.loop_seconds / LATE_LOOP_SECONDS)
        self._late = lateness > (RELIEF if self._late else 1.0)

    async def _look_again_and_again(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            due = clock() + LOOK_SECONDS
            await asyncio.sleep(LOOK_SECONDS)
            self.note(self._delay_seconds(), max(0.0, clock() - due))
