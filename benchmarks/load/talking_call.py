"""A call as it is told to the store, entry by entry, of the kinds and in the numbers that whole calls leave.

What they say are sentences that the assistant is trained on, drawn anew for each call. How likely each frame is to be
speech is drawn as well, where somebody talks: no compressor makes that smaller, so what is measured of it is a bound.
"""

from collections.abc import Iterator
from functools import cache
from itertools import count
from random import Random

from ivr.core.commands import Ask, Command, Parse, RecordDisclosure, RecordSaid, RecordTurn, Speak, Transcribe
from ivr.core.events import (
    CallStarted,
    Event,
    KeyPressed,
    LookedBack,
    Parsed,
    PlaybackBegan,
    PlaybackFinished,
    PlaybackStarted,
    Replied,
    Transcribed,
)
from ivr.core.record import FREE, Reply, Transcript, Understanding, Words
from ivr.core.rules import Rules
from ivr.ports import JournalEntry
from ivr.settings import ROOT
from ivr.store.journal import entry, frames_entry

MINUTES = 3
TURN_SECONDS = 6
FRAMES_A_SECOND = 50
PIECES = (17, 33)
"""Frames between two entries: seconds are cut up by what happens in them."""
RULES = Rules.model_validate(
    {"company": "Acme", "routes": {"support": {"agents": ["+15005550001"]}}, "fallback_route": "support"}
)


@cache
def sentences() -> tuple[str, ...]:
    """Some thousands."""
    pages = sorted((ROOT / "rasa_project" / "data" / "nlu").glob("*.yml"))
    lines = [line.strip() for page in pages for line in page.read_text(encoding="utf-8").splitlines()]
    return tuple(line.removeprefix("- ") for line in lines if line.startswith("- ") and ":" not in line)


def talking_call(number: int = 0) -> Iterator[JournalEntry]:
    """Three minutes, the same for the same number. Every six seconds a turn: one talks for three, then the other."""
    chance, seq = Random(number), count(1)  # noqa: S311  # words and shares of a benchmark, and no secret
    for item in _opening(chance):
        yield entry(next(seq), 8.0, item)
    heard = 0
    for second in range(60 * MINUTES):
        talks = second % TURN_SECONDS < 3
        for frames in PIECES:
            heard += frames
            shares = bytes(chance.randrange(256 if talks else 3) for _ in range(frames))
            echoes = bytes(chance.randrange(256) for _ in range(frames)) if second % TURN_SECONDS == 5 else b""
            yield frames_entry(next(seq), heard * 0.02, shares, echoes)
        if second % TURN_SECONDS == 3:
            for item in _turn(1 + second // TURN_SECONDS, chance):
                yield entry(next(seq), heard * 0.02, item)


def _opening(chance: Random) -> Iterator[Event | Command]:
    yield CallStarted()
    yield RecordDisclosure("disclosure", 0.0, 8.0, 8.0, True, None)
    yield LookedBack(tuple(round(chance.random(), 2) for _ in range(8 * FRAMES_A_SECOND)))


def _turn(turn: int, chance: Random) -> Iterator[Event | Command]:
    """Heard at two pauses, the second time for good; one of four also presses a key."""
    known, mark = sentences(), f"m{turn}"
    wish, said = chance.choice(known), (Words(chance.choice(known)), Words(chance.choice(known)))
    for attempt, words in ((1, wish[: len(wish) // 2]), (2, wish)):
        yield Transcribe(turn, attempt, bytes(16_000), FREE)
        yield Transcribed(turn, attempt, Transcript(words, chance.random()))
        yield Parse(turn, attempt, words, 0, True)
        yield Parsed(turn, attempt, Understanding("order_status", chance.random()))
    yield RecordTurn(turn, Transcript(wish, 0.93), "order_status", 0.9, "ask", "understood", 1.3, 0.4)
    yield Ask(turn, wish)
    yield Replied(turn, Reply(tuple(one.text for one in said)))
    yield Speak(mark, said, turn)
    yield PlaybackBegan(mark)
    yield PlaybackStarted(mark, 2.10525, (1.05, 1.055))
    yield PlaybackFinished(mark, 2.1)
    yield RecordSaid(mark, turn, said, 2.11, 2.11, True)
    if turn % 4 == 0:
        yield KeyPressed(str(chance.randrange(1, 10)))
