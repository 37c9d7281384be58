"""Time zones: known by name, never by a file that happens to lie beside them, and each mistake with what was meant."""

import pytest

from ivr.hours.zones import advice_of_zone, problem_of_zone, zone


@pytest.mark.parametrize(
    "name", ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC", "EST", "Etc/GMT+5"]
)
def test_a_zone_is_known_by_its_name(name: str) -> None:
    assert problem_of_zone(name) == ""
    assert zone(name) is zone(name)


@pytest.mark.parametrize(
    "name",
    [
        *["America", "Europe", "America/", "/America/New_York", "../America/New_York", "", ".", "/", "Factory"],
        *["posixrules", "right/Europe/Berlin", "posix/Europe/Berlin", "5", "zone.tab", "\0", "a" * 300, "Mars/Phobos"],
    ],
)
def test_what_is_no_zone_is_refused_in_words(name: str) -> None:
    assert problem_of_zone(name).startswith("no such time zone: use ")
    with pytest.raises(ValueError, match="no time zone"):
        zone(name)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("PST", "America/Los_Angeles"),
        (" Europe/London ", "Europe/London"),
    ],
)
def test_what_was_likely_meant_is_said(name: str, meant: str) -> None:
    assert problem_of_zone(name) == f"no such time zone: use {meant}"


def test_an_offset_is_not_taken_for_the_zone_whose_name_has_the_other_sign() -> None:
    assert problem_of_zone("GMT+1") == problem_of_zone("UTC-5") == "no such time zone: use a name like America/New_York"


def test_a_zone_that_is_no_place_is_advised_against() -> None:
    assert "America/New_York" in advice_of_zone("EST")
    assert "Europe/London" in advice_of_zone("Etc/GMT+5")
    assert "summer time" in advice_of_zone("EST5EDT")
    assert advice_of_zone("America/Phoenix") == advice_of_zone("UTC") == ""
