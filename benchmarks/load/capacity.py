"""How many callers can talk at once: answer times, turns lost and processor of every process, step by step; and what
becomes of those who ring when there is no room.

The load generator is a process of its own on the same machine (benchmarks/load/__main__.py).
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
from matplotlib.figure import Figure

from ivr.settings import ROOT, Settings

from ..bench import Bench, Row
from ..machine import spread
from .service_cost import processor_seconds

STEPS = (16, 32, 40)
TURNS = 4
SPREAD_SECONDS = 10.0
WANTED_P95_SECONDS = 1.0
ROOM, RINGING = 40, 60
"""The burst: so many lines, and so many who ring at the same moment."""


def descendants(pid: int) -> list[int]:
    """The process and all that it started, and so on (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += descendants(int(child))
    return found


def engine_processes(url: str) -> dict[str, list[int]]:
    """Part of the service → its processes, as --dev tells them on /readyz; the service itself is `main`."""
    parts = httpx.get(f"{url}/readyz", trust_env=False, timeout=10.0).json()["parts"]
    pids = {name: int(part["detail"][4:]) for name, part in parts.items() if part["detail"].startswith("pid ")}
    main = pids.pop("service")
    known = {name: descendants(pid) for name, pid in pids.items()}
    others = set(descendants(main)) - {main} - {pid for of_part in known.values() for pid in of_part}
    # The transcriber's other children and Rasa's actions; who is who does not show from outside.
    return {"main": [main]} | known | {"other children": sorted(others)}


def _spent(processes: Mapping[str, Sequence[int]]) -> dict[str, float]:
    def of(pid: int) -> float:
        try:
            return processor_seconds(pid)
        except FileNotFoundError:  # it died and was replaced: what it had used is lost
            return 0.0

    return {name: sum(map(of, pids)) for name, pids in processes.items()}


def place(
    settings: Settings, url: str, calls: int, *, spread_seconds: float = SPREAD_SECONDS, turns: int = TURNS
) -> dict[str, Any]:
    """What the load generator saw, from a process of its own, with the share of a core that each process used."""
    processes, began = engine_processes(url), time.monotonic()
    before = _spent(processes)
    command = [sys.executable, "-m", "benchmarks.load", url, str(calls)]
    command += ["--spread", str(spread_seconds), "--turns", str(turns)]
    seen: dict[str, Any] = json.loads(
        subprocess.run(
            command, check=True, stdout=subprocess.PIPE, env=settings.environment_for_child(), cwd=ROOT
        ).stdout
    )
    after, took = _spent(processes), time.monotonic() - began
    used = {name: round(max(0.0, after[name] - before[name]) / took, 3) for name in before}
    seen["cores_used"] = used | {"generator": round(seen["processor_seconds"] / took, 3)}
    return seen


def step(settings: Settings, url: str, calls: int, **options: Any) -> dict[str, Any]:
    """The figures of one number of calls."""
    return figures(place(settings, url, calls, **options))


def measure(bench: Bench) -> dict[str, object]:
    """Steps of more and more calls; then as many at once as there are lines, and half as many more."""
    with bench.service(rules={"limits": {"calls_at_once": 10 * max(STEPS)}}) as running:
        place(bench.settings, running.public_url, 2, turns=2)  # warms caches of clips and allocators
        steps = [step(bench.settings, running.public_url, calls) for calls in STEPS]
    with bench.service(rules={"limits": {"calls_at_once": ROOM}}) as running:
        bursts = [step(bench.settings, running.public_url, calls, spread_seconds=0.0) for calls in (ROOM, RINGING)]
    return {"steps": steps, "as_many_as_lines": bursts[0], "more_than_lines": bursts[1]}


def held(steps: Sequence[Mapping[str, Any]]) -> int:
    """The most calls at which, and below which, every call talked to its end, answered in time; 0 when none."""
    most = 0
    for one in steps:
        answers = one["answer_seconds"]
        talked = one["outcomes"] == {"talked": one["calls"]} and not one["unanswered"]
        if not (talked and answers and answers["p95"] <= WANTED_P95_SECONDS):
            break
        most = one["calls"]
    return most


def rows(figures: Mapping[str, Any]) -> list[Row]:
    steps = figures["steps"]
    told = "; ".join(
        f"{one['calls']}: {one['answer_seconds']['p50']:.2f} / {one['answer_seconds']['p95']:.2f}"
        for one in steps
        if one["answer_seconds"]
    )
    full, over = figures["as_many_as_lines"], figures["more_than_lines"]
    refused, before, after = over["refused_within_seconds"], full["answer_seconds"], over["answer_seconds"]
    lines = [
        Row(
            "talking calls at once, p95 of the answer ≤ 1.0 s, every turn answered",
            "≥ 40",
            f"**{held(steps)}** (calls: p50 / p95 s; {told}; n = {sum(one['turns'] for one in steps)} turns)",
        )
    ]
    if refused and before and after:
        share = after["p95"] / before["p95"]
        what = f"{RINGING} ring at once, {ROOM} lines: the others are told and sent to an agent within"
        sent = f"**{refused['p99']:.2f} s** (p99, n = {refused['n']})"
        lines.append(Row(what, "≤ 1 s", sent))
        kept = f"**{share:.2f}** times p95 of {before['p95']:.2f} s (n = {after['n']} turns)"
        lines.append(Row(f"what that does to the {ROOM} who talk", "< 1.2 times", kept))
    return lines


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Answer times and processor use over the number of calls."""
    steps = [one for one in figures["steps"] if one["answer_seconds"]]
    calls = [one["calls"] for one in steps]
    times, cores = figure.subplots(1, 2)
    for rank, colour in (("p50", "#228833"), ("p95", "#4477aa"), ("max", "#bbbbbb")):
        times.plot(calls, [one["answer_seconds"][rank] for one in steps], marker="o", color=colour, label=rank)
    times.axhline(WANTED_P95_SECONDS, color="#cc3311", linewidth=0.8)
    times.set(xlabel="calls at once", ylabel="seconds to the answer", ylim=(0, None))
    times.legend()
    names = sorted(steps[0]["cores_used"]) if steps else []
    if names:
        cores.stackplot(calls, [[one["cores_used"][name] for one in steps] for name in names], labels=names)
        cores.set(xlabel="calls at once", ylabel="cores in use")
        cores.legend(loc="upper left")


def figures(seen: Mapping[str, Any]) -> dict[str, Any]:
    talking = [call for call in seen["calls"] if not call["outcome"].startswith("refused")]
    refused = [call for call in seen["calls"] if call["outcome"].startswith("refused")]
    turns = [turn for call in talking for turn in call["turns"]]
    answers = [(t["answered_at"] - t["ended_at"]) / 8000 for t in turns if t["answered_at"] is not None]
    late = seen["late_seconds"]
    return {
        "calls": len(seen["calls"]),
        "turns": len(turns),
        "answer_seconds": spread(answers) if answers else None,
        "unanswered": len(turns) - len(answers),
        "misunderstood": sum(turn["missed"] for turn in turns),
        "cut_in": sum(seconds < 0 for seconds in answers),
        "outcomes": {o: sum(c["outcome"] == o for c in seen["calls"]) for o in {c["outcome"] for c in seen["calls"]}},
        "greeting_seconds": spread([call["greeting_seconds"] for call in talking]) if talking else None,
        "refused_within_seconds": spread([call["webhook_seconds"] for call in refused]) if refused else None,
        "generator_late_seconds": spread(late) if late else None,
        "cores_used": seen["cores_used"],
        "seconds": round(seen["seconds"], 1),
    }
