"""Databases for tests: SQLite, and a PostgreSQL: IVR_TEST_POSTGRES_URL, or one started from binaries found here."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.schema import METADATA


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Skips the tests that want it when there is none."""
    given = os.environ.get("IVR_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here: set IVR_TEST_POSTGRES_URL or install initdb and postgres")
    owner = _owner()
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:  # socket paths must be short
        if owner:
            shutil.chown(folder, owner)
        yield from _started(binaries, Path(folder), owner)


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """A database without our tables."""
    engine = engine_of(postgres_server)
    with engine.begin() as connection:
        METADATA.drop_all(connection)
        connection.execute(sa.text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, settings: Settings) -> str:
    """Each of the databases that we promise to work with, in turn."""
    if request.param == "sqlite":
        return settings.effective_database_url
    return str(request.getfixturevalue("postgres_url"))


def _started(binaries: Path, folder: Path, owner: str | None) -> Iterator[str]:
    def run(program: str, *arguments: str) -> None:
        command = [binaries / program, "-D", folder / "data", *arguments]
        quiet = subprocess.DEVNULL
        subprocess.run(command, check=True, stdout=quiet, stderr=quiet, user=owner, cwd=folder)

    run("initdb", "-A", "trust", "-U", "candid", "-N")
    run("pg_ctl", "-w", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
    try:
        yield f"postgresql://candid@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")


def _owner() -> str | None:
    """PostgreSQL does not run as root: then it runs as the user that its package made."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root: set IVR_TEST_POSTGRES_URL")


def _binaries() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if all((f / name).exists() for name in ("initdb", "pg_ctl", "postgres"))), None)
