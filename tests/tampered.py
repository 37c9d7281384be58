"""Ways to tamper with evidence, each on a copy, and both of its verifiers as one: ours, and the script of docs/."""

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from ivr.evidence.audit import verify_log
from ivr.evidence.checkpoint import Checkpoint, signed_checkpoint
from ivr.evidence.export import export_call, export_period
from ivr.evidence.exported import write_export
from ivr.evidence.note import SigningKey, Verifier, read_key
from ivr.evidence.verify import verify_folder

from .evidence import NOON, log_of, token
from .source_tree import ROOT

SCRIPT = ROOT / "docs" / "verify_evidence.py"
Lines = list[bytes]


def by_script(folder: Path, *options: str, path: str = os.defpath) -> str:
    """What the stand-alone script prints, in a Python that finds none of our code; its last line is its exit status."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(folder), *options]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env={"PYTHONUTF8": "1", "PATH": path}
    )
    assert done.returncode in (0, 1), done.stderr
    return f"{done.stdout}{done.stderr}exit {done.returncode}"


def both(
    folder: Path,
    key: Verifier | None = None,
    kept: Sequence[Checkpoint] = (),
    witnesses: Sequence[Verifier] = (),
    authorities: Sequence[Certificate] = (),
) -> tuple[str, str]:
    """What each of the two says of a folder; `exit 0` or `exit 1` at its end."""
    if (folder / "checkpoints").exists():
        own = key or read_key((folder / "key.txt").read_text())
        verdict = verify_log(folder, own, kept, witnesses, authorities)
    else:
        verdict = verify_folder(folder, key, kept, witnesses, authorities)
    options = ["--key", key.told()] if key else []
    for number, checkpoint in enumerate(kept):
        path = folder.parent / f"kept-{number}.txt"
        path.write_bytes(checkpoint.bytes())
        options += ["--kept", str(path)]
    for number, certificate in enumerate(authorities):
        path = folder.parent / f"authority-{number}.pem"
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
        options += ["--authority", str(path)]
    for witness in witnesses:
        options += ["--witness", witness.told()]
    return "\n".join([*verdict.lines(), f"exit {int(not verdict.good)}"]), by_script(folder, *options)


@cache
def _kept(copy: str) -> Path:
    """A log of twelve calls; making one waits for the disk, and nobody changes this one."""
    folder = Path(mkdtemp(prefix="candid-evidence-")) / "log"
    atexit.register(rmtree, folder.parent)
    log_of(folder, 12)
    return folder


def exported(tmp_path: Path, *, call: int | None = None, copy: str = "") -> tuple[Path, SigningKey]:
    """A log of twelve calls, and of it a folder with one of them, or with the middle of its period.

    Each name of a `copy` has a key of its own.
    """
    log = Path(copytree(_kept(copy), tmp_path / "log"))
    key, folder = SigningKey.read(log / "key.pem"), tmp_path / "export"
    if call is not None:
        found = export_call(log, key.verifier, token(call))
    else:
        found = export_period(log, key.verifier, NOON + timedelta(minutes=4), NOON + timedelta(minutes=7))
    write_export(folder, found)
    return folder, key


def lines(folder: Path, name: str) -> Lines:
    return (folder / name).read_bytes().splitlines()


def rewrite(folder: Path, name: str, changed: Sequence[bytes]) -> None:
    (folder / name).write_bytes(b"".join(line + b"\n" for line in changed))


def said_records(folder: Path, count: int) -> None:
    """A forger mends export.json as well."""
    about = json.loads((folder / "export.json").read_bytes())
    (folder / "export.json").write_text(json.dumps(about | {"records": count}))


def signed_anew(folder: Path, name: str, key: SigningKey, size: int, root: bytes, seconds: float) -> None:
    """The log's owner signs something else."""
    made = signed_checkpoint(key, size, root, NOON + timedelta(seconds=seconds))
    (folder / name).write_bytes(made.bytes())
