"""Other prompts in force: looked at, spoken, written down, and said from the next call on, or nothing of it."""

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from ivr.core.rules import Rules
from ivr.errors import EngineError, PromptError
from ivr.written.own_recordings import OwnRecordings, wav_of
from ivr.written.prompt_texts import SAID_BY_CARRIER, PromptTexts, load_texts
from ivr.written.prompts import check_all
from ivr.written.prompts_in_force import PromptsInForce, PromptsMovedError
from ivr.written.recorded import load_manifest, save_manifest
from ivr.written.recordings import KeptClips, Recordings
from ivr.written.script import Scripted, as_text, from_text

from .test_company import SHIPPED, ToneVoice, rules_of

DISCLOSURE = ("disclosure", "en")
SAID = "I'm an automated A.I. for {company}, not a person. For a person, press zero, or say human."
CLOSED = ("closed", "en")


FEW = ("disclosure", "notice", "ask_how", "closed", "keys_hint", "emergency_911", "robot_answer", "goodbye")


def a_few_prompts(folder: Path) -> None:
    """Of those that ship, and all that the carrier's voice says: quickly read."""
    written = {name: texts for name, texts in load_texts(SHIPPED).items() if name in {*FEW, *SAID_BY_CARRIER}}
    (folder / "en").mkdir(parents=True)
    (folder / "prompts.yml").write_text("# As somebody wrote it.\n" + yaml.safe_dump(written, sort_keys=False))
    for name in FEW:
        shutil.copy(SHIPPED / "en" / f"{name}.wav", folder / "en")
    save_manifest(folder, "en", {name: load_manifest(SHIPPED, "en")[name] for name in FEW})


class House:
    """A few prompts, in a folder that may be written."""

    def __init__(self, tmp_path: Path, company: str = "Fernhill") -> None:
        self.folder, self.data = tmp_path / "prompts", tmp_path / "data"
        if not self.folder.exists():
            a_few_prompts(self.folder)
        self.voice, self.rules = ToneVoice(), rules_of(company)
        self.texts = PromptTexts(self.folder, "en")
        kept = KeptClips(self.data, "v1")
        self.recordings = Recordings(self.folder, "en", self.current, kept, lambda: self.voice)
        self.recordings.is_ready = True
        self.own = OwnRecordings(self.data / "own")
        self.prompts = PromptsInForce(self.folder, self.own, self.texts, self.current, self.recordings)

    def current(self) -> Rules:
        return self.rules

    def publish(self, **texts: str) -> None:
        changes = {(name, "en"): Scripted(text) for name, text in texts.items()}
        self.prompts.publish(changes, instead_of=self.prompts.version)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def test_the_next_call_says_the_new_text_and_one_in_progress_keeps_its_own(house: House) -> None:
    of_a_call = house.recordings.of("Fernhill")
    before = of_a_call.clip("ask_how")
    house.publish(ask_how="What can I do for you?", closed="Nobody is in.")
    assert (of_a_call.text("ask_how"), of_a_call.clip("ask_how")) == ("How can I help?", before)
    library = house.recordings.of("Fernhill")
    assert library.text("ask_how") == "What can I do for you?"
    assert library.clip("ask_how").seconds == pytest.approx(6 * 0.2)
    assert house.texts.text("closed", "Fernhill") == "Nobody is in."


def test_the_evidence_of_a_new_disclosure_is_that_of_its_own_text_and_sound(house: House) -> None:
    of_a_call = house.recordings.of("Fernhill")
    version = of_a_call.version("disclosure")
    house.publish(disclosure=SAID)
    library = house.recordings.of("Fernhill")
    assert library.version("disclosure") != version == of_a_call.version("disclosure")
    assert library.text("disclosure") == SAID.replace("{company}", "Fernhill")
    assert library.named(_hash_of(library.clip("disclosure").ulaw)) == "disclosure"
    assert library.named(_hash_of(of_a_call.clip("disclosure").ulaw)) is None


def test_what_was_published_is_what_a_restart_finds_and_what_the_files_hold(house: House, tmp_path: Path) -> None:
    house.publish(ask_how="What can I do for you?", disclosure=SAID)
    again = House(tmp_path)
    assert again.recordings.of("Fernhill").clip("disclosure") == house.recordings.of("Fernhill").clip("disclosure")
    assert again.prompts.version == house.prompts.version
    assert check_all(house.folder, "Fernhill") == []
    assert load_texts(house.folder)["disclosure"]["en"] == SAID
    assert (house.folder / "prompts.yml").read_text().startswith("# As somebody wrote it.\n")


def test_the_name_of_each_company_is_spoken_before_its_calls_hear_the_new_line(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.recordings.prepare("Acme")
    house.publish(goodbye="Bye from {company}.")
    assert house.recordings.of("Acme").text("goodbye") == "Bye from Acme."
    assert {"Bye from Acme.", "Bye from Fernhill."} <= set(house.voice.texts)


def test_a_voice_that_fails_leaves_all_as_it_was(house: House) -> None:
    before = house.prompts.version, (house.folder / "prompts.yml").read_text()
    house.voice.dead = True
    with pytest.raises(EngineError, match="no voice"):
        house.publish(ask_how="What can I do for you?")
    assert (house.prompts.version, (house.folder / "prompts.yml").read_text()) == before
    assert house.recordings.of("Fernhill").text("ask_how") == "How can I help?"


def test_a_folder_that_cannot_be_written_leaves_all_as_it_was(house: House) -> None:
    (house.folder / "en" / "ask_how.wav").unlink()
    (house.folder / "en" / "ask_how.wav").mkdir()
    with pytest.raises(PromptError, match="give the service's user the right"):
        house.publish(ask_how="What can I do for you?")
    assert load_texts(house.folder)["ask_how"]["en"] == "How can I help?"
    assert house.recordings.of("Fernhill").text("ask_how") == "How can I help?"
    assert [path.name for path in house.folder.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("disclosure", "Hello, I'm an assistant for {company}.", "must say that it is an AI"),
        ("disclosure", SAID.replace(" for {company}", ""), "must say for whom"),
        ("disclosure", SAID.replace(", or say human", ""), "what to say for a person"),
        ("disclosure", SAID + " We are glad that you called." * 8, "must stay under 10 s"),
        ("notice", "Welcome to our line.", "what becomes of callers' words"),
        ("notice", "I write down what you say." + " It helps us." * 12, "The opening takes"),
        ("keys_hint", "Press one for your order. Press zero for a person.", "before what it is for"),
        ("ask_how", "How? And what for? Say it.", "more than one question"),
        ("emergency_911", "If anyone is in danger, call nine nine nine.", "must say 9, 1, 1"),
        ("waiting_place", "You are in line.", "It must hold {place}"),
        ("closed", "We are at {place}.", "Nothing is known to stand for {place}"),
        ("closed", "<script>alert(1)</script>", "Nobody can say “<”"),
        ("closed", "We are out\x07.", "a sign that nobody can see"),
        ("closed", " ... ", "no prompt is silent"),
        ("closed", "We are out. " * 60, "600 are taken"),
        ("robot_answer", "You are talking to a real person.", "claims to be a person"),
    ],
)
def test_a_text_that_does_not_hold_what_it_must_is_refused_in_words(
    house: House, name: str, text: str, told: str
) -> None:
    (problem,) = house.prompts.problems({(name, "en"): Scripted(text)}).values()
    assert told in " ".join(problem)
    with pytest.raises(PromptError):
        house.publish(**{name: text})
    assert house.prompts.version == House(house.folder.parent).prompts.version


def test_nothing_is_published_over_what_nobody_saw(house: House) -> None:
    seen = house.prompts.version
    house.publish(ask_how="What can I do for you?")
    with pytest.raises(PromptsMovedError):
        house.prompts.publish({CLOSED: Scripted("Nobody is in.")}, instead_of=seen)


def test_a_file_that_was_changed_by_hand_is_not_written_over(house: House) -> None:
    path = house.folder / "prompts.yml"
    path.write_text(path.read_text() + "# by hand\n")
    with pytest.raises(PromptsMovedError, match="restart"):
        house.publish(ask_how="What can I do for you?")
    assert path.read_text().endswith("# by hand\n")


def test_before_all_can_be_said_nothing_is_changed(house: House) -> None:
    house.recordings.is_ready = False
    with pytest.raises(EngineError, match="wait until they can"):
        house.publish(ask_how="What can I do for you?")


def test_a_persons_recording_comes_into_force_and_goes_and_comes_back(house: House) -> None:
    recording = house.own.keep(wav_of(bytes(16000)))
    spoken = Scripted(load_texts(SHIPPED)["closed"]["en"], recording)
    of_voice = house.prompts.script[CLOSED]
    for line, source in ((spoken, "recording"), (of_voice, "synthesizer"), (spoken, "recording")):
        house.prompts.publish({CLOSED: line}, instead_of=house.prompts.version)
        assert house.prompts.script[CLOSED] == line
        assert load_manifest(house.folder, "en")["closed"].source == source
        assert check_all(house.folder, "Fernhill") == []
        sounds_like_it = house.recordings.of("Fernhill").clip("closed") == house.own.clip(recording)
        assert sounds_like_it is (source == "recording")
        assert House(house.folder.parent).recordings.of("Fernhill").clip("closed").seconds == pytest.approx(
            house.recordings.of("Fernhill").clip("closed").seconds
        )


def test_who_is_killed_between_text_and_sound_finds_both_at_the_next_start(house: House, tmp_path: Path) -> None:
    before = load_manifest(house.folder, "en")
    house.publish(ask_how="What can I do for you?")
    save_manifest(house.folder, "en", before)
    again = House(tmp_path)
    assert again.recordings.of("Fernhill").text("ask_how") == "What can I do for you?"
    assert again.recordings.of("Fernhill").clip("ask_how") == house.recordings.of("Fernhill").clip("ask_how")


def test_a_script_is_read_back_as_it_was_kept(house: House) -> None:
    changed = dict(house.prompts.script) | {CLOSED: replace(house.prompts.script[CLOSED], recording="a" * 64)}
    assert from_text(as_text(changed)) == changed
    with pytest.raises(PromptError):
        from_text("[1]")


def _hash_of(content: bytes) -> str:
    return sha256(content).hexdigest()
