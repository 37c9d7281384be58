"""Which of a supervisor's rules held in a call, and which one decided a turn and where the call went."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    which = "the supervisor's rule that decided it"
    op.add_column("turns", sa.Column("rule", sa.String(64), comment=which))
    op.add_column("handoffs", sa.Column("rule", sa.String(64), comment=which))
    op.create_table(
        "rules_held",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("rule", sa.String(64), primary_key=True),
        sa.Column("turn", sa.Integer, nullable=False, comment="in which it did for the first time"),
        sa.Column("tag", sa.String(64), comment="that it gives the call"),
        sa.Column("alert", sa.Boolean, nullable=False, comment="the log was told"),
    )
    op.create_index("ix_rules_held_tag", "rules_held", ["tag", "call_sid"])


def downgrade() -> None:
    op.drop_table("rules_held")
    op.drop_column("handoffs", "rule")
    op.drop_column("turns", "rule")
