"""`ivr breach`: which calls a breach touches, by what was kept of them then, and what the master key opens."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, insert

from ivr.core.rules import Rules
from ivr.privacy.key_file import KeyFile
from ivr.privacy.retention import AS_SHIPPED
from ivr.privacy.vault import Vault
from ivr.records import breach as command
from ivr.settings import Settings
from ivr.store import touched
from ivr.store.database import engine_of, upgrade
from ivr.store.erasure import erase
from ivr.store.holds import hold
from ivr.store.purge import purge_some
from ivr.store.schema import AUDIO, CALL_KEYS, CALLS, HANDOFFS, MESSAGES, METADATA, OF_CONTENT, SAID, VOICEMAILS, WISHES
from ivr.store.touched import SOUND, Breach, Kind, Reign, Then, Touched, touched_calls
from tests.conftest import CALLER, FakeClock
from tests.test_key_commands import typed
from tests.test_retention import SECRET
from tests.test_sealed_records import SEEDED, OpenStore, call_of_many_words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOW = datetime.fromisoformat("2026-11-29T12:00:00+00:00")
SEEN = frozenset({Kind.WORDS, Kind.WISH, Kind.NUMBER, Kind.TIMES})


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    url = f"sqlite:///{tmp_path / 'calls.db'}"
    upgrade(url)
    return engine_of(url)


def kept(engine: Engine, call: str, began: datetime, master: str = "k1", caller: str = "h" * 64) -> None:
    """A call of three minutes with words and a wish."""
    row = {"call_sid": call, "instance": "i", "caller": caller, "line": "+15005550006", "language": "en"}
    row |= {"rules_version": "v", "admitted": True, "started_at": began, "ended_at": began + timedelta(minutes=3)}
    row |= {"over": True, "streams_started": 1, "resumes": 0}
    key = {"call_sid": call, "key_id": "a", "master": master, "locked": b"x", "made_at": began}
    with engine.begin() as connection:
        connection.execute(insert(CALLS), row)
        connection.execute(insert(CALL_KEYS), key)
        connection.execute(insert(SAID), {"call_sid": call, "seq": 1, "sealed": b"x"})
        connection.execute(insert(WISHES), {"call_sid": call, "sealed": b"x"})


def by_call(engine: Engine, breach: Breach, now: datetime = NOW) -> dict[str, Touched]:
    return {one.call: one for one in touched_calls(engine, AS_SHIPPED, breach, now)}


def kinds(one: Touched, then: Then = Then.KEPT) -> set[Kind]:
    return {kind for kind, how in one.kept.items() if how is then}


def test_calls_that_were_kept_then_are_touched_however_long_ago_they_were(database: Engine) -> None:
    kept(database, "CA-before", NOW - 20 * DAY)
    kept(database, "CA-in-it", NOW - 2 * DAY)
    kept(database, "CA-after", NOW - HOUR)
    found = by_call(database, Breach(NOW - 3 * DAY, NOW - DAY))
    assert set(found) == {"CA-before", "CA-in-it"}
    assert {call: one.ran for call, one in found.items()} == {"CA-before": False, "CA-in-it": True}
    assert kinds(found["CA-before"]) == SEEN
    assert found["CA-before"].locked_by == ("k1",)


def test_each_class_is_told_by_what_is_there(database: Engine) -> None:
    kept(database, "CA1", NOW - DAY, caller="")
    handoff = {"call_sid": "CA1", "at": NOW, "kind": "transfer", "topic": "medical"}
    message = {"call_sid": "CA1", "at": NOW, "reference": "4821", "sealed": b"x"}
    with database.begin() as connection:
        connection.execute(insert(HANDOFFS), handoff)
        connection.execute(insert(VOICEMAILS), message)
        connection.execute(sa.delete(WISHES))
    [one] = by_call(database, Breach(NOW - 2 * DAY, NOW)).values()
    assert kinds(one) == {Kind.WORDS, Kind.TOPIC, Kind.MESSAGE, Kind.TIMES}
    assert kinds(one, Then.DELETED) == set(), "what never was there was not deleted"


def test_a_recording_is_told_apart_from_the_words_and_may_go_before_them(database: Engine) -> None:
    kept(database, "CA1", NOW - DAY)
    with database.begin() as connection:
        connection.execute(insert(AUDIO), {"call_sid": "CA1", "seq": 1, "at": NOW, "seconds": 1.0, "sealed": b"x"})
        connection.execute(sa.delete(SAID))
    [one] = by_call(database, Breach(NOW - 2 * DAY, NOW)).values()
    assert Kind.RECORDING in kinds(one)
    assert Kind.WORDS not in kinds(one)


def test_a_message_of_which_only_the_sound_is_here_is_one(database: Engine) -> None:
    kept(database, "CA1", NOW - DAY)
    with database.begin() as connection:
        connection.execute(insert(VOICEMAILS), {"call_sid": "CA1", "at": NOW, "reference": "4821", "audio": b"x"})
    [one] = by_call(database, Breach(NOW - 2 * DAY, NOW)).values()
    assert Kind.MESSAGE in kinds(one)


def test_what_was_purged_since_was_there_then_and_what_was_purged_before_was_not(database: Engine) -> None:
    kept(database, "CA1", NOW - 40 * DAY)
    while purge_some(database, AS_SHIPPED, NOW):
        pass
    [then] = by_call(database, Breach(NOW - 20 * DAY, NOW - 15 * DAY)).values()
    assert kinds(then, Then.DELETED) == {Kind.WORDS, Kind.WISH, Kind.TOPIC, Kind.TO_RING, *SOUND}
    assert kinds(then) == {Kind.NUMBER, Kind.TIMES}
    [later] = by_call(database, Breach(NOW - 5 * DAY, NOW)).values()
    assert kinds(later, Then.DELETED) == set()


def test_what_is_due_and_not_yet_deleted_is_kept_and_nothing_of_it_was_deleted(database: Engine) -> None:
    kept(database, "CA1", NOW - 40 * DAY)
    hold(database, ["CA1"], NOW - 35 * DAY, "a dispute", None)
    [one] = by_call(database, Breach(NOW - 20 * DAY, NOW)).values()
    assert kinds(one) == SEEN
    assert kinds(one, Then.DELETED) == set()


def test_an_erased_caller_was_there_until_they_were_erased(database: Engine, tmp_path: Path) -> None:
    kept(database, "CA1", NOW - 10 * DAY)
    erase(database, Vault(KeyFile(tmp_path / "keys")), ["CA1"], NOW - 4 * DAY, "letter", dry=False)
    [before] = by_call(database, Breach(NOW - 6 * DAY, NOW)).values()
    assert kinds(before, Then.DELETED) >= {Kind.WORDS, Kind.NUMBER}
    assert before.erased == NOW - 4 * DAY
    [after] = by_call(database, Breach(NOW - 3 * DAY, NOW)).values()
    assert set(after.kept) - {Kind.TIMES} == {kind for kind, how in after.kept.items() if how is Then.NONE}


def test_calls_on_hold_are_marked(database: Engine) -> None:
    for call in ("CA1", "CA2"):
        kept(database, call, NOW - DAY)
    hold(database, ["CA2"], NOW - HOUR, "a dispute", None)
    assert {call: one.on_hold for call, one in by_call(database, Breach(NOW - DAY, NOW)).items()} == {
        "CA1": False,
        "CA2": True,
    }


def test_a_key_that_got_out_touches_what_it_locks_and_what_it_locked_before_it_was_replaced(database: Engine) -> None:
    kept(database, "CA-under-old", NOW - 10 * DAY, master="new")  # locked anew by the rotation
    kept(database, "CA-left-behind", NOW - 9 * DAY, master="old")
    kept(database, "CA-under-new", NOW - 2 * DAY, master="new")
    old = Reign("old", NOW - 100 * DAY, NOW - 5 * DAY)
    assert set(by_call(database, Breach(NOW - 100 * DAY, NOW, old))) == {"CA-under-old", "CA-left-behind"}
    new = Reign("new", NOW - 5 * DAY)
    assert set(by_call(database, Breach(NOW - 5 * DAY, NOW, new))) >= {"CA-under-old", "CA-under-new"}


def test_of_a_key_without_dates_what_it_locks_now_is_told(database: Engine) -> None:
    kept(database, "CA1", NOW - DAY, master="given")
    kept(database, "CA2", NOW - DAY, master="other")
    assert set(by_call(database, Breach(NOW - 2 * DAY, NOW, Reign("given")))) == {"CA1"}


def test_no_call_is_lost_between_two_pages(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(touched, "CALLS_AT_ONCE", 3)
    for number in range(10):
        kept(database, f"CA{number}", NOW - DAY)
    assert len(by_call(database, Breach(NOW - 2 * DAY, NOW))) == 10
    some = Breach(NOW - 2 * DAY, NOW, calls=frozenset({"CA0", "CA9"}))
    assert set(by_call(database, some)) == {"CA0", "CA9"}, "though pages between them hold none"


def test_every_table_of_what_is_kept_of_a_call_is_in_a_class() -> None:
    """Whoever adds a table says here what a breach of it reveals."""
    in_a_class = {table.name for table in (*OF_CONTENT, HANDOFFS, VOICEMAILS, MESSAGES, CALLS)}
    only_times = {"line_events", "turns", "dials", "disclosures", "holds", "evidence_salts", "erasures"}
    of_callers_not_calls = {"choices"}
    of_staff = {"people", "sittings", "audit", "revisions", "prompt_revisions", "drafts"}
    assert set(METADATA.tables) == in_a_class | only_times | of_callers_not_calls | of_staff


# As it is typed


@pytest.fixture
def running(open_store: OpenStore, rules: Rules, fake_clock: FakeClock) -> None:
    store = open_store()
    for call in ("CA1", "CA2"):
        call_of_many_words(store, rules, call)
        store.over(call)
    assert store.flush()


@pytest.fixture
def at(fake_clock: FakeClock) -> Callable[[timedelta], str]:
    return lambda since: f"{fake_clock.now() + since:%Y-%m-%dT%H:%M}"


def test_the_list_holds_no_word_and_no_number(
    running: None, settings: Settings, tmp_path: Path, at: Callable[[timedelta], str]
) -> None:
    file = tmp_path / "touched.csv"
    times = ("--since", at(-HOUR), "--found", "2026-11-29T09:30")
    done = typed(settings, "breach", *times, "--each", "--output", str(file), **SECRET)
    assert done.exit_code == 0, done.output
    assert file.stat().st_mode & 0o077 == 0
    listed = list(csv.DictReader(io.StringIO(file.read_text())))
    assert [row["call"] for row in listed] == ["CA1", "CA2"]
    assert {row["words"] for row in listed} == {"kept"}
    assert all(len(row["locked_by"]) == 12 for row in listed)
    everything = done.output + file.read_text()
    assert not [word for word in (*SEEDED, CALLER, CALLER[-4:]) if word in everything]
    assert "2 calls\nNumbers that called: 1." in done.output
    assert "72 hours  end 2026-12-02 09:30 UTC" in done.output
    assert "60 days   end 2027-01-28 09:30 UTC" in done.output


def test_the_key_of_now_touches_both_calls_from_when_it_was_made(running: None, settings: Settings) -> None:
    name = typed(settings, "keys", "list").output.split()[0]
    done = typed(settings, "breach", "--key", name, **SECRET)
    assert done.exit_code == 0, done.output
    assert f"2 by {name}" in done.output


def test_a_file_that_is_there_is_left_alone(
    running: None, settings: Settings, tmp_path: Path, at: Callable[[timedelta], str]
) -> None:
    (tmp_path / "mine").write_text("mine")
    done = typed(settings, "breach", "--since", at(-HOUR), "--output", str(tmp_path / "mine"), **SECRET)
    assert done.exit_code == 1
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "say with --since"),
        (["--key", "nosuchkey"], "no master key nosuchkey"),
        (["--since", "2026-01-02", "--until", "2026-01-01"], "--until must be later"),
        (["--since", "2026-01-02", "--call", "CA-unknown"], "not on record, or of a later time: CA-unknown"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(
    running: None, settings: Settings, words: list[str], why: str
) -> None:
    done = typed(settings, "breach", *words, **SECRET)
    assert done.exit_code == 1
    assert why in done.output


def test_to_look_makes_no_key_file(database: Engine, settings: Settings) -> None:
    kept(database, "CA1", NOW - DAY)
    asked = command.Asked(key="k1", since=NOW - 2 * DAY)
    command.tell(replace(settings, database_url=str(database.url)), asked, None, each=False)
    assert not (settings.data_dir / "master.keys").exists()


def test_what_an_older_version_left_unlocked_is_told(database: Engine) -> None:
    kept(database, "CA1", NOW - DAY)
    with database.begin() as connection:
        connection.execute(sa.text("CREATE TABLE said_plain (call_sid TEXT, seq INTEGER, words TEXT)"))
        connection.execute(sa.text("INSERT INTO said_plain VALUES ('CA1', 1, 'x')"))
    found = list(touched_calls(database, AS_SHIPPED, Breach(NOW - 2 * DAY, NOW), NOW))
    assert found[0].in_plain
    assert any("NOT LOCKED YET" in line for line in command.told(found, Breach(NOW, NOW), AS_SHIPPED, NOW))
