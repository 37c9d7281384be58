"""Starts Rasa and its action server in their own environment, and starts them again when they die."""

import asyncio
import contextlib
import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import structlog

from ..errors import EngineError
from ..settings import Settings, child_environment
from .dialogue import RasaDialogue

_POLL_SECONDS = 0.5
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0

_LEASH = str(Path(__file__).with_name("leash.py"))

log = structlog.get_logger(__name__)


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    log_file: Path


class Kept:
    """One program, kept running from start() to stop()."""

    def __init__(self, program: Program, on_end: Callable[[], None]) -> None:
        """`on_end` is told each time that the program has ended by itself."""
        self.program = program
        self._on_end = on_end
        self.starts = 0
        self._keeper: asyncio.Task[None] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Of the leash; the program itself is its child."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        self._keeper = asyncio.create_task(self._keep(), name=self.program.name)

    async def stop(self) -> None:
        """The program and all that it started are gone when this returns."""
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None

    async def _keep(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while True:
            self.starts += 1
            code = await self._run()
            self._on_end()
            log.error("program_ended", program=self.program.name, code=code)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _run(self) -> int:
        program = self.program
        with _log_of(program) as output:
            process = subprocess.Popen(  # noqa: ASYNC220  # returns at once: the program is only waited for in a thread
                [sys.executable, _LEASH, *program.command],
                cwd=program.folder,
                env=dict(program.environment),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._process = process
        try:
            return await asyncio.to_thread(process.wait)
        finally:
            if process.stdin:
                process.stdin.close()
            await asyncio.shield(asyncio.to_thread(process.wait))
            self._process = None


def _log_of(program: Program) -> IO[bytes]:
    """Its log file; nothing where the data folder takes none, for callers are worth more than logs."""
    try:
        program.log_file.parent.mkdir(parents=True, exist_ok=True)
        return program.log_file.open("ab")
    except OSError:
        log.error("program_without_log", program=program.name)
        return Path(os.devnull).open("ab")


def python_of(rasa_dir: Path) -> Path:
    """The Python that an assistant runs in: of its own environment, else of the one that ships with the project."""
    own, shipped = (folder / ".venv" / "bin" / "python" for folder in (rasa_dir, Settings.rasa_dir))
    return own if own.exists() else shipped


def train_command(rasa_dir: Path) -> str:
    """What trains an assistant, to be typed where the project is."""
    return "make train" if rasa_dir == Settings.rasa_dir else f"make train IVR_RASA_DIR={rasa_dir}"


class RasaServer:
    """Rasa on loopback, with its actions; ready once its channel answers warm."""

    def __init__(
        self,
        rasa_dir: Path,
        data_dir: Path,
        secret: str,
        on_end: Callable[[], None],
        for_actions: Mapping[str, str] | None = None,
    ) -> None:
        """`for_actions`: environment that the actions have and Rasa has not."""
        self._rasa_dir, self._data_dir = rasa_dir, data_dir
        port, actions_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{port}"
        environment = _environment(data_dir, secret, actions_port)
        python = str(python_of(rasa_dir))
        # Not `rasa run actions`: it takes no address, and would listen to the whole network.
        actions = (python, "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions_port))
        server = (
            *(python, "-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(port)),
            *("--model", "models/assistant.tar.gz", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
        )
        logs = data_dir / "logs"
        of_actions = environment | dict(for_actions or {})
        self.actions = Kept(Program("rasa actions", actions, rasa_dir, of_actions, logs / "rasa-actions.log"), on_end)
        self.server = Kept(Program("rasa", server, rasa_dir, environment, logs / "rasa.log"), on_end)

    def check(self) -> None:
        """Raises EngineError, saying what to do, when Rasa cannot be started here."""
        if not python_of(self._rasa_dir).exists():
            raise EngineError("Rasa is not installed: run `make install`")
        model = self._rasa_dir / "models" / "assistant.tar.gz"
        if not model.exists():
            raise EngineError(f"the assistant is not trained: run `{train_command(self._rasa_dir)}`")
        # Rasa loads pickled parts of a model: only the one that was trained here is let in.
        trained = model.with_name("assistant.sha256").read_text().split()[0]
        with model.open("rb") as content:
            if hashlib.file_digest(content, "sha256").hexdigest() != trained:
                command = train_command(self._rasa_dir)
                raise EngineError(f"the assistant's model is not the one that was trained: run `{command}`")

    def start(self) -> None:
        self.actions.start()
        self.server.start()

    async def stop(self) -> None:
        await asyncio.gather(self.server.stop(), self.actions.stop())


def _environment(data_dir: Path, secret: str, actions_port: int) -> dict[str, str]:
    return child_environment() | {
        "CANDID_RASA_SECRET": secret,
        "CANDID_ACTIONS_URL": f"http://127.0.0.1:{actions_port}/webhook",
        "CANDID_SHOP_DB": str(data_dir / "shop"),
        "RASA_TELEMETRY_ENABLED": "false",
        "ORT_DISABLE_TELEMETRY": "1",
        "SANIC_HOST": "127.0.0.1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONTZPATH": "",  # the assistant's pinned tzdata package, not the system's older copy
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


class RasaWatch:
    """Whether Rasa can be asked now, looked at again and again."""

    def __init__(self, dialogue: RasaDialogue) -> None:
        self._dialogue = dialogue
        self.ready = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._look(), name="rasa watch")

    def lost(self) -> None:
        """Rasa is known to be gone: no call is taken until it has answered again."""
        self.ready = False

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _look(self) -> None:
        while True:
            self.ready = await self._dialogue.ready()
            await asyncio.sleep(_POLL_SECONDS if not self.ready else 4 * _POLL_SECONDS)
