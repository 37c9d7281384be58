"""No preference is told apart from a refusal and from another wish."""

import pytest

from talk.indifference import is_indifferent, is_indifferent_among


@pytest.mark.parametrize(
    "said",
    [
        *("it doesn't matter", "whichever", "any time", "you choose", "I'm easy", "either is fine"),
        *("whatever is soonest", "no preference", "I don't mind", "they're all fine", "whenever you can"),
        *("any one of those would be fine", "I'll leave it to you", "um, honestly, any", "it's up to you"),
        *("I'm not fussy", "both are good", "makes no difference to me", "surprise me", "any day suits me"),
        *("as soon as possible", "asap please", "the sooner the better", "the earliest you've got", "first available"),
        *(
            "it doesn't really matter, as long as it's soon",
            "whenever they have a minute",
            "whenever you can fit me in",
        ),
    ],
)
def test_who_leaves_the_choice_to_us_has_no_preference(said: str) -> None:
    assert is_indifferent(said)


@pytest.mark.parametrize(
    "said",
    [
        *("first thing", "next week", "I need it as soon as possible", "whenever it broke", "the first one", "soon"),
        *("the morning", "anything but Friday", "any other day", "something else", "I don't want it", "no"),
        *(
            "not any of those",
            "any chance of Friday",
            "all right",
            "all good",
            "no that's all",
            "that's all thanks",
            "I don't mind the morning",
            "cancel it",
        ),
    ],
)
def test_what_chooses_or_refuses_is_no_indifference(said: str) -> None:
    assert not is_indifferent(said)


def test_no_preference_among_what_is_named_beside_it() -> None:
    assert is_indifferent_among("any time on Thursday")
    assert is_indifferent_among("whatever you have in the morning")
    assert not is_indifferent_among("any other day")
    assert not is_indifferent_among("Thursday")
