"""What calls cost the main process, engines apart: processor and memory per call; and how quick webhooks are."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from matplotlib.figure import Figure

from ivr.settings import Settings
from ivr.simulator.call import ACCOUNT_SID, SERVICE_NUMBER, Service, run_call
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.network import NetworkTransport
from ivr.simulator.scenario import Scenario
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

from ..bench import Bench, Row
from ..machine import spread

CALLS_AT_ONCE = 10
WEBHOOKS = 300
NEVER_SECONDS = 3600.0
DISCLOSED = Scenario.model_validate(
    {"name": "disclosed", "steps": [{"wait": 9.2}, "hang_up"], "expect": {"said": "automated A.I."}}
)
"""No engine hears these calls: what they cost is websocket, core, journal and webhooks."""
SILENT = Scenario.model_validate(
    {"name": "silent", "steps": ["listen", {"wait": 5.5}, "hang_up"], "expect": {"disclosure": "complete"}}
)
"""These end a moment before they would be asked again: five seconds of each are heard by the voice detector."""


def processor_seconds(pid: int) -> float:
    """User and system time of one process so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


async def _calls(scenario: Scenario, url: str, settings: Settings, pid: int, count: int) -> dict[str, float]:
    texts, routes = prompt_texts(settings), route_agents(settings)
    # Nobody but a developer's stand-in reads a journal while the call goes on: its requests are not a call's cost.
    service = Service(url, settings.twilio_auth_token, texts, routes, journal_seconds=NEVER_SECONDS)
    transports = [NetworkTransport(url) for _ in range(count)]
    spent, memory = processor_seconds(pid), resident_mb(pid)
    tasks = [asyncio.create_task(run_call(scenario, transport, service)) for transport in transports]
    greatest = memory
    while not all(task.done() for task in tasks):
        await asyncio.sleep(0.5)
        greatest = max(greatest, resident_mb(pid))
    reports = await asyncio.gather(*tasks)
    await asyncio.gather(*(transport.aclose() for transport in transports))
    call_seconds = sum(report.seconds for report in reports)
    return {
        "calls_at_once": count,
        "core_percent_per_call": round(100 * (processor_seconds(pid) - spent) / call_seconds, 2),
        "main_process_mb_before": round(memory, 1),
        "main_process_mb_per_call": round((greatest - memory) / count, 2),
    }


def _webhook_seconds(url: str, settings: Settings) -> list[float]:
    signer, taken = Signer(settings.twilio_auth_token), []
    with httpx.Client(trust_env=False) as client:
        for _ in range(WEBHOOKS):
            target = f"{url}/voice/incoming"
            form = {"CallSid": new_call_sid(), "AccountSid": ACCOUNT_SID, "From": "+14155550100", "To": SERVICE_NUMBER}
            form["CallStatus"] = "ringing"
            began = time.perf_counter()
            answer = client.post(target, data=form, headers=signer.headers(target, form))
            taken.append(time.perf_counter() - began)
            answer.raise_for_status()
            ended = form | {"CallStatus": "completed"}
            client.post(f"{url}/voice/status", data=ended, headers=signer.headers(f"{url}/voice/status", ended))
    return taken


def measure(bench: Bench) -> dict[str, object]:
    """Start, processor share and memory of the main process; webhook times in seconds."""
    begun = time.monotonic()
    with bench.service() as running:
        ready = round(time.monotonic() - begun, 1)
        url, settings = running.public_url, bench.settings
        parts = httpx.get(f"{url}/readyz", trust_env=False).json()["parts"]
        pid = int(parts["service"]["detail"].removeprefix("pid "))
        memory = round(resident_mb(pid), 1)
        webhooks = spread(_webhook_seconds(url, settings))
        asyncio.run(_calls(SILENT, url, settings, pid, 2))  # warms allocators and caches
        return {
            "ready_seconds": ready,
            "main_process_mb_when_ready": memory,
            "webhook_seconds": webhooks,
            "without_engines": asyncio.run(_calls(DISCLOSED, url, settings, pid, CALLS_AT_ONCE)),
            "with_the_detector": asyncio.run(_calls(SILENT, url, settings, pid, CALLS_AT_ONCE)),
        }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    webhook, bare, heard = figures["webhook_seconds"], figures["without_engines"], figures["with_the_detector"]
    at_once = f"{bare['calls_at_once']} calls at once"
    detector = "the same with a quarter of the call heard by the voice detector"
    return [
        Row("webhook", "p99 ≤ 50 ms", f"**p99 {webhook['p99'] * 1000:.1f} ms** (n = {webhook['n']})"),
        Row(
            "websocket and core, of one core, for each call, without the engines",
            "≤ 1 %",
            f"**{bare['core_percent_per_call']:.2f} %** ({at_once}, inside the disclosure, when no engine hears them)",
        ),
        Row(detector, "–", f"{heard['core_percent_per_call']:.2f} % ({at_once})"),
        Row("main process when ready", "≤ 250 MB", f"**{figures['main_process_mb_when_ready']:.0f} MB**"),
        Row("main process, more for each call", "≤ 2 MB", f"**{heard['main_process_mb_per_call']:.2f} MB**"),
        Row("ready after starting, with a trained model", "≤ 30 s", f"**{figures['ready_seconds']:.0f} s**"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """What calls and webhooks cost."""
    share, webhook = figure.subplots(1, 2)
    shares = [figures[name]["core_percent_per_call"] for name in ("without_engines", "with_the_detector")]
    share.bar(["without the engines", "with the detector"], shares, color="#4477aa")
    share.set_ylabel("per cent of one core, for each call")
    ranks = ("p50", "p95", "p99", "max")
    webhook.bar(ranks, [figures["webhook_seconds"][rank] * 1000 for rank in ranks], color="#228833")
    webhook.set_ylabel(f"milliseconds for a webhook (n = {figures['webhook_seconds']['n']})")
