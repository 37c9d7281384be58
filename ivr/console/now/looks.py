"""Who reads along in which call: whoever has said so, after it was noted, and why where that is asked."""

import threading

MOST = 1000
"""The oldest are forgotten: words of a call that is over are not held here anyway."""


class Looks:
    """In memory: after a restart it is asked, and noted, again. Thread-safe."""

    def __init__(self) -> None:
        self._going: dict[tuple[str, str], None] = {}
        self._lock = threading.Lock()

    def begin(self, person: str, call: str) -> None:
        with self._lock:
            self._going[person, call] = None
            if len(self._going) > MOST:
                del self._going[next(iter(self._going))]

    def go_on(self, person: str, call: str) -> bool:
        with self._lock:
            return (person, call) in self._going
