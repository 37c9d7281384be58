"""What the doctor says of the evidence log."""

from dataclasses import replace
from pathlib import Path

from ivr.doctor.evidence import evidence
from ivr.evidence.note import SigningKey
from ivr.evidence.tiles import tile_path
from ivr.settings import Settings

from .evidence import call_facts, log_of, open_log
from .stamping import Authority
from .test_doctor import check_ill, check_well


def with_log(settings: Settings, tmp_path: Path) -> Settings:
    log_of(tmp_path / "evidence", 70)
    return replace(settings, data_dir=tmp_path, evidence_file="/mnt/elsewhere/checkpoints")


def test_before_the_first_start_there_is_none_and_that_is_well(settings: Settings, tmp_path: Path) -> None:
    check_well(evidence(replace(settings, data_dir=tmp_path)), "the first start makes it")


def test_a_log_that_is_what_it_signed_is_well_also_while_it_is_written(settings: Settings, tmp_path: Path) -> None:
    known = with_log(settings, tmp_path)
    log = open_log(tmp_path / "evidence")
    log.append(call_facts(99))
    check_well(evidence(known), "285 facts, the first 280 signed at 2026-11-29 13:11 UTC")
    log.close()


def test_that_nobody_else_keeps_checkpoints_is_told_as_advice(settings: Settings, tmp_path: Path) -> None:
    found = evidence(replace(with_log(settings, tmp_path), evidence_file=""))
    assert found.advice
    check_well(found, "a forged log would not show")


def test_certificates_that_no_time_stamp_can_be_checked_by_are_told(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    known = replace(settings, data_dir=tmp_path, evidence_stamps="http://tsa.example", evidence_stamps_ca=str(file))
    check_ill(evidence(known), "Time stamps")
    assert "IVR_EVIDENCE_STAMPS_CA cannot be read" in evidence(known).what
    file.write_bytes(b"no certificate")
    assert "IVR_EVIDENCE_STAMPS_CA holds no certificate" in evidence(known).what
    file.write_bytes(Authority().pem)
    check_well(evidence(known), "the first start makes it")


def test_whatever_ails_it_is_told(settings: Settings, tmp_path: Path) -> None:
    known = with_log(settings, tmp_path)
    folder = tmp_path / "evidence"
    checkpoints, key = (folder / "checkpoints").read_bytes(), (folder / "key.pem").read_bytes()
    (folder / "checkpoints").unlink()
    check_ill(evidence(known), "docs/evidence.md")
    (folder / "checkpoints").write_bytes(checkpoints)
    (folder / "key.pem").chmod(0o644)
    check_ill(evidence(known), "chmod 600")
    (folder / "key.pem").unlink()
    check_ill(evidence(known), "docs/evidence.md")
    SigningKey.kept(folder / "key.pem")
    check_ill(evidence(known), "docs/evidence.md")
    (folder / "key.pem").write_bytes(key)
    tile_path(folder, "entries", 0).unlink()
    check_ill(evidence(known), "docs/evidence.md")
