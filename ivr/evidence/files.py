"""Files that are there whole or not at all, also after a power cut; folders that one process has to itself."""

import fcntl
import os
from pathlib import Path


def keep(path: Path, data: bytes) -> None:
    """Write a file in one step: a reader finds the old one or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(path.name + ".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        _write_whole(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(path)
    settle(path.parent)


def add(path: Path, data: bytes) -> None:
    """Append, and return when the disk has it. Raises OSError, the file being as long as before."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        try:
            _write_whole(descriptor, data)
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
    settle(path.parent)


def claimed(folder: Path) -> int | None:
    """The folder for one process: a descriptor, to be held until its end; None: another has it. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    claim = os.open(folder / "claim", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(claim)
        return None
    return claim


def settle(folder: Path) -> None:
    """Names in a folder are on the disk, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_whole(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
