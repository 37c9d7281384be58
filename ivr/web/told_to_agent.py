"""What an agent is shown of a call on a page: drawn from what was said, and from nothing else.

Words are shown as they may be kept. What the caller gave for a task is shown whole, as agents hear it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.record import Flag, Reason
from ..core.words.briefing import Briefing
from ..ports import JournalEntry
from ..store.calls import CallRecord, utc_now
from ..store.lines import of_entry
from ..store.redacting import Redacting

if TYPE_CHECKING:
    from ..privacy.redaction import Redactor

LAST_TURNS = 8
MOST_ENTRIES = 4000
"""Looked through, the latest; a call of half an hour has fewer."""
_TELLING = {"Transcribe", "Transcribed", "Replied", "RecordTurn", "RecordSaid"}
"""Entries by which the others are redacted, or that are shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the talk; `turn` counts in the call."""

    turn: int
    by_caller: bool
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    why: str
    wish: str
    """A sentence of the caller's own; empty without one."""
    wish_turn: int | None
    """In which they said it."""
    given: tuple[str, ...]
    topic: str
    urgent: bool
    careful: tuple[str, ...]
    """What must be known, or not be done."""
    promised: tuple[str, ...]
    """What the caller heard last, when it was settled that they go to a person."""
    talk: tuple[Said, ...]
    words_missing: bool
    """The talk cannot be read now."""


def told(
    record: CallRecord,
    journal: Sequence[JournalEntry] | None,
    words: Briefing | None,
    line: Callable[[str], str],
    make_redactor: "Callable[[], Redactor]",
) -> Told:
    """`journal`: None where it cannot be read; `line`: the text of a prompt by its name, which the caller heard."""
    handoff, redacting = record.handoff, Redacting(make_redactor())
    talk, promised = _talk(record.call_sid, journal or (), line, redacting)
    wish = _redacted_wish(record, redacting)
    return Told(
        why=_why(handoff.reason if handoff else None, words),
        wish=wish,
        wish_turn=next((said.turn for said in reversed(talk) if said.by_caller and wish and wish in said.words), None),
        given=handoff.given if handoff else (),
        topic=words.topics[record.care.topic] if words and record.care else "",
        urgent=record.is_urgent,
        careful=_careful(record, words),
        promised=promised,
        talk=talk[-LAST_TURNS:],
        words_missing=journal is None,
    )


def _why(reason: Reason | None, words: Briefing | None) -> str:
    if words is None:
        return ""
    return words.reasons[reason] if reason else words.no_reason


def _careful(record: CallRecord, words: Briefing | None) -> tuple[str, ...]:
    if words is None or record.care is None:
        return ()
    of_flags = {
        Flag.SAFE_TO_TALK: words.safe_to_talk,
        Flag.UNSAFE_TO_TALK: words.unsafe_to_talk,
        Flag.NO_CALLBACK: "Do not offer to call back.",
        Flag.NO_VOICEMAIL: "Leave no message for them.",
        Flag.NO_SURVEY: "No survey.",
        Flag.TICKET: "Open a case, and tell them its number.",
    }
    return tuple(of_flags[flag] for flag in record.care.flags)


def _redacted_wish(record: CallRecord, redacting: Redacting) -> str:
    wish = record.handoff.wish if record.handoff else ""
    kept = redacting.redacted({"table": "handoffs", "call_sid": record.call_sid, "wish": wish, "given": ()})
    return " ".join(str(kept["wish"]).split())


def _talk(
    call: str, journal: Sequence[JournalEntry], line: Callable[[str], str], redacting: Redacting
) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    talk, promised, leaving = list[Said](), list[str](), False
    for entry in journal[-MOST_ENTRIES:]:
        if entry.kind == "Transfer":
            leaving, promised = True, []
        if entry.kind not in _TELLING:
            continue
        kept = redacting.redacted(of_entry(call, entry, utc_now()))
        said, turn = _mapping(kept["said"]), entry.body.get("turn", 0)
        number = turn if isinstance(turn, int) else 0
        if entry.kind == "RecordTurn" and (text := str(said.get("transcript.text") or "")):
            talk.append(Said(number, True, " ".join(text.split())))
        elif entry.kind == "RecordSaid" and (text := " ".join(_lines(entry.body, said, line))):
            talk.append(Said(number, False, text))
            promised += [text] if leaving else []
    return tuple(talk), tuple(promised)


def _lines(body: Mapping[str, object], said: Mapping[str, object], line: Callable[[str], str]) -> list[str]:
    found = body.get("lines")
    heard = []
    for place, one in enumerate(found if isinstance(found, list) else ()):
        name = one.get("name") if isinstance(one, Mapping) else None
        text = line(str(name)) if name else str(said.get(f"lines.{place}.text") or "")
        heard += [text] if text else []
    return heard


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
