"""What the machine heard before anything was taken out: from the memory of the live call, as --dev shows it. It is
written nowhere."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ivr.simulator.network import NetworkTransport
from ivr.simulator.transport import Answer

_JOURNAL = "/voice/journal/"


@dataclass(frozen=True)
class Words:
    """One text of a call's journal, at its place."""

    call: str
    seq: int
    kind: str
    path: str
    text: str

    @property
    def of_caller(self) -> bool:
        return not self.path.startswith(("lines.", "reply."))


class Tap(NetworkTransport):
    """The way to a running service, on which a copy of each answer about the journal stays in memory."""

    def __init__(self, public_url: str) -> None:
        super().__init__(public_url)
        self.words: list[Words] = []

    async def request(self, method: str, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        answer = await super().request(method, url, form, headers)
        if _JOURNAL in url and answer.status == 200:
            call = url.partition(_JOURNAL)[2].partition("?")[0]
            for entry in json.loads(answer.body).get("entries", []):
                self.words += words_of(call, entry["seq"], entry["kind"], entry["said"])
        return answer


def words_of(call: str, seq: int, kind: str, said: Mapping[str, object]) -> Iterator[Words]:
    """Each text of an entry; of a list each member."""
    for path, words in said.items():
        every = words if isinstance(words, list | tuple) else [words]
        for place, text in enumerate(every):
            yield Words(call, seq, kind, f"{path}.{place}" if every is words else path, str(text))
