"""docs/assistant.md, followed to its end: the assistant is made, taught the page's skill, trained, tested and rung.

For real, and therefore slow: about a minute and a half on two cores, most of it Rasa's training.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ivr.engines.rasa_server import python_of
from ivr.new_assistant.project import make_project
from ivr.settings import ROOT

from .lessons import FOLDER, RECORDING, follow
from .whole_calls import failures_of, serving

ENOUGH_SECONDS = 900
VALIDATE = ("-m", "rasa", "data", "validate", "--data", "data", "--domain", "domain.yml", "--config", "config.yml")

pytestmark = [pytest.mark.engine, pytest.mark.rasa]


def run(folder: Path, *command: str, **environment: str) -> None:
    """A command that must succeed; what it printed is told when it does not."""
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    done = subprocess.run(  # the page's own
        command,
        cwd=folder,
        env=os.environ | quiet | environment,
        timeout=ENOUGH_SECONDS,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's assistant with the page's skill, trained."""
    folder = tmp_path_factory.mktemp("assistant") / FOLDER
    make_project(folder, "Acme Parcels")
    follow(folder)
    shutil.copy(ROOT / "tests" / "calls" / "audio" / RECORDING, folder / "calls" / "audio")
    data = str(tmp_path_factory.mktemp("data"))
    run(ROOT, sys.executable, "-m", "ivr", "render-prompts", IVR_RASA_DIR=str(folder), IVR_DATA_DIR=data)
    run(ROOT, sys.executable, "-m", "ivr", "check", IVR_RASA_DIR=str(folder), IVR_DATA_DIR=data)
    run(folder, str(python_of(folder)), "train.py")
    return folder


def test_rasa_finds_nothing_wrong_with_its_data_and_its_own_tests_pass(taught: Path) -> None:
    run(taught, str(python_of(taught)), *VALIDATE)
    run(taught, str(python_of(taught)), "-m", "pytest", "-q")


async def test_its_calls_go_as_their_scenarios_say(taught: Path, tmp_path: Path) -> None:
    calls = sorted((taught / "calls").glob("*.yml"))
    assert len(calls) == 3
    async with serving(tmp_path, {"IVR_RASA_DIR": str(taught)}) as service:
        for path in calls:
            assert await failures_of(path, service) == [], path.name
