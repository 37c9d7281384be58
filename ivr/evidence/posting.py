"""Posts something small to an address that the operator set: a checkpoint, or the question for a stamp."""

from ..errors import CandidError
from ..sockets.asking import Answer, NoAnswerError, ask

SECONDS = 5.0


class PostError(CandidError):
    """Nothing came of it; the message says what, and no address, which may hold a secret."""


def post(url: str, data: bytes, kind: str, *, largest: int, seconds: float = SECONDS) -> Answer:
    """`largest`: bytes of an answer that are read at most. Raises PostError. Not for the event loop."""
    try:
        return ask("POST", url, largest=largest, seconds=seconds, data=data, kind=kind)
    except NoAnswerError as error:
        raise PostError(str(error)) from error


__all__ = ["Answer", "PostError", "post"]
