"""The trained model, loaded once, with the actions run in the tests' own process: for the tests of any assistant."""

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
# Rasa's server does so too; without it every word of every test is printed.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))

PROJECT = Path(__file__).resolve().parent.parent
MODEL = PROJECT / "models" / "assistant.tar.gz"
WARM_UP: list[str] = yaml.safe_load((PROJECT / "credentials.yml").read_text())["channels.phone.Phone"]["warm_up"]


class ActionsHere(EndpointConfig):
    """Stands where the actions' address would, and runs them without a server."""

    def __init__(self) -> None:
        super().__init__("http://actions.invalid")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        return await self.executor.run(kwargs["json"])


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield loop
    loop.close()


@pytest.fixture(scope="session")
def agent(loop: asyncio.AbstractEventLoop) -> Agent:
    assert MODEL.exists(), "train first: .venv/bin/python train.py"
    agent = Agent.load(str(MODEL), action_endpoint=ActionsHere())
    assert agent.domain is not None
    agent.tracker_store = InMemoryTrackerStore(agent.domain)
    agent.load_model(str(MODEL))
    return agent
