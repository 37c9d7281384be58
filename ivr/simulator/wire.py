"""Media Streams messages: those that Twilio sends, and Twilio's judgement of those that it is sent."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass


class RejectedMessageError(Exception):
    """Twilio would refuse this message (error 31924); the text says why."""


@dataclass(frozen=True)
class Media:
    ulaw: bytes


@dataclass(frozen=True)
class Mark:
    name: str


@dataclass(frozen=True)
class Clear:
    pass


Received = Media | Mark | Clear


def read_message(message: str | bytes, stream_sid: str) -> Received:
    """One message of the service. Raises RejectedMessageError."""
    if isinstance(message, bytes):
        raise RejectedMessageError("binary message; only text is allowed")
    try:
        body = json.loads(message)
    except ValueError:
        raise RejectedMessageError("not JSON") from None
    if not isinstance(body, dict):
        raise RejectedMessageError("not a JSON object")
    event = body.get("event")
    if event not in {"media", "mark", "clear"}:
        raise RejectedMessageError(f"unknown event {str(event)[:40]!r}")
    if body.get("streamSid") != stream_sid:
        raise RejectedMessageError(f"{event} with a streamSid that is not this stream's")
    if event == "clear":
        return Clear()
    return _read_media(body) if event == "media" else _read_mark(body)


def _read_media(body: Mapping[str, object]) -> Media:
    media = body.get("media")
    payload = media.get("payload") if isinstance(media, dict) else None
    if not isinstance(payload, str) or not payload:
        raise RejectedMessageError("media without a payload")
    try:
        ulaw = base64.b64decode(payload, validate=True)
    except (binascii.Error, ValueError):
        raise RejectedMessageError("media whose payload is not base64") from None
    if ulaw.startswith((b"RIFF", b".snd", b"ID3")):
        raise RejectedMessageError("media with a file header; Twilio takes raw mu-law")
    return Media(ulaw)


def _read_mark(body: Mapping[str, object]) -> Mark:
    mark = body.get("mark")
    name = mark.get("name") if isinstance(mark, dict) else None
    if not isinstance(name, str) or not name:
        raise RejectedMessageError("mark without a name")
    return Mark(name)


class StreamMessages:
    """What Twilio says on one stream, numbered as it numbers."""

    def __init__(self, account_sid: str, call_sid: str, stream_sid: str) -> None:
        self.account_sid, self.call_sid, self.stream_sid = account_sid, call_sid, stream_sid
        self._sequence = 0
        self._chunk = 0

    def connected(self) -> str:
        return json.dumps({"event": "connected", "protocol": "Call", "version": "1.0.0"})

    def start(self, parameters: Mapping[str, str]) -> str:
        body = {
            "accountSid": self.account_sid,
            "streamSid": self.stream_sid,
            "callSid": self.call_sid,
            "tracks": ["inbound"],
            "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
            "customParameters": dict(parameters),
        }
        return self._numbered("start", start=body)

    def media(self, ulaw: bytes, timestamp_ms: int) -> str:
        self._chunk += 1
        body = {
            "track": "inbound",
            "chunk": str(self._chunk),
            "timestamp": str(timestamp_ms),
            "payload": base64.b64encode(ulaw).decode(),
        }
        return self._numbered("media", media=body)

    def dtmf(self, digit: str) -> str:
        return self._numbered("dtmf", dtmf={"track": "inbound_track", "digit": digit})

    def mark(self, name: str) -> str:
        return self._numbered("mark", mark={"name": name})

    def stop(self) -> str:
        return self._numbered("stop", stop={"accountSid": self.account_sid, "callSid": self.call_sid})

    def _numbered(self, event: str, **body: object) -> str:
        self._sequence += 1
        numbered = {"event": event, "sequenceNumber": str(self._sequence), "streamSid": self.stream_sid}
        return json.dumps(numbered | body)
