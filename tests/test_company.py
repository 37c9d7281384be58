"""The company that callers ring: a setting of the rules, spoken by name in every prompt that holds {company}."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
import structlog
from pydantic import ValidationError

from ivr.asgi import Service
from ivr.audio import ulaw_of
from ivr.core.rules import Rules
from ivr.errors import EngineError, PromptError
from ivr.ports import Clip
from ivr.settings import ROOT, load_settings
from ivr.written.disclosure import disclosure_problems
from ivr.written.prompt_rendering import render_all
from ivr.written.prompt_texts import SAID_BY_CARRIER, filled, load_texts
from ivr.written.prompts import check_all
from ivr.written.recordings import KeptClips, Recordings
from ivr.written.rules_file import RulesFile, parse_rules

SHIPPED = ROOT / "audio_prompts"
NAMES_IT = {name for name, texts in load_texts(SHIPPED).items() if "{company}" in str(texts)} - SAID_BY_CARRIER
RULES = "company: {}\nroutes: {{support: {{agents: [+15005550001]}}}}\nfallback_route: support\n"


class ToneVoice:
    """A fifth of a second a word; `dead`: it fails."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.dead = False
        self.stopped = 0

    async def start(self) -> None:
        pass

    async def stop(self) -> None:
        self.stopped += 1

    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        if self.dead:
            raise EngineError("no voice")
        self.texts.append(text)
        tone = 8000 * np.sin(np.arange(1600 * len(text.split())) / 3)
        return Clip(ulaw_of(tone.astype("<i2").tobytes()))


@pytest.fixture
def voice() -> ToneVoice:
    return ToneVoice()


def recordings(tmp_path: Path, voice: ToneVoice, company: str = "Fernhill", manner: str = "v1") -> Recordings:
    return Recordings(SHIPPED, "en", lambda: rules_of(company), KeptClips(tmp_path / "prompts", manner), lambda: voice)


def rules_of(company: str) -> Rules:
    return parse_rules(RULES.format(json.dumps(company)))


def test_the_company_that_was_recorded_needs_no_voice(tmp_path: Path, voice: ToneVoice) -> None:
    known = recordings(tmp_path, voice)
    assert known.has("Fernhill")
    assert known.unsayable(rules_of("Fernhill")) == []
    assert voice.texts == []
    assert "for Fernhill" in known.of("Fernhill").text("disclosure")


@pytest.mark.parametrize("company", ["Ben & Jerry's", "7-Eleven", "3M", "O'Reilly Auto Parts", "Ørsted", "J.P. Morgan"])
def test_another_company_is_spoken_before_its_rules_come_into_force(
    tmp_path: Path, voice: ToneVoice, company: str
) -> None:
    known = recordings(tmp_path, voice)
    assert known.unsayable(rules_of(company)) == []
    assert len(voice.texts) == len(NAMES_IT) == voice.stopped * len(NAMES_IT)
    library = known.of(company)
    assert all(company in library.text(name) and company not in known.of("Fernhill").text(name) for name in NAMES_IT)
    assert library.clip("disclosure") != known.of("Fernhill").clip("disclosure")
    assert library.clip("ask_how") == known.of("Fernhill").clip("ask_how")


def test_what_was_spoken_is_kept_for_the_next_start_unless_the_voice_is_another(
    tmp_path: Path, voice: ToneVoice
) -> None:
    recordings(tmp_path, voice).prepare("Acme")
    voice.dead = True
    assert recordings(tmp_path, voice, "Acme").has("Acme")
    assert not recordings(tmp_path, voice, "Acme", "v2").has("Acme")


def test_a_kept_clip_that_cannot_be_read_is_spoken_anew(tmp_path: Path, voice: ToneVoice) -> None:
    recordings(tmp_path, voice).prepare("Acme")
    for path in (tmp_path / "prompts").iterdir():
        path.write_bytes(b"RIFF")
    again = recordings(tmp_path, voice, "Acme")
    assert not again.has("Acme")
    again.prepare("Acme")
    assert again.has("Acme")


def test_a_dead_voice_leaves_the_last_good_rules(tmp_path: Path, voice: ToneVoice) -> None:
    known = recordings(tmp_path, voice)
    voice.dead = True
    with pytest.raises(EngineError, match=r"company: its prompts cannot be spoken \(no voice\)"):
        known.unsayable(rules_of("Acme"))
    assert not known.has("Acme")
    voice.dead = False
    assert known.unsayable(rules_of("Acme")) == []
    assert known.has("Acme")


def test_a_name_so_long_that_the_disclosure_takes_too_long_is_refused(tmp_path: Path, voice: ToneVoice) -> None:
    known = recordings(tmp_path, voice)
    long = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z A B C D"
    (problem,) = known.unsayable(rules_of(long))
    assert "must stay under 10 s" in problem
    assert not known.has(long)


def test_a_company_may_not_make_the_whole_opening_too_long(tmp_path: Path, voice: ToneVoice) -> None:
    known = recordings(tmp_path, voice)
    (problem,) = known.unsayable(rules_of("The A B C D E F G H I J K L M N O P Q R S T U V"))
    assert problem.startswith("disclosure: the opening takes 1")


def test_no_call_hears_the_name_of_rules_that_were_refused(tmp_path: Path, voice: ToneVoice) -> None:
    """A call of a company that nobody speaks any more, as after a restart, has that of the rules in force."""
    known = recordings(tmp_path, voice)
    refused = "The A B C D E F G H I J K L M N O P Q R S T U V"
    assert known.unsayable(rules_of(refused)) != []
    assert "for Fernhill" in known.of("Of Old").text("disclosure")


def test_a_live_change_waits_for_a_voice_that_fails_and_no_longer(tmp_path: Path, voice: ToneVoice) -> None:
    known, path = recordings(tmp_path, voice), tmp_path / "rules.yml"
    path.write_text(RULES.format("Fernhill"))
    rules = RulesFile(path, demand=lambda wanted: known.unsayable(wanted))
    voice.dead = True
    path.write_text(RULES.format("Acme"))
    with structlog.testing.capture_logs() as logs:
        for _ in range(40):
            rules.look()
        assert rules.current().company == "Fernhill"
        assert "company: its prompts cannot be spoken (no voice)" in rules.problem
        voice.dead = False
        for _ in range(100):
            rules.look()
    assert (rules.current().company, rules.problem) == ("Acme", "")
    assert "for Acme" in known.of("Acme").text("disclosure")
    assert [line["event"] for line in logs] == ["rules_put_off", "rules_changed"]


def test_nothing_is_spoken_while_the_service_is_made(tmp_path: Path, voice: ToneVoice) -> None:
    assert not recordings(tmp_path, voice, "Acme").has("Acme")
    assert voice.texts == []


async def test_a_call_of_an_earlier_company_goes_on_after_a_restart(tmp_path: Path, voice: ToneVoice) -> None:
    known = recordings(tmp_path, voice, "Acme")
    await known.make_ready()
    assert known.of("Fernhill").text("disclosure").count("Acme") == 1


async def test_a_service_of_a_company_not_yet_spoken_takes_no_call_and_names_it_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text(RULES.format("Acme"))
    known = {"IVR_DATA_DIR": str(tmp_path / "data"), "IVR_RULES_FILE": str(tmp_path / "rules.yml")}
    service = Service(load_settings(known, dev=True), dev=True)
    service.room = service._engine_room()
    assert service.parts()["prompts"]["state"] == "starting"
    assert not service.room.ready
    assert "this is Acme" in service.texts.text("not_ready", service.rules.current().company)
    service.room.prompts.problem = "company: its prompts cannot be spoken (no voice)"
    assert service.parts()["prompts"] == {"state": "failed", "detail": service.room.prompts.problem}


async def test_the_voice_is_tried_again_until_the_company_can_be_heard(
    tmp_path: Path, voice: ToneVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.written.recordings._AGAIN_SECONDS", 0.0)
    known = recordings(tmp_path, voice, "Acme")
    voice.dead = True
    trying = asyncio.create_task(known.make_ready())
    while not known.problem:  # noqa: ASYNC110  # it tells nobody
        await asyncio.sleep(0)
    voice.dead = False
    await trying
    assert (known.has("Acme"), known.problem) == (True, "")


@pytest.mark.parametrize("name", ["The A B C D E F G H I J K L M N O P Q R S T U V", "A " * 29 + "A"])
async def test_an_opening_that_is_too_long_at_the_start_sends_callers_to_agents_until_the_rules_are_mended(
    tmp_path: Path, voice: ToneVoice, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Also where it was spoken and kept by an earlier start."""
    monkeypatch.setattr("ivr.written.recordings._AGAIN_SECONDS", 0.0)
    with suppress(PromptError):
        await asyncio.to_thread(recordings(tmp_path, voice).prepare, name)
    in_force = [rules_of(name)]
    known = Recordings(SHIPPED, "en", lambda: in_force[-1], KeptClips(tmp_path / "prompts", "v1"), lambda: voice)
    with structlog.testing.capture_logs() as logs:
        trying = asyncio.create_task(known.make_ready())
        while not known.problem:  # noqa: ASYNC110  # it tells nobody
            await asyncio.sleep(0)
        assert "10 s" in known.problem
        assert not known.is_ready
        in_force.append(rules_of("Fernhill"))
        await trying
    assert (known.is_ready, known.problem) == (True, "")
    assert [line["event"] for line in logs] == ["prompts_not_ready"]


def test_prompts_that_name_a_company_need_one(tmp_path: Path, voice: ToneVoice) -> None:
    with pytest.raises(PromptError, match="set `company`"):
        recordings(tmp_path, voice, "")
    assert "set `company`" in check_all(SHIPPED)[0]


async def test_recordings_are_made_for_the_company_and_made_anew_for_another(tmp_path: Path, voice: ToneVoice) -> None:
    text = "I'm an automated A.I. for {company}, not a person. Say human or press zero."
    (tmp_path / "prompts.yml").write_text(json.dumps({"disclosure": {"en": text}, "goodbye": {"en": "Goodbye."}}))
    assert await render_all(tmp_path, voice, "Acme", tell=lambda _: None) == []
    assert await render_all(tmp_path, voice, "Globex", tell=lambda _: None) == []
    assert [("Acme" in said, "Globex" in said) for said in voice.texts] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert check_all(tmp_path, "Acme", as_recorded=False) == []
    assert "was changed after it was recorded" in check_all(tmp_path, "Acme")[0]


@pytest.mark.parametrize("company", ["<b>Acme</b>", "{company}", "Acme\nGlobex", "...", "A" * 61])
def test_what_is_no_name_is_refused(company: str) -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate({"company": company, "routes": {"a": {"agents": ["+15005550001"]}}, "fallback_route": "a"})


def test_a_disclosure_must_name_the_company() -> None:
    text = "I'm an automated A.I. for {company}, not a person. Say human or press zero."
    assert disclosure_problems(filled(text, "Acme Inc."), "en", 7.0, "Acme Inc.") == []
    assert disclosure_problems(text.replace("{company}", "Globex"), "en", 7.0, "Acme") == [
        "disclosure (en) must say for whom: {company}, which is Acme"
    ]
    assert disclosure_problems(text.replace("{company}", "Acmeville"), "en", 7.0, "Acme") != []


@pytest.mark.parametrize(
    ("company", "said"),
    [("Acme", "for Acme. Hello"), ("Acme Inc.", "for Acme Inc. Hello"), ("Yahoo!", "for Yahoo! Hello")],
)
def test_no_full_stop_is_doubled(company: str, said: str) -> None:
    assert filled("for {company}. Hello", company) == said


def test_what_nothing_stands_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "prompts.yml").write_text("ask_how:\n  en: Hello {caller}, how can I help?\n")
    with pytest.raises(PromptError, match=r"ask_how holds .caller., which nothing"):
        load_texts(tmp_path)
