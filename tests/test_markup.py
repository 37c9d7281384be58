"""What is written to be looked at is spoken as words: no star, hash or bracket, no picture, a list line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.engines.spoken import sentences
from ivr.language.aloud import aloud
from ivr.language.aloud.markup import plain


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Thank you**, it's on its way.", "Thank you, it's on its way."),
        ("We are *not* open, and __never__ on ~~Monday~~ Sunday.", "We are not open, and never on Monday Sunday."),
        ("# Returns\nYou have a month.", "Returns. You have a month."),
        ("Have a look:\n- beds\n- lamps\n\nWhich is it?", "Have a look: beds. lamps. Which is it?"),
        ("* one\n* two", "one. two"),
        ("1. Pack it.\n2. Send it.", "1, Pack it. 2, Send it."),
        ("See [our returns page](https://shop.example.com/returns).", "See our returns page."),
        ("![a lamp](lamp.png) Your lamp.", "a lamp Your lamp."),
        ("| day | time |\n|---|---|\n| Monday | nine |", "day, time. Monday, nine"),
        ("> You wrote so.\n---\nWe did.", "You wrote so. We did."),
        ("<b>Sorry</b>,<br>it's &quot;late&quot; &amp; heavy.", 'Sorry, it\'s "late" & heavy.'),
        ("Done! \u2705 \U0001f600", "Done!"),
        ("\u27a1\ufe0f Next \u2192 step \u2605\u2605", "Next step"),
        ("One\nsentence in\ntwo lines.", "One sentence in two lines."),
    ],
)
def test_markup_is_not_spoken(written: str, said: str) -> None:
    assert " ".join(plain(written).split()) == said


@pytest.mark.parametrize(
    "text",
    [
        "For the menu, press star.",
        "Press * to hear it again, or # to go on.",
        "It's 3 < 4, and 5 > 2.",
        "It weighs 2 kg - about 70°.",
        "Zoë's café, R&D, and Müller & Söhne.",
        "Your code is A_1.",
    ],
)
def test_what_is_no_markup_is_left_alone(text: str) -> None:
    assert plain(text) == text


def test_a_list_is_spoken_line_by_line_and_pictures_are_no_sentence() -> None:
    assert list(sentences("**Open:**\n- Monday, 9 to 5\n- Sunday, closed\n\n👍 Anything else?", "en")) == [
        "Open: Monday, 9 to 5.",
        "Sunday, closed.",
        "Anything else?",
    ]
    assert list(sentences("On its way. \U0001f44d ... Is that all?", "en")) == ["On its way. ...", "Is that all?"]
    assert list(sentences("\U0001f44d", "en")) == list(sentences("...", "en")) == []


@pytest.mark.parametrize("text", ["<speak>&amp;", "%", "#", "\U0001f44d &"])
def test_a_sign_that_is_said_as_a_word_is_no_silence(text: str) -> None:
    assert len(list(sentences(text, "en"))) == 1


def test_emphasis_that_is_never_closed_is_no_star() -> None:
    assert aloud("Thank you**", "en") == "Thank you"
    assert aloud("Press *.", "en") == "Press star."


@pytest.mark.parametrize("text", ["<b></b>", "**", "---", "\u2705", "?!"])
def test_markup_around_nothing_is_no_sentence(text: str) -> None:
    assert list(sentences(text, "en")) == []


def test_a_long_rule_with_words_behind_it_is_read_at_once() -> None:
    assert plain("-" * 200 + " your order").endswith("your order")


@given(st.text(alphabet="*_~`#>|<[]()&;-\n a1\u2705", max_size=80))
def test_markup_that_is_broken_is_still_read(text: str) -> None:
    assert isinstance(aloud(text, "en"), str)
    assert "\n" not in plain(text)
