"""What it costs to keep calls: a line of the journal sealed and appended, a restart, bytes on the disk, a purge."""

import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from sqlalchemy import Engine, insert, select

from ivr.core.commands import RecordTurn, Speak
from ivr.core.events import KeyPressed, Transcribed
from ivr.core.record import Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import JournalEntry
from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import Vault
from ivr.store import lines
from ivr.store.calls import CallRecord
from ivr.store.database import engine_of, settle, upgrade
from ivr.store.journal import entry, frames_entry
from ivr.store.schema import CALL_KEYS, CALLS, WISHES
from ivr.store.schema import SAID as SAID_TABLE
from ivr.store.sealing import sealed
from ivr.store.store import Store

from ..bench import Bench, Row
from ..machine import spread

CALLS_APPENDED, CALLS_RESTORED, MINUTES, RESTARTS = 20, 100, 3, 9
CALLS_PURGED, SAID_A_CALL = 100_000, 12
SEALED, QUIET_ROUNDS, PACED, PAUSE_SECONDS = 20_000, 20, 100, 0.01
DRAIN_SECONDS = 60.0
SAID = ("I'd like to know where my order is, please", "Your order 4 0 7 1 left our house on Tuesday. Is that right?")
SECRET = "of no caller: " + "k" * 32
RULES = Rules.model_validate(
    {"company": "Acme", "routes": {"support": {"agents": ["+15005550001"]}}, "fallback_route": "support"}
)


def talking_call() -> Iterator[JournalEntry]:
    """Three minutes: frames of each second, and every six seconds a turn."""
    seq = 1
    for second in range(60 * MINUTES):
        talks = second % 6 < 3
        yield frames_entry(seq, second, bytes((97 * seq + 31 * n) % (256 if talks else 3) for n in range(50)))
        seq += 1
        if second % 6 == 4:
            heard = Transcript(SAID[0], 0.93)
            turn = RecordTurn(1, heard, "order_status", 0.9, "asked", "", 1.3, 0.4)
            for item in (Transcribed(1, 1, heard), turn, KeyPressed("4"), Speak(f"m{seq}", (Words(SAID[1]),), 1)):
                yield entry(seq, second, item)
                seq += 1


@contextmanager
def _store(folder: Path, *, sealed: bool) -> Iterator[Store]:
    """`sealed=False`: its lines are written as they would be without the vault."""
    store = Store(f"sqlite:///{folder / 'candid.db'}", folder, SECRET)
    if not sealed:
        store._sealer.line = lines.encoded  # type: ignore[method-assign]
    try:
        yield store
    finally:
        store.close(0.0)


def _calls(store: Store, count: int) -> dict[str, list[float]]:
    """Milliseconds for each append, of entries with words and without."""
    taken: dict[str, list[float]] = {"said": [], "other": []}
    for number in range(count):
        call = f"CA{number:032d}"
        store.begin_call(call, caller="+14155550100", line="+15005550100", rules=RULES, ready=True)
        for one in talking_call():
            began = time.perf_counter()
            store.append(call, [one])
            taken["said" if one.said else "other"].append(_ms_since(began))
        store._outlet._screen.drained(DRAIN_SECONDS)  # before they wait for so long that they are given up
    return taken


def _appended(folder: Path, *, sealed: bool) -> dict[str, Any]:
    with _store(folder, sealed=sealed) as store:
        taken = _calls(store, CALLS_APPENDED)
    size = sum(path.stat().st_size for path in (folder / "journal").glob("*.jsonl"))
    told: dict[str, Any] = {name: spread(seconds) for name, seconds in taken.items()}
    return told | {"spool_bytes_a_minute": round(size / CALLS_APPENDED / MINUTES)}


def _restarts(folder: Path, *, sealed: bool) -> dict[str, float]:
    """Of a service that was killed with a hundred calls in progress."""
    with _store(folder, sealed=sealed) as store:
        _calls(store, CALLS_RESTORED)
        shutil.copytree(folder, folder / "killed")
    seconds = []
    for number in range(RESTARTS):
        again = shutil.copytree(folder / "killed", folder / f"again{number}")
        gc.collect()  # what was made before is no cost of a new process
        began = time.perf_counter()
        with _store(again, sealed=True):
            seconds.append(time.perf_counter() - began)
    return {"median": round(statistics.median(seconds), 3), "min": round(min(seconds), 3), "n": len(seconds)}


def _database_bytes(folder: Path) -> int:
    with _store(folder, sealed=True) as store:
        _calls(store, CALLS_APPENDED)
        store.start()
        store.flush(120.0)
    engine = engine_of(f"sqlite:///{folder / 'candid.db'}")
    settle(engine)
    engine.dispose()
    return round((folder / "candid.db").stat().st_size / CALLS_APPENDED / MINUTES)


def _purged(folder: Path) -> dict[str, Any]:
    """By a service that runs, whose database holds a hundred thousand calls with words that are due."""
    url = f"sqlite:///{folder / 'candid.db'}"
    upgrade(url)
    _fill(url, Vault(KeyFile(folder / "master.keys")))
    engine = engine_of(url)
    with _store(folder, sealed=True) as store:
        store.start()
        began = time.perf_counter()
        meanwhile: list[float] = []
        while _left(engine):
            meanwhile += _paced(store)
        seconds = time.perf_counter() - began
        quiet = [taken for _ in range(QUIET_ROUNDS) for taken in _paced(store)]
    engine.dispose()
    return {
        "calls": CALLS_PURGED,
        "seconds": round(seconds, 1),
        "append_meanwhile": spread(meanwhile),
        "append_afterwards": spread(quiet),
    }


def _left(engine: Engine) -> bool:
    due = datetime.now(UTC) - timedelta(days=30)
    with engine.connect() as connection:
        return (
            connection.execute(select(CALL_KEYS.c.call_sid).where(CALL_KEYS.c.made_at < due).limit(1)).first()
            is not None
        )


def _paced(store: Store) -> list[float]:
    """A call of two seconds' worth of entries, as often as they come in a talking call."""
    taken = []
    for number, one in enumerate(islice(talking_call(), PACED)):
        began = time.perf_counter()
        store.append("CA-running", [replace(one, seq=1 + number)])
        taken.append(_ms_since(began))
        time.sleep(PAUSE_SECONDS)
    return taken


def _fill(url: str, vault: Vault) -> None:
    engine, old = engine_of(url), datetime.now(UTC) - timedelta(days=40)
    words = SAID[0].encode()
    with engine.begin() as connection:
        for first in range(0, CALLS_PURGED, 1000):
            keys = [vault.new_key(f"CB{number:032d}", old) for number in range(first, first + 1000)]
            said = [
                {"call_sid": key.kept.call, "seq": seq, "sealed": key.seal("said", seq, words)}
                for key in keys
                for seq in range(SAID_A_CALL)
            ]
            wishes = [{"call_sid": key.kept.call, "sealed": key.seal("wishes", 0, words)} for key in keys]
            locked = [dict(zip(CALL_KEYS.c.keys(), astuple(key.kept), strict=True)) for key in keys]
            calls = [_row(CallRecord(key.kept.call, old, ended_at=old, over=True)) for key in keys]
            for table, rows in ((CALLS, calls), (SAID_TABLE, said), (WISHES, wishes), (CALL_KEYS, locked)):
                connection.execute(insert(table), rows)
    engine.dispose()


def _row(record: CallRecord) -> dict[str, object]:
    kept = lines.of_call(record, "bench")
    return {name: value for name, value in kept.items() if name != "table"}


def _ms_since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def _sealed_ms() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        key = Vault(KeyFile(Path(folder) / "master.keys")).new_key("CA1", datetime.now(UTC))
    change = lines.of_entry("CA1", entry(1, 0.0, Speak("m1", (Words(SAID[1]),), 1)), datetime.now(UTC))
    taken = []
    for _ in range(SEALED):
        began = time.perf_counter()
        sealed(change, lambda: key)
        taken.append(_ms_since(began))
    return taken


def measure(bench: Bench) -> dict[str, object]:
    """Appends and seals in milliseconds. What is called plain is written by the same build without the vault."""
    told: dict[str, object] = {"minutes_a_call": MINUTES, "sealed": spread(_sealed_ms())}
    with tempfile.TemporaryDirectory(prefix="records") as temporary:
        rounds = iter(range(100))

        def folder() -> Path:
            made = Path(temporary) / str(next(rounds))
            made.mkdir()
            return made

        for name, with_vault in (("with_vault", True), ("plain", False)):
            told[name] = _appended(folder(), sealed=with_vault) | {"restart": _restarts(folder(), sealed=with_vault)}
        told["database_bytes_a_minute"] = _database_bytes(folder())
        told["purge"] = _purged(folder())
    return told


def rows(figures: Mapping[str, Any]) -> list[Row]:
    kept, plain, purged, once = (figures[name] for name in ("with_vault", "plain", "purge", "sealed"))
    said, unsealed = kept["said"], plain["said"]
    after, during = purged["append_afterwards"], purged["append_meanwhile"]
    restart = f"{CALLS_RESTORED} calls of {MINUTES} minutes"
    return [
        Row("words of a journal's entry sealed", "p95 ≤ 0.2 ms", f"**p95 {_ms(once['p95'])}** (n = {once['n']})"),
        Row(
            "what an entry with words takes of the event loop; it is redacted, sealed and written beside it",
            "p95 ≤ 0.2 ms",
            f"p50 {_ms(said['p50'])}, **p95 {_ms(said['p95'])}** (n = {said['n']})",
            f"p50 {_ms(unsealed['p50'])}, p95 {_ms(unsealed['p95'])}",
        ),
        Row(
            f"a killed service knows its calls again, {restart}",
            "≤ 1.1 × unsealed",
            f"**{kept['restart']['median']:.2f} s** (n = {kept['restart']['n']})",
            f"{plain['restart']['median']:.2f} s",
        ),
        Row(
            "kept of a minute of a talking call, in the database",
            "–",
            f"{figures['database_bytes_a_minute'] / 1000:.1f} kB; until it is there {_kb(kept)}",
            f"until it is there {_kb(plain)}",
        ),
        Row(
            f"words of {purged['calls']:,} calls deleted by the running service",
            "≤ 300 s",
            f"**{purged['seconds']:.0f} s**",
        ),
        Row(
            "meanwhile an entry of a running call, p95",
            "as afterwards",
            f"{_ms(during['p95'])} (n = {during['n']}); afterwards {_ms(after['p95'])} (n = {after['n']})",
        ),
    ]


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.3f} ms"


def _kb(figures: Mapping[str, Any]) -> str:
    return f"{figures['spool_bytes_a_minute'] / 1000:.1f} kB"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """An entry kept with and without the vault; and while old records are deleted."""
    left, right = figure.subplots(1, 2)
    ranks = ("p50", "p95", "p99")
    for offset, (name, colour) in enumerate((("plain", "#bbbbbb"), ("with_vault", "#4477aa"))):
        heights = [figures[name]["said"][rank] for rank in ranks]
        left.bar([place + 0.4 * offset for place in range(len(ranks))], heights, 0.4, color=colour, label=name)
    left.set_xticks(range(len(ranks)), ranks)
    left.set_ylabel("milliseconds for an entry with words")
    left.legend()
    purged = figures["purge"]
    heights = [purged[name]["p95"] for name in ("append_meanwhile", "append_afterwards")]
    right.bar(["while deleting", "afterwards"], heights, color="#228833")
    right.set_ylabel("p95, milliseconds for an entry")
