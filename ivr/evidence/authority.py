"""Asks a time-stamp authority (RFC 3161) when it saw each checkpoint, and keeps what it signs beside the log."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from .agreement import CLOCKS_APART_SECONDS
from .checkpoint import Checkpoint, read_checkpoint
from .couriers import CourierError
from .note import NoteError, Verifier
from .posting import PostError, post
from .seen import Seen

_ASKED, _ANSWERED = "application/timestamp-query", "application/timestamp-reply"


class Authority:
    """A courier to one authority. A size that has a stamp gets no second: the earlier one says more."""

    name = "the time-stamp authority"

    def __init__(self, url: str, certificates: Path, key: Verifier, seen: Seen, clock: Callable[[], datetime]) -> None:
        """`certificates`: a PEM file of the roots that are believed, read each time. `key`: the log's, of kind 1."""
        self._url, self._certificates, self._key = url, certificates, key
        self._seen, self._clock = seen, clock

    def deliver(self, checkpoint: bytes) -> None:
        from .stamp import StampError  # with what it needs: by the thread that asks

        try:
            self._have_stamped(read_checkpoint(checkpoint))
        except StampError as error:
            raise CourierError(f"what {self.name} answered {error}") from error
        except (PostError, NoteError) as error:
            raise CourierError(f"{self.name} {error}") from error
        except OSError as error:
            raise CourierError(f"the stamp of {self.name} cannot be kept ({error.strerror})") from error

    def _have_stamped(self, checkpoint: Checkpoint) -> None:
        from .stamp import LARGEST_STAMP, authorities_in, checked_time, request_for, stamped

        if self._seen.stamp(checkpoint.size):
            return
        try:
            believed = authorities_in(self._certificates.read_bytes())
        except OSError as error:
            raise CourierError(f"IVR_EVIDENCE_STAMPS_CA cannot be read ({error.strerror})") from error
        message = stamped(checkpoint, self._key)
        request = request_for(message)
        answer = post(self._url, request.data, _ASKED, largest=LARGEST_STAMP)
        if answer.status != 200 or answer.kind != _ANSWERED:
            raise PostError(f"answered {answer.status} without a stamp")
        at = checked_time(answer.body, message, believed, request.nonce)
        self._seen.keep_stamp(checkpoint.size, answer.body)
        if abs(at.timestamp() - self._clock().timestamp()) > CLOCKS_APART_SECONDS:
            raise CourierError(f"the clock of {self.name} and ours are more than {CLOCKS_APART_SECONDS} s apart")
