"""Who is on the line now, with the assistant or on the way to a person, for those who watch."""

import threading
from collections.abc import Callable

from .calls import CallRecord
from .live import LiveCalls
from .live_words import LiveWords


class OnTheLine:
    """Thread-safe."""

    def __init__(self, lock: threading.Lock, calls: LiveCalls, monotonic: Callable[[], float]) -> None:
        self._lock, self._calls, self._monotonic = lock, calls, monotonic
        self.words = LiveWords()

    def handed_on(self) -> list[CallRecord]:
        """Calls in progress that the assistant has sent on, or never had: they ring, wait, or are with an agent."""
        with self._lock:
            going = [self._calls.get(call) for call in self._calls.in_progress(self._monotonic())]
            return [live.record for live in going if live is not None and not live.with_assistant]
