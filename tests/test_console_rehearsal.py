"""The draft tried in the console: on past calls, on one, on a sentence; no call is changed by it, no word kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from re import search

import pytest
from flask import Flask

from ivr.console.desk import Desk
from ivr.console.drafting import Drafting
from ivr.core.record import Understanding
from ivr.core.rules import Rules
from ivr.rehearsal.dry_run import DryRun
from ivr.rehearsal.errand import Errand
from ivr.rehearsal.runs import Run

from .console import Browser, FakeStage
from .journals import BEGAN, called, keep, past
from .test_rehearsal import SCRIPTS, asks_for_an_order, presses_zero

LONGEST = 120.0
pytestmark = pytest.mark.usefixtures("nobody_on_the_line")
NEVER = "CA" + "9" * 32


@pytest.fixture
def supervisor(signed_in: Callable[[str], Browser]) -> Browser:
    return signed_in("supervisor")


def day_of_calls(desk: Desk) -> Rules:
    """A call of each script, with the rules in force, an hour apart."""
    rules = desk.in_force
    for at, script in enumerate(SCRIPTS):
        call = past(called(script, rules), rules)
        keep(desk.engine, desk.vault, replace(call, call=f"CA{at:032d}", started_at=BEGAN + timedelta(hours=at)))
    return rules


def draft_that_sends_orders_away(desk: Desk) -> str:
    """To the route of the fallback; the rule's route."""
    route = desk.in_force.fallback_route
    rule = {"name": "orders", "intents": ["order_status"], "route": route}
    Drafting(desk).change("p", 0, lambda text: text.insert(("transfer_rules",), 0, rule), "draft_changed")
    return route


def finished(desk: Desk, number: int = 1) -> None:
    run = desk.runs.of(number)
    assert run is not None
    assert run.dry.wait(LONGEST)
    assert run.dry.problem == ""


def test_a_draft_is_tried_on_the_last_calls_and_what_changes_is_told_in_sum_and_call_by_call(
    desk: Desk, supervisor: Browser
) -> None:
    day_of_calls(desk)
    route = draft_that_sends_orders_away(desk)
    begun = supervisor.post("/dry-run/", "/dry-run/", last="50")
    assert (begun.status_code, begun.location) == (302, "/dry-run/1")
    assert "Look again" in supervisor.get("/dry-run/1").text or desk.runs.of(1).dry.is_over  # type: ignore[union-attr]
    finished(desk)
    page = supervisor.get("/dry-run/1").text
    assert f"goes to {route} (rule “orders”)" in page
    assert "+1" in page
    assert f"of {len(SCRIPTS)}" in page
    assert desk.audit.entries()[0].act == "draft_tried"


def test_the_draft_is_tried_on_one_call(desk: Desk, supervisor: Browser) -> None:
    day_of_calls(desk)
    draft_that_sends_orders_away(desk)
    call = f"CA{SCRIPTS.index(asks_for_an_order):032d}"
    assert supervisor.post("/dry-run/", "/dry-run/", call=call).location == "/dry-run/1"
    finished(desk)
    page = supervisor.get("/dry-run/1").text
    assert "rule “orders”" in page
    assert "In sum" not in page
    supervisor.post("/dry-run/", "/dry-run/", call=f"CA{SCRIPTS.index(presses_zero):032d}")
    finished(desk, 2)
    assert "the same is decided" in supervisor.get("/dry-run/2").text


@pytest.mark.parametrize("form", [{"last": ""}, {"last": "0"}, {"last": "many"}, {"last": "9" * 99}, {"call": NEVER}])
def test_what_cannot_be_tried_is_refused_in_words(desk: Desk, supervisor: Browser, form: dict[str, str]) -> None:
    day_of_calls(desk)
    draft_that_sends_orders_away(desk)
    answer = supervisor.post("/dry-run/", "/dry-run/", **form)
    assert answer.status_code == 422
    assert 'class="problem"' in answer.text
    assert not desk.runs.all()


def test_without_a_draft_and_without_calls_there_is_nothing_to_try(desk: Desk, supervisor: Browser) -> None:
    assert "There is no draft" in supervisor.post("/dry-run/", "/account/", last="10").text
    draft_that_sends_orders_away(desk)
    assert "There is no call yet" in supervisor.post("/dry-run/", "/dry-run/", last="10").text


def test_one_dry_run_goes_at_a_time_and_can_be_stopped(desk: Desk, supervisor: Browser) -> None:
    day_of_calls(desk)
    draft_that_sends_orders_away(desk)
    supervisor.post("/dry-run/", "/dry-run/", last="50")
    run = desk.runs.of(1)
    assert run is not None
    if not run.dry.is_over:
        assert supervisor.post("/dry-run/", "/dry-run/", last="50").location == "/dry-run/1"
    supervisor.post("/dry-run/1/stop", "/dry-run/")
    assert run.dry.wait(LONGEST)


def test_a_draft_that_changed_since_is_told_of(desk: Desk, supervisor: Browser) -> None:
    draft_that_sends_orders_away(desk)
    version = Drafting(desk).standing().rules.version
    nothing = DryRun(Errand.of(desk.settings, desk.in_force, desk.in_force, ()), UTC)
    desk.runs.begin(lambda number: Run(number, BEGAN, "Sue", version, (), "", nothing))
    assert "has changed since" not in supervisor.get("/dry-run/1").text
    Drafting(desk).change("p", 1, lambda text: text.remove(("transfer_rules", 0)), "draft_changed")
    assert "has changed since" in supervisor.get("/dry-run/1").text


def test_whoever_sees_no_words_sees_a_dry_run_and_no_word_of_a_caller(
    desk: Desk, supervisor: Browser, signed_in: Callable[[str], Browser]
) -> None:
    day_of_calls(desk)
    draft_that_sends_orders_away(desk)
    supervisor.post("/dry-run/", "/dry-run/", last="50")
    finished(desk)
    viewer = signed_in("viewer")
    for only in ("differs", "same", "in_part", "not_judged", "made up"):
        page = viewer.get(f"/dry-run/1?only={only}")
        assert page.status_code == 200
        assert not {"bonjour", "yesterday", "mumble", "fucking"} & set(page.text.lower().split())
    assert viewer.get("/dry-run/7").status_code == 404


def test_a_sentence_is_taken_as_the_assistant_takes_it_and_the_rule_that_decides_is_told(
    desk: Desk, supervisor: Browser, stage: FakeStage
) -> None:
    route = draft_that_sends_orders_away(desk)
    stage.understands = Understanding("order_status", 0.93)
    page = supervisor.post("/what-if/", "/what-if/", words="where is my parcel").text
    assert f"Goes to {route} (rule “orders”)" in page
    assert "By rule 1, “orders”" in page
    assert "93.0 %" in page
    in_force = supervisor.post("/what-if/", "/what-if/", words="where is my parcel", of="force").text
    assert "No transfer rule decides this" in in_force


def test_without_the_assistant_the_intent_is_chosen(desk: Desk, supervisor: Browser) -> None:
    draft_that_sends_orders_away(desk)
    refused = supervisor.post("/what-if/", "/what-if/", words="where is my parcel")
    assert refused.status_code == 422
    assert "choose what it would take the words for" in refused.text
    chosen = supervisor.post("/what-if/", "/what-if/", words="where is my parcel", intent="order_status")
    assert "By rule 1, “orders”" in chosen.text


@pytest.mark.parametrize(
    "form",
    [
        {"words": ""},
        {"words": "x" * 301},
        {"at": "yesterday"},
        {"confidence": "200"},
        {"sure": "-1"},
        {"misses_in_a_row": "many"},
        {"frustration": "9" * 50},
    ],
)
def test_what_is_typed_wrongly_is_told_beside_its_field(supervisor: Browser, form: dict[str, str]) -> None:
    answer = supervisor.post("/what-if/", "/what-if/", **({"words": "hello", "intent": "greet"} | form))
    assert answer.status_code == 422
    (name,) = form
    assert search(rf'id="{name}"[^>]*aria-describedby="problem-{name}"', answer.text)


def test_a_script_in_a_sentence_stays_text(supervisor: Browser) -> None:
    page = supervisor.post("/what-if/", "/what-if/", words="<script>alert(1)</script>", intent="greet").text
    assert "<script>alert" not in page


def test_the_page_of_the_draft_leads_to_both(desk: Desk, supervisor: Browser) -> None:
    draft_that_sends_orders_away(desk)
    page = supervisor.get("/draft/").text
    assert 'href="/dry-run/"' in page
    assert 'href="/what-if/"' in page


def test_every_page_has_a_form_token(console: Flask, supervisor: Browser) -> None:
    assert supervisor.client.post("/dry-run/", data={"last": "1"}).status_code == 400
    assert supervisor.client.post("/what-if/", data={"words": "hello"}).status_code == 400
