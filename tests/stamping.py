"""A time-stamp authority of our own (RFC 3161): real DER and signatures, at a time that the test sets."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .evidence import NOON
from .outsiders import Answer

REPLY = "application/timestamp-reply"
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
SHA256, ECDSA = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"
SEQUENCE, SET, OCTETS, INTEGER, OID, TIME, FIRST = 0x30, 0x31, 0x04, 0x02, 0x06, 0x18, 0xA0


def der(tag: int, *contents: bytes) -> bytes:
    data = b"".join(contents)
    size = len(data).to_bytes((len(data).bit_length() + 7) // 8, "big")
    length = bytes([len(data)]) if len(data) < 128 else bytes([0x80 | len(size)]) + size
    return bytes([tag]) + length + data


def number(value: int) -> bytes:
    return der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = (int(each) for each in dotted.split("."))
    told = bytearray()
    for value in (40 * first + second, *rest):
        groups = [value & 127]
        while value := value >> 7:
            groups.append(value & 127 | 128)
        told += bytes(reversed(groups))
    return der(OID, bytes(told))


def parts(data: bytes) -> list[tuple[int, bytes]]:
    """Tag and content of each element of a sequence's content."""
    found, at = [], 0
    while at < len(data):
        tag, size, at = data[at], data[at + 1], at + 2
        if size > 127:
            more = size & 127
            size, at = int.from_bytes(data[at : at + more], "big"), at + more
        found.append((tag, data[at : at + size]))
        at += size
    return found


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@dataclass
class Authority:
    """A root, and a certificate under it that stamps; all valid for a year around noon unless it is said otherwise."""

    until: datetime = NOON + timedelta(days=200)
    usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.TIME_STAMPING
    at: datetime = NOON
    requests: int = 0
    amiss: object = None
    """An answer to give instead of its own."""
    of_digest: bytes = b""
    """Stamped instead of what was asked for."""
    root_key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def __post_init__(self) -> None:
        since = NOON - timedelta(days=200)
        issued = (
            x509.CertificateBuilder().issuer_name(named("root")).not_valid_before(since).not_valid_after(self.until)
        )
        root, own = self.root_key.public_key(), self.key.public_key()
        self.root = (
            issued.subject_name(named("root"))
            .public_key(root)
            .serial_number(1)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self.root_key, hashes.SHA256())
        )
        self.certificate = (
            issued.subject_name(named("authority"))
            .public_key(own)
            .serial_number(2)
            .add_extension(x509.ExtendedKeyUsage([self.usage]), critical=True)
            .sign(self.root_key, hashes.SHA256())
        )

    @property
    def pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, _path: str, body: bytes) -> Answer:
        self.requests += 1
        if self.amiss is not None:
            return self.amiss  # type: ignore[return-value]  # an Answer
        asked = parts(parts(body)[0][1])
        digest, nonce = parts(asked[1][1])[1][1], asked[2][1]
        return 200, REPLY, self.stamp(self.of_digest or digest, nonce)

    def stamp(self, digest: bytes, nonce: bytes = b"\x01") -> bytes:
        """A whole response over a SHA-256 hash."""
        hashed_by = der(SEQUENCE, oid(SHA256))
        told = der(
            SEQUENCE,
            *(number(1), oid("1.2.3.4.1"), der(SEQUENCE, hashed_by, der(OCTETS, digest)), number(self.requests + 1)),
            *(der(TIME, f"{self.at:%Y%m%d%H%M%S}Z".encode()), der(INTEGER, nonce)),
        )
        own = self.certificate.public_bytes(Encoding.DER)
        which = der(SEQUENCE, der(SEQUENCE, der(SEQUENCE, der(OCTETS, sha256(own).digest()))))
        attributes = b"".join(
            sorted(
                der(SEQUENCE, oid(name), der(SET, value))
                for name, value in (
                    (CONTENT_TYPE, oid(TST_INFO)),
                    (MESSAGE_DIGEST, der(OCTETS, sha256(told).digest())),
                    (SIGNING_CERTIFICATE, which),
                )
            )
        )
        signature = self.key.sign(der(SET, attributes), ec.ECDSA(hashes.SHA256()))
        signer = der(
            SEQUENCE,
            *(number(1), der(SEQUENCE, self.certificate.issuer.public_bytes(), number(2)), hashed_by),
            *(der(FIRST, attributes), der(SEQUENCE, oid(ECDSA)), der(OCTETS, signature)),
        )
        content = der(SEQUENCE, oid(TST_INFO), der(FIRST, der(OCTETS, told)))
        signed = der(SEQUENCE, number(3), der(SET, hashed_by), content, der(FIRST, own), der(SET, signer))
        token = der(SEQUENCE, oid(SIGNED_DATA), der(FIRST, signed))
        return der(SEQUENCE, der(SEQUENCE, number(0)), token)
