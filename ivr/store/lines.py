"""Changes as lines of the spool: one JSON object each.

A line holds a whole state and not a difference, so that it does no harm when it is read twice. What was said in it is
sealed before (`sealing`).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime

from ..core.record import Back, Care, Disposition, Flag, Priority, Reason, Topic
from ..ports import HandOff, JournalEntry
from .calls import CallRecord, Dialled, HandedBack

_WITH_MOMENT = {"RecordDisclosure", "RecordTurn"}
Change = dict[str, object]
"""A decoded line; "table" tells what of."""

_CALL_FIELDS = (
    "call_sid",
    "caller",
    "caller_ends",
    "line",
    "language",
    "rules_version",
    "admitted",
    "started_at",
    "ended_at",
    "over",
    "disposition",
    "streams_started",
    "resumes",
)
_LATER = {"caller_ends"}
"""That lines of an earlier version lack."""
_LATER_OF_DIALS = {"answered_at", "handoff"}
_MOMENTS = {"started_at", "ended_at", "answered_at", "at", "made_at", "back_at"}


def of_call(record: CallRecord, instance: str) -> Change:
    return {"table": "calls", "instance": instance} | {name: getattr(record, name) for name in _CALL_FIELDS}


def of_handoff(record: CallRecord) -> Change:
    """The one that stands, of a call that was handed off."""
    kept = _of_handoff(record.handoff) if record.handoff else {}
    if record.gives_back is not None:
        kept |= {"back_by": Back.AGENT if record.gives_back else "", "done": record.done}
    return {"table": "handoffs", "call_sid": record.call_sid, "seq": record.seq, "at": record.handed_off_at} | kept


def of_handed_back(call: str, one: HandedBack, *, followed: bool = False) -> Change:
    """That it is behind the call; without the words, which are kept already. `followed`: another came after it."""
    told = _of_handoff(replace(one.handoff, wish="", given=()))
    back = {"back_at": one.back_at, "back_by": one.by, "done": one.done or None, "followed": followed}
    return {"table": "handoffs", "call_sid": call, "seq": one.seq, "at": one.at} | told | back


def _of_handoff(handoff: HandOff) -> Change:
    kept = asdict(handoff)
    care = kept.pop("care", None) or dict.fromkeys(("topic", "flags"))
    return kept | care | {"priority": handoff.weight}


def of_dial(call: str, dialled: Dialled) -> Change:
    return {"table": "dials", "call_sid": call} | asdict(dialled)


def of_voicemail(record: CallRecord, at: datetime) -> Change:
    kept = {"reference": record.reference, "recording_sid": record.recording_sid}
    return {"table": "voicemails", "call_sid": record.call_sid, "at": at} | kept


def of_entry(call: str, entry: JournalEntry, at: datetime) -> Change:
    """`at` is kept of what is proof, as it outlives the row that tells when its call was; and of turns."""
    when = {"at": at} if entry.kind in _WITH_MOMENT else {}
    return {"table": "journal", "call_sid": call} | when | asdict(entry)


def of_end(call: str, at: datetime) -> Change:
    """The carrier's word that a call ended of which nothing is held in memory."""
    return {"table": "ends", "call_sid": call, "at": at}


def of_fact(call: str, kind: str, at: datetime, name: str, facts: Mapping[str, object]) -> Change:
    """For the evidence log, under a name that no other has; no table of the database holds it."""
    return {"table": "facts", "call_sid": call, "kind": kind, "at": at, "name": name, "facts": dict(facts)}


def encoded(change: Change) -> bytes:
    return json.dumps(change, default=_plain, separators=(",", ":")).encode() + b"\n"


def decoded(line: bytes) -> Change | None:
    """None for a line cut short by a crash, or otherwise unreadable."""
    try:
        change = json.loads(line)
        if (
            not isinstance(change, dict)
            or not isinstance(change["call_sid"], str)
            or not isinstance(change["table"], str)
        ):
            return None
        return change | {name: datetime.fromisoformat(change[name]) for name in _MOMENTS if change.get(name)}
    except (ValueError, KeyError, TypeError):
        return None


def handoff_of(row: Mapping[str, object]) -> HandOff:
    care, priority = _care_of(row), row.get("priority")
    reason, disposition = row["reason"], row["disposition"]
    return HandOff(
        kind=str(row["kind"]),
        route=None if row["route"] is None else str(row["route"]),
        reason=None if reason is None else Reason(str(reason)),
        intent=None if row["intent"] is None else str(row["intent"]),
        wish=str(row.get("wish") or ""),
        disposition=None if disposition is None else Disposition(str(disposition)),
        care=care,
        given=_given_of(row.get("given")),
        rule=None if row.get("rule") is None else str(row["rule"]),
        priority=None if care or priority is None else Priority(str(priority)),
    )


def handed_off(record: CallRecord, row: Mapping[str, object]) -> CallRecord:
    """With this hand-off as it stands, or as it lies behind the call. One that does is not told of as standing."""
    seq, at, back_at = row.get("seq") or 0, row["at"], row.get("back_at")
    if not isinstance(seq, int) or seq < record.seq:
        return record
    known = handoff_of(row)
    if not isinstance(at, datetime) or not isinstance(back_at, datetime):
        stands = replace(record, handoff=known, handed_off_at=at if isinstance(at, datetime) else None)
        if row.get("back_by") is None:  # of a line with its words, which may come later
            return stands
        return replace(stands, gives_back=bool(row["back_by"]), done=str(row.get("done") or ""))
    held = record.handoff if record.handoff and record.seq == seq else known  # its words came with an earlier line
    back = HandedBack(seq, held, at, back_at, Back(str(row["back_by"])), str(row.get("done") or ""))
    stands = replace(record, handoff=None, handed_off_at=None, gives_back=None, done="")
    return replace(stands, handed_back=(*record.handed_back, back))


def _given_of(kept: object) -> tuple[str, ...]:
    """Nothing also for what was kept before it was."""
    return tuple(map(str, kept)) if isinstance(kept, list | tuple) else ()


def _care_of(row: Mapping[str, object]) -> Care | None:
    """None also for what was kept before topics were."""
    if row.get("topic") is None:
        return None
    flags = row["flags"]
    kept = tuple(Flag(flag) for flag in flags) if isinstance(flags, list) else ()
    return Care(Topic(str(row["topic"])), Priority(str(row["priority"])), kept)


def dialled_of(row: Mapping[str, object]) -> Dialled:
    known = (name for name in Dialled.__dataclass_fields__ if name in row or name not in _LATER_OF_DIALS)
    return Dialled(**{name: row[name] for name in known})  # type: ignore[arg-type]  # our own rows


def call_of(row: Mapping[str, object]) -> CallRecord:
    values = {name: row[name] for name in _CALL_FIELDS if name in row or name not in _LATER}
    if values["disposition"] is not None:
        values["disposition"] = Disposition(str(values["disposition"]))
    return CallRecord(**values)  # type: ignore[arg-type]  # our own rows


def entry_of(row: Mapping[str, object]) -> JournalEntry:
    return JournalEntry(**{name: row[name] for name in JournalEntry.__dataclass_fields__})  # type: ignore[arg-type]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be kept")
