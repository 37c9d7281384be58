"""What it costs to keep calls: a line of the journal sealed and appended, a restart, bytes on the disk, a purge."""

import gc
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from ivr.core.commands import Speak
from ivr.core.record import Words
from ivr.privacy.key_file import KeyFile
from ivr.privacy.vault import Vault
from ivr.store import lines
from ivr.store.journal import entry
from ivr.store.sealing import sealed
from ivr.store.store import Store

from ..bench import Bench, Row
from ..machine import spread
from .kept import CALLS, SECRET, bytes_a_minute, share
from .purged import purged
from .talking_call import MINUTES, RULES, talking_call

CALLS_APPENDED, CALLS_RESTORED, RESTARTS, SEALED = 20, 100, 9, 20_000
DRAIN_SECONDS = 60.0
SAID = "Your order 4 0 7 1 left our house on Tuesday. Is that right?"


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
        for one in talking_call(number):
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


def _ms_since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


def _sealed_ms() -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        key = Vault(KeyFile(Path(folder) / "master.keys")).new_key("CA1", datetime.now(UTC))
    change = lines.of_entry("CA1", entry(1, 0.0, Speak("m1", (Words(SAID),), 1)), datetime.now(UTC))
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
        told["kept"] = {name: bytes_a_minute(folder(), packs=name == "packed") for name in ("packed", "rows")}
        told["purge"] = purged(folder())
    return told


def rows(figures: Mapping[str, Any]) -> list[Row]:
    kept, plain, gone, once = (figures[name] for name in ("with_vault", "plain", "purge", "sealed"))
    said, unsealed = kept["said"], plain["said"]
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
        *_of_the_disk(figures),
        Row(
            f"words of {gone['calls']:,} calls deleted by the running service",
            "≤ 300 s",
            f"**{gone['seconds']:.0f} s**",
        ),
        Row(
            "meanwhile an entry of a running call, p95",
            "as before and afterwards",
            f"**{_p95(gone, 'meanwhile')}**; before {_p95(gone, 'before')}, afterwards {_p95(gone, 'afterwards')}",
        ),
    ]


def _of_the_disk(figures: Mapping[str, Any]) -> list[Row]:
    packed, in_rows = figures["kept"]["packed"], figures["kept"]["rows"]
    told = (
        f"{_kb(packed['all'])}, of which evidence {_kb(packed['evidence'])}; free pages beside it {_kb(packed['free'])}"
    )
    return [
        Row(
            f"kept of a minute of a talking call, all files but free pages (n = {CALLS} calls of {MINUTES} minutes)",
            "≤ 10.3 kB",
            f"**{told}**",
            f"its journal in rows: {_kb(in_rows['all'])}, {1 / share(figures['kept']):.1f} times as much",
        ),
        Row(
            "until it is in the database",
            "–",
            _kb(figures["with_vault"]["spool_bytes_a_minute"]),
            f"unsealed {_kb(figures['plain']['spool_bytes_a_minute'])}",
        ),
    ]


def _p95(purge: Mapping[str, Any], when: str) -> str:
    taken = purge[f"append_{when}"]
    return f"{_ms(taken['p95'])} (n = {taken['n']})"


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:.3f} ms"


def _kb(size: float) -> str:
    return f"{size / 1000:.1f} kB"


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
    whens = ("before", "meanwhile", "afterwards")
    right.bar(whens, [figures["purge"][f"append_{when}"]["p95"] for when in whens], color="#228833")
    right.set_ylabel("p95, milliseconds for an entry, beside a purge")
