"""Phone numbers as answers: with a country's code or without, typed, and the one that is called from."""

from collections.abc import Iterator
from pathlib import Path

import phonenumbers
import pytest
from task_call import TaskCall

from spoken.own_number import means_own, volunteers_own
from spoken.phone_numbers import home_number, keys_of, phone_number_in

OWN = "+12125550143"


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path, caller=OWN)
    yield call
    call.close()


@pytest.fixture
def withheld(tmp_path: Path) -> Iterator[TaskCall]:
    call = TaskCall(tmp_path)
    yield call
    call.close()


@pytest.mark.parametrize(
    ("said", "country", "international"),
    [
        ("one two one two, five five five, oh one four three", "US", "+12125550143"),
        ("12125550143", "US", "+12125550143"),
        ("(212) 555-0143 extension 12", "US", "+12125550143"),
        ("+49 30 901820", "US", "+4930901820"),
        ("0 1 1 4 4 2 0 7 9 4 6 0 9 5 8", "US", "+442079460958"),
        ("442079460958", "GB", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("0301234567", "DE", "+49301234567"),
        ("+33 1 99 00 12 34", "GB", "+33199001234"),
        ("0499 123 456", "AU", "+61499123456"),
        ("06 39 98 12 34", "FR", "+33639981234"),
    ],
)
def test_a_number_is_read_by_the_plan_of_the_operators_country(said: str, country: str, international: str) -> None:
    found = phone_number_in(said, country)
    assert found is not None
    assert found.value.international == international


def test_a_number_without_its_area_is_not_whole() -> None:
    found = phone_number_in("555 0143")
    assert found is not None
    assert found.value.international is None


def test_what_is_typed_before_a_number_tells_how_long_it_is() -> None:
    assert keys_of("US") == (10, {"011": 0, "00": 0, "1": 11})
    assert keys_of("GB") == (11, {"00": 0, "44": 12})
    assert "45" not in keys_of("DK")[1]  # Danish numbers may begin so themselves


def test_a_number_is_said_as_it_is_dialled_at_home() -> None:
    assert home_number("+442079460958", "GB").digits == "02079460958"
    assert home_number("+12125550143", "US").digits == "2125550143"


def test_a_country_that_there_is_not_is_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="no country 'XX'"):
        keys_of("XX")


@pytest.mark.parametrize(
    "said",
    [
        "the number I'm calling from",
        "this number",
        "the one I'm on",
        "my caller ID",
        "you can reach me on the phone I'm ringing from",
        "just use the one I called on",
        "whatever shows up on your screen",
        "call me back on this line",
        "the number that you see",
        "where I'm calling from",
    ],
)
def test_the_phone_in_hand_is_an_answer_and_is_read_back(seen: TaskCall, said: str) -> None:
    seen.say("call me back", "callback")
    seen.say(said)
    assert seen.work is not None
    assert seen.work.answers["phone"] == OWN
    seen.say("the first one")
    assert "2 1 2, 5 5 5, 0 1 4 3" in seen.say("in the morning")


@pytest.mark.parametrize(
    "said",
    [
        "not the one I'm calling from",
        "not this number, 917 555 0122",
        "a different one from this one",
        "I don't know it",
    ],
)
def test_another_phone_is_not_the_one_in_hand(said: str) -> None:
    assert not means_own(said)


def test_the_phone_in_hand_is_taken_unasked_where_a_call_to_it_is_wished() -> None:
    assert volunteers_own("please call me back on this number tomorrow")
    assert not volunteers_own("I want to return this phone")
    assert not volunteers_own("I'd like to get this phone repaired")


def test_a_withheld_number_is_told_and_asked_for(withheld: TaskCall) -> None:
    withheld.say("call me back", "callback")
    heard = withheld.say("the number I'm calling from")
    assert heard.startswith("I can't see the number that you're calling from.")
    assert "number" in heard.split("from.")[1]
    withheld.say("212 555 0143")
    assert withheld.work is not None
    assert withheld.work.answers["phone"] == OWN


def test_at_the_confirmation_the_phone_in_hand_corrects_the_number(seen: TaskCall) -> None:
    for said in ("917 555 0122", "the first one", "in the morning"):
        seen.say(said) if seen.work else (seen.say("call me back", "callback"), seen.say(said))
    assert "2 1 2, 5 5 5, 0 1 4 3" in seen.say("no, use the number I'm calling from")


def test_the_phone_in_hand_comes_before_a_number_that_was_told_earlier(seen: TaskCall) -> None:
    seen.say("I want to leave a message", "leave_message")
    for said in ("please tell them that I rang", "917 555 0122", "yes"):
        seen.say(said)
    seen.say("call me back on the number I'm calling from", "callback")
    assert seen.work is not None
    assert seen.work.answers["phone"] == OWN


def test_every_country_has_keys_that_a_phone_can_take() -> None:
    for country in phonenumbers.SUPPORTED_REGIONS:
        digits, begins = keys_of(country)
        assert 4 <= digits <= 15
        assert len(begins) <= 8
        assert all(0 <= many <= 20 for many in begins.values())
