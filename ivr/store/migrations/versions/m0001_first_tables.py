"""The first tables: calls and what happened in them, and apart from that what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _calls()
    _what_happened()
    _what_was_said()
    _ways_out()


def _sid() -> sa.Column[str]:
    return sa.Column("call_sid", sa.String(64), primary_key=True)


def _calls() -> None:
    op.create_table(
        "calls",
        _sid(),
        sa.Column(
            "instance",
            sa.String(32),
            nullable=False,
            comment="which service took it: its data folder's name for itself",
        ),
        sa.Column("caller", sa.String(64), nullable=False, comment="keyed hash of the number; empty when withheld"),
        sa.Column("line", sa.String(32), nullable=False, comment="the number that was called"),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("rules_version", sa.String(64), nullable=False),
        sa.Column(
            "admitted", sa.Boolean, nullable=False, comment="the assistant took it; otherwise an agent did at once"
        ),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("over", sa.Boolean, nullable=False, comment="the carrier has said that it ended"),
        sa.Column("disposition", sa.String(32)),
        sa.Column("streams_started", sa.Integer, nullable=False),
        sa.Column("resumes", sa.Integer, nullable=False),
    )
    op.create_index("ix_calls_started_at", "calls", ["started_at"])
    op.create_index("ix_calls_disposition", "calls", ["disposition"])


def _what_happened() -> None:
    op.create_table(
        "turns",
        _sid(),
        sa.Column("turn", sa.Integer, primary_key=True),
        sa.Column("at_seconds", sa.Float, nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("transcript_confidence", sa.Float),
        sa.Column("intent", sa.String(64)),
        sa.Column("intent_confidence", sa.Float),
        sa.Column("outcome", sa.String(64)),
        sa.Column("why", sa.Text),
        sa.Column("speech_seconds", sa.Float),
        sa.Column("waited_seconds", sa.Float),
    )
    op.create_table(
        "disclosures",
        _sid(),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("prompt", sa.String(64), nullable=False),
        sa.Column("started_seconds", sa.Float, nullable=False),
        sa.Column("ended_seconds", sa.Float, nullable=False),
        sa.Column("clip_seconds", sa.Float, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("cut_by", sa.String(64)),
    )
    op.create_table(
        "journal",
        _sid(),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at_seconds", sa.Float, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
    )


def _what_was_said() -> None:
    op.create_table(
        "said",
        _sid(),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column(
            "words", sa.JSON, nullable=False, comment="dotted path in the journal entry → what was said or typed"
        ),
    )
    op.create_table("wishes", _sid(), sa.Column("words", sa.Text, nullable=False))


def _ways_out() -> None:
    op.create_table(
        "handoffs",
        _sid(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("route", sa.String(64)),
        sa.Column("reason", sa.String(32)),
        sa.Column("intent", sa.String(64)),
        sa.Column("disposition", sa.String(32)),
    )
    op.create_table(
        "dials",
        _sid(),
        sa.Column("attempt", sa.Integer, primary_key=True),
        sa.Column("route", sa.String(64), nullable=False),
        sa.Column("agent", sa.Integer, nullable=False, comment="index among the route's agents"),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("bridged", sa.Boolean, nullable=False),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("leg", sa.String(64), nullable=False),
    )
    op.create_table(
        "voicemails",
        _sid(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("recording_sid", sa.String(64), nullable=False),
    )
    op.create_index("ix_voicemails_reference", "voicemails", ["reference"])


def downgrade() -> None:
    for name in ["voicemails", "dials", "handoffs", "wishes", "said", "journal", "disclosures", "turns", "calls"]:
        op.drop_table(name)
