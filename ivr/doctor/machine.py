"""The machine: Python, cores, memory, and the folder where calls are kept."""

import os
import shutil
import sys
import tempfile
from datetime import date

from ..hours.zones import version_in_force
from ..settings import Settings
from .finding import Finding, well, wrong

OLDEST_PYTHON = (3, 11)
CORES = 2
MEMORY_GB = 3.5
"""Rasa takes 1.1 GB, Whisper base and the rest of the service about 1 GB."""
FREE_GB = 1.0
OLD_ZONE_DAYS = 400
"""A year has passed then, and with it rules that some country has changed."""
_GB = 1024**3


def python_version(_: Settings) -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return wrong("Python", version, "install Python 3.11 or newer, then: make PYTHON=python3.11 install")
    return well("Python", version)


def power(_: Settings) -> Finding:
    cores, memory = os.cpu_count() or 1, _memory_gb()
    what = f"{cores} cores, {memory:.1f} GB of memory" if memory else f"{cores} cores"
    lacks = []
    if cores < CORES:
        lacks.append(f"{CORES} cores keep answers quick; with one, callers wait longer")
    if memory and memory < MEMORY_GB:
        lacks.append(f"at least {MEMORY_GB:g} GB hold Whisper and Rasa; or run Rasa elsewhere (IVR_RASA_URL)")
    return wrong("machine", what, "\n".join(lacks)) if lacks else well("machine", what)


def data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as file:
            file.write(b"candid")
            file.flush()
        free = shutil.disk_usage(folder).free / _GB
    except OSError as error:
        return wrong(
            "data folder", f"{folder}: {error.strerror}", "make it writable for this user, or set IVR_DATA_DIR"
        )
    what = f"{folder}, {free:.1f} GB free"
    if free < FREE_GB:
        return wrong("data folder", what, f"free some space: {FREE_GB:g} GB at least")
    return well("data folder", what)


def time_zones(_: Settings) -> Finding:
    """Which time zone data is in force, and how old: zones change their rules several times a year."""
    version, written = version_in_force()
    if not version:
        return wrong(
            "time zones", "the tzdata package's data is not in force", "unset PYTHONTZPATH, then: make install"
        )
    if written is None:
        return well("time zones", f"tzdata {version}")
    days = (date.today() - written).days
    what = f"tzdata {version}, {days} days old"
    if days > OLD_ZONE_DAYS:
        return wrong("time zones", what, "install a newer release of Candid, or: uv lock --upgrade-package tzdata")
    return well("time zones", what)


def _memory_gb() -> float:
    """0 where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / _GB
    except (ValueError, OSError):
        return 0.0
