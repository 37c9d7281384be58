"""A stream's websocket with the recorder of evidence beside it, which sees each message and is in nobody's way."""

from collections.abc import Callable

import structlog

from ..evidence.recorder import Recorder
from .equipment import TextSocket

log = structlog.get_logger(__name__)


class Witness:
    """A recorder that cannot break its call: what it stumbles over ends the recording, is told, and no more."""

    def __init__(self, recorder: Recorder, failed: Callable[[], None]) -> None:
        self._recorder, self._failed = recorder, failed
        self._is_broken = False

    def begin(self, number: int, *, resumed: bool) -> None:
        self._safely(lambda: self._recorder.begin(number, resumed=resumed))

    def sent(self, message: str) -> None:
        self._safely(lambda: self._recorder.sent(message))

    def received(self, message: str) -> None:
        self._safely(lambda: self._recorder.received(message))

    def note(self, item: object) -> None:
        self._safely(lambda: self._recorder.note(item))

    def end(self, how: str) -> None:
        self._safely(lambda: self._recorder.end(how))

    def _safely(self, recording: Callable[[], None]) -> None:
        if self._is_broken:
            return
        try:
            recording()
        except Exception:  # a call must not end because of who writes about it
            self._is_broken = True
            log.exception("evidence_recorder_broke")
            self._failed()


class WitnessedSocket:
    """A TextSocket: what has been sent, and what was received, is seen by the witness as it was."""

    def __init__(self, inner: TextSocket, witness: Witness) -> None:
        self._inner, self._witness = inner, witness

    async def receive(self) -> str | None:
        message = await self._inner.receive()
        if message is None:
            self._witness.end("stream_lost")
        else:
            self._witness.received(message)
        return message

    async def send(self, text: str) -> None:
        await self._inner.send(text)
        self._witness.sent(text)

    async def close(self) -> None:
        self._witness.end("closed")
        await self._inner.close()
