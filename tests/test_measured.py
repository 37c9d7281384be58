"""How soon answers came and how long nobody was heard: read from a journal, and kept when it is packed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from ivr.core.commands import Clear, Command, RecordTurn, Speak, TakeBack
from ivr.core.events import CallStarted, Event, PlaybackBegan, PlaybackStarted
from ivr.core.record import Prompt, Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import JournalEntry
from ivr.store.database import engine_of
from ivr.store.journal import entry, frames_entry
from ivr.store.journals import AFTER_SECONDS, Packing
from ivr.store.measured import measured
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, FakeClock
from tests.test_packed_journals import vault_of


def journal(*told: tuple[float, Event | Command | str]) -> list[JournalEntry]:
    """Entries at their seconds; a text is a second of frames that ends then: "speech" or "silence"."""
    frames = {"speech": bytes([250]) * 50, "silence": bytes(50)}
    return [
        frames_entry(seq, at, frames[item]) if isinstance(item, str) else entry(seq, at, item)
        for seq, (at, item) in enumerate(told, start=1)
    ]


def turn(number: int, waited: float = 0.4) -> RecordTurn:
    return RecordTurn(number, Transcript("where is it", 0.9), "order_status", 0.9, "ask", "understood", 1.0, waited)


def says(mark: str, of: int, *, seconds: float = 2.0, at: float, name: str = "") -> list[tuple[float, Event | Command]]:
    line = Prompt(name) if name else Words("It is on its way.")
    began = PlaybackBegan(mark), PlaybackStarted(mark, seconds)
    return [(at - 0.1, Speak(mark, (line,), of)), *((at, event) for event in began)]


def test_an_answer_counts_from_the_callers_last_sound_to_our_first() -> None:
    found = measured(journal((0, CallStarted()), (3.0, "speech"), (3.4, turn(1)), *says("m1", 1, at=3.9)))
    assert found.answered == {1: 0.9}


def test_a_filler_is_no_answer_and_what_goes_on_after_a_stop_is_none_either() -> None:
    goes_on = Speak("m2", (Words("on its way"),), 1, skip_seconds=1.0)
    told = journal(
        (3.4, turn(1)),
        *says("m1", 1, at=3.6, name="one_moment"),
        (3.8, goes_on),
        (3.9, PlaybackBegan("m2")),
        *says("m3", 1, at=6.0),
    )
    assert measured(told).answered == {1: 3.0}


def test_a_turn_that_was_taken_back_has_no_answer() -> None:
    told = journal((3.4, turn(1)), *says("m1", 1, at=3.6), (4.0, TakeBack(1)), (6.0, turn(2)), *says("m2", 2, at=6.5))
    assert measured(told).answered == {2: 0.9}


def test_dead_air_is_the_longest_time_in_which_neither_is_heard() -> None:
    told = journal(
        (0, CallStarted()), *says("m1", 0, at=1.0), (4.0, "silence"), (6.0, "speech"), (7.0, "silence"), (8, "speech")
    )
    assert measured(told).dead_air_seconds == 2.0  # from 3 to 5


def test_what_was_stopped_is_not_heard_any_more() -> None:
    told = journal((0, CallStarted()), *says("m1", 0, at=0.0, seconds=9.0), (4.0, Clear()), (9.0, "speech"))
    assert measured(told).dead_air_seconds == 4.0  # from 4 to 8


def test_each_stream_counts_from_its_own_beginning() -> None:
    told = journal(
        (0, CallStarted()),
        (1.0, "silence"),
        (2.0, "speech"),
        (0, CallStarted(resumed=True)),
        (1.0, "speech"),
        (6.0, "speech"),
    )
    assert measured(told).dead_air_seconds == 4.0


def test_of_a_call_without_a_stream_nothing_is_measured() -> None:
    assert measured([]).dead_air_seconds is None


def kept(url: str) -> list[tuple[object, ...]]:
    engine = engine_of(url)
    with engine.connect() as connection:
        joined = "SELECT dead_air_seconds, answered_seconds FROM calls JOIN turns ON turns.call_sid = calls.call_sid"
        found = [tuple(row) for row in connection.execute(text(joined))]
    engine.dispose()
    return found


def test_it_is_kept_when_the_journal_is_packed_and_what_comes_late_leaves_it(
    open_store: Callable[..., Store], url: str, rules: Rules, fake_clock: FakeClock, settings: object
) -> None:
    store = open_store(url)
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    spoken = journal((0, CallStarted()), (3.0, "speech"), (3.4, turn(1)), *says("m1", 1, at=3.9))
    store.append(CALL, spoken)
    store.over(CALL)
    assert store.flush()
    assert kept(url) == [(None, None)]
    engine, later = engine_of(url), fake_clock.now() + timedelta(seconds=AFTER_SECONDS + 1)
    assert Packing(engine, vault_of(settings)).some(later)  # type: ignore[arg-type]
    assert kept(url) == [(2.0, pytest.approx(0.9))]
    store.left_voicemail(CALL, "RE1")
    store.append(CALL, [entry(2, 3.4, turn(1))])
    assert store.flush()
    assert kept(url) == [(2.0, pytest.approx(0.9))]
    engine.dispose()
