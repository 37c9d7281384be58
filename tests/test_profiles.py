"""A profile for each number that is called: whom callers ring, what they are told, and where a call goes from there."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from ivr.asgi import Service
from ivr.call.activity import Activity
from ivr.call.equipment import Equipment, Evidence
from ivr.call.exchange import Exchange
from ivr.core.care import lines_for, route_for
from ivr.core.record import MayRecord, Prompt, Topic
from ivr.core.rules import Rules
from ivr.errors import EngineError, RulesError
from ivr.evidence.told import sha256_of_texts
from ivr.ports import HandOff
from ivr.settings import ROOT, load_settings
from ivr.store.calls import rules_of
from ivr.store.store import Store
from ivr.telephony.token import StreamTokens
from ivr.written.prompt_texts import load_texts
from ivr.written.recordings import KeptClips, Recordings
from ivr.written.rules_file import RulesFile, check_prompts_named, parse_rules
from tests.conftest import CALL, FakeReadiness, FakeRules, Twilio, dialled_numbers, said, verbs
from tests.english import ENGLISH
from tests.test_company import ToneVoice
from tests.test_one_writer import Stream
from tests.test_runner import Engines, Loudness

SHIPPED = ROOT / "audio_prompts"
PROMPTS = load_texts(SHIPPED).keys()
BERLIN, BOSTON, UNKNOWN = "+493055500001", "+16175550100", "+442079460000"
RULES = """
company: Fernhill
routes:
  support:
    agents: ["+15005550001"]
  berlin:
    agents: ["+493055500009"]
  boston:
    agents: ["+16175550109"]
fallback_route: support
emergency_number: "911"
crisis_number: "988"
numbers:
  +493055500001:
    company: Acme
    notices: [notice, one_moment]
    emergency_number: 112
    fallback_route: berlin
  +16175550100:
    fallback_route: boston
"""


@pytest.fixture
def rules() -> Rules:
    return parse_rules(RULES)


def mistakes(old: str, new: str) -> list[str]:
    assert old in RULES
    with pytest.raises(RulesError) as caught:
        parse_rules(RULES.replace(old, new))
    return str(caught.value).splitlines()


# What the rules are for a number


def test_what_a_profile_gives_holds_for_calls_to_its_number_and_all_else_is_as_in_the_rules(rules: Rules) -> None:
    its = rules.for_number(BERLIN)
    assert (its.company, its.emergency_number, its.fallback_route) == ("Acme", "112", "berlin")
    assert its.disclosure.prompts == ("disclosure", "notice", "one_moment")
    assert (its.disclosure.then, its.routes, its.version) == ("ask_how", rules.routes, rules.version)
    other = rules.for_number(BOSTON)
    assert (other.company, other.disclosure, other.fallback_route) == ("Fernhill", rules.disclosure, "boston")
    assert (other.emergency_number, other.crisis_number) == ("911", "988")


@pytest.mark.parametrize("called", [UNKNOWN, "", "sip:line@example.com", "Anonymous", BERLIN[1:]])
def test_a_number_without_a_profile_has_what_stands_in_the_rules(rules: Rules, called: str) -> None:
    its = rules.for_number(called)
    assert (its.company, its.disclosure, its.fallback_route) == ("Fernhill", rules.disclosure, "support")


@pytest.mark.parametrize("called", [UNKNOWN, "", "sip:line@example.com"])
def test_who_called_a_number_without_a_profile_is_never_recorded(called: str) -> None:
    """Nobody knows which law holds where they are."""
    asking = parse_rules("recording: ask\n" + RULES)
    assert asking.for_number(called).recording is MayRecord.NEVER
    assert asking.for_number(BERLIN).recording is MayRecord.ASK
    alone = parse_rules("recording: ask\n" + RULES.partition("numbers:")[0])
    assert alone.for_number(called).recording is MayRecord.ASK


def test_a_number_may_say_for_itself_whether_its_calls_are_recorded(rules: Rules, tmp_path: Path) -> None:
    assert rules.for_number(BERLIN).recording is MayRecord.NEVER
    path = tmp_path / "rules.yml"
    path.write_text(RULES.replace("company: Acme", "recording: ask"))
    asking = parse_rules(path.read_text())
    assert asking.for_number(BERLIN).recording is MayRecord.ASK
    assert {asking.for_number(called).recording for called in (BOSTON, UNKNOWN)} == {MayRecord.NEVER}
    (tmp_path / "prompts.yml").write_text("".join(f"{name}: {{en: Hello}}\n" for name in PROMPTS - {"ask_recording"}))
    told = check_prompts_named(path, asking, tmp_path)
    assert [line.partition(" in en")[0] for line in told] == [
        "rules.yml:15: numbers.+493055500001.recording: no prompt 'ask_recording'"
    ]
    assert mistakes("company: Acme", "recording: always")[0].startswith(
        "rules.yml:15: numbers.+493055500001.recording: 'always' is not known here: use one of 'never' or 'ask'"
    )


def test_nobody_in_despair_is_told_a_number_of_another_country(rules: Rules) -> None:
    told = lines_for(Topic.SELF_HARM, rules.for_number(BERLIN), "", ENGLISH)
    assert told[-1] == Prompt("emergency_112")
    own = parse_rules(RULES.replace("emergency_number: 112", "emergency_number: 112\n    crisis_number: 116123"))
    assert lines_for(Topic.SELF_HARM, own.for_number(BERLIN), "", ENGLISH)[-1] == Prompt("crisis_116123")


@pytest.mark.parametrize("topic", [Topic.EMERGENCY, Topic.HARDSHIP])
def test_a_topic_without_a_route_goes_where_the_number_s_calls_go(rules: Rules, topic: Topic) -> None:
    assert route_for(topic, rules.for_number(BERLIN)) == "berlin"
    assert rules.for_number(BERLIN).opted_out_route == "berlin"


# Mistakes, with their line


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("route: berlin", "route: bonn", "rules.yml:18: numbers.+493055500001.fallback_route: no route 'bonn'"),
        ("company: Acme", "company: ''", "rules.yml:15: numbers.+493055500001.company: is empty"),
        ("company: Acme", "company: '{x}'", "rules.yml:15: numbers.+493055500001.company: must be a name that"),
        (
            "[notice, one",
            "[disclosure, one",
            "rules.yml:16: numbers.+493055500001.notices: 'disclosure' is said before",
        ),
        ("[notice, one_moment]", "[]", "rules.yml:16: numbers.+493055500001.notices: is empty: give at least one"),
        ("[notice, one_moment]", "off", "rules.yml:16: numbers.+493055500001.notices: a list is awaited here"),
        ("number: 112", "number: one", "rules.yml:17: numbers.+493055500001.emergency_number: 'one' is no short"),
        ("  +16175550100", "  617 555", "rules.yml:19: numbers.617 555: '617 555' is no whole number"),
        ("  +16175550100", "  +10175550100", "rules.yml:19: numbers.+10175550100: no line can have +1"),
        (
            "    fallback_route: boston",
            "    disclosure: off",
            "rules.yml:20: numbers.+16175550100.disclosure: there is",
        ),
        ("  +16175550100", "  +493055500001", "rules.yml:19: +493055500001: stands here and on line 14: keep one"),
    ],
)
def test_a_mistake_in_a_profile_is_told_with_its_line(old: str, new: str, told: str) -> None:
    found = mistakes(old, new)
    assert len(found) == 1
    assert found[0].startswith(told)


def test_a_prompt_that_only_a_profile_names_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "rules.yml"
    path.write_text(RULES.replace("one_moment", "notice_of_berlin").replace("112", "110"))
    told = check_prompts_named(path, parse_rules(path.read_text()), SHIPPED)
    assert [line.partition(": add")[0] for line in told] == [
        "rules.yml:16: numbers.+493055500001.notices: no prompt 'notice_of_berlin' in en",
        "rules.yml:17: numbers.+493055500001.emergency_number: no prompt 'emergency_110' in en",
    ]


# What webhooks answer


def test_until_the_assistant_is_ready_callers_hear_whom_they_rang_and_reach_their_own_agents(
    twilio: Twilio, readiness: FakeReadiness
) -> None:
    readiness.ready = False
    root = twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    assert "this is Acme" in said(root)
    assert dialled_numbers(root) == ["+493055500009"]


@pytest.mark.parametrize("to", [{"To": UNKNOWN}, {"To": ""}, {}])
def test_who_called_no_number_with_a_profile_reaches_the_agents_of_the_rules(
    twilio: Twilio, readiness: FakeReadiness, to: dict[str, str]
) -> None:
    readiness.ready = False
    root = twilio.ask("/voice/incoming", CallStatus="ringing", **to)
    assert "this is Fernhill" in said(root)
    assert dialled_numbers(root) == ["+15005550001"]


def test_behind_the_stream_stands_an_agent_of_the_number_that_was_called(twilio: Twilio) -> None:
    root = twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    assert verbs(root) == ["Connect", "Say", "Dial"]
    assert dialled_numbers(root) == ["+493055500009"]


def test_a_call_keeps_its_profile_though_it_is_taken_out_of_the_rules(
    twilio: Twilio, rules_in_force: FakeRules
) -> None:
    twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    rules_in_force.rules = parse_rules(RULES.partition("numbers:")[0])
    assert dialled_numbers(twilio.ask("/voice/next", To=BERLIN, StreamEvent="x")) == ["+493055500009"]


def test_after_a_restart_a_call_has_the_profile_of_the_number_it_called(
    twilio: Twilio, store: Store, open_store: Callable[..., Store], rules: Rules
) -> None:
    """Also where a request about it does not say which: an agent's leg does not."""
    twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    store.save_handoff(CALL, HandOff("transfer", None))
    assert store.flush()
    store.close()
    again = open_store().call(CALL)
    assert again is not None
    assert again.rules is None
    assert rules_of(again, rules).company == "Acme"
    assert rules_of(None, rules, BERLIN).fallback_route == "berlin"
    assert rules_of(None, rules).fallback_route == "support"


def test_when_our_own_code_fails_the_agents_of_the_number_ring(
    twilio: Twilio, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "begin_call", lambda *_, **__: 1 / 0)
    root = twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    assert dialled_numbers(root) == ["+493055500009"]


# What is said, and what proves it


@pytest.fixture
def voice() -> ToneVoice:
    return ToneVoice()


def recordings(tmp_path: Path, voice: ToneVoice, *in_force: Rules) -> Recordings:
    kept = KeptClips(tmp_path / "prompts", "v1")
    return Recordings(SHIPPED, "en", lambda: in_force[-1], kept, lambda: voice)


def test_all_companies_are_spoken_before_rules_come_into_force_and_what_is_alike_is_held_once(
    tmp_path: Path, voice: ToneVoice, rules: Rules
) -> None:
    known = recordings(tmp_path, voice, rules)
    assert (known.has("Fernhill"), known.has("Acme")) == (True, False)
    assert known.unsayable(rules) == []
    assert known.has("Acme")
    assert "for Acme" in known.of("Acme").text("disclosure")
    assert known.of("Acme").clip("ask_how") is known.of("Fernhill").clip("ask_how")


def test_a_number_whose_opening_is_too_long_leaves_the_last_good_rules(tmp_path: Path, voice: ToneVoice) -> None:
    path, good = tmp_path / "rules.yml", RULES.replace(", one_moment", "")
    path.write_text(good)
    known = recordings(tmp_path, voice, parse_rules(good))
    rules = RulesFile(path, demand=known.unsayable)
    path.write_text(RULES.replace("[notice, one_moment]", "[notice, recorded_answer, one_moment]"))
    for _ in range(3):
        rules.look()
    assert rules.current().for_number(BERLIN).disclosure.prompts == ("disclosure", "notice")
    assert "numbers.+493055500001: the opening takes 1" in rules.problem


def test_a_company_of_a_number_that_nobody_can_speak_is_told_as_such(tmp_path: Path, voice: ToneVoice) -> None:
    voice.dead = True
    rules = parse_rules(RULES)
    with pytest.raises(EngineError, match=r"numbers\.\+493055500001: company: its prompts cannot be spoken"):
        recordings(tmp_path, voice, rules).unsayable(rules)


async def call_to(number: str, known: Recordings, store: Store, rules: Rules, facts: Any, **more: str) -> Stream:
    """The call's stream, from its webhook's rules on."""
    engines, tokens = Engines(), StreamTokens("k" * 40, lambda: 0.0)
    equipment = Equipment(
        *(engines, engines, engines, Loudness, cast(Any, known), store, lambda text: [text], Activity()),
        evidence=Evidence(facts, {}, "hibari"),
    )
    exchange = Exchange(equipment, store, cast(Any, FakeRules(rules)), tokens)
    return await Stream(exchange, CALL, {"token": tokens.issue(CALL), **more}).begins()


class Told:
    def __init__(self) -> None:
        self.facts: list[tuple[str, Any]] = []

    def tell(self, call: str, kind: str, fact: Any) -> None:
        self.facts.append((kind, fact))

    def of(self, kind: str) -> Any:
        return next(fact for known, fact in self.facts if known == kind)


@pytest.mark.parametrize("restarted", [False, True])
async def test_the_evidence_holds_the_text_and_the_sound_that_callers_of_the_number_were_sent(
    twilio: Twilio,
    store: Store,
    open_store: Callable[..., Store],
    rules: Rules,
    tmp_path: Path,
    voice: ToneVoice,
    restarted: bool,
) -> None:
    """Also on the stream with which a call goes on after a restart."""
    known, told = recordings(tmp_path, voice, rules), Told()
    await asyncio.to_thread(known.prepare, "Acme")
    twilio.ask("/voice/incoming", CallStatus="ringing", To=BERLIN)
    if restarted:
        assert store.flush()
        store.close()
        store = open_store()
        assert store.call(CALL) is not None
    stream = await call_to(BERLIN, known, store, rules, told)
    stream.task.cancel()
    sent, library, opening = told.of("disclosure_sent"), known.of("Acme"), ("disclosure", "notice", "one_moment")
    assert sent["text_sha256"] == sha256_of_texts(opening, library)
    assert sent["text_sha256"] != sha256_of_texts(opening, known.of("Fernhill"))
    assert sent["by_hash"] is True
    assert told.of("in_force")["rules"] == rules.version


async def test_a_service_of_which_one_number_cannot_be_answered_yet_takes_no_call(tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text(RULES)
    known = {"IVR_DATA_DIR": str(tmp_path / "data"), "IVR_RULES_FILE": str(tmp_path / "rules.yml")}
    service = Service(load_settings(known, dev=True), dev=True)
    service.room = service._engine_room()
    service.room.prompts.is_ready = True  # as after the company of the rules alone
    assert service.room.prompts.has("Fernhill")
    assert service.parts()["prompts"]["state"] == "starting"
    assert not service.can_take_call()
    service.store.close()
    service.facts.close()
