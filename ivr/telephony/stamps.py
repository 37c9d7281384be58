"""Where each message of audio belongs on the stream's clock, by stamps that nobody promises to be regular.

They jitter, drift, and begin anew; they need not be multiples of a frame. Nothing that was said is thrown away for it.
"""

from collections import deque
from dataclasses import dataclass, field

from .media_stream import Media

FRAME_MS = 20
BYTES_A_MS = 8
LONGEST_GAP_MS = 2000
"""Lost audio of up to two seconds is made up with silence; after more, the clock starts anew."""
_FOLLOW_SHARE, _FOLLOW_MS = 0.25, 2.0
"""Of how far a stamp is off, and at most a tenth of a frame, is followed at once: jitter evens out, drift stays."""
_JITTER_MS = 20.0
"""Taken for possible until the line has shown how steady it is."""
_CALMING = 0.97
"""A message: how soon a line that jittered is trusted again."""
_LATE_MS = 35.0
"""Behind the clock by more is no jitter; a duplicate or a straggler is, and so is a clock that began anew."""
_RECENT = 10
_IN_ORDER = 5
"""So many stragglers one after another are no stragglers: the stamps began anew."""
_NEIGHBOURS_MS = (1, 3 * FRAME_MS)


@dataclass(frozen=True, slots=True)
class Placed:
    """Audio in order, after so many lost frames."""

    ulaw: bytes = field(repr=False)
    lost: int = 0


class Stamps:
    """`place` takes each message in the order in which it came, and says what of the caller is heard now."""

    def __init__(self) -> None:
        self._next_ms: float | None = None
        self._message = 0
        self._grid_ms = 0
        self._regular = True
        """Every stamp so far was whole frames from the first: then one that is missing is missed at once."""
        self._jitter = _JITTER_MS
        self._recent: deque[tuple[int, bytes]] = deque(maxlen=_RECENT)
        self._behind: list[Media] = []
        self._idled = False

    def pass_silence(self, milliseconds: int) -> None:
        """Nothing came for so long, and silence was heard instead."""
        self._idled = True
        if self._next_ms is not None:
            self._next_ms += milliseconds

    def place(self, media: Media) -> list[Placed]:
        """Nothing for a duplicate or a straggler; several when stragglers turn out to be a clock that began anew."""
        is_next = self._message < media.number
        self._message = max(self._message, media.number)
        if self._next_ms is None:
            return [self._began_at(media)]
        off = media.at_ms - self._next_ms
        if self._is_anew(off, is_next=is_next):
            return [self._began_at(media)]
        if off <= -_LATE_MS or (not is_next and (media.at_ms, media.ulaw) in self._recent):
            return self._behind_the_clock(media)
        return [Placed(media.ulaw, self._advance(media, off))]

    def _is_anew(self, off: float, *, is_next: bool) -> bool:
        behind = off < -LONGEST_GAP_MS or (off <= -_LATE_MS and is_next) or (off < 0 and self._idled)
        return behind or off > LONGEST_GAP_MS

    def _began_at(self, media: Media) -> Placed:
        self._grid_ms, self._next_ms = media.at_ms, float(media.at_ms)
        self._recent.clear()
        return Placed(media.ulaw, self._advance(media, 0.0))

    def _advance(self, media: Media, off: float) -> int:
        """Moves the clock behind this message; how many frames are missing before it."""
        self._regular = self._regular and (media.at_ms - self._grid_ms) % FRAME_MS == 0
        lost = self._lost(off)
        left = off - lost * FRAME_MS
        self._jitter = max(abs(left), self._jitter * _CALMING)
        followed = max(-_FOLLOW_MS, min(_FOLLOW_MS, left * _FOLLOW_SHARE))
        self._next_ms = (self._next_ms or 0.0) + lost * FRAME_MS + len(media.ulaw) / BYTES_A_MS + followed
        self._recent.append((media.at_ms, media.ulaw))
        self._behind.clear()
        self._idled = False
        return lost

    def _lost(self, off: float) -> int:
        if self._regular:
            return max(0, int(off) // FRAME_MS)
        return round(off / FRAME_MS) if off >= self._jitter + 0.75 * FRAME_MS else 0

    def _behind_the_clock(self, media: Media) -> list[Placed]:
        least, most = _NEIGHBOURS_MS
        if self._behind and not least <= media.at_ms - self._behind[-1].at_ms <= most:
            self._behind.clear()
        self._behind.append(media)
        if len(self._behind) < _IN_ORDER:
            return []
        first, *others = self._behind
        return [self._began_at(first), *(Placed(m.ulaw, self._advance(m, m.at_ms - self._expected)) for m in others)]

    @property
    def _expected(self) -> float:
        return self._next_ms or 0.0
