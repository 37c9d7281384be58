"""What callers chose for later calls: no machine, no recording, no training."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "choices",
        sa.Column("caller", sa.String(64), primary_key=True, comment="keyed hash of the number"),
        sa.Column("choice", sa.String(32), primary_key=True),
        sa.Column("stands", sa.Boolean, nullable=False, comment="false: it was taken back"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(16), nullable=False, comment="voice, key, agent or operator"),
        sa.Column("state", sa.String(32), nullable=False, comment="where the call stood"),
        sa.Column("call_sid", sa.String(64), nullable=False, comment="on which it was made; empty by the operator"),
    )
    op.create_index("ix_choices_at", "choices", ["at"])


def downgrade() -> None:
    op.drop_table("choices")
