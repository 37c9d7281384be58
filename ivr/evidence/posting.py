"""Posts something small to an address that the operator set, and takes no more time and no more bytes than it must.

No redirect is followed and no proxy asked: nobody is talked to but whom the operator named.
"""

import time
from dataclasses import dataclass

from ..errors import CandidError

SECONDS = 5.0


class PostError(CandidError):
    """Nothing came of it; the message says what, and no address, which may hold a secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    kind: str
    """Of its content, in small letters, without parameters."""
    body: bytes


def post(url: str, data: bytes, kind: str, *, largest: int, seconds: float = SECONDS) -> Answer:
    """`largest`: bytes of an answer that are read at most. Raises PostError. Not for the event loop."""
    import httpx  # by the thread that signs: webhooks of callers come first

    until, read = time.monotonic() + seconds, b""
    sent = {"Content-Type": kind, "Accept-Encoding": "identity"}  # what is small packed may be large unpacked
    try:
        client = httpx.Client(timeout=seconds, trust_env=False, follow_redirects=False)
        with client, client.stream("POST", url, content=data, headers=sent) as answer:
            for piece in answer.iter_raw():
                read += piece
                if len(read) > largest:
                    raise PostError("answered more than is read")
                if time.monotonic() > until:
                    raise PostError("was not done in time")
            told = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(answer.status_code, told, read)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise PostError(f"was not reached ({type(error).__name__})") from error
