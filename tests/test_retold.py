"""A call told again: each thing from when it began, our lines in their words, and what of them was not heard."""

from ivr.core.commands import RecordSaid, RecordTurn, Speak
from ivr.core.events import CallerHungUp, CallStarted, PlaybackBegan, StreamLost
from ivr.core.record import Prompt, Transcript, Words
from ivr.ports import JournalEntry
from ivr.retold.story import By, Told, story
from ivr.store.journal import entry

LINES = (Prompt("disclosure"), Words("Your parcel is on its way"))
TURN = RecordTurn(1, Transcript("where is it", 0.9), "order_status", 0.9, "ask", "understood", 2.0, 0.5)


def journal(*told: tuple[float, object]) -> list[JournalEntry]:
    return [entry(seq, at, item) for seq, (at, item) in enumerate(told, start=1)]  # type: ignore[arg-type]


def of_us(told: tuple[Told, ...]) -> list[Told]:
    return [one for one in told if one.by is By.ASSISTANT]


def test_a_line_is_told_from_its_first_sound() -> None:
    spoken = (2.0, Speak("m1", LINES, 1)), (2.3, PlaybackBegan("m1")), (7.0, RecordSaid("m1", 1, LINES, 4.7, 4.7, True))
    [said] = of_us(story(journal((0.0, CallStarted()), *spoken)))
    assert said.at_seconds == 2.3


def test_a_line_that_waits_behind_another_begins_when_that_was_heard() -> None:
    began = (1.0, PlaybackBegan("m1")), (1.2, PlaybackBegan("m2"))
    over = (4.0, RecordSaid("m1", 0, LINES[:1], 3.0, 3.0, True)), (6.0, RecordSaid("m2", 0, LINES[1:], 2.0, 2.0, True))
    told = of_us(story(journal((0.0, CallStarted()), *began, *over)))
    assert [one.at_seconds for one in told] == [1.0, 4.0]


def test_a_turn_is_told_from_when_the_caller_began_to_speak() -> None:
    [turn] = [one for one in story(journal((0.0, CallStarted()), (9.5, TURN))) if one.by is By.CALLER]
    assert turn.at_seconds == 7.0


def test_what_was_begun_and_cut_is_told_as_not_heard() -> None:
    cut = RecordSaid("m1", 1, (Words("Your parcel"),), 1.0, 4.0, False)
    told = story(journal((0.0, CallStarted()), (1.0, Speak("m1", LINES, 1)), (3.0, cut)), {"disclosure": "I am an AI."})
    [said] = of_us(told)
    assert said.words == ("Your parcel",)
    assert said.unheard == ("I am an AI.", "Your parcel is on its way")


def test_a_line_that_nobody_knows_any_more_stands_with_its_name() -> None:
    told = story(journal((0.0, CallStarted()), (3.0, RecordSaid("m1", 0, (Prompt("old_hello"),), 2.0, 2.0, True))))
    assert of_us(told)[0].words == ("(old hello)",)


def test_seconds_of_a_stream_that_was_lost_do_not_mix_with_those_of_the_next() -> None:
    first = (0.0, CallStarted()), (9.5, TURN), (10.0, StreamLost())
    told = story(journal(*first, (0.0, CallStarted(resumed=True)), (4.0, CallerHungUp())))
    assert [(one.stream, one.kind) for one in told] == [
        (1, "CallStarted"),
        (1, "RecordTurn"),
        (1, "StreamLost"),
        (2, "CallStarted"),
        (2, "CallerHungUp"),
    ]
