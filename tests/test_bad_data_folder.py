"""A data folder that takes no writes from the start costs the record, not the calls; and it is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.core.rules import Rules
from ivr.errors import CandidError
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.spool import Spool
from ivr.store.store import Store
from tests.conftest import CALL, dialled_numbers
from tests.served import served

LINE = b'{"call_sid":"CA1","table":"ends"}\n'


def a_file_in_its_place(folder: Path) -> None:
    folder.write_text("")


def a_folder_that_cannot_be_made(folder: Path) -> None:
    folder.symlink_to("/proc/nowhere")


def a_journal_that_is_a_file(folder: Path) -> None:
    folder.mkdir()
    (folder / "journal").write_text("")


def a_claim_that_is_a_folder(folder: Path) -> None:
    (folder / "journal" / "claim").mkdir(parents=True)


BAD = [a_file_in_its_place, a_folder_that_cannot_be_made, a_journal_that_is_a_file, a_claim_that_is_a_folder]


@pytest.mark.parametrize("spoil", BAD)
def test_the_service_answers_and_tells_that_nothing_is_kept(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    folder = tmp_path / "data"
    spoil(folder)
    with served(folder, {"IVR_MODELS_DIR": str(tmp_path / "none")}) as service:
        answer = service.ask("/voice/incoming", CallSid=CALL)
        health = service.get("/healthz")
    assert len(dialled_numbers(answer)) == 1
    assert health.status_code == 200
    assert health.json()["status"] == "degraded"


@pytest.mark.parametrize("spoil", BAD)
def test_calls_go_on_in_memory_alone(
    tmp_path: Path, settings: Settings, rules: Rules, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "data"
    spoil(folder)
    store = Store(f"sqlite:///{folder / 'candid.db'}", folder, settings.secret_key).start()
    store.begin_call(CALL, caller="+14155550100", line="+18005550199", rules=rules, ready=True)
    store.save_handoff(CALL, HandOff("transfer", route="orders"))
    record = store.call(CALL)
    assert record is not None
    assert record.handoff == HandOff("transfer", route="orders")
    assert store.state()["state"] == "degraded"
    store.close(0.0)


def test_a_folder_that_takes_writes_again_gets_what_waited(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("")
    spool = Spool(folder / "journal")
    spool.append([LINE], essential=True)
    assert spool.disk_failed
    folder.unlink()
    spool.append([LINE], essential=True)
    assert not spool.disk_failed
    assert [path.read_bytes() for path in spool.take().segments] == [LINE * 2]
    spool.close()


def test_a_disk_that_is_full_at_the_start_costs_the_record_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_text", full)
    monkeypatch.setattr(os, "write", full)
    spool = Spool(tmp_path / "journal")
    spool.append([LINE], essential=True)
    assert spool.instance
    assert spool.disk_failed
    assert spool.take().lines == (LINE,)
    spool.close()


def test_a_folder_that_another_service_holds_still_stops_the_start(tmp_path: Path) -> None:
    first = Spool(tmp_path)
    with pytest.raises(CandidError, match="in use by another service"):
        Spool(tmp_path)
    first.close()
