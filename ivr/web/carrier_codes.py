"""Keeps what the carrier says was wrong with a call's line: numbers out of its requests, whatever is answered to them.

Its documentation has `ErrorCode` and `SipResponseCode` in requests about what has failed, and `DialSipResponseCode`
when a dial has ended. Its texts are not read.
"""

from collections.abc import Iterator
from typing import Protocol

import structlog
from flask import Blueprint, Response, g, request

from ..store.line_events import LineEvent
from . import carrier_request as asked

_FIRST_FAILURE, _LAST_FAILURE = 300, 699
"""Of SIP's answers: lower ones say that all is well."""
_LONGEST = 6

log = structlog.get_logger(__name__)


class KeepsCodes(Protocol):
    def told(self, call: str, kind: LineEvent, code: int, dial: int = 0) -> None: ...


def add_codes(blueprint: Blueprint, codes: KeepsCodes) -> None:
    """Behind every answer to a signed request, that of a handler that failed as well."""

    @blueprint.after_request
    def keep(response: Response) -> Response:
        if g.get("signed", False):
            try:
                _keep(codes)
            except Exception as error:  # noqa: BLE001  # the answer goes out whatever becomes of its codes
                log.error("codes_of_request_lost", endpoint=request.endpoint, error=type(error).__name__)
        return response


def _keep(codes: KeepsCodes) -> None:
    call = request.args.get("call", "") or asked.given("CallSid")
    if asked.CALL_SID.fullmatch(call):
        for kind, code in _codes():
            codes.told(call, kind, code, asked.attempt())


def _codes() -> Iterator[tuple[LineEvent, int]]:
    if error := _number("ErrorCode"):
        yield LineEvent.ERROR, error
    sip = _number("DialSipResponseCode") or _number("SipResponseCode")
    if _FIRST_FAILURE <= sip <= _LAST_FAILURE:
        yield LineEvent.SIP, sip


def _number(name: str) -> int:
    text = asked.given(name)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0
