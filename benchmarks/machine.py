"""The machine and versions that a figure was measured on, and how figures are put together."""

import os
import platform
import statistics
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("faster-whisper", "ctranslate2", "onnxruntime", "pyttsx3", "uvicorn", "websockets", "starlette", "flask")


def about() -> dict[str, str]:
    """Processor, cores, system and versions."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
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
    """n, p50, p95, p99, least and greatest; the percentiles are of the sorted values, none is interpolated."""
    ranked = sorted(values)

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
