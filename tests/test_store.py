"""Calls go on whatever happens to the database, and their record gets there in the end, once."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from ivr.core.commands import RecordDisclosure, RecordTurn, Transfer
from ivr.core.events import CallStarted, KeyPressed
from ivr.core.record import Care, Disposition, Flag, Priority, Reason, Topic, Transcript
from ivr.core.rules import Rules
from ivr.errors import CandidError
from ivr.ports import CallStore, HandOff, JournalEntry
from ivr.settings import Settings
from ivr.store import emptying, live, writer
from ivr.store.calls import CallRecord, prevailing
from ivr.store.database import engine_of
from ivr.store.journal import entry
from ivr.store.lines import Change
from ivr.store.schema import METADATA
from ivr.store.store import Store
from ivr.store.tables import Tables
from ivr.store.writer import StoreError
from tests.conftest import CALL, CALLER, LINE, FakeClock

OpenStore = Callable[..., Store]
WORDS = "what the caller said"
SECRET_KEY = "secret-key-of-tests"
ENTRIES = [
    entry(1, 0.0, CallStarted()),
    entry(2, 1.0, RecordDisclosure("disclosure", 0.0, 4.0, 4.0, True, None)),
    entry(3, 6.0, RecordTurn(1, Transcript(WORDS, 0.9), "order_status", 0.8, "answered", "", 1.2, 0.4)),
    entry(4, 9.0, KeyPressed("0")),
    entry(5, 9.1, Transfer("support", Reason.KEY_PRESSED, None, WORDS)),
]
HANDOFF = HandOff("transfer", "support", Reason.KEY_PRESSED, "order_status", WORDS)


def begin(store: Store, rules: Rules, call: str = CALL) -> CallRecord:
    return store.begin_call(call, caller=CALLER, line=LINE, rules=rules, ready=True)


def rows(url: str, query: str) -> list[dict[str, object]]:
    engine = engine_of(url)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(sa.text(query)).mappings()]
    engine.dispose()
    return found


def whole_call(store: Store, rules: Rules) -> None:
    begin(store, rules)
    store.append(CALL, ENTRIES)
    store.save_handoff(CALL, HANDOFF)
    first = store.dial(CALL, "support")
    ended = store.dialled(CALL, first.attempt, outcome="busy", bridged=False, leg="CA9")
    assert ended is not None
    second = store.dial_next(CALL, ended, range(1, 2))
    store.accept(CALL, second.attempt)
    store.dialled(CALL, second.attempt, outcome="completed", bridged=True)
    store.reference(CALL)
    store.over(CALL)


# What is kept, and where


def test_a_whole_call_is_in_the_database(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    whole_call(store, rules)
    assert store.flush()
    [call] = rows(url, "SELECT * FROM calls")
    assert (call["line"], call["rules_version"], call["disposition"]) == (LINE, "v1", "transferred")
    assert call["streams_started"] == 1
    assert bool(call["over"])
    [turn] = rows(url, "SELECT * FROM turns")
    assert (turn["intent"], turn["transcript_confidence"], turn["waited_seconds"]) == ("order_status", 0.9, 0.4)
    [disclosure] = rows(url, "SELECT * FROM disclosures")
    assert bool(disclosure["complete"])
    assert [d["outcome"] for d in rows(url, "SELECT * FROM dials ORDER BY attempt")] == ["busy", "completed"]
    assert [j["seq"] for j in rows(url, "SELECT * FROM journal ORDER BY seq")] == [1, 2, 3, 4, 5]
    assert len(rows(url, "SELECT * FROM voicemails")) == 1


def test_what_was_said_is_in_tables_of_its_own_and_sealed(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    whole_call(store, rules)
    assert store.flush()
    for table in METADATA.tables:
        assert WORDS not in json.dumps(rows(url, f"SELECT * FROM {table}"), default=str)  # noqa: S608
    assert len(rows(url, "SELECT * FROM wishes")) == 1
    assert [s["seq"] for s in rows(url, "SELECT seq FROM said ORDER BY seq")] == [3, 4, 5]


def test_no_phone_number_of_a_caller_or_agent_is_kept(open_store: OpenStore, rules: Rules, settings: Settings) -> None:
    store = open_store()
    whole_call(store, rules)
    assert store.flush()
    store.close()
    kept = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    for number in (CALLER, *rules.routes["support"].agents):
        assert number[1:].encode() not in kept


def test_the_same_caller_is_known_again_but_not_a_withheld_one(store: Store, rules: Rules) -> None:
    hashes = [
        store.begin_call(f"CA{n}", caller=caller, line=LINE, rules=rules, ready=True).caller
        for n, caller in enumerate([CALLER, CALLER, "+14155550101", "anonymous", "", "+266696687", "+86282452253"])
    ]
    assert hashes[0] == hashes[1] != hashes[2]
    assert set(hashes[3:]) == {""}


def test_files_are_private(open_store: OpenStore, rules: Rules, settings: Settings) -> None:
    store = open_store(start=False)
    begin(store, rules)
    folder = settings.data_dir / "journal"
    assert folder.stat().st_mode & 0o077 == 0
    [segment] = folder.glob("*.jsonl")
    assert segment.stat().st_mode & 0o077 == 0
    store.start()
    assert store.flush()
    assert list(folder.glob("*.jsonl")) == []


def test_a_call_not_in_memory_is_read_back(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    whole_call(store, rules)
    known = store.call(CALL)
    assert store.flush()
    store.close()
    again = open_store(url)
    assert again.flush()
    assert again.call(CALL) == known
    assert again.journal(CALL) == ENTRIES
    assert again.call("CA404") is None


# For the runner


def test_the_store_is_what_the_runner_needs(store: Store) -> None:
    wanted: CallStore = store
    wanted.append(CALL, ENTRIES[:2])
    wanted.append(CALL, ENTRIES[2:])
    assert wanted.journal(CALL) == ENTRIES


def test_the_first_handoff_holds(store: Store, rules: Rules) -> None:
    begin(store, rules)
    store.save_handoff(CALL, HANDOFF)
    store.save_handoff(CALL, HandOff("goodbye"))
    assert store.record(CALL).handoff == HANDOFF


def test_what_is_learnt_after_the_hand_off_is_in_the_database_too(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    begin(store, rules)
    store.save_handoff(CALL, HANDOFF)
    assert store.flush()
    fake_clock.forward(5)
    store.add_to_handoff(CALL, WORDS, Care(Topic.ABUSE, Priority.HIGH, (Flag.NO_VOICEMAIL,)), "orders")
    assert store.flush()
    assert rows(url, "SELECT route, topic FROM handoffs") == [{"route": "orders", "topic": "abuse"}]
    store.close()
    again = open_store(url)
    assert again.call(CALL) is not None
    fake_clock.forward(5)
    again.add_to_handoff(CALL, WORDS, Care(Topic.EMERGENCY, Priority.URGENT))
    assert again.flush()
    assert rows(url, "SELECT route, topic FROM handoffs") == [{"route": "orders", "topic": "emergency"}]


def test_a_long_journal_is_completed_from_the_database(
    store: Store, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_ENTRIES", 3)
    begin(store, rules)
    store.append(CALL, ENTRIES)
    assert store.flush()
    assert store.journal(CALL) == ENTRIES


def test_many_calls_and_their_journals_leave_memory(
    store: Store, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_CALLS", 5)
    monkeypatch.setattr(live, "MOST_ENDED_JOURNALS", 2)
    for n in range(20):
        begin(store, rules, f"CA{n}")
        store.append(f"CA{n}", ENTRIES)
        store.over(f"CA{n}")
    assert store.flush()
    assert store.running_calls() == 0
    assert store.journal("CA0") == ENTRIES
    assert store.journal("CA19") == ENTRIES


def test_a_hundred_calls_at_once_are_admitted_up_to_the_limit(store: Store, rules: Rules) -> None:
    admitted: list[bool] = []
    together = threading.Barrier(10)

    def ring(worker: int) -> None:
        together.wait()
        for n in range(10):
            admitted.append(begin(store, rules, f"CA{worker}x{n}").admitted)

    threads = [threading.Thread(target=ring, args=(worker,)) for worker in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(admitted) == rules.limits.calls_at_once == store.running_calls()


# Dispositions

D = Disposition


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ([D.STREAM_LOST, D.CALLER_HUNG_UP], D.CALLER_HUNG_UP),
        ([D.CALLER_HUNG_UP, D.STREAM_LOST], D.CALLER_HUNG_UP),
        ([D.CALLER_HUNG_UP, D.TRANSFERRED], D.TRANSFERRED),
        ([D.TRANSFERRED, D.CALLER_HUNG_UP], D.TRANSFERRED),
        ([D.CALLER_HUNG_UP, D.VOICEMAIL], D.VOICEMAIL),
        ([D.RESOLVED, D.CALLER_HUNG_UP, D.GOODBYE], D.RESOLVED),
        ([D.GOODBYE, D.VOICEMAIL], D.VOICEMAIL),
        ([D.TRANSFERRED, D.VOICEMAIL], D.TRANSFERRED),
    ],
)
def test_of_several_reported_ends_the_one_that_means_most_holds(
    store: Store, rules: Rules, told: list[Disposition], holds: Disposition
) -> None:
    begin(store, rules)
    for disposition in told:
        store.end_call(CALL, disposition)
    assert store.record(CALL).disposition is holds


def test_no_order_of_reports_changes_what_holds_but_among_equals() -> None:
    for first in Disposition:
        for second in Disposition:
            equals = {prevailing(first, second), prevailing(second, first)}
            assert len(equals) == 1 or equals == {first, second}


def test_an_agent_who_accepted_counts_as_transferred_when_only_the_end_is_reported(store: Store, rules: Rules) -> None:
    begin(store, rules)
    store.accept(CALL, store.dial(CALL, "support").attempt)
    store.over(CALL)
    assert store.record(CALL).disposition is D.TRANSFERRED


# When the database is away


def test_calls_proceed_while_the_database_is_away_and_are_written_once_it_is_back(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    path = settings.data_dir / "later" / "candid.db"
    url = f"sqlite:///{path}"
    store = open_store(url)
    whole_call(store, rules)
    assert not store.flush(1.0)
    assert store.state()["state"] == "degraded"
    assert store.journal(CALL) == ENTRIES
    with pytest.raises(StoreError):
        store.call("CA404")
    path.parent.mkdir()
    assert store.flush()
    assert store.state()["state"] == "ok"
    assert len(rows(url, "SELECT * FROM calls")) == 1
    assert len(rows(url, "SELECT * FROM journal")) == 5


def test_a_locked_database_holds_up_nothing_but_the_writing(store: Store, rules: Rules, settings: Settings) -> None:
    locker = sqlite3.connect(settings.data_dir / "candid.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    whole_call(store, rules)
    assert store.record(CALL).disposition is D.TRANSFERRED
    assert not store.flush(0.1)
    locker.execute("ROLLBACK")
    locker.close()
    assert store.flush()


def test_a_broken_database_file_is_said_and_costs_no_call_anything(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    (settings.data_dir / "candid.db").write_bytes(b"this is no database" * 1000)
    store = open_store()
    whole_call(store, rules)
    assert not store.flush(1.0)
    assert store.state()["state"] == "degraded"
    assert store.record(CALL).disposition is D.TRANSFERRED


def test_a_full_disk_loses_nothing_for_a_while(
    open_store: OpenStore, rules: Rules, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(start=False)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        begin(store, rules)
        store.append(CALL, ENTRIES[:2])
        assert store.state()["state"] == "degraded"
    store.append(CALL, ENTRIES[2:])
    store.start()
    assert store.flush()
    assert [j["seq"] for j in rows(settings.effective_database_url, "SELECT seq FROM journal")] == [1, 2, 3, 4, 5]


def test_beyond_its_limit_the_spool_drops_the_journal_and_keeps_what_matters(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store(start=False, spool_bytes=4000)
    begin(store, rules)
    long = JournalEntry(9, 0.0, "Frames", {"speech": "x" * 3000}, {})
    store.append(CALL, [long])
    store.append(CALL, [JournalEntry(10, 0.0, "Frames", {"speech": "x" * 3000}, {})])
    store.append(CALL, ENTRIES[1:3])
    store.save_handoff(CALL, HANDOFF)
    assert "1 records dropped" in store.state()["detail"]
    store.start()
    assert store.flush()
    url = settings.effective_database_url
    assert [j["seq"] for j in rows(url, "SELECT seq FROM journal ORDER BY seq")] == [2, 3, 9]
    assert len(rows(url, "SELECT * FROM handoffs")) == 1


def test_a_row_that_the_database_refuses_holds_up_no_other(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store()
    begin(store, rules)
    bad = JournalEntry(2, 0.0, "RecordDisclosure", {"prompt": None}, {})
    store.append(CALL, [ENTRIES[0], bad, ENTRIES[2]])
    assert store.flush()
    assert "1 refused" in store.state()["detail"]
    assert [j["seq"] for j in rows(settings.effective_database_url, "SELECT seq FROM journal")] == [1, 3]


def test_odd_text_reaches_either_database(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    begin(store, rules)
    odd = "a\x00b\ud800c\U0001f600" + "x" * 5000
    store.append(CALL, [entry(1, 0.0, Transfer(odd, Reason.CALLER_ASKED, None, odd))])
    store.save_handoff(CALL, HandOff("transfer", odd, Reason.CALLER_ASKED, odd, odd))
    assert store.flush()
    assert "0 refused" in store.state()["detail"]
    store.close()
    record = open_store(url).call(CALL)
    assert record is not None
    assert record.handoff is not None
    assert record.handoff.wish == odd


# After a crash


@pytest.fixture(scope="module")
def left_behind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a service that took a call and was killed, as by `kill -9`, before the database knew anything."""
    folder = tmp_path_factory.mktemp("crashed")
    code = f"""
import os, signal
from pathlib import Path
from ivr.core.rules import Rules
from ivr.store.store import Store
from tests.test_store import CALL, CALLER, ENTRIES, HANDOFF, LINE
rules = Rules.model_validate({{"routes": {{"support": {{"agents": ["+15005550001"]}}}}, "fallback_route": "support"}})
store = Store({f"sqlite:///{folder / 'candid.db'}"!r}, Path({str(folder)!r}), {SECRET_KEY!r})
store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
store.append(CALL, ENTRIES[:3])
store.begin_call("CA2", caller=CALLER, line=LINE, rules=rules, ready=True)
store.over("CA2")
store.flush(1.0)  # words come to the disk when they have been looked through, a moment later
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    return folder


@pytest.fixture
def crashed(left_behind: Path, settings: Settings) -> None:
    """The test's service is the one that comes after it."""
    assert settings.secret_key == SECRET_KEY
    shutil.copytree(left_behind, settings.data_dir, dirs_exist_ok=True)


@pytest.mark.usefixtures("crashed")
def test_what_a_killed_service_knew_is_written_by_the_next(open_store: OpenStore, settings: Settings) -> None:
    [segment] = (settings.data_dir / "journal").glob("*.jsonl")
    with segment.open("ab") as file:
        file.write(b'{"table":"journal","call_sid":"CA1","se')  # the last write was cut short
    store = open_store()
    assert store.flush()
    url = settings.effective_database_url
    dispositions = rows(url, "SELECT call_sid, disposition FROM calls ORDER BY call_sid DESC")
    assert [row["disposition"] for row in dispositions] == ["caller_hung_up", "stream_lost"]
    assert [j["seq"] for j in rows(url, "SELECT seq FROM journal ORDER BY seq")] == [1, 2, 3]


@pytest.mark.usefixtures("crashed")
def test_a_call_that_outlived_its_service_can_be_resumed_even_without_the_database(
    open_store: OpenStore, settings: Settings
) -> None:
    store = open_store(f"sqlite:///{settings.data_dir / 'nowhere' / 'candid.db'}")
    record = store.call(CALL)
    assert record is not None
    assert record.disposition is D.STREAM_LOST
    assert store.journal(CALL) == ENTRIES[:3]
    assert store.calls_in_progress() == 0
    assert store.resume(CALL)
    assert store.record(CALL).disposition is None
    assert store.running_calls() == 1


@pytest.mark.usefixtures("crashed")
def test_leftovers_read_twice_leave_the_same_rows(open_store: OpenStore, rules: Rules, settings: Settings) -> None:
    folder = settings.data_dir / "journal"
    [segment] = folder.glob("*.jsonl")
    data = segment.read_bytes()
    first = open_store()
    assert first.flush()
    first.close()
    (folder / "000000000009.jsonl").write_bytes(data)
    second = open_store()
    assert second.flush()
    url = settings.effective_database_url
    assert len(rows(url, "SELECT * FROM calls")) == 2
    assert len(rows(url, "SELECT * FROM journal")) == 3


def test_calls_of_another_service_on_the_same_database_are_left_alone(
    open_store: OpenStore, rules: Rules, settings: Settings, tmp_path: Path, fake_clock: FakeClock
) -> None:
    url = settings.effective_database_url
    first = open_store()
    begin(first, rules)
    assert first.flush()
    fake_clock.forward(10)
    other = Store(url, tmp_path / "other", "secret", now=fake_clock.now).start()
    assert other.flush()
    other.close()
    assert rows(url, "SELECT ended_at FROM calls") == [{"ended_at": None}]


def test_a_replayed_first_request_does_not_reopen_a_call(
    open_store: OpenStore, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    first = open_store()
    whole_call(first, rules)
    first.close()
    fake_clock.forward(24 * 3600)
    second = open_store()
    begin(second, rules)
    assert second.flush()
    [call] = rows(settings.effective_database_url, "SELECT disposition, over FROM calls")
    assert (call["disposition"], bool(call["over"])) == ("transferred", True)


def test_the_end_of_a_call_that_is_not_in_memory_is_written(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    first = open_store(url)
    begin(first, rules)
    first.close()
    second = open_store(url)
    second.over(CALL)
    assert second.flush()
    [call] = rows(url, "SELECT disposition, over FROM calls")
    assert bool(call["over"])


def test_two_services_cannot_share_a_data_folder(store: Store, open_store: OpenStore) -> None:
    with pytest.raises(CandidError, match="in use by another service"):
        open_store()


def test_a_call_ends_when_the_carrier_says_so_and_not_when_its_stream_did(
    store: Store, rules: Rules, fake_clock: FakeClock
) -> None:
    began = begin(store, rules).started_at
    for seconds, tell in ((10, lambda: store.end_call(CALL, D.STREAM_LOST)), (20, lambda: store.over(CALL))):
        fake_clock.forward(seconds)
        tell()
    fake_clock.forward(60)
    store.over(CALL)
    ended = store.record(CALL).ended_at
    assert ended is not None
    assert (ended - began).total_seconds() == 30


def test_what_could_not_be_read_is_not_written_over(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    """A restart, the database locked while an agent rings: what was kept before stays, what comes now is added."""
    store = open_store(url)
    begin(store, rules)
    store.save_handoff(CALL, HANDOFF)
    store.dial(CALL, "support")
    told = store.reference(CALL)
    assert store.flush()
    store.close()
    fake_clock.forward(20.0)
    restarted = open_store(url)
    assert restarted.flush()
    restarted.save_handoff(CALL, HandOff("transfer", "other", Reason.LINE_FAILED))
    restarted.dial(CALL, "other", after=1)
    restarted.left_voicemail(CALL, "RE0123")
    assert restarted.flush()
    [handoff] = rows(url, "SELECT * FROM handoffs")
    assert (handoff["route"], handoff["reason"]) == ("support", "key_pressed")
    assert [row["route"] for row in rows(url, "SELECT * FROM dials ORDER BY attempt")] == ["support", "other"]
    [voicemail] = rows(url, "SELECT * FROM voicemails")
    assert (voicemail["reference"], b"RE0123" in bytes(voicemail["sealed"])) == (told, False)
    [call] = rows(url, "SELECT * FROM calls")
    assert call["line"] == LINE
    restarted.close()
    known = open_store(url).call(CALL)
    assert known is not None
    assert known.recording_sid == "RE0123"


def test_a_call_on_its_second_stream_is_alive_and_counted_once_whatever_the_first_one_still_reports(
    open_store: OpenStore, rules: Rules
) -> None:
    store = open_store()
    begin(store, rules)
    store.append(CALL, ENTRIES[:1])
    assert store.resume(CALL)
    store.end_call(CALL, Disposition.STREAM_LOST)  # the half-open one notices last
    store.append(CALL, [entry(6, 0.0, CallStarted(resumed=True))])
    record = store.record(CALL)
    assert (record.ended_at, record.disposition) == (None, None)
    assert (store.running_calls(), store.calls_in_progress()) == (1, 1)
    store.save_handoff(CALL, HANDOFF)
    assert store.running_calls() == 0


def test_a_stream_of_a_call_that_is_over_revives_nothing(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    begin(store, rules)
    store.over(CALL)
    store.append(CALL, ENTRIES[:1])
    assert store.record(CALL).ended_at is not None
    assert store.running_calls() == 0


# What is done to the files while the service runs


def _removed(path: Path) -> None:
    for one in path.parent.glob(path.name + "*"):
        one.unlink()


def _replaced_by_an_older_copy(path: Path) -> None:
    _removed(path)
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE somebody_elses (x)")
    other.close()


def _overwritten(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("done", [_removed, _replaced_by_an_older_copy, _overwritten, _emptied])
def test_a_database_that_is_taken_away_while_running_is_told(
    open_store: OpenStore, settings: Settings, rules: Rules, done: Callable[[Path], None]
) -> None:
    store = open_store()
    begin(store, rules)
    assert store.flush()
    assert store.state()["state"] == "ok"
    done(settings.data_dir / "candid.db")
    begin(store, rules, "CA2")
    store.flush(1.0)
    assert store.state()["state"] == "degraded"
    assert "replaced" in store.state()["detail"]


def test_the_files_are_looked_at_though_nothing_is_written(
    open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LOOK_SECONDS", 0.01)
    looks, enough = iter(range(100)), threading.Event()

    def look(tables: Tables) -> None:
        if next(looks) > 3:
            enough.set()

    monkeypatch.setattr(Tables, "look", look)
    open_store()
    assert enough.wait(20.0)
    assert writer.LOOK_SECONDS + emptying.LAST_RETRY_SECONDS < 10


@pytest.mark.parametrize("done", [_removed, _replaced_by_an_older_copy, _emptied])
def test_what_comes_after_a_database_was_taken_away_is_in_the_one_that_is_there(
    open_store: OpenStore, settings: Settings, rules: Rules, done: Callable[[Path], None]
) -> None:
    store = open_store()
    begin(store, rules)
    assert store.flush()
    done(settings.data_dir / "candid.db")
    begin(store, rules, "CA2")
    assert store.flush()
    assert "CA2" in [row["call_sid"] for row in rows(settings.effective_database_url, "SELECT * FROM calls")]
    assert store.state()["state"] == "degraded", "what the first one held is not in it, and nobody can bring it back"


def test_what_was_being_written_when_the_database_was_taken_away_is_in_the_new_one(
    open_store: OpenStore, settings: Settings, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store()
    begin(store, rules)
    assert store.flush()
    ingest, taken_away = Tables.ingest, threading.Event()

    def take_away_and_ingest(tables: Tables, changes: list[Change]) -> None:
        if not taken_away.is_set():
            taken_away.set()
            (settings.data_dir / "candid.db").unlink()
        ingest(tables, changes)

    monkeypatch.setattr(Tables, "ingest", take_away_and_ingest)
    begin(store, rules, "CA2")
    assert store.flush()
    assert "CA2" in [row["call_sid"] for row in rows(settings.effective_database_url, "SELECT * FROM calls")]


def test_records_that_were_removed_from_the_data_folder_are_told(
    open_store: OpenStore, settings: Settings, rules: Rules
) -> None:
    store = open_store(f"sqlite:///{settings.data_dir / 'missing' / 'candid.db'}")
    begin(store, rules)
    assert not store.flush(0.5)
    for path in (settings.data_dir / "journal").glob("*.jsonl"):
        path.unlink()
    begin(store, rules, "CA2")
    store.flush(0.5)
    assert store.state()["state"] == "degraded"
    (settings.data_dir / "missing").mkdir()
    assert store.flush()
    sids = {
        row["call_sid"]
        for row in rows(f"sqlite:///{settings.data_dir / 'missing' / 'candid.db'}", "SELECT * FROM calls")
    }
    assert sids == {CALL, "CA2"}, "the file that was open is written anew"
