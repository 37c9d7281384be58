"""Whole calls: each scenario of tests/calls/ is a test."""

import asyncio
import io
import json
import os
import shutil
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
import pytest_asyncio
import yaml
from sqlalchemy import select

from ivr.asgi import Service
from ivr.audio import RATE, pcm_from, resample
from ivr.core.record import FREE
from ivr.engines.transcriber import DEADLINE_SECONDS
from ivr.local_service import listener_for
from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import Vault
from ivr.settings import ROOT
from ivr.simulator.timeline import stretches
from ivr.store.database import engine_of
from ivr.store.recorded import recording_of
from ivr.store.schema import AUDIO

from .whole_calls import failures_of, serving

OUT_OF_HOURS = Path(__file__).parent / "calls" / "out_of_hours" / "zero.yml"
OPTED_OUT = Path(__file__).parent / "calls" / "opted_out"
RECORDED = Path(__file__).parent / "calls" / "recorded" / "agreed.yml"
CALLS = sorted((Path(__file__).parent / "calls").glob("*.yml"))

pytestmark = [pytest.mark.engine, pytest.mark.rasa]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    data = tmp_path_factory.mktemp("data")
    rules = shutil.copy(ROOT / "rules.yml", data / "rules.yml")
    async with serving(data, {"IVR_RULES_FILE": str(rules)}) as service:
        yield service


@contextmanager
def other_rules(service: Service, **changes: object) -> Iterator[None]:
    """The service's rules with these fields, for calls that begin meanwhile."""
    path = service.settings.rules_file
    before = path.read_text()
    try:
        path.write_text(json.dumps(yaml.safe_load(before) | changes))
        take_up(service)
        yield
    finally:
        path.write_text(before)
        take_up(service)


def take_up(service: Service) -> None:
    """A change is in force once it was the same in two looks."""
    for _ in range(2):
        service.rules.look()
    assert service.rules.problem == ""


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


@pytest.mark.asyncio(loop_scope="session")
async def test_who_wants_a_person_out_of_hours_is_told_so_once_and_leaves_a_message(service: Service) -> None:
    holidays = [{"date": "2020-01-01", "until": "2199-12-31", "closed": True}]
    routes = {name: {"agents": ["+15005550001"], "exceptions": holidays} for name in service.rules.current().routes}
    with other_rules(service, routes=routes):
        assert await failures_of(OUT_OF_HOURS, service) == []


@pytest.mark.parametrize("calls", [["never_again", "the_next_call", "the_next_call"], ["withheld", "withheld_again"]])
@pytest.mark.asyncio(loop_scope="session")
async def test_who_wants_no_machine_ever_is_answered_by_a_person_the_next_time_if_they_can_be_known(
    calls: list[str], service: Service
) -> None:
    for name in calls:
        assert await failures_of(OPTED_OUT / f"{name}.yml", service) == []


@pytest.mark.asyncio(loop_scope="session")
async def test_three_choices_in_one_call_are_three(service: Service) -> None:
    assert await failures_of(OPTED_OUT / "three_choices.yml", service) == []


@pytest.mark.asyncio(loop_scope="session")
async def test_who_agrees_is_recorded_both_sides_apart_until_the_call_leaves(service: Service) -> None:
    with other_rules(service, recording="ask"):
        assert await failures_of(RECORDED, service) == []
    await all_recorded(service)
    left, right = await words_of(recording_in(service), service)
    assert "return something" in left
    assert "human" in left, "what was said last is in it"
    assert "post office" in right
    assert [words for words in ("may we record", "yes, please") if words in left + right] == [], "consent comes first"
    assert "you're speaking with a person" not in right, "with the agent nothing is recorded"


async def all_recorded(service: Service) -> None:
    """Calls are faster here than any caller speaks; what is recorded of them comes behind."""
    assert service.room is not None
    done = threading.Event()
    service.room.deck.afterwards(done.set)
    assert await asyncio.to_thread(done.wait, 30.0)
    assert await asyncio.to_thread(service.store.flush)


def recording_in(service: Service) -> npt.NDArray[np.float32]:
    """The one that there is: two sides at 48 kHz."""
    engine = engine_of(service.settings.effective_database_url)
    vault = Vault(KeyFile(service.settings.effective_master_key_file))
    with engine.connect() as connection:
        [call] = connection.execute(select(AUDIO.c.call_sid).distinct()).scalars()
    ogg = recording_of(engine, vault, call)
    engine.dispose()
    with av.open(io.BytesIO(ogg)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


async def words_of(sides: npt.NDArray[np.float32], service: Service) -> list[str]:
    heard = []
    async with listener_for(service.settings)() as whisper:
        for side in sides:
            parts = stretches(pcm_from(resample(side, 48_000, RATE)))
            heard.append(" ".join([(await whisper.transcribe(part, FREE)).text for part in parts]).lower())
    return heard


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
