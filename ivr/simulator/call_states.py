"""The states of a call over time, read from the service's journal: what it said that it was doing, and when."""

from collections.abc import Sequence

from pydantic import BaseModel

from .stages import Placed, is_filler

PREROLL_SECONDS = 0.3
"""An utterance holds so much of what came before its first speech."""


class StateSpan(BaseModel):
    state: str
    from_seconds: float
    to_seconds: float


def states(entries: Sequence[Placed], ended_seconds: float) -> list[StateSpan]:
    """Spans without gaps from the service's first entry to the call's end; empty without a journal."""
    found: list[StateSpan] = []
    told = _Told()
    for entry in entries:
        for state, at in told.read(entry):
            _change(found, state, at)
    if found:
        found[-1].to_seconds = max(ended_seconds, found[-1].from_seconds)
    return [span for span in found if span.to_seconds > span.from_seconds]


def _change(found: list[StateSpan], state: str, at: float) -> None:
    """`at` may lie before what is known: that an utterance has begun is told only when it pauses."""
    if not found:
        found.append(StateSpan(state=state, from_seconds=at, to_seconds=at))
    elif found[-1].state != state:
        at = max(at, found[-1].from_seconds)
        found[-1].to_seconds = at
        found.append(StateSpan(state=state, from_seconds=at, to_seconds=at))


class _Told:
    """What an entry says of the state; the last line that was spoken decides when speaking ends."""

    def __init__(self) -> None:
        self._disclosed = False
        self._speaking = ""
        self._hearing: object = None
        self._leaving = False

    def read(self, entry: Placed) -> list[tuple[str, float]]:
        body, at = entry.entry.body, entry.at
        match entry.entry.kind:
            case "CallStarted":
                self._disclosed, self._leaving = bool(body.get("resumed")), False
                return [("disclosing", at)]
            case "RecordDisclosure" if body.get("complete"):
                self._disclosed = True
            case "Speak" if self._disclosed and not self._leaving and not is_filler(body):
                self._speaking = str(body.get("mark"))
                return [("speaking", at)]
            case "PlaybackFinished" if body.get("mark") == self._speaking and self._disclosed:
                self._speaking = ""
                return [("listening", at)]
            case "Transcribe" if entry.turn != self._hearing:
                self._hearing, self._speaking = entry.turn, ""
                return [("hearing", round(at - float(body["seconds"]) + PREROLL_SECONDS, 3))]
            case "RecordTurn" if body["outcome"] == "wait":
                return [("listening", at)]
            case "Ask" | "TakeBack" | "Transfer" | "LeaveToPay" | "HangUp" | "CloseStream" as kind:
                self._leaving = self._leaving or kind in {"Transfer", "LeaveToPay"}
                return [(_STATE_OF[kind], at)]
        return []


_STATE_OF = {
    "Ask": "thinking",
    "TakeBack": "hearing",
    "Transfer": "transferring",
    "LeaveToPay": "paying",
    "HangUp": "ended",
    "CloseStream": "ended",
}
