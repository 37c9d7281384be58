"""Whole calls: each scenario of tests/calls/ is a test."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from ivr.asgi import Service
from ivr.engines.transcriber import DEADLINE_SECONDS

from .whole_calls import failures_of, serving

CALLS = sorted((Path(__file__).parent / "calls").glob("*.yml"))

pytestmark = [pytest.mark.engine, pytest.mark.rasa]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    async with serving(tmp_path_factory.mktemp("data")) as service:
        yield service


def kill(service: Service, engine: str) -> None:
    """As a crash would: the process is gone, without a word."""
    room = service.room
    assert room is not None
    own_rasa = room.rasa
    assert own_rasa is not None
    workers = {"transcriber": room.transcriber.worker, "synthesizer": room.synthesizer.worker}
    pid = own_rasa.server.pid if engine == "rasa" else workers[engine].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
@pytest.mark.asyncio(loop_scope="session")
async def test_the_call_goes_as_its_scenario_says(path: Path, service: Service, tmp_path: Path) -> None:
    assert await failures_of(path, service, lambda engine: kill(service, engine)) == []


def test_every_scenario_expects_something() -> None:
    assert len(CALLS) >= 15
    assert [path.name for path in CALLS if not yaml.safe_load(path.read_text()).get("expect")] == []


@pytest.mark.asyncio(loop_scope="session")
async def test_no_call_in_audio_time_is_refused_because_the_machine_is_slow(service: Service) -> None:
    assert "admission" not in {task.get_name() for task in asyncio.all_tasks()}


@pytest.mark.asyncio(loop_scope="session")
async def test_no_engine_in_audio_time_fails_because_the_machine_is_slow(service: Service) -> None:
    assert service.room is not None
    assert service.room.transcriber.worker.job.hang_seconds > 4 * DEADLINE_SECONDS
