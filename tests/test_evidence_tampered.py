"""Whatever is done to exported evidence is found, and called by its name, by both verifiers."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ivr.evidence.checkpoint import read_checkpoint, signed_checkpoint
from ivr.evidence.export import Asked, export_call, export_period
from ivr.evidence.exported import write_export
from ivr.evidence.log import EvidenceError
from ivr.evidence.note import Note, SigningKey
from ivr.evidence.verdict import NOT_PROVED, PROVED

from .evidence import NOON, SALT, Clock, call_facts, log_of, open_log, token
from .tampered import both, by_script, exported, lines, rewrite, said_records, signed_anew

BOTH = pytest.mark.parametrize("call", [4, None], ids=["a call", "a period"])


def named(folder: Path, case: str, **options: object) -> None:
    for told in both(folder, **options):  # type: ignore[arg-type]  # as `both` takes them
        assert f"{case.upper()}: " in told, told
        assert told.endswith("exit 1"), told
        assert PROVED not in told


@BOTH
def test_evidence_that_nobody_touched_is_good_and_says_what_it_proves_and_what_not(
    call: int | None, tmp_path: Path
) -> None:
    folder, key = exported(tmp_path, call=call)
    for told in both(folder, key.verifier):
        assert told.endswith("exit 0"), told
        assert PROVED in told
        assert NOT_PROVED in told


@BOTH
def test_the_same_export_is_the_same_bytes_also_when_the_log_has_grown(call: int | None, tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=call)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    clock = Clock()
    log = open_log(tmp_path / "log", clock)
    log.append(call_facts(99, clock.go(86_400)))
    log.checkpoint(clock.now)
    log.close()
    if call is None:
        found = export_period(tmp_path / "log", key.verifier, NOON + timedelta(minutes=4), NOON + timedelta(minutes=7))
    else:
        found = export_call(tmp_path / "log", key.verifier, token(call))
    write_export(tmp_path / "again", found)
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == first


@BOTH
def test_an_edited_record_is_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records = lines(folder, "records.jsonl")
    records[2] = records[2].replace(b'"complete":true', b'"complete":false')
    rewrite(folder, "records.jsonl", records)
    named(folder, "edited")


@BOTH
def test_a_deleted_record_is_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records = lines(folder, "records.jsonl")
    rewrite(folder, "records.jsonl", [*records[:1], *records[2:]])
    named(folder, "deleted")


@BOTH
def test_a_record_that_is_deleted_with_its_proof_and_its_count_is_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records, proofs = lines(folder, "records.jsonl"), lines(folder, "proofs.jsonl")
    rewrite(folder, "records.jsonl", [*records[:1], *records[2:]])
    rewrite(folder, "proofs.jsonl", [*proofs[:1], *proofs[2:]])
    said_records(folder, len(records) - 1)
    named(folder, "deleted")


@BOTH
def test_an_inserted_record_is_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records = lines(folder, "records.jsonl")
    rewrite(folder, "records.jsonl", [*records[:2], call_facts(77)[1], *records[2:]])
    named(folder, "inserted")


@BOTH
def test_a_record_inserted_with_a_proof_that_leads_nowhere_is_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records, proofs = lines(folder, "records.jsonl"), lines(folder, "proofs.jsonl")
    made_up = json.loads(proofs[0])
    rewrite(folder, "records.jsonl", [*records, call_facts(77)[1]])
    rewrite(folder, "proofs.jsonl", [*proofs, json.dumps(made_up | {"index": 40}).encode()])
    said_records(folder, len(records) + 1)
    named(folder, "inserted")


def test_a_record_of_another_call_with_its_true_proof_is_named(tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=4)
    key = SigningKey.read(tmp_path / "log" / "key.pem")
    until = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    other = tmp_path / "other"
    write_export(other, export_call(tmp_path / "log", key.verifier, token(3), Asked(until=until)))
    for name in ("records.jsonl", "proofs.jsonl"):
        rewrite(folder, name, [*lines(other, name)[:1], *lines(folder, name)])
    named(folder, "inserted")


@BOTH
def test_reordered_records_are_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    records = lines(folder, "records.jsonl")
    rewrite(folder, "records.jsonl", [records[1], records[0], *records[2:]])
    named(folder, "reordered")


@BOTH
def test_records_that_are_reordered_with_their_proofs_are_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    for name in ("records.jsonl", "proofs.jsonl"):
        first, second, *rest = lines(folder, name)
        rewrite(folder, name, [second, first, *rest])
    named(folder, "reordered")


@BOTH
def test_truncated_records_are_named(call: int | None, tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=call)
    for name in ("records.jsonl", "proofs.jsonl"):
        rewrite(folder, name, lines(folder, name)[:-1])
    named(folder, "truncated")


def test_a_call_whose_end_is_cut_off_with_all_that_tells_of_it_is_named(tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=4)
    for name in ("records.jsonl", "proofs.jsonl"):
        rewrite(folder, name, lines(folder, name)[:-1])
    said_records(folder, 3)
    named(folder, "truncated")


def test_two_checkpoints_of_one_size_are_named_a_fork(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    signed_anew(folder, "checkpoint-old.txt", key, new.size, b"\x07" * 32, 60)
    (folder / "consistency.txt").write_bytes(b"")
    named(folder, "forked")


def test_an_older_checkpoint_of_another_past_is_named_a_fork(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    old = read_checkpoint((folder / "checkpoint-old.txt").read_bytes())
    signed_anew(folder, "checkpoint-old.txt", key, old.size, b"\x07" * 32, 60)
    named(folder, "forked")


def test_a_log_forged_whole_with_the_true_key_is_found_by_a_checkpoint_that_others_kept(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    kept = signed_checkpoint(key, new.size, b"\x07" * 32, NOON)
    named(folder, "forked", kept=[kept])


def test_a_log_that_was_rolled_back_is_named(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    signed_anew(folder, "checkpoint-old.txt", key, new.size + 8, b"\x07" * 32, 60)
    named(folder, "rolled back")


def test_a_backup_restored_is_found_by_a_checkpoint_that_others_kept(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    kept = signed_checkpoint(key, new.size + 8, b"\x07" * 32, NOON)
    named(folder, "rolled back", kept=[kept])


def test_another_key_than_the_one_i_was_given_is_named(tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=4)
    named(folder, "wrong key", key=SigningKey.made().verifier)


def test_a_folder_forged_with_a_key_of_the_same_name_is_named(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    forger = SigningKey.made(key.name)
    (folder / "key.txt").write_text(forger.verifier.told())
    named(folder, "wrong key")


def test_a_checkpoint_that_another_signed_is_named(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    signed_anew(folder, "checkpoint-new.txt", SigningKey.made(key.name), new.size, new.root, 60)
    named(folder, "wrong key")


def test_a_checkpoint_without_a_signed_time_is_named(tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=4)
    note = read_checkpoint((folder / "checkpoint-new.txt").read_bytes()).note
    (folder / "checkpoint-new.txt").write_bytes(Note(note.text, note.signatures[:1]).bytes())
    named(folder, "wrong key")


def test_a_whole_folder_forged_with_a_key_of_its_own_is_named_to_who_holds_the_true_one(tmp_path: Path) -> None:
    _, key = exported(tmp_path / "true", call=4)
    forged, _ = exported(tmp_path / "forged", call=4, copy="forged")
    named(forged, "wrong key", key=key.verifier)


def test_a_checkpoint_of_an_earlier_time_than_the_one_before_it_is_named(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    new = read_checkpoint((folder / "checkpoint-new.txt").read_bytes())
    signed_anew(folder, "checkpoint-new.txt", key, new.size, new.root, -3600)
    named(folder, "clock set back")


def test_a_fact_of_a_later_time_than_the_checkpoint_over_it_is_named(tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    for name, seconds in (("checkpoint-old.txt", 1.0), ("checkpoint-new.txt", 2.0)):
        found = read_checkpoint((folder / name).read_bytes())
        signed_anew(folder, name, key, found.size, found.root, seconds)
    named(folder, "clock set back")


def test_a_call_whose_facts_go_back_in_time_is_named(tmp_path: Path) -> None:
    log = open_log(tmp_path / "log")
    early, late = call_facts(1), call_facts(1, NOON.replace(hour=13))
    log.append([late[0], *early[1:]])
    log.checkpoint(NOON.replace(hour=14))
    log.close()
    key = SigningKey.read(tmp_path / "log" / "key.pem")
    write_export(tmp_path / "export", export_call(tmp_path / "log", key.verifier, token(1)))
    named(tmp_path / "export", "clock set back")


def test_a_step_of_the_clock_that_the_log_wrote_down_is_told_and_no_fault(tmp_path: Path) -> None:
    clock = Clock()
    log = open_log(tmp_path / "log", clock)
    log.append(call_facts(1))
    log.append(call_facts(2, clock.go(-3600)))
    log.checkpoint(clock.go(100))
    log.close()
    for told in both(tmp_path / "log"):
        assert "clock set back: by 3600.0 s at 2026-11-29 11:00:00, as told" in told
        assert told.endswith("exit 0"), told


def test_a_witness_who_cosigned_is_told_and_one_who_did_not_is_named(tmp_path: Path) -> None:
    folder, _ = exported(tmp_path, call=4)
    witness, absent = SigningKey.made("witness.example"), SigningKey.made("other.example")
    note = read_checkpoint((folder / "checkpoint-new.txt").read_bytes()).note
    cosigned = Note(note.text, (*note.signatures, witness.cosign(note.text, 1_800_000_000)))
    (folder / "checkpoint-new.txt").write_bytes(cosigned.bytes())
    for told in both(folder, witnesses=[witness.timekeeper]):
        assert "witness witness.example saw the newest checkpoint at 2027-01-15 08:00:00 UTC" in told
        assert told.endswith("exit 0"), told
    named(folder, "wrong key", witnesses=[absent.timekeeper])


def test_a_call_is_proved_to_be_the_one_of_its_sid_where_that_is_revealed(tmp_path: Path) -> None:
    key = log_of(tmp_path / "log", 3)
    folder = tmp_path / "export"
    revealed = {"call_sid": "CA1", "salt": SALT.hex()}
    write_export(folder, export_call(tmp_path / "log", key.verifier, token(1), revealed=revealed))
    for told in both(folder):
        assert told.endswith("exit 0"), told
    about = json.loads((folder / "export.json").read_bytes())
    (folder / "export.json").write_text(json.dumps(about | {"call_sid": "CA2"}))
    named(folder, "edited")


NAMES = ("key.txt", "checkpoint-old.txt", "checkpoint-new.txt", "consistency.txt", "records.jsonl", "proofs.jsonl",
         "export.json")  # fmt: skip
SPOILT: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-5]),
    "binary": lambda path: path.write_bytes(b"\xff\x00\xfe" * 40),
    "other JSON": lambda path: path.write_bytes(b'{"index":"1","leaf":1,"path":[1],"records":"x","what":"call"}\n'),
    "deep": lambda path: path.write_bytes(b"[" * 100_000),
    "in a line": lambda path: path.write_bytes(path.read_bytes().replace(b'"', b"'")[::-1] or b"x"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("how", sorted(SPOILT))
def test_a_folder_that_is_spoilt_is_never_good_and_never_breaks_a_verifier(name: str, how: str, tmp_path: Path) -> None:
    folder, key = exported(tmp_path, call=4)
    SPOILT[how](folder / name)
    for told in both(folder, key.verifier):
        assert told.endswith("exit 1"), told
        assert "Traceback" not in told


def test_a_folder_with_nothing_in_it_is_named_unreadable(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    named(tmp_path / "export", "unreadable")


def test_nothing_is_exported_that_no_checkpoint_covers(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.append(call_facts(1))
    key = SigningKey.read(tmp_path / "key.pem").verifier
    with pytest.raises(EvidenceError, match="no checkpoint covers"):
        export_call(tmp_path, key, token(1))
    with pytest.raises(EvidenceError, match="holds no fact"):
        export_call(tmp_path, key, token(2))
    log.checkpoint(NOON)
    assert len(export_call(tmp_path, key, token(1)).records) == 4  # while the log is open for writing


def test_the_script_tells_how_it_is_called(tmp_path: Path) -> None:
    assert "needs Python" in Path(by_script.__globals__["SCRIPT"]).read_text()
    folder, _ = exported(tmp_path, call=4)
    assert "no base64" in by_script(folder, "--key", "x+y+z")
