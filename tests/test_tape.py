"""What is recorded of a call: both sides, only what was looked through, and nothing that would not be kept as words."""

import io
import json
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt
import pytest

from ivr.audio import ulaw_of
from ivr.call.taping import Recorders, Tape
from ivr.core.commands import RecordTurn
from ivr.core.events import AudioHeard, RecordingFailed
from ivr.core.record import Awaited, Transcript
from ivr.core.words.card import CARD
from ivr.privacy.redaction import Redactor
from ivr.tape.deck import MOST_WAITING as MOST_TO_DO
from ivr.tape.deck import Deck
from ivr.tape.judge import Judge
from ivr.tape.ogg import OggOpus
from ivr.tape.take import Take
from tests.scripted import RULES

REDACTOR = Redactor()
FRAMES_A_SECOND = 50


def tone(hertz: float, seconds: float) -> bytes:
    at = np.arange(round(seconds * 8000)) / 8000
    return (9000 * np.sin(2 * np.pi * hertz * at + 0.3)).astype(np.int16).tobytes()


def frames(pcm: bytes) -> list[bytes]:
    return [pcm[at : at + 320] for at in range(0, len(pcm), 320)]


def turn(number: int, text: str, outcome: str = "ask", confidence: float = 0.9, language: str = "en") -> RecordTurn:
    heard = Transcript(text, confidence, language)
    return RecordTurn(number, heard, "order_status", 0.9, outcome, "", 1.0, 0.2)


@dataclass
class Call:
    """A recorded call in the test's hands."""

    pieces: list[tuple[int, float, bytes, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        judge = Judge(REDACTOR, "en", 0.2)
        self.take = Take(judge, OggOpus(), lambda *piece: self.pieces.append(piece))

    def hears(self, pcm: bytes) -> None:
        for frame in frames(pcm):
            self.take.hears(frame)

    def is_silent(self, seconds: float) -> None:
        self.hears(bytes(round(seconds * 8000) * 2))

    def says(self, number: int, text: str, pcm: bytes, kind: Awaited = Awaited.FREE, **of_turn: object) -> None:
        """A turn: heard, given to the transcriber, judged by its words, and a little silence behind it."""
        self.hears(pcm)
        record = turn(number, text, **of_turn)  # type: ignore[arg-type]  # fields of a turn
        self.take.given(number, 1, pcm, kind)
        self.take.answered(number, 1, record.transcript)
        self.take.judged(record)
        self.is_silent(0.4)

    def answers(self, pcm: bytes, *texts: str) -> None:
        self.take.speaks(texts)
        self.take.sent(json.dumps({"event": "media", "media": {"payload": b64encode(ulaw_of(pcm)).decode()}}))

    def ended(self) -> npt.NDArray[np.float32]:
        self.take.ends()
        return decoded(b"".join(made for _, _, made, _ in self.pieces))


def decoded(ogg: bytes) -> npt.NDArray[np.float32]:
    """Both sides at 48 kHz."""
    with av.open(io.BytesIO(ogg)) as file:
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


def loudness(sound: npt.NDArray[np.float32], since: float, until: float) -> tuple[float, float]:
    """Of left and right, between two seconds."""
    part = sound[:, round(since * 48000) : round(until * 48000)]
    left, right = np.sqrt((part.astype(np.float64) ** 2).mean(axis=1))
    return float(left), float(right)


LOUD, QUIET = 0.05, 0.005


def test_the_caller_is_left_and_we_are_right_and_it_is_as_long_as_the_call() -> None:
    call = Call()
    call.says(1, "what are your opening hours", tone(440, 2.0))
    call.answers(tone(1000, 1.5), "We open at nine.")
    call.is_silent(3.0)
    sound = call.ended()
    assert sound.shape[0] == 2
    assert abs(sound.shape[1] / 48000 - 5.4) <= 0.1
    left, right = loudness(sound, 0.2, 1.8)
    assert left > LOUD
    assert right < QUIET
    left, right = loudness(sound, 2.6, 3.7)
    assert left < QUIET
    assert right > LOUD
    assert abs(sum(seconds for _, seconds, *_ in call.pieces) - 5.4) <= 0.1


def test_where_we_fall_silent_what_was_not_heard_is_not_recorded() -> None:
    call = Call()
    call.answers(tone(1000, 3.0), "We open at nine.")
    call.is_silent(1.0)
    call.take.sent(json.dumps({"event": "clear"}))
    call.is_silent(2.0)
    sound = call.ended()
    assert loudness(sound, 0.2, 0.9)[1] > LOUD
    assert loudness(sound, 1.2, 2.8)[1] < QUIET


@pytest.mark.parametrize(
    "text",
    [
        "my card is 4929 1234 5678 9014",
        "four nine two nine one two three four five six seven eight nine zero one four",
        "the security code is one two three",
        "my email is jane dot doe at gmail dot com",
        "my name is Jane Smith",
        "my order number is 4 0 7 1 8 8",
    ],
)
def test_a_turn_with_a_secret_is_silence_and_those_around_it_are_heard(text: str) -> None:
    call = Call()
    call.says(1, "what are your opening hours", tone(440, 1.6))
    call.says(2, text, tone(500, 1.6))
    call.says(6, "is that all you need", tone(600, 1.6))
    sound = call.ended()
    assert loudness(sound, 0.2, 1.4)[0] > LOUD
    assert loudness(sound, 2.1, 3.5)[0] < QUIET
    assert loudness(sound, 4.2, 5.4)[0] > LOUD


def test_a_number_begun_in_one_turn_and_ended_in_the_next_is_silence_in_both() -> None:
    call = Call()
    call.says(1, "it's 4 0", tone(440, 1.6))
    call.says(2, "7 1 8 8 2 2", tone(500, 1.6))
    assert loudness(call.ended(), 0.0, 3.9)[0] < QUIET


def test_after_a_card_number_the_guard_keeps_three_turns_silent() -> None:
    call = Call()
    call.says(1, "[card]", tone(440, 1.0), outcome="card_number")
    for number in (2, 3, 4):
        call.says(number, "and that is it", tone(500, 1.0))
    call.says(5, "where is my parcel", tone(600, 1.0))
    sound = call.ended()
    assert loudness(sound, 0.0, 5.4)[0] < QUIET
    assert loudness(sound, 5.8, 6.4)[0] > LOUD


@pytest.mark.parametrize(
    "of_turn", [{"confidence": 0.1}, {"language": "fr"}, {"text": ""}, {"text": "word " * 3000}], ids=str.__call__
)
def test_words_that_cannot_be_looked_through_are_silence(of_turn: dict[str, object]) -> None:
    call = Call()
    text = str(of_turn.pop("text", "where is my parcel"))
    call.says(1, text, tone(440, 1.6), **of_turn)
    assert loudness(call.ended(), 0.0, 1.9)[0] < QUIET


def test_what_an_awaited_number_is_given_as_is_silence() -> None:
    call = Call()
    call.says(1, "it is twenty two", tone(440, 1.6), Awaited.DIGITS)
    assert loudness(call.ended(), 0.0, 1.9)[0] < QUIET


def test_a_line_of_ours_that_reads_out_a_secret_is_silence() -> None:
    call = Call()
    call.answers(tone(1000, 1.5), "I have your phone number as 212 555 0143.")
    call.is_silent(2.0)
    call.answers(tone(1000, 1.5), "Is that right?")
    call.is_silent(2.0)
    sound = call.ended()
    assert loudness(sound, 0.0, 1.9)[1] < QUIET
    assert loudness(sound, 2.2, 3.3)[1] > LOUD


def test_our_own_lines_are_never_misheard_and_one_that_repeats_a_secret_is_silence() -> None:
    call = Call()
    call.says(1, "my name is Priya Whitfield and my PIN is 815", tone(440, 1.0))
    call.answers(tone(1000, 1.5), "We are open on Saturday from ten to four.")
    call.is_silent(2.0)
    call.answers(tone(1000, 1.5), "Thank you, Priya.")
    call.is_silent(2.0)
    sound = call.ended()
    assert loudness(sound, 1.6, 2.8)[1] > LOUD
    assert loudness(sound, 3.4, 5.0)[1] < QUIET


def test_a_stretch_of_a_long_turn_that_never_became_words_is_silence_in_a_turn_whose_rest_is_clean() -> None:
    call = Call()
    call.hears(tone(440, 1.6))
    call.take.given(1, 1, tone(440, 1.6), Awaited.FREE)  # of which no words came: a card's number may be in it
    call.hears(tone(600, 1.6))
    call.take.given(1, 2, tone(600, 1.6), Awaited.FREE)
    call.take.answered(1, 2, Transcript("and where is my parcel", 0.9))
    call.take.judged(turn(1, "and where is my parcel"))
    sound = call.ended()
    assert loudness(sound, 0.0, 1.5)[0] < QUIET
    assert loudness(sound, 1.8, 3.0)[0] > LOUD


@pytest.mark.parametrize(
    "heard", [Transcript("it is 4929 1234 5678 9014", 0.9), Transcript(CARD, 0.9), Transcript("well", 0.1)]
)
def test_an_attempt_counts_by_its_own_words_too_for_others_may_be_the_turns(heard: Transcript) -> None:
    call = Call()
    call.hears(tone(440, 1.6))
    call.take.given(1, 1, tone(440, 1.6), Awaited.FREE)
    call.take.answered(1, 1, heard)
    call.take.judged(turn(1, "a human"))  # heard by a look at the end of it
    assert loudness(call.ended(), 0.0, 1.5)[0] < QUIET


# the thread


class Scripted:
    def __init__(self) -> None:
        self.heard = 0
        self.ended = False

    def hears(self, pcm: bytes) -> None:
        if pcm == b"bad":
            raise RuntimeError
        self.heard += 1

    def ends(self) -> None:
        self.ended = True


def test_one_recording_that_fails_ends_and_others_go_on() -> None:
    deck, good, bad = Deck(), Scripted(), Scripted()
    lots = [deck.begin(lambda take=take: take) for take in (good, bad)]  # type: ignore[misc,return-value]  # stand-ins
    lots[1].put(lambda take: take.hears(b"bad"))
    for lot in lots:
        lot.put(lambda take: take.hears(b"ok"))
        lot.end()
    deck.stop(5.0)
    assert (good.heard, good.ended, lots[0].has_failed) == (1, True, False)
    assert (bad.heard, bad.ended, lots[1].has_failed) == (0, False, True)


def test_a_deletion_that_fails_keeps_no_later_one_from_being_done() -> None:
    deck, done = Deck(), list[str]()

    def fails() -> None:
        raise OSError

    deck.afterwards(fails)
    deck.afterwards(lambda: done.append("deleted"))
    deck.stop(5.0)
    assert done == ["deleted"]


def test_one_that_falls_behind_ends_and_nobody_waits() -> None:
    deck = Deck()
    lot = deck.begin(Scripted)  # type: ignore[arg-type]  # a stand-in
    deck.stop(5.0)  # nothing is done any more
    for _ in range(MOST_TO_DO + 2):
        lot.put(lambda take: take.hears(b"ok"))
    assert lot.has_failed


def test_a_recording_that_fails_tells_its_call_and_the_evidence() -> None:
    def broken() -> Redactor:
        raise OSError

    deck, facts, failed = Deck(), list[tuple[str, object]](), list[object]()
    made_with = Recorders(deck, cast(Any, None), broken)
    tape = Tape(made_with, "CA1", RULES, 2, is_on=True, testifies=lambda kind, fact: facts.append((kind, fact)))
    tape.tell = failed.append
    tape.note(AudioHeard(bytes(320), 0.0))
    deck.stop(5.0)
    assert not failed
    tape.note(AudioHeard(bytes(320), 0.0))
    tape.note(AudioHeard(bytes(320), 0.0))
    assert failed == [RecordingFailed()]
    tape.end()
    assert facts == [("recording_began", {"stream": 2}), ("recording_ended", {"stream": 2, "why": "failed"})]
