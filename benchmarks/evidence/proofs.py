"""What evidence costs: a log of 100,000 calls of eight facts each is written, proved from, and verified whole.

Facts are of the kinds and lengths that calls leave. The log is verified as `ivr evidence verify` does it, and by the
script that needs nothing but Python, each in a process of its own.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from ivr.evidence.checkpoint import read_checkpoint
from ivr.evidence.leaf import call_token, leaf_of
from ivr.evidence.log import EvidenceLog, utc_now
from ivr.evidence.note import SigningKey
from ivr.evidence.tree import leaf_hash, root_by_inclusion
from ivr.settings import ROOT

from ..bench import Bench, Row
from ..machine import spread

CALLS = 100_000
FACTS = 8
CALLS_AT_ONCE = 500
CALLS_AN_HOUR = 2_000
APPENDS = 300
PROOFS = 2_000
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
_SHA = "3a" * 32
_MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
)
"""Its greatest memory, told by a small process: a child of a large one begins with that one's."""


Fact = Mapping[str, str | int | bool]


def facts_of_call() -> tuple[tuple[str, Fact], ...]:
    """Kind and fact: eight, as of a call with a disclosure and a person at its end."""
    asked: Fact = {"by": "voice", "reason": "caller_asked", "route": "support"}
    heard: Fact = {"line_ms": 8000, "clock_ms": 8010, "mark": True, "cleared": False}
    spoken: Fact = {"version": _SHA[:16], "language": "en", "voice": "hibari", "by_hash": True}
    return (
        ("call_began", {"taken_by": "assistant", "language": "en", "rules": _SHA}),
        ("stream_began", {"number": 1, "resumed": False}),
        (
            "disclosure_sent",
            {"id": "disclosure", **spoken, "text_sha256": _SHA, "audio_sha256": _SHA, "clip_ms": 8000},
        ),
        (
            "disclosure_heard",
            {"id": "disclosure", "begun_ms": 90, "ended_ms": 8120, "clip_ms": 8000, **heard}
            | {"complete": True, "cut_by": "", "recorded": "complete", "agrees": True},
        ),
        ("person_asked", {**asked, "state": "listening", "agrees": True, "at_ms": 21_000}),
        ("person_dialled", {"attempt": 1, "after_ms": 900}),
        ("person_answered", {"attempt": 1, "step": "accepted", "after_ms": 6200}),
        ("call_ended", {"status": "completed", "reached": "transferred", "lasted_ms": 95_000}),
    )


def facts_of(number: int) -> list[bytes]:
    """The leaves of a call."""
    token, at = call_token(b"a salt of sixteen", f"CA{number}"), _BEGUN + timedelta(seconds=2 * number)
    told = enumerate(facts_of_call())
    return [leaf_of(kind, at + timedelta(seconds=seq), token, seq, fact) for seq, (kind, fact) in told]


def _written(folder: Path) -> Iterator[float]:
    """Writes the log; yields the milliseconds of each append of one call, once all the others are in."""
    log = EvidenceLog(folder, SigningKey.kept(folder / "key.pem"))
    for first in range(0, CALLS - APPENDS, CALLS_AT_ONCE):
        some = range(first, min(first + CALLS_AT_ONCE, CALLS - APPENDS))
        log.append([fact for number in some for fact in facts_of(number)])
        if first % CALLS_AN_HOUR == 0:
            log.checkpoint(utc_now())
    for number in range(CALLS - APPENDS, CALLS):
        facts = facts_of(number)
        begun = time.perf_counter()
        log.append(facts)
        yield (time.perf_counter() - begun) * 1000
    log.checkpoint(utc_now())
    log.close()


def _proved(folder: Path) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {"made": [], "checked": [], "opened": []}
    begun = time.perf_counter()
    log = EvidenceLog(folder, SigningKey.read(folder / "key.pem"))
    taken["opened"].append(time.perf_counter() - begun)
    size, root = log.size, read_checkpoint((folder / "checkpoint").read_bytes()).root
    for number in range(PROOFS):
        index = number * 7919 * 31 % size
        leaf = leaf_hash(log.entries(index, index + 1)[0])
        begun = time.perf_counter()
        path = log.inclusion(index, size)
        made = time.perf_counter()
        assert root_by_inclusion(index, size, leaf, path) == root
        taken["checked"].append((time.perf_counter() - made) * 1000)
        taken["made"].append((made - begun) * 1000)
    log.close()
    return taken


def _verified(folder: Path) -> dict[str, dict[str, float]]:
    """Seconds and MB of each verifier, in a process of its own."""
    commands = {
        "ours": ["-m", "ivr", "evidence", "verify", str(folder)],
        "script": ["-I", "-S", str(ROOT / "docs" / "verify_evidence.py"), str(folder)],
    }
    taken = {}
    for name, arguments in commands.items():
        begun = time.perf_counter()
        measured = [sys.executable, "-c", _MEASURED, sys.executable, *arguments]
        done = subprocess.run(measured, check=True, capture_output=True, text=True, cwd=ROOT)
        seconds = time.perf_counter() - begun
        taken[name] = {"seconds": round(seconds, 1), "mb": round(int(done.stdout.split()[-1]) / 1024)}
    return taken


def measure(bench: Bench) -> dict[str, object]:
    """Milliseconds of what is quick, seconds of the rest, and bytes on disk for each call."""
    with tempfile.TemporaryDirectory(prefix="candid-evidence-") as place:
        folder = Path(place)
        appended = spread(list(_written(folder)))
        on_disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        proved = _proved(folder)
        return {
            "calls": CALLS,
            "facts": CALLS * FACTS,
            "append_ms": appended,
            "bytes_per_call": round(on_disk / CALLS),
            "proof_made_ms": spread(proved["made"]),
            "proof_checked_ms": spread(proved["checked"]),
            "opened_seconds": round(proved["opened"][0], 2),
            "verified": _verified(folder),
        }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    made, checked, verified = (figures[name] for name in ("proof_made_ms", "proof_checked_ms", "verified"))
    ours, script = verified["ours"], verified["script"]
    append, of_all = figures["append_ms"], f"{figures['calls']:,} calls, {figures['facts']:,} facts"
    return [
        Row(
            f"a whole log verified ({of_all})",
            "≤ 60 s",
            f"**{ours['seconds']:.0f} s**, {ours['mb']} MB; by the script of the standard library alone "
            f"{script['seconds']:.0f} s, {script['mb']} MB",
        ),
        Row(
            "a proof that a fact is in that log, made, then checked",
            "≤ 1 ms",
            f"**p50 {made['p50']:.2f} ms, p95 {made['p95']:.2f} ms**; checked: {checked['p95']:.3f} (n = {made['n']})",
        ),
        Row(
            "one call's facts appended, on the disk when it returns; by a thread of its own",
            "–",
            f"p50 {append['p50']:.1f} ms, p95 {append['p95']:.1f} ms (n = {append['n']})",
        ),
        Row("on disk for each call", "–", f"{figures['bytes_per_call'] / 1000:.1f} kB, its index and proofs included"),
        Row("that log opened at the start", "–", f"{figures['opened_seconds']:.2f} s"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Proofs and appends by rank, and both verifiers."""
    each, whole = figure.subplots(1, 2)
    ranks = ("p50", "p95", "p99", "max")
    for name, colour in (("proof_made_ms", "#4477aa"), ("append_ms", "#ee6677")):
        each.plot(
            ranks,
            [figures[name][rank] for rank in ranks],
            "o-",
            color=colour,
            label=name.removesuffix("_ms").replace("_", " "),
        )
    each.set_yscale("log")
    each.set_ylabel("milliseconds")
    each.legend()
    verified = [figures["verified"][name]["seconds"] for name in ("ours", "script")]
    whole.bar(["ivr evidence verify", "the script alone"], verified, color="#228833")
    whole.axhline(60, color="#bbbbbb", linestyle="--")
    whole.set_ylabel(f"seconds for {figures['calls']:,} calls")
