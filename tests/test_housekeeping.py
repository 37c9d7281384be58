"""Housekeeping goes on between two writes: it makes no writes of its own, and holds up nobody who waits for one."""

import threading
from collections.abc import Callable

import pytest

from ivr.core.rules import Rules
from ivr.store import writer
from ivr.store.housekeeping import Housekeeping
from ivr.store.spool import Batch, Spool
from ivr.store.store import Store
from tests.test_store import whole_call

OpenStore = Callable[..., Store]
PIECES = 10


def test_what_is_told_meanwhile_is_written_no_oftener(open_store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each write begins a new file of the spool, and the loop of the calls has to."""
    pieces, takes, done = list[int](), list[Batch](), threading.Event()
    take = Spool.take

    def piece(_keeper: Housekeeping, _tables: object) -> float:
        pieces.append(len(takes))
        if len(pieces) < PIECES:
            return 0.001
        done.set()
        return 0.0

    def taken(spool: Spool) -> Batch:
        takes.append(take(spool))
        return takes[-1]

    monkeypatch.setattr(writer, "GATHER_SECONDS", 600.0)
    monkeypatch.setattr(Housekeeping, "some", piece)
    monkeypatch.setattr(Spool, "take", taken)
    open_store()
    assert done.wait(60.0)
    assert pieces == [1] * PIECES


def test_whoever_waits_for_a_write_waits_for_no_rest(
    open_store: OpenStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GATHER_SECONDS", 600.0)
    monkeypatch.setattr(Housekeeping, "some", lambda *_: 600.0)
    store = open_store()
    whole_call(store, rules)
    assert store.flush(60.0)
    store.close()
