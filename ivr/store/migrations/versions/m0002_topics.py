"""What sensitive topic a caller spoke of, how urgent the call is, and what must and must not be done."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("topic", sa.String(32), comment="the sensitive topic that the caller spoke of"))
    op.add_column("handoffs", sa.Column("priority", sa.String(16)))
    op.add_column(
        "handoffs",
        sa.Column("flags", sa.JSON(none_as_null=True), comment="what must, and must not, be done for this caller"),
    )


def downgrade() -> None:
    for name in ("flags", "priority", "topic"):
        op.drop_column("handoffs", name)
