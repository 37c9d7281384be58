"""What was said is sealed, under a key for each call.

What older versions left in plain text is set aside here, and sealed by the service when it starts (`left_in_plain`): a
migration has no keys, and a start that is cut short goes on where it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
HELD_CONTENT = ("said", "wishes", "voicemails")


def upgrade() -> None:
    op.drop_index("ix_voicemails_reference", "voicemails")
    for name in HELD_CONTENT:
        if op.get_bind().execute(sa.text(f"SELECT 1 FROM {name} LIMIT 1")).first():  # noqa: S608  # a name of ours
            op.rename_table(name, f"{name}_plain")
        else:
            op.drop_table(name)
    _sealed()
    _keys()


def _sealed() -> None:
    said = "what was said or typed in the journal entry"
    wanted = "what the caller wanted, and gave for a task not done"
    op.create_table(
        "said",
        _sid(),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False, comment=said),
    )
    op.create_table("wishes", _sid(), sa.Column("sealed", sa.LargeBinary, nullable=False, comment=wanted))
    op.create_table(
        "voicemails",
        _sid(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("sealed", sa.LargeBinary, comment="the carrier's id of the recording"),
    )
    op.create_index("ix_voicemails_reference", "voicemails", ["reference"])


def _keys() -> None:
    op.create_table(
        "call_keys",
        _sid(),
        sa.Column("key_id", sa.String(8), primary_key=True, comment="its own among the keys of the call"),
        sa.Column("master", sa.String(16), nullable=False, comment="the master key that locks it"),
        sa.Column("locked", sa.LargeBinary, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_call_keys_master", "call_keys", ["master"])
    op.create_index("ix_call_keys_made_at", "call_keys", ["made_at"])


def _sid() -> sa.Column[str]:
    return sa.Column("call_sid", sa.String(64), primary_key=True)


def downgrade() -> None:
    """The tables as they were, without what was sealed: an older version could not read it."""
    for name in (*HELD_CONTENT, "call_keys"):
        op.drop_table(name)
    op.create_table("said", _sid(), sa.Column("seq", sa.Integer, primary_key=True), sa.Column("words", sa.JSON))
    op.create_table("wishes", _sid(), sa.Column("words", sa.Text), sa.Column("given", sa.JSON(none_as_null=True)))
    op.create_table(
        "voicemails",
        _sid(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("recording_sid", sa.String(64), nullable=False),
    )
    op.create_index("ix_voicemails_reference", "voicemails", ["reference"])
