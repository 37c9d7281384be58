"""The child processes that do an engine's work: one queue before them, deadlines, kill and respawn, readiness."""

import asyncio
from dataclasses import replace
from enum import StrEnum

import structlog

from ..errors import EngineBusyError, EngineError
from .child_process import Child, ChildGoneError, Job
from .waiting import Waiting
from .wire import Header

LONGEST_PAUSE_SECONDS = 30.0
"""Between attempts to start a child that does not start."""

__all__ = ["Job", "State", "Worker"]

log = structlog.get_logger(__name__)


class State(StrEnum):
    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"
    """The last child did not start; another attempt is made after a pause."""


class Worker:
    """Keeps the children of a job alive from start() to stop(). Requests wait for a child that is free."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.problem = ""
        """Why the last child did not start; for the operator."""
        self.restarts = 0
        """Children replaced since start()."""
        self.refused = 0
        """Requests for which there was no hope."""
        self._children: list[Child] = []
        """Those that are ready."""
        self._keepers: list[asyncio.Task[None]] = []
        self.queue: Waiting[Child] = Waiting(lambda child: child.rank, job.together)
        self._serving = asyncio.Event()
        self._failing = asyncio.Event()

    @property
    def ready(self) -> bool:
        return bool(self._children)

    @property
    def state(self) -> State:
        if not self._keepers:
            return State.STOPPED
        if self._children:
            return State.READY
        return State.FAILED if self.problem else State.STARTING

    @property
    def pid(self) -> int | None:
        """Of the child that has been up longest."""
        return self._children[0].process.pid if self._children else None

    @property
    def ready_children(self) -> int:
        return len(self._children)

    @property
    def waiting(self) -> int:
        """Requests that no child has begun."""
        return len(self.queue)

    @property
    def is_full(self) -> bool:
        return len(self.queue) >= self.job.waiting

    def set_option(self, name: str, value: object) -> None:
        """For what is known only when the children are about to be started."""
        self.job = replace(self.job, options={**self.job.options, name: value})

    @property
    def delay_seconds(self) -> float:
        """How long one more request would wait before it is begun: from what requests have taken lately."""
        return self.queue.delay_seconds

    async def start(self) -> None:
        """Begin keeping children; returns at once. `wait_ready` waits for the first."""
        if not self._keepers:
            self._keepers = [
                asyncio.create_task(self._keep(rank), name=f"{self.job.name} worker {rank}")
                for rank in range(len(self.job.variants))
            ]

    async def wait_ready(self, deadline_seconds: float) -> None:
        """Raises EngineError with the reason when a child does not start, or none is ready by then."""
        serving = asyncio.ensure_future(self._serving.wait())
        failing = asyncio.ensure_future(self._failing.wait())
        try:
            await asyncio.wait((serving, failing), timeout=deadline_seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            serving.cancel()
            failing.cancel()
        if not self._serving.is_set():
            raise EngineError(f"{self.job.name} is not ready: {self.problem or 'still starting'}")

    async def stop(self) -> None:
        """End the children; they are gone when this returns."""
        keepers, self._keepers = self._keepers, []
        for keeper in keepers:
            keeper.cancel()
        await asyncio.gather(*keepers, return_exceptions=True)

    async def call(self, request: Header, body: bytes = b"", *, deadline_seconds: float) -> tuple[Header, bytes]:
        """A child's answer, waiting for its turn and for a new child included.

        Raises EngineError; EngineBusyError, mostly at once, when too much waits. A cancelled call that waits for its
        turn leaves the queue, and no child ever sees it.
        """
        if not self._keepers:
            raise EngineError(f"{self.job.name} is stopped")
        if self.is_full or self.delay_seconds > deadline_seconds:
            raise self._busy()
        begun: list[Child] = []
        try:
            async with asyncio.timeout(deadline_seconds):
                header, answer = await self._call(request, body, begun)
        except TimeoutError as error:
            if not begun and self.ready:
                raise self._busy() from error
            raise EngineError(f"{self.job.name} gave no answer within {deadline_seconds:g} s") from error
        if "error" in header:
            raise EngineError(f"{self.job.name} failed: {header['error']}")
        return header, answer

    def _busy(self) -> EngineBusyError:
        self.refused += 1
        return EngineBusyError(f"{self.job.name} has {len(self.queue)} requests waiting")

    async def _call(self, request: Header, body: bytes, begun: list[Child]) -> tuple[Header, bytes]:
        tries = 0
        while tries < self.job.tries:
            child = await self.queue.place(again=bool(begun))
            begun.append(child)
            try:
                return await self._asked(child, request, body)
            except ChildGoneError as gone:
                tries += gone.at_fault
        raise EngineError(f"{self.job.name} died or hung {self.job.tries} times on one request")

    async def _asked(self, child: Child, request: Header, body: bytes) -> tuple[Header, bytes]:
        clock = asyncio.get_running_loop().time
        began, sharing = clock(), self.queue.sharing(child)

        def done() -> None:
            if child in self._children:
                self.queue.took((clock() - began) / max(1, sharing))
                self.queue.give_back(child)

        return await child.ask(request, body, self.job.hang_seconds, done)

    async def _keep(self, rank: int) -> None:
        """Have a child at any time: when it is gone spawn another, after a pause if it did not start."""
        failures = 0
        while True:
            failures = 0 if await self._live_once(rank) else failures + 1
            self.restarts += 1
            if failures:
                await asyncio.sleep(min(2.0 ** (failures - 2), LONGEST_PAUSE_SECONDS))

    async def _live_once(self, rank: int) -> bool:
        """The life of one child; whether it ever served."""
        try:
            child = await Child.spawn()
        except OSError as error:
            return self._failed(f"no process could be made: {error.strerror}")
        child.rank, served = rank, False
        try:
            served = await self._prepared(child)
            if served:
                self._enter(child)
                await child.answer_all()
        finally:
            self._leave(child)
            status = await child.gone()
        if served:
            log.warning("engine child ended", engine=self.job.name, status=status)
        return served

    def _enter(self, child: Child) -> None:
        self._children.append(child)
        self.queue.places = len(self._children)
        self.queue.give_back(child)
        self._serving.set()
        self._failing.clear()
        self.problem = ""

    def _leave(self, child: Child) -> None:
        if child in self._children:
            self._children.remove(child)
            self.queue.places = len(self._children)
            self.queue.close(child)
        if not self._children:
            self._serving.clear()

    async def _prepared(self, child: Child) -> bool:
        try:
            async with asyncio.timeout(self.job.start_seconds):
                await child.prepare(self.job)
        except TimeoutError:
            return self._failed(f"not ready within {self.job.start_seconds:g} s")
        except ChildGoneError:
            return self._failed(f"its process died while starting (exit status {await child.gone()})")
        except EngineError as error:
            return self._failed(str(error))
        return True

    def _failed(self, problem: str) -> bool:
        self.problem = problem
        self._failing.set()
        log.error("engine child does not start", engine=self.job.name, problem=problem)
        return False
