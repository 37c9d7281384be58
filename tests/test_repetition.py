"""No loops: no line three times running, no question a third time to whoever failed to answer it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ivr.core.commands import Ask, Command, HangUp, RecordTurn, Speak, TakeBack, Transfer
from ivr.core.record import FREE, Awaited, Expects, Line, Prompt, Reason, Reply, Words
from ivr.core.said.playback import Saying
from ivr.core.said.repetition import Repetition
from ivr.written.prompts import PromptLibrary

from .english import ENGLISH
from .scripted import RULES, Caller, caller_who_listened

ASKED = ENGLISH.questions
DIGITS = Expects(Awaited.DIGITS, 6)
YES_NO = Expects(Awaited.YES_NO)
NUMBER = Words("What's your six digit order number?")
KEYS = Prompt("keys_digits")


def says(caller: Caller, text: str, intent: str = "inform_order_number") -> None:
    """An utterance, up to the moment at which the dialogue is asked about it."""
    asked_before = caller.count(Ask)
    caller.speaks(0.8)
    caller.is_silent(0.12)
    caller.is_transcribed(text)
    caller.understands(intent, 0.97)
    for _ in range(100):
        if caller.count(Ask) > asked_before:
            return
        caller.is_silent(0.02)
    raise AssertionError("the dialogue is not asked")


def fails(caller: Caller, reply: Reply, text: str = "the blue one", intent: str = "inform_order_number") -> None:
    """An answer that is none, and the dialogue's way of asking again, heard to its end."""
    says(caller, text, intent)
    caller.is_answered(reply)
    caller.hears_it_out()
    caller.is_silent(1.2)


def asked(question: Line = NUMBER, expects: Expects = DIGITS) -> tuple[Caller, Callable[[str], Reply]]:
    """A caller who was asked, and what the dialogue says to ask again."""
    caller = caller_who_listened()
    assert isinstance(question, Words)
    fails(caller, Reply((question.text,), expects), "where is my order")
    return caller, lambda sorry: Reply((sorry, question.text), expects)


def test_another_number_is_read_back_whole_though_the_same_keys_are_told_behind_it() -> None:
    keys = Words("For yes, press 1. For no, press 2.")
    first, second = (Words(f"That's order {number}. Is that right?") for number in ("4 9 2, 9 1 2", "1 3 6, 6 4 8"))
    repetition, _ = Repetition().put(Saying((first, keys), YES_NO), ASKED)
    repetition, lines = repetition.heard(digressed=False, typed=True).put(Saying((second, keys), YES_NO), ASKED)
    assert lines == (second, keys)
    _, lines = repetition.heard(digressed=False, typed=True).put(Saying((second, keys), YES_NO), ASKED)
    assert lines is not None
    assert lines[0] == Prompt("keys_yes_no")


def test_the_second_failure_offers_the_keys_and_the_third_a_person() -> None:
    caller, again = asked()
    fails(caller, again("Sorry, I didn't catch a number."))
    assert caller.all(Speak)[-1].lines[-1] == NUMBER
    fails(caller, again("I heard four two one."))
    assert caller.all(Speak)[-1].lines == (KEYS, NUMBER)
    fails(caller, again("It has six digits."))
    assert caller.only(Transfer).reason is Reason.NO_PROGRESS


def test_digits_typed_after_the_offer_are_the_answer() -> None:
    caller, again = asked()
    fails(caller, again("Sorry."))
    fails(caller, again("Sorry, once more."))
    for key in "421897":
        caller.presses(key)
    assert caller.all(Ask)[-1].text == "421897"


def test_silences_are_failures_like_words_that_are_no_answer() -> None:
    caller, _ = asked()
    fails(caller, Reply((NUMBER.text,), DIGITS))
    caller.is_silent(6.2)
    assert caller.all(Speak)[-1].lines == (KEYS, NUMBER)
    caller.hears_it_out()
    caller.is_silent(6.2)
    assert caller.only(Transfer).reason is Reason.NO_INPUT


def test_two_misses_at_a_question_that_can_be_typed_offer_the_keys_before_a_person() -> None:
    caller, _ = asked()
    caller.says("mumble", "greet", 0.2)
    assert caller.all(Speak)[-1].lines == (Prompt("no_match_1"), NUMBER)
    caller.hears_it_out()
    caller.says("murmur", "greet", 0.2)
    assert caller.all(Speak)[-1].lines == (KEYS, NUMBER)
    caller.hears_it_out()
    caller.says("mutter", "greet", 0.2)
    assert caller.only(Transfer).reason is Reason.LOW_CONFIDENCE


def test_an_operator_who_wants_a_person_after_one_miss_has_that() -> None:
    strict = RULES.thresholds.model_copy(update={"misses_in_a_row": 1})
    caller = caller_who_listened(RULES.model_copy(update={"thresholds": strict}))
    fails(caller, Reply((NUMBER.text,), DIGITS), "where is my order")
    caller.says("mumble", "greet", 0.2)
    assert caller.only(Transfer).reason is Reason.LOW_CONFIDENCE


def test_yes_or_no_can_be_typed_too_and_a_name_cannot() -> None:
    caller, again = asked(Words("Is that right?"), YES_NO)
    fails(caller, again("Sorry, yes or no?"))
    fails(caller, again("Sorry?"))
    assert caller.all(Speak)[-1].lines == (Prompt("keys_yes_no"), Words("Is that right?"))
    caller, again = asked(Words("What's your name?"), Expects(Awaited.NAME))
    fails(caller, again("Sorry, I didn't catch your name."))
    fails(caller, again("Sorry, I still didn't."))
    assert caller.only(Transfer).reason is Reason.NO_PROGRESS


def test_asking_to_hear_it_again_is_no_failure() -> None:
    caller, _ = asked()
    for _ in range(4):
        caller.says("say that again please")
        assert caller.all(Speak)[-1].lines[-1] == NUMBER
        caller.hears_it_out()
    assert caller.count(Transfer) == 0


def test_the_star_key_says_it_again_as_often_as_it_is_pressed() -> None:
    caller = caller_who_listened()
    for _ in range(4):
        caller.presses("*")
        caller.hears_it_out()
    assert [speak.lines[-1] for speak in caller.all(Speak)[-4:]] == [Prompt("ask_how")] * 4
    assert caller.count(Transfer) == 0


def test_a_dialogue_that_leads_back_to_its_question_after_a_wish_to_hear_it_again_counts_no_failure() -> None:
    caller, again = asked()
    for words in ("that went past me", "i was miles away", "the line crackled", "my dog was barking"):
        fails(caller, again(f"Of course: {words}."), words, "repeat")
    assert caller.count(Transfer) == 0
    assert caller.all(Speak)[-1].lines[-1] == NUMBER


def test_whoever_asks_for_something_else_on_the_menu_meanwhile_has_not_failed() -> None:
    caller, again = asked()
    for words in ("when do you open", "are you open on Sunday", "until when on Monday"):
        fails(caller, again(f"At nine. {words}"), words, "opening_hours")
    assert caller.count(Transfer) == 0
    assert caller.all(Speak)[-1].lines[-1] == NUMBER


def test_a_number_that_is_misheard_again_and_again_is_not_asked_for_a_third_time() -> None:
    caller, again = asked()
    for number in ("421 807", "421 817"):
        fails(caller, Reply((f"That's order {number}. Is that right?",), YES_NO), "four two one eight oh seven")
        fails(caller, again("Sorry about that."), "no that's wrong")
    assert caller.all(Speak)[-1].lines == (KEYS, NUMBER)


def test_another_order_may_be_asked_for_when_the_first_is_done() -> None:
    caller, _ = asked()
    for number in range(4):
        fails(caller, Reply((f"Order {number} arrives today. Anything else?",)), "four two one eight nine seven")
        fails(caller, Reply((NUMBER.text,), DIGITS), f"and where is order {number + 1}")
    assert caller.count(Transfer) == 0
    assert caller.all(Speak)[-1].lines == (NUMBER,)


def test_the_same_answer_is_not_given_a_third_time_running() -> None:
    caller = caller_who_listened()
    for words in ("what about refunds", "and how do refunds go", "so the refund then"):
        fails(caller, Reply(("I'm afraid I can't help with that.",)), words)
    assert caller.only(Transfer).reason is Reason.NO_PROGRESS


def test_a_goodbye_that_is_said_again_and_again_ends_the_call() -> None:
    caller = caller_who_listened()
    for words in ("bye", "bye then", "see you"):
        says(caller, words, "goodbye")
        caller.is_answered(Reply(("Goodbye.",), hang_up=True))
        caller.is_silent(1.2)
    assert caller.count(HangUp) == 1
    assert caller.count(Transfer) == 0


def test_a_turn_taken_back_has_put_no_question() -> None:
    caller, again = asked()
    fails(caller, again("Sorry, I didn't catch a number."))
    known = caller.call.memory.repetition
    says(caller, "the blue one")
    caller.is_answered(again("Sorry."))
    caller.is_silent(0.1)
    assert KEYS in caller.all(Speak)[-1].lines
    caller.speaks(0.3)
    assert caller.count(TakeBack) == 1
    assert caller.call.memory.repetition == known


def test_the_order_of_the_digits_question_tells_it_from_another() -> None:
    counts = Repetition()
    for text in ("What's your order number?", "What's your postcode?", "Sorry. What's your order number?"):
        counts, lines = counts.put(Saying((Words(text),), DIGITS), ASKED)
        assert lines == (Words(text),)
    assert counts.put(Saying((Words("What's your order number?"),), DIGITS), ASKED)[1] == (
        KEYS,
        Words("What's your order number?"),
    )


lines_of_a_dialogue = st.sampled_from(["Hello.", "What's your number?", "Is that right?", "I can't help with that."])
replies = st.builds(
    Reply,
    st.lists(lines_of_a_dialogue, min_size=1, max_size=2).map(tuple),
    st.builds(Expects, st.sampled_from(Awaited), st.sampled_from([0, 6])),
    hang_up=st.integers(0, 9).map(lambda n: n == 0),
)
texts = st.sampled_from(
    ["", "where is my order", "yes", "no", "421897", "are you a robot", "mm-hm", "wait", "this is useless", "blue"]
)
intents = st.sampled_from(["greet", "opening_hours", "order_status", "out_of_scope"])
listening = st.sampled_from(["hears", "interrupts", "silent"])
turns = st.tuples(texts, intents, st.sampled_from([0.2, 0.95]), replies, listening)


def said_in_order(commands: list[Command]) -> list[list[Line]]:
    """What was begun to be said, one after another, without what only goes on with it after a false stop."""
    spoken: list[list[Line]] = []
    goes_on = False
    for command in commands:
        if isinstance(command, RecordTurn):
            goes_on = command.outcome in {"go_on", "nothing_said"}
        elif isinstance(command, Speak):
            lines = list(command.lines)
            if not (goes_on and spoken and spoken[-1][-len(lines) :] == lines):
                spoken.append(lines)
            goes_on = False
    return spoken


def runs_of_three(lines: list[Line]) -> list[Line]:
    return [a for a, b, c in zip(lines, lines[1:], lines[2:], strict=False) if a == b == c]


SAID_BETWEEN = [(text, "hears") for text in ("", "wait", "", "yes", "", "", "", "", "yes")] + [("", "silent")] * 2
"""Other lines than the question are said behind turns without words; they are no going on."""


@settings(max_examples=150)
@given(st.lists(turns, min_size=3, max_size=14), st.integers(2, 5))
@example([(text, "greet", 0.2, Reply(("Hello.",)), then) for text, then in SAID_BETWEEN], 4)
def test_whatever_callers_and_dialogue_say_no_line_is_said_three_times_running(
    happenings: list[tuple[str, str, float, Reply, str]], misses_in_a_row: int
) -> None:
    patient = RULES.thresholds.model_copy(update={"misses_in_a_row": misses_in_a_row, "misses_in_a_call": 10})
    caller = caller_who_listened(RULES.model_copy(update={"thresholds": patient}))
    for text, intent, confidence, reply, then in happenings:
        if not caller.call.heeds_audio:
            break
        if then == "silent":
            caller.is_silent(7.0)
        else:
            asked_before = caller.count(Ask)
            caller.says(text, intent, confidence)
            if caller.count(Ask) > asked_before:
                caller.is_answered(reply)
        if caller.call.heeds_audio and then != "interrupts":
            caller.hears_it_out()
        caller.is_silent(1.3)
    spoken = said_in_order(caller.commands)
    assert runs_of_three([line for lines in spoken for line in lines]) == []
    wholes = [tuple(lines) for lines in spoken]
    assert [a for a, b, c in zip(wholes, wholes[1:], wholes[2:], strict=False) if a == b == c] == []


@settings(max_examples=100)
@given(st.lists(st.tuples(texts, st.sampled_from(["Sorry.", "I heard four.", "Hm."])), min_size=4, max_size=8))
def test_no_form_asks_a_third_time_for_the_same_thing(failures: list[tuple[str, str]]) -> None:
    """Put again after the truth about us, or after a false stop, it is not counted: nobody failed."""
    caller, again = asked()
    for text, sorry in failures:
        if not caller.call.heeds_audio:
            break
        before = caller.count(Ask)
        caller.says(text, "inform_order_number", 0.95)
        if caller.count(Ask) > before:
            caller.is_answered(again(sorry))
        if caller.call.heeds_audio:
            caller.hears_it_out()
        caller.is_silent(1.2)
    spoken = said_in_order(caller.commands)
    told = {KEYS, Prompt("robot_answer")}
    puts = [lines for lines in spoken if NUMBER in lines and not told & set(lines)]
    assert len(puts) <= 2


def test_an_unquestioning_saying_puts_no_question() -> None:
    counts, lines = Repetition().put(Saying((Words("We open at nine."),), FREE), ASKED)
    assert lines == (Words("We open at nine."),)
    assert counts.put(Saying((NUMBER,), DIGITS), ASKED)[1] == (NUMBER,)


QUESTIONS = {
    Awaited.YES_NO: ("That's order 1 3 6, 6 4 8. Is that right?",),
    Awaited.DIGITS: ("I can look that up.", "What's the phone number to reach you, with its area code?"),
    Awaited.CHOICE: ("Why is it coming back: is it broken, is it the wrong item, or don't you want it?",),
    Awaited.NAME: ("I'll have it sent to somebody else then.", "What's the name that stands at their door?"),
    Awaited.TEXT: ("Your zip code stays the same. What's the new house number and street?",),
}
"""As long as those of the assistant that ships."""
OFFER = Prompt("offer_person")
ADVICE = {KEYS, Prompt("keys_yes_no"), OFFER, Prompt("no_match_2"), Prompt("no_input_2")}
PLACE, PHONE = Prompt("keys_place"), Prompt("keys_phone")
CHOICE = Expects(Awaited.CHOICE, numbered=True)
DAYS = "I can offer Monday March sixteenth, Tuesday March seventeenth, or Wednesday March eighteenth. Which suits you?"
JOB = "What is it for: a repair, an installation, a meter, or an inspection?"
BOOKED = "I'll book a technician for your repair tomorrow from three to five. Shall I do that?"
PARDON = "Sorry, I didn't catch that."
LIBRARY = PromptLibrary(Path(__file__).parent.parent / "audio_prompts", "en", "Fernhill")
WORDS_A_SECOND = 2.9
"""Of the slowest of these questions, with the voice that ships: 11 in 3.8 s."""


def seconds(lines: tuple[Line, ...]) -> float:
    """How long they take to say."""
    return sum(
        LIBRARY.clip(line.name).seconds if isinstance(line, Prompt) else len(line.text.split()) / WORDS_A_SECOND
        for line in lines
    )


def after_misses(kind: Awaited, *, silent: bool, thin: bool) -> list[tuple[Line, ...]]:
    """What is said after each miss, until a person comes."""
    patient = {"misses_in_a_row": 5, "misses_in_a_call": 10, "frustration_warn": 1 if thin else 20}
    patient["frustration_high"] = 21
    caller = caller_who_listened(RULES.model_copy(update={"thresholds": RULES.thresholds.model_copy(update=patient)}))
    fails(caller, Reply(QUESTIONS[kind], Expects(kind)), "where is my order")
    said: list[tuple[Line, ...]] = []
    while not caller.count(Transfer):
        before = caller.count(Speak)
        if silent:
            caller.is_silent(6.2)
        else:
            caller.speaks(0.8)
            caller.is_silent(0.14)
            caller.is_transcribed("mumble", confidence=0.1)
            caller.understands("greet", 0.2)
            caller.is_silent(1.5)
        assert caller.count(Speak) > before
        said += [] if caller.count(Transfer) else [caller.all(Speak)[-1].lines]
        if not caller.count(Transfer):
            caller.hears_it_out()
    return said


@pytest.mark.parametrize("kind", QUESTIONS)
@pytest.mark.parametrize("silent", [True, False])
@pytest.mark.parametrize("thin", [True, False])
def test_after_any_miss_one_advice_at_most_is_said_and_last_the_question_in_six_seconds(
    kind: Awaited, *, silent: bool, thin: bool
) -> None:
    said = after_misses(kind, silent=silent, thin=thin)
    # Once more as it is; then by the keys, where it can be typed; then nobody is asked a third time.
    assert len(said) == (2 if kind in {Awaited.YES_NO, Awaited.DIGITS} else 1)
    for lines in said:
        assert len(ADVICE & set(lines)) <= 1
        assert isinstance(lines[-1], Words)
        assert lines[-1].text.lower() in QUESTIONS[kind][-1].lower()
        assert lines[-1].text.endswith("?")
        assert seconds(lines) <= 6
    assert any(OFFER in lines for lines in said) == thin


@pytest.mark.parametrize("silent", [True, False])
def test_who_was_asked_nothing_in_particular_is_asked_again_in_six_seconds(*, silent: bool) -> None:
    patient = RULES.thresholds.model_copy(update={"misses_in_a_row": 3})
    caller = caller_who_listened(RULES.model_copy(update={"thresholds": patient}))
    for _ in range(2):
        if silent:
            caller.is_silent(6.2)
        else:
            caller.says("mumble", "greet", 0.2)
        lines = caller.all(Speak)[-1].lines
        assert lines[-1] in {Prompt("ask_how"), Prompt("in_a_few_words")}
        assert seconds(lines) <= 6
        caller.hears_it_out()


SHORT = [
    (DAYS, CHOICE, "Which suits you?", (PLACE, "Which suits you?")),
    (JOB, CHOICE, "A repair, an installation, a meter, or an inspection?", (PLACE, "What is it for?")),
    (BOOKED, YES_NO, "Shall I do that?", (Prompt("keys_yes_no"), "Shall I do that?")),
    (
        "What's the new number?",
        replace(DIGITS, star_is_zero=True),
        "What's the new number?",
        (PHONE, "What's the new number?"),
    ),
]


@pytest.mark.parametrize(("question", "expects", "again", "by_keys"), SHORT)
def test_what_the_dialogue_asks_again_is_put_in_short_and_then_by_the_keys(
    question: str, expects: Expects, again: str, by_keys: tuple[Line, str]
) -> None:
    caller = caller_who_listened()
    fails(caller, Reply((question,), expects), "where is my order")
    fails(caller, Reply((PARDON, question), expects))
    assert caller.all(Speak)[-1].lines == (Words(PARDON), Words(again))
    assert seconds(caller.all(Speak)[-1].lines) <= 6
    fails(caller, Reply((PARDON, question), expects))
    advice, asked_by_keys = by_keys
    assert caller.all(Speak)[-1].lines == (advice, Words(asked_by_keys))
    assert seconds(caller.all(Speak)[-1].lines) <= 6
    fails(caller, Reply((PARDON, question), expects))
    assert caller.only(Transfer).reason is Reason.NO_PROGRESS


def test_who_pressed_a_key_that_chooses_nothing_is_told_the_keys_by_their_place_and_not_all_of_them_again() -> None:
    keys = "For a repair, press 1. For an installation, press 2. For a meter, press 3. For an inspection, press 4."
    caller = caller_who_listened()
    fails(caller, Reply((JOB, keys), CHOICE), "book a visit")
    caller.presses("9")
    caller.is_answered(Reply((PARDON, JOB, keys), CHOICE))
    assert caller.all(Speak)[-1].lines == (PLACE, Words("What is it for?"))
    caller.hears_it_out()
    caller.presses("*")
    assert caller.all(Speak)[-1].lines == (Words(JOB), Words(keys))


def test_who_wants_to_hear_again_what_was_put_in_short_hears_all_of_it() -> None:
    caller = caller_who_listened()
    fails(caller, Reply((DAYS,), CHOICE), "move my delivery")
    caller.says("mumble", "greet", 0.2)
    assert caller.all(Speak)[-1].lines == (Prompt("no_match_1"), Words("Which suits you?"))
    caller.hears_it_out()
    caller.says("say that again please")
    assert caller.all(Speak)[-1].lines == (Words(DAYS),)


def test_other_things_to_choose_from_are_another_question() -> None:
    caller = caller_who_listened()
    for day in ("Monday", "Tuesday", "Friday", "Saturday"):
        offer = f"I can offer {day} at ten in the morning, or at three in the afternoon. Which suits you?"
        fails(caller, Reply((offer,), CHOICE), f"nothing on {day}s please")
        assert caller.all(Speak)[-1].lines == (Words(offer),)


def test_of_a_remark_that_is_too_long_the_end_is_said_which_tells_what_to_do() -> None:
    phone, how = replace(DIGITS, star_is_zero=True), "Say it one digit at a time, with zero for oh."
    question = "What's the phone number to reach you, with its area code?"
    caller = caller_who_listened()
    fails(caller, Reply((question,), phone), "call me back")
    fails(caller, Reply((f"I heard 2 1 2, 5 5 5, 0 1 4. {how}", question), phone))
    assert caller.all(Speak)[-1].lines == (Words(how), Words(question))


LONG_ONES = [
    (
        "Under which name did you make the reservation, first name and last name please?",
        Awaited.NAME,
        "Under which name did you make the reservation?",
    ),
    (
        "Which size is it: small, medium, large, or extra large?",
        Awaited.CHOICE,
        "Small, medium, large, or extra large?",
    ),
]


@pytest.mark.parametrize(("question", "kind", "again"), LONG_ONES)
def test_of_a_long_question_what_was_heard_before_is_left_out(question: str, kind: Awaited, again: str) -> None:
    caller = caller_who_listened()
    fails(caller, Reply((question,), Expects(kind)), "I want a table")
    fails(caller, Reply((PARDON, question), Expects(kind)))
    assert caller.all(Speak)[-1].lines == (Words(PARDON), Words(again))


def test_a_question_that_takes_all_the_time_there_is_comes_without_a_remark() -> None:
    question = "Do you want to pay by bank transfer, by direct debit, or with the card that we have on file?"
    caller = caller_who_listened()
    fails(caller, Reply((question,), Expects(Awaited.CHOICE)), "I want to pay")
    caller.is_silent(6.2)
    assert caller.all(Speak)[-1].lines == (Words(question),)
