"""Who talks for long is let talk: the wish at the end counts, a way out and a sensitive topic wherever they stood."""

import pytest

from ivr.core.commands import Abandon, Ask, Parse, RecordTurn, Speak, TakeBack, Transcribe, Transfer
from ivr.core.events import FRAME_SECONDS, EngineFailed, Transcribed
from ivr.core.record import Awaited, Engine, Expects, Prompt, Reason, Reply, Topic, Transcript
from ivr.core.states import State

from .scripted import HOURS, RULES, Caller, asks, caller_who_listened

RAMBLE = "So I ordered this lamp for my sister, and then she moved house."
WISH = "Anyway, what I want to know is where my order is."
MOST_HELD_BYTES = round(13 / FRAME_SECONDS) * 320


def stretches(caller: Caller) -> list[Transcribe]:
    """What was transcribed while the caller went on and was not given up."""
    given_up = {(c.turn, c.attempt) for c in caller.all(Abandon)}
    return [c for c in caller.all(Transcribe) if c.attempt > 0 and (c.turn, c.attempt) not in given_up]


def words(caller: Caller, command: Transcribe, text: str, confidence: float = 0.9) -> None:
    caller.does(Transcribed(command.turn, command.attempt, Transcript(text, confidence)))


def rambles(caller: Caller, *texts: str, seconds: float = 7.0) -> None:
    """Stretches of speech with a breath after each; their words come while the caller goes on."""
    for text in texts:
        caller.speaks(seconds)
        caller.is_silent(0.2)
        newest = caller.all(Transcribe)[-1]
        caller.speaks(0.04)
        words(caller, newest, text)


def ends(caller: Caller, text: str = WISH, intent: str = "order_status") -> None:
    caller.speaks(3.0)
    caller.is_silent(0.14)
    words(caller, caller.all(Transcribe)[-1], text)
    if caller.all(Parse) and not caller.all(Transfer):
        caller.understands(intent, 0.97)
    caller.is_silent(1.4)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_the_wish_at_the_end_counts_and_nothing_is_said_before(count: int) -> None:
    caller = caller_who_listened()
    spoken = caller.count(Speak)
    rambles(caller, *[RAMBLE] * count)
    assert caller.count(Speak) == spoken
    ends(caller)
    ask = caller.only(Ask)
    assert ask.text.endswith(WISH)
    assert len(ask.text.split()) <= 24
    assert caller.all(Parse)[-1].text == ask.text
    assert caller.all(RecordTurn)[-1].transcript.text == " ".join([RAMBLE] * count + [WISH])


def test_what_is_kept_of_the_sound_is_bounded() -> None:
    caller = caller_who_listened()
    rambles(caller, *[RAMBLE] * 6)
    caller.speaks(20.0)
    assert max(len(command.pcm) for command in caller.all(Transcribe)) <= MOST_HELD_BYTES


def test_speech_without_any_pause_is_transcribed_in_stretches_and_let_go_on() -> None:
    caller = caller_who_listened()
    spoken = caller.count(Speak)
    caller.speaks(13.0)
    words(caller, stretches(caller)[-1], RAMBLE)
    caller.speaks(12.0)
    words(caller, stretches(caller)[-1], RAMBLE)
    assert (caller.count(Speak), caller.call.state) == (spoken, State.HEARING)
    ends(caller)
    assert caller.only(Ask).text.endswith(WISH)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_person_asked_for_anywhere_is_given_at_once(place: int) -> None:
    caller = caller_who_listened()
    texts = [RAMBLE] * 3
    texts[place] = "I waited for weeks, and really I want to talk to a human about it."
    rambles(caller, *texts[: place + 1])
    assert caller.only(Transfer).reason is Reason.CALLER_ASKED


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("My husband passed away in May.", Topic.BEREAVEMENT),
        ("I can't afford to pay this any more.", Topic.HARDSHIP),
        ("I want to make a complaint.", Topic.COMPLAINT),
    ],
)
def test_a_sensitive_topic_at_the_beginning_counts_at_the_end(said: str, topic: Topic) -> None:
    caller = caller_who_listened()
    rambles(caller, said, RAMBLE)
    assert caller.count(Transfer) == 0, "nobody is talked over"
    ends(caller)
    assert caller.only(Transfer).care is not None
    assert caller.only(Transfer).care.topic is topic  # type: ignore[union-attr]  # just asserted


def test_an_emergency_does_not_wait_for_the_end() -> None:
    caller = caller_who_listened()
    rambles(caller, RAMBLE, "There's smoke coming out of it and my kitchen is on fire.")
    assert caller.only(Transfer).care is not None


def test_all_of_a_message_is_the_message() -> None:
    caller = caller_who_listened()
    asks(caller, "take a message", "message")
    caller.is_answered(Reply(("What's the message?",), Expects(Awaited.TEXT)))
    caller.hears_it_out()
    rambles(caller, RAMBLE, "The second part of it.")
    ends(caller, "And that is all.", "inform")
    assert caller.all(Ask)[-1].text == f"{RAMBLE} The second part of it. And that is all."


def test_a_number_at_the_end_of_a_story_is_the_number_that_was_asked_for() -> None:
    caller = caller_who_listened()
    asks(caller, "where is my order", "order_status")
    caller.is_answered(Reply(("Your number?",), Expects(Awaited.DIGITS, 6)))
    caller.hears_it_out()
    rambles(caller, RAMBLE, RAMBLE)
    ends(caller, "So the number is 136648.")
    assert caller.all(Ask)[-1].text.endswith("136648.")


@pytest.mark.parametrize("pause_seconds", [0.5, 0.8, 1.1])
@pytest.mark.parametrize("sentences", [3, 9])
def test_who_tells_a_story_with_pauses_is_spoken_over_once_at_most_and_never_given_up(
    pause_seconds: float, sentences: int
) -> None:
    caller = caller_who_listened()
    told = ""
    for number in range(sentences):
        caller.speaks(3.0)
        caller.is_silent(0.12)
        told = f"{told} {RAMBLE if number % 2 else 'We had it in the garden all summer.'}".strip()
        words(caller, caller.all(Transcribe)[-1], told)
        caller.understands("greet", 0.3)
        caller.is_silent(pause_seconds - 0.12)
    assert caller.count(TakeBack) <= 1
    caller.speaks(2.0)
    caller.is_silent(0.12)
    words(caller, caller.all(Transcribe)[-1], f"{told} {WISH}")
    caller.understands("order_status", 0.97)
    caller.is_silent(RULES.timing.unfinished_after_seconds)
    assert caller.count(Transfer) == 0
    assert caller.only(Ask).text.endswith(WISH)


def test_words_that_come_late_are_waited_for() -> None:
    caller = caller_who_listened()
    caller.speaks(7.0)
    caller.is_silent(0.2)
    first = caller.all(Transcribe)[-1]
    caller.speaks(3.0)
    caller.is_silent(0.14)
    words(caller, caller.all(Transcribe)[-1], WISH)
    caller.is_silent(1.4)
    assert (caller.count(Ask), caller.call.state) == (0, State.THINKING)
    words(caller, first, RAMBLE)
    caller.understands("order_status", 0.97)
    assert caller.only(Ask).text == WISH
    assert caller.all(RecordTurn)[-1].transcript.text == f"{RAMBLE} {WISH}"


def test_a_stretch_that_the_transcriber_loses_costs_no_more_than_its_words() -> None:
    caller = caller_who_listened()
    caller.speaks(7.0)
    caller.is_silent(0.2)
    lost = caller.all(Transcribe)[-1]
    caller.speaks(0.1)
    caller.does(EngineFailed(Engine.TRANSCRIBER, lost.turn, lost.attempt))
    ends(caller)
    assert caller.only(Ask).text == WISH


def test_who_goes_on_after_a_long_story_is_heard_as_one() -> None:
    caller = caller_who_listened()
    rambles(caller, RAMBLE, RAMBLE)
    ends(caller)
    caller.is_answered(HOURS)
    caller.speaks(0.5)
    assert caller.count(TakeBack) == 1
    caller.is_silent(0.14)
    words(caller, caller.all(Transcribe)[-1], f"{WISH} The blue one.")
    caller.understands("order_status", 0.97)
    caller.is_silent(1.4)
    assert caller.all(Ask)[-1].text == f"{WISH} The blue one."
    assert caller.all(RecordTurn)[-1].transcript.text == f"{RAMBLE} {RAMBLE} {WISH} The blue one."


def test_a_card_number_in_two_stretches_is_found() -> None:
    caller = caller_who_listened()
    rambles(caller, "I want to pay with my card and it is 4929 1234")
    caller.speaks(3.0)
    caller.is_silent(0.14)
    words(caller, caller.all(Transcribe)[-1], "5678 9114")
    assert Prompt("card_number") in caller.all(Speak)[-1].lines


@pytest.mark.parametrize("answered", [True, False])
def test_a_detector_that_hears_noise_for_ever_hangs_no_call(answered: bool) -> None:
    caller = caller_who_listened()
    for _ in range(180):
        newest = caller.all(Transcribe)[-1] if caller.all(Transcribe) else None
        if answered and newest:
            words(caller, newest, "", 0.0)
        caller.speaks(1.0)
        if not caller.call.heeds_audio:
            break
    assert caller.only(Transfer).route == "support"


def test_talk_without_any_end_comes_to_an_answer() -> None:
    caller = caller_who_listened()
    for _ in range(9):
        rambles(caller, RAMBLE)
    assert caller.call.state is not State.HEARING or caller.call.memory.misses_in_call > 0


def test_a_gap_within_a_word_is_no_end_of_a_stretch() -> None:
    caller = caller_who_listened()
    caller.speaks(7.0)
    caller.is_silent(0.1)
    caller.speaks(2.0)
    caller.is_silent(0.14)
    assert len(caller.all(Transcribe)[-1].pcm) >= round(9.0 / FRAME_SECONDS) * 320


@pytest.mark.parametrize(("confidence", "asked"), [(0.9, 1), (0.1, 0)])
def test_a_wish_in_the_midst_counts_if_its_words_were_heard(confidence: float, asked: int) -> None:
    caller = caller_who_listened()
    caller.speaks(7.0)
    caller.is_silent(0.2)
    words(caller, caller.all(Transcribe)[-1], WISH, confidence)
    caller.understands("order_status", 0.97)
    caller.speaks(3.0)
    caller.is_silent(0.14)
    words(caller, caller.all(Transcribe)[-1], "And my sister has moved house since then, you know.")
    caller.understands("out_of_scope", 0.4)
    caller.is_silent(1.4)
    assert [ask.text for ask in caller.all(Ask)] == [WISH] * asked
