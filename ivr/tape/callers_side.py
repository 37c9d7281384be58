"""The caller's side of a recording: of their sound only what became words that were looked through.

All that the transcriber was not given is silence, and so is a turn with a secret in it. A turn is let out only once the
next one has been looked through, too: numbers are read out in pieces.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

FRAME_BYTES = 320
SILENCE = bytes(FRAME_BYTES)
MOST_WAITING = 4500
"""Frames, 90 s: a turn takes 60 s at most. What was not looked through by then is silence."""
AROUND_KEY = 50
"""Frames of silence on each side of a typed key: its tone may be in the sound."""


@dataclass(slots=True)
class _Attempt:
    """What the transcriber was given at once."""

    frames: set[int] = field(default_factory=set)
    is_answered: bool = False
    """With words that were looked through."""


@dataclass(slots=True)
class _LookedThrough:
    """A turn that waits for the next."""

    frames: set[int] = field(default_factory=set)
    upto: int = 0
    is_begun: bool = False
    """It ends in what may be the beginning of a number."""


class CallersSide:
    """Frames are counted since the recording began."""

    def __init__(self) -> None:
        self._frames: deque[bytes] = deque()
        self._out = 0
        self._upto = 0
        self._given: dict[int, dict[int, _Attempt]] = {}
        """By turn and attempt."""
        self._kept: set[int] = set()
        self._before = _LookedThrough()
        self._muted_upto = 0
        self._muted: set[int] = set()

    @property
    def _count(self) -> int:
        return self._out + len(self._frames)

    def hears(self, pcm: bytes) -> None:
        """20 ms as they come."""
        if self._count < self._muted_upto:
            self._muted.add(self._count)
        self._frames.append(pcm if len(pcm) == FRAME_BYTES else SILENCE)
        if self._count - self._upto > MOST_WAITING:
            self._upto = self._count - MOST_WAITING
            if self._before.upto < self._upto:
                self._let_out(followed_by_secret=self._before.is_begun)

    def given(self, turn: int, attempt: int, pcm: bytes) -> None:
        """The transcriber was given this of the turn: whole frames, the newest last, some between may be left out."""
        at, found = len(self._frames) - 1, set[int]()
        self._given.setdefault(turn, {})[attempt] = _Attempt(found)
        for start in range(len(pcm) - FRAME_BYTES, -1, -FRAME_BYTES):
            frame = pcm[start : start + FRAME_BYTES]
            while at >= 0 and self._frames[at] != frame:
                at -= 1
            if at < 0:
                return
            found.add(self._out + at)
            at -= 1

    def answered(self, turn: int, attempt: int) -> None:
        """With words that hold no secret, as far as they go."""
        if given := self._given.get(turn, {}).get(attempt):
            given.is_answered = True

    def looked_through(self, turn: int, *, is_clean: bool, is_begun: bool) -> None:
        """The words of the turn hold no secret, as far as is known; `is_begun`: one may have begun in them."""
        self._let_out(followed_by_secret=self._before.is_begun and not is_clean)
        frames = _that_became_words(self._given.pop(turn, {}))
        self._before = _LookedThrough(frames if is_clean else set(), self._count, is_begun)
        for earlier in [one for one in self._given if one < turn]:
            del self._given[earlier]

    def taken_back(self) -> None:
        """The caller went on: the turn is to be looked through again, as the beginning of the next."""
        self._before = _LookedThrough(upto=self._upto)

    def typed(self) -> None:
        """A key was pressed; what was being said is no longer awaited."""
        self._muted |= set(range(max(self._out, self._count - AROUND_KEY), self._count))
        self._muted_upto = self._count + AROUND_KEY
        self._given.clear()

    def ends(self) -> None:
        """Nothing more is heard, nor looked through."""
        self._let_out(followed_by_secret=self._before.is_begun)
        self._upto = self._count

    def out(self) -> Iterator[bytes]:
        """What is decided, in order; each frame once."""
        while self._out < self._upto:
            pcm, at = self._frames.popleft(), self._out
            self._out += 1
            yield pcm if at in self._kept and at not in self._muted else SILENCE
            self._kept.discard(at)
            self._muted.discard(at)

    def _let_out(self, *, followed_by_secret: bool) -> None:
        if not followed_by_secret:
            self._kept |= self._before.frames
        self._upto = max(self._upto, self._before.upto)
        self._before = _LookedThrough(upto=self._upto)


def _that_became_words(attempts: dict[int, _Attempt]) -> set[int]:
    """Of a turn. The newest attempt at a frame counts: if it failed, its words are in no turn, whatever came before."""
    frames = set[int]()
    for _, attempt in sorted(attempts.items()):
        frames = frames | attempt.frames if attempt.is_answered else frames - attempt.frames
    return frames
