"""How many callers can talk at once: answer times, turns lost and processor of every process, step by step."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx

from .machine import spread

STEPS = (8, 16, 24, 32, 40, 48)
TURNS = 6
SPREAD_SECONDS = 10.0
UNTIL_READY_SECONDS = 60.0
_LOOK_SECONDS = 0.2


def processor_seconds(pid: int) -> float:
    """User and system time of one process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


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
    return {"main": [main]} | {name: descendants(pid) for name, pid in pids.items()}


def _spent(processes: Mapping[str, Sequence[int]]) -> dict[str, float]:
    return {name: sum(processor_seconds(pid) for pid in pids) for name, pids in processes.items()}


def place(url: str, calls: int, *, spread_seconds: float = SPREAD_SECONDS, turns: int = TURNS) -> dict[str, Any]:
    """What the load generator saw, from a process of its own, with the share of a core that each process used."""
    processes, began = engine_processes(url), time.monotonic()
    before = _spent(processes)
    command = [sys.executable, "-m", "benchmarks.load", url, str(calls)]
    command += ["--spread", str(spread_seconds), "--turns", str(turns)]
    seen: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    after, took = _spent(processes), time.monotonic() - began
    used = {name: round((after[name] - before[name]) / took, 3) for name in before}
    seen["cores_used"] = used | {"generator": round(seen["processor_seconds"] / took, 3)}
    return seen


def step(url: str, calls: int, **options: Any) -> dict[str, Any]:
    """The figures of one number of calls."""
    return figures(place(url, calls, **options))


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
