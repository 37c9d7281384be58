"""Those who carry a checkpoint to where the log's owner cannot take it back: a file, or a webhook."""

from pathlib import Path
from typing import Protocol

from ..errors import CandidError
from . import files
from .posting import PostError, post

_LARGEST_ANSWER = 1 << 20
"""What a webhook answers is read, so that it may finish, and forgotten."""


class CourierError(CandidError):
    """A checkpoint did not arrive; the message says where, and no address that may hold a secret."""


class Courier(Protocol):
    @property
    def name(self) -> str:
        """As operators know it."""
        ...

    def deliver(self, checkpoint: bytes) -> None:
        """It has arrived when this returns. Raises CourierError."""
        ...


class ToFile:
    """Appends to a file, best on another machine's disk, as the log's own file of checkpoints is written."""

    name = "IVR_EVIDENCE_FILE"

    def __init__(self, path: Path) -> None:
        self._path = path

    def deliver(self, checkpoint: bytes) -> None:
        try:
            files.add(self._path, checkpoint + b"\n\n")
        except OSError as error:
            raise CourierError(f"{self.name} takes no checkpoint ({error.strerror})") from error


class ToWebhook:
    """Posts it as text/plain; an answer of 200 to 299 says that it was kept."""

    name = "IVR_EVIDENCE_WEBHOOK"

    def __init__(self, url: str) -> None:
        self._url = url

    def deliver(self, checkpoint: bytes) -> None:
        try:
            answer = post(self._url, checkpoint, "text/plain; charset=utf-8", largest=_LARGEST_ANSWER)
        except PostError as error:
            raise CourierError(f"{self.name} {error}") from error
        if not 200 <= answer.status < 300:
            raise CourierError(f"{self.name} answered {answer.status}")
