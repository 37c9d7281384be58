"""Sends several couriers off side by side, and waits for none of them longer than is good for the next checkpoint."""

import threading
import time
from collections.abc import Sequence

import structlog

from ..errors import CandidError
from .couriers import Courier

PATIENCE_SECONDS = 10.0
_LOOK_SECONDS = 0.1
"""So often it is asked whether the round is to end early."""

log = structlog.get_logger(__name__)


class Round:
    """A courier that is still under way is not sent again: it would only wait beside itself."""

    def __init__(self, couriers: Sequence[Courier]) -> None:
        self._couriers = couriers
        self._under_way: dict[int, threading.Thread] = {}
        self._until = 0.0

    def send(self, checkpoint: bytes, patience_seconds: float = PATIENCE_SECONDS) -> list[str]:
        """What did not come to pass, in words, in the order of the couriers. Who takes longer goes on by itself."""
        troubles: dict[int, str] = {}
        self._until = time.monotonic() + patience_seconds
        for number, courier in enumerate(self._couriers):
            if number in self._under_way and self._under_way[number].is_alive():
                continue
            # As daemons: a name that the resolver looks for in vain must not keep the service from ending.
            sent = threading.Thread(target=_deliver, args=(courier, checkpoint, number, troubles), daemon=True)
            self._under_way[number] = sent
            sent.start()
        for number, thread in self._under_way.items():
            while thread.is_alive() and (left := self._until - time.monotonic()) > 0:
                thread.join(min(left, _LOOK_SECONDS))
            if thread.is_alive():
                troubles[number] = f"{self._couriers[number].name} has not come to an end yet"
        return [told for _, told in sorted(troubles.copy().items())]

    def hurry(self) -> None:
        """From another thread: a round under way waits for nobody any more."""
        self._until = 0.0


def _deliver(courier: Courier, checkpoint: bytes, number: int, troubles: dict[int, str]) -> None:
    try:
        courier.deliver(checkpoint)
    except CandidError as error:
        troubles[number] = str(error)
    except Exception as error:  # a boundary: who carries a checkpoint is no reason for the log not to go on
        log.exception("evidence_courier_broke", courier=courier.name)
        troubles[number] = f"{courier.name} broke ({type(error).__name__})"
