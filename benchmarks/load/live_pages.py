"""What 50 open pages of Now cost: of a core, of the callers' answers, and of memory; and how soon a change shows."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx
from flask.sessions import SecureCookieSessionInterface
from matplotlib.figure import Figure

from ivr.console import create_console, gate
from ivr.console.desk import Desk
from ivr.privacy.key_file import KEY_FILE, KeyFile
from ivr.privacy.vault import Vault
from ivr.settings import ROOT, Settings
from ivr.store.calls import utc_now
from ivr.store.database import engine_of
from ivr.written.rules_file import RulesFile

from ..bench import Bench, Row
from ..machine import spread
from .capacity import place
from .service_cost import _webhook_seconds, processor_seconds, resident_mb
from .watching import PAGES_A_SITTING

PAGES = 50
CALLS, TURNS, ROUNDS = 8, 5, 3
IDLE_SECONDS = 20.0
NAME = "watcher"


def cookies(settings: Settings, count: int) -> list[str]:
    """As many sittings of one supervisor as so many pages need, and one more."""
    engine = engine_of(settings.effective_database_url)
    vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
    rules = RulesFile(settings.rules_file, settings.data_dir)
    desk = Desk.of(settings, engine, vault, rules, utc_now, None)  # type: ignore[arg-type]  # nothing is asked of it
    app: Any = create_console(desk)
    if desk.people.by_name(NAME) is None:
        desk.people.invite(NAME, "supervisor")
    person: Any = desk.people.by_name(NAME)
    signer: Any = SecureCookieSessionInterface().get_signing_serializer(app)
    tokens = [desk.sittings.begin(person.id, "benchmark") for _ in range(count // PAGES_A_SITTING + 2)]
    engine.dispose()
    return [f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({gate.TOKEN: token})}" for token in tokens]


@contextmanager
def watched(settings: Settings, url: str, count: int = PAGES) -> Iterator[dict[str, Any]]:
    """So many pages are open meanwhile; what they were told is in the mapping afterwards."""
    seen: dict[str, Any] = {}
    command = [sys.executable, "-m", "benchmarks.load.watching", url, NAME, str(count), *cookies(settings, count)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, cwd=ROOT, env=settings.environment_for_child(), **pipes) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        if process.stdout.readline().strip() != "open":
            raise RuntimeError("the pages did not open")
        yield seen
        process.stdin.close()
        seen.update(json.loads(process.stdout.readline()))


def _main_process(url: str) -> int:
    parts = httpx.get(f"{url}/readyz", trust_env=False).json()["parts"]
    return int(parts["service"]["detail"].removeprefix("pid "))


def _share(pid: int) -> float:
    """Of a core, in a while in which nobody calls."""
    before, began = processor_seconds(pid), time.monotonic()
    time.sleep(IDLE_SECONDS)
    return (processor_seconds(pid) - before) / (time.monotonic() - began)


def _rounds(settings: Settings, url: str) -> dict[str, Any]:
    """Callers talk without pages and with them, by turns, so that a busy machine favours neither."""
    answers: dict[str, list[float]] = {"without": [], "with": []}
    shares: dict[str, list[float]] = {"without": [], "with": []}
    delays, messages, octets, seconds, unanswered = [], 0, 0, 0.0, {"without": 0, "with": 0}

    def talk(which: str) -> None:
        seen = place(settings, url, CALLS, turns=TURNS)
        turns = [turn for call in seen["calls"] for turn in call["turns"]]
        heard = [turn for turn in turns if turn["answered_at"] is not None]
        answers[which] += [(turn["answered_at"] - turn["ended_at"]) / 8000 for turn in heard]
        unanswered[which] += len(turns) - len(heard)
        shares[which].append(seen["cores_used"]["main"])

    for number in range(ROUNDS):
        for which in ("without", "with") if number % 2 == 0 else ("with", "without"):
            if which == "without":
                talk(which)
                continue
            with watched(settings, url) as told:
                began = time.monotonic()
                talk(which)
                seconds += time.monotonic() - began
            delays += told["delays"]
            messages, octets = messages + told["messages"], octets + told["octets"]
    return {
        "answer_seconds": {which: spread(values) for which, values in answers.items()},
        "unanswered": unanswered,
        "main_process_share": {which: [round(one, 4) for one in values] for which, values in shares.items()},
        "change_shows_seconds": spread(delays),
        "messages_a_second": round(messages / seconds, 1),
        "octets_a_message": round(octets / max(1, messages)),
    }


def measure(bench: Bench) -> dict[str, object]:
    """One service, and one without a console beside it for its memory."""
    settings, many = bench.settings, {"limits": {"calls_at_once": 10 * CALLS}}
    with bench.service(rules=many, environment={"IVR_CONSOLE": "0"}) as running:
        bare = resident_mb(_main_process(running.public_url))
    with bench.service(rules=many) as running:
        url = running.public_url
        pid = _main_process(url)
        while httpx.get(f"{url}/console/sign-in", trust_env=False).status_code == 503:
            time.sleep(0.2)
        memory = {"without_console": round(bare, 1), "when_open": round(resident_mb(pid), 1)}
        place(settings, url, 2, turns=2)  # warms caches of clips and allocators
        idle = {"without": _share(pid)}
        webhooks = {"without": spread(_webhook_seconds(url, settings))}
        before = resident_mb(pid)
        with watched(settings, url):
            idle["with"] = _share(pid)
            webhooks["with"] = spread(_webhook_seconds(url, settings))
            memory["more_by_pages"] = round(resident_mb(pid) - before, 1)
        rounds = _rounds(settings, url)
    return {"pages": PAGES, "calls": CALLS, "idle_share": idle, "webhook_seconds": webhooks, "mb": memory} | rounds


def _ratio(figures: Mapping[str, Any]) -> float:
    answers = figures["answer_seconds"]
    return float(answers["with"]["p95"] / answers["without"]["p95"])


def _more(figures: Mapping[str, Any]) -> float:
    """Of a core, while callers talk."""
    shares = figures["main_process_share"]
    return float(sum(shares["with"]) / len(shares["with"]) - sum(shares["without"]) / len(shares["without"]))


def rows(figures: Mapping[str, Any]) -> list[Row]:
    pages, calls = figures["pages"], figures["calls"]
    idle, answers, memory = figures["idle_share"], figures["answer_seconds"], figures["mb"]
    webhooks, shows = figures["webhook_seconds"], figures["change_shows_seconds"]
    grown = memory["when_open"] - memory["without_console"] + max(0.0, memory["more_by_pages"])
    rounds = len(figures["main_process_share"]["with"])
    return [
        Row(
            f"{pages} live pages of the console open, of a core, while {calls} callers talk",
            "≤ 3 %",
            f"**{100 * _more(figures):.1f} %** ({figures['messages_a_second']:.0f} messages a second, {rounds} rounds;"
            f" nobody calling {100 * (idle['with'] - idle['without']):.1f} %)",
        ),
        Row(
            f"answers with {pages} live pages open, p95 against without, by turns in one run",
            "≤ 1.05 times",
            f"**{_ratio(figures):.2f}** ({answers['with']['p95']:.2f} and {answers['without']['p95']:.2f} s,"
            f" n = {answers['with']['n']} and {answers['without']['n']})",
        ),
        Row(
            "a change shows on a live page after",
            "≤ 1 s",
            f"**p50 {shows['p50']:.2f} s, p95 {shows['p95']:.2f} s** (n = {shows['n']})",
        ),
        Row(
            f"webhook with {pages} live pages open",
            "p99 ≤ 50 ms",
            f"**p99 {1000 * webhooks['with']['p99']:.1f} ms** (without {1000 * webhooks['without']['p99']:.1f} ms,"
            f" n = {webhooks['with']['n']} each)",
        ),
        Row("main process, more by the console and these pages", "≤ 60 MB", f"**{grown:.0f} MB**"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Answers and the main process, without pages and with them."""
    times, share = figure.subplots(1, 2)
    ranks = ("p50", "p95", "p99")
    for shift, which, colour in ((-0.2, "without", "#bbbbbb"), (0.2, "with", "#4477aa")):
        values = [figures["answer_seconds"][which][rank] for rank in ranks]
        times.bar([at + shift for at in range(len(ranks))], values, 0.4, color=colour, label=f"{which} pages")
    times.set_xticks(range(len(ranks)), ranks)
    times.set_ylabel("seconds to the answer")
    times.legend()
    shares = figures["main_process_share"]
    share.bar(list(shares), [100 * sum(values) / len(values) for values in shares.values()], color="#228833")
    share.set_ylabel("per cent of a core, main process")
