"""Who tells a story is let tell it, and the wish in it is answered wherever it stood."""

import pytest

from ivr.core.commands import Ask, Speak, Transfer
from ivr.core.record import Prompt, Reason, Words

from .english import ENGLISH
from .stories import Teller

begins_to_tell = ENGLISH.stories.begins_to_tell
tells_something = ENGLISH.stories.tells_something
wish_at_the_end = ENGLISH.stories.wish_at_the_end
wishes_for_something = ENGLISH.stories.wishes_for_something

AT_THE_END = [
    "So my daughter gave me a lamp for my birthday, |0.6| and it's a lovely one, really, |0.9| but the cable is far too"
    " short for my bedroom, |0.7| so I went back to the shop and they didn't have a longer one, |1.1| and the man there"
    " ordered one for me, |0.5| that was three weeks ago. |0.8| [Where is my order?]",
    "I've been with you for eleven years, |0.4| and I've never had any trouble at all, |0.8| and then a month ago I"
    " bought a heater because it was cold in the bathroom, |0.6| and I sat at home every day waiting for the bell to"
    " ring, |1.0| and nobody came. |0.5| So [I want to know where my order is.]",
    "You know, |0.8| it's my neighbour who told me that I should ring, |0.6| because he had the same thing last winter,"
    " |1.2| with a carpet it was, |0.4| and they'd left it at the wrong house, |0.9| and he's a lawyer, so he knows"
    " about such things. |0.7| [Can you tell me where my order is?]",
]
IN_THE_MIDST = [
    "My boss has changed all of our shifts without asking anybody, |0.7| so now I'm working when it's supposed to come,"
    " |0.6| and [I'd like to know where my order is.] |0.8| It's really annoying because I took the whole day off for"
    " it, |0.6| and I'd told my wife that she could go and see her mother, |0.8| and now nothing fits together.",
    "We moved here in the spring from the other end of the country, |0.6| and I don't know where anything is, |0.5| and"
    " [please tell me where my order is,] |0.4| because my brother is coming on Sunday with all of his children, |0.9|"
    " and they'll want to sit on something, |0.5| and right now we've only got boxes in the living room.",
]
IN_FRONT = [
    "[I'd like to know where my order is.] |0.7| So what happened is that I bought a lamp for my sister, |0.5| and her"
    " birthday was on Saturday, |0.9| and we all stood there with the cake and the candles, |0.7| and there was no"
    " lamp. |0.8| She was very nice about it, she always is, |0.5| but I felt silly standing there without it.",
]


@pytest.mark.parametrize("story", AT_THE_END + IN_THE_MIDST + IN_FRONT)
def test_a_story_is_not_talked_over_and_its_wish_is_answered(story: str) -> None:
    teller = Teller(story)
    wish = story[story.index("[") + 1 : story.index("]")]
    asked = [command.text for command in teller.commands if isinstance(command, Ask)]
    said = [line for command in teller.commands if isinstance(command, Speak) for line in command.lines]
    assert len(teller.begun_over) == 0 if story in AT_THE_END else len(teller.begun_over) <= 1
    assert wish in asked[-1]
    assert not [line for line in said if isinstance(line, Prompt) and line.name.startswith("no_")]
    assert said[-1] == Words("What's your number?")
    assert not [command for command in teller.commands if isinstance(command, Transfer)]


@pytest.mark.parametrize("pause", [0.4, 0.8, 1.2])
def test_a_person_asked_for_in_a_story_comes_and_nothing_is_said_before(pause: float) -> None:
    teller = Teller(
        f"This is the third time that I ring about the same thing. |{pause}| First it was to come on Monday, |{pause}|"
        f" then they told me Wednesday, |{pause}| and it's Friday now and my kitchen is flooded. |{pause}|"
        " [I want to talk to a person.]"
    )
    (transfer,) = [command for command in teller.commands if isinstance(command, Transfer)]
    assert transfer.reason is Reason.CALLER_ASKED
    assert teller.begun_over == []


def test_a_story_that_mentions_what_is_not_for_a_machine_is_heard_to_its_end() -> None:
    teller = Teller(
        "My husband passed away in the spring, so I'm doing the papers now, |0.9| and there are a great many of them,"
        " |0.8| he always kept every single letter that he ever got, |1.1| and [I want to know where my order is.]"
    )
    assert teller.begun_over == []
    assert [command for command in teller.commands if isinstance(command, Transfer)]


def test_a_story_without_any_wish_is_asked_about_once_when_it_has_ended() -> None:
    teller = Teller(
        "So I was at my sister's house on Sunday, |0.9| and we had a lovely roast with all of the trimmings, |0.7| and"
        " then it rained the whole afternoon. |0.8| I hadn't brought a coat at all, |1.0| [not even an umbrella.]",
        "nlu_fallback",
    )
    assert teller.begun_over == []


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("I've waited for three weeks. And I want to know why my bill is so high.", 1),
        ("We had no tea this morning. So where's your nearest shop?", 1),
        ("It was for Thursday. Can you move it?", 0),
        ("My number is 421807. Where is my order?", 0),
        ("I like the lamp. It is very bright.", 0),
    ],
)
def test_of_a_story_the_dialogue_is_given_the_wish_and_what_it_needs(text: str, wish: int) -> None:
    first = text.split(". ")[0]
    assert wish_at_the_end(text) == (text[len(first) + 2 :] if wish else text)


@pytest.mark.parametrize(
    "text",
    [
        "So I don't really know much about these things.",
        "We've just moved here from the other end of the country.",
        "Okay, so my grandson gave me a voucher for my birthday.",
        "This is the third time that it happened to me.",
    ],
)
def test_a_beginning_is_known_for_one(text: str) -> None:
    assert tells_something(text)


@pytest.mark.parametrize(
    "text", ["Where is my order?", "I want to return a lamp.", "Could someone call me back.", "tell me a joke please"]
)
def test_a_wish_is_no_beginning(text: str) -> None:
    assert wishes_for_something(text)
    assert not tells_something(text)


@pytest.mark.parametrize(
    ("text", "begins"),
    [("You know,", True), ("Okay, look.", True), ("Uh, yeah.", True), ("Right.", False), ("Yeah.", False)],
)
def test_you_know_is_no_answer(text: str, begins: bool) -> None:
    assert begins_to_tell(text) is begins
