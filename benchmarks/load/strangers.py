"""Strangers who hold sockets open, in a process of their own: what they cost their machine is not the carrier's wait.

python -m benchmarks.load.strangers < what.json    until its input ends; prints the processor's seconds that they took
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

SETTLE_SECONDS = 2.0
"""Until all have connected, and until none is left."""
AGAIN_SECONDS = 1.0
"""Who is thrown out comes back so much later."""


@dataclass(frozen=True)
class Strangers:
    """So many connections that begin with these bytes and go on with one byte a second, or with nothing."""

    host: str
    port: int
    count: int
    begun: str
    then: str = ""


async def _hold(stranger: Strangers) -> None:
    while True:
        try:
            reader, writer = await asyncio.open_connection(stranger.host, stranger.port)
            try:
                writer.write(stranger.begun.encode())
                reading = asyncio.create_task(reader.read())
                while not (await asyncio.wait({reading}, timeout=1.0 if stranger.then else None))[0]:
                    writer.write(stranger.then.encode())
            finally:
                reading.cancel()
                writer.close()
        except OSError:
            pass
        await asyncio.sleep(AGAIN_SECONDS)


async def _hold_all(stranger: Strangers) -> None:
    tasks = [asyncio.create_task(_hold(stranger)) for _ in range(stranger.count)]
    await asyncio.to_thread(sys.stdin.read)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def held(stranger: Strangers | None) -> Iterator[Callable[[], float]]:
    """While they hold their sockets; afterwards the function tells how many cores they kept busy. None: nobody."""
    if stranger is None:
        time.sleep(SETTLE_SECONDS)
        yield lambda: 0.0
        return
    command = [sys.executable, "-m", "benchmarks.load.strangers"]
    began, cores = time.monotonic(), 0.0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(asdict(stranger)) + "\n")
        process.stdin.flush()
        time.sleep(SETTLE_SECONDS)
        try:
            yield lambda: cores
        finally:
            process.stdin.close()
            cores = float(process.stdout.read()) / (time.monotonic() - began)


if __name__ == "__main__":
    asyncio.run(_hold_all(Strangers(**json.loads(sys.stdin.readline()))))
    print(time.process_time())
