"""Events and commands as journal entries and back, so that a call can be read, shown and replayed.

Fields marked PRIVATE (what was said or typed) go to an entry's `said`, under their dotted path ("transcript.text",
"lines.0.text"); everything else goes to `body`. Audio is never kept: a `Transcribe` has its length in seconds, and
heard frames have the detector's probability alone, a byte each, many frames in one entry. What is decoded has silence
for audio.
"""

import base64
import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum

from ..core.commands import Command
from ..core.events import AudioHeard, Event
from ..ports import JournalEntry
from .stand_ins import with_stand_ins

FRAMES = "Frames"
FRAME_BYTES = 320
BYTES_PER_SECOND = 16_000

KINDS: dict[str, type] = {kind.__name__: kind for kind in (*typing.get_args(Event), *typing.get_args(Command))}


def entry(seq: int, at_seconds: float, item: Event | Command) -> JournalEntry:
    """The entry of one event or command. Runs of AudioHeard are better kept with `frames_entry`."""
    if isinstance(item, AudioHeard):
        return frames_entry(seq, at_seconds, bytes([quantised(item.speech)]), bytes([quantised(item.echo)]))
    said: dict[str, object] = {}
    return JournalEntry(seq, at_seconds, type(item).__name__, _fields(item, "", said), said)


def frames_entry(seq: int, at_seconds: float, speeches: bytes, echoes: bytes = b"") -> JournalEntry:
    """One entry for a run of heard frames, one byte of `quantised` speech probability and of echo each."""
    body: dict[str, object] = {"count": len(speeches), "speech": base64.b64encode(speeches).decode()}
    if any(echoes):
        body["echo"] = base64.b64encode(echoes).decode()
    return JournalEntry(seq, at_seconds, FRAMES, body, {})


def _shares(speeches: bytes, echoes: bytes) -> list[tuple[float, float]]:
    return [(speech / 255, echo / 255) for speech, echo in zip(speeches, echoes, strict=True)]


def quantised(speech: float) -> int:
    """A probability as one byte; what is not a probability counts as none."""
    return round(255 * min(max(speech, 0.0), 1.0)) if speech == speech else 0


def decoded(entry: JournalEntry) -> list[Event | Command]:
    """What an entry was made of: one event or command, or a run of AudioHeard. Raises ValueError for another.

    For what was taken out of its words stands what a replay takes in its place (`stand_ins`).
    """
    entry = with_stand_ins(entry)
    try:
        if entry.kind == FRAMES:
            speeches = base64.b64decode(str(entry.body["speech"]), validate=True)
            echoes = base64.b64decode(str(entry.body.get("echo", "")), validate=True) or bytes(len(speeches))
            return [AudioHeard(bytes(FRAME_BYTES), *both) for both in _shares(speeches, echoes)]
        return [_built(KINDS[entry.kind], entry.body, entry.said, "")]
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise ValueError(f"journal entry {entry.seq} is not a known event or command") from error


def _fields(item: object, path: str, said: dict[str, object]) -> dict[str, object]:
    body: dict[str, object] = {}
    for field in dataclasses.fields(item):  # type: ignore[arg-type]  # only dataclasses come here
        value, place = getattr(item, field.name), path + field.name
        if isinstance(value, bytes):
            body["seconds"] = len(value) / BYTES_PER_SECOND
        elif field.metadata.get("private"):
            said[place] = _encoded(value, place + ".", said)
        else:
            body[field.name] = _encoded(value, place + ".", said)
    return body


def _encoded(value: object, path: str, said: dict[str, object]) -> object:
    if isinstance(value, tuple):
        return [_encoded(part, f"{path}{index}.", said) for index, part in enumerate(value)]
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {"kind": type(value).__name__} | _fields(value, path, said)
    return value


@functools.cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _built(kind: type, body: Mapping[str, object], said: Mapping[str, object], path: str) -> typing.Any:
    values: dict[str, object] = {}
    for field in dataclasses.fields(kind):
        place, hint = path + field.name, _hints(kind)[field.name]
        if place not in said and field.name not in body and field.default is not dataclasses.MISSING:
            continue  # an entry of a version that did not have it yet
        if hint is bytes:
            values[field.name] = bytes(round(float(str(body["seconds"])) * BYTES_PER_SECOND))
        elif field.metadata.get("private"):
            values[field.name] = _value(hint, said[place], said, place + ".")
        else:
            values[field.name] = _value(hint, body[field.name], said, place + ".")
    return kind(**values)


def _value(hint: typing.Any, value: object, said: Mapping[str, object], path: str) -> object:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _of_union(typing.get_args(hint), value, said, path)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError("a list was expected")
        part = typing.get_args(hint)[0]
        return tuple(_value(part, item, said, f"{path}{index}.") for index, item in enumerate(value))
    if dataclasses.is_dataclass(hint) and isinstance(value, Mapping):
        return _built(typing.cast(type, hint), value, said, path)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    convert: Callable[[object], object] | None = {float: float, int: int, str: str, bool: bool}.get(hint)
    if convert is None:
        raise ValueError("not a kind of value that an entry holds")
    return convert(value)


def _of_union(hints: tuple[typing.Any, ...], value: object, said: Mapping[str, object], path: str) -> object:
    if value is None:
        return None
    inner = [hint for hint in hints if hint is not type(None)]
    if isinstance(value, Mapping):
        inner = [hint for hint in inner if hint.__name__ == value["kind"]]
    return _value(inner[0], value, said, path)
