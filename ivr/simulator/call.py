"""One call from scenario to report: the caller, the stand-in and the journal put together over a transport."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from ..core.record import Awaited, Expects
from ..errors import ScenarioError
from ..ports import Synthesizer, Transcriber
from .account import account
from .caller import Caller
from .expectations import contains, failures
from .journal import Journal
from .leg import Leg
from .moments import Observer, ignore
from .report import CallReport
from .scenario import SERVICE_NUMBER as SERVICE_NUMBER
from .scenario import Scenario
from .signing import Signer
from .stream import Trouble
from .telling import Teller
from .timeline import Timeline, stretches
from .transport import FRAME_SECONDS, Transport
from .twilio import place
from .verbs import Connection
from .webhooks import Identity, Webhooks, new_call_sid

ACCOUNT_SID = "AC" + "0" * 32
JOURNAL_SECONDS = 0.15
JOURNAL_TICKS = 50
Listener = Callable[[], AbstractAsyncContextManager[Transcriber]]
"""Opens a transcriber for what the caller heard; it is asked for after the call, which it must not slow down."""

Speaker = Callable[[], AbstractAsyncContextManager[Synthesizer]]
"""Opens the voices of <Say> ("en") and of agents (dialing.AGENTS_VOICE) for one call."""


@dataclass(frozen=True)
class Service:
    """The service that is called, as its developer knows it."""

    public_url: str
    token: str = field(repr=False)
    prompts: Mapping[str, str] = field(default_factory=dict)
    """Name → text, as in audio_prompts/prompts.yml."""
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name → agents' numbers, as in rules.yml."""
    kill: Callable[[str], None] | None = None
    """Kills transcriber, rasa or synthesizer."""
    journal_seconds: float = JOURNAL_SECONDS
    """How often the journal is read in real time; it costs the service a request each."""


async def run_call(
    scenario: Scenario,
    transport: Transport,
    service: Service,
    *,
    observer: Observer = ignore,
    listener: Listener | None = None,
    speaker: Speaker | None = None,
    call_sid: str = "",
) -> CallReport:
    """Places the call and judges it. Raises ScenarioError when it cannot be played."""
    if listener is None and scenario.expect.heard:
        raise ScenarioError(f"{scenario.name}: `heard` needs a transcriber, and none was given")
    if service.kill is None and any(step.kill for step in scenario.steps):
        raise ScenarioError(f"{scenario.name}: `kill` works only on a service that the simulator itself started")
    timeline, trouble = Timeline(), Trouble()
    caller = Caller(scenario, timeline)
    leg = Leg(transport, timeline, caller, trouble, observer)
    leg.kill, leg.longest_ticks = service.kill, round(scenario.max_seconds / FRAME_SECONDS)
    call = _connection(scenario, leg, service, call_sid or new_call_sid())
    url = service.public_url.rstrip("/")
    teller = Teller(leg, observer)
    signer = Signer(service.token)
    journal = Journal(transport, signer, url, call.identity.call_sid, service.prompts, teller.noted)
    teller.journal = journal
    leg.each_tick.append(teller.tell)
    async with _speaking(leg, speaker), _reading(journal, leg, service.journal_seconds):
        ended_by = await place(call, url)
        caller.stop(timeline.seconds)
        await transport.settle()
        await journal.read(timeline.seconds)
    teller.finish()
    report = account(scenario.name, call, journal, leg.streams, ended_by)
    routes = dict(service.routes)
    report.failures = [*trouble.problems, *transport.failures, *failures(scenario.expect, report, caller, routes)]
    report.failures += await _unheard(scenario, report, listener)
    report.passed = not report.failures
    return report


def _connection(scenario: Scenario, leg: Leg, service: Service, call_sid: str) -> Connection:
    signer = Signer(service.token, wrong=scenario.line.wrong_signature == "webhook")
    identity = Identity(call_sid, ACCOUNT_SID, scenario.caller.number, scenario.called)
    return Connection(leg, Webhooks(leg, signer), identity, scenario.line, scenario.agents)


@contextlib.asynccontextmanager
async def _speaking(leg: Leg, speaker: Speaker | None) -> AsyncIterator[None]:
    if speaker is None:
        yield
        return
    async with speaker() as leg.voice:
        yield


@contextlib.asynccontextmanager
async def _reading(journal: Journal, leg: Leg, seconds: float) -> AsyncIterator[None]:
    """The journal is read beside the call in real time, and every second in audio time."""
    if leg.transport.in_real_time:
        reader = asyncio.create_task(_read_beside(journal, leg, seconds))
        try:
            yield
        finally:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
        return

    async def read_now_and_then() -> None:
        if leg.timeline.ticks % JOURNAL_TICKS == 0:
            await journal.read(leg.timeline.seconds)

    leg.each_tick.append(read_now_and_then)
    yield


async def _read_beside(journal: Journal, leg: Leg, seconds: float) -> None:
    while True:
        await asyncio.sleep(seconds)
        await journal.read(leg.timeline.seconds)


async def _unheard(scenario: Scenario, report: CallReport, listener: Listener | None) -> list[str]:
    """Phrases that a listener cannot make out in the assistant's own audio."""
    if not scenario.expect.heard or listener is None:
        return []
    texts = []
    async with listener() as transcriber:
        for pcm in stretches(report.assistant_pcm):
            texts.append((await transcriber.transcribe(pcm, Expects(Awaited.FREE))).text)
    text = " ".join(texts)
    missing = [phrase for phrase in scenario.expect.heard if not contains(text, phrase)]
    return [f"“{phrase}” was not to be heard; heard: “{text[-300:]}”" for phrase in missing]
