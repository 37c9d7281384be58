"""The evidence log: durable, once each, one writer, and whole again after a crash at any byte."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ivr.evidence import files
from ivr.evidence.audit import verify_log
from ivr.evidence.checkpoint import checked_checkpoint, read_checkpoint
from ivr.evidence.leaf import LeafError, leaf_of, read_leaf
from ivr.evidence.log import EvidenceError, EvidenceLog
from ivr.evidence.note import SigningKey
from ivr.evidence.tiles import WIDTH, DamagedError, tile_path
from ivr.evidence.tree import Peaks, is_consistent, leaf_hash, root_by_inclusion

from .evidence import NOON, Clock, call_facts, log_of, open_log, token
from .source_tree import ROOT


def root_over(entries: list[bytes]) -> bytes:
    peaks = Peaks()
    for entry in entries:
        peaks.add(leaf_hash(entry))
    return peaks.root()


def test_facts_are_kept_in_order_and_proved(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    assert log.append(call_facts(1)) == range(0, 4)
    assert log.append(call_facts(2)) == range(4, 8)
    entries = [*call_facts(1), *call_facts(2)]
    assert log.size == 8
    assert log.entries(0, 8) == entries
    assert log.entries(3, 5) == entries[3:5]
    assert log.root() == root_over(entries)
    assert root_by_inclusion(5, 8, leaf_hash(entries[5]), log.inclusion(5, 8)) == log.root()
    assert is_consistent(3, 8, root_over(entries[:3]), log.root(), log.consistency(3, 8))


def test_a_fact_that_is_told_twice_stands_once(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    facts = call_facts(1)
    log.append(facts[:3])
    assert log.append(facts) == range(3, 4)
    assert log.append(facts) == range(4, 4)
    assert log.append([*call_facts(2), *call_facts(2)]) == range(4, 8)
    log.close()
    again = open_log(tmp_path)
    assert again.append(facts) == range(8, 8)
    assert again.entries(0, 8) == [*facts, *call_facts(2)]
    assert again.state()["state"] == "ok"


def test_of_two_facts_under_one_number_the_first_holds_and_it_is_told(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append(call_facts(1))
    other = leaf_of("person_dialled", NOON, token(1), 0, {"attempt": 1, "after_ms": 9})
    assert log.append([other]) == range(4, 4)
    assert log.entries(0, 9) == call_facts(1)
    assert log.state()["state"] == "degraded"
    assert "1 facts told twice and differently" in log.state()["detail"]


def test_what_is_no_fact_is_refused_and_nothing_with_it_is_kept(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    with pytest.raises(LeafError):
        log.append([call_facts(1)[0], b'{"said":"my name is Ann"}'])
    assert log.size == 0


def test_a_log_of_many_bundles_is_the_same_when_it_is_opened_again(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    entries = [fact for number in range(200) for fact in call_facts(number)]
    for at in range(0, len(entries), 150):
        log.append(entries[at : at + 150])
    assert log.entries(0, len(entries)) == entries
    assert log.root() == root_over(entries)
    log.close()
    again = open_log(tmp_path)
    assert again.size == len(entries)
    assert again.root() == root_over(entries)
    again.append(call_facts(300))
    assert again.root() == root_over([*entries, *call_facts(300)])
    for size in (1, 255, 256, 257, 512, 804):
        path = again.inclusion(size - 1, size)
        entry = again.entries(size - 1, size)[0]
        assert root_by_inclusion(size - 1, size, leaf_hash(entry), path) == root_over(again.entries(0, size))


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    with pytest.raises(EvidenceError, match="open in another"):
        open_log(tmp_path)
    log.close()
    open_log(tmp_path).close()


def test_no_committed_fact_is_lost_wherever_a_write_is_cut_off(tmp_path: Path) -> None:
    """Cut at every tenth byte of what the write added: before, it is not there, and after, it is there whole."""
    log = open_log(tmp_path / "log")
    log.append(call_facts(1))
    before = {path.name: path.stat().st_size for path in (tmp_path / "log").iterdir() if path.is_file()}
    log.append(call_facts(2))
    wal = tmp_path / "log" / "pending.db-wal"
    sizes = set()
    for cut in range(before[wal.name], wal.stat().st_size + 1, 10):
        torn = tmp_path / "torn"
        shutil.copytree(tmp_path / "log", torn, ignore=shutil.ignore_patterns("*-shm"))
        os.truncate(torn / wal.name, cut)
        again = open_log(torn)
        assert again.entries(0, 4) == call_facts(1)
        assert again.size in (4, 8)
        sizes.add(again.size)
        again.append(call_facts(2))
        assert again.entries(0, 8) == [*call_facts(1), *call_facts(2)]
        again.close()
        shutil.rmtree(torn)
    assert 4 in sizes


class PowerCutError(Exception):
    pass


@pytest.mark.parametrize("writes", range(8))
def test_a_process_that_dies_between_two_files_leaves_a_log_that_is_whole(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 256th fact makes a tile and a bundle; a checkpoint makes more. Death comes after so many of them."""
    log = open_log(tmp_path)
    entries = [fact for number in range(WIDTH // 4 + 1) for fact in call_facts(number)]
    log.append(entries[: WIDTH - 4])
    kept, left = files.keep, [writes]

    def keep(path: Path, data: bytes) -> None:
        if not left[0]:
            raise PowerCutError
        left[0] -= 1
        kept(path, data)

    monkeypatch.setattr(files, "keep", keep)
    committed = WIDTH - 4
    try:
        log.append(entries[WIDTH - 4 :])
        committed = len(entries)
        log.checkpoint(NOON)
    except PowerCutError:
        pass
    log.close()
    monkeypatch.undo()
    again = open_log(tmp_path)
    assert again.entries(0, committed) == entries[:committed]
    again.append(entries)
    assert again.entries(0, len(entries) + 1) == entries
    assert again.root() == root_over(entries)
    again.checkpoint(NOON)
    again.close()
    assert verify_log(tmp_path, SigningKey.read(tmp_path / "key.pem").verifier).found == []


def test_a_disk_that_takes_no_files_costs_no_fact_and_is_caught_up_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_log(tmp_path)
    entries = [fact for number in range(WIDTH // 4 + 1) for fact in call_facts(number)]

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "keep", full)
    assert log.append(entries) == range(0, len(entries))
    with pytest.raises(OSError, match="No space"):
        log.append(call_facts(900))
    monkeypatch.undo()
    log.append(call_facts(900))
    assert log.entries(0, 999) == [*entries, *call_facts(900)]
    assert log.root() == root_over([*entries, *call_facts(900)])


def test_a_database_that_fails_tells_so_and_nothing_was_added(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append(call_facts(1))
    log._tree.shelf._db.execute("PRAGMA query_only=1")
    with pytest.raises(sqlite3.Error):
        log.append(call_facts(2))
    assert log.size == 4
    log._tree.shelf._db.execute("PRAGMA query_only=0")
    assert log.append(call_facts(2)) == range(4, 8)


def test_the_index_is_made_anew_from_the_files(tmp_path: Path) -> None:
    entries = [fact for number in range(WIDTH // 4) for fact in call_facts(number)]
    log = open_log(tmp_path)
    log.append(entries)
    log.close()
    (tmp_path / "pending.db").unlink()
    again = open_log(tmp_path)
    assert again.append(entries) == range(WIDTH, WIDTH)
    assert again.entries(0, WIDTH) == entries


def test_a_database_that_was_taken_away_costs_nothing_that_was_signed(tmp_path: Path) -> None:
    key = log_of(tmp_path, 70)
    log = open_log(tmp_path)
    entries, root = log.entries(0, 280), log.root()
    log.close()
    (tmp_path / "pending.db").unlink()
    again = open_log(tmp_path)
    assert again.sealed == ""
    assert (again.entries(0, 999), again.root()) == (entries, root)
    again.append(call_facts(99, NOON + timedelta(days=1)))
    again.checkpoint(NOON + timedelta(days=1))
    again.close()
    assert verify_log(tmp_path, key.verifier).good


def test_a_database_that_is_damaged_is_told_with_what_to_do(tmp_path: Path) -> None:
    log_of(tmp_path, 2)
    (tmp_path / "pending.db").write_bytes(b"no database at all " * 400)
    with pytest.raises(DamagedError, match=r"pending\.db .* is damaged: move it away"):
        open_log(tmp_path)


def test_a_bundle_that_was_taken_away_is_told(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append([fact for number in range(WIDTH // 4 + 1) for fact in call_facts(number)])
    log.close()
    tile_path(tmp_path, "entries", 0).unlink()
    with pytest.raises(DamagedError, match="lacks entries from 0 on"):
        open_log(tmp_path)


def test_a_checkpoint_is_signed_kept_and_published(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    key = SigningKey.read(tmp_path / "key.pem")
    log.append(call_facts(1))
    made = checked_checkpoint(log.checkpoint(NOON + timedelta(seconds=5)), key.verifier)
    assert (made.origin, made.size, made.root) == (key.name, 4, log.root())
    assert made.note.seen_at(key.timekeeper) == int(NOON.timestamp()) + 5
    assert (tmp_path / "checkpoint").read_bytes() == made.bytes()
    kept = (tmp_path / "checkpoints").read_bytes()
    assert kept.endswith(made.bytes() + b"\n\n")
    assert kept.count(key.name.encode() + b"\n") == 2  # the first, of no entries, is made with the log
    assert tile_path(tmp_path, "entries", 0, 4).exists()
    assert tile_path(tmp_path, 0, 0, 4).stat().st_size == 4 * 32


def test_a_checkpoint_that_was_cut_off_is_mended(tmp_path: Path) -> None:
    log_of(tmp_path, 2)
    whole = (tmp_path / "checkpoints").read_bytes()
    for cut in range(1, 60, 7):
        (tmp_path / "checkpoints").write_bytes(whole + whole[:cut])
        log = open_log(tmp_path)
        assert log.sealed == ""
        log.close()
        assert (tmp_path / "checkpoints").read_bytes() == whole


def test_only_the_owner_may_read_the_key(tmp_path: Path) -> None:
    open_log(tmp_path).close()
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    assert (tmp_path / "key.txt").read_text().strip() == SigningKey.read(tmp_path / "key.pem").verifier.told()


def test_a_clock_that_was_set_back_is_a_fact_of_the_log_told_once(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    log.append(call_facts(1))
    clock.go(-3600)
    assert log.append(call_facts(2, clock.now)) == range(5, 9)
    log.append(call_facts(3, clock.now))
    told = read_leaf(log.entries(4, 5)[0])
    assert (told.kind, told.call, told.facts) == ("clock_set_back", "", {"behind_ms": 3_600_000})
    assert log.size == 13
    assert "1 times the clock was set back" in log.state()["detail"]
    log.checkpoint(clock.go(-60))
    assert read_leaf(log.entries(13, 14)[0]).facts == {"behind_ms": 60_000}


def test_a_clock_that_agrees_better_with_the_network_is_none_that_was_set_back(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path, clock)
    log.append(call_facts(1))
    clock.go(-1.5)
    log.append(call_facts(2))
    assert log.size == 8


def reopened(folder: Path) -> EvidenceLog:
    log = open_log(folder)
    with pytest.raises(EvidenceError):
        log.append(call_facts(99))
    with pytest.raises(EvidenceError):
        log.checkpoint(NOON)
    assert log.state()["state"] == "degraded"
    return log


def test_a_backup_over_a_newer_log_is_found_at_the_start_and_nothing_is_signed_over_it(tmp_path: Path) -> None:
    log_of(tmp_path / "log", 4)
    shutil.copytree(tmp_path / "log", tmp_path / "backup")
    clock = Clock()
    log = open_log(tmp_path / "log", clock)
    log.append(call_facts(50, clock.go(3600)))
    log.checkpoint(clock.now)
    log.close()
    checkpoints = (tmp_path / "log" / "checkpoints").read_bytes()
    shutil.rmtree(tmp_path / "log")
    shutil.copytree(tmp_path / "backup", tmp_path / "log")
    (tmp_path / "log" / "checkpoints").write_bytes(checkpoints)
    assert "rolled back: 16 facts, and 20 were signed" in reopened(tmp_path / "log").sealed


def test_a_log_whose_checkpoints_or_key_were_taken_away_takes_no_facts(tmp_path: Path) -> None:
    log_of(tmp_path / "one", 2)
    (tmp_path / "one" / "checkpoints").unlink()
    assert "checkpoints were taken away" in reopened(tmp_path / "one").sealed
    log_of(tmp_path / "two", 2)
    (tmp_path / "two" / "key.pem").unlink()
    assert "another key" in reopened(tmp_path / "two").sealed


def test_a_log_with_other_facts_than_those_that_were_signed_takes_none(tmp_path: Path) -> None:
    log_of(tmp_path / "log", 2)
    log_of(tmp_path / "other", 5)
    checkpoints = (tmp_path / "log" / "checkpoints").read_bytes()
    shutil.rmtree(tmp_path / "log")
    other = open_log(tmp_path / "log")
    other.append([fact for number in (7, 8, 9) for fact in call_facts(number)])
    other.close()
    shutil.copy(tmp_path / "other" / "key.pem", tmp_path / "log" / "key.pem")
    (tmp_path / "log" / "checkpoints").write_bytes(checkpoints)
    key = SigningKey.read(tmp_path / "log" / "key.pem")
    assert read_checkpoint((tmp_path / "log" / "checkpoint").read_bytes()).origin != key.name
    assert "another key" in reopened(tmp_path / "log").sealed


_APPENDS = """
import sys
from pathlib import Path
from tests.evidence import NOON, call_facts, open_log
log = open_log(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), 10_000):
    log.append(call_facts(number))
    if number % 7 == 0:
        log.checkpoint(NOON)
    print(number, flush=True)
"""


@pytest.mark.parametrize("appends", [1, 30, 66, 90])
def test_a_process_that_is_killed_while_it_writes_leaves_all_that_it_was_told_is_kept(
    appends: int, tmp_path: Path
) -> None:
    """Killed in the next appends, wherever they are; twice, so that what was mended is written on."""
    first = 0
    for _ in range(2):
        command = [sys.executable, "-c", _APPENDS, str(tmp_path), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
            assert process.stdout is not None
            told = [int(next(process.stdout)) for _ in range(appends)]
            process.kill()
            told += [int(line) for line in process.stdout]
        first = told[-1] + 1
    log = open_log(tmp_path)
    assert log.sealed == ""
    assert log.entries(0, 4 * first) == [fact for number in range(first) for fact in call_facts(number)]
    log.append([fact for number in range(first + 2) for fact in call_facts(number)])
    assert log.size == 4 * (first + 2)
    log.checkpoint(NOON)
    log.close()
    assert verify_log(tmp_path, SigningKey.read(tmp_path / "key.pem").verifier).good
