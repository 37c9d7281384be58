"""The process that tries a draft on calls: `python -m ivr.rehearsal.child`, with its errand on stdin.

It prints a line of JSON for each call.
"""

import json
import os
import signal
import sys
import threading
from typing import IO, Any

from sqlalchemy.exc import SQLAlchemyError

from ..errors import CandidError
from .errand import Errand

_MOST_SECONDS = 30.0
"""Of processor time for one call: a journal that takes longer takes for ever."""


def main() -> None:
    out, sys.stdout = sys.stdout, sys.stderr  # whatever a library prints is no line of ours
    errand = Errand.from_told(sys.stdin.readline())
    threading.Thread(target=_watch_parent, daemon=True).start()
    os.nice(errand.niceness)
    try:
        _run(errand, out)
    except CandidError as error:
        _tell(out, {"failed": str(error)})
    except (SQLAlchemyError, OSError) as error:
        _tell(out, {"failed": f"the database gave no answer ({type(error).__name__})"})
    except Exception as error:  # noqa: BLE001  # boundary: its message may hold what was said
        _tell(out, {"failed": f"something broke in it ({type(error).__name__})"})


def _run(errand: Errand, out: IO[str]) -> None:
    _give_time()
    for one in errand.run():
        _tell(out, one.told())
        _give_time()


def _give_time() -> None:
    """From here on; without another, the signal ends the process."""
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST_SECONDS)


def _tell(out: IO[str], line: dict[str, Any]) -> None:
    out.write(json.dumps(line) + "\n")
    out.flush()


def _watch_parent() -> None:
    """Its end of the pipe is closed when it is gone, in whichever way, and no thread of it needs to live for that."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
