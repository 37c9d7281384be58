"""What a caller gave for a task that was not done, so that the agent need not ask for it again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    about = "what the caller gave for a task that was not done"
    op.add_column("wishes", sa.Column("given", sa.JSON(none_as_null=True), comment=about))


def downgrade() -> None:
    op.drop_column("wishes", "given")
