"""A whole journal as one block of bytes: what repeats in each of its entries is kept once, and frames apart from words.

It is deflated before it is sealed, as nothing makes smaller what is sealed. A compressor beside secrets betrays them to
whoever may have the same secret packed again and again beside words of their own, and sees how long each block is. Here
a call is packed when it is over, and its length is seen by those alone who can read the database: they learn about how
much was said, as they did from the number of rows.
"""

import base64
import json
import zlib
from collections.abc import Iterable

from ..core.events import FRAME_SECONDS
from ..errors import VaultError
from ..ports import JournalEntry
from .journal import FRAMES

_VERSION = b"\x01"
_LENGTH_BYTES = 4
_LEVEL = 9
_Row = list[object]
"""Steps from the entry before: in `seq`, and in frames heard or the seconds themselves. Then kind, body and words; of a
run of frames their count, and whether there was an echo."""


def packed(entries: Iterable[JournalEntry]) -> bytes:
    """Nothing of them is lost."""
    rows, shares, seq, frames = [], bytearray(), 0, 0
    for entry in entries:
        at: float = _frames_heard(entry)
        if isinstance(at, int):
            at, frames = at - frames, at
        rows.append([entry.seq - seq, at, *(_of_frames(entry, shares) or (entry.kind, entry.body, entry.said))])
        seq = entry.seq
    words = zlib.compress(json.dumps(rows, separators=(",", ":")).encode(), _LEVEL)
    return _VERSION + len(words).to_bytes(_LENGTH_BYTES) + words + zlib.compress(shares, _LEVEL)


def unpacked(block: bytes) -> list[JournalEntry]:
    """Raises VaultError for what no version up to this one packed."""
    if not block.startswith(_VERSION):
        raise VaultError("this journal was packed by a later version")
    at = len(_VERSION) + _LENGTH_BYTES
    words = block[at : (end := at + int.from_bytes(block[len(_VERSION) : at]))]
    shares, entries, seq, frames = _Shares(zlib.decompress(block[end:])), [], 0, 0
    for step, moment, *rest in json.loads(zlib.decompress(words)):
        seq, seconds = seq + step, moment
        if isinstance(moment, int):
            frames += moment
            seconds = frames * FRAME_SECONDS
        kind, body, said = rest if isinstance(rest[0], str) else (FRAMES, shares.take(*rest), {})
        entries.append(JournalEntry(seq, seconds, kind, body, said))
    return entries


class _Shares:
    """A byte for each frame, taken from the first to the last."""

    def __init__(self, of_frames: bytes) -> None:
        self._of_frames, self._at = of_frames, 0

    def take(self, count: int, with_echo: int) -> dict[str, object]:
        """The body of a run of frames."""
        body: dict[str, object] = {"count": count}
        for name in ("speech", "echo")[: 1 + with_echo]:
            self._at += count
            body[name] = base64.b64encode(self._of_frames[self._at - count : self._at]).decode()
        return body


def _of_frames(entry: JournalEntry, shares: bytearray) -> _Row | None:
    """None for what is no run of frames as this version writes them: it is kept as it is."""
    if entry.kind != FRAMES or entry.said:
        return None
    names = [name for name in ("speech", "echo") if name in entry.body]
    try:
        runs = [base64.b64decode(str(entry.body[name]), validate=True) for name in names]
    except ValueError:
        return None
    row = [len(runs[0]) if runs else 0, len(runs) - 1]
    if not runs or _Shares(b"".join(runs)).take(*row) != entry.body:
        return None
    shares += b"".join(runs)
    return [*row]


def _frames_heard(entry: JournalEntry) -> float:
    """At the entry's moment, where it is just so many, as nearly always; else its seconds."""
    frames = round(entry.at_seconds / FRAME_SECONDS)
    return frames if frames * FRAME_SECONDS == entry.at_seconds else float(entry.at_seconds)
