"""What the service notes of the call, read as it goes on: what was understood and decided, never times or sounds."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .signing import Signer
from .transport import Transport, UnreachableError


@dataclass(frozen=True)
class Noted:
    """One entry; `seen_seconds` is when on the call's own clock the stand-in learned of it."""

    seen_seconds: float
    at_seconds: float
    kind: str
    body: Mapping[str, Any]
    said: Mapping[str, Any]


@dataclass(frozen=True)
class SpokenLine:
    """One line of a Speak: its mark, its text, and its prompt's name when it has one."""

    mark: str
    text: str
    prompt: str = ""


@dataclass
class Journal:
    transport: Transport
    signer: Signer
    public_url: str
    call_sid: str
    prompts: Mapping[str, str]
    on_entry: Callable[[Noted], None]
    entries: list[Noted] = field(default_factory=list)
    available: bool = True
    disposition: str | None = None
    _last: int = -1
    _reading: bool = False

    async def read(self, now_seconds: float) -> None:
        """Takes the entries since the last time. A service that offers no journal is asked once."""
        if not self.available or self._reading:
            return
        self._reading = True
        try:
            await self._read(now_seconds)
        finally:
            self._reading = False

    async def _read(self, now_seconds: float) -> None:
        url = f"{self.public_url}/voice/journal/{self.call_sid}?after={self._last}"
        try:
            answer = await self.transport.request("GET", url, {}, self.signer.headers(url))
        except UnreachableError:
            return
        if answer.status != 200:
            # Before the first webhook is answered there is no such call yet.
            self.available = not self.entries and answer.status == 404 and now_seconds < 5.0
            return
        body = json.loads(answer.body)
        self.disposition = (body.get("call") or {}).get("disposition") or self.disposition
        for raw in body.get("entries", []):
            self._last = max(self._last, int(raw["seq"]))
            noted = Noted(now_seconds, float(raw["at_seconds"]), raw["kind"], raw["body"], raw["said"])
            self.entries.append(noted)
            self.on_entry(noted)

    def of(self, kind: str) -> list[Noted]:
        return [entry for entry in self.entries if entry.kind == kind]

    def last(self, kind: str) -> Noted | None:
        return next((entry for entry in reversed(self.entries) if entry.kind == kind), None)

    def lines(self, entry: Noted) -> list[SpokenLine]:
        """The lines of a Speak entry: prompts by their text in audio_prompts/, made ones from what was said."""
        lines = []
        for index, line in enumerate(entry.body.get("lines", [])):
            name = str(line.get("name", ""))
            text = self.prompts.get(name, f"[{name}]") if name else str(entry.said.get(f"lines.{index}.text", ""))
            lines.append(SpokenLine(str(entry.body.get("mark", "")), text, name))
        return lines
