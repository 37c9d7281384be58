"""A service that starts with rules whose words are not all there starts with the last that were."""

import shutil
from pathlib import Path

import pytest

from ivr.asgi import Service
from ivr.errors import RulesError
from ivr.settings import ROOT, load_settings

RULES = """
language: {}
company: Acme
disclosure: {{then: {}}}
routes: {{support: {{agents: ["+15005550001"]}}}}
fallback_route: support
"""


def started(folder: Path, language: str = "en", then: str = "ask_how") -> Service:
    """As after a restart, with these rules in the file."""
    (folder / "rules.yml").write_text(RULES.format(language, then))
    known = {
        "IVR_DATA_DIR": str(folder / "data"),
        "IVR_RULES_FILE": str(folder / "rules.yml"),
        "IVR_PROMPTS_DIR": str(folder / "prompts"),
    }
    service = Service(load_settings(known, dev=True), dev=True)
    service.store.close()
    return service


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With the shipped prompts, and a room for a language that nobody has written a prompt in."""
    (tmp_path / "prompts").mkdir()
    shutil.copy(ROOT / "audio_prompts" / "prompts.yml", tmp_path / "prompts")
    monkeypatch.setattr("ivr.written.rules_file.reading.languages", lambda: ["en", "nl"])
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"then": "nothing_such"}, "no prompt 'nothing_such' is at hand"),
        ({"language": "nl"}, "prompts.yml lacks in nl"),
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
