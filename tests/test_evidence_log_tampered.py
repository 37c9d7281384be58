"""Whatever is done to the files of a whole log is found, and called by its name, by both verifiers."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from ivr.evidence.checkpoint import KeptCheckpoints, read_checkpoint, signed_checkpoint
from ivr.evidence.note import SigningKey
from ivr.evidence.tiles import WIDTH, bundled, tile_path, unbundled
from ivr.evidence.tree import Peaks, leaf_hash

from .evidence import NOON, Clock, call_facts, log_of, open_log
from .tampered import both
from .test_evidence_tampered import named

CALLS = 70  # 280 facts: a whole bundle, and a part of another


@pytest.fixture(scope="module")
def kept_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence") / "log"
    log_of(folder, CALLS, checkpoint_every=20)
    return folder


@pytest.fixture
def log(kept_log: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept_log, tmp_path / "log"))


def last_bundle(log: Path) -> Path:
    return tile_path(log, "entries", 1, 4 * CALLS - WIDTH)


def entries_of(path: Path) -> list[bytes]:
    return unbundled(path.read_bytes()) or []


def test_a_log_that_nobody_touched_is_good(log: Path) -> None:
    for told in both(log):
        assert told.endswith("exit 0"), told
    assert "280 facts of 70 calls lead to 5 signed checkpoints" in both(log)[0]


def test_an_edited_entry_is_named(log: Path) -> None:
    for path in (tile_path(log, "entries", 0), last_bundle(log)):
        original = path.read_bytes()
        path.write_bytes(original.replace(b'"mark":true', b'"mark":null', 1))
        named(log, "edited")
        path.write_bytes(original)
    assert both(log)[0].endswith("exit 0")


def test_a_deleted_an_inserted_and_a_reordered_entry_are_named(log: Path) -> None:
    path = last_bundle(log)
    entries = entries_of(path)
    path.write_bytes(bundled([*entries[:2], *entries[3:]]))
    named(log, "deleted")
    path.write_bytes(bundled([*entries[:2], call_facts(999)[2], *entries[2:]]))
    named(log, "inserted")
    path.write_bytes(bundled([entries[1], entries[0], *entries[2:]]))
    named(log, "reordered")


def test_a_log_that_was_cut_off_is_named(log: Path) -> None:
    path = last_bundle(log)
    entries = entries_of(path)
    path.write_bytes(bundled(entries[:-2]))
    named(log, "truncated")
    path.unlink()
    named(log, "truncated")


def test_an_entry_and_a_whole_file_taken_from_the_middle_are_named(log: Path) -> None:
    path = tile_path(log, "entries", 0)
    entries = entries_of(path)
    path.write_bytes(bundled([*entries[:2], *entries[3:]]))
    for told in both(log):
        assert "DELETED: entry 2\n" in told
    path.unlink()
    for told in both(log):
        assert "DELETED: entry 0, entry 1, " in told
        assert " and 236 more" in told


def test_entries_that_are_changed_with_their_tiles_are_named_by_their_checkpoints(log: Path) -> None:
    path = tile_path(log, "entries", 0)
    entries = entries_of(path)
    entries[2] = entries[2].replace(b'"complete":true', b'"complete":false')
    path.write_bytes(bundled(entries))
    tile_path(log, 0, 0).write_bytes(b"".join(leaf_hash(entry) for entry in entries))
    for told in both(log):
        assert "EDITED: entries 0 to 79 do not lead to the root that was signed of them" in told


def test_a_log_that_its_owner_signed_anew_with_another_past_is_named_a_fork(log: Path) -> None:
    """All of the files agree; only a checkpoint that was signed before, and kept, tells."""
    key = SigningKey.read(log / "key.pem")
    kept = KeptCheckpoints(log / "checkpoints").all()
    shutil.copy(log / "key.pem", log.parent / "key.pem")
    shutil.rmtree(log)
    log.mkdir()
    shutil.copy(log.parent / "key.pem", log / "key.pem")
    clock = Clock()
    anew = open_log(log, clock)
    for number in range(CALLS):
        anew.append(call_facts(number + 500, clock.now))
        clock.go(60)
    anew.checkpoint(clock.go(3600))
    anew.close()
    assert both(log)[0].endswith("exit 0")
    named(log, "forked", kept=[kept[-1]])
    named(log, "forked", kept=[signed_checkpoint(key, 4 * CALLS, b"\x07" * 32, NOON)])


def test_a_checkpoint_of_another_past_among_those_that_were_kept_is_named_a_fork(log: Path) -> None:
    key, kept = SigningKey.read(log / "key.pem"), KeptCheckpoints(log / "checkpoints")
    newest = kept.all()[-1]
    kept.add(signed_checkpoint(key, newest.size, b"\x07" * 32, NOON + timedelta(days=1)))
    named(log, "forked")


def test_a_log_that_was_rolled_back_is_named(log: Path) -> None:
    key, kept = SigningKey.read(log / "key.pem"), KeptCheckpoints(log / "checkpoints")
    newest, second = kept.all()[-1], kept.all()[1]
    at = NOON + timedelta(days=1)
    named(log, "rolled back", kept=[signed_checkpoint(key, newest.size + 4, b"\x07" * 32, NOON)])
    kept.add(signed_checkpoint(key, second.size, second.root, at))
    named(log, "rolled back")


def test_a_checkpoint_of_another_key_is_named(log: Path) -> None:
    kept = KeptCheckpoints(log / "checkpoints")
    newest = kept.all()[-1]
    named(log, "wrong key", key=SigningKey.made().verifier)
    forger = SigningKey.made(newest.origin)
    kept.add(signed_checkpoint(forger, newest.size, newest.root, NOON + timedelta(days=1)))
    named(log, "wrong key")


def test_checkpoints_whose_times_go_back_are_named(log: Path) -> None:
    key, kept = SigningKey.read(log / "key.pem"), KeptCheckpoints(log / "checkpoints")
    newest = kept.all()[-1]
    kept.add(signed_checkpoint(key, newest.size, newest.root, NOON))
    named(log, "clock set back")


def test_a_checkpoint_that_is_none_is_named(log: Path) -> None:
    data = (log / "checkpoints").read_bytes()
    (log / "checkpoints").write_bytes(data[40:])
    for told in both(log):
        assert "UNREADABLE" in told
    (log / "checkpoints").write_bytes(b"")
    named(log, "truncated")


def test_it_agrees_with_any_checkpoint_that_was_kept_of_it(log: Path) -> None:
    for kept in KeptCheckpoints(log / "checkpoints").all():
        for told in both(log, kept=[kept]):
            assert f"agrees with the checkpoint of {kept.size} entries" in told
            assert told.endswith("exit 0"), told


def test_a_copy_that_was_made_while_the_log_grew_is_good(log: Path) -> None:
    """Its checkpoints are older than its tiles: as a backup takes them, one behind the other."""
    checkpoints = (log / "checkpoints").read_bytes()
    grown = open_log(log, Clock())
    grown.append(call_facts(999))
    grown.checkpoint(NOON + timedelta(days=1))
    grown.close()
    (log / "checkpoints").write_bytes(checkpoints)
    for told in both(log):
        assert told.endswith("exit 0"), told


def test_the_published_checkpoint_is_of_the_published_tiles(log: Path) -> None:
    """Who reads the files alone, as C2SP has them, comes to the signed root."""
    published = read_checkpoint((log / "checkpoint").read_bytes())
    peaks = Peaks()
    for entry in [*entries_of(tile_path(log, "entries", 0)), *entries_of(last_bundle(log))]:
        peaks.add(leaf_hash(entry))
    assert (peaks.size, peaks.root()) == (published.size, published.root)
