"""The table of what befell a call's line: the carrier's codes, streams that were lost, a service that died."""

from sqlalchemy import Column, Index, Integer, String, Table

from .metadata import METADATA, UtcTime

LINE_EVENTS = Table(
    "line_events",
    METADATA,
    Column("call_sid", String(64), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False, comment="of the dial, or of the stream; 0: none"),
    Column("code", Integer, primary_key=True, autoincrement=False, comment="the carrier's; 0: none"),
    Column("at", UtcTime, nullable=False, comment="for the first time"),
    Index("ix_line_events_code", "code", "call_sid"),
)
"""Each is told once, however often it comes. Of a call without trouble there is none."""
