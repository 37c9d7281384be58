"""Routes in the console: numbers, hours, holidays and steps as a supervisor writes them, into the draft or refused."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.console.desk import Desk
from ivr.console.route_lines import WRITTEN, UnreadableLineError
from ivr.core.overflow import Instead
from ivr.core.payment import CardPayment
from ivr.core.route import Ring, Route
from ivr.written.rules_file import parse_rules

from .console import Browser, with_rules

SignedIn = Callable[[str], Browser]
RULES = """\
company: Acme
routes:
  support:  # by day
    agents: ["+15005550001", "+15005550002"]
    queue: true
    hours:
      - {days: mon-fri, opens: 9:00, closes: 17:30}  # as on the door
  sales:
    agents: ["+15005550003"]
fallback_route: support
"""
SUPPORT = {
    "saved": "0",
    "agents": "+15005550001\n+15005550002",
    "ring": "",
    "ring_seconds": "",
    "press_to_accept": "on",
    "hours": "mon-fri 9:00 to 17:30",
    "overflow": "queue",
}


@pytest.fixture
def desk(desk: Desk, tmp_path: Path) -> Desk:
    return with_rules(desk, tmp_path / "rules.yml", RULES)


def saved(browser: Browser, **form: object) -> tuple[int, str]:
    answer = browser.post("/routes/of/support", "/routes/of/support", **{**SUPPORT, **form})
    return answer.status_code, html.unescape(answer.text)


def drafted(desk: Desk) -> Route:
    draft = desk.drafts.current()
    assert draft
    return parse_rules(draft.text).routes["support"]


def beside(page: str, field: str) -> str:
    found = re.search(rf'data-problem="{re.escape(field)}">([^<]*)<', page)
    return found[1] if found else ""


def test_routes_are_shown_in_words(signed_in: SignedIn) -> None:
    page = signed_in("viewer").get("/routes/").text
    assert "Monday to Friday: 9:00 to 17:30" in page
    assert "+15005550001, +15005550002" in page
    assert "the caller waits in line" in page
    assert "Change" not in page


@pytest.mark.parametrize(("last", "is_offered"), [("voicemail", False), ("callback", False), ("queue", True)])
def test_a_choice_of_keys_is_told_only_where_callers_have_one(
    signed_in: SignedIn, desk: Desk, last: str, *, is_offered: bool
) -> None:
    supervisor = signed_in("supervisor")
    assert saved(supervisor, overflow=last)[0] == 302
    page = supervisor.get("/routes/").text
    of_support = page[page.index('id="support"') :].partition("</section>")[0]
    assert ("the caller chooses" in of_support) is is_offered


def test_what_is_not_changed_stays_as_somebody_wrote_it(signed_in: SignedIn, desk: Desk) -> None:
    code, _ = saved(signed_in("supervisor"), ring="all_at_once", ring_seconds="30")
    assert code == 302
    draft = desk.drafts.current()
    assert draft
    assert "# as on the door" in draft.text
    assert "# by day" in draft.text
    assert (drafted(desk).ring, drafted(desk).ring_seconds) == (Ring.ALL_AT_ONCE, 30)
    assert desk.rules.text() == RULES, "no call has it"


def test_breaks_nights_holidays_dates_and_steps_are_written_in_lines(signed_in: SignedIn, desk: Desk) -> None:
    code, page = saved(
        signed_in("supervisor"),
        time_zone="Europe/London",
        hours="mon-thu 9:00 to 12:30\nmon-thu 13:15 – 17:00\nfri, sat 10 pm to 6:00",
        **{"holidays.country": "gb", "holidays.subdivision": "ENG"},
        exceptions="2026-12-24 9:00 to noon\n2026-12-27 to 2026-12-31 closed",
        overflow="route sales, when busy\nqueue, at most 5 waiting, at most 10 minutes\ncallback",
        callback="on",
    )
    assert code == 302, page
    route = drafted(desk)
    assert [(one.opens.hour, one.closes.hour) for one in route.hours] == [(9, 12), (13, 17), (22, 6)]
    assert route.holidays
    assert (route.holidays.country, route.holidays.subdivision) == ("GB", "ENG")
    assert [(one.date, one.until, one.closed) for one in route.exceptions] == [
        ("2026-12-24", None, False),
        ("2026-12-27", "2026-12-31", True),
    ]
    assert route.overflow[0].route == "sales"
    assert (route.overflow[1].at_most, route.overflow[1].minutes) == (5, 10)
    assert route.overflow[2].to is Instead.CALLBACK
    assert route.callback


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("hours", "mon-fri 9:00 to 12:30\nwed 12:00 to 17:00", "line 2: overlaps line 1 on wed"),
        ("hours", "sat 22:00 to 6:00\nsun 5:00 to 9:00", "line 2: overlaps"),
        ("hours", "mon-fri", "line 1: write days and two times, as mon-fri 9:00 to 17:30"),
        ("hours", "mon-fri 9:00 to 17:30\nmon 25:00 to 26:00", "line 2: '25:00' is no time of a day"),
        ("hours", "mon-fru 9:00 to 17:30", "no day"),
        ("exceptions", "2026-02-30 closed", "line 1: the calendar has no 2026-02-30"),
        ("exceptions", "24.12. closed", "line 1: write a date"),
        ("exceptions", "2026-12-24 9:00 to 12:00\n2026-12-24 11:00 to 13:00", "line 2: overlaps line 1"),
        ("agents", "+15005550001\n0171 123", "line 2: "),
        ("agents", "+266696687", "line 1: no line can have"),
        ("agents", "", "is missing"),
        ("ring_seconds", "1000", "too high"),
        ("time_zone", "Mars/Base", "no such time zone"),
        ("holidays.country", "XX", "XX"),
        ("holidays.country", "England", "two letters"),
        ("overflow", "route nowhere", "line 1: no route 'nowhere'"),
        ("overflow", "queue, soon", "line 1: behind commas write"),
        ("overflow", "voicemail\nroute sales", "line 2: nobody gets here"),
    ],
)
def test_what_is_wrong_is_told_beside_the_field_in_words_and_nothing_is_saved(
    signed_in: SignedIn, desk: Desk, field: str, typed: str, told: str
) -> None:
    code, page = saved(signed_in("supervisor"), **{field: typed})
    assert code == 422
    assert told in beside(page, field), beside(page, field)
    assert desk.drafts.current() is None


def test_as_it_is_typed_it_is_looked_at_and_nothing_is_saved(signed_in: SignedIn, desk: Desk) -> None:
    answer = signed_in("supervisor").post(
        "/routes/check", "/routes/of/support", **{**SUPPORT, "of": "support", "ring_seconds": "1"}
    )
    assert "too low" in answer.get_json()["problems"]["ring_seconds"]
    assert desk.drafts.current() is None


def test_what_was_saved_is_read_back_in_words_where_it_is_seen_at_once(signed_in: SignedIn) -> None:
    supervisor = signed_in("supervisor")
    hours = "mon-fri 9:00 to 12:00\nmon-fri 13:00 to 17:00"
    read = "Monday to Friday: 9:00 to 12:00 and 13:00 to 17:00; Saturday and Sunday: closed, by the clock of UTC."
    typed = supervisor.post("/routes/check", "/routes/of/support", **{**SUPPORT, "of": "support", "hours": hours})
    assert typed.get_json()["reads"] == read
    answer = supervisor.post("/routes/of/support", "/routes/of/support", **{**SUPPORT, "hours": hours})
    assert "#" not in answer.location  # else the browser would scroll past what it says
    page = html.unescape(supervisor.get(answer.location).text)
    assert f'role="status">Saved to the draft: route support. {read}</p>' in page
    assert read in supervisor.get("/routes/of/support").text


def test_the_line_out_of_hours_is_chosen_by_what_it_is_for(signed_in: SignedIn) -> None:
    supervisor = signed_in("supervisor")
    page = html.unescape(supervisor.get("/routes/of/support").text)
    (group,) = re.findall(r'<optgroup label="Out of hours">(.*?)</optgroup>', page)
    assert '<option value="closed">Nobody of the team is in</option>' in group
    assert saved(supervisor, closed="closed")[0] == 302
    assert "Nobody of the team is in" in supervisor.get("/routes/").text
    assert "Nobody of the team is in" in supervisor.get("/draft/").text


def test_a_new_route_is_made_and_one_that_is_needed_is_not_removed(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    night = {**SUPPORT, "name": "night_team", "agents": "+15005550009", "hours": ""}
    assert supervisor.post("/routes/new", "/routes/new", **{**night, "name": "support"}).status_code == 422
    assert supervisor.post("/routes/new", "/routes/new", **{**night, "name": "Night!"}).status_code == 422
    assert supervisor.post("/routes/new", "/routes/new", **night).status_code == 302
    draft = desk.drafts.current()
    assert draft
    assert list(parse_rules(draft.text).routes) == ["support", "sales", "night_team"]
    supervisor.post("/routes/of/sales/remove", "/routes/", saved=str(draft.saved))
    after = desk.drafts.current()
    assert after
    assert "sales" not in parse_rules(after.text).routes
    supervisor.post("/routes/of/support/remove", "/routes/", saved=str(after.saved))
    assert "Not removed: fallback_route: no route 'support'" in html.unescape(supervisor.get("/routes/").text)


CARD = {"pay.security_code": "on", "pay.postal_code": "on"}
"""Of payments, what a browser sends that nobody has touched."""


def test_a_route_takes_payments_by_card_from_its_form_and_takes_none_without_a_connector(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    typed = {"pay.payment_connector": "Stripe_1", "pay.charge_amount": "25.00", "pay.timeout": "10"}
    cards = {"pay.valid_card_types": ["visa", "maestro"], "pay.security_code": "on"}
    assert saved(supervisor, **typed, **cards)[0] == 302
    pay = drafted(desk).pay
    assert pay == CardPayment(
        payment_connector="Stripe_1",
        charge_amount="25.00",
        timeout=10,
        valid_card_types=("visa", "maestro"),
        postal_code=False,
    )
    assert "through Stripe_1: 25.00 usd" in supervisor.get("/routes/").text
    shown = supervisor.get("/routes/of/support").text
    assert re.findall(r'name="pay.valid_card_types" value="([^"]+)" checked', shown) == ["visa", "maestro"]
    gone = typed | {"pay.payment_connector": ""}
    assert saved(supervisor, **gone, **cards, saved="1")[0] == 302
    assert drafted(desk) == parse_rules(RULES).routes["support"], "all of it went with the connector"


def test_a_route_without_payments_has_none_whichever_of_their_boxes_are_sent(signed_in: SignedIn, desk: Desk) -> None:
    supervisor = signed_in("supervisor")
    for boxes in ({}, CARD, {"pay.postal_code": "on"}):
        assert saved(supervisor, **boxes)[0] == 302
    assert desk.drafts.current() is None


def test_what_is_wrong_with_a_payment_is_told_beside_its_field_and_nothing_is_saved(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    for field, typed, told in (
        ("payment_connector", "", "is missing"),
        ("payment_connector", "../x", "is no name of a connector"),
        ("charge_amount", "-5", "is no amount: write it as 25.00"),
        ("charge_amount", "1,000", "is no amount"),
        ("currency", "Dollars", "is no currency"),
        ("timeout", "1", "too low"),
        ("max_attempts", "9", "too high"),
        ("valid_card_types", "gold", "not known here"),
        ("status_callback", "http://billing.example", "is no address"),
        ("description", "a; b", "is not written as it must be"),
    ):
        whole = {"pay.payment_connector": "Stripe_1", "pay.charge_amount": "5", f"pay.{field}": typed}
        code, page = saved(supervisor, **CARD, **whole)
        assert (code, told in beside(page, f"pay.{field}")) == (422, True), (field, beside(page, f"pay.{field}"))
    without = {"pay.payment_connector": "Stripe_1", "pay.min_postal_code_length": "5"}
    code, page = saved(supervisor, **without)
    assert "needs postal_code" in beside(page, "pay.min_postal_code_length")
    assert desk.drafts.current() is None


def test_who_has_not_seen_what_the_draft_is_by_now_is_told_and_keeps_what_they_typed(
    signed_in: SignedIn, desk: Desk
) -> None:
    supervisor = signed_in("supervisor")
    assert saved(supervisor, ring_seconds="30")[0] == 302
    code, page = saved(supervisor, ring_seconds="40")
    assert code == 409
    assert 'value="40"' in page
    assert drafted(desk).ring_seconds == 30


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        ("hours", "mon-fri 9:00 to 17:30\nfri, sat 22:00 to 6:00\ndaily noon to 24:00"),
        ("exceptions", "2026-12-24 9:00 to 12:00\n2026-12-27 to 2026-12-31 closed"),
        ("overflow", "route sales, when no answer\nqueue, at most 5 waiting, at most 10 minutes\nvoicemail"),
    ],
)
def test_lines_that_were_read_are_shown_as_they_were_written(field: str, lines: str) -> None:
    assert WRITTEN[field].shown(WRITTEN[field].values(lines)) == lines


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Monday to Friday 9:00 to 12:00", "mon-fri 9:00 to 12:00"),
        ("tuesday, Wednesday – Saturday 9 am – noon", "tue, wed-sat 9 am to noon"),
        ("thursday and sunday 9:00 to 12:00", "thu, sun 9:00 to 12:00"),
    ],
)
def test_days_may_be_written_out(written: str, shown: str) -> None:
    assert WRITTEN["hours"].shown(WRITTEN["hours"].values(written)) == shown


@pytest.mark.parametrize("line", ["mon-fri 9:00 to 12:00, 13:00 to 17:00", "mon-fri break 12:00 to 13:00"])
def test_who_writes_a_break_is_told_how_it_is_written(line: str) -> None:
    with pytest.raises(UnreadableLineError, match="and below it mon-fri 13:00 to 17:00"):
        WRITTEN["hours"].values(line)


def test_a_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(UnreadableLineError, match="line 2"):
        WRITTEN["hours"].values("mon 9 to 5 pm\nwhenever")
