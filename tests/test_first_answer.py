"""Started anew, the service answers callers before anything heavy is loaded, and knows those it had."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from ivr.asgi import Service
from ivr.core.record import Reason
from ivr.engine_room import EngineRoom
from ivr.errors import EngineError
from ivr.ports import HandOff
from ivr.settings import Settings, load_settings
from ivr.store.store import Store
from ivr.written.rules_file import read_rules
from tests.conftest import dialled_numbers, said, verbs
from tests.served import served

HEAVY = {
    *("numpy", "onnxruntime", "soundfile", "soxr", "sqlalchemy", "alembic", "httpx", "matplotlib", "faster_whisper"),
    *("ivr.engine_room", "ivr.call.exchange", "ivr.core.words.requests", "ivr.audio", "ivr.simulator"),
}
CALL = "CA00000000000000000000000000000077"


def test_nothing_heavy_is_loaded_before_the_first_answer() -> None:
    assert all(find_spec(name) for name in HEAVY), "what is not there is never loaded"
    program = f"import sys, ivr.cli, ivr.asgi, ivr.serve; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture
def left_behind(tmp_path: Path) -> Callable[..., Settings]:
    """What a killed process leaves: a call that was handed off to `route`, in the spool or in the database alone."""

    def leave(route: str | None, *, written: bool) -> Settings:
        settings = load_settings({"IVR_DATA_DIR": str(tmp_path)}, dev=True)
        rules = read_rules(settings.rules_file)
        store = Store(settings.effective_database_url, tmp_path, settings.secret_key)
        if written:
            store.start()
        store.begin_call(CALL, caller="+14155550100", line="+15005550100", rules=rules, ready=True)
        if route:
            store.save_handoff(CALL, HandOff("transfer", route=route, reason=Reason.CALLER_ASKED))
        if written:
            assert store.flush()
        store.close()
        return settings

    return leave


@pytest.mark.parametrize("written", [False, True], ids=["in the spool", "in the database"])
def test_a_caller_of_the_killed_process_reaches_the_route_that_they_were_on_the_way_to(
    left_behind: Callable[..., Settings], tmp_path: Path, *, written: bool
) -> None:
    settings = left_behind("orders", written=written)
    wanted = read_rules(settings.rules_file).routes["orders"].agents[0]
    with served(tmp_path) as service:
        answer = service.ask("/voice/next", CallSid=CALL)
    assert dialled_numbers(answer) == [wanted]


@pytest.mark.parametrize("path", ["/voice/next", "/voice/incoming"])
def test_a_caller_of_the_killed_process_who_was_talking_reaches_a_person(
    left_behind: Callable[..., Settings], tmp_path: Path, path: str
) -> None:
    left_behind(None, written=False)
    with served(tmp_path) as service:
        answer = service.ask(path, CallSid=CALL)
    assert verbs(answer)[-1] in {"Dial", "Say", "Connect"}
    assert "ended" not in said(answer)


def test_a_new_caller_is_put_through_to_a_person_while_engines_are_missing_and_health_pages_say_so(
    tmp_path: Path,
) -> None:
    with served(tmp_path) as service:
        answer = service.ask("/voice/incoming", CallSid="CA00000000000000000000000000000078")
        ready = service.get("/readyz")
    assert "can't take your call right now" in said(answer)
    assert answer.find("Dial") is not None
    assert ready.status_code == 503
    assert ready.json()["parts"]["transcriber"]["state"] in {"starting", "failed"}


async def test_engines_that_cannot_be_loaded_are_told_with_what_to_do(tmp_path: Path) -> None:
    given = {"IVR_DATA_DIR": str(tmp_path / "data"), "IVR_MODELS_DIR": str(tmp_path / "none")}
    service = Service(load_settings(given, dev=True), dev=True)
    await service.start()
    try:
        with pytest.raises(EngineError, match=r"missing from the models folder: run `make models`"):
            await service.warm(60.0)
        assert not service.can_take_call()
        assert service.parts()["detector"]["state"] == "failed"
    finally:
        await service.stop()


async def test_a_bug_in_loading_the_engines_leaves_the_web_side_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> EngineRoom:
        raise RuntimeError("a library that does not load")

    monkeypatch.setattr("ivr.engine_room.EngineRoom", broken)
    service = Service(load_settings({"IVR_DATA_DIR": str(tmp_path)}, dev=True), dev=True)
    await service.start()
    try:
        with pytest.raises(EngineError, match="RuntimeError"):
            await service.warm(60.0)
        record = service.store.begin_call(
            CALL, caller="", line="", rules=service.rules.current(), ready=service.can_take_call()
        )
        assert not record.admitted
        assert record.started_at <= datetime.now(UTC)
    finally:
        await service.stop()


def test_a_call_loads_nothing_of_a_language_that_only_the_lines_are_checked_by() -> None:
    program = "import sys, ivr.core.call; print([name for name in sys.modules if 'honesty' in name or 'slips' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
