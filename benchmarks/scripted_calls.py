"""Many scripted calls to one service in real time, several at once; and recordings of the callers in them."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from ivr.audio import write_mono
from ivr.settings import Settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.network import NetworkTransport
from ivr.simulator.report import AnswerTo, CallReport
from ivr.simulator.scenario import Scenario

from .say import recording_of
from .voices import speech

OPENING = ("disclosure", "notice")
"""What no caller can speak over; each benchmark begins after it."""
LONG_PROMPT, LONG_PROMPT_KEY = "help", "#"
"""Eight seconds, so that there is something to speak over, and what callers press to hear it."""
ASKED_SECONDS = 0.6
"""After the opening: a key before its end does nothing."""
JOURNAL_SECONDS = 0.5


def run_all(
    scenarios: Sequence[Scenario],
    url: str,
    settings: Settings,
    at_once: int,
    way: Callable[[str], NetworkTransport] = NetworkTransport,
) -> list[CallReport]:
    """Reports in the order of the scenarios; a new call begins when one ends, the first ones spread over a call.

    `way` makes each call's way to the service.
    """
    return asyncio.run(_run_all(scenarios, url, settings, at_once, way))


async def _run_all(
    scenarios: Sequence[Scenario], url: str, settings: Settings, at_once: int, way: Callable[[str], NetworkTransport]
) -> list[CallReport]:
    service = Service(
        url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings), journal_seconds=JOURNAL_SECONDS
    )
    places = asyncio.Semaphore(at_once)
    apart_seconds = 20.0 / at_once

    async def place(number: int, scenario: Scenario) -> CallReport:
        if number < at_once:
            await asyncio.sleep(number * apart_seconds)
        async with places:
            transport = way(url)
            try:
                return await run_call(scenario, transport, service)
            finally:
                await transport.aclose()

    return await asyncio.gather(*(place(number, scenario) for number, scenario in enumerate(scenarios)))


def until_long_prompt(opening_seconds: float) -> list[dict[str, object]]:
    """The steps of a caller who hears an opening of this length out, from their first frame, and asks for help."""
    return [{"wait": round(opening_seconds + ASKED_SECONDS, 2)}, {"press": LONG_PROMPT_KEY}]


def spoken_over(report: CallReport) -> AnswerTo | None:
    """The turn behind the key; None when the caller never came to speak."""
    return report.turns[1] if len(report.turns) > 1 else None


def said(folder: Path, text: str, voice: str) -> Path:
    """A recording of these words, named by them so that reports can be read."""
    path = folder / voice / recording_of(text)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        write_mono(path, speech(text, voice))
    return path
