"""Recordings of calls whose callers agreed, in sealed pieces."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audio",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False, comment="its place among the pieces"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False, comment="a piece of the recording"),
    )
    op.create_index("ix_audio_at", "audio", ["at"])


def downgrade() -> None:
    op.drop_table("audio")
