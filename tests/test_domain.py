"""A Rasa project's domain, read without Rasa: one file or several, and every mistake names its file."""

from pathlib import Path

import pytest

from ivr.errors import AssistantError
from ivr.settings import ROOT
from ivr.written.domain import read_domain

TWO_WAYS = """
intents:
  - greet
  - ask:
      use_entities: []
responses:
  utter_hello:
    - text: "Hello,
        you."
    - text: Hi.
  utter_bye:
    - custom: {hang_up: true}
"""


def test_the_domain_that_ships_is_read() -> None:
    domain = read_domain(ROOT / "rasa_project")
    assert domain.language == "en"
    assert {"speak_to_person", "are_you_a_robot"} <= domain.intents
    assert {response.name for response in domain.responses} >= {"utter_goodbye", "utter_are_you_a_robot"}


def test_each_variation_of_a_response_has_its_text_and_line(tmp_path: Path) -> None:
    (tmp_path / "domain.yml").write_text(TWO_WAYS)
    (tmp_path / "config.yml").write_text("language: es\n")
    domain = read_domain(tmp_path)
    assert domain.language == "es"
    assert domain.intents == {"greet", "ask"}
    assert [(r.name, r.text, r.line) for r in domain.responses] == [
        ("utter_hello", "Hello, you.", 8),
        ("utter_hello", "Hi.", 10),
    ]


def test_a_domain_in_several_files_is_one(tmp_path: Path) -> None:
    (tmp_path / "domain").mkdir()
    (tmp_path / "domain" / "a.yml").write_text("intents: [greet]")
    (tmp_path / "domain" / "b.yml").write_text("intents: [bye]\nresponses: {utter_bye: [{text: Bye.}]}")
    domain = read_domain(tmp_path)
    assert domain.intents == {"greet", "bye"}
    assert [(r.file, r.line) for r in domain.responses] == [("b.yml", 2)]


@pytest.mark.parametrize("content", ["[1, 2", "just words", "intents: greet", "responses: [utter_hello]"])
def test_a_broken_domain_is_one_line_with_its_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "domain.yml").write_text(content)
    with pytest.raises(AssistantError, match=r"domain\.yml") as told:
        read_domain(tmp_path)
    assert len(str(told.value).splitlines()) == 1


def test_a_folder_without_a_domain_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="IVR_RASA_DIR"):
        read_domain(tmp_path)
