"""Starts a service, measures it, prints the figures with the machine's, and leaves them in benchmarks/results.json."""

import json
import time
from pathlib import Path

import click
import httpx

from ivr.local_service import started_service
from ivr.settings import load_settings

from . import answer_time, service_cost
from .machine import about

RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    settings = load_settings(dev=True)
    begun = time.monotonic()
    with started_service() as running:
        ready = round(time.monotonic() - begun, 1)
        parts = httpx.get(f"{running.public_url}/readyz", trust_env=False).json()["parts"]
        pid = int(parts["service"]["detail"].removeprefix("pid "))
        memory = round(service_cost.resident_mb(pid), 1)
        click.echo(f"{answer_time.CALLS} calls of {len(answer_time.QUESTIONS)} questions, in real time …")
        answers = answer_time.measure(running.public_url, settings)
        click.echo(f"{service_cost.WEBHOOKS} webhooks, then {service_cost.CALLS_AT_ONCE} silent calls at once …")
        cost = service_cost.measure(running.public_url, settings, pid)
    figures = {"ready_seconds": ready, "main_process_mb_when_ready": memory} | answers | cost
    RESULTS.write_text(json.dumps({"machine": about(), "figures": figures}, indent=2) + "\n")
    click.echo(RESULTS.read_text())


if __name__ == "__main__":
    main()
