"""Signed notes (C2SP signed-note): a text, and under it lines of signatures, `— NAME BASE64`.

A key is told as NAME+ID+BASE64: its id, eight hex digits, is of name, kind and public key together, and stands before
each signature of it. Kind 1 is Ed25519 over the text; kind 4 a witness's cosignature, which holds a time as well.
"""

import binascii
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ..errors import CandidError
from . import files

ED25519 = 1
COSIGNATURE = 4
"""cosignature/v1: eight bytes of seconds since 1970, then the signature over them and the text."""
LATEST_SECONDS = 253_402_300_799
"""The end of the year 9999: for what is said to be signed later, as by a clock of milliseconds, there is no date."""
_ID = 4
_MARK = "\N{EM DASH} "
LARGEST_NOTE = 1 << 20


class NoteError(CandidError):
    """A note or key that is none; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key: 32 bytes, with its kind and the name that it signs by."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:_ID]

    def told(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    def signed(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    """With its last newline: what is signed."""
    signatures: tuple[Signature, ...]

    def of(self, key: Verifier) -> list[Signature]:
        return [found for found in self.signatures if (found.name, found.key_id) == (key.name, key.id)]

    def is_by(self, key: Verifier) -> bool:
        """Whether the key of kind 1 signed it."""
        return any(key.signed(found.data, self.text.encode()) for found in self.of(key))

    def seen_at(self, key: Verifier) -> int | None:
        """When a key of kind 4 signed it, in seconds since 1970; None: it did not."""
        found = self.cosignature_of(key)
        return None if found is None else int.from_bytes(found.data[:8], "big")

    def cosignature_of(self, key: Verifier) -> Signature | None:
        """The first that holds, of a key of kind 4; none is one of a time for which there is no date."""
        for found in self.of(key):
            seconds, signature = int.from_bytes(found.data[:8], "big"), found.data[8:]
            if seconds <= LATEST_SECONDS and key.signed(signature, cosigned_message(seconds, self.text)):
                return found
        return None

    def bytes(self) -> bytes:
        lines = [f"{_MARK}{s.name} {b64encode(s.key_id + s.data).decode()}\n" for s in self.signatures]
        return f"{self.text}\n{''.join(lines)}".encode()


class SigningKey:
    """An Ed25519 key under a name, which signs texts and, with a time, cosigns them."""

    def __init__(self, private: Ed25519PrivateKey, name: str = "") -> None:
        """Without a name it takes one of its own public key, so that no two logs share one."""
        self._private = private
        public = private.public_key().public_bytes_raw()
        self.name = name or f"candid-evidence/{sha256(public).hexdigest()[:16]}"
        self.verifier = Verifier(self.name, ED25519, public)
        self.timekeeper = Verifier(self.name, COSIGNATURE, public)

    @classmethod
    def made(cls, name: str = "") -> "SigningKey":
        return cls(Ed25519PrivateKey.generate(), name)

    @classmethod
    def kept(cls, path: Path) -> "SigningKey":
        """The one in this file, readable by its owner alone; made by the first who asks. Raises NoteError, OSError."""
        if path.exists():
            return cls.read(path)
        made = cls.made()
        pem = made._private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        beside = path.with_name(f"{path.name}.{made.verifier.id.hex()}")
        files.keep(beside, pem)
        with suppress(FileExistsError):  # another process was first
            os.link(beside, path)
        beside.unlink()
        files.settle(path.parent)
        return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> "SigningKey":
        """Raises NoteError when the file holds no such key, OSError when it cannot be read."""
        try:
            private = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError) as error:
            raise NoteError(f"{path.name} of the evidence log holds no Ed25519 key") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise NoteError(f"{path.name} of the evidence log holds another kind of key than Ed25519")
        return cls(private)

    def sign(self, text: str) -> Signature:
        return Signature(self.name, self.verifier.id, self._private.sign(text.encode()))

    def cosign(self, text: str, seconds: int) -> Signature:
        signature = self._private.sign(cosigned_message(seconds, text))
        return Signature(self.name, self.timekeeper.id, seconds.to_bytes(8, "big") + signature)


def cosigned_message(seconds: int, text: str) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def read_key(told: str) -> Verifier:
    """A public key as `Verifier.told` writes it. Raises NoteError."""
    name, _, rest = told.strip().partition("+")
    given_id, _, encoded = rest.partition("+")
    try:
        data = b64decode(encoded, validate=True)
    except binascii.Error as error:
        raise NoteError("a public key that is no base64") from error
    if not name or len(data) != 33 or data[0] not in (ED25519, COSIGNATURE):
        raise NoteError("a public key is written NAME+ID+BASE64, of Ed25519")
    key = Verifier(name, data[0], data[1:])
    if key.id.hex() != given_id:
        raise NoteError("a public key whose id is not of its name and bytes")
    return key


def read_note(data: bytes) -> Note:
    """Raises NoteError for what is no signed note. No signature is checked yet."""
    try:
        whole = data.decode()
    except UnicodeDecodeError as error:
        raise NoteError("a note that is not UTF-8") from error
    text, blank, lines = whole.rpartition("\n\n")
    if len(data) > LARGEST_NOTE or not blank or not lines.endswith("\n") or not text:
        raise NoteError("a note without a text, a blank line and signatures")
    return Note(text + "\n", tuple(_signatures(lines[:-1].split("\n"))))


def _signatures(lines: Sequence[str]) -> list[Signature]:
    found = []
    for line in lines:
        name, _, encoded = line.removeprefix(_MARK).partition(" ")
        try:
            data = b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise NoteError("a signature that is no base64") from error
        if not line.startswith(_MARK) or not name or len(data) <= _ID:
            raise NoteError("a line of signatures that is none")
        found.append(Signature(name, data[:_ID], data[_ID:]))
    return found
