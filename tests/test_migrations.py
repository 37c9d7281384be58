"""Migrations make exactly the tables that the code uses, and can run as often as the service starts."""

from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ivr.store.database import MIGRATIONS, engine_of, upgrade
from ivr.store.schema import METADATA


def test_migrations_make_the_tables_of_the_schema(url: str) -> None:
    upgrade(url)
    engine = engine_of(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def newest() -> str:
    return max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("m*.py"))


def test_upgrading_twice_changes_nothing(url: str) -> None:
    upgrade(url)
    upgrade(url)
    engine = engine_of(url)
    with engine.connect() as connection:
        at = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all()
    assert at == [newest()]
    engine.dispose()


def test_sqlite_is_in_wal_mode_and_private(tmp_path: Path) -> None:
    path = tmp_path / "candid.db"
    upgrade(f"sqlite:///{path}")
    engine = engine_of(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()
    assert path.stat().st_mode & 0o077 == 0
