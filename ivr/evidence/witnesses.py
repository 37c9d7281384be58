"""Asks a witness to cosign each checkpoint (C2SP tlog-witness, add-checkpoint), and believes only its signature.

A witness signs what is the beginning of what it signed before; so two pasts of one log cannot both be cosigned. What it
answers is checked as a stranger's: a cosignature that is not of its key and of this checkpoint is none.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from datetime import datetime

from .agreement import CLOCKS_APART_SECONDS
from .checkpoint import Checkpoint, read_checkpoint
from .couriers import CourierError
from .note import NoteError, Signature, Verifier, read_note
from .posting import Answer, PostError, post
from .seen import Seen

Consistency = Callable[[int, int], Sequence[bytes]]
"""The proof that the log of the first size is the beginning of that of the second."""
_LARGEST_ANSWER = 1 << 14
_TRIES = 3
_REFUSED = {
    403: "does not know the log's key: give it what `ivr evidence key` prints",
    404: "does not know this log: give it what `ivr evidence key` prints",
    422: "says that this log does not begin with what it has cosigned: it keeps proof of that",
}


class Witness:
    """A courier to one witness. For one thread."""

    def __init__(
        self, url: str, key: Verifier, seen: Seen, consistency: Consistency, clock: Callable[[], datetime]
    ) -> None:
        """`key`: of kind 4."""
        self._url, self._key, self._seen = url.rstrip("/") + "/add-checkpoint", key, seen
        self._consistency, self._clock = consistency, clock
        self.name = f"the witness {key.name}"
        self._cosigned: int | None = None
        """The largest size that it has cosigned, as far as we know; None: not looked for in this run."""

    def deliver(self, checkpoint: bytes) -> None:
        try:
            self._have_cosigned(read_checkpoint(checkpoint))
        except (PostError, NoteError) as error:
            raise CourierError(f"{self.name} {error}") from error
        except OSError as error:
            raise CourierError(f"what {self.name} says cannot be kept ({error.strerror})") from error

    def _have_cosigned(self, checkpoint: Checkpoint) -> None:
        if self._seen.cosigned(checkpoint).note.seen_at(self._key) is not None:
            return
        if self._cosigned is None:
            self._cosigned = self._seen.largest_of(self._key)
        signature, old = self._asked(checkpoint, self._cosigned)
        self._seen.add(checkpoint, signature)
        had, self._cosigned = self._cosigned, checkpoint.size
        if old < had:
            raise CourierError(f"{self.name} has forgotten what it cosigned: its word is worth less than it was")
        seen = int.from_bytes(signature.data[:8], "big")
        if abs(seen - self._clock().timestamp()) > CLOCKS_APART_SECONDS:
            raise CourierError(f"the clock of {self.name} and ours are more than {CLOCKS_APART_SECONDS} s apart")

    def _asked(self, checkpoint: Checkpoint, known: int) -> tuple[Signature, int]:
        """Its cosignature, and the size that it went from."""
        old = known
        for _ in range(_TRIES):
            answer = post(self._url, self._request(old, checkpoint), "text/plain", largest=_LARGEST_ANSWER)
            if answer.status == 200:
                return self._cosignature_in(answer, checkpoint), old
            if answer.status != 409:
                raise PostError(_REFUSED.get(answer.status, f"answered {answer.status}"))
            size = _size_in(answer)
            if size > checkpoint.size:
                raise PostError("has cosigned more of this log than there is: was a backup restored over it?")
            if size == old:
                raise PostError("has cosigned another past of this log, or answers without sense")
            old = size
        raise PostError("answers each time that it has seen something else")

    def _request(self, old: int, checkpoint: Checkpoint) -> bytes:
        if old > checkpoint.size:
            raise PostError("has cosigned more of this log than there is: was a backup restored over it?")
        proof = "".join(f"{b64encode(each).decode()}\n" for each in self._consistency(old, checkpoint.size))
        return f"old {old}\n{proof}\n".encode() + checkpoint.bytes()

    def _cosignature_in(self, answer: Answer, checkpoint: Checkpoint) -> Signature:
        try:
            answered = read_note(checkpoint.note.text.encode() + b"\n" + answer.body)
        except NoteError as error:
            raise PostError("answered what is no cosignature") from error
        found = answered.cosignature_of(self._key)
        if found is None:
            raise PostError("answered without a cosignature of its key over this checkpoint")
        return found


def _size_in(answer: Answer) -> int:
    told = answer.body.removesuffix(b"\n")
    if answer.kind != "text/x.tlog.size" or not told.isdigit() or len(told) > 19:
        raise PostError("answered 409 without the size that it has seen")
    return int(told)
