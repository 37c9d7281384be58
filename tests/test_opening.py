"""What is said while the opening is played: no engine has it before the end, and then a wish for a person counts."""

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, LookBack, RecordDisclosure, Speak, Transcribe, Transfer
from ivr.core.events import FRAME_SECONDS, AudioHeard, CallStarted, EngineFailed, PlaybackFinished, PlaybackStarted
from ivr.core.parts.opening import LONGEST_KEPT_FRAMES, worth_hearing
from ivr.core.record import Engine, Prompt, Reason

from .english import ENGLISH
from .scripted import CLIP_SECONDS, RULES, SILENCE, Caller, rules_with

without_our_words = ENGLISH.own_words.left_of

OPENING = (
    "Hello, I'm an automated A.I. for Fernhill. I'm not a person. If you want a person, press zero, or say human. "
    "I write down what you say. How can I help?"
)
ASKS_HOW = Prompt("ask_how")


def caller_over_the_opening(before: float = 0.6, spoken: float = 0.6, after: float = 0.8, **changes: object) -> Caller:
    """One who has spoken while the opening was played, and has heard it to its end."""
    caller = Caller(CallSession(rules_with(**changes), ENGLISH, texts={"disclosure": OPENING}))
    caller.rings()
    caller.is_silent(before)
    caller.speaks(spoken)
    caller.is_silent(after)
    caller.mark_returns()
    return caller


def asked_how(caller: Caller) -> bool:
    return any(ASKS_HOW in command.lines for command in caller.all(Speak))


@pytest.mark.parametrize(
    "words",
    ["human", "Human!", "get me a real person please", "operator", "I don't want to talk to a machine", "agent"],
)
def test_a_wish_for_a_person_spoken_over_the_opening_is_honoured_at_its_end_without_a_question(words: str) -> None:
    caller = caller_over_the_opening()
    assert caller.only(RecordDisclosure).complete
    caller.is_transcribed(words)
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED
    assert not asked_how(caller)
    assert caller.all(Speak)[-1].lines == (Prompt("connecting"),)


def test_the_operators_own_words_for_a_person_count_too() -> None:
    caller = caller_over_the_opening(ways_out={"phrases": ["customer care"], "route": "support"})
    caller.is_transcribed("customer care")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_wish_that_straddles_the_end_is_one_utterance() -> None:
    caller = caller_over_the_opening(before=1.5, spoken=0.5, after=0.0)
    caller.speaks(0.3)
    assert not asked_how(caller)
    caller.is_silent(0.14)
    pcm = caller.all(Transcribe)[-1].pcm
    assert len(pcm) >= 0.8 * 16_000
    caller.is_transcribed("I want a human")
    caller.is_silent(0.3)
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_after_a_silent_opening_the_question_comes_at_once() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.hears_it_out()
    assert caller.count(Transcribe) == 0
    assert caller.all(Speak)[-1].lines == (ASKS_HOW,)
    assert caller.call.memory.spoken is not None
    assert caller.call.memory.spoken.lines[0] == Prompt("disclosure")


def test_a_request_over_the_opening_is_the_first_turn() -> None:
    caller = caller_over_the_opening()
    caller.is_transcribed("where is my order")
    caller.understands("order_status", 0.97)
    assert caller.only(Ask).text == "where is my order"
    assert not asked_how(caller)


@pytest.mark.parametrize("words", ["", "hello?", "hello, hi", "mm-hm", "okay"])
def test_what_is_nothing_to_answer_is_followed_by_the_question_and_no_miss(words: str) -> None:
    caller = caller_over_the_opening()
    caller.is_transcribed(words)
    caller.understands("greet", 0.97)
    assert caller.all(Speak)[-1].lines == (ASKS_HOW,)
    assert caller.call.memory.misses_in_call == 0
    assert caller.count(Ask) == 0


def test_what_was_not_understood_over_the_opening_is_no_miss() -> None:
    caller = caller_over_the_opening()
    caller.is_transcribed("farrago", confidence=0.05)
    caller.understands("order_status", 0.2)
    assert caller.all(Speak)[-1].lines == (ASKS_HOW,)
    assert caller.call.memory.misses_in_call == 0


def test_say_that_again_over_the_opening_says_the_opening_again() -> None:
    caller = caller_over_the_opening()
    caller.is_transcribed("say that again")
    caller.is_silent(1.5)
    assert caller.all(Speak)[-1].lines == (Prompt("disclosure"), Prompt("notice"), ASKS_HOW)


def test_the_question_what_we_are_is_answered_and_then_asked_how() -> None:
    caller = caller_over_the_opening()
    caller.is_transcribed("are you a robot")
    assert caller.all(Speak)[-1].lines[0] == Prompt("robot_answer")
    caller.hears_it_out()
    assert caller.all(Speak)[-1].lines == (ASKS_HOW,)


ECHOES = [
    "Hello, I'm an automated AI for furniture. I'm not a person. If you want a person, press mirror or a human.",
    "Hello I'm an automated AI for furn hill, I'm not a person if you want a person press zero or say human",
    "if you want a person press zero or say human",
    "I'm not a person. If you want a person, press the hero, or say human. I write down what you say.",
    "you want a person, press zero or say human, I write down",
    "Oh, I'm an automated AI for Fern hill, I'm not a person, if you want a person, press zero",
    "for a person say you man or press zero",
    "if you want a person press zero or say you man",
    "If you want a parson press zero or say hue man",
    "if you won't a person press zero oh say human",
    "If you want to person, press 0 or say human.",
    "If you want a person press 0",
]


@pytest.mark.parametrize("echo", ECHOES)
def test_our_own_words_come_back_are_no_wish(echo: str) -> None:
    caller = caller_over_the_opening(before=0.1, spoken=1.8, after=0.1)
    caller.is_transcribed(echo)
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 0
    assert caller.all(Speak)[-1].lines == (ASKS_HOW,)


@pytest.mark.parametrize("echo", ECHOES)
def test_a_wish_beside_the_echo_is_left_of_it(echo: str) -> None:
    assert without_our_words(f"{echo} no get me somebody real", OPENING).endswith("get me somebody real")


@pytest.mark.parametrize(
    "words",
    [
        *("human", "say human", "I want a person", "a person", "hello I want a person", "press zero", "zero"),
        *("I want a person please", "if I want a person what do I do", "can I talk to a person not an automated AI"),
    ],
)
def test_what_callers_say_in_words_of_ours_is_theirs(words: str) -> None:
    assert without_our_words(words, OPENING) == words


def test_what_is_kept_is_bounded_and_given_to_nobody_before_the_end() -> None:
    call = CallSession(RULES, ENGLISH)
    call.receive(CallStarted())
    call.receive(PlaybackStarted("m1", 100.0))
    for _ in range(2 * LONGEST_KEPT_FRAMES):
        assert call.receive(AudioHeard(SILENCE, 0.0)) == []
    for _ in range(3600):
        call.receive(AudioHeard(SILENCE, 0.0))
    look = next(command for command in call.receive(PlaybackFinished("m1")) if isinstance(command, LookBack))
    assert len(look.pcm) == LONGEST_KEPT_FRAMES * len(SILENCE)


def test_what_was_said_over_an_opening_whose_mark_came_early_counts_at_its_end() -> None:
    caller = Caller(CallSession(RULES, ENGLISH))
    caller.rings()
    caller.speaks(0.6)
    caller.mark_returns(after_seconds=0.6)
    assert caller.count(LookBack) == 0
    caller.is_silent(CLIP_SECONDS)
    caller.mark_returns()
    caller.is_transcribed("human")
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


def test_a_detector_that_is_dead_at_the_end_means_a_person() -> None:
    call = CallSession(RULES, ENGLISH)
    call.receive(CallStarted())
    call.receive(PlaybackStarted("m1", 0.1))
    for _ in range(10):
        call.receive(AudioHeard(SILENCE, 0.0))
    call.receive(PlaybackFinished("m1"))
    commands = call.receive(EngineFailed(Engine.DETECTOR, 0))
    assert any(isinstance(command, Transfer) for command in commands)


def test_long_gaps_between_words_are_left_out_and_the_silence_at_the_end_is_not() -> None:
    speech = (0.0,) * 50 + (0.9,) * 20 + (0.0,) * 200 + (0.9,) * 20 + (0.0,) * 100
    heard = worth_hearing([SILENCE] * len(speech), speech, 0.5)
    assert len(heard) == 15 + 20 + 15 + 15 + 20 + 100
    assert worth_hearing([SILENCE] * 9, (0.1,) * 9, 0.5) == []


@pytest.mark.parametrize(
    ("heard", "left"), [("said", ""), ("saying", ""), ("human", "human"), ("yes", "yes"), ("bill", "bill")]
)
def test_a_last_word_that_sounds_like_ours_is_ours(heard: str, left: str) -> None:
    ours = "If you want a person, press zero, or say human. I write down what you say."
    assert without_our_words(f"press zero or say human I write down what you {heard}", ours) == left


def test_an_opening_that_comes_back_whole_is_no_wish_for_the_person_it_names() -> None:
    caller = Caller(CallSession(rules_with(), ENGLISH, texts={"disclosure": OPENING}))
    caller.rings()
    for _ in range(round(CLIP_SECONDS / FRAME_SECONDS)):
        caller.sounded.append(0.95)
        caller.does(AudioHeard(SILENCE, 0.0, 0.8))
    caller.mark_returns()
    caller.is_silent(0.3)
    caller.is_transcribed(
        "Hello, an automated AI for personnel. I'm not a person. If you want a person, press 0, or say human, "
        "I write down what you say."
    )
    caller.is_silent(1.0)
    assert caller.count(Transfer) == 0
    assert ASKS_HOW in caller.all(Speak)[-1].lines
