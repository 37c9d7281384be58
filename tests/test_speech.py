"""Lines become audio in order, and what was heard before is left out at a place where nobody speaks."""

import pytest

from ivr.call.speech import Piece, Speech, Utterance
from ivr.core.commands import Speak
from ivr.core.manner import Manner
from ivr.core.record import Prompt, Words
from ivr.ports import Clip

LOUD, QUIET = b"\x10", b"\xff"


class Library:
    def clip(self, name: str) -> Clip:
        return Clip(LOUD * 800)


class Voice:
    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        return Clip(LOUD * round(80 * len(text) / pace))


@pytest.fixture
def speech() -> Speech:
    return Speech(Library(), Voice(), str.split, "en")  # type: ignore[arg-type]


def test_recordings_need_no_voice(speech: Speech) -> None:
    pieces = speech.recorded((Prompt("disclosure"), Prompt("notice")))
    assert pieces is not None
    assert [piece.line for piece in pieces] == [0, 1]
    assert speech.recorded((Prompt("notice"), Words("hello"))) is None


async def test_a_line_is_made_sentence_by_sentence(speech: Speech) -> None:
    pieces = [piece async for piece in speech.pieces((Words("one three"), Prompt("ask_how")))]
    assert [(piece.line, len(piece.clip.ulaw)) for piece in pieces] == [(0, 240), (0, 400), (1, 800)]


async def test_what_is_said_slower_is_synthesised_slower_and_recordings_are_stretched(speech: Speech) -> None:
    manner = Manner(pace=0.8)
    assert speech.recorded((Prompt("ask_how"),), manner) is None
    pieces = [piece async for piece in speech.pieces((Words("one three"), Prompt("ask_how")), manner)]
    assert [(piece.line, len(piece.clip.ulaw)) for piece in pieces] == [(0, 300), (0, 500), (1, 1000)]


async def test_what_is_said_louder_is_louder_whether_recorded_or_not(speech: Speech) -> None:
    pieces = [piece async for piece in speech.pieces((Words("one"), Prompt("ask_how")), Manner(gain_db=6.0))]
    assert all(piece.clip.ulaw != LOUD * len(piece.clip.ulaw) for piece in pieces)
    assert [len(piece.clip.ulaw) for piece in pieces] == [240, 800]


def test_what_was_heard_is_left_out_and_counted_in_the_lines(speech: Speech) -> None:
    utterance = Utterance(Speak("m1", (Words("a"), Words("b")), 1, skip_seconds=0.15))
    clip = Clip(LOUD * 800)
    assert utterance.take(Piece(0, clip)) == b""
    assert 0 < len(utterance.take(Piece(1, clip))) <= 800
    assert utterance.line_seconds == (0.1, 0.1)
    assert utterance.sent_seconds < 0.1 + 1e-9


def test_a_stopped_line_goes_on_from_a_gap_between_words() -> None:
    words = LOUD * 4000 + QUIET * 800 + LOUD * 4000
    utterance = Utterance(Speak("m1", (Words("a"),), 1, skip_seconds=0.6))
    sent = utterance.take(Piece(0, Clip(words)))
    assert len(words) - len(sent) in range(4000, 4800)
