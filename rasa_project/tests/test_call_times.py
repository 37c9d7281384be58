"""Times of a call back: hours, ranges and parts of the day, from what is said to what is written down and read back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, time
from pathlib import Path

import pytest
from offices import AT
from task_call import TaskCall

from spoken.times import Times
from tasks.call_hours import PARTS, said

PHONE = "+12125550143"
TOMORROW, THURSDAY, FRIDAY, MONDAY = "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-16"
TODAY = "2026-03-10"
HOURS = "We can call between eight in the morning and seven in the evening."
Noted = tuple[str, str, str | None, str | None]
"""(day, part, earliest, latest) of a callback."""


class Callback(TaskCall):
    """A caller who is asked for the day of their call back."""

    def __init__(self, folder: Path, opening: str = "call me back", now: datetime = AT) -> None:
        super().__init__(folder, now=now, caller=PHONE)
        self.folder = folder
        self.say(opening, "callback")
        self.last = self.say("the number I'm calling from")

    def hears(self, *texts: str) -> str:
        for text in texts:
            self.last = self.say(text)
        return self.last

    @property
    def at_confirmation(self) -> bool:
        return self.work is not None and self.work.asked == "confirm"

    def noted(self) -> Noted | None:
        """After a yes, where one was asked for."""
        if self.at_confirmation:
            self.say("yes")
        if not (self.folder / "shop.db").exists():  # made by the first that is asked of it
            return None
        with closing(sqlite3.connect(self.folder / "shop.db")) as db:
            rows = db.execute("SELECT day, part, earliest, latest FROM callbacks").fetchall()
        return rows[0] if rows else None


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Callback]:
    call = Callback(tmp_path)
    yield call
    call.close()


@pytest.mark.parametrize(
    ("told", "noted", "heard"),
    [
        ("after three", ("afternoon", "15:00", None), "after three in the afternoon"),
        ("ten o'clock", ("morning", "10:00", "10:00"), "around ten in the morning"),
        ("around noon", ("afternoon", "12:00", "12:00"), "around noon"),
        ("At 2:15 p.m., please.", ("afternoon", "14:15", "14:15"), "around two fifteen in the afternoon"),
        ("before ten", ("morning", None, "10:00"), "before ten in the morning"),
        ("not after five", ("afternoon", None, "17:00"), "before five in the afternoon"),
        ("between nine and eleven", ("morning", "09:00", "11:00"), "between nine and eleven in the morning"),
        ("from eleven to one", ("morning", "11:00", "13:00"), "between eleven and one"),
        ("after lunch", ("afternoon", "13:00", None), "after one in the afternoon"),
        ("at lunchtime", ("afternoon", "12:00", "14:00"), "between noon and two"),
        ("towards the end of the day", ("afternoon", "16:00", "18:00"), "between four and six"),
        ("after work", ("evening", "17:00", None), "after five in the evening"),
        ("don't ring before half past nine", ("morning", "09:30", None), "after nine thirty in the morning"),
        ("nine thirty or later", ("morning", "09:30", None), "after nine thirty in the morning"),
        ("early, like eight thirty", ("morning", "08:30", "08:30"), "around eight thirty in the morning"),
        ("I'm in a meeting until two", ("afternoon", "14:00", None), "after two in the afternoon"),
        ("I finish at four, so after that", ("afternoon", "16:00", None), "after four in the afternoon"),
        ("in the afternoon", ("afternoon", None, None), "in the afternoon"),
        ("whenever", ("morning", None, None), "in the morning"),
        ("any time but the morning", ("afternoon", None, None), "in the afternoon"),
        ("2", ("afternoon", None, None), "in the afternoon"),
    ],
)
def test_a_time_or_a_range_is_read_back_and_written_down(
    caller: Callback, told: str, noted: tuple[str, str | None, str | None], heard: str
) -> None:
    assert f"tomorrow, {heard}. Shall I note that?" in caller.hears("tomorrow", told)
    assert caller.noted() == (TOMORROW, *noted)


@pytest.mark.parametrize("told", ["nine at night", "at six in the morning", "after eight in the evening", "seven"])
def test_when_nobody_rings_back_is_said_with_the_hours_and_the_time_asked_again(caller: Callback, told: str) -> None:
    heard = caller.hears("tomorrow", told)
    assert heard.startswith(HOURS)
    assert heard.endswith("or in the evening?")
    assert caller.noted() is None


def test_the_hours_that_are_told_are_those_that_are_kept() -> None:
    assert (PARTS["morning"][0], PARTS["evening"][1]) == (time(8), time(19))


@pytest.mark.parametrize(
    ("told", "noted"),
    [
        ("Monday morning", (MONDAY, "morning", None, None)),
        ("Friday around noon", (FRIDAY, "afternoon", "12:00", "12:00")),
        ("Thursday after half past three", (THURSDAY, "afternoon", "15:30", None)),
        ("today at four", (TODAY, "afternoon", "16:00", "16:00")),
        ("in an hour", (TODAY, "afternoon", "12:30", "12:30")),
        ("any day, after five", (TOMORROW, "evening", "17:00", None)),
        ("this evening", (TODAY, "evening", None, None)),
    ],
)
def test_a_day_with_its_time_is_one_answer(caller: Callback, told: str, noted: Noted) -> None:
    assert "Shall I note that?" in caller.hears(told)
    assert caller.noted() == noted


@pytest.mark.parametrize(
    ("told", "noted"),
    [
        ("Monday morning", (MONDAY, "morning", None, None)),
        ("Thursday at ten instead", (THURSDAY, "morning", "10:00", "10:00")),
        ("between three and five on Friday", (FRIDAY, "afternoon", "15:00", "17:00")),
    ],
)
def test_another_day_said_with_the_time_is_the_day(caller: Callback, told: str, noted: Noted) -> None:
    assert "Shall I note that?" in caller.hears("tomorrow", told)
    assert caller.noted() == noted


@pytest.mark.parametrize("told", ["2", "Two.", "number two, please", "the second one", "I'll take the second"])
def test_the_place_of_a_day_is_no_hour(caller: Callback, told: str) -> None:
    assert caller.hears(told) == "In the morning, in the afternoon, or in the evening?"
    assert "Thursday March twelfth, around four in the afternoon" in caller.hears("four")


def test_a_day_on_which_nobody_rings_said_with_the_time_is_refused(caller: Callback) -> None:
    assert caller.hears("tomorrow", "Sunday morning").startswith("I'm sorry, nothing is free then.")
    assert caller.noted() is None


@pytest.mark.parametrize(
    ("told", "noted"),
    [
        ("no, make it after four", (TOMORROW, "afternoon", "16:00", None)),
        ("no, Friday", (FRIDAY, "afternoon", "15:00", None)),
        ("no, Friday at ten", (FRIDAY, "morning", "10:00", "10:00")),
        ("no, 917 555 0122", (TOMORROW, "afternoon", "15:00", None)),
    ],
)
def test_day_and_time_are_corrected_at_the_confirmation(caller: Callback, told: str, noted: Noted) -> None:
    assert "Shall I note that?" in caller.hears("tomorrow", "after three", told)
    assert caller.noted() == noted


@pytest.mark.parametrize(
    ("opening", "noted"),
    [
        ("can you call me back tomorrow after three", (TOMORROW, "afternoon", "15:00", None)),
        ("please ring me Monday morning between nine and ten", (MONDAY, "morning", "09:00", "10:00")),
        ("I've been waiting since ten, call me back tomorrow at four", (TOMORROW, "afternoon", "16:00", "16:00")),
    ],
)
def test_a_time_told_with_the_wish_is_not_asked_for(tmp_path: Path, opening: str, noted: Noted) -> None:
    call = Callback(tmp_path, opening)
    assert "Shall I note that?" in call.last
    assert call.noted() == noted
    call.close()


@pytest.mark.parametrize("opening", ["I called this morning, call me back", "nobody rang me at ten, call me back"])
def test_what_has_been_is_no_wish_for_a_time(tmp_path: Path, opening: str) -> None:
    call = Callback(tmp_path, opening)
    assert "Which day suits you?" in call.last
    call.close()


def test_a_time_of_today_that_is_over_is_refused(caller: Callback) -> None:
    assert "nothing is free then" in caller.hears("today at ten")
    assert "Shall I note that?" in caller.hears("at four")
    assert caller.noted() == (TODAY, "afternoon", "16:00", "16:00")


def test_any_time_today_is_one_that_is_still_to_come(tmp_path: Path) -> None:
    call = Callback(tmp_path, now=AT.replace(hour=14))
    call.hears("today", "any time is fine")
    assert call.noted() == (TODAY, "afternoon", None, None)
    call.close()


def test_today_is_not_to_be_had_when_nobody_rings_any_more(tmp_path: Path) -> None:
    call = Callback(tmp_path, now=AT.replace(hour=19))
    assert "nothing is free then" in call.hears("tonight")
    call.close()


def test_the_agent_is_told_the_range_in_words(caller: Callback) -> None:
    caller.hears("tomorrow", "between three and five")
    assert "the time: between three and five in the afternoon" in caller.given.now


def test_hours_and_days_are_awaited_with_times(caller: Callback) -> None:
    assert caller.expects["times"] is True
    caller.hears("tomorrow")
    assert caller.expects["times"] is True
    assert {"Monday", "tomorrow"} <= set(caller.expects["words"])


def test_minutes_below_ten_are_said_with_an_oh() -> None:
    assert said(Times(time(10, 5), None)) == "after ten oh five in the morning"
