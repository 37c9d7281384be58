"""Messages that callers left, fetched from the carrier and sealed; when that was, and when they were gone there."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("voicemails", sa.Column("audio", sa.LargeBinary, comment="the message itself, sealed"))
    op.add_column("voicemails", sa.Column("kept_at", sa.DateTime(timezone=True), comment="fetched and kept here"))
    told = "seen to be gone at the carrier"
    op.add_column("voicemails", sa.Column("gone_at", sa.DateTime(timezone=True), comment=told))


def downgrade() -> None:
    for column in ("gone_at", "kept_at", "audio"):
        op.drop_column("voicemails", column)
