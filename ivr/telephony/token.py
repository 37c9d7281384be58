"""The second proof of a media stream: a token that a TwiML answer carries and that opens one stream, once, in 60 s."""

import base64
import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable

LIFETIME_SECONDS = 60.0
MOST_REMEMBERED = 10_000
"""Redeemed tokens kept until they expire; above it none is redeemed: memory stays bounded and none is used twice."""


class StreamTokens:
    """Tokens bound to a call; `clock` is monotonic seconds. Thread-safe.

    A token made before a restart of the machine is refused, as its time cannot be told.
    """

    def __init__(self, secret: str, clock: Callable[[], float]) -> None:
        self._key = hmac.digest(secret.encode(), b"candid stream token", hashlib.sha256)
        self._clock = clock
        self._redeemed: dict[str, float] = {}
        self._lock = threading.Lock()

    def issue(self, call: str) -> str:
        expiry = f"{int((self._clock() + LIFETIME_SECONDS) * 1000):x}"
        nonce = secrets.token_urlsafe(12)
        return f"{expiry}.{nonce}.{self._mac(call, expiry, nonce)}"

    def redeem(self, call: str, token: str) -> bool:
        """Whether this token opens a stream of this call now; a second time it does not."""
        parts = token.split(".")
        if len(token) > 200 or not token.isascii() or len(parts) != 3:
            return False
        expiry, nonce, mac = parts
        if not hmac.compare_digest(mac, self._mac(call, expiry, nonce)):
            return False
        now, expires = self._clock(), int(expiry, 16) / 1000  # our own digits: the MAC was right
        if not now <= expires <= now + LIFETIME_SECONDS:
            return False
        with self._lock:
            self._forget_expired(now)
            if nonce in self._redeemed or len(self._redeemed) >= MOST_REMEMBERED:
                return False
            self._redeemed[nonce] = expires
        return True

    def _mac(self, call: str, expiry: str, nonce: str) -> str:
        digest = hmac.digest(self._key, f"{call}\n{expiry}\n{nonce}".encode(errors="replace"), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _forget_expired(self, now: float) -> None:
        for nonce in [n for n, expires in self._redeemed.items() if expires < now]:
            del self._redeemed[nonce]
