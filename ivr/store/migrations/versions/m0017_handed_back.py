"""A call may be handed off more than once: each hand-off has a row, its own dials, and whether its caller came back."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_BEFORE = {
    "handoffs": "call_sid, at, kind, route, reason, intent, disposition, topic, priority, flags, rule",
    "wishes": "call_sid, sealed",
}
_INDEX = ("ix_handoffs_where", "handoffs", ["at", "kind", "route", "reason", "call_sid"])


def upgrade() -> None:
    op.drop_index(_INDEX[0], _INDEX[1])
    for name in _BEFORE:
        _make_anew(name, with_place=True)
    op.create_index(*_INDEX)
    which = "for which of the call's they were rung"
    op.add_column("dials", sa.Column("handoff", sa.Integer, nullable=False, server_default="0", comment=which))


def downgrade() -> None:
    op.drop_column("dials", "handoff")
    op.drop_index(_INDEX[0], _INDEX[1])
    for name in _BEFORE:
        op.execute(sa.text(f"DELETE FROM {name} WHERE seq > 0"))  # noqa: S608  # one of the two names above
        _make_anew(name, with_place=False)
    op.create_index(*_INDEX)


def _make_anew(name: str, *, with_place: bool) -> None:
    """SQLite cannot change a table's key."""
    op.rename_table(name, f"{name}_before")
    key: list[sa.Column[Any]] = [sa.Column("call_sid", sa.String(64))]
    if with_place:
        what = "its place, from 0" if name == "handoffs" else "of the hand-off"
        key.append(sa.Column("seq", sa.Integer, autoincrement=False, server_default="0", comment=what))
    rest = _of_wishes() if name == "wishes" else [*_of_handoffs(), *(_of_coming_back() if with_place else [])]
    # On PostgreSQL a key has a name of its own, and the old table's is still there.
    named = f"{name}_{'places' if with_place else 'key'}"
    op.create_table(name, *key, *rest, sa.PrimaryKeyConstraint(*(one.name for one in key), name=named))
    copied = f"INSERT INTO {name} ({_BEFORE[name]}) SELECT {_BEFORE[name]} FROM {name}_before"  # noqa: S608  # likewise
    op.execute(sa.text(copied))
    op.drop_table(f"{name}_before")


def _of_wishes() -> list[sa.Column[Any]]:
    told = "what the caller wanted, and gave for a task not done"
    return [sa.Column("sealed", sa.LargeBinary, nullable=False, comment=told)]


def _of_handoffs() -> list[sa.Column[Any]]:
    return [
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("route", sa.String(64)),
        sa.Column("reason", sa.String(32)),
        sa.Column("intent", sa.String(64)),
        sa.Column("disposition", sa.String(32)),
        sa.Column("topic", sa.String(32), comment="the sensitive topic that the caller spoke of"),
        sa.Column("priority", sa.String(16)),
        sa.Column("flags", sa.JSON(none_as_null=True), comment="what must, and must not, be done for this caller"),
        sa.Column("rule", sa.String(64), comment="the supervisor's rule that decided it"),
    ]


def _of_coming_back() -> list[sa.Column[Any]]:
    told, more = "the agent's word for what was done: a prompt's name", "another came after it"
    return [
        sa.Column("back_at", sa.DateTime(timezone=True), comment="the caller went on with the assistant"),
        sa.Column("back_by", sa.String(16), comment="by whose choice: caller or agent"),
        sa.Column("done", sa.String(64), comment=told),
        sa.Column("followed", sa.Boolean, nullable=False, server_default=sa.text("false"), comment=more),
    ]
