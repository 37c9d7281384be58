"""How long callers wait: their last sample to the first audible sample of the answer, over the real websocket.

End of speech is known to the sample, as the caller's waveform is ours; the answer begins with the first audible 20 ms
that is played, not sent. One call at a time, in real time.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from matplotlib.figure import Figure

from ivr.settings import ROOT, Settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.network import NetworkTransport
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import Scenario

from .bench import Bench, Row
from .machine import spread

QUESTIONS = (
    "what_are_your_opening_hours",
    "how_do_i_return_something",
    "are_you_a_robot",
    "thank_you",
    "where_is_my_order",
    "four_two_one_eight_zero_seven",
    "yes",
    "no_thank_you",
)
CALLS = 4
CALLS_FOLDER = ROOT / "tests" / "calls"


def scenario() -> Scenario:
    """One call: the questions one after another, each asked when the last was answered."""
    steps: list[object] = ["listen"]
    for words in QUESTIONS:
        steps += [{"say": words}, "listen"]
    return Scenario.model_validate(
        {
            "name": "answer times",
            "steps": [*steps, "hang_up"],
            "expect": {"disclosure": "complete"},
            "max_seconds": 300,
            "folder": CALLS_FOLDER,
        }
    )


async def _calls(url: str, settings: Settings) -> list[CallReport]:
    reports = []
    service = Service(url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings))
    for _ in range(CALLS):
        transport = NetworkTransport(url)
        try:
            reports.append(await run_call(scenario(), transport, service))
        finally:
            await transport.aclose()
    return reports


def measure(bench: Bench) -> dict[str, object]:
    """Seconds, over all turns that were answered; turns that were not are counted as discards."""
    with bench.service() as running:
        reports = asyncio.run(_calls(running.public_url, bench.settings))
    turns = [turn for report in reports for turn in report.turns]
    answered = [turn.answer_seconds for turn in turns if turn.answer_seconds is not None]
    by_words: dict[str, list[float]] = {}
    for turn in turns:
        if turn.answer_seconds is not None:
            by_words.setdefault(turn.label, []).append(turn.answer_seconds)
    return {
        "answer_seconds": spread(answered),
        "discarded": len(turns) - len(answered),
        "worst_lateness_of_the_instrument_seconds": max(report.worst_lateness_seconds for report in reports),
        "dead_air_seconds": spread([report.dead_air_seconds for report in reports]),
        "by_words": {words: spread(seconds) for words, seconds in by_words.items()},
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    took, dead_air = figures["answer_seconds"], figures["dead_air_seconds"]
    measured = (
        f"**p50 {took['p50']:.2f} s, p95 {took['p95']:.2f} s** (n = {took['n']}, {figures['discarded']} discarded)"
    )
    return [
        Row(
            "caller's last sample to the first audible sample of the answer",
            "p50 ≤ 0.30 s, p95 ≤ 0.50 s",
            measured,
        ),
        Row("dead air, the longest in a call", "–", f"p50 {dead_air['p50']:.2f} s (n = {dead_air['n']} calls)"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """p50 and worst by what the caller said."""
    axes = figure.add_subplot()
    words = sorted(figures["by_words"], key=lambda name: figures["by_words"][name]["p50"])
    axes.barh(words, [figures["by_words"][name]["p50"] for name in words], color="#4477aa", label="p50")
    axes.plot([figures["by_words"][name]["max"] for name in words], words, "k|", label="worst")
    axes.set_xlabel("seconds from the caller's last sample to the answer's first audible one")
    axes.legend()
