"""Words of callers are in no file: not in the spool, the database or its log; and what is locked fails closed."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import alembic.command
import alembic.config
import pytest
import sqlalchemy as sa

from ivr.core.commands import RecordTurn, Speak, Transfer
from ivr.core.events import CallStarted, KeyPressed
from ivr.core.record import Reason, Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store.database import MIGRATIONS, engine_of, upgrade_engine
from ivr.store.journal import entry
from ivr.store.left_in_plain import seal_some
from ivr.store.store import Store
from ivr.store.writer import StoreError
from tests.conftest import CALL, CALLER, LINE
from tests.test_store import rows

OpenStore = Callable[..., Store]
SEEDED = ("marmalade", "breakfast", "seventeen Elm", "407199882266", "refund the kettle", "RE5eeded")
ENTRIES = [
    entry(1, 0.0, CallStarted()),
    entry(2, 1.0, RecordTurn(1, Transcript("marmalade for breakfast", 0.9), "order_status", 0.8, "ok", "", 1.2, 0.4)),
    entry(3, 2.0, KeyPressed("407199882266")),
    entry(4, 3.0, Speak("m1", (Words("You live at seventeen Elm"),), 1)),
    entry(5, 4.0, Transfer("support", Reason.KEY_PRESSED, None, "refund the kettle")),
]
KEPT = [
    *ENTRIES[:2],
    entry(3, 2.0, KeyPressed("[key]")),
    entry(4, 3.0, Speak("m1", (Words("You live at [address]"),), 1)),
    *ENTRIES[4:],
]
"""Typed numbers and addresses are no record's."""
HANDOFF = HandOff(
    "transfer", "support", Reason.KEY_PRESSED, "order_status", "refund the kettle", given=("the street: seventeen Elm",)
)


def call_of_many_words(store: Store, rules: Rules, call: str = CALL) -> None:
    store.begin_call(call, caller=CALLER, line=LINE, rules=rules, ready=True)
    store.append(call, ENTRIES)
    store.save_handoff(call, HANDOFF)
    store.add_to_handoff(call, "refund the kettle, for breakfast", None)
    store.left_voicemail(call, "RE5eeded")
    store.flush(0.3)  # words are looked through before they are sealed


def found_in_files(folder: Path) -> list[str]:
    """Which of the seeded words stand in a file of the data folder, the master keys' excepted."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "master.keys"]
    assert files
    kept = b"".join(path.read_bytes() for path in files)
    return [word for word in (*SEEDED, CALLER[1:]) if word.encode() in kept]


def test_no_word_is_in_the_spool_the_database_or_its_log(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store(start=False)
    call_of_many_words(store, rules)
    assert list((settings.data_dir / "journal").glob("*.jsonl"))
    assert found_in_files(settings.data_dir) == [], "in the spool"
    store.start()
    assert store.flush()
    assert (settings.data_dir / "candid.db-wal").exists()
    assert found_in_files(settings.data_dir) == [], "in the database, or its log"
    store.close()
    assert found_in_files(settings.data_dir) == []


def test_what_was_sealed_is_read_back_whole(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    call_of_many_words(store, rules)
    known = store.call(CALL)
    assert store.flush()
    store.close()
    again = open_store(url)
    assert known is not None
    assert known.handoff is not None
    left_out = replace(known.handoff, given=("the street: [given]",))
    assert again.call(CALL) == replace(known, handoff=left_out)
    assert again.journal(CALL) == KEPT


def test_lines_that_the_disk_did_not_take_are_sealed_in_memory(
    open_store: OpenStore, rules: Rules, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(start=False)
    with monkeypatch.context() as patched:
        patched.setattr("ivr.store.spool._write_whole", _full)
        call_of_many_words(store, rules)
    store.start()
    assert store.flush()
    assert found_in_files(settings.data_dir) == []


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_without_its_master_key_a_call_still_reaches_a_person_and_its_journal_is_refused(
    open_store: OpenStore, rules: Rules, url: str, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(url)
    call_of_many_words(store, rules)
    assert store.flush()
    store.close()
    (settings.data_dir / "master.keys").unlink()
    stranger = open_store(url)
    record = stranger.call(CALL)
    assert record is not None
    assert record.handoff is not None
    assert (record.handoff.route, record.handoff.wish, record.handoff.given) == ("support", "", ())
    with pytest.raises(StoreError, match=r"master key [0-9a-f]{12} is not here: put it back"):
        stranger.journal(CALL)
    told = capsys.readouterr()
    assert not [word for word in SEEDED if word in told.out + told.err]


def tampered(open_store: OpenStore, rules: Rules, url: str, statement: str) -> Store:
    """Opened again, after somebody did this to the database."""
    store = open_store(url)
    call_of_many_words(store, rules)
    assert store.flush()
    store.close()
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
    return open_store(url)


def test_a_sealed_row_that_was_put_in_anothers_place_is_refused(open_store: OpenStore, rules: Rules, url: str) -> None:
    moved = "UPDATE said SET sealed = (SELECT sealed FROM said WHERE seq = 3) WHERE seq = 2"
    with pytest.raises(StoreError, match="stands in another's place"):
        tampered(open_store, rules, url, moved).journal(CALL)


def test_a_cut_off_row_is_refused(open_store: OpenStore, rules: Rules, url: str) -> None:
    cut_off = "UPDATE said SET sealed = substr(sealed, 1, 20) WHERE seq = 3"
    with pytest.raises(StoreError, match="is damaged"):
        tampered(open_store, rules, url, cut_off).journal(CALL)


def test_a_damaged_line_of_the_spool_is_left_out_and_the_rest_goes_on(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    first = open_store(start=False)
    first.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    first.append(CALL, ENTRIES)
    first.save_handoff(CALL, HANDOFF)
    first.close()
    [segment] = (settings.data_dir / "journal").glob("*.jsonl")
    spoilt = [line.replace('"sealed":"A', '"sealed":"%') for line in segment.read_text().splitlines()]
    segment.write_text("\n".join(spoilt) + "\n")
    second = open_store()
    record = second.call(CALL)
    assert record is not None
    assert record.handoff is not None
    assert (record.handoff.route, record.handoff.wish) == ("support", "")
    assert second.flush()
    assert [row["call_sid"] for row in rows(settings.effective_database_url, "SELECT * FROM calls")] == [CALL]


def read_only(connection: object, _record: object) -> None:
    """In place of how connections are set up: as if the disk took no writes."""
    connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]  # a DBAPI connection


def test_a_database_that_takes_no_writes_costs_no_call_anything(
    open_store: OpenStore, rules: Rules, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_store()
    assert first.flush()
    first.close()
    monkeypatch.setattr("ivr.store.database._set_up_sqlite", read_only)
    store = open_store()
    call_of_many_words(store, rules)
    assert not store.flush(1.0)
    assert store.state()["state"] == "degraded"
    assert store.state()["detail"].startswith("OperationalError")
    assert store.record(CALL).handoff is not None
    assert found_in_files(settings.data_dir) == []


def test_a_key_file_that_cannot_be_read_is_told_and_costs_no_call_anything(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    (settings.data_dir / "master.keys").write_text("spoilt")
    store = open_store()
    call_of_many_words(store, rules)
    assert store.flush()
    assert store.state()["state"] == "degraded"
    assert "master.keys: is damaged" in store.state()["detail"]
    assert store.journal(CALL) == ENTRIES
    assert found_in_files(settings.data_dir) == []


def test_a_rotation_while_calls_run_locks_what_comes_next_with_the_new_key(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store()
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    store.append(CALL, ENTRIES[:3])
    assert store.flush()
    new = KeyFile(settings.data_dir / "master.keys").rotate()
    for _ in range(2):
        store.over("CA-none")
        assert store.flush()  # the writer has looked at the file before it wrote the second
    store.append(CALL, ENTRIES[3:])
    call_of_many_words(store, rules, "CA2")
    assert store.flush()
    masters = rows(settings.effective_database_url, "SELECT call_sid, master FROM call_keys ORDER BY call_sid")
    assert (masters[-1]["call_sid"], masters[-1]["master"]) == ("CA2", new.name)
    store.close()
    assert open_store().journal(CALL) == KEPT


# What an earlier version left


def _old_database(url: str, calls: int) -> None:
    """As the version before the vault left it: migrated to 0003, with words in plain text."""
    engine = engine_of(url)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.upgrade(config, "0003")
    with engine.begin() as connection:
        for number in range(calls):
            for statement in _OLD_ROWS:
                connection.execute(sa.text(statement), {"call": f"CA{number}"})
    engine.dispose()


_OLD_ROWS = (
    "INSERT INTO calls (call_sid, instance, caller, line, language, rules_version, admitted, started_at, over, "
    "disposition, streams_started, resumes) VALUES (:call, 'i', '', '+1', 'en', 'v1', true, '2026-02-27 03:04:05', "
    "false, 'stream_lost', 1, 0)",
    "INSERT INTO journal (call_sid, seq, at_seconds, kind, body) VALUES (:call, 3, 2.0, 'KeyPressed', '{}')",
    """INSERT INTO said (call_sid, seq, words) VALUES (:call, 3, '{"key": "407199882266"}')""",
    "INSERT INTO handoffs (call_sid, at, kind, route) VALUES (:call, '2026-02-27 03:04:05', 'transfer', 'support')",
    """INSERT INTO wishes (call_sid, words, given) VALUES (:call, 'refund the kettle', '["to seventeen Elm"]')""",
    "INSERT INTO voicemails (call_sid, at, reference, recording_sid) "
    "VALUES (:call, '2026-02-27 03:04:05', '123456', 'RE5eeded')",
)


def test_what_an_older_database_holds_in_plain_text_is_sealed_at_the_first_start(
    open_store: OpenStore, settings: Settings, url: str
) -> None:
    _old_database(url, 120)
    if url.startswith("sqlite"):
        assert found_in_files(settings.data_dir)
    store = open_store(url)
    assert store.flush(60.0)
    assert {row["table_name"] for row in _tables(url)} & {"said_plain", "wishes_plain", "voicemails_plain"} == set()
    record = store.call("CA77")
    assert record is not None
    assert record.handoff is not None
    assert (record.handoff.wish, record.handoff.given) == ("refund the kettle", ("to seventeen Elm",))
    assert (record.reference, record.recording_sid) == ("123456", "RE5eeded")
    assert [kept.said for kept in store.journal("CA77")] == [{"key": "407199882266"}]
    made = rows(url, "SELECT DISTINCT made_at FROM call_keys")
    assert [str(row["made_at"])[:10] for row in made] == ["2026-02-27"], "kept no longer than if it were new"
    if url.startswith("sqlite"):
        assert found_in_files(settings.data_dir) == [], "also while the service runs"


def _tables(url: str) -> list[dict[str, object]]:
    engine = engine_of(url)
    names = sa.inspect(engine).get_table_names()
    engine.dispose()
    return [{"table_name": name} for name in names]


def test_sealing_an_old_database_goes_on_where_it_was_cut_short(
    open_store: OpenStore, settings: Settings, url: str
) -> None:
    _old_database(url, 120)
    vault = Vault(KeyFile(settings.data_dir / "master.keys"))
    engine = engine_of(url)
    upgrade_engine(engine)
    assert seal_some(engine, vault)
    engine.dispose()
    assert 0 < len(rows(url, "SELECT * FROM said")) < 120
    store = open_store(url)
    assert store.flush(60.0)
    kept = {row["call_sid"] for row in rows(url, "SELECT * FROM said")}  # before the other: they are packed meanwhile
    assert len(kept | {row["call_sid"] for row in rows(url, "SELECT * FROM packed_journals")}) == 120
    assert {kept.said["key"] for number in range(120) for kept in store.journal(f"CA{number}")} == {"407199882266"}


def test_plain_lines_that_an_older_version_left_in_its_spool_are_resumed_and_sealed(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    open_store(start=False).begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    folder = settings.data_dir / "journal"
    of_call = {"call_sid": CALL, "at_seconds": 1.0, "at": "2026-02-27T03:04:05+00:00"}
    nothing = dict.fromkeys(("reason", "intent", "disposition", "topic", "priority", "flags"))
    plain = [
        {"table": "journal", "seq": 1, "kind": "CallStarted", "body": {"resumed": False}, "said": {}},
        {"table": "journal", "seq": 2, "kind": "KeyPressed", "body": {}, "said": {"key": "407199882266"}},
        {"table": "handoffs", "kind": "transfer", "route": "support", "wish": "refund the kettle", "given": []}
        | nothing,
    ]
    [segment] = folder.glob("*.jsonl")
    with segment.open("a") as file:
        file.write("".join(json.dumps(of_call | line) + "\n" for line in plain))
    kept = segment.read_bytes()
    other = settings.data_dir / "other" / "journal"
    other.mkdir(parents=True)
    (other / "000000000001.jsonl").write_bytes(kept)
    store = Store(f"sqlite:///{other.parent / 'candid.db'}", other.parent, settings.secret_key).start()
    record = store.call(CALL)
    assert record is not None
    assert record.handoff is not None
    assert record.handoff.wish == "refund the kettle"
    assert [kept.said for kept in store.journal(CALL)] == [{}, {"key": "407199882266"}]
    assert store.flush()
    store.close()
    assert found_in_files(other.parent) == []


def test_what_is_deleted_is_overwritten_in_the_file(tmp_path: Path) -> None:
    engine = engine_of(f"sqlite:///{tmp_path / 'x.db'}")
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA secure_delete")).scalar() == 1
    engine.dispose()
