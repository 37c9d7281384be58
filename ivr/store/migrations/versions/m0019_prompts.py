"""Prompts have revisions as rules do; their draft stands in the table of that of the rules."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prompt_revisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(16), nullable=False, comment="empty: the file was changed, not the console"),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("version", sa.String(64), nullable=False, comment="sha256 of the text"),
        sa.Column("text", sa.Text, nullable=False, comment="each prompt's text and recording, as JSON"),
    )
    op.create_index("ix_prompt_revisions_version", "prompt_revisions", ["version"])


def downgrade() -> None:
    op.drop_table("prompt_revisions")
    op.execute("DELETE FROM drafts WHERE id <> 1")
