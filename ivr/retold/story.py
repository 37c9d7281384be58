"""A journal as somebody reads it: what the caller said and what was made of it, what they heard, what befell it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from ..ports import JournalEntry
from ..store.measured import measured


class By(StrEnum):
    CALLER = "caller"
    ASSISTANT = "assistant"
    NOBODY = "nobody"
    """It befell the call, or was noted of it."""


@dataclass(frozen=True, slots=True)
class Told:
    stream: int
    """From 1; a stream that was lost is followed by another, whose seconds begin anew."""
    at_seconds: float
    """When it began: of words, their first sound; of anything else, when it came."""
    by: By
    kind: str
    """Of the journal's entry."""
    turn: int | None
    words: tuple[str, ...]
    """What was said, with what was taken out of it."""
    facts: Mapping[str, object]
    """Plain values: chances are 0..1, times seconds."""
    unheard: tuple[str, ...] = ()
    """Lines of ours that had been begun, or were to follow, and were not heard to their end."""


_OF_A_TURN = ("intent", "intent_confidence", "outcome", "why", "rule", "speech_seconds", "waited_seconds")
_NOTED: Mapping[str, tuple[str, ...]] = {
    "CallStarted": ("resumed",),
    "TakeBack": (),
    "Transfer": ("route", "reason", "rule", "priority"),
    "AddToHandOff": ("route",),
    "LeaveToPay": ("route",),
    "CameBack": ("how",),
    "BackFromPeople": ("by", "done"),
    "HangUp": ("disposition",),
    "RecordChoice": ("choice", "stands", "by"),
    "RecordConsent": ("stands", "by"),
    "RecordFrustration": ("score", "offered"),
    "RecordRule": ("rule", "tag", "alert"),
    "RecordHelp": ("help", "name", "stands", "why"),
    "RecordDisclosure": ("complete", "cut_by", "started_seconds", "ended_seconds"),
    "EngineFailed": ("engine", "busy"),
    "StoodStill": ("seconds",),
    "LineFailed": (),
    "StreamLost": (),
    "CallerHungUp": (),
}
"""Kinds that are told, and which of their fields."""
_BEFORE_A_STREAM = {"CameBack", "BackFromPeople"}
"""Told before the stream begins that they are about."""


def story(entries: Iterable[JournalEntry], texts: Mapping[str, str] = MappingProxyType({})) -> tuple[Told, ...]:
    """By when each began, stream by stream. No word is in `facts`.

    `texts`: what prompts say, by name; one that is not among them stands with its name in brackets.
    """
    kept = list(entries)
    teller, answered = _Teller(texts), measured(kept).answered
    told = [one for entry in kept if (one := teller.of(entry, answered)) is not None]
    return tuple(sorted(told, key=lambda one: (one.stream, one.at_seconds)))


@dataclass(slots=True)
class _Teller:
    texts: Mapping[str, str]
    _stream: int = 0
    _began: dict[object, float] = field(default_factory=dict)
    """Mark → when its first audio was sent."""
    _meant: dict[object, tuple[str, ...]] = field(default_factory=dict)
    """Mark → lines that were to be said."""
    _said_until: float = 0.0

    def of(self, entry: JournalEntry, answered: Mapping[int, float]) -> Told | None:
        """Of one entry; None where nothing is to be told of it."""
        body, turn, at = entry.body, entry.body.get("turn"), entry.at_seconds
        number = turn if isinstance(turn, int) else None
        match entry.kind:
            case "Speak":
                self._meant[body.get("mark")] = tuple(self._lines(entry))
            case "PlaybackBegan":
                self._began[body.get("mark")] = at
            case "RecordTurn":
                return self._turn(entry, number, answered)
            case "RecordSaid":
                return self._said(entry, number)
            case "KeyPressed":
                return Told(max(1, self._stream), at, By.CALLER, entry.kind, None, _words(entry, "key"), {})
            case kind if kind in _NOTED:
                if kind == "CallStarted":
                    self._stream, self._said_until = self._stream + 1, 0.0
                facts = _picked(body, _NOTED[kind])
                stream = self._stream + (kind in _BEFORE_A_STREAM)
                return Told(max(1, stream), at, By.NOBODY, kind, number, (), facts)
        return None

    def _turn(self, entry: JournalEntry, number: int | None, answered: Mapping[int, float]) -> Told:
        transcript = entry.body.get("transcript")
        chance = transcript.get("confidence") if isinstance(transcript, Mapping) else None
        facts = {"chance": chance} | _picked(entry.body, _OF_A_TURN) | {"answered_seconds": answered.get(number or 0)}
        began = entry.at_seconds - sum(_seconds(entry, name) for name in ("waited_seconds", "speech_seconds"))
        words = _words(entry, "transcript.text")
        return Told(max(1, self._stream), round(max(0.0, began), 2), By.CALLER, entry.kind, number, words, facts)

    def _said(self, entry: JournalEntry, number: int | None) -> Told:
        """Begins when its first audio was sent, or what was sent before it had been heard."""
        mark, words = entry.body.get("mark"), tuple(self._lines(entry))
        began = self._began.pop(mark, entry.at_seconds - _seconds(entry, "heard_seconds"))
        began = min(max(began, self._said_until), entry.at_seconds)
        self._said_until = entry.at_seconds
        meant = self._meant.pop(mark, ())
        unheard = () if entry.body.get("whole") else tuple(line for line in meant if line not in words)
        facts = _picked(entry.body, ("heard_seconds", "clip_seconds", "whole"))
        return Told(max(1, self._stream), round(began, 2), By.ASSISTANT, entry.kind, number, words, facts, unheard)

    def _lines(self, entry: JournalEntry) -> Iterator[str]:
        lines = entry.body.get("lines")
        for place, line in enumerate(lines if isinstance(lines, list) else ()):
            text, name = entry.said.get(f"lines.{place}.text"), str(line.get("name", ""))
            yield str(text) if text is not None else self.texts.get(name) or f"({name.replace('_', ' ')})"


def _picked(body: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: body.get(name) for name in names}


def _words(entry: JournalEntry, path: str) -> tuple[str, ...]:
    text = str(entry.said.get(path) or "")
    return (text,) if text else ()


def _seconds(entry: JournalEntry, name: str) -> float:
    value = entry.body.get(name)
    return float(value) if isinstance(value, int | float) else 0.0
