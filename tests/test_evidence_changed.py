"""Any byte of exported evidence that is changed shows, in both verifiers; what was signed is fixed to the byte."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.evidence.exported import read_export
from ivr.evidence.note import NoteError, SigningKey
from ivr.evidence.verify import verify_folder

from .tampered import SCRIPT, exported


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SigningKey]:
    return exported(tmp_path_factory.mktemp("evidence"), call=4)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module: it imports nothing of ours, and a process for each example would take too long."""
    spec = importlib.util.spec_from_file_location("verify_evidence", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def good_by_script(script: ModuleType, folder: Path) -> bool:
    verdict = script.Verdict()
    try:
        script.verify_folder(folder, None, [], [], [], verdict)
    except (script.UnreadableError, OSError, UnicodeDecodeError):
        return False
    return not verdict.found


def changes(data: bytes) -> Iterator[bytes]:
    for at in range(len(data)):
        yield data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@pytest.mark.parametrize("name", ["records.jsonl", "checkpoint-new.txt", "checkpoint-old.txt"])
def test_no_byte_of_what_is_signed_can_be_changed(
    evidence: tuple[Path, SigningKey], script: ModuleType, name: str
) -> None:
    """Each third byte, one bit of it; of a checkpoint the text, since base64 of a signature has idle bits."""
    folder, _ = evidence
    path = folder / name
    whole = path.read_bytes()
    signed = whole if name == "records.jsonl" else whole.partition(b"\n\n")[0]
    try:
        for number, changed in enumerate(changes(signed)):
            if number % 3 and name == "records.jsonl":
                continue
            path.write_bytes(changed + whole[len(signed) :])
            assert not verify_folder(folder).good, changed
            assert not good_by_script(script, folder), changed
    finally:
        path.write_bytes(whole)


@given(st.sampled_from(["proofs.jsonl", "consistency.txt", "key.txt", "export.json", "records.jsonl"]), st.data())
def test_whatever_is_written_over_a_file_both_verifiers_agree_and_none_breaks(
    evidence: tuple[Path, SigningKey], script: ModuleType, name: str, data: st.DataObject
) -> None:
    folder, _ = evidence
    path = folder / name
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    put = data.draw(st.binary(max_size=12) | st.sampled_from([b"\n", b'"', b"null", b"[", b"1e999", b"{}"]))
    gone = data.draw(st.integers(0, 40))
    try:
        path.write_bytes(whole[:at] + put + whole[at + gone :])
        ours, theirs = verify_folder(folder).good, good_by_script(script, folder)
        try:
            read_export(folder)
        except NoteError:
            assert not ours
        assert ours == theirs, path.read_bytes()
    finally:
        path.write_bytes(whole)
