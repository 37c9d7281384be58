"""Whole calls with the real Whisper, Rasa, pyttsx3, webhooks and media stream; only the phone company is a stand-in.

In audio time: frames go as fast as they are dealt with.
"""

import gc
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from ivr.asgi import Service
from ivr.doors import create_asgi
from ivr.local_service import listener_for
from ivr.settings import load_settings
from ivr.simulator import call as simulator
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.scenario import load_scenario

READY_SECONDS = 120.0


@asynccontextmanager
async def serving(data_dir: Path, more: Mapping[str, str] | None = None) -> AsyncIterator[Service]:
    """A service of --dev in this process, `more` its settings beside the data folder."""
    environment = {"IVR_DATA_DIR": str(data_dir), "IVR_PUBLIC_URL": "https://ivr.example.com/phone", **(more or {})}
    service = Service(load_settings(environment, dev=True), dev=True, clock_is_audio=True)
    # What thousands of tests left behind is looked through in one go, in which a call of this process stands still.
    gc.collect()
    gc.freeze()
    await service.start()
    try:
        yield service
    finally:
        gc.unfreeze()
        await service.stop()


async def failures_of(path: Path, service: Service, kill: Callable[[str], None] | None = None) -> list[str]:
    """What did not come true of a scenario, once the service is warm; `kill` ends an engine's process.

    The shop is as it comes: no call finds what another, of whatever order, has booked or cancelled.
    """
    await service.warm(READY_SECONDS)
    settings = service.settings
    (settings.data_dir / "shop" / "shop.db").unlink(missing_ok=True)  # made anew by the first that asks it
    called = simulator.Service(
        settings.public_url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings), kill
    )
    transport = InProcessTransport(create_asgi(service), service.activity.settled)
    try:
        report = await simulator.run_call(load_scenario(path), transport, called, listener=listener_for(settings))
    finally:
        await transport.aclose()
    return report.failures
