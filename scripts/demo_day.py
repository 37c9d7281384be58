#!/usr/bin/env python3
"""The console with a day of calls: a service of its own, and callers of every kind, placed by the stand-in for Twilio
while you watch. Everything is under .data/console, made anew each time. Ctrl-C ends it."""

import os
import shutil
import signal
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import click

from ivr.local_service import started_service

ROOT = Path(__file__).parent.parent
DATA = ROOT / ".data" / "console"
CALLS = (
    *("demo", "opening_hours_by_keys", "order_by_voice", "human_at_once", "complaint", "bill_explained_by_voice"),
    *("callback_by_voice", "no_agent_answers", "impatient_caller", "delivery_moved_by_voice", "noise_only"),
    *("are_you_a_robot", "human_during_disclosure", "message_by_voice", "fraud", "nearest_shop_by_keys"),
)
AT_ONCE = 2


class Day:
    """A running service, and commands that are run beside it."""

    def __init__(self, url: str, environment: dict[str, str]) -> None:
        self.url, self._environment = url, environment

    def ivr(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "ivr", *arguments],
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def invite(self, name: str, role: str) -> str:
        """The address at which they choose a password."""
        return self.ivr("people", "invite", name, "--role", role)

    def place(self, call: str) -> None:
        scenario = str(ROOT / "tests" / "calls" / f"{call}.yml")
        self.ivr("call", scenario, "--url", self.url, "--quiet", "--output", str(DATA / "call-reports"))


@contextmanager
def day(data: Path = DATA) -> Iterator[Day]:
    """The service on a port of its own, with rules that may be changed. Raises ScenarioError when it does not start."""
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    shutil.copy(ROOT / "rules.yml", data / "rules.yml")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else the service would stay when this is told to go
    more = {"IVR_DATA_DIR": str(data), "IVR_RULES_FILE": str(data / "rules.yml")}
    with started_service(more) as running:
        yield Day(running.public_url, os.environ | more | {"IVR_PUBLIC_URL": running.public_url})


def callers(day: Day, calls: Sequence[str]) -> None:
    """All of them, a few at once; comes back when the last has hung up."""
    with ThreadPoolExecutor(AT_ONCE) as lines:
        list(lines.map(day.place, calls))


@click.command(help=__doc__)
@click.option("--calls", default=len(CALLS), show_default=True, help="How many.")
def main(calls: int) -> None:
    click.echo("Starting the service: half a minute ...")
    with day() as today:
        address = today.invite("Demo", "admin")
        click.echo(f"Open this, and choose a password; the name to sign in with is Demo:\n\n    {address}\n")
        webbrowser.open(address)
        click.echo(f"{calls} callers ring now, {AT_ONCE} at once. Ctrl-C ends everything.")
        callers(today, CALLS[:calls])
        click.echo("The last has hung up. The console stays until Ctrl-C.")
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
