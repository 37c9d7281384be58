"""`ivr evidence`: sign, hand out, check; each mistake in a line of words, and no traceback."""

from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from ivr.cli import Commands, main
from ivr.evidence.checkpoint import read_checkpoint
from ivr.evidence.command import evidence_command
from ivr.evidence.leaf import read_leaf
from ivr.evidence.note import Note, SigningKey
from ivr.store.fact_log import Signing, opened
from ivr.store.facts import Facts

from .evidence import NOON, SALT, Clock, call_facts, log_of, open_log, token
from .tampered import by_script


@pytest.fixture
def run(tmp_path: Path):
    """Runs `ivr evidence ARGUMENTS` on a log in tmp_path/log, in which the salt of each call CA… is known."""
    command: click.Group = evidence_command(
        lambda: tmp_path / "log", lambda sid: SALT if sid.startswith("CA") and sid != "CAerased" else None
    )

    main_of_it = Commands("ivr", commands={"evidence": command})

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main_of_it, ["evidence", *(str(argument) for argument in arguments)])

    return run


def test_a_call_is_handed_out_by_its_sid_and_checked(run, tmp_path: Path) -> None:
    key = log_of(tmp_path / "log", 6)
    done = run("export", tmp_path / "out", "--call", "CA4")
    assert done.exit_code == 0, done.output
    assert "4 facts, under a checkpoint of 24" in done.output
    assert b"CA4" not in b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    told = run("verify", tmp_path / "out", "--key", key.verifier.told())
    assert told.exit_code == 0, told.output
    assert "does not prove that the caller listened" in told.output


def test_which_call_it_is_is_handed_out_only_where_that_is_asked_for(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    assert run("export", tmp_path / "out", "--call", "CA4", "--reveal").exit_code == 0
    assert b"CA4" in (tmp_path / "out" / "export.json").read_bytes()
    assert run("verify", tmp_path / "out").exit_code == 0


def test_a_call_is_handed_out_by_its_token_too(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    assert run("export", tmp_path / "out", "--call", token(4)).exit_code == 0
    refused = run("export", tmp_path / "out", "--call", token(4), "--reveal")
    assert "nothing is known of that call" in refused.output


def test_a_period_is_handed_out_and_checked(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    done = run("export", tmp_path / "out", "--from", "2026-11-29T12:01", "--to", "2026-11-29T12:03")
    assert "8 facts" in done.output
    assert run("verify", tmp_path / "out").exit_code == 0
    assert (
        "holds no fact of that" in run("export", tmp_path / "out", "--from", "2025-01-01", "--to", "2025-02-01").output
    )


def test_what_was_erased_and_what_was_never_there_is_told_in_words(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 2)
    assert "erased" in run("export", tmp_path / "out", "--call", "CAerased").output
    assert "holds no fact of that" in run("export", tmp_path / "out", "--call", "CA99").output


def test_a_command_that_is_not_clear_is_refused(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 2)
    assert run("export", tmp_path / "out").exit_code == 2
    assert run("export", tmp_path / "out", "--call", "CA1", "--from", "2026-01-01", "--to", "2026-01-02").exit_code == 2
    assert "is no time" in run("export", tmp_path / "out", "--from", "noon", "--to", "night").output


def test_evidence_that_was_changed_ends_with_1_and_says_what(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    run("export", tmp_path / "out", "--call", "CA4")
    records = tmp_path / "out" / "records.jsonl"
    records.write_bytes(records.read_bytes().replace(b'"complete":true', b'"complete":false'))
    told = run("verify", tmp_path / "out")
    assert told.exit_code == 1
    assert "EDITED: " in told.output


def test_the_whole_log_is_checked_without_a_folder(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    told = run("verify")
    assert told.exit_code == 0, told.output
    assert "24 facts of 6 calls lead to 4 signed checkpoints" in told.output


def test_a_proof_goes_from_the_checkpoint_that_the_receiver_has_to_one_that_a_witness_saw(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    witness = SigningKey.made("witness.example")
    note = read_checkpoint((tmp_path / "log" / "checkpoint").read_bytes()).note
    since, until = tmp_path / "since.txt", tmp_path / "until.txt"
    until.write_bytes(Note(note.text, (*note.signatures, witness.cosign(note.text, 1_800_000_000))).bytes())
    first = (tmp_path / "log" / "checkpoints").read_bytes().split(b"\n\n\n")[0]
    since.write_bytes(first + b"\n")
    assert run("export", tmp_path / "out", "--call", "CA1", "--since", since, "--until", until).exit_code == 0
    told = run("verify", tmp_path / "out", "--kept", since, "--witness", witness.timekeeper.told())
    assert told.exit_code == 0, told.output
    assert "saw the newest checkpoint" in told.output
    assert "agrees with the checkpoint of 0 entries" in told.output


def test_a_checkpoint_of_another_log_is_not_exported_with(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 6)
    log_of(tmp_path / "other", 5, checkpoint_every=1)
    other = open_log(tmp_path / "other", Clock())
    other.append(call_facts(77))
    (tmp_path / "since.txt").write_bytes(other.checkpoint(NOON.replace(hour=15)))
    refused = run("export", tmp_path / "out", "--call", "CA1", "--since", tmp_path / "since.txt")
    assert "is not of this log" in refused.output


def test_the_key_is_printed_as_it_is_given_to_others(run, tmp_path: Path) -> None:
    key = log_of(tmp_path / "log", 1)
    assert run("key").output == key.verifier.told() + "\n"


def test_a_checkpoint_is_made_or_while_the_service_runs_its_last_one_is_shown(run, tmp_path: Path) -> None:
    log_of(tmp_path / "log", 2)
    made = run("checkpoint")
    assert made.exit_code == 0, made.output
    assert made.stdout.encode() == (tmp_path / "log" / "checkpoint").read_bytes()
    log = open_log(tmp_path / "log")
    shown = run("checkpoint")
    assert shown.stdout == made.stdout
    assert "The service has the log open" in shown.stderr
    log.close()


@pytest.mark.parametrize("arguments", [["key"], ["checkpoint"], ["verify"], ["export", "out", "--call", "x"]])
def test_without_a_log_that_is_said(run, arguments: list[str]) -> None:
    told = run(*arguments)
    assert told.exit_code == 1
    assert "there is no evidence log in" in told.output


def test_facts_of_a_service_are_handed_out_by_the_carriers_sid_and_checked_by_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the way of facts into the log, by salt and schedule, to the one file that needs nothing but Python."""
    elsewhere = tmp_path / "elsewhere.txt"
    url, sid = f"sqlite:///{tmp_path / 'candid.db'}", "CA0123456789abcdef0123456789abcdef"
    facts = Facts(url, tmp_path, partial(opened, tmp_path, Signing(file=str(elsewhere)))).start()
    for data in call_facts(1):
        leaf = read_leaf(data)
        facts.tell(sid, leaf.kind, leaf.facts)
    assert facts.flush(60)
    facts.close()
    monkeypatch.setenv("IVR_DATA_DIR", str(tmp_path))
    done = CliRunner().invoke(main, ["evidence", "export", str(tmp_path / "out"), "--call", sid, "--reveal"])
    assert done.exit_code == 0, done.output
    key = CliRunner().invoke(main, ["evidence", "key"]).output.strip()
    told = by_script(tmp_path / "out", "--key", key, "--kept", str(elsewhere))
    assert "It agrees with the checkpoint of 4 entries that was kept elsewhere." in told
    assert told.endswith("exit 0"), told
