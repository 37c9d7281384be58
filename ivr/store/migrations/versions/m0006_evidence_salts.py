"""What lays the facts of the evidence log to a call: a salt each, and how far its facts are told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_salts",
        sa.Column("call_sid", sa.String(64), primary_key=True),
        sa.Column("instance", sa.String(32), nullable=False, comment="which service's evidence the call is in"),
        sa.Column(
            "salt", sa.String(64), nullable=False, comment="hex; without it no fact of the log can be laid to a call"
        ),
        sa.Column("state", sa.String(16), nullable=False, comment="open, interrupted or ended, by its facts"),
        sa.Column("facts", sa.Integer, nullable=False, comment="in the log; the next has this number"),
        sa.Column("last_fact", sa.String(32), nullable=False, comment="the name in the spool of the last of them"),
    )
    op.create_index("ix_evidence_salts_state", "evidence_salts", ["state"])


def downgrade() -> None:
    op.drop_table("evidence_salts")
