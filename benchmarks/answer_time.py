"""How long callers wait: their last sample to the first audible sample of the answer, over the real websocket.

End of speech is known to the sample, as the caller's waveform is ours; the answer begins with the first audible 20 ms
that is played, not sent. One call at a time, in real time.
"""

import asyncio

from ivr.settings import ROOT, Settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.network import NetworkTransport
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import Scenario

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


def measure(url: str, settings: Settings) -> dict[str, object]:
    """Seconds, over all turns that were answered; turns that were not are counted as discards."""
    reports = asyncio.run(_calls(url, settings))
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
