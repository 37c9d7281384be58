"""A draft tried on many calls, in processes of its own: how far it is, and what came of it so far.

Neither the event loop nor a thread of pages does any of it; threads here wait for lines.
"""

import bisect
import json
import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import tzinfo
from operator import attrgetter

from ..settings import child_environment
from .errand import Errand
from .in_sum import Sum
from .rehearse import Rehearsed, from_told

MOST_PROCESSES = 2
_FEWEST_CALLS = 50
"""For which a second process is worth its start."""
_COMMAND = (sys.executable, "-m", "ivr.rehearsal.child")


class DryRun:
    """Begins as it is made. Every method may be asked by any thread, and none but `wait` waits."""

    def __init__(self, errand: Errand, zone: tzinfo) -> None:
        """`zone`: of the hours in which calls are counted."""
        self.calls = len(errand.calls)
        self._lock = threading.Lock()
        self._found: list[Rehearsed] = []
        self._sum = Sum(zone)
        self._problem = ""
        self._stopped = False
        count = _processes_for(self.calls)
        self._processes = [_process() for _ in range(count)]
        shares = [replace(errand, calls=errand.calls[share::count]) for share in range(count)]
        self._readers = [
            threading.Thread(target=self._read, args=(process, share), name="dry run", daemon=True)
            for process, share in zip(self._processes, shares, strict=True)
        ]
        for reader in self._readers:
            reader.start()

    @property
    def found(self) -> list[Rehearsed]:
        """Those that were gone through, oldest first."""
        with self._lock:
            return list(self._found)

    @property
    def done(self) -> int:
        with self._lock:
            return len(self._found)

    @property
    def sum(self) -> Sum:
        """Of a run that is over; until then nobody else may look into it."""
        return self._sum

    @property
    def problem(self) -> str:
        """Why not all of it was done; empty while all is well."""
        with self._lock:
            return self._problem

    @property
    def is_over(self) -> bool:
        return not any(reader.is_alive() for reader in self._readers)

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it is over by then."""
        for reader in self._readers:
            reader.join(seconds)
        return self.is_over

    def stop(self) -> None:
        """What was gone through stays."""
        self._stopped = True
        for process in self._processes:
            process.kill()
        self._fails("it was stopped")

    def _read(self, process: "subprocess.Popen[str]", share: Errand) -> None:
        try:
            with process:  # its pipes are closed, and it is waited for
                self._talk_to(process, share)
        except (OSError, ValueError, KeyError):
            process.kill()
        if process.wait() and not self._stopped:
            self._fails("its process ended before it was done")

    def _talk_to(self, process: "subprocess.Popen[str]", share: Errand) -> None:
        """Raises OSError, and ValueError or KeyError for lines that it did not mean to print."""
        if process.stdin is None or process.stdout is None:
            raise ValueError("it was not given pipes")
        process.stdin.write(share.told() + "\n")
        process.stdin.flush()
        for line in process.stdout:
            self._take(json.loads(line))

    def _take(self, told: dict[str, object]) -> None:
        if failed := told.get("failed"):
            self._fails(str(failed))
            return
        one = from_told(told)
        with self._lock:
            bisect.insort(self._found, one, key=attrgetter("began"))
            self._sum.add(one)

    def _fails(self, problem: str) -> None:
        with self._lock:
            self._problem = self._problem or problem


def _processes_for(calls: int) -> int:
    return min(MOST_PROCESSES, os.cpu_count() or 1, 1 + calls // _FEWEST_CALLS) if calls else 0


def _process() -> "subprocess.Popen[str]":
    """What it has to say of a failure it says in its lines: a traceback may hold what was said."""
    return subprocess.Popen(
        _COMMAND,
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
