"""What befell a call's line, and when each turn was."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = "of the dial, or of the stream; 0: none"
    op.add_column("turns", sa.Column("at", sa.DateTime(timezone=True), comment="when it was taken as finished"))
    op.create_table(
        "line_events",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False, comment=number),
        sa.Column("code", sa.Integer, primary_key=True, autoincrement=False, comment="the carrier's; 0: none"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="for the first time"),
    )
    op.create_index("ix_line_events_code", "line_events", ["code", "call_sid"])


def downgrade() -> None:
    op.drop_table("line_events")
    op.drop_column("turns", "at")
