"""Our side of a recording: what was sent, at the time at which it sounds; none of what reads out a secret."""

import base64
import json
from collections import deque

from ..audio import pcm_of

FRAME_ULAW_BYTES = 160
SILENT_ULAW = b"\xff"


class OurSide:
    def __init__(self) -> None:
        self._waiting: deque[bytes] = deque()
        self._frames: deque[bytes] = deque()
        self._is_secret = False

    def speaks(self, *, is_secret: bool) -> None:
        """What is sent from here on is another line."""
        self._is_secret = is_secret

    def sent(self, message: str) -> None:
        """A message of the carrier's wire, as it was sent."""
        content = json.loads(message)
        if content["event"] == "clear":
            self._waiting.clear()
        elif content["event"] == "media":
            ulaw = base64.b64decode(content["media"]["payload"])
            self._waiting.append(SILENT_ULAW * len(ulaw) if self._is_secret else ulaw)

    def passes(self) -> None:
        """20 ms of the line go by: so much of what waits is heard."""
        sounded = b""
        while self._waiting and len(sounded) < FRAME_ULAW_BYTES:
            first, need = self._waiting.popleft(), FRAME_ULAW_BYTES - len(sounded)
            sounded += first[:need]
            if len(first) > need:
                self._waiting.appendleft(first[need:])
        self._frames.append(sounded)

    def out(self) -> bytes:
        """The first 20 ms that were not fetched yet, as PCM16 8 kHz."""
        return pcm_of(self._frames.popleft().ljust(FRAME_ULAW_BYTES, SILENT_ULAW))
