"""What is checked of each number's profile before any call: its opening in text, length and sound, its recordings."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ivr.core.rules import Rules
from ivr.listening.misheard import Listened, openings_misheard
from ivr.listening.word_errors import Errors
from ivr.settings import Settings
from ivr.written.check import check_rules, numbers_told
from ivr.written.prompt_rendering import accept, render_all
from ivr.written.prompts import PromptLibrary, check_all
from ivr.written.recordings import KeptClips, Recordings
from ivr.written.rules_file import parse_rules
from tests.test_company import ToneVoice
from tests.test_profiles import RULES, SHIPPED, recordings, rules, voice

__all__ = ["rules", "voice"]


SAYS_NOTHING = "must say what becomes of callers' words: that they are written down"


def test_what_becomes_of_words_is_said_to_callers_of_every_number(tmp_path: Path, voice: ToneVoice) -> None:
    bare = RULES.replace("[notice, one_moment]", "[one_moment]").replace("company: Acme", "company: Fernhill")
    rules = parse_rules(bare)
    assert recordings(tmp_path, voice, rules).unsayable(rules) == [
        f"numbers.+493055500001: the opening (en) {SAYS_NOTHING}"
    ]


def written_with(settings: Settings, tmp_path: Path, rules: str) -> Settings:
    (tmp_path / "rules.yml").write_text(rules)
    shutil.copytree(SHIPPED, tmp_path / "prompts")
    return replace(settings, rules_file=tmp_path / "rules.yml", prompts_dir=tmp_path / "prompts")


def test_the_opening_of_each_number_is_judged_with_its_line(settings: Settings, tmp_path: Path) -> None:
    rules = RULES.replace("[notice, one_moment]", "[one_moment]").replace(
        "    fallback_route: boston", "    notices: [notice, recorded_answer]"
    )
    written = written_with(settings, tmp_path, rules)
    silent, long = check_rules(written.rules_file, replace(written, rasa_url="http://rasa:5005"))
    assert silent == f"rules.yml:14: numbers.+493055500001: the opening (en) {SAYS_NOTHING}"
    assert long.startswith("rules.yml:19: numbers.+16175550100: the opening takes 1")


def test_who_speaks_another_language_must_be_told_in_it_that_an_ai_spoke(settings: Settings, tmp_path: Path) -> None:
    rules = RULES.partition("numbers:")[0] + "other_languages:\n  de: other_language_de\n  es: other_language_es\n"
    written = written_with(settings, tmp_path, rules)
    assert check_rules(written.rules_file, written) == []
    path = written.prompts_dir / "prompts.yml"
    path.write_text(path.read_text().replace("soy una inteligencia artificial y", ""))
    (told,) = check_rules(written.rules_file, written)
    assert told == (
        "rules.yml:15: other_languages.es: other_language_es must say in 'es' that it is an AI: inteligencia artificial"
    )


def test_the_assistant_names_no_company_that_some_callers_did_not_ring(settings: Settings, tmp_path: Path) -> None:
    written = written_with(settings, tmp_path, RULES)
    told = check_rules(written.rules_file, written)
    assert {line.partition(": names Fernhill, and callers")[0].split(": ")[1] for line in told} == {
        "utter_greet",
        "utter_goodbye",
    }
    assert told[0].startswith("talk.yml:")
    written.rules_file.write_text(RULES.replace("company: Acme", "company: Fernhill").replace(", one_moment", ""))
    assert check_rules(written.rules_file, written) == []


def test_a_line_for_each_number_tells_what_its_callers_hear(settings: Settings, tmp_path: Path) -> None:
    written = written_with(settings, tmp_path, RULES)
    other, berlin, boston = numbers_told(written)
    assert other == (
        "any other number: Fernhill; disclosure, notice (8.9 s with the question); "
        "recording: never; emergency 911, crisis line 988; else to support"
    )
    assert berlin.startswith(
        "+493055500001: Acme; disclosure, notice, one_moment (not all recorded yet); recording: never; emergency 112"
    )
    assert boston.endswith("else to boston")
    written.rules_file.write_text(RULES.partition("numbers:")[0])
    assert numbers_told(written) == []


async def test_each_company_s_lines_are_rendered_into_a_folder_of_its_own(
    settings: Settings, tmp_path: Path, voice: ToneVoice, rules: Rules
) -> None:
    folder = written_with(settings, tmp_path, RULES).prompts_dir
    assert any("acme-37036c/disclosure.wav: not recorded yet" in told for told in check_all(folder, *rules.companies))
    before = (folder / "en" / "manifest.json").read_bytes()
    assert await render_all(folder, voice, *rules.companies, tell=lambda _: None) == []
    assert {text for text in voice.texts if "Acme" in text} == set(voice.texts)
    assert (folder / "en" / "manifest.json").read_bytes() == before
    voice.dead = True
    known = Recordings(folder, "en", lambda: rules, KeptClips(tmp_path / "none", "v1"), lambda: voice)
    assert known.unsayable(rules) == []
    assert known.has("Acme")


async def test_a_recording_of_your_own_is_taken_for_one_company_alone(
    settings: Settings, tmp_path: Path, voice: ToneVoice, rules: Rules
) -> None:
    folder = written_with(settings, tmp_path, RULES).prompts_dir
    await render_all(folder, voice, *rules.companies, tell=lambda _: None)
    own = folder / "en" / "acme-37036c" / "disclosure.wav"
    own.write_bytes((folder / "en" / "disclosure.wav").read_bytes())
    assert "acme-37036c/disclosure.wav: the file was changed" in check_all(folder, *rules.companies)[0]
    accept(folder, "en", "disclosure", *rules.companies, of="Acme")
    assert check_all(folder, *rules.companies) == []
    spoken = PromptLibrary(folder, "en", "Acme").clip("disclosure")
    assert spoken.seconds == pytest.approx(PromptLibrary(folder, "en", "Fernhill").clip("disclosure").seconds, abs=0.2)
    await render_all(folder, voice, *rules.companies, only_changed=False, tell=lambda _: None)
    assert PromptLibrary(folder, "en", "Acme").clip("disclosure") == spoken
    told = check_all(folder, "Fernhill", "Acme", as_recorded=False)
    (folder / "prompts.yml").write_text((folder / "prompts.yml").read_text().replace("Hello, I'm an", "Hi, I'm an"))
    again = check_all(folder, "Fernhill", "Acme", as_recorded=False)
    assert (told, ["acme-37036c/disclosure.wav: the text of disclosure was changed" in one for one in again]) == (
        [],
        [True],
    )


@pytest.mark.parametrize(("heard", "wrong"), [("I write down what you say.", 0), ("I right town what you say.", 2)])
def test_that_words_are_written_down_must_be_heard_in_each_number_s_opening(
    tmp_path: Path, voice: ToneVoice, rules: Rules, heard: str, wrong: int
) -> None:
    known = recordings(tmp_path, voice, rules)
    known.prepare("Acme")
    found = [
        Listened(name, text, heard if name == "notice" else text, Errors(0, 1))
        for library in (known.of("Fernhill"), known.of("Acme"))
        for name in ("disclosure", "notice", "one_moment")
        if (text := library.text(name))
    ]
    assert len(openings_misheard(found, rules, known.of)) == wrong
