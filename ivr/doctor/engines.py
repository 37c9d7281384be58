"""The engines, tried for real: the voice says a sentence, the transcriber hears it, and Rasa is ready to be started."""

import asyncio
import importlib.util
import time
from pathlib import Path
from types import ModuleType

from ..audio import pcm_of
from ..core.record import FREE
from ..engines.dialogue import RasaDialogue
from ..engines.rasa_server import python_of, train_command
from ..engines.spoken import sentences
from ..engines.synthesizer import VOICES_TO_NAME, Pyttsx3Synthesizer, voice_set
from ..engines.transcriber import FasterWhisperTranscriber
from ..errors import EngineError, LanguageError, RulesError
from ..language.spoken import SpokenLanguage, spoken
from ..ports import Clip
from ..settings import Settings
from ..written.rules_file import read_rules
from .finding import Finding, well, wrong

NEEDED = ("config.yml", "train.py", "credentials.yml", "endpoints.yml", "channels/phone.py")
"""Of an assistant's folder, for the service to start it."""
VOICE_SECONDS = 20.0
MODEL_SECONDS = 90.0


def voice_and_transcriber(settings: Settings) -> Finding:
    return asyncio.run(_speak_and_hear(settings))


def assistant(settings: Settings) -> Finding:
    if settings.rasa_url:
        return asyncio.run(_remote_assistant(settings))
    folder = settings.rasa_dir
    if not python_of(folder).with_name("rasa").exists():
        return wrong("assistant", "Rasa is not installed", "run `make install`, or set IVR_RASA_URL")
    if lacking := [name for name in NEEDED if not (folder / name).exists()]:
        mend = "point IVR_RASA_DIR at an assistant: `ivr new-assistant` makes one"
        return wrong("assistant", f"{folder} holds no {lacking[0]}", mend)
    train, command = _train_of(folder), train_command(folder)
    if not train.MODEL.exists():
        return wrong("assistant", "Rasa is installed, the assistant is not trained", f"run `{command}`")
    if not train.is_trained(train.sources_sum()):
        return wrong("assistant", "its sources have changed since it was trained", f"run `{command}`")
    return well("assistant", "Rasa is installed, the assistant is trained from its present sources")


async def _speak_and_hear(settings: Settings) -> Finding:
    try:
        language = spoken(read_rules(settings.rules_file).language)
        clip = await _said(settings, language)
    except (LanguageError, RulesError):  # told beside this
        return wrong("engines", "the language cannot be read", "mend what `ivr check` tells")
    except EngineError as error:
        mend = f"run `make install`; IVR_VOICE must be a voice of espeak-ng, such as {' or '.join(VOICES_TO_NAME)}"
        return wrong("voice", str(error), mend)
    began = time.monotonic()
    try:
        heard, took = await _heard(settings, language, pcm_of(clip.ulaw))
    except EngineError as error:
        return wrong("transcriber", str(error), "run `make models`; IVR_WHISPER_MODEL names the model")
    loaded = time.monotonic() - began - took
    what = f"{settings.voice} speaks, Whisper {settings.whisper_model} loads in {loaded:.1f} s"
    if not heard:
        return wrong("engines", f"{what}, and understands nothing", "choose another IVR_WHISPER_MODEL or IVR_VOICE")
    return well("engines", f"{what} and understands it in {took:.1f} s")


async def _said(settings: Settings, language: SpokenLanguage) -> Clip:
    """A sentence in which a person is asked for."""
    wish = next(sentences(language.second_listen.hint, language.code))
    synthesizer = Pyttsx3Synthesizer({language.code: voice_set(settings)})
    await synthesizer.start()
    try:
        await synthesizer.worker.wait_ready(VOICE_SECONDS)
        return await synthesizer.synthesize(wish, language.code)
    finally:
        await synthesizer.stop()


async def _heard(settings: Settings, language: SpokenLanguage, pcm: bytes) -> tuple[bool, float]:
    """Whether a person was asked for in it, and the seconds that it took."""
    # One try in peace: a busy machine is not a broken one.
    transcriber = FasterWhisperTranscriber(
        settings.whisper_model, settings.models_dir, language=language.code, deadline_seconds=30.0, threads=(2,)
    )
    await transcriber.start()
    try:
        await transcriber.worker.wait_ready(MODEL_SECONDS)
        began = time.monotonic()
        transcript = await transcriber.transcribe(pcm, FREE)
        return language.ways_out.asks_for_person(transcript.text), time.monotonic() - began
    finally:
        await transcriber.stop()


async def _remote_assistant(settings: Settings) -> Finding:
    dialogue = RasaDialogue(settings.rasa_url, settings.rasa_secret)
    try:
        ready = await dialogue.ready()
    finally:
        await dialogue.aclose()
    if ready:
        return well("assistant", f"Rasa is ready at {settings.rasa_url}")
    mend = "start it, and give both the same secret: IVR_RASA_SECRET here, CANDID_RASA_SECRET there"
    return wrong("assistant", f"Rasa is not ready at {settings.rasa_url}", mend)


def _train_of(folder: Path) -> ModuleType:
    """rasa_project/train.py, which alone knows what the assistant is made of, and needs nothing that is not here."""
    spec = importlib.util.spec_from_file_location("train_the_assistant", folder / "train.py")
    if spec is None or spec.loader is None:
        raise EngineError(f"{folder} holds no train.py: check IVR_RASA_DIR")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
