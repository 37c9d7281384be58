"""Prompts: the ones that ship agree with their texts, and whatever disagrees is refused with its remedy."""

import ast
import json
import re
import shutil

import numpy as np
import pytest
import soundfile

from ivr.audio import loudness_dbfs, pcm_of, samples_of, ulaw_of
from ivr.core.parts.courtesies import ANSWERS
from ivr.errors import PromptError
from ivr.ports import Clip
from ivr.settings import ROOT
from ivr.written.prompt_rendering import accept, render_all
from ivr.written.prompt_texts import SAID_BY_CARRIER, PromptTexts, load_texts
from ivr.written.prompts import PromptLibrary, check_all, number_problems

SHIPPED = ROOT / "audio_prompts"
COMPANY = "Fernhill"
DISCLOSURE = "I'm an automated A.I., not a person. Say human or press zero."


class ToneSynthesizer:
    """One tenth of a second a word."""

    def __init__(self):
        self.texts = []

    async def synthesize(self, text, language, pace=1.0):
        self.texts.append(text)
        tone = 8000 * np.sin(np.arange(800 * len(text.split())) / 3)
        return Clip(ulaw_of(tone.astype("<i2").tobytes()))


@pytest.fixture
def synthesizer():
    return ToneSynthesizer()


@pytest.fixture
def folder(tmp_path):
    write_texts(tmp_path, disclosure=DISCLOSURE, goodbye="Goodbye.")
    return tmp_path


def write_texts(folder, **texts):
    (folder / "prompts.yml").write_text(json.dumps({name: {"en": text} for name, text in texts.items()}))


def quiet(line):
    pass


def test_mistakes_of_prompts_are_told_as_their_reader_would_open_the_file(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    assert check_all(folder)[0].startswith(f"{folder.name}/prompts.yml:1: {folder.name}/en/disclosure.wav: not rec")
    (folder / "prompts.yml").write_text("- none")
    assert check_all(folder)[0].startswith(f"{folder.name}/prompts.yml: must hold")
    monkeypatch.chdir(ROOT)
    assert check_all(folder)[0].startswith(f"{folder}/prompts.yml: must hold")


def test_the_prompts_that_ship_agree_with_their_texts():
    assert check_all(SHIPPED, COMPANY) == []


def test_the_disclosure_says_what_it_must_in_under_10_seconds():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    words = library.text("disclosure").lower()
    for required in ("a.i.", "fernhill", "automated", "not a person", "human", "zero"):
        assert required in words
    assert library.clip("disclosure").seconds < 10
    assert words.index("a.i.") < words.index("zero")


def test_the_whole_opening_is_10_seconds_at_most():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    assert sum(library.clip(name).seconds for name in ("disclosure", "notice", "ask_how")) <= 10


def test_zero_is_only_ever_a_person_and_options_come_before_keys():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    for name in library.names:
        for sentence in re.split(r"(?<=[.?!]) ", library.text(name)):
            if "press zero" in sentence:
                assert "person" in sentence or "human" in sentence
    menu = library.text("keys_hint")
    assert menu.count("press") <= 4
    assert not re.search(r"press \w+ for", menu)


def test_the_prompts_that_ship_are_equally_loud_and_start_at_once():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    for name in library.names:
        samples = samples_of(pcm_of(library.clip(name).ulaw))
        tolerance = 4.0 if name.endswith("_fr") else 1.5  # the clearest French voice has the highest peaks
        assert loudness_dbfs(samples) == pytest.approx(-19, abs=tolerance), name
        assert np.abs(samples[:400]).max() > 0.005, name
        assert np.abs(samples).max() < 0.99, name


def test_a_text_has_a_version_of_its_own():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    assert len(library.version("disclosure")) == 64
    assert library.version("disclosure") != library.version("goodbye")


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(PromptError, match=r"no prompt 'missing'.*goodbye"):
        PromptLibrary(SHIPPED, "en", COMPANY).clip("missing")


async def test_rendering_makes_what_is_new_and_changed_only(folder, synthesizer):
    assert await render_all(folder, synthesizer, tell=quiet) == []
    write_texts(folder, disclosure=DISCLOSURE, goodbye="Good day to you.")
    assert await render_all(folder, synthesizer, tell=quiet) == []
    assert synthesizer.texts == [DISCLOSURE, "Goodbye.", "Good day to you."]
    assert PromptLibrary(folder, "en").clip("goodbye").seconds == pytest.approx(0.4)


async def test_a_changed_text_is_refused_until_it_is_rendered(folder, synthesizer):
    await render_all(folder, synthesizer, tell=quiet)
    write_texts(folder, disclosure=DISCLOSURE, goodbye="Good day.")
    assert "the text of goodbye was changed" in check_all(folder)[0]
    with pytest.raises(PromptError, match="ivr render-prompts"):
        PromptLibrary(folder, "en")


async def test_a_replaced_file_is_refused_until_it_is_accepted(folder, synthesizer):
    await render_all(folder, synthesizer, tell=quiet)
    studio = np.concatenate([np.zeros(48000), 0.9 * np.sin(np.arange(96000) / 20)])
    soundfile.write(folder / "en/goodbye.wav", np.column_stack([studio, studio]), 48000)
    assert "--accept goodbye" in check_all(folder)[0]
    assert accept(folder, "en", "goodbye") == pytest.approx(2.0, abs=0.02)
    assert check_all(folder) == []
    assert loudness_dbfs(samples_of(pcm_of(PromptLibrary(folder, "en").clip("goodbye").ulaw))) == pytest.approx(
        -19, abs=1
    )


async def test_an_accepted_recording_is_never_overwritten(folder, synthesizer):
    await render_all(folder, synthesizer, tell=quiet)
    accept(folder, "en", "goodbye")
    recording = (folder / "en/goodbye.wav").read_bytes()
    write_texts(folder, disclosure=DISCLOSURE, goodbye="Good day.")
    problems = await render_all(folder, synthesizer, only_changed=False, tell=quiet)
    assert (folder / "en/goodbye.wav").read_bytes() == recording
    assert "the text of goodbye was changed" in problems[0]


async def test_the_recording_of_a_removed_prompt_goes(folder, synthesizer):
    await render_all(folder, synthesizer, tell=quiet)
    write_texts(folder, disclosure=DISCLOSURE)
    assert await render_all(folder, synthesizer, tell=quiet) == []
    assert not (folder / "en/goodbye.wav").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Welcome to Fernhill.", "must say"),
        (DISCLOSURE.replace("not a person", "your friend"), "must say that it is not a person"),
        (DISCLOSURE.replace("A.I.", "assistant"), "must say that it is an AI"),
        (DISCLOSURE.replace("automated ", ""), "must say that it is automated"),
        (DISCLOSURE.replace("human", "hello"), "must say what to say for a person"),
        (DISCLOSURE.replace("press zero", "wait"), "must say what to press for a person"),
        (f"{'Well, well, well. ' * 20} {DISCLOSURE}", "says that it is an AI only after about 6"),
        (f"{DISCLOSURE} {'And so on. ' * 40}", "must stay under 10 s"),
    ],
)
async def test_a_disclosure_that_leaves_out_a_fact_or_takes_long_is_refused(tmp_path, synthesizer, text, complaint):
    write_texts(tmp_path, disclosure=text)
    assert complaint in (await render_all(tmp_path, synthesizer, tell=quiet))[0]
    with pytest.raises(PromptError, match=complaint):
        PromptLibrary(tmp_path, "en")


async def test_prompts_without_a_disclosure_are_refused(tmp_path, synthesizer):
    write_texts(tmp_path, goodbye="Goodbye.")
    assert "`disclosure` is missing" in (await render_all(tmp_path, synthesizer, tell=quiet))[0]
    with pytest.raises(PromptError, match="`disclosure` is missing"):
        PromptLibrary(tmp_path, "en")


@pytest.mark.parametrize("content", ["", "[1, 2", "disclosure: Hello", "disclosure: {en: ' '}", "Bad Name: {en: a}"])
def test_a_broken_prompts_file_is_one_clear_line(tmp_path, content):
    (tmp_path / "prompts.yml").write_text(content)
    problems = check_all(tmp_path)
    assert len(problems) == 1
    assert "prompts.yml" in problems[0]
    assert "\n" not in problems[0]


def test_a_language_without_texts_is_refused():
    with pytest.raises(PromptError, match="no text in xx"):
        PromptLibrary(SHIPPED, "xx", COMPANY)


@pytest.mark.parametrize("damage", ["missing", "not a WAV", "16 kHz", "manifest"])
def test_a_damaged_recording_is_refused(tmp_path, damage):
    folder = tmp_path / "prompts"
    shutil.copytree(SHIPPED, folder)
    path = folder / "en/goodbye.wav"
    if damage == "missing":
        path.unlink()
    elif damage == "not a WAV":
        path.write_bytes(b"RIFF")
    elif damage == "16 kHz":
        soundfile.write(path, np.zeros(1600), 16000)
    else:
        (folder / "en/manifest.json").write_text("{")
    assert len(check_all(folder, COMPANY)) == 1
    with pytest.raises(PromptError):
        PromptLibrary(folder, "en", COMPANY)


def write_with_foreign(folder):
    texts = {"disclosure": {"en": DISCLOSURE}, "goodbye": {"en": "Goodbye."}, "sorry_es": {"es": "Solo hablo inglés."}}
    (folder / "prompts.yml").write_text(json.dumps(texts))


async def test_a_prompt_named_after_its_only_language_is_in_that_language_in_every_call(tmp_path, synthesizer):
    write_with_foreign(tmp_path)
    assert await render_all(tmp_path, synthesizer, tell=quiet) == []
    library = PromptLibrary(tmp_path, "en")
    assert library.text("sorry_es") == "Solo hablo inglés."
    assert library.clip("sorry_es").seconds == pytest.approx(0.3)
    assert (tmp_path / "es" / "sorry_es.wav").is_file()


async def test_a_foreign_prompt_that_is_not_recorded_is_told(tmp_path, synthesizer):
    write_with_foreign(tmp_path)
    await render_all(tmp_path, synthesizer, tell=quiet)
    (tmp_path / "es" / "sorry_es.wav").unlink()
    assert "sorry_es.wav: not recorded yet" in check_all(tmp_path)[0]
    with pytest.raises(PromptError, match="not recorded yet"):
        PromptLibrary(tmp_path, "en")


def test_the_apologies_in_other_languages_ship_with_a_recording_each():
    names = PromptLibrary(SHIPPED, "en", COMPANY).names
    assert names >= {f"other_language_{language}" for language in ("de", "es", "fr", "it")}


def test_prompts_for_callers_who_speak_another_language_are_told_from_others():
    foreign = PromptLibrary(SHIPPED, "en", COMPANY).foreign
    assert {"other_language_es", "closed_es"} <= foreign
    assert {name[-3:] for name in foreign} == {"_de", "_es", "_fr", "_it"}


def test_every_prompt_that_ships_is_used_by_code_or_rules():
    paths = [path for path in (ROOT / "ivr").rglob("*.py") if path.name != "prompt_texts.py"]  # which lists some
    source = "\n".join(path.read_text() for path in [*paths, ROOT / "rules.yml"])
    made_of_two_parts = re.compile(
        r"(?:emergency|crisis|no_input|no_match)_\d+|topic_\w+|chosen_no_\w+|closed_[a-z]{2}"
    )
    names = load_texts(SHIPPED).keys()
    unused = {name for name in names if not re.search(rf"\b{name}\b", source)}
    assert {name for name in unused if not made_of_two_parts.fullmatch(name)} == set()


def test_no_sentence_that_callers_hear_stands_in_the_webhooks():
    for path in (ROOT / "ivr" / "web").glob("*.py"):
        if path.name in {"lines.py", "agent_page.py", "told_to_agent.py"}:  # what agents hear and read
            continue
        strings = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
        spoken = [text for text in strings if isinstance(text, str) and re.match(r"[A-Z][a-z' ]+[ ,].*[.!?]$", text)]
        tree = ast.parse(path.read_text())
        kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
        documented = [ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, kinds)]
        attributes = [
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ]
        assert set(spoken) - set(documented) - set(attributes) == set(), path.name


def test_lines_of_the_carrier_need_no_recording_and_cannot_be_played():
    names = PromptLibrary(SHIPPED, "en", COMPANY).names
    assert not names & SAID_BY_CARRIER
    assert PromptTexts(SHIPPED, "en").missing == []
    assert not [path for path in SHIPPED.glob("*/*.wav") if path.stem in SAID_BY_CARRIER]


def test_every_prompt_that_a_call_can_say_ships():
    said = set(ANSWERS.values())
    for path in (ROOT / "ivr" / "core").rglob("*.py"):
        said |= set(re.findall(r'Prompt\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
        for one, other in re.findall(r'Prompt\("(\w+)" if \w+ else "(\w+)"\)', path.read_text(encoding="utf-8")):
            said |= {one, other}
    assert said <= PromptLibrary(SHIPPED, "en", COMPANY).names
    assert {"already_done", "starting_again", "help", "one_moment"} <= said


def test_a_number_of_an_emergency_prompt_is_said_in_it():
    assert number_problems("emergency_911", "Hang up and call nine one one.", "en") == []
    assert number_problems("crisis_116123", "Call 116 123.", "en") == []
    assert number_problems("emergency_112", "Hang up and call nine one one.", "en") == [
        "emergency_112 (en) must say 1, 1, 2: that is what its name stands for"
    ]
    assert number_problems("goodbye", "Goodbye.", "en") == []


async def test_a_wrong_number_is_told_when_prompts_are_checked(tmp_path, synthesizer):
    write_texts(tmp_path, disclosure=DISCLOSURE, emergency_112="Call nine one one.")
    assert "emergency_112 (en) must say 1, 1, 2" in (await render_all(tmp_path, synthesizer, tell=quiet))[0]


def test_the_emergency_number_is_heard_within_five_seconds():
    library = PromptLibrary(SHIPPED, "en", COMPANY)
    numbers = [name for name in library.names if name.startswith("emergency_")]
    assert len(numbers) >= 3
    assert max(library.clip(name).seconds for name in numbers) < 5
