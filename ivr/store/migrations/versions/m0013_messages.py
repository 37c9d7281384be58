"""What callers leave for people to do, who does it and what became of it. Voicemails that are still here come first."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "messages",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False, comment="its place among the call's"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False, comment="what the caller was told; may be empty"),
        sa.Column("route", sa.String(64), comment="whose agents are to do it"),
        sa.Column("at", moment, nullable=False),
        sa.Column("due_at", moment, comment="none: not reckoned yet"),
        sa.Column("claimed_by", sa.String(64)),
        sa.Column("claimed_at", moment),
        sa.Column("done_at", moment),
        sa.Column("done_by", sa.String(64)),
        sa.Column("outcome", sa.String(16)),
        sa.Column("told_at", moment, comment="that it came was told to the operator's desk"),
        sa.Column("overdue_told_at", moment, comment="that it is overdue was"),
        sa.Column("sealed", sa.LargeBinary, comment="the number to ring"),
    )
    for column in ("reference", "at", "due_at", "done_at"):
        op.create_index(f"ix_messages_{column}", "messages", [column])
    # Nobody is told of what came before there was anybody to be told.
    op.execute(
        "INSERT INTO messages (call_sid, seq, kind, reference, route, at, told_at, overdue_told_at) "
        "SELECT v.call_sid, 1, 'voicemail', v.reference, h.route, v.at, v.at, v.at "
        "FROM voicemails v LEFT JOIN handoffs h ON h.call_sid = v.call_sid "
        "WHERE v.sealed IS NOT NULL OR v.audio IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("messages")
