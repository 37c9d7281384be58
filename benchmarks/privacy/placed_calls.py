"""Some of the seeded calls through a whole service with a data folder of its own, then a search of all that it left:
what was heard, by the live calls' memory, beside what is kept, wherever it lies."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from ivr.settings import Settings, load_settings
from ivr.simulator.report import CallReport

from ..bench import Bench
from ..scripted_calls import run_all
from .heard import Tap, Words
from .kept import DATABASE, Kept, Snapshots, backed_up, files_in, in_database, in_spool, texts_of, vault_of
from .seeded_calls import CALLER, SeededCall, scenario

CALLS_AT_ONCE = 8
EVERY_DAY = ("2000-01-01", "2100-01-01")
_TEXT = re.compile(rb"[\x20-\x7e]{6,}")
_IVR = (sys.executable, "-m", "ivr")


@dataclass
class Left:
    """What some calls left behind them."""

    reports: list[CallReport] = field(default_factory=list)
    heard: list[Words] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    """Texts: of the tables, the spool while calls went on, exports and answers about the service's health."""
    files: dict[str, bytes] = field(default_factory=dict)
    memory: bytes = b""
    """Of Rasa's process, after the calls."""
    snapshots: int = 0


def placed(bench: Bench, some: Sequence[SeededCall]) -> Left:
    """Raises ScenarioError when the service does not start."""
    left = Left()
    with tempfile.TemporaryDirectory(prefix="candid-secrets-") as place:
        work = Path(place)
        data, temporary, snapshots = work / "data", work / "tmp", work / "snapshots"
        for folder in (data, temporary, snapshots, work / "recordings"):
            folder.mkdir()
        own = {"IVR_DATA_DIR": str(data), "TMPDIR": str(temporary)}
        settings = load_settings(dev=True, overrides=own)
        scenarios = [scenario(call, number, work / "recordings") for number, call in enumerate(some)]
        with bench.service(environment=own) as running:
            url, taps = running.public_url, list[Tap]()

            def tapped(to: str) -> Tap:
                taps.append(Tap(to))
                return taps[-1]

            with Snapshots(data, snapshots) as taken:
                left.reports = run_all(scenarios, url, settings, CALLS_AT_ONCE, tapped)
            left.snapshots = taken.count
            left.heard = [words for tap in taps for words in tap.words]
            left.kept += _told_of_its_health(url)
            left.memory = _memory_of_rasa(data)
            left.files |= files_in(data, temporary)
        left.kept += _all_texts(data, snapshots, work)
        left.kept += _exports(settings, work)
        left.files |= files_in(data, temporary, snapshots, work / "exports")
    return left


def _all_texts(data: Path, snapshots: Path, work: Path) -> Iterator[Kept]:
    vault = vault_of(data)
    yield from in_database(data / DATABASE, vault)
    copy = backed_up(data / DATABASE, work / "exports.db")
    yield from in_database(copy, vault)
    for snapshot in sorted(snapshots.iterdir()):
        yield from in_spool(snapshot / "journal", vault)


def _told_of_its_health(url: str) -> list[Kept]:
    paths = ("/healthz", "/readyz", "/metrics")
    answers = {path: httpx.get(url + path, trust_env=False).text for path in paths}
    return [Kept(path, "", 0, inner, text) for path, answer in answers.items() for inner, text in texts_of(answer)]


def _exports(settings: Settings, work: Path) -> Iterator[Kept]:
    """What `ivr` hands out of these calls: to the caller, and to a stranger who checks the evidence."""
    folder = work / "exports"
    folder.mkdir()
    commands = (
        ("export-caller", "--number", CALLER, "--identity", "letter", "--output", str(folder / "caller.json")),
        ("evidence", "export", str(folder / "evidence"), "--from", EVERY_DAY[0], "--to", EVERY_DAY[1]),
        ("purge", "--dry-run"),
        ("optouts", "list"),
    )
    environment = settings.environment_for_child()
    for command in commands:
        done = subprocess.run([*_IVR, *command], env=environment, capture_output=True, text=True, check=False)
        yield Kept(f"ivr {command[0]}", "", done.returncode, "", done.stdout + done.stderr)
    for file in folder.rglob("*.json*"):
        written = file.read_text(encoding="utf-8")
        for one in written.splitlines() if file.suffix == ".jsonl" else [written]:
            told = list(texts_of(one))
            calls = {inner.removesuffix("/call"): text for inner, text in told if inner.endswith("/call")}
            for inner, text in told:
                yield Kept(file.name, calls.get(inner.partition("/")[0], ""), 0, inner, text)


def _memory_of_rasa(data: Path) -> bytes:
    """All that is text in the process that writes to Rasa's log; empty where another's memory may not be read."""
    log = data / "logs" / "rasa.log"
    texts = list[bytes]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if Path(os.readlink(process / "fd" / "1")) != log or b"rasa" not in (process / "cmdline").read_bytes():
                continue
            for line in (process / "maps").read_text().splitlines():
                span, rights, *_ = line.split()
                if rights.startswith("rw"):
                    held = _span(process / "mem", *(int(end, 16) for end in span.split("-")))
                    texts += _TEXT.findall(held)
        except OSError:  # gone meanwhile, or another's
            continue
    return b"\n".join(texts)


def _span(memory: Path, start: int, end: int) -> bytes:
    try:
        with memory.open("rb", 0) as file:
            file.seek(start)
            return file.read(end - start)
    except OSError:  # the kernel's own
        return b""
