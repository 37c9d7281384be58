"""The spool keeps what it was told whatever is done to its folder while the service runs, and counts what it cannot."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ivr.errors import CandidError
from ivr.store.spool import Spool


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


@pytest.fixture
def spool(folder: Path) -> Iterator[Spool]:
    made = Spool(folder)
    yield made
    made.close()


def kept(spool: Spool) -> bytes:
    """All that waits to be written to the database."""
    batch = spool.take()
    return b"".join([*(path.read_bytes() for path in batch.segments), *batch.lines])


@pytest.mark.parametrize("removed", ["segment", "journal", "data"])
def test_what_was_in_a_file_that_somebody_removed_is_written_anew(spool: Spool, folder: Path, removed: str) -> None:
    spool.append([b"one\n"], essential=True)
    if removed == "segment":
        next(folder.glob("*.jsonl")).unlink()
    else:
        shutil.rmtree(folder if removed == "journal" else folder.parent)
    spool.append([b"two\n"], essential=True)
    assert kept(spool) == b"one\ntwo\n"
    spool.append([b"three\n"], essential=True)
    assert kept(spool) == b"one\ntwo\nthree\n"
    assert (spool.lost_bytes, spool.dropped, spool.disk_failed) == (0, 0, False)
    assert (folder / "instance").read_text() == spool.instance


def test_a_folder_made_anew_is_still_ours_alone(spool: Spool, folder: Path) -> None:
    spool.append([b"one\n"], essential=True)
    shutil.rmtree(folder)
    kept(spool)
    with pytest.raises(CandidError, match="in use by another service"):
        Spool(folder)


def test_a_folder_that_another_service_took_meanwhile_is_left_to_it_and_nothing_is_lost(
    spool: Spool, folder: Path
) -> None:
    spool.append([b"one\n"], essential=True)
    shutil.rmtree(folder)
    other = Spool(folder)
    try:
        spool.append([b"two\n"], essential=True)
        assert kept(spool) == b"one\ntwo\n"
        assert spool.disk_failed, "it waits in memory, and is told"
        assert list(folder.glob("*.jsonl")) == []
    finally:
        other.close()


def test_closed_files_that_were_removed_before_they_were_in_the_database_are_counted(
    spool: Spool, folder: Path
) -> None:
    spool.append([b"one\n"], essential=True)
    batch = spool.take()
    spool.append([b"three\n"], essential=True)
    for path in batch.segments:
        path.unlink()
    assert kept(spool) == b"three\n"
    assert spool.lost_bytes == len(b"one\n")
    assert spool.waiting_bytes == len(b"three\n")
    spool.done(batch)
    assert spool.waiting_bytes == len(b"three\n"), "counted once"


def test_what_is_in_the_database_waits_no_more(spool: Spool, folder: Path) -> None:
    spool.append([b"one\n"], essential=True)
    spool.done(spool.take())
    assert (spool.waiting_bytes, list(folder.glob("*.jsonl"))) == (0, [])
