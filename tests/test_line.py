"""The line keeps messages in order and the caller's audio on one clock, whatever the network did to it."""

import base64
import json

import pytest

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
