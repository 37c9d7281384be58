"""Whole calls with the real Whisper, Rasa, pyttsx3, webhooks and media stream; only the phone company is a stand-in.

Each scenario of tests/calls/ is a test. In audio time: frames go as fast as they are dealt with.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import yaml

from ivr.asgi import Service, create_asgi
from ivr.local_service import listener_for
from ivr.settings import load_settings
from ivr.simulator import call as simulator
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.scenario import load_scenario

CALLS = sorted((Path(__file__).parent / "calls").glob("*.yml"))
READY_SECONDS = 120.0

pytestmark = [pytest.mark.engine, pytest.mark.rasa]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    environment = {
        "IVR_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "IVR_PUBLIC_URL": "https://ivr.example.com/phone",
    }
    service = Service(load_settings(environment, dev=True), dev=True, clock_is_audio=True)
    await service.start()
    yield service
    await service.stop()


def kill(service: Service, engine: str) -> None:
    """As a crash would: the process is gone, without a word."""
    own_rasa = service.rasa
    assert own_rasa is not None
    workers = {"transcriber": service.transcriber.worker, "synthesizer": service.synthesizer.worker}
    pid = own_rasa.server.pid if engine == "rasa" else workers[engine].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


@pytest.mark.parametrize("path", CALLS, ids=lambda path: path.stem)
@pytest.mark.asyncio(loop_scope="session")
async def test_the_call_goes_as_its_scenario_says(path: Path, service: Service, tmp_path: Path) -> None:
    await service.warm(READY_SECONDS)
    settings = service.settings
    called = simulator.Service(
        settings.public_url,
        settings.twilio_auth_token,
        prompt_texts(settings),
        route_agents(settings),
        lambda engine: kill(service, engine),
    )
    transport = InProcessTransport(create_asgi(service), service.activity.settled)
    try:
        report = await simulator.run_call(load_scenario(path), transport, called, listener=listener_for(settings))
    finally:
        await transport.aclose()
    assert report.failures == []


def test_every_scenario_expects_something() -> None:
    assert len(CALLS) >= 15
    assert [path.name for path in CALLS if not yaml.safe_load(path.read_text()).get("expect")] == []


@pytest.mark.asyncio(loop_scope="session")
async def test_no_call_in_audio_time_is_refused_because_the_machine_is_slow(service: Service) -> None:
    assert "admission" not in {task.get_name() for task in asyncio.all_tasks()}
