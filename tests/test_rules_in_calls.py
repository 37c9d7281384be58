"""Whatever rules the check lets pass: no call, no webhook and no opening hour raises by them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
import yaml
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ivr.core.call import CallSession
from ivr.core.care import prompts_named
from ivr.core.events import CallStarted, Event, PlaybackFinished
from ivr.core.record import Reason, Topic
from ivr.core.rules import BargeIn, Rules, Thresholds, Timing
from ivr.errors import RulesError
from ivr.hours.opening_hours import is_open
from ivr.ports import HandOff
from ivr.store.store import Store
from ivr.written.rules_file import parse_rules

from .conftest import FakeClock, FakeRules, Twilio
from .english import ENGLISH
from .test_invariants import calls

ROUTES = ["support", "billing", "night_desk"]
INTENTS = ["order_status", "complaint", "speak_to_person", "greet", "no_such_intent"]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**12),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.text(max_size=3), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.sampled_from(["24:00", "25", "x", "funday", "2026-02-30", "America", "../etc", "", "XX", "nowhere", "0", "+1"]),
)
"""What is of no kind that was awaited, or of the kind and yet none."""
opens = st.sampled_from(["9", "09:00", "0900", "9am", "17.30", "noon", "00:00", "23:59:59", "12am", "600", "midnight"])
closes = st.sampled_from(["10", "18:00", "1830", "6pm", "16.45", "24:00", "midnight", "00:01", "8 a.m."])
days = st.one_of(
    st.sampled_from(["mon-fri", "daily", "sat-mon", "Monday", "mon, wed"]),
    st.lists(st.sampled_from(["mon", "tue", "sun", "Fri"]), min_size=1, max_size=4),
)
dates = st.sampled_from(["2026-03-02", "2026-12-25", "2028-02-29", "2100-01-01", "2199-12-31"])
zones = st.sampled_from(["UTC", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "EST", "Asia/Kathmandu"])
holidays = st.sampled_from(
    [
        {"country": "GB", "subdivision": "ENG"},
        {"country": "us"},
        {"country": "NO"},
        {"country": "IL"},
        {"country": "AU"},
    ]
)
hours = st.fixed_dictionaries({"days": days, "opens": opens, "closes": closes})
exceptions = st.one_of(
    st.fixed_dictionaries({"date": dates, "closed": st.just(True)}, optional={"until": st.just("2199-12-31")}),
    st.fixed_dictionaries({"date": dates, "opens": opens, "closes": closes}),
)
routes = st.fixed_dictionaries(
    {"agents": st.lists(st.sampled_from(["+15005550001", "+442079460000", "+81312345678"]), min_size=1, max_size=10)},
    optional={
        "time_zone": zones,
        "hours": st.lists(hours, max_size=4),
        "holidays": holidays,
        "exceptions": st.lists(exceptions, max_size=2),
        "ring_seconds": st.integers(5, 120),
        "press_to_accept": st.sampled_from([True, False, "yes", "no"]),
    },
)
names = st.sampled_from(["disclosure", "notice", "ask_how", "goodbye", "connecting", "z" * 40])
a_route, intents = st.sampled_from(ROUTES), st.lists(st.sampled_from(INTENTS), min_size=1, max_size=3)
rule = st.fixed_dictionaries(
    {"name": names, "intents": intents, "route": a_route},
    optional={"at_confidence": st.floats(0, 1), "tickets": intents},
)
topic = st.fixed_dictionaries(
    {}, optional={"enabled": st.booleans(), "route": a_route, "prompt": names, "tickets": intents}
)
openings = st.lists(names, max_size=4).map(lambda more: ["disclosure", *more])
seconds = st.sampled_from([1e-9, 0.02, 0.2, 1.0, 5.0, 600.0])
shares = st.sampled_from([0.0, 1e-300, 0.5, 1.0])
phrases = st.one_of(st.sampled_from(["customer care", "a", "the", "(.*", "\\", "Über 5", "human", "yes", "x" * 60]))


def _threshold(name: str, kind: object) -> st.SearchStrategy[Any]:
    if kind is not int:
        return shares
    return st.integers(3, 50) if name == "frustration_high" else st.integers(1, 3)


files = st.fixed_dictionaries(
    {"routes": st.dictionaries(a_route, routes, min_size=1), "fallback_route": a_route},
    optional={
        "language": st.sampled_from(["en", "de", "no", "xx"]),
        "disclosure": st.fixed_dictionaries({}, optional={"prompts": openings, "then": names}),
        "ways_out": st.fixed_dictionaries({"route": a_route}, optional={"phrases": st.lists(phrases, max_size=5)}),
        "thresholds": st.fixed_dictionaries({}, optional={
            name: _threshold(name, field.annotation)
            for name, field in Thresholds.model_fields.items()
        }),
        "timing": st.fixed_dictionaries({}, optional=dict.fromkeys(Timing.model_fields, seconds)),
        "menu": st.dictionaries(st.sampled_from("123456789#"), st.sampled_from(INTENTS)),
        "transfer_rules": st.lists(rule, max_size=4),
        "limits": st.fixed_dictionaries({}, optional={
            "calls_at_once": st.integers(1, 1000), "call_minutes": st.floats(1e-6, 240), "turns": st.integers(1, 1000)
        }),
        "barge_in": st.dictionaries(names, st.sampled_from(BargeIn).map(str)),
        "vocabulary": st.lists(st.sampled_from(["Fernhill", "Ørsted", "客服", "7", "' OR 1=1"]), max_size=5),
        "other_languages": st.dictionaries(st.sampled_from(["de", "no", "fr"]), names),
        "emergency_number": st.sampled_from(["911", 112, "116123", "00"]),
        "crisis_number": st.sampled_from(["988", None]),
        "topics": st.dictionaries(st.sampled_from(Topic).map(str), topic, max_size=4),
    },
)  # fmt: skip


@st.composite
def written(draw: st.DrawFn) -> str:
    """A rules file, now and then with something that is of another kind than awaited."""
    content: dict[str, Any] = draw(files)
    content.setdefault("ways_out", {})
    known = sorted(content["routes"])
    for part in (content["ways_out"], *content.get("transfer_rules", []), *content.get("topics", {}).values()):
        if part.get("route", "support") not in known:
            part["route"] = known[0]
    content["fallback_route"] = known[-1]
    for grave in ("emergency", "self_harm"):
        content.get("topics", {}).get(grave, {}).pop("enabled", None)
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        within = content
        while (
            isinstance(within[key := draw(st.sampled_from(sorted(within)))], dict)
            and within[key]
            and draw(st.booleans())
        ):
            within = within[key]
        within[key] = draw(ODD)
    return yaml.safe_dump(content, allow_unicode=True)


def accepted(text: str) -> Rules | None:
    """The rules, or None when they were refused, as only RulesError may refuse, in sentences of ours."""
    try:
        return parse_rules(text)
    except RulesError as error:
        for line in str(error).splitlines():
            assert line.startswith(("rules.yml:", "... and"))
            for foreign in ("Input should", "should be", "Value error", "valid ", "pydantic", "validation"):
                assert foreign not in line
        return None


seen: dict[bool, int] = {True: 0, False: 0}


@trying(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(written(), calls, st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1)))
def test_rules_that_pass_raise_in_no_call(text: str, events: list[Event], moment: datetime) -> None:
    rules = accepted(text)
    seen[rules is not None] += 1
    if rules is None:
        return
    assert prompts_named(rules)
    for route in rules.routes.values():
        for hour in range(0, 48, 5):
            is_open(route, moment.replace(tzinfo=UTC) + timedelta(hours=hour))
    heard_out = [CallStarted(), PlaybackFinished("m1"), PlaybackFinished("m2")]
    for said in (events, [*heard_out, *events]):
        call = CallSession(rules, ENGLISH)
        for event in said:
            call.receive(event)


def test_enough_of_them_pass_for_the_test_above_to_mean_something() -> None:
    assert seen[True] > 0.15 * sum(seen.values())


@trying(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=written(), hours=st.integers(0, 24 * 400), line=st.sampled_from(["+18005550199", "sip:x@y", ""]))
def test_rules_that_pass_raise_in_no_webhook(
    twilio: Twilio, store: Store, rules_in_force: FakeRules, fake_clock: FakeClock, text: str, hours: int, line: str
) -> None:
    rules = accepted(text)
    if rules is None:
        return
    before, rules_in_force.rules = rules_in_force.rules, rules
    fake_clock.at += timedelta(hours=hours)
    try:
        with structlog.testing.capture_logs() as logs:
            for number, name in enumerate([*rules.routes, "nowhere"]):
                call = f"CA{store.calls_in_progress()}x{hours}x{number}"
                about = {"CallSid": call, "To": line, "From": "" if number else "+14155550100"}
                twilio.ask("/voice/incoming", about)
                store.save_handoff(call, HandOff("transfer", name, Reason.TRANSFER_RULE, "complaint", "where is it"))
                twilio.ask("/voice/next", about)
                twilio.ask(f"/voice/whisper?call={call}&attempt=1", CallSid="CAagent")
                for attempt in (1, 2, 3):
                    twilio.dialed(attempt, "no-answer", **about)
                twilio.ask("/voice/voicemail", about)
                twilio.post("/voice/status", about, CallStatus="completed")
        assert [line for line in logs if line["log_level"] == "error"] == []
    finally:
        rules_in_force.rules = before
        fake_clock.at -= timedelta(hours=hours)
