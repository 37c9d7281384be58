"""What calls are searched and reported by: how long they were, how soon answers came, and indexes for both."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_LENGTH = {
    "sqlite": "(julianday(ended_at) - julianday(started_at)) * 86400.0",
    "postgresql": "EXTRACT(EPOCH FROM (ended_at - started_at))",
}


def upgrade() -> None:
    op.add_column("calls", sa.Column("seconds", sa.Float, comment="from the one to the other"))
    longest = "the longest time that nobody was heard; of a packed journal"
    op.add_column("calls", sa.Column("dead_air_seconds", sa.Float, comment=longest))
    answered = "the caller's last sound to our first; of a packed journal"
    op.add_column("turns", sa.Column("answered_seconds", sa.Float, comment=answered))
    of_this = _LENGTH[op.get_bind().dialect.name]
    op.execute(f"UPDATE calls SET seconds = {of_this} WHERE ended_at IS NOT NULL")  # noqa: S608  # our own words
    newest = ["started_at", "call_sid", "disposition", "line", "caller_ends", "seconds"]
    op.create_index("ix_calls_newest", "calls", newest)
    op.create_index("ix_turns_intent", "turns", ["intent", "call_sid"])
    missed = sa.text("outcome IN ('miss', 'nothing_said')")
    op.create_index("ix_turns_missed", "turns", ["call_sid"], sqlite_where=missed, postgresql_where=missed)
    op.create_index("ix_handoffs_where", "handoffs", ["at", "kind", "route", "reason", "call_sid"])


def downgrade() -> None:
    op.drop_index("ix_handoffs_where", "handoffs")
    op.drop_index("ix_turns_missed", "turns")
    op.drop_index("ix_turns_intent", "turns")
    op.drop_index("ix_calls_newest", "calls")
    op.drop_column("turns", "answered_seconds")
    op.drop_column("calls", "dead_air_seconds")
    op.drop_column("calls", "seconds")
