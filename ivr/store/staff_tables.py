"""The tables of who works with the console: people, where they are signed in, what they did, and what they set."""

from sqlalchemy import JSON, Column, Integer, LargeBinary, String, Table, Text

from .metadata import METADATA, UtcTime

PEOPLE = Table(
    "people",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", String(80), nullable=False, unique=True, comment="by which they sign in"),
    Column("role", String(16), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("gone_at", UtcTime, comment="they may sign in no more"),
    Column("password", String(200), comment="its argon2id hash; none until they have chosen one"),
    Column("second", LargeBinary, comment="the secret of their one-time codes, sealed"),
    Column("second_step", Integer, nullable=False, comment="of the last code that was used: none counts twice"),
    Column("failed", Integer, nullable=False, comment="wrong passwords and codes in a row"),
    Column("wait_until", UtcTime, comment="until then no password of theirs is looked at"),
    Column("invitation", String(64), index=True, comment="sha256 of the link by which they choose a password"),
    Column("invited_until", UtcTime),
)

SITTINGS = Table(
    "sittings",
    METADATA,
    Column("token", String(64), primary_key=True, comment="sha256 of what the browser has"),
    Column("person", String(16), nullable=False, index=True),
    Column("began_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("browser", String(120), nullable=False),
)
"""A browser in which somebody is signed in."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("person", String(16), nullable=False, index=True, comment="empty: nobody who was signed in"),
    Column("act", String(40), nullable=False, index=True),
    Column("about", String(64), nullable=False, index=True, comment="the call, the person, the revision"),
    Column("detail", JSON, nullable=False),
)

REVISIONS = Table(
    "revisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("person", String(16), nullable=False, comment="empty: the file was changed, not the console"),
    Column("note", String(500), nullable=False),
    Column("version", String(64), nullable=False, index=True, comment="sha256 of the text, as calls keep it"),
    Column("text", Text, nullable=False),
)
"""The rules that were in force."""

PROMPT_REVISIONS = Table(
    "prompt_revisions",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("person", String(16), nullable=False, comment="empty: the file was changed, not the console"),
    Column("note", String(500), nullable=False),
    Column("version", String(64), nullable=False, index=True, comment="sha256 of the text"),
    Column("text", Text, nullable=False, comment="each prompt's text and recording, as JSON"),
)
"""The prompts that were in force: with numbers of their own, as supervisors count them apart from the rules."""

DRAFTS = Table(
    "drafts",
    METADATA,
    Column("id", Integer, primary_key=True, comment="1: the one draft that all work on"),
    Column("saved", Integer, nullable=False, comment="how often: whoever saves says on which they built"),
    Column("at", UtcTime, nullable=False),
    Column("person", String(16), nullable=False),
    Column("version", String(64), nullable=False, comment="of the rules that it began with"),
    Column("text", Text, nullable=False),
)
"""Of the rules; under 2 that of the prompts."""
