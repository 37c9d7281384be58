"""An agent hears the beginning and the end of what a caller said at length, and no half of a number."""

import pytest

from ivr.core.record import Reason
from ivr.ports import HandOff
from ivr.web.lines import LONGEST_GIVEN, LONGEST_WISH, both_ends, briefing

from .english import ENGLISH

STORY = (
    "I bought a washing machine from you in March, and it has made a noise ever since. Then your man came and said it "
    "was the belt, but it was not the belt, and my neighbour says the same. Now it leaks all over the floor. "
)
WISHES = ["I want my money back.", "I need a new appointment before Friday, please.", "Can I talk to billing?"]


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_wanted_is_told_with_what_it_is_about(wish: str) -> None:
    told = both_ends(f"{STORY}{wish} And my meter number has changed")
    assert len(told) <= LONGEST_WISH
    assert told.startswith("I bought a washing machine from you in March, and it has")
    assert told.endswith(f"{wish} And my meter number has changed")


@pytest.mark.parametrize("length", [1, 69, 199, LONGEST_WISH])
def test_what_is_short_enough_is_told_whole(length: int) -> None:
    wish = ("word " * 50)[: length - 1] + "x"
    assert both_ends(wish) == " ".join(wish.split())


def test_the_end_begins_with_a_sentence_where_there_is_one_and_with_a_word_where_there_is_none() -> None:
    assert "... Now it leaks" in both_ends(f"{STORY}{WISHES[1]}")
    words = [f"word{number}" for number in range(100)]
    told = both_ends(" ".join(words)).replace("...", "").split()
    assert told[0] == "word0"
    assert told[-1] == "word99"
    assert set(told) <= set(words)


@pytest.mark.parametrize("wish", ["x" * 900, "\x00\n" * 400 + "end", "é🙂" * 400, ". " * 500, ""])
def test_what_is_no_sentence_at_all_is_short_all_the_same(wish: str) -> None:
    assert len(both_ends(wish)) <= LONGEST_WISH


def test_of_what_was_given_each_number_is_told_whole_or_not_at_all() -> None:
    given = tuple(f"the number {place}: 4 2 1, 8 0 7, 5 5 0, 9 1 2" for place in range(30))
    handoff = HandOff("transfer", "support", Reason.KEY_PRESSED, given=given)
    told = briefing(handoff, ENGLISH.briefing)[-1].removeprefix("They have given ").removesuffix(".")
    assert len(told) <= LONGEST_GIVEN
    assert tuple(told.split("; ")) == given[: told.count(";") + 1]
    assert told.count(";") >= 5
