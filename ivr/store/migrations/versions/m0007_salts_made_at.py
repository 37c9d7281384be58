"""Since when a call has evidence: its salt goes when the time of evidence is up, also where nothing was said."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEGAN = "SELECT started_at FROM calls WHERE calls.call_sid = evidence_salts.call_sid"


def upgrade() -> None:
    op.add_column("evidence_salts", sa.Column("made_at", sa.DateTime(timezone=True)))
    op.create_index("ix_evidence_salts_made_at", "evidence_salts", ["made_at"])
    op.execute(f"UPDATE evidence_salts SET made_at = ({BEGAN})")  # noqa: S608  # our own words


def downgrade() -> None:
    op.drop_index("ix_evidence_salts_made_at", "evidence_salts")
    op.drop_column("evidence_salts", "made_at")
