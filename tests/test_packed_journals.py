"""The journal of a call that is over is one sealed block: nothing of it is lost, and it goes as its rows would."""

import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ivr.core.events import AudioHeard, CallStarted, KeyPressed, Transcribed
from ivr.core.record import Transcript
from ivr.core.rules import Rules
from ivr.errors import VaultError
from ivr.ports import JournalEntry
from ivr.privacy.key_file import KeyFile
from ivr.privacy.retention import AS_SHIPPED
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store import journals, purge
from ivr.store.database import engine_of
from ivr.store.erasure import erase
from ivr.store.housekeeping import PACK_SECONDS
from ivr.store.journal import decoded, entry, frames_entry
from ivr.store.journals import AFTER_SECONDS, LOOKED_AT_ONCE, Packing, read_journal
from ivr.store.packed import packed, unpacked
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, FakeClock
from tests.test_key_commands import typed
from tests.test_retention import SECRET
from tests.test_rights import SURE, told_by
from tests.test_sealed_records import ENTRIES, KEPT, call_of_many_words, found_in_files
from tests.test_store import rows

OpenStore = Callable[..., Store]
ROWS = ("journal", "said")


def talking(seconds: int, seed: int = 1) -> list[JournalEntry]:
    """Frames of each second, some with an echo, between words."""
    chance, entries = random.Random(seed), list[JournalEntry]()  # noqa: S311  # shares, and no secret
    for second in range(seconds):
        heard = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 51)))
        echoes = bytes(chance.randrange(2) for _ in heard) if second % 3 else b""
        entries.append(frames_entry(2 * second + 1, 0.02 * 50 * second, heard, echoes))
        heard_words = Transcript(f"words of second {second}, \N{LATIN SMALL LETTER E WITH ACUTE} \ud800 \x00", 0.9)
        entries.append(entry(2 * second + 2, second + 0.123456789, Transcribed(second, 1, heard_words)))
    return entries


def ended(store: Store, rules: Rules, call: str = CALL) -> None:
    call_of_many_words(store, rules, call)
    store.over(call)
    assert store.flush()


def vault_of(settings: Settings) -> Vault:
    return Vault(KeyFile(settings.data_dir / "master.keys"))


@pytest.fixture
def over(open_store: OpenStore, rules: Rules, url: str) -> Engine:
    """A database with one call, which has ended, in rows."""
    store = open_store(url)
    ended(store, rules)
    store.close()
    return engine_of(url)


def all_packed(engine: Engine, vault: Vault, clock: FakeClock, after: float = AFTER_SECONDS + 1) -> None:
    packing = Packing(engine, vault)
    while packing.some(clock.now() + timedelta(seconds=after)):
        pass


# The block


@pytest.mark.parametrize("seconds", [0, 1, 60])
def test_what_is_packed_is_unpacked_as_it_was(seconds: int) -> None:
    assert unpacked(packed(talking(seconds))) == talking(seconds)


def test_frames_of_another_form_stay_as_they_are() -> None:
    kept = [
        JournalEntry(1, 0.0, "Frames", {"count": 3, "speech": "AAAA", "of_later": 1}, {}),
        JournalEntry(2, 0.1, "Frames", {"count": 4, "speech": "AAAA"}, {}),
        JournalEntry(3, 0.2, "Frames", {"count": 3, "speech": "%"}, {}),
        JournalEntry(4, 0.3, "Frames", {}, {}),
        frames_entry(5, 0.4, b"\x01\xff", b"\x00\x07"),
        JournalEntry(7, 0.30000000000000004, "Later", {"what": None}, {"words": ["é"]}),
    ]
    assert unpacked(packed(kept)) == kept


def test_a_replay_hears_the_very_frames_that_the_call_heard() -> None:
    heard = [AudioHeard(bytes(320), share / 255, (share % 7) / 255) for share in range(256)]
    first = frames_entry(1, 5.12, bytes(range(256)), bytes(share % 7 for share in range(256)))
    assert [event for kept in unpacked(packed([first])) for event in decoded(kept)] == heard


def test_a_block_of_a_later_version_is_named() -> None:
    with pytest.raises(VaultError, match="later version"):
        unpacked(b"\x02" + packed(talking(1))[1:])


def test_a_talking_minute_takes_a_fifth_of_its_rows() -> None:
    minute = talking(60)
    plain = sum(len(json.dumps([kept.body, kept.said])) for kept in minute)
    assert len(packed(minute)) < plain / 5 + 60 * 50, "but for the frames, which are random here"


# In the database


def test_a_call_is_packed_when_it_is_over_and_read_back_whole(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock
) -> None:
    vault = vault_of(settings)
    all_packed(over, vault, fake_clock, AFTER_SECONDS - 1)
    assert rows(url, "SELECT * FROM packed_journals") == [], "words may still come late"
    all_packed(over, vault, fake_clock)
    assert [rows(url, f"SELECT * FROM {table}") for table in ROWS] == [[], []]  # noqa: S608
    assert len(rows(url, "SELECT * FROM packed_journals")) == 1
    assert read_journal(over, CALL, vault) == KEPT
    over.dispose()


def test_a_running_service_packs_by_itself_and_reads_what_it_packed(
    open_store: OpenStore, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    store = open_store(url, over_in_memory=0)
    ended(store, rules)
    for _ in range(50):
        fake_clock.forward(AFTER_SECONDS + PACK_SECONDS)
        store.over("CA-other")  # something to write, so that the thread goes round
        assert store.flush()
        if not rows(url, "SELECT * FROM journal"):
            break
    assert len(rows(url, "SELECT * FROM packed_journals")) == 1
    assert store.journal(CALL) == KEPT
    assert found_in_files(settings.data_dir) == []


def test_calls_in_progress_are_left_and_do_not_hide_those_behind_them(
    open_store: OpenStore, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    for number in range(LOOKED_AT_ONCE + 2):
        store.begin_call(f"CA{number:03d}", caller=CALLER, line=LINE, rules=rules, ready=True)
        store.append(f"CA{number:03d}", ENTRIES)
    ended(store, rules, "CB")
    store.close()
    engine = engine_of(url)
    all_packed(engine, vault_of(settings), fake_clock)
    assert rows(url, "SELECT call_sid FROM packed_journals") == [{"call_sid": "CB"}]
    assert len(rows(url, "SELECT DISTINCT call_sid FROM journal")) == LOOKED_AT_ONCE + 2
    all_packed(engine, vault_of(settings), fake_clock, 25 * 3600)
    assert rows(url, "SELECT * FROM journal") == [], "a service that died left them open"
    engine.dispose()


def test_what_comes_after_it_was_packed_is_read_with_it_and_packed_with_it(
    open_store: OpenStore, over: Engine, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    vault = vault_of(settings)
    all_packed(over, vault, fake_clock)
    store = open_store(url)
    store.append(CALL, [*ENTRIES[4:], entry(6, 5.0, KeyPressed("0"))])  # the last once more, as after a crash
    store.over(CALL)
    assert store.flush()
    store.close()
    late = [*KEPT, entry(6, 5.0, KeyPressed("0"))]
    assert read_journal(over, CALL, vault) == late
    all_packed(over, vault, fake_clock)
    assert rows(url, "SELECT * FROM journal") == []
    assert read_journal(over, CALL, vault) == late
    over.dispose()


def test_a_call_without_a_word_is_packed_under_a_key_of_its_own_day(
    open_store: OpenStore, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    store = open_store(url)
    began = fake_clock.now()
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    store.append(CALL, [entry(1, 0.0, CallStarted())])
    store.over(CALL)
    assert store.flush()
    store.close()
    engine = engine_of(url)
    all_packed(engine, vault_of(settings), fake_clock, 20 * 24 * 3600)
    assert read_journal(engine, CALL, vault_of(settings)) == [entry(1, 0.0, CallStarted())]
    assert purge.purge_some(engine, AS_SHIPPED, began + timedelta(days=31)) == {"transcripts": 1}
    assert rows(url, "SELECT * FROM packed_journals") == []
    engine.dispose()


# How it fails


def test_a_packing_that_is_killed_half_way_leaves_all_rows(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [rows(url, f"SELECT * FROM {table}") for table in ROWS]  # noqa: S608

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journals, "insert", killed)  # the rows are deleted by then
        with pytest.raises(KeyboardInterrupt):
            all_packed(over, vault_of(settings), fake_clock)
    assert [rows(url, f"SELECT * FROM {table}") for table in ROWS] == before  # noqa: S608
    assert rows(url, "SELECT * FROM packed_journals") == []
    over.dispose()


def test_a_call_whose_words_cannot_be_opened_keeps_its_rows_and_others_are_packed(
    open_store: OpenStore, over: Engine, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    (settings.data_dir / "master.keys").unlink()
    ended(open_store(url), rules, "CB")
    all_packed(over, vault_of(settings), fake_clock)
    assert rows(url, "SELECT DISTINCT call_sid FROM journal") == [{"call_sid": CALL}]
    assert rows(url, "SELECT call_sid FROM packed_journals") == [{"call_sid": "CB"}]
    over.dispose()


def test_a_call_that_is_erased_while_it_is_packed_does_not_come_back(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the command is the same")

    def packed_late(entries: list[JournalEntry]) -> bytes:
        assert typed(settings, "erase", "--call", CALL, *SURE, **SECRET).exit_code == 0
        return packed(entries)

    monkeypatch.setattr(journals, "packed", packed_late)
    all_packed(over, vault_of(settings), fake_clock)
    assert rows(url, "SELECT * FROM packed_journals") == rows(url, "SELECT * FROM call_keys") == []
    over.dispose()


def test_a_call_that_is_erased_before_it_is_read_is_given_no_key_and_no_block(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock
) -> None:
    vault = vault_of(settings)
    packing = Packing(over, vault)
    found = packing._next()
    assert found is not None
    erase(over, vault, [CALL], fake_clock.now(), "letter", dry=False)
    assert not packing._packed(found)
    assert rows(url, "SELECT * FROM packed_journals") == rows(url, "SELECT * FROM call_keys") == []
    over.dispose()


def test_a_block_that_was_put_in_anothers_place_is_refused(
    open_store: OpenStore, over: Engine, rules: Rules, url: str, settings: Settings, fake_clock: FakeClock
) -> None:
    ended(open_store(url), rules, "CB")
    vault = vault_of(settings)
    all_packed(over, vault, fake_clock)
    swapped = "UPDATE packed_journals SET sealed = (SELECT sealed FROM packed_journals WHERE call_sid = 'CB')"
    with over.begin() as connection:
        connection.execute(sa.text(f"{swapped} WHERE call_sid = '{CALL}'"))
    with pytest.raises(VaultError):
        read_journal(over, CALL, vault)
    over.dispose()


# As commands


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_caller_is_told_the_same_of_a_packed_call_and_it_goes_with_them(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock, tmp_path: Path, is_packed: bool
) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the command is the same")
    if is_packed:
        all_packed(over, vault_of(settings), fake_clock)
    over.dispose()
    [told] = told_by(typed(settings, "export-caller", "--call", CALL, *SURE, **SECRET))["calls"]
    assert [(one["by"], one["as"], one["words"]) for one in told["what_was_said"]] == [
        ("you", "RecordTurn", {"transcript.text": "marmalade for breakfast"}),
        ("you", "KeyPressed", {"key": "[key]"}),
        ("assistant", "Speak", KEPT[3].said),
        ("you", "Transfer", {"wish": "refund the kettle", "given": []}),
    ]
    blocks = [bytes(row["sealed"]) for row in rows(url, "SELECT sealed FROM packed_journals")]  # type: ignore[call-overload]
    receipt = told_by(typed(settings, "erase", "--call", CALL, *SURE, **SECRET))
    assert receipt["rows_deleted"].get("packed_journals") == (1 if is_packed else None)
    files = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert not [block for block in blocks if block in files]


def test_an_export_says_which_call_cannot_be_read(
    over: Engine, settings: Settings, url: str, fake_clock: FakeClock
) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the command is the same")
    all_packed(over, vault_of(settings), fake_clock)
    over.dispose()
    (settings.data_dir / "master.keys").unlink()
    [told] = told_by(typed(settings, "export-caller", "--call", CALL, *SURE, **SECRET))["calls"]
    assert [list(one) for one in told["what_was_said"]] == [["cannot_be_read"]]
