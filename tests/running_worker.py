"""A worker for a test, stopped at its end."""

import contextlib

from ivr.engines.worker import Job, Worker


@contextlib.asynccontextmanager
async def running(target="tests.child_targets:build_echo", **changes):
    fields = {"name": "echo", "target": target, "hang_seconds": 5.0}
    worker = Worker(Job(**(fields | changes)))
    await worker.start()
    try:
        yield worker
    finally:
        await worker.stop()
