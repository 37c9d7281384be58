"""The wire: what Twilio documents is understood, anything else is refused, and no byte of it raises anything else."""

import base64
import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.errors import StreamError
from ivr.telephony import media_stream as wire

START = {
    "event": "start",
    "sequenceNumber": "1",
    "start": {
        "accountSid": "AC1",
        "streamSid": "MZ1",
        "callSid": "CA1",
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {"token": "t"},
    },
    "streamSid": "MZ1",
}

OTHER_FORMAT = {"encoding": "audio/x-mulaw", "sampleRate": 16000, "channels": 1}


def media(payload: str = base64.b64encode(b"\xff" * 160).decode(), **more: object) -> dict[str, object]:
    inner = {"track": "inbound", "chunk": "1", "timestamp": "20", "payload": payload} | more
    return {"event": "media", "sequenceNumber": "2", "streamSid": "MZ1", "media": inner}


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ({"event": "connected", "protocol": "Call", "version": "1.0.0"}, wire.Connected()),
        (START, wire.Started("MZ1", "CA1", {"token": "t"})),
        (media(), wire.Media("MZ1", 20, b"\xff" * 160)),
        ({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": "#"}}, wire.Key("MZ1", "#")),
        ({"event": "mark", "streamSid": "MZ1", "mark": {"name": "m1"}}, wire.Mark("MZ1", "m1")),
        ({"event": "stop", "streamSid": "MZ1", "stop": {"accountSid": "AC1", "callSid": "CA1"}}, wire.Stopped("MZ1")),
    ],
)
def test_every_documented_message_is_understood(message: dict[str, object], meaning: wire.Message) -> None:
    assert wire.decode(json.dumps(message)) == meaning


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "null",
        "{}",
        '{"event": "unknown"}',
        '{"event": ["media"]}',
        "[" * 20_000,
        json.dumps({"event": "start"}),
        json.dumps(START | {"start": START["start"] | {"mediaFormat": {"encoding": "opus"}}}),  # type: ignore[operator]
        json.dumps(START | {"start": START["start"] | {"mediaFormat": OTHER_FORMAT}}),  # type: ignore[operator]
        json.dumps(media("not base64 at all!")),
        json.dumps(media("A" * 20_000)),
        json.dumps(media(track="outbound")),
        json.dumps(media(timestamp="soon")),
        json.dumps(media(timestamp=float("inf"))),
        json.dumps({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": "12"}}),
        json.dumps({"event": "mark", "streamSid": "MZ1", "mark": {}}),
        json.dumps(media() | {"padding": "x" * 5_000_000}),
    ],
)
def test_what_twilio_would_not_send_is_refused(text: str) -> None:
    with pytest.raises(StreamError):
        wire.decode(text)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
events = st.sampled_from(["connected", "start", "media", "dtmf", "mark", "stop", "?"])
fields = st.sampled_from(["start", "media", "dtmf", "mark", "streamSid", "stop"])


@given(events, st.dictionaries(fields, json_values, max_size=4))
def test_no_message_raises_anything_but_stream_error(event: str, rest: dict[str, object]) -> None:
    with contextlib.suppress(StreamError):
        assert isinstance(wire.decode(json.dumps({"event": event} | rest)), wire.Message)


def test_the_refusal_quotes_nothing_of_the_message() -> None:
    with pytest.raises(StreamError) as refused:
        wire.decode(json.dumps({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": "4111"}}))
    assert "4111" not in f"{refused.value!r}{refused.value.__cause__!r}"


@given(st.binary(max_size=2000))
def test_audio_to_play_survives_the_wire(ulaw: bytes) -> None:
    message = json.loads(wire.encode_media("MZ1", ulaw))
    assert (message["event"], message["streamSid"]) == ("media", "MZ1")
    assert base64.b64decode(message["media"]["payload"]) == ulaw


def test_marks_and_clears_are_as_documented() -> None:
    assert json.loads(wire.encode_mark("MZ1", "m1")) == {"event": "mark", "streamSid": "MZ1", "mark": {"name": "m1"}}
    assert json.loads(wire.encode_clear("MZ1")) == {"event": "clear", "streamSid": "MZ1"}
