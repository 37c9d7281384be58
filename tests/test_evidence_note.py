"""Signed notes and public keys as C2SP writes them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.evidence.checkpoint import checked_checkpoint, read_checkpoint, signed_checkpoint
from ivr.evidence.note import NoteError, SigningKey, read_key, read_note
from ivr.evidence.tree import EMPTY

from .evidence import NOON

# The example of https://pkg.go.dev/golang.org/x/mod/sumdb/note
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
).encode()


def test_a_note_that_another_program_signed_is_read_and_found_good() -> None:
    key = read_key(PETER)
    assert key.told() == PETER
    note = read_note(NOTE)
    assert note.is_by(key)
    assert note.bytes() == NOTE
    assert not read_note(NOTE.replace(b"answer", b"cause")).is_by(key)


def test_a_checkpoint_is_written_as_the_format_says() -> None:
    key = SigningKey.made("log.example/evidence")
    made = signed_checkpoint(key, 0, EMPTY, NOON)
    text = "log.example/evidence\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    assert made.note.text == text
    assert made.bytes().decode().startswith(text + "\n— log.example/evidence ")
    assert checked_checkpoint(made.bytes(), key.verifier) == made
    assert made.note.seen_at(key.timekeeper) == 1795953600
    assert len(made.note.of(key.timekeeper)[0].data) == 72


def test_a_checkpoint_of_another_key_of_the_same_name_is_refused() -> None:
    made = signed_checkpoint(SigningKey.made("log.example"), 0, EMPTY, NOON)
    other = SigningKey.made("log.example")
    with pytest.raises(NoteError, match="did not sign"):
        checked_checkpoint(made.bytes(), other.verifier)
    assert made.note.seen_at(other.timekeeper) is None


def test_a_witness_is_told_by_its_cosignature_and_a_changed_time_is_none() -> None:
    key, witness = SigningKey.made(), SigningKey.made("witness.example")
    made = signed_checkpoint(key, 0, EMPTY, NOON)
    cosigned = made.note.text, (*made.note.signatures, witness.cosign(made.note.text, 1_800_000_000))
    note = read_note(type(made.note)(*cosigned).bytes())
    assert note.seen_at(witness.timekeeper) == 1_800_000_000
    assert note.seen_at(SigningKey.made("witness.example").timekeeper) is None
    moved = note.signatures[-1]
    later = type(moved)(moved.name, moved.key_id, (1_800_000_001).to_bytes(8, "big") + moved.data[8:])
    assert type(note)(note.text, (later,)).seen_at(witness.timekeeper) is None


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"a text alone\n",
        b"\xff\n\n\xe2\x80\x94 a AAAAAAAA\n",
        b"a text\n\nno mark AAAAAAAA\n",
        "a text\n\n— name not*base64\n".encode(),
        "a text\n\n— name AAAA\n".encode(),
        "a text\n\n— name AAAAAAAAAAAA".encode(),
    ],
)
def test_what_is_no_note_is_refused(bad: bytes) -> None:
    with pytest.raises(NoteError):
        read_note(bad)


@pytest.mark.parametrize("size", ["-1", "01", "+1", "1 ", "", "x", "²", "9" * 30])
def test_a_size_is_a_plain_number(size: str) -> None:
    key = SigningKey.made("log.example")
    text = f"log.example\n{size}\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    signed = read_note(f"{text}\n— log.example {'A' * 12}\n".encode())
    with pytest.raises(NoteError):
        read_checkpoint(type(signed)(text, (key.sign(text),)).bytes())


@pytest.mark.parametrize(
    "bad",
    ["", "name", PETER[:-1], PETER.replace("c74f20a3", "c74f20a4"), PETER.replace("Peter", "Paul"), PETER + "AA"],
)
def test_what_is_no_public_key_is_refused(bad: str) -> None:
    with pytest.raises(NoteError):
        read_key(bad)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_they_are_a_note_or_refused(data: bytes) -> None:
    try:
        note = read_note(data)
    except NoteError:
        return
    assert read_note(note.bytes()) == note
