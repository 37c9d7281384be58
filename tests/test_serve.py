"""The service as a process: what becomes of calls and children when it starts, is told to go, or is killed."""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from ivr.local_service import started_service
from ivr.settings import Settings, load_settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import RunningService, prompt_texts, route_agents
from ivr.simulator.moments import Moment
from ivr.simulator.network import NetworkTransport
from ivr.simulator.scenario import Scenario
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

GONE_SECONDS = 20.0

pytestmark = [
    pytest.mark.engine,
    pytest.mark.rasa,
    pytest.mark.skipif(sys.platform != "linux", reason="watches processes through Linux's /proc and pidfd"),
]
QUESTION = Scenario.model_validate(
    {
        "name": "a question while the service is told to go",
        "steps": ["listen", {"say": "what_are_your_opening_hours"}, {"listen": {"said": "nine to six"}}, "hang_up"],
        "expect": {"transferred_to": "nobody"},
        "folder": Path(__file__).parent / "calls",
    }
)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("IVR_DATA_DIR", str(tmp_path))
    return load_settings(dev=True)


@pytest.fixture
def running(settings: Settings) -> Iterator[RunningService]:
    with started_service() as running:
        yield running


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


def incoming(running: RunningService, settings: Settings) -> ElementTree.Element:
    url = f"{running.public_url}/voice/incoming"
    form = {"CallSid": new_call_sid(), "From": "+14155550100", "To": "+15005550100", "CallStatus": "ringing"}
    answer = httpx.post(url, data=form, headers=Signer(settings.twilio_auth_token).headers(url, form), trust_env=False)
    return ElementTree.fromstring(answer.text)  # noqa: S314  # our own answer


def test_a_killed_service_leaves_no_child_behind(running: RunningService) -> None:
    pid = pid_of(running)
    watched = [os.pidfd_open(child) for child in descendants(pid)]
    assert len(watched) >= 6  # transcriber, synthesizer, and leash and program of Rasa and of its actions
    os.kill(pid, signal.SIGKILL)
    assert all(is_gone(watch) for watch in watched)


def test_a_service_told_to_go_finishes_its_calls_and_sends_new_ones_to_an_agent(
    running: RunningService, settings: Settings
) -> None:
    pid = pid_of(running)
    watched = [os.pidfd_open(known) for known in (pid, *descendants(pid))]
    answers = []

    def tell_it_to_go(moment: Moment) -> None:
        if moment.who == "caller" and not answers:
            os.kill(pid, signal.SIGTERM)
            answers.append(incoming(running, settings))

    async def call() -> list[str]:
        transport = NetworkTransport(running.public_url)
        texts, routes = prompt_texts(settings), route_agents(settings)
        service = Service(running.public_url, settings.twilio_auth_token, texts, routes)
        try:
            report = await run_call(QUESTION, transport, service, observer=tell_it_to_go)
        finally:
            await transport.aclose()
        return report.failures

    assert asyncio.run(call()) == []
    assert answers[0].find("Dial") is not None
    assert answers[0].find("Connect") is None
    assert all(is_gone(watch) for watch in watched)
    logs = [path.read_text() for path in (settings.data_dir / "logs").iterdir()]
    assert any("draining" in log for log in logs)
    private = ("opening hours", "nine to six", QUESTION.caller.number, settings.twilio_auth_token)
    assert [words for words in private for log in logs if words in log.lower()] == []
