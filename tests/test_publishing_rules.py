"""Rules that the console publishes: in the file and in force at once, or neither."""

import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ivr.errors import RulesError
from ivr.written.rules_file import RulesFile, RulesMovedError, version_of

SHIPPED = (Path(__file__).parent.parent / "rules.yml").read_text(encoding="utf-8")
OTHER = SHIPPED.replace("intent: 0.6", "intent: 0.7")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yml"
    path.write_text(SHIPPED, encoding="utf-8")
    return path


def test_what_is_published_is_in_force_for_the_next_call_and_in_the_file(path: Path) -> None:
    rules = RulesFile(path)
    noted: list[tuple[str, str]] = []
    rules.on_change = lambda version, text: noted.append((version, text))
    rules.publish(OTHER, instead_of=version_of(SHIPPED))
    assert rules.current().thresholds.intent == 0.7
    assert (rules.text(), path.read_text(encoding="utf-8")) == (OTHER, OTHER)
    rules.look()
    rules.look()
    assert not noted, "whoever publishes knows, and the look for changes finds nothing new"
    assert os.listdir(path.parent) == ["rules.yml"]


def test_a_change_that_somebody_else_made_to_the_file_is_told_once(path: Path) -> None:
    rules = RulesFile(path)
    noted: list[tuple[str, str]] = []
    rules.on_change = lambda version, text: noted.append((version, text))
    path.write_text(OTHER, encoding="utf-8")
    for _ in range(4):
        rules.look()
    assert noted == [(version_of(OTHER), OTHER)]


def test_rules_that_are_not_sound_are_refused_and_nothing_is_written(path: Path) -> None:
    rules = RulesFile(path)
    with pytest.raises(RulesError, match="fallback_route"):
        rules.publish(
            SHIPPED.replace("fallback_route: support", "fallback_route: nobody"), instead_of=version_of(SHIPPED)
        )
    assert path.read_text(encoding="utf-8") == SHIPPED == rules.text()


def test_what_cannot_be_said_is_refused_as_it_would_be_from_the_file(path: Path) -> None:
    rules = RulesFile(path, demand=lambda rules: ["company: no voice"] if rules.company == "Acme" else [])
    with pytest.raises(RulesError, match="no voice"):
        rules.publish(SHIPPED.replace("company: Fernhill", "company: Acme"), instead_of=version_of(SHIPPED))
    assert path.read_text(encoding="utf-8") == SHIPPED


def test_a_file_that_somebody_changed_meanwhile_is_not_written_over(path: Path) -> None:
    rules = RulesFile(path)
    path.write_text(OTHER, encoding="utf-8")
    with pytest.raises(RulesMovedError):
        rules.publish(SHIPPED, instead_of=version_of(SHIPPED))
    assert path.read_text(encoding="utf-8") == OTHER


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_file_that_may_not_be_written_is_told_of_in_words(path: Path) -> None:
    rules = RulesFile(path)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(RulesError, match="cannot be written"):
            rules.publish(OTHER, instead_of=version_of(SHIPPED))
    finally:
        path.parent.chmod(0o755)
    assert rules.text() == SHIPPED


def test_a_file_that_is_mounted_by_itself_is_written_in_its_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr("ivr.written.rules_file.replacing.os.replace", busy)
    rules = RulesFile(path)
    inode = path.stat().st_ino
    rules.publish(OTHER, instead_of=version_of(SHIPPED))
    assert path.read_text(encoding="utf-8") == OTHER
    assert path.stat().st_ino == inode
    assert os.listdir(path.parent) == ["rules.yml"]


def test_a_full_disk_is_told_of_and_the_old_rules_stand(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ivr.written.rules_file.replacing.os.fsync", full)
    rules = RulesFile(path)
    with pytest.raises(RulesError, match="No space left"):
        rules.publish(OTHER, instead_of=version_of(SHIPPED))
    assert path.read_text(encoding="utf-8") == SHIPPED == rules.text()
    assert os.listdir(path.parent) == ["rules.yml"]


def test_a_link_stays_a_link_and_the_file_keeps_who_may_read_it(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.yml")
    link.symlink_to(path)
    RulesFile(link).publish(OTHER, instead_of=version_of(SHIPPED))
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == OTHER
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_log_names_the_version_and_nothing_of_the_rules(path: Path) -> None:
    rules = RulesFile(path)
    with capture_logs() as logs:
        rules.publish(OTHER, instead_of=version_of(SHIPPED))
    assert logs == [{"event": "rules_changed", "log_level": "info", "version": version_of(OTHER)[:12]}]
