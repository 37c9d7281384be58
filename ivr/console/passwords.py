"""Passwords and one-time codes: argon2id, TOTP (RFC 6238), and what seals the codes' secrets."""

import os

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pyotp.utils import strings_equal

from ..secrecy import is_stand_in

SHORTEST, LONGEST = 12, 200
_NONCE = 12
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP's least: 19 MiB for a moment, as calls go on beside it."""
_NOBODYS = _HASHER.hash(os.urandom(16).hex())
"""Checked for a name that nobody has, so that the time an answer takes does not tell."""


def problem_of(password: str, name: str) -> str:
    """Why it will not do, in words for who chose it; empty: it will."""
    if len(password) < SHORTEST:
        return f"Use {SHORTEST} characters or more. Three or four words that do not belong together are good."
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer."
    if len(set(password.lower())) < 5 or is_stand_in(password) or name.lower() in password.lower():
        return "That is easily guessed. Three or four words that do not belong together are good."
    return ""


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def is_right(kept: str, password: str) -> bool:
    """Takes as long where there is none."""
    try:
        return _HASHER.verify(kept or _NOBODYS, password[: LONGEST + 1]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """It was made with less work than today's."""
    return _HASHER.check_needs_rehash(kept)


class SecondFactor:
    """One-time codes of an authenticator app. Their secrets are sealed with a key drawn from the service's own."""

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=b"candid console one-time codes").derive(secret_key.encode())
        self._cipher = AESGCM(derived)

    def new(self) -> str:
        return pyotp.random_base32()

    def seal(self, secret: str, person: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, secret.encode(), person.encode())

    def address(self, secret: str, name: str, company: str) -> str:
        """The otpauth:// address that an app reads from a QR code."""
        return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=f"Candid {company}".strip())

    def step_of(self, sealed: bytes, person: str, code: str, seconds: float) -> int | None:
        """The step of time that this code is of, one earlier or later included; None: it is wrong, or cannot be read.

        `seconds` since 1970.
        """
        secret = self.open(sealed, person)
        totp, given = pyotp.TOTP(secret), code.replace(" ", "")
        now = int(seconds) // totp.interval
        steps = (now - 1, now, now + 1) if secret else ()
        return next((step for step in steps if strings_equal(totp.generate_otp(step), given)), None)

    def open(self, sealed: bytes, person: str) -> str:
        """The secret; empty when it cannot be opened, as after the service's key was changed."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], person.encode()).decode()
        except (InvalidTag, ValueError):
            return ""
