"""A draft tried on calls that are over: what it would have decided is what a call under it then shows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import zip_longest

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trying

from ivr.core.call import CallSession
from ivr.core.commands import Command
from ivr.core.events import CallStarted, Event, RoutesClosed, StreamLost
from ivr.core.passing_over import hear_run
from ivr.core.record import Reply
from ivr.hours.opening_hours import closed_routes
from ivr.ports import JournalEntry
from ivr.rehearsal.doing import GOES_ON, NOTHING, Doing
from ivr.rehearsal.draft import not_tried
from ivr.rehearsal.recorded import streams_of
from ivr.rehearsal.rehearse import UNREADABLE, Verdict
from ivr.store.past_calls import Missing

from .english import ENGLISH
from .journals import BEGAN, called, journal_of, past, tried_on
from .scripted import RULES, Caller, asks, rules_with
from .test_invariants import calls

KEPT_RULES = rules_with(version="kept")


def complains(caller: Caller) -> None:
    asks(caller, "it is about what came yesterday", "complaint")
    caller.is_silent(3.0)
    caller.mark_returns()


def asks_for_an_order(caller: Caller) -> None:
    asks(caller, "where is my order", "order_status")
    caller.is_silent(1.0)
    if caller.call.state.value == "thinking":
        caller.is_answered(Reply(("It is on its way. What else?",)))
    caller.hears_it_out()
    caller.says("thank you, that is all", "goodbye", 0.9)


def mumbles(caller: Caller) -> None:
    for words in ("mumble", "mutter", "murmur"):
        caller.says(words, "greet", 0.2)
        caller.hears_it_out()


def is_silent_for_long(caller: Caller) -> None:
    for _ in range(3):
        caller.is_silent(7.0)
        caller.hears_it_out()


def is_hard_to_hear(caller: Caller) -> None:
    caller.speaks(0.8)
    caller.is_silent(0.14)
    caller.is_transcribed("where is my order", confidence=0.4)
    caller.understands("order_status", 0.95)
    caller.is_silent(3.0)


def asks_for_a_person(caller: Caller) -> None:
    caller.says("a human, please")


def asks_for_the_front_desk(caller: Caller) -> None:
    asks(caller, "front desk", "order_status")
    caller.is_silent(3.0)


def was_cheated(caller: Caller) -> None:
    caller.says("somebody stole money from my account with a fraudulent charge", "complaint", 0.9)
    caller.is_silent(3.0)


def presses_three(caller: Caller) -> None:
    caller.presses("3")
    caller.is_silent(3.0)


def presses_zero(caller: Caller) -> None:
    caller.presses("0")
    caller.is_silent(1.0)


def swears(caller: Caller) -> None:
    for _ in range(3):
        caller.says("this is fucking useless, where is my order", "order_status", 0.97)
        caller.is_silent(1.0)
        if caller.call.state.value == "thinking":
            caller.is_answered(Reply(("It is on its way. What else?",)))
        caller.hears_it_out()


def speaks_french(caller: Caller) -> None:
    asks(caller, "bonjour je voudrais", "order_status")
    caller.is_silent(3.0)


SCRIPTS = [
    complains, asks_for_an_order, mumbles, is_silent_for_long, is_hard_to_hear, asks_for_a_person, was_cheated,
    asks_for_the_front_desk, presses_three, presses_zero, swears, speaks_french,
]  # fmt: skip


# With the rules that it had


@pytest.mark.parametrize("script", SCRIPTS)
def test_with_its_own_rules_a_call_is_decided_as_it_was(script: Callable[[Caller], None]) -> None:
    call = past(called(script))
    assert tried_on(call, RULES).verdict is Verdict.SAME


@trying(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls)
def test_whatever_happens_in_a_call_its_own_rules_decide_it_as_it_was(events: list[Event]) -> None:
    if any(isinstance(event, CallStarted) for event in events[1:]):
        events = [event for at, event in enumerate(events) if at == 0 or not isinstance(event, CallStarted)]
    assert tried_on(past(events), RULES).verdict is Verdict.SAME


class OneByOne(CallSession):
    """Counts what is taken in by itself."""

    count = 0

    def receive(self, event: Event) -> list[Command]:
        self.count += 1
        return super().receive(event)


def heard_again(entries: Sequence[JournalEntry]) -> OneByOne:
    session = OneByOne(RULES, ENGLISH)
    for moment in (moment for stream in streams_of(entries) for moment in stream):
        if moment.is_frames:
            hear_run(session, moment.frames)
        else:
            session.receive(moment.event)
    return session


@trying(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(calls)
def test_what_is_passed_over_leaves_the_call_as_if_it_had_been_heard(events: list[Event]) -> None:
    entries, _, heard = journal_of(events)
    session = heard_again(entries)
    assert session.memory == heard.memory
    assert session.state is heard.state


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_run_leads_to_what_its_frames_lead_to(script: Callable[[Caller], None]) -> None:
    entries, _, heard = journal_of(called(script))
    session = heard_again(entries)
    assert session.memory == heard.memory
    assert session.look() == heard.look()


@pytest.mark.parametrize("script", [asks_for_an_order, complains, mumbles])
def test_most_of_a_call_is_passed_over(script: Callable[[Caller], None]) -> None:
    entries, _, _ = journal_of(called(script))
    session = heard_again(entries)
    assert session.count < session.memory.heard_frames / 2


# With a draft


def routes(**more: object) -> dict[str, object]:
    every = {"support": ["+15005550001"], "complaints": ["+15005550004"], "billing": ["+15005550005"]}
    return {name: {"agents": agents} | (more if name == "complaints" else {}) for name, agents in every.items()}


CLOSED_ON_MONDAYS = [{"days": "tue-sun", "opens": "9:00", "closes": "17:00"}]
OTHER_AGENTS = {"support": {"agents": ["+15005550009"]}, "complaints": {"agents": ["+15005550004"]}}
BY_RULE = {"name": "complaints", "intents": ["complaint"], "route": "complaints"}
ORDERS = {"name": "orders", "intents": ["order_status"], "route": "support"}
FIRST = {"name": "first", "intents": ["complaint"], "route": "billing"}

DRAFTS = {
    "another route of a rule": (complains, {"transfer_rules": [BY_RULE | {"route": "billing"}], "routes": routes()}),
    "a rule is gone": (complains, {"transfer_rules": []}),
    "a rule that is surer": (complains, {"transfer_rules": [BY_RULE | {"at_confidence": 0.99}]}),
    "another order of rules": (complains, {"transfer_rules": [FIRST, BY_RULE], "routes": routes()}),
    "a rule more": (asks_for_an_order, {"transfer_rules": [BY_RULE, ORDERS]}),
    "hours": (complains, {"routes": routes(hours=CLOSED_ON_MONDAYS)}),
    "the intent must be surer": (asks_for_an_order, {"thresholds": {"intent": 0.98}}),
    "words must be surer": (is_hard_to_hear, {"thresholds": {"transcript": 0.5}}),
    "one miss in a row": (mumbles, {"thresholds": {"misses_in_a_row": 1}}),
    "five misses in a row, one in a call": (mumbles, {"thresholds": {"misses_in_a_row": 5, "misses_in_a_call": 1}}),
    "one silence": (is_silent_for_long, {"thresholds": {"misses_in_a_row": 1}}),
    "where callers go whom nobody understands": (mumbles, {"fallback_route": "complaints"}),
    "another way out": (asks_for_a_person, {"ways_out": {"route": "complaints"}}),
    "key 0": (presses_zero, {"ways_out": {"route": "complaints"}}),
    "a phrase more": (asks_for_the_front_desk, {"ways_out": {"phrases": ["front desk"]}}),
    "a topic's route": (was_cheated, {"topics": {"fraud": {"route": "complaints"}}}),
    "a topic that is let pass": (was_cheated, {"topics": {"fraud": {"enabled": False}}}),
    "a topic's prompt": (was_cheated, {"topics": {"fraud": {"prompt": "connecting"}}}),
    "the menu": (presses_three, {"menu": {"3": "opening_hours"}}),
    "a key without meaning": (presses_three, {"menu": {}}),
    "less patience": (swears, {"thresholds": {"frustration_warn": 2, "frustration_high": 2}}),
    "more patience": (swears, {"thresholds": {"frustration_warn": 40, "frustration_high": 50}}),
    "few turns": (asks_for_an_order, {"limits": {"turns": 1}}),
    "a short call": (mumbles, {"limits": {"call_minutes": 0.1}}),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_what_a_draft_of_one_field_changes_is_what_a_call_under_it_shows(name: str) -> None:
    script, changes = DRAFTS[name]
    draft = rules_with(**changes)
    closed = closed_routes(draft, BEGAN)
    events = called(script)
    _, was, _ = journal_of(events)
    under = Caller(CallSession(draft, ENGLISH))
    if closed:
        under.does(RoutesClosed(closed))
    under.rings()
    under.hears_it_out()
    under.hears_it_out()
    script(under)
    _, shown, _ = journal_of(under.events, draft)
    truly = next(pair for pair in zip_longest(was, shown, fillvalue=Doing(0, NOTHING)) if pair[0] != pair[1])
    found = tried_on(past(events), draft)
    assert found.verdict is Verdict.DIFFERS
    assert found.difference is not None
    assert (found.difference.was, found.difference.would) == truly
    assert found.difference.would.why == truly[1].why


def test_what_would_be_decided_a_little_later_is_waited_for() -> None:
    """A rule's transfer is surer of its end than an answer that can be taken back."""
    found = tried_on(past(called(asks_for_an_order)), rules_with(transfer_rules=[ORDERS])).difference
    assert found is not None
    assert (found.was.outcome, found.would.outcome, found.would.why) == ("ask", "transfer", "rule orders")


def test_what_hangs_on_an_answer_that_nobody_was_asked_for_is_told_as_unknown() -> None:
    was = rules_with(ways_out={"phrases": ["front desk"]}, version="kept")
    call = past(called(lambda caller: caller.says("front desk"), was), was)
    found = tried_on(call, RULES, was).difference
    assert found is not None
    assert (found.was.reason, found.would.outcome, found.is_guess) == ("caller_asked", GOES_ON, True)


def test_a_call_that_was_taken_up_again_is_gone_through_on_each_of_its_streams() -> None:
    first = called(lambda caller: asks(caller, "where is my order", "order_status"))
    entries, _, _ = journal_of([*first, StreamLost()])
    again = Caller(CallSession.resume(RULES, ENGLISH, first))
    again.does(RoutesClosed(("billing",)))
    again.rings(resumed=True)
    again.hears_it_out()
    complains(again)
    resumed = CallSession.resume(RULES, ENGLISH, first)
    second, _, _ = journal_of(again.events, RULES, resumed, first=len(entries) + 1)
    call = replace(past(first), entries=(*entries, *second))
    assert tried_on(call, RULES).verdict is Verdict.SAME
    found = tried_on(call, rules_with(transfer_rules=[BY_RULE | {"route": "support"}]))
    assert found.difference is not None
    assert found.difference.would.route == "support"


def test_a_choice_by_a_key_that_was_taken_out_is_known_by_what_it_stood_for() -> None:
    entries = [
        replace(entry, said={"key": "[key]"}) if entry.kind == "KeyPressed" else entry
        for entry in past(called(presses_three)).entries
    ]
    call = replace(past(called(presses_three)), entries=tuple(entries))
    assert tried_on(call, RULES).verdict is Verdict.SAME
    found = tried_on(call, rules_with(transfer_rules=[BY_RULE | {"route": "support"}])).difference
    assert found is not None
    assert found.would.route == "support"


# What cannot be judged


def test_a_call_without_its_words_is_not_judged_and_says_why() -> None:
    told = tried_on(replace(past([]), missing=Missing.GONE), RULES)
    assert (told.verdict, told.why_not) == (Verdict.NOT_JUDGED, "gone")


def test_a_journal_of_another_version_is_not_judged() -> None:
    call = past(called(complains), KEPT_RULES)
    unknown = replace(
        call, entries=(*call.entries[:20], replace(call.entries[20], kind="Whistled"), *call.entries[21:])
    )
    told = tried_on(unknown, rules_with(transfer_rules=[]), KEPT_RULES)
    assert (told.verdict, told.why_not) == (Verdict.NOT_JUDGED, UNREADABLE)


def test_what_the_rules_of_the_call_do_not_give_either_is_no_difference_of_the_draft() -> None:
    """As where so much was taken out of its words that they mean something else."""
    call = past(called(complains))
    entries = tuple(
        replace(entry, body={**entry.body, "understanding": {**_of(entry.body, "understanding"), "intent": "greet"}})
        if entry.kind == "Parsed"
        else entry
        for entry in call.entries
    )
    told = tried_on(replace(call, entries=entries), rules_with(fallback_route="complaints"))
    assert (told.verdict, told.why_not) == (Verdict.IN_PART, "other_words")


def test_of_a_call_whose_rules_are_not_known_any_more_the_reason_is_told() -> None:
    earlier = rules_with(transfer_rules=[BY_RULE | {"route": "support"}], version="earlier")
    told = tried_on(past(called(complains, earlier), earlier), rules_with(fallback_route="complaints"), KEPT_RULES)
    assert (told.verdict, told.why_not) == (Verdict.IN_PART, "other_rules")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"timing": {"wait_seconds": 9}}, "timing.wait_seconds"),
        ({"thresholds": {"speech": 0.7}}, "thresholds.speech"),
        ({"disclosure": {"then": "help"}}, "disclosure.then"),
        ({"routes": OTHER_AGENTS}, "routes.support.agents"),
        ({"recording": "ask"}, "recording"),
        ({"numbers": {"+15005550100": {"company": "Acme"}}}, "numbers.+15005550100.company"),
    ],
)  # fmt: skip
def test_what_no_call_that_is_over_can_show_is_named(changes: dict[str, object], named: str) -> None:
    draft = rules_with(**changes)
    assert not_tried(draft, RULES) == (named,)
    assert not not_tried(RULES, RULES)


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_cannot_be_tried_makes_no_difference(script: Callable[[Caller], None]) -> None:
    draft = rules_with(timing={"complete_after_seconds": 1.0}, thresholds={"speech": 0.99}, recording="ask")
    assert tried_on(past(called(script)), draft).verdict is Verdict.SAME


def test_what_is_told_of_a_call_holds_no_word_of_its_caller() -> None:
    draft = rules_with(transfer_rules=[ORDERS], thresholds={"misses_in_a_row": 1})
    for script in SCRIPTS:
        told = json.dumps(tried_on(past(called(script)), draft).told())
        assert not {"yesterday", "mumble", "bonjour", "stole", "front desk", "human"} & set(told.lower().split())


def _of(body: object, name: str) -> dict[str, object]:
    assert isinstance(body, dict)
    return dict(body[name])
