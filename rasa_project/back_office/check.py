"""Asks a back office everything there is to ask, and says what would not do: `python -m back_office.check URL`.

What it asks is in a file like examples.yml; of the answers it tells their kind and time, never their content.
"""

import argparse
import asyncio
import json
import os
import secrets
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from back_office.errors import BackOfficeError, NotFoundError, RefusedError, UnavailableError
from back_office.http import HttpBackOffice
from back_office.openapi import EXAMPLES
from back_office.port import BackOffice
from back_office.tasks import Task, tasks_of
from back_office.wire import decoded


@dataclass(frozen=True)
class Finding:
    task: str
    told: str
    seconds: float
    sound: bool

    def __str__(self) -> str:
        return f"{'ok  ' if self.sound else 'BAD '} {self.task:20} {1000 * self.seconds:6.0f} ms  {self.told}"


async def findings(url: str, token: str, examples: dict[str, Any], *, writes: bool) -> list[Finding]:
    """One for each task with an example; writes only if `writes`, each twice with one key."""
    wanted = [task for task in tasks_of(BackOffice).values() if task.name in examples and (writes or not task.writes)]
    found = []
    for task in wanted:
        office = HttpBackOffice(url, token)  # one each: a breaker that opened would hide the next finding
        try:
            found.append(await _finding(office, task, examples[task.name]["asked"]))
        finally:
            await office.close()
    return found


async def _finding(office: BackOffice, task: Task, example: Any) -> Finding:
    try:
        asked = decoded(task.asked, json.dumps(example, default=str).encode())
    except ValueError as error:
        return Finding(task.name, f"the example is {error}", 0.0, sound=False)
    key = secrets.token_hex(16) if task.writes else None
    began = time.monotonic()
    first = await _told(office, task, asked, key)
    seconds = time.monotonic() - began
    if isinstance(first, UnavailableError):
        return Finding(task.name, str(first), seconds, sound=False)
    if key and not isinstance(first, BackOfficeError) and await _told(office, task, asked, key) != first:
        return Finding(
            task.name, "the same key was answered otherwise the second time: done twice?", seconds, sound=False
        )
    return Finding(task.name, _kind(first), seconds, sound=True)


async def _told(office: BackOffice, task: Task, asked: Any, key: str | None) -> Any:
    try:
        return await task.of(office, asked, key)
    except BackOfficeError as error:
        return error


def _kind(told: Any) -> str:
    if isinstance(told, NotFoundError):
        return "not found"
    if isinstance(told, RefusedError):
        return f"refused: {told.reason.value}"
    return f"{len(told)} found" if isinstance(told, tuple) else "answered"


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m back_office.check", description="Tries a back office out.")
    parser.add_argument("url", help="the address before the paths, such as http://127.0.0.1:8090")
    parser.add_argument("--examples", type=Path, default=EXAMPLES, help="what to ask; the shop's own if not given")
    parser.add_argument("--writes", action="store_true", help="ask what changes something, too, each twice")
    given = parser.parse_args(None if arguments is None else [*arguments])
    examples = yaml.safe_load(given.examples.read_text(encoding="utf-8"))
    token = os.environ.get("CANDID_BACK_OFFICE_TOKEN", "")
    found = asyncio.run(findings(given.url, token, examples, writes=given.writes))
    print(*found, sep="\n")
    return 0 if found and all(finding.sound for finding in found) else 1


if __name__ == "__main__":
    sys.exit(main())
