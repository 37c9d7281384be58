"""A choice is known at the next call: at once, after a restart, with the database away, and for as long as was said."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.core.record import By, Choice
from ivr.core.rules import Rules
from ivr.errors import CandidError
from ivr.privacy.key_file import KEY_FILE, KeyFile
from ivr.privacy.retention import Keeping
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store import choices
from ivr.store.database import engine_of, ingest
from ivr.store.export import caller_data
from ivr.store.optouts import OptOuts
from ivr.store.store import Store
from tests.conftest import CALL, CALLER, LINE, FakeClock

OpenStore = Callable[..., Store]
AWAY = "postgresql://nobody@127.0.0.1:9/none"


def chooses(store: Store, rules: Rules, *, caller: str = CALLER, call: str = CALL, stands: bool = True) -> None:
    store.begin_call(call, caller=caller, line=LINE, rules=rules, ready=True)
    store.choices.keep(call, Choice.NO_MACHINE, By.VOICE, "hearing", stands=stands)


def kept_in(settings: Settings) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(settings.data_dir / "candid.db")) as database:
        return database.execute("SELECT * FROM choices").fetchall()


def test_the_next_call_knows_it_at_once(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    assert store.flush()
    chooses(store, rules)
    assert store.choices.of_number(CALLER) == {Choice.NO_MACHINE}
    assert store.choices.of_number("+14155550199") == frozenset()


def test_it_is_in_a_table_of_its_own_under_a_hash_alone(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store()
    chooses(store, rules)
    assert store.flush()
    rows = kept_in(settings)
    assert len(rows) == 1
    assert rows[0][0] == store.choices.hash_of(CALLER)
    assert CALLER not in str(rows)
    assert rows[0][-3:] == ("voice", "hearing", CALL)


def test_after_a_restart_with_nothing_but_the_spool_it_is_known_at_the_first_webhook(
    open_store: OpenStore, rules: Rules
) -> None:
    killed = open_store(AWAY, start=False)
    chooses(killed, rules)
    killed.close()
    again = open_store(AWAY, start=False)
    assert again.choices.of(again.choices.hash_of(CALLER)) == {Choice.NO_MACHINE}


def test_after_a_restart_it_is_read_from_the_database(open_store: OpenStore, rules: Rules) -> None:
    first = open_store()
    chooses(first, rules)
    assert first.flush()
    first.close()
    again = open_store()
    assert again.flush()
    assert again.choices.of_number(CALLER) == {Choice.NO_MACHINE}


def test_until_the_database_has_answered_nothing_is_known_of_a_number_and_all_of_a_withheld_one(
    open_store: OpenStore,
) -> None:
    store = open_store(AWAY)
    assert store.choices.of_number(CALLER) is None
    assert store.choices.of_number("anonymous") == frozenset()


def test_a_database_that_goes_away_later_takes_nothing_with_it(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    store = open_store()
    assert store.flush()
    (settings.data_dir / "candid.db").unlink()
    chooses(store, rules)
    assert store.choices.of_number(CALLER) == {Choice.NO_MACHINE}


def test_a_withheld_number_is_known_for_this_call_alone(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    chooses(store, rules, caller="+266696687")
    assert store.choices.known(CALL).choices == {Choice.NO_MACHINE}
    assert not store.choices.known(CALL).remembered
    store.begin_call("CA2", caller="+266696687", line=LINE, rules=rules, ready=True)
    assert store.choices.known("CA2").choices == frozenset()


def test_it_is_forgotten_after_the_time_that_the_operator_says_and_then_deleted(
    open_store: OpenStore, rules: Rules, fake_clock: FakeClock, settings: Settings
) -> None:
    store = open_store(keeping=Keeping(choices=62))
    chooses(store, rules)
    assert store.flush()
    fake_clock.forward(timedelta(days=61).total_seconds())
    assert store.choices.of(store.choices.hash_of(CALLER)) == {Choice.NO_MACHINE}
    fake_clock.forward(timedelta(days=2).total_seconds())
    assert store.choices.of(store.choices.hash_of(CALLER)) == frozenset()
    store.close()
    again = open_store(keeping=Keeping(choices=62))
    assert again.flush()
    assert kept_in(settings) == []


def test_said_again_it_lasts_from_then_on(open_store: OpenStore, rules: Rules, fake_clock: FakeClock) -> None:
    store = open_store(keeping=Keeping(choices=62))
    chooses(store, rules)
    fake_clock.forward(timedelta(days=40).total_seconds())
    chooses(store, rules, call="CA2")
    fake_clock.forward(timedelta(days=40).total_seconds())
    assert store.choices.of(store.choices.hash_of(CALLER)) == {Choice.NO_MACHINE}


def test_taken_back_it_stands_no_more_here_and_in_the_database(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    chooses(store, rules)
    chooses(store, rules, stands=False)
    assert store.flush()
    assert store.choices.of_number(CALLER) == frozenset()
    store.close()
    again = open_store()
    assert again.flush()
    assert again.choices.of_number(CALLER) == frozenset()


def test_a_clock_that_was_set_back_does_not_bring_back_what_was_taken_back(
    open_store: OpenStore, rules: Rules, fake_clock: FakeClock
) -> None:
    store = open_store()
    chooses(store, rules)
    fake_clock.forward(-3600)
    chooses(store, rules, stands=False)
    assert store.flush()
    store.close()
    again = open_store()
    assert again.flush()
    assert again.choices.of_number(CALLER) == frozenset()


def test_an_older_report_that_comes_late_changes_nothing(open_store: OpenStore, rules: Rules, url: str) -> None:
    store = open_store(url)
    chooses(store, rules)
    chooses(store, rules, stands=False)
    assert store.flush()
    late = store.choices.expired_before + timedelta(days=1)
    row = {"table": "choices", "caller": store.choices.hash_of(CALLER), "choice": "no_machine", "stands": True}
    row |= {"at": late, "made_by": "voice", "state": "", "call_sid": CALL}
    engine = engine_of(url)
    ingest(engine, [row])
    engine.dispose()
    store.close()
    again = open_store(url)
    assert again.flush()
    assert again.choices.of_number(CALLER) == frozenset()


def test_a_damaged_row_is_passed_over(open_store: OpenStore) -> None:
    store = open_store(start=False)
    store.choices.learn([{"caller": "x"}, {"caller": "x", "choice": "no_music", "at": None}, {}])
    assert store.choices.of("x") == frozenset()


def test_no_more_withheld_calls_are_held_than_there_is_room_for(
    open_store: OpenStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "MOST_UNKNOWN_CALLERS", 2)
    store = open_store(start=False)
    for number in range(3):
        chooses(store, rules, caller="", call=f"CA{number}")
    assert store.choices.known("CA0").choices == frozenset()
    assert store.choices.known("CA2").choices == {Choice.NO_MACHINE}


def test_a_caller_who_asks_is_told_what_they_chose(open_store: OpenStore, rules: Rules, settings: Settings) -> None:
    store = open_store()
    chooses(store, rules)
    assert store.flush()
    engine = engine_of(settings.effective_database_url)
    [call] = caller_data(engine, Vault(KeyFile(settings.data_dir / KEY_FILE)), [CALL], Keeping())
    engine.dispose()
    assert [(made["choice"], made["stands"], made["made_by"]) for made in call["what_you_chose"]] == [
        ("no_machine", True, "voice")
    ]
    assert store.choices.hash_of(CALLER) not in str(call)


# What the operator sees, and takes back


@pytest.fixture
def optouts(settings: Settings, fake_clock: FakeClock) -> Iterator[Callable[[], OptOuts]]:
    """What the operator finds now."""
    opened: list[OptOuts] = []

    def now() -> OptOuts:
        opened.append(OptOuts(settings, fake_clock.now()))
        return opened[-1]

    yield now
    for one in opened:
        one.engine.dispose()


def test_the_operator_sees_who_chose_what_and_not_who_it_is(
    open_store: OpenStore, rules: Rules, optouts: Callable[[], OptOuts]
) -> None:
    store = open_store()
    chooses(store, rules)
    assert store.flush()
    (line,) = optouts().told()
    assert line.startswith(store.choices.hash_of(CALLER)[:12])
    assert "no_machine" in line
    assert CALL in line
    assert CALLER not in line


@pytest.mark.parametrize("way", ["number", "caller", "call"])
def test_what_the_operator_takes_back_a_running_service_knows_a_look_later(
    way: str, open_store: OpenStore, rules: Rules, optouts: Callable[[], OptOuts], fake_clock: FakeClock
) -> None:
    store = open_store()
    chooses(store, rules)
    assert store.flush()
    fake_clock.forward(60)
    meant = {"number": CALLER, "caller": store.choices.hash_of(CALLER)[:12], "call": CALL}
    assert [one.choice for one in optouts().forget(**{way: meant[way]})] == [Choice.NO_MACHINE]
    store.append(CALL, [])
    store.reference(CALL)  # something to write: then the writer looks
    assert store.flush()
    assert store.choices.of_number(CALLER) == frozenset()
    assert list(optouts().told()) == []


def test_only_what_was_named_is_taken_back(open_store: OpenStore, rules: Rules, optouts: Callable[[], OptOuts]) -> None:
    store = open_store()
    chooses(store, rules)
    store.choices.keep(CALL, Choice.NO_TRAINING, By.KEY, "listening", stands=True)
    assert store.flush()
    taken = optouts().forget(number=CALLER, only=[Choice.NO_TRAINING])
    assert [one.choice for one in taken] == [Choice.NO_TRAINING]
    assert [one.choice for one in optouts().standing()] == [Choice.NO_MACHINE]


def test_a_number_that_is_none_is_refused_in_words(optouts: Callable[[], OptOuts]) -> None:
    with pytest.raises(CandidError, match="no whole number"):
        optouts().forget(number="555 1234")


def test_a_database_without_our_tables_is_told_in_words(tmp_path: Path) -> None:
    environment = {"IVR_DATA_DIR": str(tmp_path)}
    done = CliRunner().invoke(main, ["optouts", "list"], env=environment)
    assert done.exit_code == 1
    assert "the database gave no answer" in done.output
