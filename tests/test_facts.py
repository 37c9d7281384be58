"""Facts told of calls are in the evidence log in the end, once, in order, whatever is killed or broken meanwhile."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from ivr.evidence.leaf import call_token
from ivr.settings import Settings
from ivr.store import batches
from ivr.store.database import engine_of
from ivr.store.facts import Facts
from ivr.store.salts import salt_of
from tests.conftest import CALL, FakeClock, Leaves

OTHER = "CA00000000000000000000000000000002"
BEGAN = {"number": 1, "resumed": False}
ENDED = {"status": "completed", "reached": "", "lasted_ms": 2000}
OpenFacts = Callable[..., Facts]


class Refusing:
    """A log whose folder is full, gone or read-only, until it is mended."""

    def __init__(self, inner: Leaves) -> None:
        self.inner, self.is_broken = inner, True

    def append(self, leaves: Sequence[bytes]) -> None:
        if self.is_broken:
            raise OSError("No space left on device")
        self.inner.append(leaves)

    def close(self) -> None:
        pass

    def state(self) -> dict[str, str]:
        return self.inner.state()


class Dying(Refusing):
    """Takes facts, and is gone before anybody is told that it did."""

    def append(self, leaves: Sequence[bytes]) -> None:
        self.inner.append(leaves)
        if self.is_broken:
            raise OSError("gone")


def once_each(leaves: Leaves) -> list[tuple[object, object, object]]:
    """As the log keeps them: one that is in already is passed over, and must be the same."""
    kept: dict[tuple[object, object], dict[str, object]] = {}
    for leaf in leaves.kept:
        assert kept.setdefault((leaf["call"], leaf["seq"]), leaf) == leaf, "one number for two facts"
    return [(call, seq, leaf["kind"]) for (call, seq), leaf in kept.items()]


def known_salt(url: str, call: str) -> bytes | None:
    engine = engine_of(url)
    try:
        return salt_of(engine, call)
    finally:
        engine.dispose()


def test_facts_become_leaves_in_order_under_a_salted_token(open_facts: OpenFacts, url: str, leaves: Leaves) -> None:
    facts = open_facts(url)
    facts.tell(CALL, "stream_began", BEGAN)
    facts.tell(OTHER, "stream_began", BEGAN)
    facts.tell(CALL, "call_ended", ENDED)
    assert facts.flush()
    one, other = (call_token(known_salt(url, call) or b"", call) for call in (CALL, OTHER))
    assert once_each(leaves) == [(one, 0, "stream_began"), (other, 0, "stream_began"), (one, 1, "call_ended")]
    assert leaves.kept[0]["facts"] == BEGAN
    assert CALL not in str(leaves.kept)


def test_the_same_call_has_another_token_in_another_database(open_facts: OpenFacts, tmp_path: Path) -> None:
    tokens = []
    for name in ("one", "other"):
        facts = open_facts(f"sqlite:///{tmp_path / name}.db", log=(log := Leaves()))
        facts.tell(CALL, "stream_began", BEGAN)
        assert facts.flush()
        facts.close()
        tokens.append(log.kept[0]["call"])
    assert tokens[0] != tokens[1]


def test_of_a_call_without_evidence_no_salt_is_known(open_facts: OpenFacts, url: str) -> None:
    assert open_facts(url).flush()
    assert known_salt(url, CALL) is None


def test_a_log_that_takes_nothing_holds_up_no_call_and_loses_no_fact(open_facts: OpenFacts, leaves: Leaves) -> None:
    log = Refusing(leaves)
    facts = open_facts(log=log)
    facts.tell(CALL, "stream_began", BEGAN)
    assert not facts.flush(0.5)
    state = facts.state()
    assert state["state"] == "degraded"
    assert "OSError" in state["detail"]
    assert " 0 lost" in state["detail"]
    log.is_broken = False
    assert facts.flush()
    assert facts.state()["state"] == "ok"
    assert [kind for _, _, kind in once_each(leaves)] == ["stream_began"]


def test_a_log_that_cannot_be_opened_is_opened_when_it_can(
    settings: Settings, fake_clock: FakeClock, leaves: Leaves
) -> None:
    tries: list[int] = []

    def opens_at_last() -> Leaves:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("Read-only file system")
        return leaves

    facts = Facts(settings.effective_database_url, settings.data_dir, opens_at_last, fake_clock.now).start()
    facts.tell(CALL, "stream_began", BEGAN)
    assert facts.flush()
    facts.close()
    assert len(leaves.kept) == 1


def test_facts_wait_in_the_spool_through_a_restart(open_facts: OpenFacts, leaves: Leaves) -> None:
    earlier = open_facts(log=Refusing(leaves))
    earlier.tell(CALL, "stream_began", BEGAN)
    earlier.tell(CALL, "call_ended", ENDED)
    earlier.close()
    assert leaves.kept == []
    assert open_facts().flush()
    assert [(seq, kind) for _, seq, kind in once_each(leaves)] == [(0, "stream_began"), (1, "call_ended")]


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_process_that_dies_behind_the_log_numbers_the_same_facts_the_same(
    open_facts: OpenFacts, leaves: Leaves, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(batches, "CHANGES_AT_ONCE", at_once)
    earlier = open_facts(log=Dying(leaves), start=False)
    for _ in range(3):
        earlier.tell(CALL, "stream_began", BEGAN)
    earlier.start()
    earlier.close()
    assert leaves.kept
    later = open_facts()
    later.tell(CALL, "call_ended", ENDED)
    assert later.flush()
    found = [(seq, kind) for _, seq, kind in once_each(leaves)]
    assert found[:3] == [(number, "stream_began") for number in range(3)]
    assert found[-1][1] == "call_ended"
    assert [seq for seq, _ in found] == list(range(len(found)))


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_batch_that_is_moved_again_adds_nothing(
    open_facts: OpenFacts, leaves: Leaves, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(batches, "CHANGES_AT_ONCE", at_once)
    log = Dying(leaves)
    facts = open_facts(log=log, start=False)
    for call in (CALL, OTHER, CALL, CALL):
        facts.tell(call, "stream_began", BEGAN)
    facts.start()
    assert not facts.flush(0.5)
    log.is_broken = False
    assert facts.flush()
    assert len(once_each(leaves)) == 4 < len(leaves.kept)


KILLED = """
import os, sys, threading
from pathlib import Path
from ivr.store.facts import Facts
facts = Facts("sqlite:///" + sys.argv[1] + "/candid.db", Path(sys.argv[1]), lambda: None)
facts.tell(sys.argv[2], "stream_began", {"number": 1, "resumed": False})
os.kill(os.getpid(), 9)
"""


def test_a_call_that_a_killed_process_left_open_gets_its_end_at_the_next_start(
    open_facts: OpenFacts, settings: Settings, leaves: Leaves
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(settings.data_dir), CALL], check=False)
    assert done.returncode == -9
    facts = open_facts()
    facts.tell(OTHER, "stream_began", BEGAN)
    assert facts.flush()
    told = [(leaf["seq"], leaf["kind"], leaf["facts"]) for leaf in leaves.kept]
    assert told[:2] == [(0, "stream_began", BEGAN), (1, "call_interrupted", {"known": 1})]
    assert [leaf["kind"] for leaf in leaves.kept][2:] == ["stream_began"], "a call of this run goes on"


def test_a_call_that_ended_is_not_interrupted_and_one_that_was_is_so_once(
    open_facts: OpenFacts, leaves: Leaves
) -> None:
    earlier = open_facts()
    earlier.tell(CALL, "stream_began", BEGAN)
    earlier.tell(CALL, "call_ended", ENDED)
    earlier.tell(CALL, "offered_instead", {"what": "message", "taken": True})
    earlier.tell(OTHER, "stream_began", BEGAN)
    assert earlier.flush()
    earlier.close()
    for _ in range(2):
        again = open_facts()
        assert again.flush()
        again.close()
    kinds = [leaf["kind"] for leaf in leaves.kept]
    assert kinds.count("call_interrupted") == 1
    assert leaves.kept[-1]["call"] == leaves.kept[3]["call"]


def test_a_call_that_goes_on_after_a_restart_goes_on_with_its_numbers(open_facts: OpenFacts, leaves: Leaves) -> None:
    earlier = open_facts()
    earlier.tell(CALL, "stream_began", BEGAN)
    assert earlier.flush()
    earlier.close()
    later = open_facts()
    later.tell(CALL, "stream_began", {"number": 2, "resumed": True})
    later.tell(CALL, "call_ended", ENDED)
    assert later.flush()
    found = once_each(leaves)
    assert [kind for _, _, kind in found] == ["stream_began", "call_interrupted", "stream_began", "call_ended"]
    assert all(after[1] == before[1] + 1 for before, after in pairwise(found))  # type: ignore[operator]
    assert len({call for call, _, _ in found}) == 1


def test_a_fact_that_the_log_would_not_take_is_counted_and_holds_up_no_other(
    open_facts: OpenFacts, leaves: Leaves
) -> None:
    facts = open_facts()
    facts.tell(CALL, "stream_began", {"number": 1, "resumed": False, "words": "of the caller"})
    facts.tell(CALL, "no_such_kind", {})
    facts.tell(CALL, "stream_began", BEGAN)
    assert facts.flush()
    assert [leaf["seq"] for leaf in leaves.kept] == [0]
    assert facts.state()["state"] == "degraded"
    assert " 2 lost" in facts.state()["detail"]


def test_a_database_that_is_away_holds_facts_back_until_it_is_there(
    open_facts: OpenFacts, settings: Settings, leaves: Leaves
) -> None:
    path = settings.data_dir / "candid.db"
    path.mkdir()
    facts = open_facts()
    facts.tell(CALL, "stream_began", BEGAN)
    assert not facts.flush(0.5)
    assert facts.state()["state"] == "degraded"
    shutil.rmtree(path)
    assert facts.flush()
    assert len(leaves.kept) == 1
    assert sqlite3.connect(path).execute("SELECT count(*) FROM evidence_salts").fetchone() == (1,)


def test_a_database_that_was_taken_away_is_made_anew_and_knows_the_facts_that_come(
    open_facts: OpenFacts, settings: Settings, leaves: Leaves
) -> None:
    facts = open_facts()
    facts.tell(CALL, "stream_began", BEGAN)
    assert facts.flush()
    for path in settings.data_dir.glob("candid.db*"):
        path.unlink()
    facts.tell(OTHER, "stream_began", BEGAN)
    assert facts.flush()
    salt = known_salt(settings.effective_database_url, OTHER)
    assert salt is not None
    assert leaves.kept[-1]["call"] == call_token(salt, OTHER)


@pytest.mark.skipif(os.getuid() == 0, reason="root writes where nobody else may")
def test_a_data_folder_that_takes_no_writes_costs_a_call_nothing(
    open_facts: OpenFacts, settings: Settings, leaves: Leaves
) -> None:
    settings.data_dir.chmod(0o500)
    facts = open_facts("sqlite:///:memory:", start=False)
    facts.tell(CALL, "stream_began", BEGAN)
    assert facts.state()["state"] == "degraded"
    settings.data_dir.chmod(0o700)


def test_when_a_person_was_asked_for_is_remembered_from_the_first_time(
    open_facts: OpenFacts, fake_clock: FakeClock
) -> None:
    facts = open_facts(start=False)
    assert facts.asked_at(CALL) is None
    asked = {"by": "key", "reason": "key_pressed", "route": "support", "state": "speaking", "agrees": True, "at_ms": 1}
    facts.tell(CALL, "person_asked", asked)
    first = fake_clock.at
    fake_clock.forward(9.0)
    facts.tell(CALL, "person_asked", asked)
    assert facts.asked_at(CALL) == first


STARTED = """
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from ivr.store.fact_log import opened
from ivr.store.facts import Facts
from ivr.store.store import Store
folder = Path(sys.argv[1])
url = f"sqlite:///{folder / 'candid.db'}"
store = Store(url, folder, "k" * 40).start()
facts = Facts(url, folder, partial(opened, folder)).start()
import_module("ivr.store.tables")
assert store.flush(60.0) and facts.flush(60.0)
store.close()
facts.close()
"""


def test_the_threads_of_a_start_that_load_the_database_at_once_all_get_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(tmp_path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "unavailable" not in done.stdout
