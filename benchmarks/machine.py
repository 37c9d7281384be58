"""The machine and versions that a figure was measured on, and how figures are put together."""

import os
import platform
import statistics
from collections.abc import Sequence
from importlib.metadata import distributions, version
from pathlib import Path

from ivr.settings import ROOT

LIBRARIES = ("faster-whisper", "ctranslate2", "onnxruntime", "pyttsx3", "uvicorn", "websockets", "starlette", "flask")


def about() -> dict[str, str]:
    """Processor, cores and system."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
    }


def versions() -> dict[str, str]:
    """Of Python, of what the service is made of, and of Rasa in its own environment."""
    places = [str(path) for path in (ROOT / "rasa_project" / ".venv").glob("lib/python*/site-packages")]
    rasa = [found.version for found in distributions(name="rasa", path=places)]
    return {
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
        "rasa": rasa[0] if rasa else "not installed",
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        if names:
            return names[0]
    return platform.processor() or platform.machine()


def spread(values: Sequence[float]) -> dict[str, float]:
    """n, p50, p95, p99, least and greatest; the percentiles are of the sorted values, none is interpolated.

    Of no values, n alone is there.
    """
    ranked = sorted(values)
    if not ranked:
        return {"n": 0}

    def at(share: float) -> float:
        return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 4)

    return {
        "n": len(ranked),
        "p50": round(statistics.median(ranked), 4),
        "p95": at(0.95),
        "p99": at(0.99),
        "min": round(ranked[0], 4),
        "max": round(ranked[-1], 4),
    }
