"""A database is used by several at once: a command that is run beside the service takes nothing from under it."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from ivr.store.database import engine_of
from ivr.store.file_watch import FileWatch

BESIDE = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select count(*) from one').fetchall(); c.close()"
)


def test_a_command_beside_the_service_leaves_its_database_whole(tmp_path: Path) -> None:
    path = tmp_path / "candid.db"
    engine = engine_of(f"sqlite:///{path}")
    with engine.connect() as first:
        first.execute(text("create table one (n integer)"))
        first.commit()
        watch = FileWatch(path)
        watch.remember()
        watch.look()
        with engine.connect() as second:  # a new connection, while the first is there
            second.execute(text("select 1"))
        subprocess.run([sys.executable, "-c", BESIDE, str(path)], check=True)
        assert Path(f"{path}-wal").exists(), "the command took itself for the last one there"
        first.execute(text("insert into one values (1)"))
        first.commit()
    subprocess.run([sys.executable, "-c", BESIDE, str(path)], check=True)
    with engine.connect() as third:
        assert third.execute(text("pragma quick_check")).scalar() == "ok"
        assert third.execute(text("select count(*) from one")).scalar() == 1
    engine.dispose()
    assert path.stat().st_mode & 0o077 == 0
