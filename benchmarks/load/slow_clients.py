"""What strangers who hold sockets open cost a webhook: bodies a byte a second, unfinished heads, idle streams.

Rounds with and without them take turns, so that whatever else the machine does falls on both. The strangers are a
process of their own, and each webhook is a plain socket: in one process with them, the carrier waits for its own turn.
"""

import statistics
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

from matplotlib.figure import Figure

from ivr.settings import Settings
from ivr.simulator.call import ACCOUNT_SID, SERVICE_NUMBER
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

from ..bench import Bench, Row
from ..machine import spread
from .strangers import Strangers, held

ROUNDS = 15
WEBHOOKS = 20
"""Of each kind in each round."""
ALONE = "alone"


def kinds(url: str, signer: Signer) -> dict[str, Strangers]:
    parts = urlsplit(url)
    host, at = parts.netloc, (parts.hostname or "", parts.port or 80)
    signed = "".join(f"{name}: {value}\r\n" for name, value in signer.headers("ws" + url[4:] + "/media").items())
    post = f"POST /voice/next HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    upgrade = (
        f"GET /media HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{signed}"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    return {
        "slow_bodies": Strangers(*at, 200, f"{post}Content-Length: 2000\r\n\r\nC", "a"),
        "slow_heads": Strangers(*at, 200, f"{post}X-Slow: ", "a"),
        "idle_streams": Strangers(*at, 500, upgrade),
    }


@dataclass
class Carrier:
    """Rings, on a connection of its own each time, and tells how long it waited and whether it got a stream."""

    url: str
    signer: Signer

    def ring(self) -> tuple[float, bool]:
        form = {"CallSid": new_call_sid(), "AccountSid": ACCOUNT_SID, "From": "+14155550100", "To": SERVICE_NUMBER}
        taken, answer = self._post("/voice/incoming", form | {"CallStatus": "ringing"})
        self._post("/voice/status", form | {"CallStatus": "completed"})
        return taken, "<Stream" in answer

    def _post(self, path: str, form: Mapping[str, str]) -> tuple[float, str]:
        """Seconds from the connection's first byte to the answer's last, and the answer."""
        parts, body = urlsplit(self.url), urlencode(form)
        signed = self.signer.headers(self.url + path, form)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **signed}
        began = time.perf_counter()
        with closing(HTTPConnection(parts.hostname or "", parts.port or 80, timeout=30.0)) as connection:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            taken = time.perf_counter() - began
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise RuntimeError(f"{path} was answered with {answer.status}")
        return taken, text


def compared(url: str, settings: Settings, rounds: int = ROUNDS) -> dict[str, object]:
    """Webhook times in seconds, by who else is there; and of the calls, how many got a stream."""
    signer = Signer(settings.twilio_auth_token)
    carrier, strangers = Carrier(url, signer), kinds(url, signer)
    rung: dict[str, list[tuple[float, bool]]] = {ALONE: [], **{name: [] for name in strangers}}
    busy: dict[str, list[float]] = {name: [] for name in rung}
    carrier.ring()  # warms the service
    for number in range(rounds):
        order = list(rung) if number % 2 else list(rung)[::-1]
        for name in order:
            with held(strangers.get(name)) as cores:
                rung[name] += [carrier.ring() for _ in range(WEBHOOKS)]
            busy[name].append(cores())
    return {
        name: {
            "clients": strangers[name].count if name in strangers else 0,
            "webhook_seconds": spread([seconds for seconds, _ in calls]),
            "taken": sum(taken for _, taken in calls),
            "strangers_cores": round(statistics.mean(busy[name]), 3),
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
