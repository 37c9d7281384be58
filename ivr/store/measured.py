"""What a whole journal shows and no entry of it: how soon answers came, and how long nobody was heard.

Read when the journal is packed, as it is open then; afterwards it is one sealed block, and figures do without words.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..core.events import FRAME_SECONDS
from ..ports import JournalEntry
from .journal import FRAMES

IS_SPEECH = 128
"""Of 255: a frame's probability of speech from which somebody counts as heard."""
FILLERS = frozenset({"one_moment"})
"""Prompts that answer nothing."""


@dataclass(frozen=True, slots=True)
class Measured:
    answered: dict[int, float]
    """Turn → seconds from the caller's last sound to our first, as the service saw it: the line comes on top."""
    dead_air_seconds: float | None
    """The longest time in which neither side was heard; None: no stream was open."""


def measured(entries: Iterable[JournalEntry]) -> Measured:
    """Of one call's entries, in order."""
    answered: dict[int, float] = {}
    longest: list[float] = []
    for stream in _streams(entries):
        answers, sounds = _Answers(answered), _Sounds()
        for entry in stream:
            answers.read(entry)
            sounds.read(entry)
        longest.append(sounds.longest_silence())
    return Measured(answered, max(longest, default=None))


def _streams(entries: Iterable[JournalEntry]) -> Iterator[list[JournalEntry]]:
    """Each counts its seconds from 0."""
    stream: list[JournalEntry] = []
    for entry in entries:
        if entry.kind == "CallStarted" and stream:
            yield stream
            stream = []
        stream.append(entry)
    if stream:
        yield stream


def is_filler(spoken: JournalEntry) -> bool:
    """Whether a `Speak` holds nothing but fillers."""
    held = spoken.body.get("lines")
    return bool(held) and isinstance(held, list) and all(line.get("name") in FILLERS for line in held)


def ended_speaking(record: JournalEntry) -> float:
    """When the caller's last sound of a `RecordTurn` was heard."""
    return record.at_seconds - float(str(record.body["waited_seconds"]))


@dataclass(slots=True)
class _Answers:
    answered: dict[int, float]
    _ended: dict[object, float] = field(default_factory=dict)
    _spoken: dict[object, object] = field(default_factory=dict)

    def read(self, entry: JournalEntry) -> None:
        turn = entry.body.get("turn")
        match entry.kind:
            case "RecordTurn":
                self._ended[turn] = ended_speaking(entry)
            case "TakeBack":
                self._ended.pop(turn, None)
                self.answered.pop(int(str(turn)), None)
            case "Speak" if turn in self._ended and not is_filler(entry) and not entry.body.get("skip_seconds"):
                self._spoken[entry.body["mark"]] = turn
            case "PlaybackBegan" if entry.body["mark"] in self._spoken:
                turn = self._spoken.pop(entry.body["mark"])
                if turn in self._ended:
                    self.answered.setdefault(int(str(turn)), round(entry.at_seconds - self._ended[turn], 3))


@dataclass(slots=True)
class _Sounds:
    """Which frames of a stream were not silent."""

    _heard: bytearray = field(default_factory=bytearray)
    _until: float = 0.0
    """What we say is played up to then, as far as it is known."""
    _begins: dict[object, float] = field(default_factory=dict)

    def read(self, entry: JournalEntry) -> None:
        at = entry.at_seconds
        self._reach(at)
        match entry.kind:
            case kind if kind == FRAMES:
                self._caller(at, base64.b64decode(str(entry.body["speech"])))
            case "PlaybackBegan":
                self._begins[entry.body["mark"]] = max(at, self._until)
            case "PlaybackStarted":
                began = self._begins.pop(entry.body["mark"], max(at, self._until))
                self._until = began + float(str(entry.body["seconds"]))
                self._sounds(began, self._until)
            case "Clear":
                first, last = round(at / FRAME_SECONDS), round(self._until / FRAME_SECONDS)
                self._heard[first:last] = bytes(max(0, last - first))
                self._until = min(self._until, at)

    def longest_silence(self) -> float:
        return round(max(map(len, bytes(self._heard).split(b"\1"))) * FRAME_SECONDS, 2)

    def _caller(self, until: float, shares: bytes) -> None:
        last = round(until / FRAME_SECONDS)
        for place, share in enumerate(shares, start=last - len(shares)):
            if share >= IS_SPEECH and place >= 0:
                self._heard[place] = 1

    def _reach(self, at: float) -> None:
        self._heard.extend(bytes(max(0, round(at / FRAME_SECONDS) - len(self._heard))))

    def _sounds(self, since: float, until: float) -> None:
        """Also of what is yet to come: the call may end before it has been played."""
        first, last = round(since / FRAME_SECONDS), round(until / FRAME_SECONDS)
        self._reach(until)
        self._heard[first:last] = b"\1" * (last - first)
