"""Supervisors who watch: `python -m benchmarks.load.watching URL NAME COOKIE...` opens pages of Now, as JSON tells.

A process of its own, so that what browsers do is not counted as the service's. Each cookie is a sitting with so many
pages. `open` is printed when each has been told what there is; when standard input closes, what was seen is printed.
With calls going on, one of them is held and let go again and again, and it is noted when each page tells so.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field

import httpx

PAGES_A_SITTING = 6
SECONDS_BETWEEN_ACTS = 1.5
_CALL = re.compile(r'id="call-(CA\w+)"')
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Seen:
    """What all pages were told."""

    name: str
    opened: int = 0
    messages: int = 0
    octets: int = 0
    closed: int = 0
    since: float = 0.0
    held: bool | None = None
    """What is waited for; None: nothing."""
    told: set[int] = field(default_factory=set)
    delays: list[float] = field(default_factory=list)

    def note(self, page: int, line: str) -> None:
        self.messages += 1
        self.octets += len(line)
        if self.held is not None and page not in self.told and (f"<td>{self.name}</td>" in line) == self.held:
            self.told.add(page)
            self.delays.append(time.perf_counter() - self.since)

    def await_held(self, *, held: bool) -> None:
        self.since, self.held = time.perf_counter(), held
        self.told.clear()


async def watch(client: httpx.AsyncClient, url: str, cookie: str, page: int, seen: Seen) -> None:
    headers = {"Cookie": cookie}
    async with client.stream("GET", f"{url}/console/now/stream", headers=headers, timeout=None) as answer:
        if answer.status_code != 200:
            raise SystemExit(f"a page was refused: {answer.status_code}")
        first = True
        async for line in answer.aiter_lines():
            if line.startswith("data:"):
                seen.opened += first
                first = False
                seen.note(page, line)
    seen.closed += 1


async def act(client: httpx.AsyncClient, url: str, cookie: str, seen: Seen) -> None:
    """Holds the first call that there is, and lets it go."""
    headers = {"Cookie": cookie}
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_ACTS)
        page = (await client.get(f"{url}/console/now/", headers=headers)).text
        call, token = _CALL.search(page), _TOKEN.search(page)
        if call is None or token is None:
            continue
        for name, held in (("hold", True), ("let-go", False)):
            seen.await_held(held=held)
            await client.post(
                f"{url}/console/now/{call.group(1)}/{name}", headers=headers, data={"csrf_token": token.group(1)}
            )
            await asyncio.sleep(SECONDS_BETWEEN_ACTS)
            seen.held = None


async def main(url: str, name: str, cookies: list[str], count: int) -> None:
    seen = Seen(name)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:
        pages = [
            asyncio.create_task(watch(client, url, cookies[page // PAGES_A_SITTING], page, seen))
            for page in range(count)
        ]
        while seen.opened < count:
            await asyncio.sleep(0.05)
            for page in pages:
                if page.done():
                    page.result()
        print("open", flush=True)
        acting = asyncio.create_task(act(client, url, cookies[-1], seen))
        await asyncio.to_thread(sys.stdin.read)
        for task in (acting, *pages):
            task.cancel()
        ended = [
            one for one in await asyncio.gather(acting, *pages, return_exceptions=True) if isinstance(one, Exception)
        ]
        told = {"messages": seen.messages, "octets": seen.octets, "closed": seen.closed, "delays": seen.delays}
        print(json.dumps(told | {"broke": [type(one).__name__ for one in ended]}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[4:], int(sys.argv[3])))
