"""How answers are read out of what was said: yes and no, choices, free days and times, e-mail addresses, streets."""

from datetime import date, time, timedelta

import pytest
from task_call import TaskCall

from tasks.heard import Heard
from tasks.offers import Offer, Offers
from tasks.place import place_in
from tasks.reader import Digits, Email, Phone, Read, Street, ZipCode
from tasks.returns import REASON

TODAY = date(2026, 3, 10)
"""A Tuesday."""
DAYS = tuple(Offer(day.isoformat(), day) for n in (6, 7, 8, 9, 10, 13) for day in [TODAY + timedelta(days=n)])
HOURS = ((time(8), time(10)), (time(10), time(12)), (time(13), time(15)))
SLOTS = tuple(
    Offer(f"{n}-{begins:%H}", TODAY + timedelta(days=n), begins, ends) for n in (1, 2, 3) for begins, ends in HOURS
)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("yes", True),
        ("Yeah, that's right.", True),
        ("um yes please", True),
        ("go ahead", True),
        ("no problem, do it", True),
        ("That’s correct.", True),
        ("no", False),
        ("Nope, that's wrong.", False),
        ("that's not right", False),
        ("don't", False),
        ("yes but not on Tuesday", None),
        ("okay wait", None),
        ("the weather is nice", None),
        ("", None),
    ],
)
def test_yes_and_no_need_no_model(said: str, wish: bool | None) -> None:
    assert Heard(said).yes_no() is wish


def test_a_key_is_a_yes_and_so_is_what_the_model_is_very_sure_of() -> None:
    assert Heard("/affirm", "affirm").yes_no() is True
    assert Heard("/deny", "deny").yes_no() is False
    assert Heard("you bet your boots", "affirm", 0.9).yes_no() is True
    assert Heard("you bet your boots", "affirm", 0.7).yes_no() is None
    assert Heard("well I might as well have it all done then I suppose", "affirm", 0.9).yes_no() is None


@pytest.mark.parametrize(
    ("said", "place"),
    [("1", 0), ("the second one", 1), ("Number three, please.", 2), ("the last one", 2), ("second", 1), ("4", None),
     ("the second of May", None), ("two of them", None)],
)  # fmt: skip
def test_which_of_three(said: str, place: int | None) -> None:
    assert place_in(said, 3) == place


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("it's broken", "broken"),
        ("well it arrived in pieces", "broken"),
        ("it isn't working at all", "broken"),
        ("you sent the wrong colour", "wrong_item"),
        ("I changed my mind", "not_wanted"),
        ("it's too big for us", "not_wanted"),
        ("it's broken, no wait, it's the wrong item", "wrong_item"),
        ("the third", "not_wanted"),
        ("because", None),
        ("broken and I don't want it", None),
    ],
)
def test_a_reason_is_known_by_its_words(said: str, value: str | None) -> None:
    assert REASON.reader.read(said, TODAY).value == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("the first one", "2026-03-16"),
        ("Tuesday the seventeenth", "2026-03-17"),
        ("next Thursday", "2026-03-19"),
        ("the 20th please", "2026-03-20"),
        ("as soon as possible", "2026-03-16"),
        ("3", "2026-03-18"),
    ],
)
def test_a_free_day_is_told_in_many_ways(said: str, value: str) -> None:
    assert Offers(DAYS).read(said, TODAY).value == value


def test_days_that_are_not_free_and_later_ones() -> None:
    offers = Offers(DAYS)
    assert offers.read("this Sunday", TODAY).why == "not_free"
    assert offers.read("something later", TODAY).narrowed == tuple(o.name for o in DAYS[3:])
    assert offers.read("4", TODAY).narrowed == tuple(o.name for o in DAYS[3:])
    last = Offers(DAYS, tuple(o.name for o in DAYS[3:]))
    assert last.read("another day", TODAY).why == "no_more"
    assert last.read("4", TODAY).why == "no_more"


def test_a_day_with_several_times_is_narrowed_down_and_then_chosen() -> None:
    offers = Offers(SLOTS)
    read = offers.read("Thursday", TODAY)
    assert read.narrowed == ("2-08", "2-10", "2-13")
    thursday = Offers(SLOTS, read.narrowed)
    assert thursday.options(TODAY) == "Thursday March twelfth from eight to ten, from ten to noon, or from one to three"
    assert thursday.read("in the afternoon", TODAY).value == "2-13"
    assert thursday.read("at ten", TODAY).value == "2-10"
    assert thursday.read("Thursday", TODAY) == Read()
    assert thursday.read("no, Friday at ten", TODAY).value == "3-10"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("it's harper at example dot com", "harper@example.com"),
        ("Harper.new@example.com", "harper.new@example.com"),
        ("h-a-r-p-e-r at example dot org", "harper@example.org"),
        ("my new email is mary underscore boyd at example dot co dot uk", "mary_boyd@example.co.uk"),
        ("I don't have one", None),
        ("meet me at noon", None),
    ],
)
def test_an_email_address_as_it_is_said(said: str, address: str | None) -> None:
    read = Email().read(said, TODAY)
    assert read.value == address
    if address:
        assert Email().read(Email().say(address, TODAY), TODAY).value == address


def test_a_street_is_taken_and_a_new_zip_code_is_not() -> None:
    assert Street().read("22 Mill Lane", TODAY).value == "22 Mill Lane"
    assert Street().read("it's 22 Mill Lane, 42914", TODAY) == Read(why="postcode")
    assert Street().read("somewhere nice", TODAY).value is None


def test_numbers_of_the_wrong_length_are_told_apart_from_none() -> None:
    assert Digits(6).read("four two one", TODAY).heard == "421"
    assert Digits(6).read("I have no idea", TODAY) == Read(rest="I have no idea")
    assert ZipCode().read("42911 no wait 42932", TODAY).value == "42932"
    assert ZipCode().read("42911-1234", TODAY).value == "42911"
    assert Phone().read("212 555 0143", TODAY).value == "+12125550143"
    assert Phone().read("555 01", TODAY).heard == "55501"
    assert Phone().say("+12125550143", TODAY) == "2 1 2, 5 5 5, 0 1 4 3"


def test_one_of_those_offered_is_no_other_wish_though_something_was_refused_before_it(call: TaskCall) -> None:
    call.says("returns", "a return", "713596", "42912")
    assert "because it's broken" in call.say("it's got a big crack in it", "report_fault", 0.8, instead=True)


def test_another_wish_behind_what_was_refused_is_begun(call: TaskCall) -> None:
    call.says("returns", "a return", "713596", "42912")
    call.say("my internet is down", "report_fault", 0.9, instead=True)
    assert call.work is not None
    assert call.work.task == "report_fault"
