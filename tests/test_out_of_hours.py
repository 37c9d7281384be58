"""Where nobody is at work the caller is told that, and never that they are being connected."""

from collections.abc import Iterable

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import CloseStream, Speak, Transcribe, Transfer
from ivr.core.events import Event, RoutesClosed, Transcribed
from ivr.core.record import Awaited, Engine, Expects, Prompt, Reason, Reply, Transcript, Words
from ivr.core.rules import Rules
from ivr.core.said.out_of_hours import prompts_when_closed
from ivr.settings import ROOT
from ivr.written.prompt_texts import load_texts
from ivr.written.rules_file import prompts_said

from .english import ENGLISH
from .scripted import Caller, asks, caller_who_listened, rules_with
from .test_told_why import TOLD

ALL = ("support", "complaints")
RULES = rules_with(other_languages={"de": "other_language_de"}, crisis_number="988")
TEXTS = {name: next(iter(texts.values())) for name, texts in load_texts(ROOT / "audio_prompts").items()}
PROMISES = ("connect", "verbind", "put you through", "a person comes")
CLOSED = Prompt("closed")


def caller_of(*closed: str, rules: Rules = RULES) -> Caller:
    caller = caller_who_listened(rules)
    caller.does(RoutesClosed(closed))
    return caller


def told(caller: Caller) -> tuple[Prompt | Words, ...]:
    return caller.all(Speak)[-1].lines


def words_of(lines: Iterable[Prompt | Words]) -> str:
    return " ".join(line.text if isinstance(line, Words) else TEXTS[line.name] for line in lines).lower()


@pytest.mark.parametrize("reason", [why for why in TOLD if why is not Reason.SUPERVISOR])  # sends nobody to nobody
def test_whatever_the_reason_nobody_is_promised_a_person_who_is_not_in(reason: Reason) -> None:
    caller = caller_of(*ALL)
    TOLD[reason][0](caller)
    assert caller.only(Transfer).reason is reason
    last = told(caller)
    assert sum(line.name.startswith("closed") for line in last if isinstance(line, Prompt)) == 1
    assert not any(promise in words_of(last) for promise in PROMISES)
    if not caller.count(CloseStream):
        caller.hears_it_out()
    assert caller.only(CloseStream).told_closed


@pytest.mark.parametrize("reason", TOLD)
def test_where_somebody_is_in_all_is_said_as_ever(reason: Reason) -> None:
    happens, line = TOLD[reason]
    caller = caller_of()
    happens(caller)
    assert told(caller)[-1] == line
    if not caller.count(CloseStream):
        caller.hears_it_out()
    assert not caller.only(CloseStream).told_closed


@pytest.mark.parametrize(
    ("reason", "lines"),
    [
        (Reason.LOW_CONFIDENCE, (Prompt("no_match_1"), CLOSED)),
        (Reason.NO_INPUT, (Prompt("no_input_1"), CLOSED)),
        (Reason.ENGINE_FAILED, (Prompt("trouble"), CLOSED)),
        (Reason.CALLER_ASKED, (CLOSED,)),
        (Reason.OTHER_LANGUAGE, (Prompt("closed_de"),)),
        (Reason.SENSITIVE_TOPIC, (Prompt("closed_bereavement"),)),
    ],
)
def test_why_it_leaves_is_told_all_the_same(reason: Reason, lines: tuple[Prompt, ...]) -> None:
    caller = caller_of(*ALL)
    TOLD[reason][0](caller)
    assert told(caller) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("there's a fire in the kitchen", (Prompt("emergency_911"), CLOSED)),
        ("I want to kill myself", (Prompt("closed_self_harm"), Prompt("crisis_988"))),
        ("I want to make a complaint", (CLOSED,)),
        ("there's a fire, are you a robot", (Prompt("emergency_911"), Prompt("robot_brief"), CLOSED)),
    ],
)
def test_a_number_to_call_is_told_at_any_hour(text: str, lines: tuple[Prompt, ...]) -> None:
    caller = caller_of(*ALL)
    caller.says(text)
    assert told(caller) == lines


def test_the_answer_whether_it_is_safe_to_talk_names_nothing() -> None:
    caller = caller_of(*ALL)
    caller.says("my husband hits me")
    assert told(caller) == (Prompt("topic_abuse"),)
    caller.hears_it_out()
    caller.says("yes")
    assert told(caller) == (CLOSED,)


def test_who_is_asked_again_and_again_what_it_is_stays_truthful() -> None:
    caller = caller_of(*ALL)
    for _ in range(5):
        if not caller.count(Transfer):
            caller.says("are you a robot")
            caller.hears_it_out()
    assert [line for speak in caller.all(Speak)[-1:] for line in speak.lines] == [Prompt("robot_brief"), CLOSED]


def test_only_the_route_that_is_closed_is_told_as_closed() -> None:
    caller = caller_of("complaints")
    caller.presses("0")
    assert told(caller) == (Prompt("connecting"),)
    caller = caller_of("support")
    caller.says("I want to make a complaint")
    assert told(caller) == (Prompt("topic_complaint"),)


def test_of_what_the_assistant_says_itself_the_rest_is_said() -> None:
    caller = caller_of(*ALL)
    asks(caller, "where is my order", "order_status")
    texts = ("Your order was lost on the way.", "I'm putting you through to our drivers.")
    caller.is_answered(Reply(texts, transfer_route="support"))
    assert told(caller) == (Words(texts[0]), CLOSED)


def test_hours_that_begin_or_end_during_the_call_count() -> None:
    caller = caller_of()
    caller.does(RoutesClosed(ALL))
    caller.does(RoutesClosed(()))
    caller.presses("0")
    assert told(caller) == (Prompt("connecting"),)


def test_key_zero_in_the_middle_of_the_disclosure_is_told_it_too() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.does(RoutesClosed(ALL))
    caller.rings()
    caller.is_silent(1.0)
    caller.presses("0")
    assert told(caller) == (CLOSED,)


def test_what_is_closed_is_known_after_a_lost_stream() -> None:
    events: list[Event] = [RoutesClosed(ALL)]
    caller = Caller(CallSession.resume(RULES, ENGLISH, events))
    caller.rings(resumed=True)
    caller.presses("0")
    assert told(caller) == (CLOSED,)


def test_who_goes_on_over_it_is_told_again_that_nobody_is_in() -> None:
    caller = caller_of(*ALL)
    caller.says("I want to make a complaint")
    caller.speaks(1.0)
    caller.is_silent(0.14)
    newest = caller.all(Transcribe)[-1]
    caller.does(Transcribed(newest.turn, newest.attempt, Transcript("about the driver", 0.9)))
    caller.is_silent(1.0)
    assert told(caller) == (CLOSED,)
    caller.hears_it_out()
    assert caller.only(CloseStream).told_closed


def test_who_could_not_hear_it_is_told_by_the_carrier() -> None:
    caller = caller_of(*ALL)
    caller.sends_audio = False
    caller.presses("0")
    caller.is_silent(RULES.timing.engine_deadline_seconds + 0.5)
    assert not caller.only(CloseStream).told_closed


def test_a_line_that_fails_is_closed_at_once_and_told_nothing() -> None:
    caller = caller_of(*ALL)
    caller.line_goes_silent()
    assert not caller.only(CloseStream).told_closed


def test_an_open_question_is_no_reason_to_promise_anybody() -> None:
    caller = caller_of(*ALL)
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("What is the number?",), Expects(Awaited.DIGITS, 6)))
    caller.is_silent(0.4)
    caller.speaks(1.0)
    caller.is_silent(0.14)
    caller.is_transcribed("four two one")
    caller.fails(Engine.DIALOGUE)
    caller.is_silent(1.5)
    assert told(caller)[-1] == CLOSED


def test_rules_whose_routes_never_close_need_no_line_for_it() -> None:
    assert prompts_when_closed(RULES) == []
    hours = [{"days": "mon-fri", "opens": "9", "closes": "17"}]
    wanted = prompts_when_closed(
        rules_with(
            routes={"support": {"agents": ["+15005550001"], "hours": hours}},
            transfer_rules=[],
            other_languages={"es": "other_language_es"},
        )
    )
    assert {"closed", "closed_es", "trouble", "closed_self_harm"} <= {name for _, name in wanted} <= TEXTS.keys()


# A line of a route's own

OWN = rules_with(
    routes={
        "support": {"agents": ["+15005550001"], "closed": "back_at_nine"},
        "complaints": {"agents": ["+15005550002"]},
    },
    other_languages={"de": "other_language_de"},
    crisis_number="988",
)


def test_a_route_has_its_own_line_said_and_the_others_do_not() -> None:
    caller = caller_of(*ALL, rules=OWN)
    caller.presses("0")
    assert told(caller) == (Prompt("back_at_nine"),)
    caller.hears_it_out()
    assert caller.only(CloseStream).told_closed, "it is not said a second time by the carrier"
    caller = caller_of(*ALL, rules=OWN)
    caller.says("I want to make a complaint")
    assert told(caller) == (CLOSED,)


@pytest.mark.parametrize(
    ("reason", "lines"),
    [
        (Reason.ENGINE_FAILED, (Prompt("trouble"), Prompt("back_at_nine"))),
        (Reason.OTHER_LANGUAGE, (Prompt("closed_de"),)),
        (Reason.SENSITIVE_TOPIC, (Prompt("closed_bereavement"),)),
    ],
)
def test_what_must_be_said_besides_or_instead_still_is(reason: Reason, lines: tuple[Prompt, ...]) -> None:
    caller = caller_of(*ALL, rules=OWN)
    TOLD[reason][0](caller)
    assert told(caller) == lines


def test_a_line_of_its_own_that_nobody_has_written_keeps_the_rules_from_coming_into_force() -> None:
    assert ("routes.support.closed", "back_at_nine") in prompts_said(OWN)
