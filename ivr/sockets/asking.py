"""Asks an address that the operator set, and takes no more time and no more bytes of it than it must.

No redirect is followed and no proxy asked: nobody is talked to but whom the operator named. Not for the event loop,
nor for a webhook.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass


class NoAnswerError(Exception):
    """Nothing came of it; the message says what, and no address, which may hold a secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    kind: str
    """Of its content, in small letters, without parameters."""
    body: bytes


def ask(
    method: str,
    url: str,
    *,
    largest: int,
    seconds: float,
    data: bytes | None = None,
    kind: str = "",
    query: Mapping[str, str] | None = None,
    auth: tuple[str, str] | None = None,
) -> Answer:
    """`data` of this `kind` is sent; at most `largest` bytes are read, within `seconds`. Raises NoAnswerError."""
    import httpx  # by a thread that nobody waits for: webhooks of callers come first

    until, read = time.monotonic() + seconds, bytearray()
    sent = {"Accept-Encoding": "identity"}  # what is small packed may be large unpacked
    sent |= {"Content-Type": kind} if kind else {}
    try:
        client = httpx.Client(auth=auth, timeout=seconds, trust_env=False, follow_redirects=False)
        with client, client.stream(method, url, content=data, headers=sent, params=query) as answer:
            for piece in answer.iter_raw():
                read += piece
                if len(read) > largest:
                    raise NoAnswerError("answered more than is read")
                if time.monotonic() > until:
                    raise NoAnswerError("was not done in time")
            told = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(answer.status_code, told, bytes(read))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswerError(f"was not reached ({type(error).__name__})") from error
