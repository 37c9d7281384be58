"""What it takes a running service to delete the words of a hundred thousand calls, and what a call feels of it."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, select

from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import CallKey, Vault
from ivr.store import lines
from ivr.store.calls import CallRecord
from ivr.store.database import engine_of, settle, upgrade
from ivr.store.schema import CALL_KEYS, CALLS, PACKED_JOURNALS, WISHES
from ivr.store.store import Store

from ..machine import spread
from .talking_call import talking_call

CALLS_PURGED, AT_ONCE, BLOCK_BYTES = 100_000, 500, 15_000
"""A block of three minutes, as `kept` measures it."""
OLD = timedelta(days=40)
QUIET_ROUNDS, PACED, PAUSE_SECONDS = 20, 100, 0.01
SECRET = "of no caller: " + "k" * 32
WAIT_SECONDS = 60.0


def purged(folder: Path, calls: int = CALLS_PURGED) -> dict[str, Any]:
    """By a service that runs, whose database holds so many calls that are due. Appends in milliseconds: before, while
    it deletes, and afterwards."""
    url = f"sqlite:///{folder / 'candid.db'}"
    upgrade(url)
    engine = engine_of(url)
    with closing(Store(url, folder, SECRET).start()) as store:
        store.flush(WAIT_SECONDS)
        before = [taken for _ in range(QUIET_ROUNDS) for taken in _paced(store)]
    _fill(engine, Vault(KeyFile(folder / "master.keys")), calls)
    settle(engine)
    with closing(Store(url, folder, SECRET).start()) as store:
        store.flush(WAIT_SECONDS)
        began, meanwhile = time.perf_counter(), list[float]()
        while _left(engine):
            meanwhile += _paced(store)
        seconds = time.perf_counter() - began
        after = [taken for _ in range(QUIET_ROUNDS) for taken in _paced(store)]
    engine.dispose()
    told = {"append_before": before, "append_meanwhile": meanwhile, "append_afterwards": after}
    return {"calls": calls, "seconds": round(seconds, 1)} | {name: spread(taken) for name, taken in told.items()}


def _left(engine: Engine) -> bool:
    due = select(CALL_KEYS.c.call_sid).where(CALL_KEYS.c.made_at < datetime.now(UTC) - timedelta(days=30)).limit(1)
    with engine.connect() as connection:
        return connection.execute(due).first() is not None


def _paced(store: Store) -> Iterator[float]:
    """A call of two seconds' worth of entries, more often than they come in a talking call."""
    for number, one in enumerate(islice(talking_call(), PACED)):
        began = time.perf_counter()
        store.append("CA-running", [replace(one, seq=1 + number)])
        yield 1000 * (time.perf_counter() - began)
        time.sleep(PAUSE_SECONDS)


def _fill(engine: Engine, vault: Vault, calls: int) -> None:
    old = datetime.now(UTC) - OLD
    for first in range(0, calls, AT_ONCE):
        keys = [vault.new_key(f"CB{number:032d}", old) for number in range(first, first + AT_ONCE)]
        with engine.begin() as connection:
            connection.execute(insert(CALLS), [_row(key, old) for key in keys])
            connection.execute(insert(PACKED_JOURNALS), [_sealed(key, "packed_journals", BLOCK_BYTES) for key in keys])
            connection.execute(insert(WISHES), [_sealed(key, "wishes", 60) for key in keys])
            locked = [dict(zip(CALL_KEYS.c.keys(), astuple(key.kept), strict=True)) for key in keys]
            connection.execute(insert(CALL_KEYS), locked)


def _sealed(key: CallKey, table: str, size: int) -> dict[str, object]:
    return {"call_sid": key.kept.call, "sealed": key.seal(table, 0, os.urandom(size))}


def _row(key: CallKey, old: datetime) -> dict[str, object]:
    kept = lines.of_call(CallRecord(key.kept.call, old, ended_at=old, over=True), "bench")
    return {name: value for name, value in kept.items() if name != "table"}
