"""What the engines make of what the core asks them: an event each, that of a failure too."""

import asyncio
from dataclasses import replace

import structlog

from ..core.commands import Ask, LookBack, Parse, Transcribe
from ..core.events import EngineFailed, Event, LookedBack, Parsed, Replied, Transcribed
from ..core.record import Engine
from ..errors import EngineBusyError, EngineError
from ..ports import VoiceDetector
from .equipment import Equipment, speech_in

log = structlog.get_logger(__name__)


async def answer_of(equipment: Equipment, call: str, command: Transcribe | Parse | Ask, failed: EngineFailed) -> Event:
    """`failed` is what is told of an engine that gives no answer."""
    try:
        return await _asked(equipment, call, command)
    except EngineError as error:
        return engine_failure(replace(failed, busy=isinstance(error, EngineBusyError)), error)


def engine_failure(failed: EngineFailed, error: EngineError) -> EngineFailed:
    log.warning("engine_failed", engine=failed.engine, problem=str(error))
    return failed


async def looked_back(command: LookBack, detector: VoiceDetector) -> Event:
    """In a thread, as it is seconds of audio; the next frame of this call waits meanwhile, those of others do not."""
    try:
        return LookedBack(await asyncio.to_thread(speech_in, command.pcm, detector))
    except EngineError as error:
        return engine_failure(EngineFailed(Engine.DETECTOR, 0), error)


async def _asked(equipment: Equipment, call: str, command: Transcribe | Parse | Ask) -> Event:
    if isinstance(command, Transcribe):
        glance = command.attempt < 0
        transcript = await equipment.transcriber.transcribe(command.pcm, command.expects, glance=glance)
        return Transcribed(command.turn, command.attempt, transcript)
    if isinstance(command, Parse):
        return Parsed(command.turn, command.attempt, await equipment.dialogue.parse(call, command))
    return Replied(command.turn, await equipment.dialogue.reply(call, command))
