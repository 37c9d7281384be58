"""What deletes records needs: since when each is kept, what is on hold, what was erased; and a number's last digits."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BEGAN = "SELECT started_at FROM calls WHERE calls.call_sid = disclosures.call_sid"


def upgrade() -> None:
    ends = sa.Column(
        "caller_ends", sa.String(3), nullable=False, server_default="", comment="the number's last three digits"
    )
    op.add_column("calls", ends)
    erased = "the caller was forgotten: nothing more is kept of the call"
    op.add_column("calls", sa.Column("erased_at", MOMENT, comment=erased))
    op.create_index("ix_calls_erased_at", "calls", ["erased_at"])
    op.add_column("disclosures", sa.Column("at", MOMENT))
    op.create_index("ix_disclosures_at", "disclosures", ["at"])
    op.execute(f"UPDATE disclosures SET at = ({BEGAN})")  # noqa: S608  # our own words
    op.create_table(
        "holds",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, comment="none: until it is released"),
        sa.Column("why", sa.String(200), nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("receipt", sa.String(32), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("identity", sa.String(32), nullable=False, comment="how it was made sure who asked"),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("rows", sa.JSON, nullable=False, comment="table → rows that were deleted"),
    )


def downgrade() -> None:
    for name in ("erasures", "holds"):
        op.drop_table(name)
    op.drop_index("ix_disclosures_at", "disclosures")
    op.drop_column("disclosures", "at")
    op.drop_index("ix_calls_erased_at", "calls")
    for name in ("erased_at", "caller_ends"):
        op.drop_column("calls", name)
