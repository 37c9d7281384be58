"""How loud a recording is: kept sealed with it, drawn for who listens, with each turn where it begins."""

from base64 import b64encode
from datetime import timedelta

import pytest

from ivr.console.waveform import waveform
from ivr.core.rules import Rules
from ivr.errors import VaultError
from ivr.privacy.masters import master_keys
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.erasure import erase
from ivr.store.one_call import OneCall, one_call
from ivr.store.recorded import Part, parts_of
from ivr.tape.loudness import Loudness
from tests.calls_on_record import OnRecord, on_record
from tests.conftest import CALLER, LINE, MONDAY_NOON, FakeClock
from tests.test_sealed_records import OpenStore


def frame(level: int) -> bytes:
    return (level.to_bytes(2, "little", signed=True) + bytes(2)) * 80


def test_a_peak_is_the_loudest_of_a_tenth_of_a_second_of_each_side() -> None:
    loudness = Loudness()
    for left, right in ((0, 0), (100, 0), (-32768, 256), (5, 0), (0, 0), (32767, 0)):
        loudness.add(frame(left), frame(right))
    assert list(loudness.take()) == [255, 1, 254, 0]
    assert loudness.take() == b""


def test_it_is_sealed_with_the_recording_and_goes_with_it(
    open_store: OpenStore, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    store, peaks = open_store(), bytes(range(40, 80))
    store.begin_call("CA1", caller=CALLER, line=LINE, rules=rules, ready=True)
    store.over("CA1")
    for number in range(2):
        fake_clock.forward(2)
        store.sound.keep("CA1", 1, number, 2.0, b"OggS", peaks)
    fake_clock.forward(60)
    store.sound.keep("CA1", 2, 0, 1.0, b"OggS", peaks[:20])
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    vault = Vault(master_keys(settings.master_key, settings.effective_master_key_file))
    first, second = parts_of(engine, vault, "CA1")
    assert (first.began, first.seconds, len(first.peaks)) == (MONDAY_NOON, 4.0, 40)
    assert (second.began, second.seconds, len(second.peaks)) == (MONDAY_NOON + timedelta(seconds=63), 1.0, 10)
    assert first.peaks[21] == (2.1, 42, 43)
    files = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert peaks not in files
    assert b64encode(peaks) not in files
    erase(engine, vault, ["CA1"], fake_clock.now(), "called_back", dry=False)
    assert parts_of(engine, vault, "CA1") == ()
    engine.dispose()


def of(record: OnRecord) -> OneCall:
    found = one_call(record.engine, "CA1")
    assert found is not None
    return found


@pytest.fixture
def call(settings: Settings) -> OneCall:
    """Whose turn begins seven seconds after it did."""
    with on_record(settings.effective_database_url) as record:
        record.call("CA1")
        record.turn("CA1", 1, at_seconds=9.5, at=MONDAY_NOON + timedelta(seconds=10), speech_seconds=2.6)
        return of(record)


def test_a_turn_stands_where_it_begins_in_the_recording(call: OneCall) -> None:
    earlier = Part(MONDAY_NOON - timedelta(seconds=30), 5.0, ((0.0, 9, 9),))
    began_late = Part(MONDAY_NOON + timedelta(seconds=5), 5.0, ((0.0, 9, 9),))
    wave = waveform(call, [earlier, began_late])
    assert wave is not None
    [turn] = wave.turns
    assert (turn.turn, turn.second, turn.x) == (1, 7.0, 700.0)


def test_a_turn_before_the_caller_agreed_is_in_no_recording(call: OneCall) -> None:
    wave = waveform(call, [Part(MONDAY_NOON + timedelta(seconds=8), 5.0, ((0.0, 9, 9),))])
    assert wave is not None
    assert wave.turns == ()


def test_of_a_long_recording_the_loudest_of_each_column_is_drawn(call: OneCall) -> None:
    peaks = tuple((tenth / 10, 255 if tenth == 6000 else 0, 0) for tenth in range(18_000))
    wave = waveform(call, [Part(MONDAY_NOON, 1800.0, peaks)])
    assert wave is not None
    assert wave.caller.count("V15H") == 1
    assert len(wave.caller) < 20_000


def test_without_anything_known_of_it_nothing_is_drawn(call: OneCall) -> None:
    assert waveform(call, []) is None
    assert waveform(call, [Part(MONDAY_NOON, 5.0, ())]) is None


def test_a_recording_whose_key_is_gone_is_told_of_as_such(
    open_store: OpenStore, settings: Settings, rules: Rules
) -> None:
    store = open_store()
    store.begin_call("CA1", caller=CALLER, line=LINE, rules=rules, ready=True)
    store.sound.keep("CA1", 1, 0, 2.0, b"OggS", b"12")
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM call_keys")
    vault = Vault(master_keys(settings.master_key, settings.effective_master_key_file))
    with pytest.raises(VaultError):
        parts_of(engine, vault, "CA1")
    engine.dispose()
