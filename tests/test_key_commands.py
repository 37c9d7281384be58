"""`ivr keys`: a new master key beside a service that runs, and the end of an old one, without a call that is lost."""

import base64
import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.core.rules import Rules
from ivr.doctor.master_keys import master_keys
from ivr.privacy.key_file import KeyFile
from ivr.settings import Settings
from ivr.store.store import Store
from tests.test_sealed_records import KEPT, OpenStore, call_of_many_words
from tests.test_store import CALL, rows


def typed(settings: Settings, *words: str, **more: str) -> Result:
    return CliRunner().invoke(main, [*words], env={"IVR_DATA_DIR": str(settings.data_dir), **more})


@pytest.fixture
def calls(open_store: OpenStore, rules: Rules, settings: Settings) -> Store:
    store = open_store()
    for number in range(3):
        call_of_many_words(store, rules, f"CA{number}")
    call_of_many_words(store, rules)
    assert store.flush()
    return store


def masters_of(settings: Settings) -> list[object]:
    return [row["master"] for row in rows(settings.effective_database_url, "SELECT DISTINCT master FROM call_keys")]


def test_a_rotation_beside_a_running_service_locks_every_call_anew_and_all_are_read(
    calls: Store, settings: Settings, open_store: OpenStore
) -> None:
    [old] = masters_of(settings)
    done = typed(settings, "keys", "rotate")
    assert done.exit_code == 0, done.output
    new = KeyFile(settings.data_dir / "master.keys").newest
    assert masters_of(settings) == [new] != [old]
    assert f"{new} locks new calls" in done.output
    listed = typed(settings, "keys", "list").output.splitlines()
    assert [line.split()[0] for line in listed] == [new, old]
    assert "locks new calls, 4 calls" in listed[0]
    assert "only opens, no call" in listed[1]
    calls.close()
    assert open_store().journal(CALL) == KEPT


def test_a_retired_key_is_gone_and_calls_that_were_locked_anew_are_read_all_the_same(
    calls: Store, settings: Settings, open_store: OpenStore
) -> None:
    [old] = masters_of(settings)
    assert typed(settings, "keys", "rotate").exit_code == 0
    done = typed(settings, "keys", "retire", str(old))
    assert done.exit_code == 0, done.output
    calls.close()
    assert open_store().journal(CALL) == KEPT


def test_a_key_that_calls_still_need_is_not_retired_unless_it_is_wanted(calls: Store, settings: Settings) -> None:
    [old] = masters_of(settings)
    KeyFile(settings.data_dir / "master.keys").rotate()
    refused = typed(settings, "keys", "retire", str(old))
    assert refused.exit_code == 1
    assert f"master key {old} still locks 4 calls: `ivr keys relock` first" in refused.output
    done = typed(settings, "keys", "retire", str(old), "--even-if-needed")
    assert done.exit_code == 0
    assert "retired" in typed(settings, "keys", "list").output


def test_the_newest_key_is_not_retired(calls: Store, settings: Settings) -> None:
    [only] = masters_of(settings)
    refused = typed(settings, "keys", "retire", str(only), "--even-if-needed")
    assert refused.exit_code == 1
    assert "`ivr keys rotate` first" in refused.output


def test_the_service_itself_locks_anew_what_an_older_key_locks(
    open_store: OpenStore, rules: Rules, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.store.housekeeping.LOCKS_SECONDS", 0.0)
    store = open_store()
    call_of_many_words(store, rules)
    assert store.flush()
    new = KeyFile(settings.data_dir / "master.keys").rotate()
    for _ in range(50):
        store.append(CALL, [])
        store.over(CALL)  # something to write, so that the thread goes round
        assert store.flush()
        if masters_of(settings) == [new.name]:
            return
    pytest.fail("it still waits for the old one")


def test_keys_of_the_environment_are_listed_and_rotated_there(calls: Store, settings: Settings) -> None:
    given = base64.b64encode(os.urandom(32)).decode()
    listed = typed(settings, "keys", "list", IVR_MASTER_KEY=given)
    assert "from the environment  locks new calls" in listed.output
    assert "NOT HERE: put it back, or 4 calls cannot be read" in listed.output
    refused = typed(settings, "keys", "rotate", IVR_MASTER_KEY=given)
    assert refused.exit_code == 1
    assert "put a new one before it" in refused.output
    assert given not in listed.output + refused.output


def test_without_a_database_the_command_says_so(settings: Settings) -> None:
    told = typed(settings, "keys", "list")
    assert told.exit_code == 1
    assert "there is no database yet" in told.output


# What the doctor sees


def test_the_doctor_finds_keys_that_others_can_read(calls: Store, settings: Settings) -> None:
    file = settings.data_dir / "master.keys"
    assert master_keys(settings).well
    file.chmod(0o640)
    found = master_keys(settings)
    assert not found.well
    assert "can be read by others" in found.what


def test_the_doctor_finds_that_the_keys_of_calls_on_record_are_gone(calls: Store, settings: Settings) -> None:
    calls.close()
    (settings.data_dir / "master.keys").unlink()
    found = master_keys(settings)
    assert not found.well
    assert "4 calls need it" in found.what
    KeyFile(settings.data_dir / "master.keys")
    assert "not here: " in master_keys(settings).what


def test_the_doctor_advises_to_keep_them_elsewhere(calls: Store, settings: Settings, tmp_path: Path) -> None:
    assert master_keys(settings).advice
    calls.close()
    (tmp_path / "elsewhere").mkdir()
    elsewhere = tmp_path / "elsewhere" / "master.keys"
    (settings.data_dir / "master.keys").rename(elsewhere)
    moved = master_keys(replace(settings, master_key_file=str(elsewhere)))
    assert moved.well
    assert not moved.advice


def test_the_doctor_makes_no_keys(settings: Settings) -> None:
    assert master_keys(settings).well
    assert not (settings.data_dir / "master.keys").exists()
