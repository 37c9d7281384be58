"""When an agent took a call: how long callers wait for a person is counted to that moment."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dials", sa.Column("answered_at", sa.DateTime(timezone=True), comment="an agent took the call"))


def downgrade() -> None:
    op.drop_column("dials", "answered_at")
