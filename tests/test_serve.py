"""The service as a process: what becomes of calls and children when it starts, is told to go, or is killed; and whom
it talks to."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ivr.local_service import started_service
from ivr.settings import Settings, load_settings
from ivr.simulator.command import RunningService

from .source_tree import ROOT
from .told_to_go import QUESTION, descendants, is_gone, pid_of

WHOLE_CALL_SECONDS = 300.0

pytestmark = [
    pytest.mark.engine,
    pytest.mark.rasa,
    pytest.mark.skipif(sys.platform != "linux", reason="watches processes through Linux's /proc and pidfd"),
]


@dataclass
class ToldToGo:
    settings: Settings
    became: dict[str, Any]
    """As `told_to_go` prints it."""
    seen: dict[str, Any]
    """As `scripts/alone.py` tells it."""


@pytest.fixture(scope="module")
def told_to_go(tmp_path_factory: pytest.TempPathFactory) -> ToldToGo:
    """A whole call and the service behind it, where there is nobody else: run once, for it takes half a minute."""
    folder = tmp_path_factory.mktemp("told-to-go")
    environment = {"IVR_DATA_DIR": str(folder), "HOME": str(folder), "PATH": os.environ["PATH"]}
    seen = folder / "seen.json"
    command = [
        sys.executable,
        ROOT / "scripts" / "alone.py",
        "--output",
        seen,
        sys.executable,
        "-m",
        "tests.told_to_go",
    ]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=WHOLE_CALL_SECONDS, check=False
    )
    assert seen.exists(), done.stderr
    assert done.stdout, done.stderr
    return ToldToGo(load_settings(environment, dev=True), json.loads(done.stdout), json.loads(seen.read_text()))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("IVR_DATA_DIR", str(tmp_path))
    return load_settings(dev=True)


@pytest.fixture
def running(settings: Settings) -> Iterator[RunningService]:
    with started_service() as running:
        yield running


def test_a_killed_service_leaves_no_child_behind(running: RunningService) -> None:
    pid = pid_of(running)
    watched = [os.pidfd_open(child) for child in descendants(pid)]
    assert len(watched) >= 6  # transcriber, synthesizer, and leash and program of Rasa and of its actions
    os.kill(pid, signal.SIGKILL)
    assert all(is_gone(watch) for watch in watched)


def test_a_service_told_to_go_finishes_its_calls_and_sends_new_ones_to_an_agent(told_to_go: ToldToGo) -> None:
    became, settings = told_to_go.became, told_to_go.settings
    assert became["failures"] == []
    assert "Dial" in became["next_caller"]
    assert "Connect" not in became["next_caller"]
    assert became["left"] == 0
    logs = [path.read_text() for path in (settings.data_dir / "logs").iterdir()]
    assert any("draining" in log for log in logs)
    private = ("opening hours", "nine to six", QUESTION.caller.number, settings.twilio_auth_token)
    assert [words for words in private for log in logs if words in log.lower()] == []


def test_in_a_whole_call_nobody_but_the_carrier_is_talked_to(told_to_go: ToldToGo) -> None:
    """The stand-in for the carrier is on loopback. Whatever else is looked up or sent to, in vain too, is told."""
    assert told_to_go.became["failures"] == []
    assert told_to_go.became["processes"] >= 7  # the service, transcriber, synthesizer; leash and program of Rasa's two
    assert told_to_go.seen["asked"] == {}
    assert told_to_go.seen["missed"] == 0
    assert told_to_go.seen["looked_at"] > 1000
