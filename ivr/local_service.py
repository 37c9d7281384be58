"""Starts `ivr serve --dev` for the calls of a developer, waits until it can take one, and ends it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import click
import httpx

from .engines.rasa_server import free_port
from .engines.synthesizer import Pyttsx3Synthesizer, Voice
from .engines.transcriber import FasterWhisperTranscriber
from .errors import EngineError, ScenarioError
from .ports import Synthesizer, Transcriber
from .settings import Settings, load_settings
from .simulator.call import Listener, Speaker
from .simulator.command import RunningService
from .simulator.dialing import AGENTS_VOICE

_READY_SECONDS = 120.0
_POLL_SECONDS = 0.3
_STOP_SECONDS = 15.0
SERVICE = ("-m", "ivr", "serve", "--dev")
_LISTENING_SECONDS = 60.0
"""Nobody waits on the line for what is judged after a call."""
_PARTS = {"transcriber": "transcriber", "rasa": "dialogue", "synthesizer": "synthesizer"}


@contextmanager
def started_service(
    overrides: Mapping[str, str] | None = None, program: Sequence[str] = SERVICE
) -> Iterator[RunningService]:
    """A service on a free port, with the settings and secrets of --dev; `overrides` are variables that come first.

    `program` is what Python runs; it takes --port.

    Raises ScenarioError when it does not start.
    """
    settings = load_settings(dev=True, overrides=overrides)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log_file = settings.data_dir / "logs" / "serve.log"
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True)
        log = log_file.open("ab")
    except OSError as error:
        raise ScenarioError(f"{log_file.parent}: cannot be written ({error.strerror}): set IVR_DATA_DIR") from error
    with log:
        process = subprocess.Popen(
            [sys.executable, *program, "--port", str(port)],
            env=settings.environment_for_child() | dict(overrides or {}) | {"IVR_PUBLIC_URL": url},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, url, log_file)
        yield RunningService(url, lambda engine: _kill(url, engine))
    finally:
        _stop(process)


def listener_for(settings: Settings) -> Listener:
    """What `heard` of a scenario is judged with: a Whisper of its own, after the call."""

    @asynccontextmanager
    async def listener() -> AsyncIterator[Transcriber]:
        transcriber = FasterWhisperTranscriber(
            settings.whisper_model, settings.models_dir, deadline_seconds=_LISTENING_SECONDS, threads=(2,)
        )
        await transcriber.start()
        try:
            await transcriber.worker.wait_ready(_READY_SECONDS)
            yield transcriber
        finally:
            await transcriber.stop()

    return listener


def speaker_for(_: Settings) -> Speaker:
    """The carrier's voice and an agent's, for the WAV of a call: a synthesizer of its own."""

    @asynccontextmanager
    async def speaker() -> AsyncIterator[Synthesizer]:
        voices = {"en": Voice("en-us+f3"), AGENTS_VOICE: Voice("en-us+m3")}
        synthesizer = Pyttsx3Synthesizer(voices, deadline_seconds=_LISTENING_SECONDS)
        await synthesizer.start()
        try:
            with contextlib.suppress(EngineError):  # without a voice the call is the same, and these lines are silent
                await synthesizer.worker.wait_ready(_READY_SECONDS)
            yield synthesizer
        finally:
            await synthesizer.stop()

    return speaker


def _wait_until_ready(process: "subprocess.Popen[bytes]", url: str, log_file: Path) -> None:
    begun = time.monotonic()
    waiting = ""
    while time.monotonic() - begun < _READY_SECONDS:
        if process.poll() is not None:
            raise ScenarioError(f"the service ended as it started: see {log_file}, or run `ivr doctor`")
        parts = _parts(url)
        if failed := next((part["detail"] for part in parts.values() if part["state"] == "failed"), None):
            raise ScenarioError(f"the service takes no calls: {failed}")
        now_waiting = ", ".join(name for name, part in parts.items() if part["state"] == "starting")
        if parts and not now_waiting:
            click.echo(f"service ready after {time.monotonic() - begun:.0f} s", err=True)
            return
        if now_waiting != waiting:
            waiting = now_waiting
            click.echo(f"starting the service: waiting for {waiting}", err=True)
        time.sleep(_POLL_SECONDS)
    raise ScenarioError(f"the service was not ready within {_READY_SECONDS:.0f} s: see {log_file}")


def _parts(url: str) -> dict[str, dict[str, str]]:
    try:
        parts: dict[str, dict[str, str]] = httpx.get(f"{url}/readyz", timeout=2.0, trust_env=False).json()["parts"]
    except (httpx.HTTPError, ValueError, KeyError):
        return {}
    return parts


def _kill(url: str, engine: str) -> None:
    """Kill an engine's process, as a crash would; --dev tells its id on /readyz."""
    detail = _parts(url)[_PARTS[engine]]["detail"]
    os.kill(int(detail.removeprefix("pid ")), signal.SIGKILL)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for how in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(how)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return
