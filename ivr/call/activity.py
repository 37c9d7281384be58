"""How much is under way in the call path, so that a stand-in for the carrier may wait until everything has settled."""

import asyncio


class Activity:
    def __init__(self) -> None:
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def begin(self) -> None:
        self._under_way += 1
        self._quiet.clear()

    def end(self) -> None:
        self._under_way -= 1
        if self._under_way == 0:
            self._quiet.set()

    async def settled(self) -> None:
        """Returns when everything received so far was handled and no engine is at work."""
        await self._quiet.wait()
