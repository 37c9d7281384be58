"""Work that is done again and again in a thread of its own, beside calls; trouble with it is told once."""

import threading
from collections.abc import Callable

from ..errors import CandidError

FIRST_LOOK_SECONDS, LOOK_SECONDS = 5.0, 10.0
_STOP_SECONDS = 2.0


class Looking:
    def __init__(self, name: str, work: Callable[[], str], broke: str, told: Callable[[str], None]) -> None:
        """`work` is done at each look, and gives what went wrong; empty: nothing.

        `broke` is what is said of an error that is not ours, with its kind alone. `told` is told of trouble that was
        not there at the look before, and with nothing when it is over.
        """
        self._work, self._broke, self._told = work, broke, told
        self.trouble = ""
        self.stopping = threading.Event()
        """For work that is long: it ends early."""
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> bool:
        """Whether nothing is under way any more."""
        self.stopping.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_SECONDS)
        return not self._thread.is_alive()

    def state(self, counts: str) -> dict[str, str]:
        """For readiness: ok or degraded. Calls are taken in each of them."""
        if self.trouble:
            return {"state": "degraded", "detail": f"{self.trouble}, trying again; {counts}"}
        return {"state": "ok", "detail": counts}

    def look(self) -> None:
        """Whatever fails is told once, and tried again later."""
        try:
            trouble = self._work()
        except Exception as error:  # noqa: BLE001  # the thread's boundary: whatever it is, it is tried again
            trouble = str(error) if isinstance(error, CandidError) else f"{self._broke} ({type(error).__name__})"
        if trouble != self.trouble:
            self._told(trouble)
        self.trouble = trouble

    def _run(self) -> None:
        pause = FIRST_LOOK_SECONDS
        while not self.stopping.wait(pause):
            self.look()
            pause = LOOK_SECONDS
