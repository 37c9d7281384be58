"""What strangers who hold sockets open cost a webhook: bodies a byte a second, unfinished heads, idle streams.

Rounds with and without them take turns, so that whatever else the machine does falls on both.
"""

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from matplotlib.figure import Figure

from ivr.settings import Settings
from ivr.simulator.call import ACCOUNT_SID, SERVICE_NUMBER
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

from .bench import Bench, Row
from .machine import spread

ROUNDS = 15
WEBHOOKS = 20
"""Of each kind in each round."""
SETTLE_SECONDS = 2.0
"""Until all have connected, and until none is left."""
AGAIN_SECONDS = 1.0
"""Who is thrown out comes back so much later."""
ALONE = "alone"


@dataclass(frozen=True)
class Strangers:
    """So many connections that begin with these bytes and go on with one byte a second, or with nothing."""

    count: int
    begun: bytes
    then: bytes = b""


def kinds(url: str, signer: Signer) -> dict[str, Strangers]:
    host = urlsplit(url).netloc
    signed = "".join(f"{name}: {value}\r\n" for name, value in signer.headers("ws" + url[4:] + "/media").items())
    post = f"POST /voice/next HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    upgrade = (
        f"GET /media HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{signed}"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    return {
        "slow_bodies": Strangers(200, f"{post}Content-Length: 2000\r\n\r\nC".encode(), b"a"),
        "slow_heads": Strangers(200, f"{post}X-Slow: ".encode(), b"a"),
        "idle_streams": Strangers(500, upgrade.encode()),
    }


async def _hold(host: str, port: int, stranger: Strangers) -> None:
    while True:
        try:
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(stranger.begun)
                reading = asyncio.create_task(reader.read())
                while not (await asyncio.wait({reading}, timeout=1.0))[0]:
                    writer.write(stranger.then)
            finally:
                reading.cancel()
                writer.close()
        except OSError:
            pass
        await asyncio.sleep(AGAIN_SECONDS)


async def _hold_all(url: str, stranger: Strangers, over: threading.Event) -> None:
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 80
    tasks = [asyncio.create_task(_hold(host, port, stranger)) for _ in range(stranger.count)]
    await asyncio.to_thread(over.wait)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def held(url: str, stranger: Strangers | None) -> Iterator[None]:
    """While these strangers hold their sockets, in a thread of their own; None: nobody."""
    over = threading.Event()
    thread = threading.Thread(target=lambda: stranger and asyncio.run(_hold_all(url, stranger, over)))
    thread.start()
    try:
        time.sleep(SETTLE_SECONDS)
        yield
    finally:
        over.set()
        thread.join()


@dataclass
class Carrier:
    """Rings, on a connection of its own each time, and tells how long it waited and whether it got a stream."""

    url: str
    signer: Signer

    def ring(self) -> tuple[float, bool]:
        form = {"CallSid": new_call_sid(), "AccountSid": ACCOUNT_SID, "From": "+14155550100", "To": SERVICE_NUMBER}
        began = time.perf_counter()
        answer = self._post("/voice/incoming", form | {"CallStatus": "ringing"})
        taken = time.perf_counter() - began
        self._post("/voice/status", form | {"CallStatus": "completed"})
        return taken, "<Stream" in answer.text

    def _post(self, path: str, form: Mapping[str, str]) -> httpx.Response:
        target = self.url + path
        answer = httpx.post(target, data=form, headers=self.signer.headers(target, form), trust_env=False, timeout=30.0)
        return answer.raise_for_status()


def compared(url: str, settings: Settings, rounds: int = ROUNDS) -> dict[str, object]:
    """Webhook times in seconds, by who else is there; and of the calls, how many got a stream."""
    signer = Signer(settings.twilio_auth_token)
    carrier, strangers = Carrier(url, signer), kinds(url, signer)
    rung: dict[str, list[tuple[float, bool]]] = {ALONE: [], **{name: [] for name in strangers}}
    carrier.ring()  # warms the service
    for number in range(rounds):
        order = list(rung) if number % 2 else list(rung)[::-1]
        for name in order:
            with held(url, strangers.get(name)):
                rung[name] += [carrier.ring() for _ in range(WEBHOOKS)]
    return {
        name: {
            "clients": strangers[name].count if name in strangers else 0,
            "webhook_seconds": spread([seconds for seconds, _ in calls]),
            "taken": sum(taken for _, taken in calls),
        }
        for name, calls in rung.items()
    }


def measure(bench: Bench) -> dict[str, object]:
    """p99 with each kind of stranger, and without, in seconds."""
    with bench.service() as running:
        return compared(running.public_url, bench.settings)


_WHAT = {
    "slow_bodies": "clients that send a request's body one byte a second",
    "slow_heads": "clients that send its head so",
    "idle_streams": "signed websockets that say nothing",
}


def rows(figures: Mapping[str, Any]) -> list[Row]:
    alone = figures[ALONE]["webhook_seconds"]
    return [
        Row(
            f"webhook beside {figures[name]['clients']} {what}",
            "p99 ≤ 2 × without",
            f"**p99 {_p99(figures[name]['webhook_seconds'])}**, {figures[name]['taken']} of "
            f"{figures[name]['webhook_seconds']['n']} calls taken",
            f"{_p99(alone)} without (n = {alone['n']})",
        )
        for name, what in _WHAT.items()
    ]


def _p99(spreaded: Mapping[str, float]) -> str:
    return f"{spreaded['p99'] * 1000:.1f} ms"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Webhook times beside each kind of stranger."""
    axes = figure.subplots()
    ranks = ("p50", "p95", "p99")
    for place, (name, of) in enumerate(figures.items()):
        at = [rank + place * 0.2 for rank in range(len(ranks))]
        axes.bar(at, [of["webhook_seconds"][rank] * 1000 for rank in ranks], width=0.18, label=name.replace("_", " "))
    axes.set_xticks([rank + 0.3 for rank in range(len(ranks))], ranks)
    axes.set_ylabel("milliseconds for a webhook")
    axes.legend()
