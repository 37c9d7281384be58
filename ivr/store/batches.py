"""What waits in a spool, read as changes, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

from . import lines
from .spool import Batch

CHANGES_AT_ONCE = 500
"""As many go into one transaction."""
Item = TypeVar("Item")


def changes_of(paths: Iterable[Path]) -> Iterator[lines.Change]:
    """The readable changes in these segments, in order."""
    for path in paths:
        try:
            with path.open("rb") as file:
                yield from _decoded(file)
        except FileNotFoundError:
            continue  # written before, in a try that failed later on


def changes_in(batch: Batch) -> Iterator[lines.Change]:
    """Those of its segments, then those that the disk did not take."""
    yield from changes_of(batch.segments)
    yield from _decoded(line for data in batch.lines for line in data.splitlines())


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    one_by_one = iter(items)
    while some := list(islice(one_by_one, CHANGES_AT_ONCE)):
        yield some


def _decoded(read: Iterable[bytes]) -> Iterator[lines.Change]:
    yield from (change for line in read if (change := lines.decoded(line)) is not None)
