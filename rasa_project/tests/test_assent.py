"""Yes and no as people say them, in whole phrases."""

import pytest

from talk.assent import assent_in
from tasks.heard import Heard

YES = """
yes
um yes please
yeah that's right
no, that's right
no no, that's correct
yeah no, that's fine
yeah, no, that's right
no, you got it
not wrong
there's nothing wrong with that
sure, why not
no problem
no problem at all, go ahead
by all means
I guess so
that is indeed correct
yes, the number is right
you've got it
absolutely
of course
it is
I do
yes, please cancel that visit
okay yes do it
please do
no, no, that's fine
that'd be lovely
it would be perfect, thank you
I'm afraid so
sounds good to me
"""
NO = """
no
nope, that's wrong
that's not right
that isn't quite right
no, that is not correct
I don't think so
of course not
absolutely not
yes, absolutely not
no thanks
not really
not at the moment
I'd rather you didn't
please don't
I'm afraid not
the zip code is wrong
no, definitely
I don't want that
yeah, no
certainly not
nearly, but no
close but not quite
"""
NEITHER = """
the weather is nice
okay wait
yes, but not on Tuesday
yes, except the date
yes, only not at that time
no, that's fine
no, yes
that's right, no, that's wrong
I don't know
I'm not sure
that is somebody else's
thank you
"""


def listed(sentences: str) -> list[str]:
    return sentences.strip().split("\n")


@pytest.mark.parametrize("said", listed(YES))
def test_a_yes_is_one_in_whole_phrases(said: str) -> None:
    assert assent_in(said).wish is True


@pytest.mark.parametrize("said", listed(NO))
def test_a_no_is_one_in_whole_phrases(said: str) -> None:
    assert assent_in(said).wish is False


@pytest.mark.parametrize("said", listed(NEITHER))
def test_what_is_neither_or_both_is_asked_again(said: str) -> None:
    assert assent_in(said).wish is None


@pytest.mark.parametrize("said", ["yes, except the date", "yes but not on Tuesday", "yeah, apart from the reason"])
def test_a_yes_that_takes_something_out_objects(said: str) -> None:
    assert assent_in(said).objects
    assert not assent_in("yes please").objects


@pytest.mark.parametrize("said", ["that's it", "no, that's it thanks", "that's all", "yes, that one"])
def test_what_hangs_on_the_question_is_not_the_same_everywhere(said: str) -> None:
    assert not assent_in(said).is_all


def test_a_long_text_is_read_from_its_beginning_once() -> None:
    assert assent_in("i don't want to do that and " * 4000).wish is False


@pytest.mark.parametrize(
    "said",
    [
        "Yes, what will it cost me?",
        "Okay. Let me think.",
        "Right, what does that mean?",
        "Yeah, how much is that?",
        "Sure, I guess, let me ask my wife",
        "Yes. Is it free?",
        "Okay, I need to think about it.",
        "Yes I'd like to know the price first",
        "Good question",
        "great idea",
    ],
)
def test_a_yes_with_a_question_or_a_doubt_behind_it_is_none(said: str) -> None:
    assert assent_in(said).wish is None
    assert assent_in(said).doubts
    assert Heard(said, "affirm", 0.97).yes_no() is None


@pytest.mark.parametrize("said", ["Yes, that's my address", "great, do that", "okay, my husband ordered it", "yes?"])
def test_what_explains_a_yes_takes_nothing_from_it(said: str) -> None:
    assert assent_in(said).wish is True
