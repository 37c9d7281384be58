"""Changes sorted into rows of tables, the last state of each key, so that a batch writes each row once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import String, Table
from sqlalchemy.types import TypeEngine

from ..core.commands import RecordDisclosure, RecordRule, RecordTurn
from ..core.events import Replied
from .lengths import length_of
from .lines import Change
from .messages import of_reply
from .schema import (
    AUDIO,
    CALL_KEYS,
    CALLS,
    CHOICES,
    DIALS,
    DISCLOSURES,
    HANDOFFS,
    JOURNAL,
    LINE_EVENTS,
    MESSAGES,
    OF_COMING_BACK,
    RULES_HELD,
    SAID,
    TURNS,
    VOICEMAILS,
    WISHES,
)
from .sealing import storable

Row = dict[str, object]
Rows = dict[tuple[object, ...], Row]
_TABLES = {table.name: table for table in (AUDIO, CALLS, CHOICES, DIALS, LINE_EVENTS, MESSAGES, VOICEMAILS)}


@dataclass(slots=True)
class Sorted:
    by_table: dict[Table, Rows] = field(default_factory=dict)
    ends: dict[str, datetime] = field(default_factory=dict)

    deleted: set[str] = field(default_factory=set)
    """Calls whose recording is to be deleted: what of it came before is left out."""

    def delete_audio(self, call: str) -> None:
        self.deleted.add(call)
        of_audio = self.by_table.get(AUDIO, {})
        for key in [key for key in of_audio if key[0] == call]:
            del of_audio[key]

    def put(self, table: Table, change: Change) -> None:
        """The last one of a key holds; of what befell the line the first."""
        if table is CALLS:
            change = change | {"seconds": length_of(change["started_at"], change["ended_at"])}
        row = {column.name: _storable(change.get(column.name), column.type) for column in table.columns}
        rows, key = self.by_table.setdefault(table, {}), tuple(row[column.name] for column in table.primary_key)
        rows[key] = rows.get(key, row) if table is LINE_EVENTS else row


def rows_of(changes: Iterable[Change]) -> Sorted:
    """Of sealed changes. Those of unknown tables are left out: a later version wrote them."""
    found = Sorted()
    for change in map(storable, changes):
        if change.get("sealed"):
            found.put(CALL_KEYS, change)
        match change["table"]:
            case "journal":
                _put_entry(found, change)
            case "handoffs":
                _put_handoff(found, {"seq": 0, "followed": False} | change)  # which an earlier version's lines lack
            case "audio_deleted":
                found.delete_audio(str(change["call_sid"]))
            case "ends":
                at = change["at"]
                if isinstance(at, datetime):
                    found.ends.setdefault(str(change["call_sid"]), at)
            case str(name) if name in _TABLES:
                found.put(_TABLES[name], {"handoff": 0} | change)  # likewise, of a dial
    return found


def _put_handoff(found: Sorted, change: Change) -> None:
    """That its caller is back stands, though the line with its words may come a moment later."""
    held = found.by_table.get(HANDOFFS, {}).get((change["call_sid"], change["seq"]))
    if held is not None and held["back_at"] and not change.get("back_at"):
        change = change | {name: held[name] for name in (*OF_COMING_BACK, "followed")}
    found.put(HANDOFFS, change)
    if change.get("sealed"):
        found.put(WISHES, change)


def _put_entry(found: Sorted, change: Change) -> None:
    found.put(JOURNAL, change)
    if change.get("sealed"):
        found.put(SAID, change)
    body = change["body"]
    if not isinstance(body, dict):
        return
    if change["kind"] == RecordTurn.__name__:
        transcript = body.get("transcript") or {}
        of_transcript = {"language": transcript.get("language"), "transcript_confidence": transcript.get("confidence")}
        found.put(TURNS, change | body | of_transcript)
    elif change["kind"] == RecordRule.__name__:
        found.put(RULES_HELD, change | body)
    elif change["kind"] == Replied.__name__:
        for left in of_reply(str(change["call_sid"]), change.get("at") or datetime.now(UTC), body.get("reply")):
            found.put(MESSAGES, left)
    elif change["kind"] == RecordDisclosure.__name__:
        found.put(DISCLOSURES, {"at": datetime.now(UTC)} | change | body)  # an earlier version's lines have none


def _storable(value: object, kind: TypeEngine[object]) -> object:
    """PostgreSQL takes no NUL, no lone surrogate and no text longer than its column; JSON escapes the first two."""
    if not isinstance(value, str):
        return value
    plain = value.replace("\x00", "").encode(errors="replace").decode()
    return plain[: kind.length] if isinstance(kind, String) else plain
