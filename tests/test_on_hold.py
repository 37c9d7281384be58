"""A caller who asked for a moment gets it, whatever is to be heard meanwhile; then they are as any silent caller."""

import pytest

from ivr.core.commands import Ask, Parse, RecordFrustration, Speak, Transfer
from ivr.core.heard.on_hold import is_said_on_hold
from ivr.core.record import FREE, Awaited, Expects, Prompt, Reason, Reply
from ivr.core.states import State

from .english import ENGLISH
from .scripted import Caller, asks, caller_who_listened

says_they_are_back = ENGLISH.on_hold.says_back

ANNOUNCED = [
    "Thank you for holding.",
    "Your call is important to us, please stay on the line.",
    "The next available representative will be with you shortly.",
    "We apologize for the delay.",
]
BACK = [
    "Okay thanks, I'm back.",
    "I'm back",
    "Okay, I'm back.",
    "Sorry about that, I've got it.",
    "Hello?",
    "Thanks for waiting, I'm back.",
]


def caller_who_waits() -> Caller:
    caller = caller_who_listened()
    caller.says("hold on a moment")
    return caller


def is_heard(caller: Caller, text: str, confidence: float) -> None:
    caller.speaks(2.0)
    caller.is_silent(0.14)
    caller.is_transcribed(text, confidence=confidence)
    if text:
        caller.understands("greet", 0.2)
    caller.is_silent(1.5)


@pytest.mark.parametrize(("text", "confidence"), [("", 0.9), ("la la", 0.05), *((text, 0.9) for text in ANNOUNCED)])
def test_music_and_announcements_are_no_caller_while_the_moment_lasts(text: str, confidence: float) -> None:
    caller = caller_who_waits()
    before = caller.count(Speak)
    for _ in range(4):
        is_heard(caller, text, confidence)
    assert caller.count(Speak) == before
    assert caller.count(Transfer) == 0
    assert caller.call.state is State.LISTENING
    while caller.count(Speak) == before:
        is_heard(caller, text, confidence)
    assert caller.all(Speak)[before].lines[0] == Prompt("still_there")
    assert 20 <= caller.call.memory.heard_frames / 50 <= 34


@pytest.mark.parametrize("text", BACK)
def test_who_is_back_is_asked_where_they_were(text: str) -> None:
    caller = caller_who_waits()
    is_heard(caller, text, 0.9)
    assert caller.all(Speak)[-1].lines == (Prompt("ask_how"),)


def test_a_person_who_is_asked_for_comes_at_once() -> None:
    caller = caller_who_waits()
    is_heard(caller, "I want to talk to a human", 0.9)
    assert caller.count(Transfer) == 1


@pytest.mark.parametrize("text", ["421807", "I'm back in the shop tomorrow", "I've got it in red", "where is my order"])
def test_what_is_said_to_us_is_neither(text: str) -> None:
    assert not is_said_on_hold(text, ENGLISH)
    assert not says_they_are_back(text)


NUMBER = Expects(Awaited.DIGITS, 6)
SURELY = Expects(Awaited.YES_NO, words=("cancel it",), binding=True)
DAY = Expects(Awaited.CHOICE, words=("Thursday", "Friday", "Monday"))
QUESTION = "Which one is it?"
NOT_OURS = [
    # As Whisper writes singing, with what the dialogue model makes of it.
    ("Walking down the river in the morning light.", 0.84, "out_of_scope", 0.49, NUMBER),
    ("Your baby, your baby, stay with me tonight", 0.68, "out_of_scope", 0.89, NUMBER),
    ("Don't let me go, oh no, no, no number.", 0.46, "deny", 0.5, NUMBER),
    ("Let me go, let me go.", 0.86, "goodbye", 0.52, NUMBER),
    ("Go!", 0.91, "goodbye", 0.64, NUMBER),
    ("Again, we go.", 0.86, "repeat", 0.91, NUMBER),
    ("Say my name, say it again.", 0.85, "repeat", 0.96, NUMBER),
    ("Hey, hey, hey, hey, everybody sing along.", 0.56, "greet", 0.63, NUMBER),
    ("Goodbye, my love, goodbye.", 0.85, "goodbye", 0.96, NUMBER),
    ("Bye bye baby, bye bye.", 0.83, "goodbye", 0.98, NUMBER),
    ("Call me, call me, call me any time.", 0.9, "callback", 1.0, FREE),
    ("The power is gone, the power is gone.", 0.85, "report_fault", 1.0, FREE),
    ("Mama, mama, mama.", 0.77, "out_of_scope", 0.93, NUMBER),
    ("Oh, oh.", 0.9, "greet", 0.4, NUMBER),
    ("Yes, yes, yes, oh yes.", 0.8, "affirm", 1.0, SURELY),
    ("Yeah, baby, yeah.", 0.85, "affirm", 1.0, SURELY),
    ("No no no no no.", 0.9, "deny", 1.0, SURELY),
    ("Friday night and the lights are low.", 0.9, "report_fault", 0.74, DAY),
    ("Two, four, six, eight, who do we appreciate?", 0.85, "inform_order_number", 0.9, NUMBER),
    # A radio, and somebody else's queue.
    ("And that's the news at six o'clock.", 0.92, "out_of_scope", 0.37, DAY),
    ("Save up to fifty percent this weekend only.", 0.93, "out_of_scope", 0.37, NUMBER),
    ("Thanks for watching!", 0.85, "thanks", 0.97, NUMBER),
    ("Your estimated wait time is five minutes.", 0.95, "order_status", 0.97, NUMBER),
    # The room.
    ("Honey, where's the letter with the order number?", 0.9, "no_order_number", 0.69, NUMBER),
    ("What did they say?", 0.92, "repeat", 0.96, NUMBER),
    ("Dinner is ready.", 0.93, "out_of_scope", 0.94, NUMBER),
    ("See you tomorrow, bye.", 0.88, "goodbye", 0.99, NUMBER),
    ("Yes, dinner's at six, tell your sister.", 0.84, "affirm", 0.9, SURELY),
    ("Have you paid the bill yet?", 0.92, "bill", 0.84, FREE),
    ("This is ridiculous, it's not in the drawer.", 0.9, "complaint", 0.6, NUMBER),
]
OURS = [
    ("It's 4 2 1 8 0 7.", 0.6, "inform_order_number", 1.0, NUMBER),
    ("Sorry for the wait, it's 421807.", 0.9, "inform_order_number", 0.99, NUMBER),
    ("What did you want to know again?", 0.92, "repeat", 0.96, NUMBER),
    ("No, I don't want that.", 0.92, "deny", 1.0, SURELY),
    ("So it's 4 2 1...", 0.85, "inform_order_number", 1.0, NUMBER),
    ("Yes.", 0.9, "affirm", 1.0, SURELY),
    ("No, don't cancel it.", 0.9, "change_delivery", 0.66, SURELY),
    ("Friday, please.", 0.7, "correct", 0.4, DAY),
    ("I don't have it.", 0.94, "no_order_number", 1.0, NUMBER),
    ("Where do I find that number?", 0.9, "no_order_number", 0.95, NUMBER),
    ("Okay, I can't find that letter.", 0.9, "no_order_number", 0.7, NUMBER),
    ("Actually I want to return something.", 0.93, "returns", 0.96, NUMBER),
    ("I want to, I want to cancel my order for the lamp.", 0.9, "cancel_order", 0.95, FREE),
    ("Okay, never mind, goodbye.", 0.9, "goodbye", 0.86, NUMBER),
]


def caller_who_waits_before(expects: Expects) -> Caller:
    """One who asked for a moment instead of answering."""
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply((QUESTION,), expects))
    caller.hears_it_out()
    caller.says("hold on a moment")
    return caller


def sounds(caller: Caller, text: str, confidence: float, intent: str = "out_of_scope", meant: float = 0.5) -> None:
    caller.speaks(2.0)
    caller.is_silent(0.14)
    parses = caller.count(Parse)
    caller.is_transcribed(text, confidence=confidence)
    if caller.count(Parse) > parses:
        caller.understands(intent, meant)
    caller.is_silent(1.5)


@pytest.mark.parametrize(("text", "confidence", "intent", "meant", "expects"), NOT_OURS)
def test_what_is_not_said_to_us_breaks_no_wait(
    text: str, confidence: float, intent: str, meant: float, expects: Expects
) -> None:
    caller = caller_who_waits_before(expects)
    spoken, asked, misses = caller.count(Speak), caller.count(Ask), caller.call.memory.misses_in_call
    for _ in range(3):
        sounds(caller, text, confidence, intent, meant)
    assert (caller.count(Speak), caller.count(Ask), caller.count(Transfer)) == (spoken, asked, 0)
    assert (caller.call.memory.misses_in_call, caller.count(RecordFrustration)) == (misses, 0)
    while caller.count(Speak) == spoken:
        caller.is_silent(1.0)
    assert caller.all(Speak)[-1].lines[0] == Prompt("still_there")


@pytest.mark.parametrize(("text", "confidence", "intent", "meant", "expects"), OURS)
def test_who_speaks_to_us_again_is_heard_at_once(
    text: str, confidence: float, intent: str, meant: float, expects: Expects
) -> None:
    caller = caller_who_waits_before(expects)
    asked = caller.count(Ask)
    sounds(caller, text, confidence, intent, meant)
    assert caller.count(Ask) == asked + 1


@pytest.mark.parametrize("text", ["There's a fire in the kitchen!", "I'm going to kill myself", "My husband hits me"])
def test_a_grave_topic_is_heard_however_it_is_heard(text: str) -> None:
    caller = caller_who_waits_before(NUMBER)
    sounds(caller, text, 0.5)
    assert caller.call.memory.care is not None


@pytest.mark.parametrize(
    "text", ["Human.", "Agent", "Can I talk to a person, please?", "Hi, put me through to someone."]
)
def test_a_clear_wish_for_a_person_is_not_questioned(text: str) -> None:
    caller = caller_who_waits_before(NUMBER)
    sounds(caller, text, 0.85)
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("Agent.", 0.6), ("You mean?", 0.9), ("I want a real person, I want a real person, I want a real person", 0.9)],
)
def test_what_may_be_a_wish_for_a_person_is_asked_about_and_believed_when_it_is_said_again(
    text: str, confidence: float
) -> None:
    caller = caller_who_waits_before(NUMBER)
    sounds(caller, text, confidence)
    assert caller.all(Speak)[-1].lines == (Prompt("offer_person"),)
    caller.hears_it_out()
    sounds(caller, text, confidence)
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_refrain_that_sounds_like_a_wish_for_a_person_is_none_when_it_comes_again() -> None:
    caller = caller_who_waits_before(NUMBER)
    for _ in range(2):
        sounds(caller, "You mean?", 0.7)
        caller.hears_it_out()
        caller.is_silent(9.0)
    assert caller.count(Transfer) == 0
    sounds(caller, "You mean?", 0.7)
    assert caller.count(Transfer) == 1, "and a third time a person comes"


def test_who_is_asked_whether_they_are_there_while_music_plays_is_as_one_who_is_silent() -> None:
    caller = caller_who_waits_before(NUMBER)
    while not caller.count(Transfer):
        sounds(caller, "Walking down the river in the morning light.", 0.9, "out_of_scope", 0.5)
        if caller.call.state is State.SPEAKING:
            caller.hears_it_out()
    told = [command.lines[0] for command in caller.all(Speak)]
    assert told[told.index(Prompt("still_there")) :][1] == Prompt("no_input_1")
    assert Prompt("no_match_1") not in told
    assert caller.only(Transfer).reason is Reason.NO_INPUT
    assert 30 <= caller.call.memory.heard_frames / 50 <= 60


def test_music_does_not_stop_the_question_whether_they_are_there_and_an_answer_does() -> None:
    caller = caller_who_waits_before(NUMBER)
    while caller.all(Speak)[-1].lines[0] != Prompt("still_there"):
        caller.is_silent(1.0)
    for text, state in (("Walking down the river", State.SPEAKING), ("Yes, I'm still here.", State.HEARING)):
        caller.speaks(0.5)
        caller.is_silent(0.14)
        caller.is_transcribed(text)
        assert caller.call.state is state


def test_an_okay_puts_the_question_again_and_the_wait_goes_on() -> None:
    caller = caller_who_waits_before(NUMBER)
    sounds(caller, "Okay.", 0.9, "affirm", 1.0)
    assert caller.all(Speak)[-1].lines[-1].text == QUESTION  # type: ignore[union-attr]  # words, not a prompt
    caller.hears_it_out()
    spoken = caller.count(Speak)
    for _ in range(2):
        sounds(caller, "Okay.", 0.9, "affirm", 1.0)
    assert (caller.count(Speak), caller.count(Transfer)) == (spoken, 0)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        ("Hold on a moment. Hey, hey, hey, hey, come on and dance with me.", True),
        ("One second. Honey, where did you put the letter?", True),
        ("Wait, that's not the one.", False),
        ("Hold on, I meant the other one.", False),
    ],
)
def test_what_is_heard_behind_the_words_that_ask_for_a_moment_takes_none_of_it(text: str, waits: bool) -> None:
    caller = caller_who_listened()
    spoken = caller.count(Speak)
    sounds(caller, text, 0.6, "greet", 0.35)
    caller.is_silent(8.0)
    assert (caller.count(Speak) == spoken) is waits


def test_an_answer_that_comes_while_others_are_heard_is_told_when_the_caller_is_back() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.says("where is my order hold on a moment")
    caller.is_answered(Reply(("It comes on Monday.",)))
    spoken = caller.count(Speak)
    for _ in range(2):
        sounds(caller, "Walking down the river in the morning light.", 0.9, "out_of_scope", 0.5)
    assert caller.count(Speak) == spoken
    sounds(caller, "I'm back.", 0.9)
    assert caller.all(Speak)[-1].lines[0].text == "It comes on Monday."  # type: ignore[union-attr]  # words
