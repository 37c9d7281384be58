"""A service that starts with rules whose words are not all there starts with the last that were."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from ivr.asgi import Service
from ivr.audio import write_mono
from ivr.errors import RulesError
from ivr.language.rooms import ROOMS
from ivr.language.spoken import spoken
from ivr.settings import ROOT, load_settings
from ivr.written.prompt_texts import SAID_BY_CARRIER, filled, is_foreign, load_texts
from ivr.written.recorded import Recorded, sha256_of

RULES = """
language: {}
company: Acme
disclosure: {{then: {}}}
routes: {{support: {{agents: ["+15005550001"]}}}}
fallback_route: support
"""


def started(folder: Path, language: str = "en", then: str = "ask_how", more: str = "") -> Service:
    """As after a restart, with these rules in the file."""
    (folder / "rules.yml").write_text(RULES.format(language, then) + more)
    known = {
        "IVR_DATA_DIR": str(folder / "data"),
        "IVR_RULES_FILE": str(folder / "rules.yml"),
        "IVR_PROMPTS_DIR": str(folder / "prompts"),
    }
    service = Service(load_settings(known, dev=True), dev=True)
    service.store.close()
    service.facts.close()
    return service


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """With the shipped prompts, and a room for a language that nobody has written a prompt in."""
    (tmp_path / "prompts").mkdir()
    shutil.copy(ROOT / "audio_prompts" / "prompts.yml", tmp_path / "prompts")
    monkeypatch.setattr("ivr.written.rules_file.reading.languages", lambda: ["en", "nl"])
    monkeypatch.setattr("ivr.language.spoken.languages", lambda: ["en", "nl"])
    monkeypatch.setattr("ivr.language.spoken.ROOMS", tmp_path / "rooms")
    spoken.cache_clear()
    yield tmp_path
    spoken.cache_clear()


def with_texts(folder: Path) -> None:
    """Every prompt has a text in the language, and a recording; a disclosure in it, nobody here can judge."""
    path = folder / "prompts" / "prompts.yml"
    texts = yaml.safe_load(path.read_text())
    for name, by_language in texts.items():
        if name != "exceptions" and not is_foreign(name, by_language):
            by_language["nl"] = by_language["en"]
    path.write_text(yaml.safe_dump(texts, allow_unicode=True))
    recorded = {}
    (folder / "prompts" / "nl").mkdir()
    for name, by_language in load_texts(folder / "prompts").items():
        if "nl" in by_language and name not in SAID_BY_CARRIER:
            wav = folder / "prompts" / "nl" / f"{name}.wav"
            write_mono(wav, bytes(8000))
            text = sha256_of(filled(by_language["nl"], "Acme").encode())
            recorded[name] = asdict(Recorded(text, sha256_of(wav.read_bytes()), 0.5, "recording"))
    (folder / "prompts" / "nl" / "manifest.json").write_text(json.dumps(recorded))


def with_foreign_recordings(folder: Path) -> None:
    for language in ("de", "es", "fr", "it"):
        shutil.copytree(ROOT / "audio_prompts" / language, folder / "prompts" / language)


def with_lists(folder: Path) -> Path:
    """The room of the language, whose words are the English ones."""
    return Path(shutil.copytree(ROOMS / "en", folder / "rooms" / "nl"))


@pytest.mark.parametrize("lacks", ["a list", "every list", "a recording"])
def test_a_start_in_a_language_whose_lists_or_recordings_are_unfinished_takes_the_last_good_one(
    folder: Path, lacks: str
) -> None:
    started(folder)
    with_texts(folder)
    with_foreign_recordings(folder)
    if lacks != "every list":
        room = with_lists(folder)
    if lacks == "a list":
        (room / "silence.txt").unlink()
    if lacks == "a recording":
        (folder / "prompts" / "nl" / "connecting.wav").unlink()
    for _ in range(2):
        spoken.cache_clear()
        service = started(folder, "nl")
        assert (service.rules.current().language, service.texts.language) == ("en", "en")
        assert "language: nl lacks" in service.rules.problem
        assert {"a list": "silence.txt: is missing", "every list": "is missing", "a recording": "connecting.wav"}[
            lacks
        ] in service.rules.problem


def test_a_language_that_is_all_there_is_taken_and_is_then_the_last_good_one(folder: Path) -> None:
    started(folder)
    with_texts(folder)
    with_foreign_recordings(folder)
    with_lists(folder)
    for then in ("ask_how", "nothing_such"):
        service = started(folder, "nl", then)
        assert (service.rules.current().language, service.texts.language) == ("nl", "nl")
    assert "nothing_such" in service.rules.problem


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"then": "nothing_such"}, "no prompt 'nothing_such' is at hand"),
        ({"language": "nl"}, "prompts.yml lacks in nl"),
        ({"more": "other_languages: {pl: other_language_pl}\n"}, "no prompt 'other_language_pl' is at hand"),
        ({"more": "numbers: {+16175550100: {notices: [notice_ma]}}\n"}, "no prompt 'notice_ma' is at hand"),
    ],
)
def test_a_start_with_rules_whose_words_are_not_there_takes_the_last_good_ones(
    folder: Path, changed: dict[str, str], told: str
) -> None:
    started(folder)
    for _ in range(2):  # and the broken ones are never kept as good
        service = started(folder, **changed)
        assert (service.rules.current().language, service.rules.current().disclosure.then) == ("en", "ask_how")
        assert service.texts.language == "en"
        assert told in service.rules.problem


def test_a_first_start_in_an_unfinished_language_is_refused_with_what_it_lacks(folder: Path) -> None:
    with pytest.raises(RulesError, match=r"rules\.yml:1: language: prompts\.yml lacks in nl agent_busy_next, .*write"):
        started(folder, "nl")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("other_languages: {pl: other_language_pl}\n", "no prompt 'other_language_pl' is at hand"),
        ("numbers: {+16175550100: {notices: [notice_ma]}}\n", "no prompt 'notice_ma' is at hand"),
    ],
)
def test_a_first_start_with_a_line_that_is_in_no_language_is_refused(folder: Path, more: str, told: str) -> None:
    with pytest.raises(RulesError, match=told):
        started(folder, more=more)
