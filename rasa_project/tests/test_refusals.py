"""Refusals of what was offered: exceptions from them, what goes on with them, and of all of it at once."""

from datetime import date, timedelta

import pytest

from tasks.offers import Offer, Offers
from tasks.place import place_in

TODAY = date(2026, 3, 10)
"""A Tuesday."""
DAYS = tuple(Offer(day.isoformat(), day) for n in (1, 2, 3, 6, 7, 8) for day in [TODAY + timedelta(days=n)])
"""Wednesday, Thursday and Friday are offered first."""


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("I can't do any except the third", 2),
        ("not the second and not the third", 0),
        ("neither the second nor the last", 0),
        ("I'm busy Wednesday and Friday", 1),
        ("Wednesday, no, Thursday", 1),
        ("the first not, the second not", 2),
        ("we're on holiday on Wednesday and on Thursday", 2),
        ("I'm never in except on Thursday", 1),
        ("I don't care about the first two, the last please", 2),
        ("whichever comes latest", 2),
    ],
)
def test_what_is_excepted_from_a_refusal_is_wanted_and_what_goes_on_with_it_is_refused(said: str, value: int) -> None:
    assert Offers(DAYS).read(said, TODAY).value == DAYS[value].name


@pytest.mark.parametrize(
    "said",
    ["none of them", "I'm not free on any of those", "we're away on all these days", "I don't care for any of them"],
)
def test_who_refuses_all_that_was_offered_is_offered_what_comes_next(said: str) -> None:
    assert Offers(DAYS).read(said, TODAY).narrowed == tuple(offer.name for offer in DAYS[3:])


def test_at_the_latest_is_no_place() -> None:
    assert place_in("by noon at the latest", 3) is None
