"""The tables. What was said stands in tables of its own (`said`, `wishes`), sealed, apart from times and outcomes; no
audio. What is sealed opens with the call's key, and that with a master key, which no table holds.

There are no foreign keys on purpose: rows arrive from the write-behind spool, and one that was lost must not hold up
the rest.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    bindparam,
    text,
)

from .line_tables import LINE_EVENTS as LINE_EVENTS
from .metadata import METADATA as METADATA
from .metadata import UtcTime as UtcTime
from .staff_tables import AUDIT as AUDIT
from .staff_tables import DRAFTS as DRAFTS
from .staff_tables import PEOPLE as PEOPLE
from .staff_tables import PROMPT_REVISIONS as PROMPT_REVISIONS
from .staff_tables import REVISIONS as REVISIONS
from .staff_tables import SITTINGS as SITTINGS


def _call_sid() -> Column[str]:
    return Column("call_sid", String(64), primary_key=True)


CALLS = Table(
    "calls",
    METADATA,
    _call_sid(),
    Column("instance", String(32), nullable=False, comment="which service took it: its data folder's name for itself"),
    Column("caller", String(64), nullable=False, comment="keyed hash of the number; empty when withheld"),
    Column("caller_ends", String(3), nullable=False, server_default="", comment="the number's last three digits"),
    Column("line", String(32), nullable=False, comment="the number that was called"),
    Column("language", String(16), nullable=False),
    Column("rules_version", String(64), nullable=False),
    Column("admitted", Boolean, nullable=False, comment="the assistant took it; otherwise an agent did at once"),
    Column("started_at", UtcTime, nullable=False, index=True),
    Column("ended_at", UtcTime),
    Column("seconds", Float, comment="from the one to the other"),
    Column("over", Boolean, nullable=False, comment="the carrier has said that it ended"),
    Column("disposition", String(32), index=True),
    Column("streams_started", Integer, nullable=False),
    Column("resumes", Integer, nullable=False),
    Column("erased_at", UtcTime, index=True, comment="the caller was forgotten: nothing more is kept of the call"),
    Column("dead_air_seconds", Float, comment="the longest time that nobody was heard; of a packed journal"),
    # All that a list of calls is searched by: the table itself is read for the rows of one page alone.
    Index("ix_calls_newest", "started_at", "call_sid", "disposition", "line", "caller_ends", "seconds"),
)

_OF_MISSES = "outcome IN ('miss', 'nothing_said')"

TURNS = Table(
    "turns",
    METADATA,
    _call_sid(),
    Column("turn", Integer, primary_key=True),
    Column("at_seconds", Float, nullable=False),
    Column("at", UtcTime, comment="when it was taken as finished"),
    Column("language", String(16)),
    Column("transcript_confidence", Float),
    Column("intent", String(64)),
    Column("intent_confidence", Float),
    Column("outcome", String(64)),
    Column("why", Text),
    Column("speech_seconds", Float),
    Column("waited_seconds", Float),
    Column("rule", String(64), comment="the supervisor's rule that decided it"),
    Column("answered_seconds", Float, comment="the caller's last sound to our first; of a packed journal"),
    Index("ix_turns_intent", "intent", "call_sid"),
)
MISSES = ("miss", "nothing_said")
"""Outcomes of turns of which nothing was understood, or in which nothing was said."""
IS_MISS = TURNS.c.outcome.in_(bindparam("misses", MISSES, expanding=True, literal_execute=True))
"""In so many words: SQLite takes a part of an index for what it can read alone."""
Index("ix_turns_missed", TURNS.c.call_sid, sqlite_where=text(_OF_MISSES), postgresql_where=text(_OF_MISSES))

DISCLOSURES = Table(
    "disclosures",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True),
    Column("prompt", String(64), nullable=False),
    Column("started_seconds", Float, nullable=False),
    Column("ended_seconds", Float, nullable=False),
    Column("clip_seconds", Float, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("cut_by", String(64)),
    Column("at", UtcTime, index=True),
)

JOURNAL = Table(
    "journal",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True),
    Column("at_seconds", Float, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("body", JSON, nullable=False),
)

SAID = Table(
    "said",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False, comment="what was said or typed in the journal entry"),
)

PACKED_JOURNALS = Table(
    "packed_journals",
    METADATA,
    _call_sid(),
    Column("sealed", LargeBinary, nullable=False, comment="the entries of a call that is over, words and all"),
)

HANDOFFS = Table(
    "handoffs",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True, autoincrement=False, server_default="0", comment="its place, from 0"),
    Column("at", UtcTime, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("route", String(64)),
    Column("reason", String(32)),
    Column("intent", String(64)),
    Column("disposition", String(32)),
    Column("topic", String(32), comment="the sensitive topic that the caller spoke of"),
    Column("priority", String(16)),
    Column("flags", JSON(none_as_null=True), comment="what must, and must not, be done for this caller"),
    Column("rule", String(64), comment="the supervisor's rule that decided it"),
    Column("back_at", UtcTime, comment="the caller went on with the assistant"),
    Column("back_by", String(16), comment="by whose choice: caller or agent"),
    Column("done", String(64), comment="the agent's word for what was done: a prompt's name"),
    Column("followed", Boolean, nullable=False, server_default=text("false"), comment="another came after it"),
    Index("ix_handoffs_where", "at", "kind", "route", "reason", "call_sid"),
)

OF_COMING_BACK = ("back_at", "back_by", "done")
STANDS_LAST = HANDOFFS.c.followed.is_(False)
"""Of each call that was handed off one: the last."""
IS_FIRST = HANDOFFS.c.seq == 0
"""Of each call that was handed off one. Only who was handed to people comes back, and is handed off again."""

RULES_HELD = Table(
    "rules_held",
    METADATA,
    _call_sid(),
    Column("rule", String(64), primary_key=True),
    Column("turn", Integer, nullable=False, comment="in which it did for the first time"),
    Column("tag", String(64), comment="that it gives the call"),
    Column("alert", Boolean, nullable=False, comment="the log was told"),
    Index("ix_rules_held_tag", "tag", "call_sid"),
)
"""Supervisors' rules that held, whether they decided or the call went on."""

WISHES = Table(
    "wishes",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True, autoincrement=False, server_default="0", comment="of the hand-off"),
    Column("sealed", LargeBinary, nullable=False, comment="what the caller wanted, and gave for a task not done"),
)

DIALS = Table(
    "dials",
    METADATA,
    _call_sid(),
    Column("attempt", Integer, primary_key=True),
    Column("route", String(64), nullable=False),
    Column("agent", Integer, nullable=False, comment="index among the route's agents"),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("outcome", String(32), nullable=False),
    Column("bridged", Boolean, nullable=False),
    Column("accepted", Boolean, nullable=False),
    Column("answered_at", UtcTime, comment="an agent took the call"),
    Column("leg", String(64), nullable=False),
    Column("handoff", Integer, nullable=False, server_default="0", comment="for which of the call's they were rung"),
)

CHOICES = Table(
    "choices",
    METADATA,
    Column("caller", String(64), primary_key=True, comment="keyed hash of the number"),
    Column("choice", String(32), primary_key=True),
    Column("stands", Boolean, nullable=False, comment="false: it was taken back"),
    Column("at", UtcTime, nullable=False, index=True),
    Column("made_by", String(16), nullable=False, comment="voice, key, agent or operator"),
    Column("state", String(32), nullable=False, comment="where the call stood"),
    Column("call_sid", String(64), nullable=False, comment="on which it was made; empty by the operator"),
)

VOICEMAILS = Table(
    "voicemails",
    METADATA,
    _call_sid(),
    Column("at", UtcTime, nullable=False),
    Column("reference", String(16), nullable=False, index=True),
    Column("sealed", LargeBinary, comment="the carrier's id of the recording"),
    Column("audio", LargeBinary, comment="the message itself, sealed"),
    Column("kept_at", UtcTime, comment="fetched and kept here"),
    Column("gone_at", UtcTime, comment="seen to be gone at the carrier"),
)

MESSAGES = Table(
    "messages",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True, autoincrement=False, comment="its place among the call's"),
    Column("kind", String(16), nullable=False),
    Column("reference", String(16), nullable=False, index=True, comment="what the caller was told; may be empty"),
    Column("route", String(64), comment="whose agents are to do it"),
    Column("at", UtcTime, nullable=False, index=True),
    Column("due_at", UtcTime, index=True, comment="none: not reckoned yet"),
    Column("claimed_by", String(64)),
    Column("claimed_at", UtcTime),
    Column("done_at", UtcTime, index=True),
    Column("done_by", String(64)),
    Column("outcome", String(16)),
    Column("told_at", UtcTime, comment="that it came was told to the operator's desk"),
    Column("overdue_told_at", UtcTime, comment="that it is overdue was"),
    Column("sealed", LargeBinary, comment="the number to ring"),
)
"""What callers leave for people to do; a voicemail's sound is in `voicemails`."""

AUDIO = Table(
    "audio",
    METADATA,
    _call_sid(),
    Column("seq", Integer, primary_key=True, autoincrement=False, comment="its place among the pieces"),
    Column("at", UtcTime, nullable=False, index=True),
    Column("seconds", Float, nullable=False),
    Column("sealed", LargeBinary, nullable=False, comment="a piece of the recording"),
)
"""Of calls whose callers agreed. Rows and no files: they go with the call's other rows, in one transaction, and so do
holds, erasures, several services on one database, and what waits for a database that is away."""

CALL_KEYS = Table(
    "call_keys",
    METADATA,
    _call_sid(),
    Column("key_id", String(8), primary_key=True, comment="its own among the keys of the call"),
    Column("master", String(16), nullable=False, index=True, comment="the master key that locks it"),
    Column("locked", LargeBinary, nullable=False),
    Column("made_at", UtcTime, nullable=False, index=True),
)
"""Without its row here nothing that was said in a call can be read any more."""

EVIDENCE_SALTS = Table(
    "evidence_salts",
    METADATA,
    _call_sid(),
    Column("instance", String(32), nullable=False, comment="which service's evidence the call is in"),
    Column("salt", String(64), nullable=False, comment="hex; without it no fact of the log can be laid to a call"),
    Column("state", String(16), nullable=False, index=True, comment="open, interrupted or ended, by its facts"),
    Column("facts", Integer, nullable=False, comment="in the log; the next has this number"),
    Column("last_fact", String(32), nullable=False, comment="the name in the spool of the last of them"),
    Column("made_at", UtcTime, index=True),
)

HOLDS = Table(
    "holds",
    METADATA,
    _call_sid(),
    Column("at", UtcTime, nullable=False),
    Column("until", UtcTime, comment="none: until it is released"),
    Column("why", String(200), nullable=False),
)

ERASURES = Table(
    "erasures",
    METADATA,
    Column("receipt", String(32), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("identity", String(32), nullable=False, comment="how it was made sure who asked"),
    Column("calls", Integer, nullable=False),
    Column("rows", JSON, nullable=False, comment="table → rows that were deleted"),
)

OF_PACKING = frozenset({CALLS.c.dead_air_seconds, TURNS.c.answered_seconds})
"""Measured when a journal is packed: what comes late of a call leaves them as they are."""

OF_CONTENT = (SAID, WISHES, AUDIO, JOURNAL, PACKED_JOURNALS, CALL_KEYS, RULES_HELD)
"""Go with what was said; a voicemail loses its recording, a message its number. The journal tells of topics, as names
of rules may, and without words of nothing more than the other tables."""
OF_METADATA = (TURNS, HANDOFFS, DIALS, LINE_EVENTS, VOICEMAILS, MESSAGES)
"""Go with the call; `disclosures` are evidence, and stay longer."""
