"""When agents are at work: times as people write them, and a year, moment by moment, against a slow reference."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from ivr.core.events import RoutesClosed
from ivr.core.hours import read_closing, read_date, read_days, read_opening
from ivr.core.rules import Route, Rules
from ivr.hours.opening_hours import HoursWatch, closed_routes, is_open

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ZONES = [
    *["America/New_York", "Europe/London", "Australia/Sydney", "Australia/Lord_Howe", "America/Santiago"],
    *["Asia/Kolkata", "Pacific/Chatham", "UTC"],
]


def route(zone: str = "UTC", **parts: object) -> Route:
    return Route.model_validate({"agents": ["+15005550001"], "time_zone": zone, **parts})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *[("09:00", time(9)), ("9", time(9)), ("9am", time(9)), ("9 a.m.", time(9)), ("9:30 pm", time(21, 30))],
        *[("17.30", time(17, 30)), ("0900", time(9)), ("900", time(9)), ("1730", time(17, 30)), ("noon", time(12))],
        *[("12am", time(0)), ("12:15 AM", time(0, 15)), ("12pm", time(12)), ("7h30", time(7, 30)), ("8h", time(8))],
        *[("09:00:00", time(9)), (" 23:59 ", time(23, 59)), ("0:00", time(0)), (time(9), time(9)), ("5P.M.", time(17))],
    ],
)
def test_times_are_read_as_people_write_them(written: object, read: time) -> None:
    assert read_opening(written) == read_closing(written) == read


@pytest.mark.parametrize("written", ["24:00", "24", "2400", "midnight", "00:00"])
def test_midnight_is_an_end_of_the_day(written: str) -> None:
    assert read_closing(written) == time(0)


@pytest.mark.parametrize(
    "written",
    [
        *["", "25:00", "9:60", "13pm", "0am", "-1:00", "10:00+02:00", "half past nine", "9:5", "noonish", "24:01"],
        *[600, 9, 9.5, None, ["9"], "9 to 5", "٩:٠٠", "9:00\x00", "1e3", time(9, tzinfo=UTC), "12345"],
    ],
)
def test_what_is_no_time_is_refused_in_words(written: object) -> None:
    for read in (read_opening, read_closing):
        with pytest.raises(ValueError, match=r"time"):
            read(written)


def test_a_day_does_not_begin_at_its_end() -> None:
    with pytest.raises(ValueError, match="opens at 00:00"):
        read_opening("24:00")
    assert read_opening("midnight") == time(0)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (["mon", "tue"], ["mon", "tue"]),
        ("mon-fri", WEEK[:5]),
        ("Mon, Wed.", ["mon", "wed"]),
        ("Monday", ["mon"]),
        (["sat-mon"], ["sat", "sun", "mon"]),
        ("weekdays", WEEK[:5]),
        (["Tues", "thurs", "SUNDAY"], ["tue", "thu", "sun"]),
        ("daily", WEEK),
    ],
)
def test_days_are_read_as_people_write_them(written: object, read: list[str]) -> None:
    assert read_days(written) == read


@pytest.mark.parametrize("written", ["funday", ["m"], "s", "mon-", 1, [1], {"mon": 1}, None, "mon/fri", ""])
def test_what_is_no_day_is_refused_in_words(written: object) -> None:
    with pytest.raises(ValueError, match=r"day"):
        read_days(written)


def test_dates_are_those_of_the_calendar() -> None:
    assert read_date("2028-02-29") == "2028-02-29"
    wrong = [
        "2026-02-30",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "31.12.2026",
        "2026-2-3",
        "",
        20261231,
    ]
    for written in [*wrong, "tomorrow", None, "2026-12-24T10:00", "٢٠٢٦-12-24"]:
        with pytest.raises(ValueError, match=r"date|calendar"):
            read_date(written)


def test_an_exception_is_either_closed_or_has_hours() -> None:
    for wrong in (
        {},
        {"closed": True, "opens": "9"},
        {"closed": True, "opens": "9", "closes": "10"},
        {"opens": "9"},
        {"closed": False},
        {"opens": "9", "closes": "9"},
        {"closed": True, "until": "2026-12-23"},
    ):
        with pytest.raises(ValidationError, match=r"closed: true|same time|before date"):
            route(exceptions=[{"date": "2026-12-24", **wrong}])
    open_too = {"date": "2026-12-25", "opens": "9", "closes": "10"}
    with pytest.raises(ValidationError, match="both closed and open"):
        route(exceptions=[{"date": "2026-12-24", "until": "2026-12-26", "closed": True}, open_too])


# A year, moment by moment

DAY, NIGHT = ("09:00", "17:30"), ("22:00", "06:00")
CLOSED = {"2026-12-24", "2026-04-05", "2026-11-01"}
SHORT = {"2026-12-31": ("10:00", "13:00"), "2026-07-04": ("23:00", "01:30")}


def stretches(week: dict[str, list[tuple[str, str]]], day: date) -> list[tuple[datetime, datetime]]:
    """What begins on a date, as local times without a zone; written apart from the code that it judges."""
    name = day.isoformat()
    if name in CLOSED:
        wanted = []
    elif name in SHORT:
        wanted = [SHORT[name]]
    else:
        wanted = week.get(day.strftime("%a").lower(), [])
    midnight = datetime(day.year, day.month, day.day)
    found = []
    for opens, closes in wanted:
        minutes = [int(text[:2]) * 60 + int(text[3:]) for text in (opens, closes)]
        if minutes[1] <= minutes[0]:
            minutes[1] += 24 * 60
        found.append((midnight + timedelta(minutes=minutes[0]), midnight + timedelta(minutes=minutes[1])))
    return found


def moments(zone: ZoneInfo) -> Iterator[datetime]:
    """A year and a day on either side: each quarter of an hour about a switch of the clock, else five of them apart."""
    at, quarter = datetime(2025, 12, 31, tzinfo=UTC), timedelta(minutes=15)
    while at < datetime(2027, 1, 2, tzinfo=UTC):
        yield at
        near = (at - timedelta(days=1)).astimezone(zone).utcoffset() != (at + timedelta(days=1)).astimezone(
            zone
        ).utcoffset()
        at += quarter if near else 5 * quarter


@pytest.mark.parametrize("zone", ZONES)
def test_each_moment_of_a_year_is_as_a_slow_reference_has_it(zone: str) -> None:
    week = {"mon": [DAY], "tue": [DAY, NIGHT], "wed": [("00:00", "24:00")], "fri": [NIGHT], "sat": [("18:00", "24:00")]}
    week |= {"thu": [("08:30", "12:00"), ("12:45", "18:00")], "sun": [("02:15", "02:45"), NIGHT]}
    hours = [{"days": [d], "opens": o, "closes": c} for d, stretch in week.items() for o, c in stretch]
    exceptions: list[dict[str, object]] = [{"date": day, "closed": True} for day in CLOSED]
    exceptions += [{"date": day, "opens": o, "closes": c} for day, (o, c) in SHORT.items()]
    agents, there = route(zone, hours=hours, exceptions=exceptions), ZoneInfo(zone)
    for at in moments(there):
        local = at.astimezone(there).replace(tzinfo=None)
        begun = [*stretches(week, local.date() - timedelta(days=1)), *stretches(week, local.date())]
        assert is_open(agents, at) == any(start <= local < end for start, end in begun), (zone, at)


def test_open_to_midnight_is_open_until_it_strikes() -> None:
    late = route(hours=[{"days": ["mon"], "opens": "18:00", "closes": "24:00"}])
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    assert is_open(late, monday + timedelta(hours=23, minutes=59, seconds=59.9))
    assert not is_open(late, monday + timedelta(days=1))


def test_the_hour_that_an_autumn_night_has_twice_is_work_both_times() -> None:
    nights = route("America/New_York", hours=[{"days": ["sat"], "opens": "22:00", "closes": "01:30"}])
    first = datetime(2026, 11, 1, 5, 15, tzinfo=UTC)  # 01:15 of summer time; an hour later it is 01:15 again
    assert [is_open(nights, first + timedelta(minutes=m)) for m in (0, 14, 15, 60, 74, 75)] == [
        True,
        True,
        False,
        True,
        True,
        False,
    ]


# Public holidays

HOLIDAYS = [
    ("GB", "ENG", "Europe/London", "2026-04-06", True),  # Easter Monday
    ("GB", "SCT", "Europe/London", "2026-04-06", False),
    ("GB", "SCT", "Europe/London", "2026-01-02", True),
    ("GB", "England", "Europe/London", "2026-08-31", True),
    ("US", None, "America/New_York", "2027-12-31", True),  # New Year's Day 2028, kept the day before
    ("US", "CA", "America/Los_Angeles", "2026-11-27", True),
    ("DE", "BY", "Europe/Berlin", "2026-01-06", True),
    ("DE", "BE", "Europe/Berlin", "2026-01-06", False),
    ("AU", "NSW", "Australia/Sydney", "2026-06-08", True),
    ("NO", None, "Europe/Oslo", "2026-05-17", True),
]


@pytest.mark.parametrize(("country", "part", "zone", "day", "closed"), HOLIDAYS)
def test_a_public_holiday_is_a_day_of_the_routes_own_zone(
    country: str, part: str | None, zone: str, day: str, closed: bool
) -> None:
    agents = route(zone, holidays={"country": country, "subdivision": part})
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo(zone))
    assert is_open(agents, noon.astimezone(UTC)) is not closed
    if closed:
        begins = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        assert not is_open(agents, begins)
        assert not is_open(agents, begins + timedelta(hours=23, minutes=59))


def test_an_exception_comes_before_a_holiday_and_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    agents = route(
        "America/Los_Angeles",
        holidays={"country": "us"},
        hours=[{"days": "daily", "opens": "22:00", "closes": "06:00"}],
        exceptions=[{"date": "2026-07-03", "opens": "10:00", "closes": "12:00"}],  # Independence Day, observed
    )

    def local(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Los_Angeles"))

    assert is_open(agents, local("2026-07-03T11:00"))
    assert not is_open(agents, local("2026-07-03T23:00"))
    assert is_open(agents, local("2026-12-25T03:00"))  # begun on the 24th
    assert not is_open(agents, local("2026-12-25T23:00"))
    assert not is_open(agents, local("2026-12-26T03:00"))
    assert is_open(agents, local("2026-12-24T23:30"))  # in UTC it is the 25th


EVENING = datetime(2026, 7, 6, 17, 59, 55, tzinfo=UTC)
TEAMS = Rules(
    routes={
        "support": route(hours=[{"days": "mon-fri", "opens": "9", "closes": "18"}]),
        "night": route(hours=[{"days": "mon-fri", "opens": "18", "closes": "9"}]),
        "always": route(),
        "nowhere": route("No/Where", hours=[{"days": "sun", "opens": "9", "closes": "10"}]),
    },
    fallback_route="support",
)


def test_a_route_whose_hours_cannot_be_worked_out_is_not_among_the_closed() -> None:
    assert closed_routes(TEAMS, EVENING) == ("night",)
    assert closed_routes(TEAMS, EVENING + timedelta(minutes=1)) == ("support",)


def test_a_call_is_told_of_hours_at_its_start_and_when_they_change() -> None:
    times = [EVENING + timedelta(seconds=seconds) for seconds in (0, 1, 9.9, 10, 20)]
    watch = HoursWatch(TEAMS, (), iter(times).__next__)
    told = [watch.look() for _ in times]
    assert told == [RoutesClosed(("night",)), None, None, RoutesClosed(("support",)), None]


def test_a_call_that_is_resumed_is_told_what_has_changed_since() -> None:
    assert HoursWatch(TEAMS, ("night",), lambda: EVENING).look() is None
    assert HoursWatch(TEAMS, ("support",), lambda: EVENING).look() == RoutesClosed(("night",))


def test_a_clock_that_is_set_back_is_looked_at() -> None:
    times = iter([EVENING + timedelta(minutes=1), EVENING])
    watch = HoursWatch(TEAMS, (), times.__next__)
    assert [watch.look(), watch.look()] == [RoutesClosed(("support",)), RoutesClosed(("night",))]
