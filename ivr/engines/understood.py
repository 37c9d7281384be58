"""What the assistant takes one typed sentence for: Rasa is asked, and no other engine."""

import asyncio
import time

from ..core.commands import Parse
from ..core.record import Understanding
from ..errors import EngineError
from ..settings import Settings
from .dialogue import RasaDialogue
from .rasa_server import RasaServer

_START_SECONDS = 120.0
_POLL_SECONDS = 0.3
_ANSWER_SECONDS = 10.0
"""Nobody is on the line."""


def understood(settings: Settings, words: str) -> Understanding:
    """By the Rasa of `IVR_RASA_URL`; else by one that is started for it, which takes half a minute.

    Raises EngineError.
    """
    return asyncio.run(_understood(settings, words))


async def _understood(settings: Settings, words: str) -> Understanding:
    rasa = None if settings.rasa_url else _own(settings)
    url = rasa.url if rasa else settings.rasa_url
    dialogue = RasaDialogue(url, settings.rasa_secret, deadline_seconds=_ANSWER_SECONDS)
    try:
        if rasa:
            rasa.start()
        await _until_ready(dialogue)
        return await dialogue.parse("what-if", Parse(1, 1, words.lstrip("/ ")))
    finally:
        await dialogue.aclose()
        if rasa:
            await rasa.stop()


def _own(settings: Settings) -> RasaServer:
    of_actions = settings.environment_for_actions()
    rasa = RasaServer(settings.rasa_dir, settings.data_dir, settings.rasa_secret, lambda: None, of_actions)
    rasa.check()
    return rasa


async def _until_ready(dialogue: RasaDialogue) -> None:
    begun = time.monotonic()
    while not await dialogue.ready():
        if time.monotonic() - begun > _START_SECONDS:
            raise EngineError(f"the assistant was not ready within {_START_SECONDS:.0f} s: choose an intent instead")
        await asyncio.sleep(_POLL_SECONDS)
