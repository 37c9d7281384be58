"""Those who carry a checkpoint to where the log's owner cannot take it back: a file, or a webhook."""

from pathlib import Path
from typing import Protocol

from ..errors import CandidError
from . import files

WEBHOOK_SECONDS = 5.0


class CourierError(CandidError):
    """A checkpoint did not arrive; the message says where, and no address that may hold a secret."""


class Courier(Protocol):
    def deliver(self, checkpoint: bytes) -> None:
        """It has arrived when this returns. Raises CourierError."""
        ...


class ToFile:
    """Appends to a file, best on another machine's disk, as the log's own file of checkpoints is written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def deliver(self, checkpoint: bytes) -> None:
        try:
            files.add(self._path, checkpoint + b"\n\n")
        except OSError as error:
            raise CourierError(f"IVR_EVIDENCE_FILE takes no checkpoint ({error.strerror})") from error


class ToWebhook:
    """Posts it as text/plain; an answer of 200 to 299 says that it was kept."""

    def __init__(self, url: str) -> None:
        self._url = url

    def deliver(self, checkpoint: bytes) -> None:
        import httpx  # by the thread that signs: webhooks of callers come first

        kind = {"Content-Type": "text/plain; charset=utf-8"}
        try:
            answer = httpx.post(self._url, content=checkpoint, headers=kind, timeout=WEBHOOK_SECONDS, trust_env=False)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise CourierError(f"IVR_EVIDENCE_WEBHOOK was not reached ({type(error).__name__})") from error
        if not answer.is_success:
            raise CourierError(f"IVR_EVIDENCE_WEBHOOK answered {answer.status_code}")
