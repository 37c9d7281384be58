"""A caller is told all that is kept of them, and is forgotten when they ask, also by a service that runs."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result

from ivr.core.rules import Rules
from ivr.evidence.leaf import call_token
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.facts import Facts
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, Leaves
from tests.test_key_commands import typed
from tests.test_retention import SECRET
from tests.test_sealed_records import ENTRIES, OpenStore, call_of_many_words, found_in_files, read_only
from tests.test_store import rows

SURE = ("--identity", "called_back")
OTHER = "+14155550199"


def told_by(answer: Result) -> Any:
    """The JSON that a command printed; the service of the test may log beside it."""
    found, _ = json.JSONDecoder().raw_decode(answer.output[answer.output.index("{\n") :])
    return found


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


@pytest.fixture
def running(open_store: OpenStore, rules: Rules) -> Store:
    """A service with two calls of one caller and one of another, all ended and written."""
    store = open_store()
    for call in ("CA1", "CA2"):
        call_of_many_words(store, rules, call)
        store.over(call)
    store.begin_call("CA-other", caller=OTHER, line=LINE, rules=rules, ready=True)
    store.append("CA-other", ENTRIES)
    store.over("CA-other")
    assert store.flush()
    return store


def calls_in(settings: Settings, table: str) -> set[object]:
    found = rows(settings.effective_database_url, f"SELECT DISTINCT call_sid FROM {table}")  # noqa: S608
    return {row["call_sid"] for row in found}


def test_an_erased_caller_is_in_no_table_and_no_file_and_others_stay(running: Store, settings: Settings) -> None:
    url = settings.effective_database_url
    gone = [row["sealed"] for row in rows(url, "SELECT sealed FROM said WHERE call_sid <> 'CA-other'")]
    keys = [row["locked"] for row in rows(url, "SELECT locked FROM call_keys WHERE call_sid <> 'CA-other'")]
    hashed = rows(url, "SELECT caller FROM calls WHERE call_sid = 'CA1'")[0]["caller"]
    done = typed(settings, "erase", "--number", CALLER, *SURE, **SECRET)
    assert done.exit_code == 0, done.output
    receipt = told_by(done)
    assert receipt["calls_erased"] == ["CA1", "CA2"]
    assert receipt["rows_deleted"]["said"] == 8
    assert receipt["recordings_to_delete_at_the_carrier"] == ["RE5eeded", "RE5eeded"]
    for table in ("said", "wishes", "call_keys", "journal", "turns", "handoffs", "dials", "voicemails"):
        assert calls_in(settings, table) <= {"CA-other"}, table
    assert calls_in(settings, "disclosures") == set()
    assert {row["caller"] for row in rows(url, "SELECT caller FROM calls WHERE call_sid <> 'CA-other'")} == {""}
    [kept] = rows(url, "SELECT * FROM erasures")
    assert (kept["receipt"], kept["identity"], kept["calls"]) == (receipt["receipt"], "called_back", 2)
    files = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert not [blob for blob in (*gone, *keys) if bytes(blob) in files]  # type: ignore[call-overload]
    assert str(hashed).encode() not in files
    assert running.journal("CA-other") == ENTRIES


def test_the_running_service_forgets_whom_another_process_erased(running: Store, settings: Settings) -> None:
    assert running.journal("CA1") == ENTRIES
    typed(settings, "erase", "--call", "CA1", *SURE, **SECRET)
    for _ in range(20):
        running.over("CA-other-still")
        assert running.flush()
        if running.journal("CA1") == []:
            break
    assert running.journal("CA1") == []
    assert running.journal("CA2") == ENTRIES


def test_what_comes_late_of_an_erased_call_is_not_written(running: Store, settings: Settings, rules: Rules) -> None:
    typed(settings, "erase", "--call", "CA1", *SURE, **SECRET)
    call_of_many_words(running, rules, "CA1")
    running.over("CA1")
    assert running.flush()
    assert "CA1" not in calls_in(settings, "said") | calls_in(settings, "journal") | calls_in(settings, "call_keys")
    [call] = rows(settings.effective_database_url, "SELECT caller FROM calls WHERE call_sid = 'CA1'")
    assert call["caller"] == ""


def test_the_facts_of_an_erased_call_stay_and_are_nobodys_also_those_that_come_late(
    running: Store, settings: Settings, open_facts: Callable[..., Facts], leaves: Leaves
) -> None:
    facts = open_facts()
    ended = {"status": "completed", "reached": "", "lasted_ms": 0}
    facts.tell("CA1", "call_ended", ended)
    facts.tell("CA-other", "call_ended", ended)
    assert facts.flush()
    salt = bytes.fromhex(
        rows(settings.effective_database_url, "SELECT salt FROM evidence_salts WHERE call_sid = 'CA1'")[0]["salt"]  # type: ignore[arg-type]
    )
    done = typed(settings, "erase", "--call", "CA1", *SURE, **SECRET)
    assert told_by(done)["rows_deleted"]["evidence_salts"] == 1
    facts.tell("CA1", "offered_instead", {"what": "message", "taken": True})
    assert facts.flush()
    assert calls_in(settings, "evidence_salts") == {"CA-other"}
    first, _, late = (leaf["call"] for leaf in leaves.kept)
    assert first == call_token(salt, "CA1") != late


def test_a_call_that_runs_is_left_and_named(running: Store, settings: Settings, rules: Rules) -> None:
    call_of_many_words(running, rules, CALL)
    engine = engine_of(settings.effective_database_url)
    assert running.flush()
    with engine.begin() as connection:  # not ended, and began a moment ago by the clock of the command
        connection.execute(
            sa.text("UPDATE calls SET ended_at = NULL, started_at = CURRENT_TIMESTAMP WHERE call_sid = :call"),
            {"call": CALL},
        )
    engine.dispose()
    told = typed(settings, "erase", "--number", CALLER, *SURE, **SECRET)
    assert told.exit_code == 1
    assert f"{CALL}: still running, and not erased: ask again when it has ended" in told.output
    assert calls_in(settings, "said") == {CALL, "CA-other"}


def test_what_is_on_hold_is_left_and_named(running: Store, settings: Settings) -> None:
    typed(settings, "hold", "--call", "CA1", "--why", "case 7", **SECRET)
    done = typed(settings, "erase", "--number", CALLER, *SURE, **SECRET)
    assert told_by(done)["kept_as_on_hold"] == ["CA1"]
    assert calls_in(settings, "said") == {"CA1", "CA-other"}
    again = typed(settings, "erase", "--number", CALLER, *SURE, **SECRET)
    assert again.exit_code == 1
    assert "nothing was erased: on hold" in again.output


def test_a_dry_run_tells_what_would_go_and_changes_nothing(running: Store, settings: Settings) -> None:
    told = typed(settings, "erase", "--number", CALLER, "--dry-run", *SURE, **SECRET)
    assert told_by(told)["receipt"] == "none: nothing was changed"
    assert told_by(told)["calls_erased"] == ["CA1", "CA2"]
    assert calls_in(settings, "said") == {"CA1", "CA2", "CA-other"}
    assert rows(settings.effective_database_url, "SELECT * FROM erasures") == []


def test_nobody_is_erased_or_told_anything_before_it_is_sure_who_asks(running: Store, settings: Settings) -> None:
    for command in ("erase", "export-caller"):
        refused = typed(settings, command, "--number", CALLER, **SECRET)
        assert refused.exit_code == 2
        assert "--identity" in refused.output
    assert calls_in(settings, "said") == {"CA1", "CA2", "CA-other"}


@pytest.mark.parametrize(
    ("whose", "told"),
    [
        ((), "say whose"),
        (("--call", "CA1", "--number", CALLER), "say whose"),
        (("--call", "CA404"), "no call CA404 is on record"),
        (("--number", "anonymous"), "a withheld one cannot be found"),
        (("--number", "+266696687"), "a withheld one cannot be found"),
        (("--number", "+14155550000"), "no call of that number is on record"),
    ],
)
def test_who_cannot_be_found_is_told_in_one_line(
    running: Store, settings: Settings, whose: tuple[str, ...], told: str
) -> None:
    answer = typed(settings, "erase", *whose, *SURE, **SECRET)
    assert answer.exit_code == 1
    assert told in answer.output
    assert "+14155550000" not in answer.output


def test_the_receipt_and_the_export_are_their_owners_alone_and_never_over_a_file(
    running: Store, settings: Settings, tmp_path: Path
) -> None:
    for command, option in (("export-caller", "--output"), ("erase", "--receipt")):
        file = tmp_path / f"{command}.json"
        done = typed(settings, command, "--call", "CA1", *SURE, option, str(file), **SECRET)
        assert done.exit_code == 0, done.output
        assert file.stat().st_mode & 0o777 == 0o600
        assert json.loads(file.read_text())
        again = typed(settings, command, "--call", "CA2", *SURE, option, str(file), **SECRET)
        assert "File exists" in again.output


def test_a_caller_is_told_all_that_is_kept(running: Store, settings: Settings) -> None:
    answer = typed(settings, "export-caller", "--number", CALLER, *SURE, **SECRET)
    assert answer.exit_code == 0, answer.output
    told = told_by(answer)
    assert [call["call"] for call in told["calls"]] == ["CA1", "CA2"]
    first = told["calls"][0]
    assert first["your_number_ends_with"] == CALLER[-3:]
    assert first["what_you_wanted"][0]["wish"] == "refund the kettle, for breakfast"
    assert first["messages"][0]["recording_sid"] == "RE5eeded"
    assert {"at_seconds": 2.0, "by": "you", "as": "KeyPressed", "words": {"key": "[key]"}} in first["what_was_said"]
    assert "You live at [address]" in json.dumps([said for said in first["what_was_said"] if said["by"] == "assistant"])
    assert first["kept_until"]["transcripts"] < first["kept_until"]["metadata"]
    assert OTHER not in answer.output
    assert CALLER not in answer.output
    assert "sealed" not in first["messages"][0]


CHOSEN = (
    "INSERT INTO choices (caller, choice, stands, at, made_by, state, call_sid) "
    "SELECT caller, 'no_machine', true, CURRENT_TIMESTAMP, 'key', 'talking', call_sid FROM calls WHERE call_sid = 'CA1'"
)


def _says(settings: Settings, statement: str) -> None:
    engine = engine_of(settings.effective_database_url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def test_a_caller_is_told_what_they_chose_also_when_no_call_of_theirs_is_kept_any_more(
    running: Store, settings: Settings
) -> None:
    _says(settings, CHOSEN)
    told = told_by(typed(settings, "export-caller", "--call", "CA2", *SURE, **SECRET))
    [choice] = told["chosen_for_later_calls"]
    assert (choice["choice"], choice["made_by"]) == ("no_machine", "key")
    assert "caller" not in choice
    _says(settings, "DELETE FROM calls")
    alone = told_by(typed(settings, "export-caller", "--number", CALLER, *SURE, **SECRET))
    assert (alone["calls"], len(alone["chosen_for_later_calls"])) == ([], 1)
    nobody = typed(settings, "export-caller", "--number", OTHER, *SURE, **SECRET)
    assert "no call of that number is on record" in nobody.output


def test_what_an_erased_caller_chose_stays_and_leads_to_no_call(running: Store, settings: Settings) -> None:
    _says(settings, CHOSEN)
    done = typed(settings, "erase", "--number", CALLER, *SURE, **SECRET)
    assert done.exit_code == 0, done.output
    [kept] = rows(settings.effective_database_url, "SELECT * FROM choices")
    assert (kept["choice"], kept["call_sid"]) == ("no_machine", "")


def test_what_cannot_be_opened_is_told_in_its_place(running: Store, settings: Settings) -> None:
    running.close()
    (settings.data_dir / "master.keys").unlink()
    told = told_by(typed(settings, "export-caller", "--call", "CA1", *SURE, **SECRET))
    assert "is not here: put it back" in told["calls"][0]["what_you_wanted"][0]["cannot_be_read"]
    assert told["calls"][0]["turns"]


def test_an_erased_call_is_told_as_one(running: Store, settings: Settings) -> None:
    typed(settings, "erase", "--call", "CA1", *SURE, **SECRET)
    told = told_by(typed(settings, "export-caller", "--call", "CA1", *SURE, **SECRET))
    assert told["calls"][0]["erased"]
    assert told["calls"][0]["what_was_said"] == told["calls"][0]["turns"] == []


def test_a_database_that_takes_no_writes_erases_nothing_and_says_so(
    running: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.close()
    monkeypatch.setattr("ivr.store.database._set_up_sqlite", read_only)
    told = typed(settings, "erase", "--call", "CA1", *SURE, **SECRET)
    assert told.exit_code == 1
    assert "takes no writes" in told.output
    assert calls_in(settings, "said") == {"CA1", "CA2", "CA-other"}


def test_of_a_number_the_last_three_digits_are_shown_and_no_more_is_kept(running: Store, settings: Settings) -> None:
    found = rows(settings.effective_database_url, "SELECT DISTINCT caller_ends FROM calls")
    assert {row["caller_ends"] for row in found} == {CALLER[-3:], OTHER[-3:]}
    assert found_in_files(settings.data_dir) == []


def test_in_postgresql_an_erased_key_is_in_no_file_of_its_table(
    open_store: OpenStore, rules: Rules, settings: Settings, postgres_url: str
) -> None:
    store = open_store(postgres_url)
    call_of_many_words(store, rules, "CA1")
    store.over("CA1")
    assert store.flush()
    store.close()
    [key] = rows(postgres_url, "SELECT locked, key_id FROM call_keys")
    before = _file_of_keys(postgres_url)
    assert bytes(key["locked"]) in before  # type: ignore[call-overload]
    done = typed(settings, "erase", "--call", "CA1", *SURE, IVR_DATABASE_URL=postgres_url, **SECRET)
    assert done.exit_code == 0, done.output
    assert bytes(key["locked"]) not in _file_of_keys(postgres_url)  # type: ignore[call-overload]


def _file_of_keys(url: str) -> bytes:
    """Read by the server itself, as it lies on its disk."""
    engine = engine_of(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("CHECKPOINT"))
        found = connection.execute(sa.text("SELECT pg_read_binary_file(pg_relation_filepath('call_keys'))")).scalar()
    engine.dispose()
    return bytes(found or b"")
