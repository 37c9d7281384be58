"""The pages for operators hold: the unit starts what there is, and a backup made while calls run is one to restore."""

import configparser
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.core.rules import Rules
from ivr.serve import DRAIN_SECONDS
from ivr.settings import VARIABLES
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE

from .source_tree import ROOT

PAGE = (ROOT / "docs" / "operating.md").read_text()
UNIT = ROOT / "deploy" / "candid.service"


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # as systemd writes its names
    read.read(UNIT)
    return read


def test_the_unit_starts_the_service_and_lets_calls_finish() -> None:
    service = unit()["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/ivr serve")
    assert int(service["TimeoutStopSec"]) > DRAIN_SECONDS
    assert service["KillMode"] == "mixed"  # its children are ended by it, not under running calls
    assert service["User"] != "root"
    for name, _, place in (given.partition("=") for given in service["Environment"].split()):
        assert name in VARIABLES.values()
        folder = Path(place).parent if Path(place).suffix else Path(place)
        assert str(folder) in service["ReadWritePaths"].split()
        assert folder.name in service["StateDirectory"].split()


def test_the_page_names_the_units_places() -> None:
    service = unit()["Service"]
    for place in (service["WorkingDirectory"], service["EnvironmentFile"], "deploy/candid.service"):
        assert place in PAGE


def shell(line_with: str, **places: Path) -> str:
    """A line of the page, with its folders set."""
    (line,) = [line.strip() for line in PAGE.splitlines() if line.startswith("    ") and line_with in line]
    return "\n".join([*(f"{name}={place}" for name, place in places.items()), line])


def by_sqlite3(data: Path, backup: Path) -> str:
    return shell('".backup', D=data, B=backup)


def by_python(data: Path, backup: Path) -> str:
    return shell("python3 -c", D=data, B=backup).replace("python3", sys.executable)


@pytest.mark.parametrize("way", [by_sqlite3, by_python])
def test_a_backup_made_while_calls_run_brings_them_back(
    way: Callable[[Path, Path], str], tmp_path: Path, rules: Rules
) -> None:
    if way is by_sqlite3 and not shutil.which("sqlite3"):
        pytest.skip("no sqlite3 on this machine")
    data, backup, restored = (tmp_path / name for name in ("data", "backup", "restored"))
    for folder in (data, backup, restored):
        folder.mkdir()
    running = open_store(data)
    running.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    assert running.flush()
    run(way(data, backup))
    running.begin_call("CA-later", caller=CALLER, line=LINE, rules=rules, ready=True)
    run(shell("cp -a $D/journal", D=data, B=backup))
    running.close()
    shutil.copy(backup / "candid.db", restored)
    shutil.copytree(backup / "journal", restored / "journal")
    again = open_store(restored)
    assert again.flush()
    again.close()
    calls = sqlite3.connect(restored / "candid.db").execute("SELECT call_sid FROM calls").fetchall()
    assert {CALL} <= {call for (call,) in calls} <= {CALL, "CA-later"}


def open_store(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'candid.db'}", folder, "k" * 40).start()


def run(script: str) -> None:
    subprocess.run(["/bin/bash", "-euc", script], check=True)


def test_every_file_that_the_page_names_is_there() -> None:
    for name in re.findall(r"\]\(([^)#:]+)", PAGE):
        assert (ROOT / "docs" / name).resolve().exists(), name
