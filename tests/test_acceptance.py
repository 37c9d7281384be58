"""No agent is connected without having taken the call, however much of what they are told cannot be read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from ivr.core.record import Reason
from ivr.language.rooms import ROOMS
from ivr.language.spoken import SpokenLanguage
from ivr.ports import HandOff
from ivr.settings import Settings
from ivr.store.store import Store
from ivr.telephony.signature import Signatures
from ivr.web.briefings import words_for_agents

from .conftest import CALL, FakeRules, Twilio, said, verbs

WHISPER = f"/voice/whisper?call={CALL}&attempt=1"


@pytest.fixture
def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Spoils one file of the language in which agents are told of calls."""

    def spoil(file: str) -> None:
        room = Path(shutil.copytree(ROOMS / "en", tmp_path / "en"))
        (room / file).write_text("somebody (else\n")
        language = SpokenLanguage("en", room)
        monkeypatch.setattr("ivr.language.spoken.spoken", lambda _: language)

    return spoil


@pytest.fixture
def twilio(make_app: Callable[..., Flask], settings: Settings, store: Store, signatures: Signatures) -> Twilio:
    """With the words for agents as the service has them, and a call that was handed on."""
    twilio = Twilio(make_app(settings, briefings=words_for_agents).test_client(), signatures)
    twilio.ask("/voice/incoming")
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED, None, "where is my order"))
    twilio.ask("/voice/next")
    return twilio


@pytest.mark.parametrize("file", ["briefing.txt", "teams.txt", "vocabulary.txt"])
def test_who_cannot_be_briefed_is_asked_to_accept_all_the_same(
    twilio: Twilio, store: Store, spoiled: Callable[[str], None], file: str
) -> None:
    spoiled(file)
    asked = twilio.ask(WHISPER, CallSid="CA9", ParentCallSid=CALL)
    assert verbs(asked) == ["Gather", "Gather", "Hangup"]
    assert said(asked) == "1 1"  # the key, which needs no words
    assert not store.record(CALL).dials[0].accepted
    assert verbs(twilio.ask(WHISPER, CallSid="CA9", Digits="1")) == []
    assert store.record(CALL).dials[0].accepted


def test_who_answers_too_late_hears_nothing_of_what_cannot_be_read(
    twilio: Twilio, spoiled: Callable[[str], None]
) -> None:
    spoiled("briefing.txt")
    twilio.post("/voice/status", CallStatus="completed")
    assert verbs(twilio.ask(WHISPER, CallSid="CA9")) == ["Hangup"]


def test_that_agents_cannot_be_briefed_is_told_with_file_and_line(
    spoiled: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    spoiled("briefing.txt")
    assert words_for_agents("en") is None
    assert "briefing.txt" in capsys.readouterr().out


@pytest.mark.parametrize("asks", [True, False])
def test_of_a_call_that_nothing_is_known_of_the_agent_is_asked_unless_none_ever_is(
    twilio: Twilio, rules_in_force: FakeRules, *, asks: bool
) -> None:
    routes = {"support": {"agents": ["+15005550001"], "press_to_accept": asks}}
    rules_in_force.rules = type(rules_in_force.rules).model_validate({"routes": routes, "fallback_route": "support"})
    told = verbs(twilio.ask("/voice/whisper?call=CA77&attempt=1", CallSid="CA9"))
    assert told == (["Gather", "Gather", "Hangup"] if asks else ["Say"])
