"""E-mail addresses are what was said of them and nothing besides, end as real ones do, and are understood read back."""

import pytest

from spoken.emails import email_in
from spoken.read_back import email


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("h harper at example dot com, thank you", "hharper@example.com"),
        ("um, it's h harper at example dot com", "hharper@example.com"),
        ("h harper at example dot com that's all", "hharper@example.com"),
        ("H. Harper at example.com, please.", "hharper@example.com"),
        ("hharper@example.com. Thank you.", "hharper@example.com"),
        ("hharper@example.com.thankyou", "hharper@example.com"),
        ("Okay so it's pat matthews at hotmail dot com, have you got that?", "patmatthews@hotmail.com"),
        ("bob plus shop at outlook dot com I think", "bob+shop@outlook.com"),
        ("thank you, harper at example dot com", "harper@example.com"),
        ("nat at nathan dot dev cheers", "nat@nathan.dev"),
        ("it's first name dot last name, so ann.lee at example.net", "ann.lee@example.net"),
        ("you can reach me at pat at example dot com", "pat@example.com"),
        ("Well, it's harper, all one word, at example dot com", "harper@example.com"),
        ("no, wait, kim at example dot net", "kim@example.net"),
    ],
)
def test_politeness_and_hesitation_are_no_part_of_an_address(said: str, address: str) -> None:
    found = email_in(said)
    assert found
    assert found.value == address


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("I think it's h-a-r-p-e-r at example dot co dot uk", "harper@example.co.uk"),
        ("j o n e s four two at gmail", "jones42@gmail.com"),
        ("jane underscore doe seven seven at g mail dot com", "jane_doe77@gmail.com"),
        ("kate dash moss at my dash company dot io", "kate-moss@my-company.io"),
        ("mary under score ann at example dotcom", "mary_ann@example.com"),
        ("S as in Sierra, M, I, T, H at icloud dot com", "smith@icloud.com"),
        ("zoe, z o e, at mail dot example dot org", "zoe@mail.example.org"),
        ("Zoey, z o e, at example.org", "zoe@example.org"),
        ("jon at example dot com, that's j o h n", "john@example.com"),
        ("double l e n at e x a m p l e dot c o m bye", "llen@example.com"),
        ("harper nineteen eighty four at example dot com", "harper1984@example.com"),
        ("lee oh seven at a o l dot com", "lee07@aol.com"),
        ("triple w at web dot de", "www@web.de"),
        ("hello at example dot com", "hello@example.com"),
        ("Could you put down r patel 9 at yahoo dot com for me", "rpatel9@yahoo.com"),
        ("note it down as jo dot smith at web dot de", "jo.smith@web.de"),
        ("it's down dot under at example dot com", "down.under@example.com"),
        ("marsh at, uh, example dot org, cheers", "marsh@example.org"),
        ("marsh, underscore, home, at, gmail, dot com", "marsh_home@gmail.com"),
        ("k, l, o, dash, two, at, example, dot, org", "klo-2@example.org"),
    ],
)
def test_spelled_letters_signs_and_figures_are_joined(said: str, address: str) -> None:
    found = email_in(said)
    assert found
    assert found.value == address


@pytest.mark.parametrize(
    "said",
    [
        "harper at example dot nonsense",
        "I'm at home",
        "I don't have one",
        "at example dot com",
        "harper at com",
        "kim at example dot com, no, dot net",
        "I do not really have an inbox right now at work dot com",
    ],
)
def test_what_is_no_whole_address_is_none(said: str) -> None:
    assert email_in(said) is None


@pytest.mark.parametrize(
    "address",
    ["hharper@example.com", "jane_doe77@gmail.com", "kim@fern-hill.co.uk", "a.b-c+d@x9.io", "pat@mail.example.org"],
)
def test_an_address_read_back_is_understood_as_the_same(address: str) -> None:
    found = email_in(email(address))
    assert found
    assert found.value == address


def test_an_address_is_spelled_and_a_known_provider_is_named() -> None:
    assert email("hharper@gmail.com") == "H, H, A, R, P, E, R, at gmail dot com"
