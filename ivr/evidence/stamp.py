"""Time stamps (RFC 3161): an authority's signature that a hash was there at a time which only it could choose.

What is stamped is a checkpoint as the log's key alone signed it: text, blank line, one line of signature. So a stamp
holds for that checkpoint whatever witnesses put under it, and says that the log had signed it by then.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import rfc3161_client
from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError, VerifierBuilder

from ..errors import CandidError
from .checkpoint import Checkpoint
from .note import Note, Verifier

LARGEST_STAMP = 1 << 16
_SHA256 = x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1")


class StampError(CandidError):
    """A time stamp that is none; the message says why, to be read behind "the time stamp …"."""


@dataclass(frozen=True, slots=True)
class Request:
    """What an authority is sent, and what is to come back in its answer."""

    data: bytes
    nonce: int


def stamped(checkpoint: Checkpoint, key: Verifier) -> bytes:
    """The bytes that are stamped. Raises StampError for a checkpoint that the key did not sign."""
    own = next((each for each in checkpoint.note.of(key) if key.signed(each.data, checkpoint.note.text.encode())), None)
    if own is None:
        raise StampError("is of a checkpoint that the log's key did not sign")
    return Note(checkpoint.note.text, (own,)).bytes()


def request_for(message: bytes) -> Request:
    made = TimestampRequestBuilder(data=message, hash_algorithm=HashAlgorithm.SHA256).build()
    return Request(made.as_bytes(), made.nonce or 0)


def authorities_in(data: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates of a PEM file. Raises StampError when it holds none."""
    try:
        return tuple(x509.load_pem_x509_certificates(data))
    except ValueError as error:
        raise StampError("is to be checked with certificates, and the file of them holds none") from error


def time_in(data: bytes, message: bytes, nonce: int | None = None) -> datetime:
    """When the stamp says that this was there; whose stamp it is has not been looked at. Raises StampError."""
    return _read(data, message, nonce).tst_info.gen_time


def checked_time(
    data: bytes, message: bytes, authorities: Sequence[x509.Certificate], nonce: int | None = None
) -> datetime:
    """As an authority of these signed it, with a certificate that was valid then. Raises StampError.

    `authorities`: roots; certificates between come with the stamp. Whether one was revoked is not looked up.
    """
    answer = _read(data, message, nonce)
    with _parsed_by_others():
        _look_at_signer(answer)
        VerifierBuilder(roots=list(authorities)).build().verify(answer, sha256(message).digest())
    return answer.tst_info.gen_time


def _read(data: bytes, message: bytes, nonce: int | None) -> rfc3161_client.TimeStampResponse:
    if len(data) > LARGEST_STAMP:
        raise StampError("is larger than any")
    with _parsed_by_others():
        answer = rfc3161_client.decode_timestamp_response(data)
        if answer.status != rfc3161_client.PKIStatus.GRANTED:
            raise StampError("is none: the authority refused")
        info = answer.tst_info
        imprint = info.message_imprint
    if imprint.hash_algorithm != _SHA256 or imprint.message != sha256(message).digest():
        raise StampError("is of something else")
    if nonce is not None and info.nonce != nonce:
        raise StampError("is the answer to another question")
    return answer


def _look_at_signer(answer: rfc3161_client.TimeStampResponse) -> None:
    """One certificate and no second beside it that could be taken for the signer's."""
    signers = list(answer.signed_data.signer_infos)
    certificates = [x509.load_der_x509_certificate(each) for each in answer.signed_data.certificates]
    by = [(each.issuer, each.serial_number) for each in signers]
    own = [each for each in certificates if (each.issuer, each.serial_number) in by]
    if len(signers) != 1 or len(own) != 1:
        raise StampError("does not hold the one certificate that it was signed with")
    if not own[0].not_valid_before_utc <= answer.tst_info.gen_time <= own[0].not_valid_after_utc:
        raise StampError("says a time at which its authority's certificate was not valid")


@contextmanager
def _parsed_by_others() -> Iterator[None]:
    try:
        yield
    except StampError:
        raise
    except VerificationError as error:
        raise StampError(_why(str(error))) from error
    except Exception as error:  # a boundary: others' parsers, which have many kinds of errors, and a stranger's bytes
        raise StampError("cannot be read") from error


def _why(told: str) -> str:
    """As the libraries tell it of the chain of certificates, or of the signature."""
    if "certificate has expired" in told or "not yet valid" in told:
        return "says a time at which its authority's certificate was not valid"
    if "EKU" in told or "certificate purpose" in told:
        return "was not signed by a time-stamp authority: its certificate is for something else"
    if "certificate verify error" in told:
        return "is by an authority that you do not name"
    return "is forged: its signature does not hold"
