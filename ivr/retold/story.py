"""A journal as somebody reads it: what the caller said and what was made of it, what they heard, what befell it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    by: By
    kind: str
    """Of the journal's entry."""
    turn: int | None
    words: tuple[str, ...]
    """What was said, with what was taken out of it; the names of prompts stand for their texts."""
    facts: Mapping[str, object]
    """Plain values: chances are 0..1, times seconds."""


_OF_A_TURN = ("intent", "intent_confidence", "outcome", "why", "rule", "speech_seconds", "waited_seconds")
_NOTED: Mapping[str, tuple[str, ...]] = {
    "CallStarted": ("resumed",),
    "TakeBack": (),
    "Transfer": ("route", "reason", "rule", "priority"),
    "AddToHandOff": ("route",),
    "LeaveToPay": ("route",),
    "CameBack": ("how",),
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


def story(entries: Iterable[JournalEntry]) -> tuple[Told, ...]:
    """In order. No word is in `facts`."""
    kept = list(entries)
    answered = measured(kept).answered
    return tuple(_told(kept, answered))


def _told(entries: list[JournalEntry], answered: Mapping[int, float]) -> Iterator[Told]:
    stream = 0
    for entry in entries:
        stream += entry.kind == "CallStarted"
        found = _of(entry, max(1, stream), answered)
        if found is not None:
            yield found


def _of(entry: JournalEntry, stream: int, answered: Mapping[int, float]) -> Told | None:
    body, turn = entry.body, entry.body.get("turn")
    number = turn if isinstance(turn, int) else None
    match entry.kind:
        case "RecordTurn":
            transcript = body.get("transcript")
            chance = transcript.get("confidence") if isinstance(transcript, Mapping) else None
            facts = {"chance": chance} | _picked(body, _OF_A_TURN) | {"answered_seconds": answered.get(number or 0)}
            return Told(
                stream, entry.at_seconds, By.CALLER, entry.kind, number, _words(entry, "transcript.text"), facts
            )
        case "RecordSaid":
            facts = _picked(body, ("heard_seconds", "clip_seconds", "whole"))
            return Told(stream, entry.at_seconds, By.ASSISTANT, entry.kind, number, tuple(_lines(entry)), facts)
        case "KeyPressed":
            return Told(stream, entry.at_seconds, By.CALLER, entry.kind, None, _words(entry, "key"), {})
        case kind if kind in _NOTED:
            return Told(stream, entry.at_seconds, By.NOBODY, kind, number, (), _picked(body, _NOTED[kind]))
    return None


def _picked(body: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: body.get(name) for name in names}


def _words(entry: JournalEntry, path: str) -> tuple[str, ...]:
    text = str(entry.said.get(path) or "")
    return (text,) if text else ()


def _lines(entry: JournalEntry) -> Iterator[str]:
    lines = entry.body.get("lines")
    for place, line in enumerate(lines if isinstance(lines, list) else ()):
        text = entry.said.get(f"lines.{place}.text")
        yield str(text) if text is not None else f"({str(line.get('name', '')).replace('_', ' ')})"
