"""What an understanding of sentences is asked, in the assistant's environment, and how its opinions are counted."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from ivr.settings import ROOT

from ..logistic import calibration_error, reliability

RASA = ROOT / "rasa_project"
WORKER = Path(__file__).with_name("in_rasas_environment.py")
NONE = {"oos", "out_of_scope"}
"""The intents of what belongs to none."""
CURVE = 50

Pair = tuple[str, str]
"""(sentence, intent)."""
Opinions = Sequence[Sequence[Any]]
"""[intent, how sure] of each sentence that was asked."""


def asked(how: str, known: Sequence[Pair], sentences: Sequence[str]) -> dict[str, Any]:
    """The answer of `in_rasas_environment`. Raises CalledProcessError with what it printed last."""
    with tempfile.TemporaryDirectory(prefix="candid-intent-") as folder:
        task, answer = Path(folder) / "task.json", Path(folder) / "answer.json"
        task.write_text(json.dumps({"how": how, "known": known, "asked": sentences}), encoding="utf-8")
        command = [str(RASA / ".venv" / "bin" / "python"), "-W", "ignore", str(WORKER), str(task), str(answer)]
        done = subprocess.run(command, cwd=RASA, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            click.echo(done.stderr[-2000:], err=True)
            done.check_returncode()
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found


def told(opinions: Opinions, test: Sequence[Pair]) -> dict[str, object]:
    """Accuracy in scope, how true the stated confidence is, and risk by coverage over everything that was asked."""
    right = [found == intent for (found, _), (_, intent) in zip(opinions, test, strict=True)]
    inside = [one for one, (_, intent) in zip(right, test, strict=True) if intent not in NONE]
    stated = [sure for _, sure in opinions]
    curve = reliability(stated, right)
    return {
        "n": len(inside),
        "right": sum(inside),
        "calibration": calibration_error(curve),
        "reliability": curve,
        "risk": risk_by_coverage(stated, right),
    }


def risk_by_coverage(stated: Sequence[float], right: Sequence[bool]) -> list[list[float]]:
    """[share answered, share of those that is wrong], the surest first."""
    surest_first = [one for _, one in sorted(zip(stated, right, strict=True), key=lambda pair: -pair[0])]
    counts = sorted({max(1, round(len(surest_first) * step / CURVE)) for step in range(1, CURVE + 1)})
    return [[round(n / len(surest_first), 4), round(surest_first[:n].count(False) / n, 4)] for n in counts]
