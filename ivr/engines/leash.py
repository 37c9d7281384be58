"""Runs another program in a process group of its own that is gone when whoever holds our standard input is.

Run as `python -m ivr.engines.leash PROGRAM ARGUMENT…`. Works for a parent that was killed, on every system: its end of
the pipe closes, the read below returns, the group is ended.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading

_GRACE_SECONDS = 1.0
_PR_SET_PDEATHSIG = 1


def _die_with_leash() -> None:
    """Linux alone has it: the program goes also when the leash itself is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _end(process: "subprocess.Popen[bytes]") -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(_GRACE_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def _end_with_holder(process: "subprocess.Popen[bytes]") -> None:
    sys.stdin.buffer.read()
    _end(process)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the holder's to handle
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_die_with_leash,  # safe: no thread has been started yet
    )
    signal.signal(signal.SIGTERM, lambda *_: _end(process))
    threading.Thread(target=_end_with_holder, args=(process,), daemon=True).start()
    code = process.wait()
    _end(process)  # what it left behind in its group
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
