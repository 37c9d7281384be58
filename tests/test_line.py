"""The line keeps messages in order and the caller's audio on one clock, whatever the network did to it."""

import base64
import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.audio import pcm_of
from ivr.core.events import CallerHungUp, KeyPressed, PlaybackFinished
from ivr.errors import StreamError
from ivr.telephony.line import FrameHeard, Heard, Line

from .test_media_stream import START, media

VOICE = b"\x10" * 160
SILENT = FrameHeard(pcm_of(b"\xff" * 160))
SPOKEN = FrameHeard(pcm_of(VOICE))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def started() -> Line:
    line = Line(Clock())
    line.receive(json.dumps(START))
    return line


def heard(line: Line, at_ms: int, ulaw: bytes = VOICE) -> list[Heard]:
    return line.receive(json.dumps(media(base64.b64encode(ulaw).decode(), timestamp=str(at_ms))))


def test_a_frame_on_the_wire_is_a_frame_heard() -> None:
    assert heard(started(), 0) == [SPOKEN]


def test_lost_frames_are_made_up_with_silence_so_that_the_clock_stays_true() -> None:
    line = started()
    heard(line, 0)
    assert heard(line, 80) == [SILENT] * 3 + [SPOKEN]


def test_a_duplicate_or_late_frame_changes_nothing() -> None:
    line = started()
    heard(line, 0)
    heard(line, 20)
    assert heard(line, 20) == heard(line, 0) == []
    assert heard(line, 40) == [SPOKEN]


def test_a_gap_of_many_seconds_is_not_made_up() -> None:
    line = started()
    heard(line, 0)
    assert heard(line, 60_000) == [SPOKEN]


@pytest.mark.parametrize("size", [80, 100, 240, 320, 1000])
def test_odd_payload_sizes_become_whole_frames(size: int) -> None:
    line = started()
    frames: list[Heard] = []
    for index in range(16):
        frames += heard(line, index * size // 8, VOICE[:1] * size)
    assert frames == [SPOKEN] * (16 * size // 160)


def test_keys_marks_and_the_end_are_told() -> None:
    line = started()
    told = [
        line.receive(json.dumps({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": "0"}})),
        line.receive(json.dumps({"event": "mark", "streamSid": "MZ1", "mark": {"name": "m1"}})),
        line.receive(json.dumps({"event": "stop", "streamSid": "MZ1"})),
    ]
    assert told == [[KeyPressed("0")], [PlaybackFinished("m1")], [CallerHungUp()]]


def key(line: Line, pressed: str) -> list[Heard]:
    return line.receive(json.dumps({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": pressed}}))


@pytest.mark.parametrize("tone", ["A", "B", "C", "D", "d"])
def test_tones_that_no_phone_has_a_key_for_are_no_keys_and_no_fault(tone: str) -> None:
    line = started()
    assert key(line, tone) == []
    assert key(line, "4") == [KeyPressed("4")]


@pytest.mark.parametrize("frames", [0, 1, 3])
def test_a_press_that_a_gateway_tells_of_twice_is_one(frames: int) -> None:
    line = started()
    assert key(line, "4") == [KeyPressed("4")]
    for number in range(frames):
        heard(line, 20 * number)
    assert key(line, "4") == []
    assert key(line, "5") == [KeyPressed("5")]


@pytest.mark.parametrize("silent", [True, False])
def test_the_fastest_two_presses_of_one_key_are_two(silent: bool) -> None:
    line = started()
    key(line, "4")
    for number in range(4):  # 40 ms of tone and 40 ms of pause
        line.pass_silence() if silent else heard(line, 20 * number)
    assert key(line, "4") == [KeyPressed("4")]


@pytest.mark.parametrize("payload", ["", "//8="])
def test_a_message_without_a_frame_of_audio_costs_nothing(payload: str) -> None:
    line = started()
    heard(line, 0)
    assert line.receive(json.dumps(media(payload, timestamp="20"))) == []
    assert heard(line, 40)[-1] != SILENT


def test_the_greeting_before_start_means_nothing() -> None:
    assert Line(Clock()).receive(json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})) == []


def test_media_before_start_is_refused() -> None:
    with pytest.raises(StreamError, match="before start"):
        heard(Line(Clock()), 0)


def test_a_second_start_is_refused() -> None:
    with pytest.raises(StreamError, match="second start"):
        started().receive(json.dumps(START))


def test_a_message_of_another_stream_is_refused() -> None:
    with pytest.raises(StreamError, match="another stream"):
        started().receive(json.dumps(media() | {"streamSid": "MZ2"}))


def test_a_flood_is_refused_and_a_stall_that_is_caught_up_is_not() -> None:
    line = started()
    for index in range(400):
        heard(line, index * 20)
    flood = map(lambda index: heard(line, index * 20), range(400, 1000))
    with pytest.raises(StreamError, match="more messages"):
        list(flood)


def test_nothing_can_be_sent_before_start() -> None:
    with pytest.raises(StreamError):
        Line(Clock()).say(b"")


def numbered(index: int) -> bytes:
    """A frame that is no other's."""
    return bytes((index >> 8, index & 0xFF)) * 80


def stamped(stamps: Iterable[int], *, counted: bool = True) -> list[bytes]:
    """What is heard, silence left out, of frames with these stamps."""
    line = started()
    told: list[Heard] = []
    for index, at_ms in enumerate(stamps):
        inner = {"chunk": str(index + 1)} if counted else {}
        payload = base64.b64encode(numbered(index)).decode()
        line_clock(line).now += 0.02
        told += line.receive(json.dumps(media(payload, timestamp=str(at_ms), **inner)))
    return [item.pcm for item in told if isinstance(item, FrameHeard) and item != SILENT]


def line_clock(line: Line) -> Clock:
    clock = line._clock  # the test's own
    assert isinstance(clock, Clock)
    return clock


def in_order(count: int) -> list[bytes]:
    return [pcm_of(numbered(index)) for index in range(count)]


@given(st.lists(st.integers(-15, 15), min_size=1, max_size=120), st.booleans())
def test_jitter_loses_no_frame_and_keeps_their_order(jitter: list[int], counted: bool) -> None:
    stamps = [200 + index * 20 + off for index, off in enumerate(jitter)]
    assert stamped(stamps, counted=counted) == in_order(len(stamps))


@pytest.mark.parametrize("apart", [19, 20, 21, 18.7, 22.4, 20.01])
def test_a_clock_that_drifts_is_followed(apart: float) -> None:
    line = started()
    told = 0
    for index in range(3000):
        line_clock(line).now += 0.02
        told += len(heard(line, 57 + int(index * apart)))
    assert told == 3000


@pytest.mark.parametrize("before", [8, 20, 60, 700])
@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("first", [0, 13])
def test_stamps_that_begin_anew_cost_no_frame(before: int, counted: bool, first: int) -> None:
    stamps = [*(index * 20 for index in range(before)), *(first + index * 20 for index in range(60))]
    assert stamped(stamps, counted=counted) == in_order(len(stamps))


def test_the_stamps_of_the_carriers_own_sample_are_heard() -> None:
    assert stamped([57, 111, 131, 151]) == in_order(4)


@pytest.mark.parametrize("lost", [1, 2, 3, 10, 60])
@pytest.mark.parametrize("apart", [20, 19.5, 20.5])
def test_lost_frames_are_made_up_on_a_line_that_drifts_too(lost: int, apart: float) -> None:
    line = started()
    told = 0
    for index in range(400):
        if not 200 <= index < 200 + lost:
            told += len(heard(line, 57 + int(index * apart)))
            line_clock(line).now += 0.02
    assert abs(told - 400) <= 1 + lost // 20


def test_a_straggler_is_dropped_on_a_line_that_jitters() -> None:
    line = started()
    for index, off in enumerate([0, 7, -6, 11, -9, 3, 2, -4] * 4):
        heard(line, 100 + index * 20 + off)
    assert heard(line, 100 + 27 * 20) == []
    assert heard(line, 100 + 32 * 20) == [SPOKEN]


@pytest.mark.parametrize("first_after", [6000 + 100 * 20, 100 * 20, 0], ids=["went on", "stood still", "anew"])
def test_after_silence_that_was_made_up_every_frame_is_heard_and_none_made_up_twice(first_after: int) -> None:
    line = started()
    for index in range(100):
        heard(line, index * 20)
    for _ in range(300):
        assert line.pass_silence() == SILENT
    line_clock(line).now += 6.0
    told = [item for index in range(50) for item in heard(line, first_after + index * 20)]
    assert told == [SPOKEN] * 50


def test_what_came_late_after_a_stall_of_half_a_minute_is_no_flood() -> None:
    line = started()
    for index in range(100):
        heard(line, index * 20)
        line_clock(line).now += 0.02
    line_clock(line).now += 30
    assert sum(len(heard(line, index * 20)) for index in range(100, 1600)) == 1500
