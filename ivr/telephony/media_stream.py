"""Twilio's Media Streams wire: JSON text to dataclasses and back, and nothing else.

Source: Twilio's "Media Streams - WebSocket Messages" page. Numbers in it are strings.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import StreamError

LONGEST_MESSAGE = 65_536
"""Characters; Twilio's own are about 350."""
LONGEST_PAYLOAD = 8_000
"""Bytes of mu-law in one message: one second."""
KEYS = frozenset("0123456789*#")
OTHER_TONES = frozenset("ABCDabcd")
"""Of the same tones (ITU-T Q.23): no caller's phone has these keys, but voices and other exchanges make them."""


@dataclass(frozen=True, slots=True)
class Connected:
    """The first message, once."""


@dataclass(frozen=True, slots=True)
class Started:
    stream: str
    call: str
    parameters: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Media:
    """Caller audio, mu-law 8 kHz; `at_ms` is its place on the stream's own clock."""

    stream: str
    at_ms: int
    ulaw: bytes = field(repr=False)
    number: int = field(default=0, compare=False)
    """Of the message among those of audio; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Key:
    stream: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    stream: str
    name: str


@dataclass(frozen=True, slots=True)
class Stopped:
    stream: str


Message = Connected | Started | Media | Key | Mark | Stopped


def decode(text: str) -> Message:
    """One message from Twilio. Raises StreamError for anything that Twilio would not send."""
    if len(text) > LONGEST_MESSAGE:
        raise StreamError("a message longer than Twilio's")
    try:
        message = json.loads(text)
        return _DECODERS[message["event"]](message)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        # The message itself may hold a caller's keys or number: the error says only what kind of fault it was.
        raise StreamError(f"a message that is not Twilio's ({type(error).__name__})") from None


def encode_media(stream: str, ulaw: bytes) -> str:
    """Audio to play, of any length, mu-law 8 kHz with no header; Twilio plays messages in order."""
    return json.dumps({"event": "media", "streamSid": stream, "media": {"payload": base64.b64encode(ulaw).decode()}})


def encode_mark(stream: str, name: str) -> str:
    return json.dumps({"event": "mark", "streamSid": stream, "mark": {"name": name}})


def encode_clear(stream: str) -> str:
    return json.dumps({"event": "clear", "streamSid": stream})


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("text expected")
    return value


def _connected(_: Mapping[str, Any]) -> Connected:
    return Connected()


def _started(message: Mapping[str, Any]) -> Started:
    start = message["start"]
    form = start["mediaFormat"]
    if (form["encoding"], int(form["sampleRate"]), int(form["channels"])) != ("audio/x-mulaw", 8000, 1):
        raise ValueError("audio of another format")
    parameters = {_text(name): str(value) for name, value in start.get("customParameters", {}).items()}
    return Started(_text(start["streamSid"]), _text(start["callSid"]), parameters)


def _media(message: Mapping[str, Any]) -> Media:
    media = message["media"]
    if media.get("track", "inbound") != "inbound":
        raise ValueError("another track")
    try:
        ulaw = base64.b64decode(media["payload"], validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if len(ulaw) > LONGEST_PAYLOAD:
        raise ValueError("too much audio at once")
    return Media(_text(message["streamSid"]), int(media["timestamp"]), ulaw, int(media.get("chunk", 0)))


def _key(message: Mapping[str, Any]) -> Key:
    key = message["dtmf"]["digit"]
    if key not in KEYS | OTHER_TONES:
        raise ValueError("no such key")
    return Key(_text(message["streamSid"]), key)


def _mark(message: Mapping[str, Any]) -> Mark:
    return Mark(_text(message["streamSid"]), _text(message["mark"]["name"]))


def _stopped(message: Mapping[str, Any]) -> Stopped:
    return Stopped(_text(message["streamSid"]))


_DECODERS: dict[str, Callable[[Mapping[str, Any]], Message]] = {
    "connected": _connected,
    "start": _started,
    "media": _media,
    "dtmf": _key,
    "mark": _mark,
    "stop": _stopped,
}
