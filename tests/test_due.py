"""What is left for a route's agents is due after so long as they are at work, whatever their hours hold."""

from datetime import UTC, datetime, timedelta

from ivr.hours.due import due_after
from ivr.hours.opening_hours import is_open
from tests.test_hours import route

OFFICE = {"hours": [{"days": "mon-fri", "opens": "09:00", "closes": "17:00"}]}
FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)


def test_while_agents_are_there_it_is_due_so_many_minutes_later() -> None:
    assert due_after(route(**OFFICE), FRIDAY.replace(hour=10), 240) == FRIDAY.replace(hour=14)


def test_what_is_left_at_night_counts_from_the_morning() -> None:
    assert due_after(route(**OFFICE), FRIDAY.replace(hour=3), 60) == FRIDAY.replace(hour=10)


def test_what_is_left_late_on_friday_is_due_on_monday() -> None:
    due = due_after(route(**OFFICE), FRIDAY.replace(hour=16), 240)
    assert due == FRIDAY + timedelta(days=3, hours=12)


def test_a_closed_day_does_not_count() -> None:
    closed = {**OFFICE, "exceptions": [{"date": "2026-11-30", "closed": True}]}
    assert due_after(route(**closed), FRIDAY.replace(hour=18), 60) == FRIDAY + timedelta(days=4, hours=10)


def test_it_is_the_routes_own_clock_that_counts() -> None:
    auckland = route("Pacific/Auckland", **OFFICE)
    due = due_after(auckland, datetime(2026, 11, 30, 12, tzinfo=UTC), 60)
    assert due == datetime(2026, 11, 30, 21, tzinfo=UTC)
    assert is_open(auckland, due)


def test_a_night_shift_over_midnight_goes_on_counting() -> None:
    nights = route(hours=[{"days": "mon-sun", "opens": "22:00", "closes": "06:00"}])
    assert due_after(nights, FRIDAY.replace(hour=23), 240) == FRIDAY + timedelta(days=1, hours=3)


def test_a_route_without_hours_is_always_at_work() -> None:
    assert due_after(route(), FRIDAY.replace(hour=2), 240) == FRIDAY.replace(hour=6)


def test_nothing_lies_for_ever_at_a_route_that_does_not_open() -> None:
    shut = route(exceptions=[{"date": "2026-11-01", "until": "2027-11-01", "closed": True}])
    assert due_after(shut, FRIDAY, 240) == FRIDAY + timedelta(minutes=240)
