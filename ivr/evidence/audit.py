"""Checks a whole log as its files stand, every entry against every checkpoint that was kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.x509 import Certificate

from .agreement import look_at_kept, look_at_past, look_at_seen, look_at_signatures, look_for_witnesses, to_compare
from .checkpoint import Checkpoint, KeptCheckpoints
from .comparison import CallOrder, name_differences
from .leaf import LeafError, read_signed_leaf
from .note import NoteError, Verifier
from .seen import Seen
from .stamped import Stamped, look_at_stamps
from .tiles import WIDTH, tile_path, unbundled
from .tree import EMPTY, Peaks, leaf_hash
from .verdict import Case, Verdict


@dataclass
class _Read:
    """What the files hold, as far as they can be read one behind the other."""

    order: CallOrder
    hashes: list[bytes] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=lambda: {0: EMPTY})
    """Of each size that a checkpoint has."""
    latest: dict[int, datetime] = field(default_factory=dict)
    """Of each such size, the time of its latest fact since the log told last that its clock was set back."""
    now: datetime | None = None


def verify_log(
    folder: Path,
    key: Verifier,
    kept: Sequence[Checkpoint] = (),
    witnesses: Sequence[Verifier] = (),
    authorities: Sequence[Certificate] = (),
) -> Verdict:
    """Every way in which the published files are not what was signed, by name. 1 s for about 50,000 entries."""
    verdict = Verdict()
    try:
        checkpoints = KeptCheckpoints(folder / "checkpoints").all()
    except NoteError as error:
        verdict.add(Case.UNREADABLE, f"checkpoints: {error}")
        return verdict
    try:
        seen = Seen(folder).all()
    except NoteError as error:
        verdict.add(Case.UNREADABLE, str(error))
        seen = []
    if not checkpoints:
        verdict.add(Case.TRUNCATED, "no checkpoint is there, and each log begins with one")
        return verdict
    named = [(f"checkpoint {number}", found) for number, found in enumerate(checkpoints, 1)]
    look_at_signatures(named, key, verdict)
    newest = checkpoints[-1]
    read = _read(folder, {found.size for found in (*checkpoints, *kept, *seen)}, newest.size, verdict)
    _look_at_roots(folder, checkpoints, read, verdict)

    def consistent(before: Checkpoint, after: Checkpoint) -> bool | None:
        root = read.roots.get(before.size)
        # Where the entries are not those of the newer one either, that has been named already.
        return None if root is None or read.roots.get(after.size) != after.root else root == before.root

    look_at_past(named, key, consistent, verdict, read.order.steps)
    for checkpoint in to_compare(kept, {found.size for found in checkpoints}):
        look_at_kept(checkpoint, newest, key, consistent, verdict)
    look_at_seen(seen, newest, key, consistent, verdict)
    look_for_witnesses(seen, newest, witnesses, read.latest.get, verdict)
    look_at_stamps(_stamps(Seen(folder), checkpoints, read, verdict), key, authorities, verdict)
    read.order.finish()
    if verdict.good:
        verdict.notes.append(
            f"{newest.size} facts of {read.order.calls} calls lead to {len(checkpoints)} signed checkpoints."
        )
    return verdict


def _stamps(seen: Seen, checkpoints: Sequence[Checkpoint], read: _Read, verdict: Verdict) -> list[Stamped]:
    """With the first checkpoint of each size, which is the one that they are of."""
    of_size = {found.size: found for found in reversed(checkpoints)}
    stamps = []
    for size in seen.stamped():
        if size in of_size:
            name = "the newest checkpoint" if size == checkpoints[-1].size else f"the checkpoint of {size} entries"
            stamps.append(Stamped(name, of_size[size], seen.stamp(size), read.latest.get(size)))
        else:
            verdict.add(Case.BAD_STAMP, f"seen/{size}.tsr is of no checkpoint of this log")
    return stamps


def _read(folder: Path, sizes: set[int], upto: int, verdict: Verdict) -> _Read:
    read, peaks = _Read(CallOrder(verdict, whole_calls=True)), Peaks()
    for number in range(-(-upto // WIDTH)):
        width = min(WIDTH, upto - number * WIDTH)
        entries = _bundle(folder, number, width, verdict)
        for entry in entries:
            _take(read, entry, verdict)
            peaks.add(read.hashes[-1])
            if peaks.size in sizes:
                read.roots[peaks.size] = peaks.root()
                if read.now:
                    read.latest[peaks.size] = read.now
    return read


def _take(read: _Read, entry: bytes, verdict: Verdict) -> None:
    read.hashes.append(leaf_hash(entry))
    try:
        leaf = read_signed_leaf(entry)
        read.order.take(leaf)
        read.now = leaf.at if leaf.kind == "clock_set_back" or read.now is None else max(read.now, leaf.at)
    except LeafError as error:
        verdict.add(Case.EDITED, f"entry {len(read.hashes) - 1} is no fact: {error}")


def _bundle(folder: Path, number: int, width: int, verdict: Verdict) -> list[bytes]:
    """A bundle's entries: of one that has grown since, the first `width`; else all that are in it."""
    path = _file_of(folder, "entries", number, width)
    if path is None:
        return []
    found = unbundled(path.read_bytes())
    if found is None:
        verdict.add(Case.EDITED, f"the entries from {number * WIDTH} on cannot be told apart")
        return []
    return found if path.name == str(width) or width == WIDTH else found[:width]


def _file_of(folder: Path, level: int | str, number: int, width: int) -> Path | None:
    """A tile that has grown since begins as it was: the whole one does, or the least that is wide enough."""
    whole = tile_path(folder, level, number)
    if whole.exists():
        return whole
    parts = tile_path(folder, level, number, 1).parent
    widths = [int(path.name) for path in parts.glob("*") if path.name.isdecimal()]
    enough = min((each for each in widths if each >= width), default=None)
    return parts / str(enough) if enough else None


def _look_at_roots(folder: Path, checkpoints: Sequence[Checkpoint], read: _Read, verdict: Verdict) -> None:
    """Where the entries do not lead to what was signed, they are compared with the hashes in the tiles."""
    bad = [found for found in checkpoints if read.roots.get(found.size, found.root) != found.root]
    short = [found for found in checkpoints if found.size > len(read.hashes)]
    if not bad and not short:
        return
    signed = _hashes_in_tiles(folder, checkpoints[-1])
    if signed:
        name_differences(read.hashes, signed, [f"entry {number}" for number in range(len(signed))], verdict)
        return
    good = max((found.size for found in checkpoints if read.roots.get(found.size) == found.root), default=0)
    for found in bad[:1]:
        verdict.add(Case.EDITED, f"entries {good} to {found.size - 1} do not lead to the root that was signed of them")
    if short and not bad:
        verdict.add(Case.TRUNCATED, f"{len(read.hashes)} entries are there, and {short[-1].size} were signed")


def _hashes_in_tiles(folder: Path, checkpoint: Checkpoint) -> list[bytes] | None:
    """The leaves' hashes, where they lead to the signed root: then it is the entries that were changed."""
    hashes: list[bytes] = []
    peaks = Peaks()
    for number in range(-(-checkpoint.size // WIDTH)):
        width = min(WIDTH, checkpoint.size - number * WIDTH)
        path = _file_of(folder, 0, number, width)
        data = path.read_bytes() if path else b""
        hashes.extend(data[at : at + 32] for at in range(0, min(len(data), 32 * width), 32))
    for found in hashes:
        peaks.add(found)
    return hashes if peaks.root() == checkpoint.root else None
