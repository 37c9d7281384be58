"""Who works with the console, where they are signed in, what they did, and what they set."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people()
    _sittings()
    _audit()
    op.create_table(
        "revisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("person", sa.String(16), nullable=False, comment="empty: the file was changed, not the console"),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("version", sa.String(64), nullable=False, comment="sha256 of the text, as calls keep it"),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_revisions_version", "revisions", ["version"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer, primary_key=True, comment="1: the one draft that all work on"),
        sa.Column("saved", sa.Integer, nullable=False, comment="how often: whoever saves says on which they built"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("person", sa.String(16), nullable=False),
        sa.Column("version", sa.String(64), nullable=False, comment="of the rules that it began with"),
        sa.Column("text", sa.Text, nullable=False),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True, comment="by which they sign in"),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("gone_at", _MOMENT, comment="they may sign in no more"),
        sa.Column("password", sa.String(200), comment="its argon2id hash; none until they have chosen one"),
        sa.Column("second", sa.LargeBinary, comment="the secret of their one-time codes, sealed"),
        sa.Column(
            "second_step", sa.Integer, nullable=False, comment="of the last code that was used: none counts twice"
        ),
        sa.Column("failed", sa.Integer, nullable=False, comment="wrong passwords and codes in a row"),
        sa.Column("wait_until", _MOMENT, comment="until then no password of theirs is looked at"),
        sa.Column("invitation", sa.String(64), comment="sha256 of the link by which they choose a password"),
        sa.Column("invited_until", _MOMENT),
    )
    op.create_index("ix_people_invitation", "people", ["invitation"])


def _sittings() -> None:
    op.create_table(
        "sittings",
        sa.Column("token", sa.String(64), primary_key=True, comment="sha256 of what the browser has"),
        sa.Column("person", sa.String(16), nullable=False),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.Column("browser", sa.String(120), nullable=False),
    )
    op.create_index("ix_sittings_person", "sittings", ["person"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("person", sa.String(16), nullable=False, comment="empty: nobody who was signed in"),
        sa.Column("act", sa.String(40), nullable=False),
        sa.Column("about", sa.String(64), nullable=False, comment="the call, the person, the revision"),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    for column in ("at", "person", "act", "about"):
        op.create_index(f"ix_audit_{column}", "audit", [column])


def downgrade() -> None:
    for table in ("drafts", "revisions", "audit", "sittings", "people"):
        op.drop_table(table)
