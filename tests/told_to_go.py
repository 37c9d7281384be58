"""A program: a service takes a call, is told to go in the midst of it, and what became of both is printed as JSON.

A program of its own, so that it can run where there is nobody else: `scripts/alone.py`.
"""

import asyncio
import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx

from ivr.local_service import started_service
from ivr.settings import load_settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import RunningService, prompt_texts, route_agents
from ivr.simulator.moments import Moment
from ivr.simulator.network import NetworkTransport
from ivr.simulator.scenario import Scenario
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

GONE_SECONDS = 20.0
QUESTION = Scenario.model_validate(
    {
        "name": "a question while the service is told to go",
        "steps": ["listen", {"say": "what_are_your_opening_hours"}, {"listen": {"said": "nine to six"}}, "hang_up"],
        "expect": {"transferred_to": "nobody"},
        "folder": Path(__file__).parent / "calls",
    }
)
"""The answer is the dialogue's and recorded nowhere: Whisper, Rasa, its actions and pyttsx3 all have their part."""


def pid_of(running: RunningService) -> int:
    parts = httpx.get(f"{running.public_url}/readyz", trust_env=False).json()["parts"]
    return int(parts["service"]["detail"].removeprefix("pid "))


def descendants(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += [int(child) for child in (task / "children").read_text().split() if int(child) not in children]
    return [known for child in children for known in (child, *descendants(child))]


def is_gone(watch: int) -> bool:
    """A pidfd becomes readable when its process has ended."""
    return bool(select.select([watch], [], [], GONE_SECONDS)[0])


def incoming(running: RunningService, token: str) -> ElementTree.Element:
    url = f"{running.public_url}/voice/incoming"
    form = {"CallSid": new_call_sid(), "From": "+14155550100", "To": "+15005550100", "CallStatus": "ringing"}
    answer = httpx.post(url, data=form, headers=Signer(token).headers(url, form), trust_env=False)
    return ElementTree.fromstring(answer.text)  # noqa: S314  # our own answer


def called() -> dict[str, Any]:
    """What the call failed in, the verbs that the next caller was given, and which processes were left."""
    settings = load_settings(dev=True)
    next_caller: list[str] = []
    with started_service() as running:
        pid = pid_of(running)
        watched = [os.pidfd_open(known) for known in (pid, *descendants(pid))]

        def tell_it_to_go(moment: Moment) -> None:
            if moment.who == "caller" and not next_caller:
                os.kill(pid, signal.SIGTERM)
                next_caller.extend(verb.tag for verb in incoming(running, settings.twilio_auth_token))

        async def call() -> list[str]:
            transport = NetworkTransport(running.public_url)
            texts, routes = prompt_texts(settings), route_agents(settings)
            service = Service(running.public_url, settings.twilio_auth_token, texts, routes)
            try:
                report = await run_call(QUESTION, transport, service, observer=tell_it_to_go)
            finally:
                await transport.aclose()
            return report.failures

        failures = asyncio.run(call())
        left = sum(not is_gone(watch) for watch in watched)
    return {"failures": failures, "next_caller": next_caller, "processes": len(watched), "left": left}


if __name__ == "__main__":
    json.dump(called(), sys.stdout)
