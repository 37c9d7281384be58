"""What calls leave on the disk: every file of the data folder, evidence included, after a service took a hundred.

Ten are on the line at once, and have ended and are packed when the next ten come. Free pages of the database, where
rows were, are told apart: they are as many for ten calls as for a hundred thousand that come ten at a time.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine, select, text

from ivr.core.record import Reason
from ivr.ports import HandOff
from ivr.store import fact_log, housekeeping
from ivr.store.database import engine_of, settle
from ivr.store.facts import Facts
from ivr.store.journals import AFTER_SECONDS
from ivr.store.schema import JOURNAL
from ivr.store.store import Store

from ..evidence.proofs import facts_of_call
from .talking_call import MINUTES, RULES, talking_call

CALLS, AT_ONCE = 100, 10
SECRET = "of no caller: " + "k" * 32
WAIT_SECONDS = 300.0


@dataclass
class Clock:
    """Goes on where it is told to: no call's end is waited for."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead.total_seconds()


def bytes_a_minute(folder: Path, *, packs: bool) -> dict[str, int]:
    """`packs=False`: the journal stays in rows, as it was before there were blocks."""
    clock, url = Clock(), f"sqlite:///{folder / 'candid.db'}"
    engine = engine_of(url)
    with _service(folder, url, clock, packs=packs) as (store, facts):
        for first in range(0, CALLS, AT_ONCE):
            for number in range(first, first + AT_ONCE):
                _tell(store, facts, number)
            assert store.flush(WAIT_SECONDS)
            assert facts.flush(WAIT_SECONDS)
            if packs:
                clock.ahead += timedelta(seconds=AFTER_SECONDS + housekeeping.PACK_SECONDS)
                _wait_until_packed(store, engine)
    settle(engine)
    free = _free_bytes(engine)
    engine.dispose()
    files = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    evidence = sum(size for path, size in files.items() if path.is_relative_to(folder / "evidence"))
    sizes = {"all": sum(files.values()) - free, "database": files[folder / "candid.db"] - free}
    sizes |= {"evidence": evidence, "free": free}
    return {name: round(size / CALLS / MINUTES) for name, size in sizes.items()}


@contextmanager
def _service(folder: Path, url: str, clock: Clock, *, packs: bool) -> Iterator[tuple[Store, Facts]]:
    with patch.object(housekeeping, "PACK_SECONDS", housekeeping.PACK_SECONDS if packs else 10 * WAIT_SECONDS):
        store = Store(url, folder, SECRET, now=clock.now, monotonic=clock.monotonic).start()
        assert store.flush(WAIT_SECONDS)
        facts = Facts(url, folder, lambda: fact_log.opened(folder), clock.now).start()
        try:
            yield store, facts
        finally:
            facts.close()
            store.close()


def _tell(store: Store, facts: Facts, number: int) -> None:
    """One call: it is taken, talks, is handed off, and ends."""
    call = f"CA{number:032d}"
    store.begin_call(call, caller=f"+1415555{number:04d}", line="+15005550100", rules=RULES, ready=True)
    for one in talking_call(number):
        store.append(call, [one])
    store.save_handoff(call, HandOff("transfer", "support", Reason.CALLER_ASKED, "order_status", "Where is my order?"))
    dialled = store.dial(call, "support")
    store.accept(call, dialled.attempt)
    store.dialled(call, dialled.attempt, outcome="completed", bridged=True)
    store.over(call)
    for kind, fact in facts_of_call():
        facts.tell(call, kind, fact)
    store._outlet._screen.drained(WAIT_SECONDS)


def _wait_until_packed(store: Store, engine: Engine) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        with engine.connect() as connection:
            if connection.execute(select(JOURNAL.c.call_sid).limit(1)).first() is None:
                return
        store.flush(1.0)
        time.sleep(0.05)
    raise TimeoutError("journals were not packed")


def _free_bytes(engine: Engine) -> int:
    with engine.connect() as connection:
        pages = connection.execute(text("PRAGMA freelist_count")).scalar_one()
        return int(pages * connection.execute(text("PRAGMA page_size")).scalar_one())


def share(sizes: Mapping[str, Mapping[str, int]]) -> float:
    """Packed, as a share of what the same calls take in rows."""
    return sizes["packed"]["all"] / sizes["rows"]["all"]
