"""A language whose lists were spoiled is spoken as it was last written well, also by who listens in another process."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.engines.known_words import KnownWords
from ivr.engines.transcriber import FasterWhisperTranscriber
from ivr.language.book import BookError
from ivr.language.last_good import language_in_force
from ivr.language.rooms import ROOMS
from ivr.language.spoken import SpokenLanguage

Start = Callable[[], tuple[SpokenLanguage, str]]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the English room, to be spoiled."""
    return Path(shutil.copytree(ROOMS / "en", tmp_path / "rooms" / "en"))


@pytest.fixture
def start(room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The language as a service that is started now has it."""

    def started() -> tuple[SpokenLanguage, str]:
        anew = SpokenLanguage("en", room)
        monkeypatch.setattr("ivr.language.last_good.spoken", lambda _: anew)
        return language_in_force("en", tmp_path / "data" / "language")

    (tmp_path / "data").mkdir()
    return started


def test_lists_that_were_spoiled_since_the_last_start_are_told_and_the_last_good_ones_are_in_force(
    room: Path, start: Start
) -> None:
    assert start()[1] == ""
    spoiled = room / "ways_out.txt"
    spoiled.write_text(spoiled.read_text().replace("[human]\n", "[human]\nperson (\n", 1))
    (room / "briefing.txt").unlink()
    for _ in range(2):  # and what is spoiled is never kept as good
        language, told = start()
        assert "ways_out.txt:" in told
        assert "briefing.txt: is missing" in told
        assert language.ways_out.asks_for_person("a human please")
        assert language.briefing.press_to_accept


def test_where_no_good_lists_were_kept_all_that_is_wrong_is_told(room: Path, start: Start) -> None:
    (room / "silence.txt").unlink()
    with pytest.raises(BookError, match=r"silence\.txt: is missing"):
        start()


def test_the_process_that_listens_reads_the_lists_that_are_in_force(room: Path, tmp_path: Path) -> None:
    listens = FasterWhisperTranscriber("base", tmp_path, room=room)
    assert listens.worker.job.options["room"] == str(room)
    assert "room" not in FasterWhisperTranscriber("base", tmp_path).worker.job.options
    known = KnownWords(SpokenLanguage("en", tmp_path / "spoiled"))
    known.read(str(room))
    assert known.asks_for_person("a human please")
