"""Records go when their time is up, what was said first; what is on hold stays; a purge can be killed at any time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ivr.core.record import Care, Flag, Priority, Reason, Topic
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.privacy.retention import AS_SHIPPED, Keeping
from ivr.settings import Settings
from ivr.store import holds, purge
from ivr.store.database import engine_of
from ivr.store.facts import Facts
from ivr.store.housekeeping import PURGE_SECONDS
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, FakeClock
from tests.test_key_commands import typed
from tests.test_sealed_records import OpenStore, call_of_many_words, found_in_files
from tests.test_store import ENTRIES, rows, whole_call

DAY = timedelta(days=1)
SECRET = {"IVR_SECRET_KEY": "5pQz0vXw7Lr2Tn8Yk4Bd6Hs1"}
CONTENT = ("said", "wishes", "journal", "call_keys")
"""Of a call whose journal is not packed."""
REST = ("calls", "turns", "handoffs", "dials", "voicemails")


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """With a secret that commands take, too."""
    return replace(settings, secret_key=SECRET["IVR_SECRET_KEY"])


@pytest.fixture
def written(open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock) -> Engine:
    """A database with one call of now."""
    store = open_store(url)
    whole_call(store, rules)
    store.left_voicemail(CALL, "RE5eeded")
    assert store.flush()
    store.close()
    return engine_of(url)


def purged(engine: Engine, now: datetime, keeping: Keeping = AS_SHIPPED) -> Counter[str]:
    total: Counter[str] = Counter()
    while done := purge.purge_some(engine, keeping, now):
        total += done
    return total


def there(url: str, *tables: str) -> set[str]:
    return {table for table in tables if rows(url, f"SELECT * FROM {table}")}  # noqa: S608


def test_each_class_goes_on_its_own_day(written: Engine, url: str, fake_clock: FakeClock) -> None:
    began = fake_clock.now()
    assert purged(written, began + 29 * DAY) == {}
    assert there(url, *CONTENT, *REST, "disclosures") == {*CONTENT, *REST, "disclosures"}
    assert purged(written, began + 31 * DAY) == {"transcripts": 1}
    assert there(url, *CONTENT, *REST, "disclosures") == {*REST, "disclosures"}
    assert rows(url, "SELECT sealed FROM voicemails") == [{"sealed": None}]
    assert purged(written, began + 396 * DAY) == {"metadata": 1}
    assert there(url, *CONTENT, *REST, "disclosures") == {"disclosures"}
    assert purged(written, began + 729 * DAY) == {}
    assert purged(written, began + 731 * DAY) == {"evidence": 1}
    assert there(url, *CONTENT, *REST, "disclosures") == set()
    written.dispose()


def test_the_salt_of_a_call_goes_with_its_evidence_also_where_nothing_was_said(
    open_store: OpenStore, open_facts: Callable[..., Facts], url: str, fake_clock: FakeClock
) -> None:
    assert open_store(url).flush()
    facts = open_facts(url)
    facts.tell(CALL, "call_ended", {"status": "busy", "reached": "", "lasted_ms": 0})
    assert facts.flush()
    engine = engine_of(url)
    assert purged(engine, fake_clock.now() + 729 * DAY) == {}
    assert purged(engine, fake_clock.now() + 731 * DAY) == {"evidence": 1}
    assert there(url, "evidence_salts") == set()
    engine.dispose()


def test_with_the_words_goes_what_tells_of_a_topic(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    store.append(CALL, ENTRIES)
    care = Care(Topic.BEREAVEMENT, Priority.HIGH, (Flag.NO_SURVEY,))
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.SENSITIVE_TOPIC, care=care))
    assert store.flush()
    store.close()
    assert rows(url, "SELECT topic FROM handoffs") == [{"topic": "bereavement"}]
    engine = engine_of(url)
    purged(engine, fake_clock.now() + 31 * DAY)
    engine.dispose()
    assert rows(url, "SELECT topic, priority, flags, route FROM handoffs") == [
        {"topic": None, "priority": None, "flags": None, "route": "support"}
    ]
    assert rows(url, "SELECT why FROM turns") == [{"why": None}]


def test_recordings_may_go_before_the_words(written: Engine, url: str, fake_clock: FakeClock) -> None:
    assert purged(written, fake_clock.now() + 8 * DAY, Keeping(audio=7)) == {"audio": 1}
    assert rows(url, "SELECT sealed FROM voicemails") == [{"sealed": None}]
    assert there(url, *CONTENT) == set(CONTENT)
    written.dispose()


def test_what_is_on_hold_stays_until_the_hold_ends(written: Engine, url: str, fake_clock: FakeClock) -> None:
    began = fake_clock.now()
    holds.hold(written, [CALL], began, "a dispute", began + 2000 * DAY)
    late = began + 1000 * DAY
    assert purged(written, late) == purge.due(written, AS_SHIPPED, late) == {}
    assert holds.all_holds(written, late)[0][0] == CALL
    later = began + 2001 * DAY
    assert purged(written, later)
    assert there(url, *CONTENT, *REST, "disclosures", "holds") == set()
    written.dispose()


def test_what_would_go_is_counted_and_left(written: Engine, url: str, fake_clock: FakeClock) -> None:
    late = fake_clock.now() + 400 * DAY
    assert purge.due(written, AS_SHIPPED, late) == {"transcripts": 1, "audio": 1, "metadata": 1}
    assert there(url, *CONTENT, *REST) == {*CONTENT, *REST}
    written.dispose()


def test_a_purge_that_is_killed_half_way_goes_on_and_none_deletes_more_than_is_due(
    open_store: OpenStore, rules: Rules, url: str, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(url)
    for number in range(7):
        call_of_many_words(store, rules, f"CA{number}")
    fake_clock.forward(20 * 24 * 3600)
    call_of_many_words(store, rules, "CA-young")
    assert store.flush()
    store.close()
    engine, now = engine_of(url), fake_clock.now() + 11 * DAY
    assert purge.purge_some(engine, AS_SHIPPED, now, most=3) == {"transcripts": 3}

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(purge, "update", killed)  # words and keys are deleted by then, and nothing is settled
        with pytest.raises(KeyboardInterrupt):
            purge.purge_some(engine, AS_SHIPPED, now, most=3)
    left = rows(url, "SELECT DISTINCT call_sid FROM said")
    assert len(left) == len(rows(url, "SELECT DISTINCT call_sid FROM call_keys")) == 5, "all of a call, or nothing"
    assert purged(engine, now) == {"transcripts": 4}
    assert rows(url, "SELECT DISTINCT call_sid FROM said") == [{"call_sid": "CA-young"}]
    assert purged(engine, now) == {}
    engine.dispose()


def test_a_running_service_purges_by_itself_and_goes_on_writing(
    open_store: OpenStore, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    url = settings.effective_database_url
    store = open_store()
    for number in range(3):
        call_of_many_words(store, rules, f"CA{number}")
        store.over(f"CA{number}")
    assert store.flush()
    fake_clock.forward(31 * 24 * 3600)
    _until_purged(store, rules, url, fake_clock)
    assert {row["call_sid"] for row in rows(url, "SELECT DISTINCT call_sid FROM call_keys")} == {"CA-new"}
    assert len(rows(url, "SELECT * FROM calls")) == 4


def _until_purged(store: Store, rules: Rules, url: str, clock: FakeClock) -> None:
    call_of_many_words(store, rules, "CA-new")
    for _ in range(50):
        clock.forward(PURGE_SECONDS)
        store.append("CA-new", ENTRIES[:1])  # something to write, so that the thread goes round
        assert store.flush()
        if len(rows(url, "SELECT DISTINCT call_sid FROM call_keys")) == 1:
            return
    pytest.fail("nothing was purged")


def test_what_was_purged_is_in_no_file_any_more(
    open_store: OpenStore, rules: Rules, settings: Settings, fake_clock: FakeClock
) -> None:
    store = open_store()
    call_of_many_words(store, rules)
    assert store.flush()
    [sealed] = rows(settings.effective_database_url, "SELECT sealed FROM wishes")
    [key] = rows(settings.effective_database_url, "SELECT locked FROM call_keys")
    fake_clock.forward(31 * 24 * 3600)
    _until_purged(store, rules, settings.effective_database_url, fake_clock)
    assert store.flush()
    store.close()
    kept = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert bytes(sealed["sealed"]) not in kept  # type: ignore[call-overload]
    assert bytes(key["locked"]) not in kept  # type: ignore[call-overload]
    assert found_in_files(settings.data_dir) == []


# As commands


def _made_older(url: str, days: int) -> None:
    engine = engine_of(url)
    past = datetime.now(UTC) - days * DAY
    with engine.begin() as connection:
        for table, column in (("call_keys", "made_at"), ("calls", "started_at"), ("disclosures", "at")):
            connection.execute(sa.text(f"UPDATE {table} SET {column} = :past"), {"past": past})  # noqa: S608
    engine.dispose()


def test_the_command_counts_first_and_deletes_then(written: Engine, settings: Settings, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the command is the same")
    written.dispose()
    _made_older(url, 31)
    told = typed(settings, "purge", "--dry-run")
    assert told.exit_code == 0, told.output
    assert "what was said (kept 30 days): 1 calls would be deleted" in told.output
    assert there(url, *CONTENT) == set(CONTENT)
    kept = typed(settings, "purge", IVR_KEEP_TRANSCRIPTS_DAYS="40")
    assert "what was said (kept 40 days): 0 calls deleted" in kept.output
    done = typed(settings, "purge")
    assert "what was said (kept 30 days): 1 calls deleted" in done.output
    assert there(url, *CONTENT) == set()


def test_holds_are_set_listed_and_released(written: Engine, settings: Settings, url: str) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the command is the same")
    written.dispose()
    assert "say why" in typed(settings, "hold", "--call", CALL).output
    held = typed(settings, "hold", "--number", CALLER, "--why", "case 7", **SECRET)
    assert "1 calls are on hold until they are released" in held.output
    assert "case 7" in typed(settings, "hold", "--list").output
    _made_older(url, 31)
    assert "0 calls deleted" in typed(settings, "purge").output.splitlines()[0]
    assert "1 calls are on hold no more" in typed(settings, "hold", "--call", CALL, "--release").output
    assert "No call is on hold." in typed(settings, "hold", "--list").output
    assert "1 calls deleted" in typed(settings, "purge").output.splitlines()[0]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"IVR_KEEP_TRANSCRIPTS_DAYS": "0"}, "IVR_KEEP_TRANSCRIPTS_DAYS must be a whole number from 1"),
        ({"IVR_KEEP_AUDIO_DAYS": "31"}, "IVR_KEEP_AUDIO_DAYS must not be more than IVR_KEEP_TRANSCRIPTS_DAYS"),
        ({"IVR_KEEP_METADATA_DAYS": "20"}, "IVR_KEEP_TRANSCRIPTS_DAYS must not be more than IVR_KEEP_METADATA_DAYS"),
    ],
)
def test_limits_that_make_no_sense_stop_the_start(settings: Settings, days: dict[str, str], told: str) -> None:
    assert told in typed(settings, "purge", "--dry-run", **days).output
