"""Model files: laid out once, checked by sha256, and clear about what is missing."""

import hashlib
import os

import pytest

from ivr.engines import models
from ivr.errors import EngineError

JOINED = models.ModelFile("whisper-x/model.bin", hashlib.sha256(b"onetwo").hexdigest(), ("a/part1", "b/part2"))


@pytest.fixture
def folder(tmp_path):
    for part, content in (("a/part1", b"one"), ("b/part2", b"two")):
        path = tmp_path / "packages" / part
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return tmp_path


def prepare(folder):
    said = []
    models.prepare(folder, said.append, [JOINED])
    return said


def test_parts_are_joined_in_order(folder):
    prepare(folder)
    assert (folder / JOINED.name).read_bytes() == b"onetwo"


def test_a_second_run_does_no_work(folder):
    assert len(prepare(folder)) == 2
    before = (folder / JOINED.name).stat()
    assert prepare(folder) == ["models: all in place, sha256 checked"]
    assert (folder / JOINED.name).stat().st_mtime_ns == before.st_mtime_ns


def test_a_changed_file_is_noticed_and_made_again(folder):
    prepare(folder)
    (folder / JOINED.name).write_bytes(b"twoone")
    assert models.check(folder, [JOINED]) == ["whisper-x/model.bin differs from the sha256 pinned for it"]
    prepare(folder)
    assert (folder / JOINED.name).read_bytes() == b"onetwo"


def test_a_missing_part_is_named_with_the_remedy(folder):
    (folder / "packages/b/part2").unlink()
    with pytest.raises(EngineError, match=r"part2, a part of whisper-x/model\.bin.*make models"):
        prepare(folder)


def test_packages_other_than_the_pinned_ones_are_refused(folder):
    (folder / "packages/b/part2").write_bytes(b"three")
    with pytest.raises(EngineError, match="differs from the sha256"):
        prepare(folder)


def test_a_checked_file_is_not_hashed_again(folder, monkeypatch):
    prepare(folder)
    monkeypatch.setattr(hashlib, "file_digest", None)
    assert models.check(folder, [JOINED]) == []


def test_a_folder_that_cannot_remember_is_hashed_each_time(folder):
    prepare(folder)
    (folder / "checked.json").write_text("[not json")
    assert models.check(folder, [JOINED]) == []


def test_our_own_models_must_be_in_place(tmp_path):
    with pytest.raises(EngineError, match=r"whisper-base/model\.bin is missing.*make models"):
        models.resolve_whisper("base", tmp_path)
    with pytest.raises(EngineError, match="make models"):
        models.silero_path(tmp_path)


def test_a_folder_of_the_operators_is_taken_as_it_is(tmp_path):
    (tmp_path / "model.bin").touch()
    assert models.resolve_whisper(str(tmp_path), tmp_path) == str(tmp_path)


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(EngineError, match=r"no model\.bin"):
        models.resolve_whisper(str(tmp_path), tmp_path)


@pytest.mark.parametrize("name", ["small.en", "distil-whisper/distil-small.en"])
def test_other_names_are_left_to_faster_whisper(name, tmp_path):
    assert models.resolve_whisper(name, tmp_path) == name


@pytest.mark.parametrize("name", ["/nowhere/at/all", "../up", "a b"])
def test_a_name_that_can_be_no_model_is_refused(name, tmp_path):
    with pytest.raises(EngineError, match="IVR_WHISPER_MODEL"):
        models.resolve_whisper(name, tmp_path)


def test_the_command_fails_with_one_line_when_packages_are_missing(tmp_path, capsys):
    assert models.main([os.fspath(tmp_path)]) == 1
    assert "make models" in capsys.readouterr().err
