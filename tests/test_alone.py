"""Nobody but the carrier is talked to: what would is found, and what a library would send of itself is turned off."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .source_tree import ROOT

ALONE = ROOT / "scripts" / "alone.py"
ASKED = 3
LIBRARY = "import onnxruntime"
"""It reports to its maker as soon as it is imported, unless told not to."""
NAME, ADDRESS, SIX = "leak.example", "203.0.113.7", "2001:db8:7::7"
PLANTED = {
    "a name": (f"socket.getaddrinfo('{NAME}', 443)", f"looked up {NAME}"),
    "a connection": (f"socket.create_connection(('{ADDRESS}', 443), 2)", f"to {ADDRESS} port 443"),
    "by IPv6": (f"socket.create_connection(('{SIX}', 443), 2)", f"to {SIX} port 443"),
    "a datagram": (f"socket.socket(2, 2).sendto(b'x', ('{ADDRESS}', 99))", f"udp to {ADDRESS} port 99"),
    "a resolver here": ("socket.socket(2, 2).sendto(b'x', ('127.0.0.53', 53))", "asked for a name at 127.0.0.53"),
}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="networks of one's own and strace are Linux's")


def seen(tmp_path: Path, how: str, program: str) -> tuple[int, list[str]]:
    """The script's end, and whom it says was asked for, of a program that a child of a child runs."""
    told = tmp_path / "seen.json"
    family = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {program!r}]).returncode)"
    command = [sys.executable, str(ALONE), "--how", how, "--output", str(told), sys.executable, "-c", family]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 4 and "nothing can be said" not in done.stderr:
        pytest.skip(f"{how} is not to be had here; the other way is tried, too")
    return done.returncode, list(json.loads(told.read_text())["asked"])


@pytest.mark.parametrize("how", ["network", "strace"])
@pytest.mark.parametrize("what", PLANTED)
def test_whoever_talks_to_others_is_found_whatever_becomes_of_it(tmp_path: Path, how: str, what: str) -> None:
    if how == "strace" and not shutil.which("strace"):
        pytest.skip("strace is not installed; the other way is tried, too")
    attempt, told = PLANTED[what]
    status, asked = seen(tmp_path, how, f"import socket\ntry: {attempt}\nexcept OSError: pass")
    assert status == ASKED
    names = [f"asked for a name at {known}" for known in _resolvers()]  # strace sees whom is asked, and not for what
    assert any(told in one or (what == "a name" and how == "strace" and one in names) for one in asked), asked


def _resolvers() -> list[str]:
    lines = Path("/etc/resolv.conf").read_text().splitlines()
    return [line.split()[1] for line in lines if line.startswith("nameserver")]


def test_who_talks_to_this_machine_alone_is_not_found(tmp_path: Path) -> None:
    here = "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    for how in ("network", "strace"):
        if how == "network" or shutil.which("strace"):
            assert seen(tmp_path, how, here) == (0, [])


def test_the_status_of_the_command_is_told(tmp_path: Path) -> None:
    assert seen(tmp_path, "network", "raise SystemExit(7)") == (7, [])


@pytest.mark.parametrize(("program", "reports"), [(LIBRARY, True), (f"import ivr; {LIBRARY}", False)])
def test_the_library_that_reports_to_its_maker_makes_no_number_of_this_machine(
    tmp_path: Path, program: str, *, reports: bool
) -> None:
    """What it sends comes a minute later; the number that it sends, and what waits to be sent, lie there at once."""
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}  # with CI set it would be still by itself
    subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, check=True)
    assert any(path.is_file() for path in tmp_path.rglob("*")) is reports
