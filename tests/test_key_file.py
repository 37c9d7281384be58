"""The file of master keys: made once, for its owner alone; rotated while others use it; never lost in silence."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.errors import VaultError
from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import Vault

AT = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "master.keys"


def test_it_is_made_at_the_first_start_for_its_owner_alone_and_is_the_same_at_the_next(path: Path) -> None:
    first = KeyFile(path, lambda: AT)
    assert path.stat().st_mode & 0o777 == 0o600
    again = KeyFile(path)
    assert again.newest == first.newest
    assert again.keys[0].made_at == AT
    assert not again.problem


def test_of_two_that_start_at_once_both_have_the_same_key(path: Path) -> None:
    together, made = threading.Barrier(8), []

    def start() -> None:
        together.wait()
        made.append(KeyFile(path).newest)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_rotation_is_noticed_by_a_service_that_runs(path: Path) -> None:
    running, command = KeyFile(path), KeyFile(path)
    old = running.newest
    key = Vault(running).new_key("CA1", AT)
    new = command.rotate()
    assert running.newest == old
    running.look()
    assert running.newest == new.name != old
    assert Vault(running).unsealed("said", 1, key.seal("said", 1, b"x"), (key.kept,)) == b"x"


def test_a_key_that_another_process_made_a_moment_ago_opens_at_once(path: Path) -> None:
    running, command = KeyFile(path), KeyFile(path)
    command.rotate()
    key = Vault(command).new_key("CA1", AT)
    assert Vault(running).unsealed("said", 1, key.seal("said", 1, b"x"), (key.kept,)) == b"x"


def test_a_retired_key_is_destroyed_and_what_it_locked_says_so(path: Path) -> None:
    file = KeyFile(path)
    old = file.newest
    key = Vault(file).new_key("CA1", AT)
    secret = json.loads(path.read_text())["keys"][0]["key"]
    with pytest.raises(VaultError, match="locks new calls"):
        file.retire(old)
    file.rotate()
    file.retire(old)
    assert secret not in path.read_text()
    assert [(k.name == old, k.secret is None) for k in KeyFile(path).keys] == [(False, False), (True, True)]
    with pytest.raises(VaultError, match=f"master key {old} is retired: what it locked cannot be read"):
        Vault(KeyFile(path)).unsealed("said", 1, key.seal("said", 1, b"x"), (key.kept,))


def test_an_unknown_key_cannot_be_retired(path: Path) -> None:
    with pytest.raises(VaultError, match="there is no master key abc"):
        KeyFile(path).retire("abc")


@pytest.mark.parametrize("content", ["", "{}", '{"keys": []}', '{"keys": [{"key": "AAAA"}]}', "\x00" * 40])
def test_a_damaged_file_is_told_and_left_as_it_is_and_calls_are_locked_all_the_same(path: Path, content: str) -> None:
    path.write_text(content)
    file = KeyFile(path)
    assert file.problem.startswith("master.keys:")
    key = Vault(file).new_key("CA1", AT)
    assert Vault(file).unsealed("said", 1, key.seal("said", 1, b"x"), (key.kept,)) == b"x"
    file.look()
    assert path.read_text() == content


def test_once_the_file_is_mended_it_holds_the_key_of_the_meantime_too(path: Path) -> None:
    before = KeyFile(path).newest
    whole = path.read_text()
    path.write_text("spoilt")
    running = KeyFile(path)
    key = Vault(running).new_key("CA1", AT)
    path.write_text(whole)
    running.look()
    assert running.newest == before
    assert not running.problem
    assert Vault(KeyFile(path)).unsealed("said", 1, key.seal("said", 1, b"x"), (key.kept,)) == b"x"


def test_a_folder_that_takes_no_file_costs_nothing_and_gets_it_later(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("")
    file = KeyFile(folder / "master.keys")
    assert file.problem
    folder.unlink()
    file.look()
    assert not file.problem
    assert KeyFile(folder / "master.keys").newest == file.newest


def test_a_file_that_is_taken_away_while_the_service_runs_is_written_again(path: Path) -> None:
    running = KeyFile(path)
    path.unlink()
    running.look()
    assert KeyFile(path).newest == running.newest
