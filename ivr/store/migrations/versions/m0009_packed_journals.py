"""The journal of a call that is over is one block. Rows of older calls are packed by the service, a call at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = "the entries of a call that is over, words and all"
    op.create_table(
        "packed_journals",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False, comment=told),
    )


def downgrade() -> None:
    """Without what was packed: a migration has no keys."""
    op.drop_table("packed_journals")
