"""One recording in the making: both sides in step, and pieces of it as soon as they may be kept."""

from collections.abc import Callable
from typing import Protocol

from ..core.commands import RecordTurn
from ..core.record import Awaited, Transcript
from .callers_side import CallersSide
from .judge import Judge
from .our_side import OurSide

PIECE_SECONDS = 5.0


class Encoder(Protocol):
    @property
    def seconds(self) -> float: ...

    def add(self, left: bytes, right: bytes) -> None: ...

    def take(self) -> bytes: ...

    def peaks(self) -> bytes: ...

    def close(self) -> bytes: ...


Keep = Callable[[int, float, bytes, bytes], None]
"""Of a piece: its number from 0, seconds of sound in it, its bytes, which one behind another are a file, and peaks."""


class Take:
    """For one thread. What was put into it and not kept yet is in memory alone."""

    def __init__(self, judge: Judge, encoder: Encoder, keep: Keep) -> None:
        self._judge, self._encoder, self._keep = judge, encoder, keep
        self._caller, self._ours = CallersSide(), OurSide()
        self._pieces = 0
        self._kept_seconds = 0.0

    def hears(self, pcm: bytes) -> None:
        self._ours.passes()
        self._caller.hears(pcm)
        self._encode()

    def sent(self, message: str) -> None:
        self._ours.sent(message)

    def speaks(self, texts: tuple[str, ...]) -> None:
        self._ours.speaks(is_secret=any(map(self._judge.is_secret, texts)))

    def given(self, turn: int, attempt: int, pcm: bytes, kind: Awaited) -> None:
        self._judge.awaits(turn, kind)
        self._caller.given(turn, attempt, pcm)

    def answered(self, turn: int, attempt: int, heard: Transcript) -> None:
        if self._judge.may_be_heard(turn, heard):
            self._caller.answered(turn, attempt)

    def judged(self, record: RecordTurn) -> None:
        verdict = self._judge.of_turn(record)
        self._caller.looked_through(record.turn, is_clean=verdict.is_clean, is_begun=verdict.is_begun)
        self._encode()

    def taken_back(self) -> None:
        self._caller.taken_back()

    def typed(self) -> None:
        self._caller.typed()

    def ends(self) -> None:
        self._caller.ends()
        self._encode()
        self._put(self._encoder.close())

    def _encode(self) -> None:
        for pcm in self._caller.out():
            self._encoder.add(pcm, self._ours.out())
        if self._encoder.seconds - self._kept_seconds >= PIECE_SECONDS:
            self._put(self._encoder.take())

    def _put(self, made: bytes) -> None:
        if made:
            seconds, self._kept_seconds = self._encoder.seconds - self._kept_seconds, self._encoder.seconds
            self._keep(self._pieces, round(seconds, 2), made, self._encoder.peaks())
            self._pieces += 1
