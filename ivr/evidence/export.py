"""Hands out what a stranger can check: records of a call or a period, their proofs, and two checkpoints around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .checkpoint import Checkpoint, KeptCheckpoints
from .exported import CALL, PERIOD, Export, Proof
from .grown import Grown
from .leaf import moment
from .log import EvidenceError
from .note import ED25519, Verifier
from .seen import Seen
from .tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Asked:
    """Checkpoints that the receiver wants it to begin from and to end with; None: the log's own around the records."""

    since: Checkpoint | None = None
    until: Checkpoint | None = None


def export_call(
    folder: Path, key: Verifier, call: str, asked: Asked = Asked(), revealed: Mapping[str, str] | None = None
) -> Export:
    """All facts of a call, by its token. `revealed`: call_sid and salt (hex), for who may know which call it was.

    Raises EvidenceError when there is none, or no checkpoint covers them yet.
    """
    with _Reading(folder, key) as log:
        numbers = log.tree.shelf.of_call(call)
        return log.exported(numbers, asked, {"what": CALL, "call": call, **(revealed or {})})


def export_period(folder: Path, key: Verifier, start: datetime, end: datetime, asked: Asked = Asked()) -> Export:
    """Every entry from the first to the last whose time is in [start, end), those between included.

    So none of them can be left out unseen. Raises EvidenceError as `export_call` does.
    """
    with _Reading(folder, key) as log:
        found = log.tree.shelf.between(start, end)
        numbers = range(found[0], found[-1] + 1) if found else []
        return log.exported(numbers, asked, {"what": PERIOD, "from": moment(start), "to": moment(end)})


class _Reading:
    """The log as files, also while a service writes it."""

    def __init__(self, folder: Path, key: Verifier) -> None:
        self._folder, self._key = folder, key

    def __enter__(self) -> "_Reading":
        self._checkpoints = KeptCheckpoints(self._folder / "checkpoints").all()
        self._seen = Seen(self._folder)
        self.tree = Grown(self._folder, writing=False)
        return self

    def __exit__(self, *_: object) -> None:
        self.tree.close()

    def exported(self, numbers: Sequence[int], asked: Asked, about: Mapping[str, str]) -> Export:
        if not numbers:
            raise EvidenceError("the evidence log holds no fact of that")
        old = self._checked(asked.since) if asked.since else self._last_under(numbers[0])
        new = self._checked(asked.until) if asked.until else self._first_over(numbers[-1], asked.since)
        if not (old.size <= new.size > numbers[-1]):
            raise EvidenceError(
                "the checkpoint to end with covers less than the records, or than the one to begin from"
            )
        records = [entry for number in numbers for entry in self.tree.entries(number, number + 1)]
        proofs = (
            Proof(number, leaf_hash(entry), tuple(self.tree.inclusion(number, new.size)))
            for number, entry in zip(numbers, records, strict=True)
        )
        return Export(
            key=Verifier(self._key.name, ED25519, self._key.public),
            old=old,
            new=self._seen.cosigned(new),
            stamp=self._seen.stamp(new.size),
            consistency=tuple(self.tree.consistency(old.size, new.size)),
            records=tuple(records),
            proofs=tuple(proofs),
            about={**about, "records": len(records)},
        )

    def _checked(self, given: Checkpoint) -> Checkpoint:
        """One from outside, where cosignatures may have been added. Raises EvidenceError for another log's."""
        if given.size > self.tree.size or given.root != self.tree.root(given.size):
            raise EvidenceError("a checkpoint that was given is not of this log as it is: `ivr evidence verify --kept`")
        return given

    def _first_over(self, number: int, since: Checkpoint | None) -> Checkpoint:
        """The earliest that most kinds of others have seen: so the same export is the same as the log grows."""
        least = max(number + 1, since.size if since else 0)
        covering = [checkpoint for checkpoint in self._checkpoints if checkpoint.size >= least]
        if not covering:
            raise EvidenceError(
                "no checkpoint covers all of it yet: `ivr evidence checkpoint`, or wait for the next one"
            )
        cosigned, stamped = set(self._seen.sizes()), set(self._seen.stamped())
        return max(covering, key=lambda found: (found.size in cosigned) + (found.size in stamped))

    def _last_under(self, number: int) -> Checkpoint:
        found = [checkpoint for checkpoint in self._checkpoints if checkpoint.size <= number]
        if not found:
            raise EvidenceError("the first checkpoint of the log is missing: it was taken away")
        return found[-1]
