"""What the service judged a caller's patience by, and what it did about it, from its journal."""

from collections.abc import Sequence

from ..core.record import Reason
from ..core.words.frustration import told
from .journal import Noted


def frustration(noted: Sequence[Noted], transfer: Noted | None) -> list[str]:
    """Each time that it mattered: "offered a person: said the same again once, interrupted once (3 points)"."""
    offers = [entry for before, entry in zip([None, *noted], noted, strict=False) if _offers(before, entry)]
    steps = [f"offered a person: {_why(entry)}" for entry in offers]
    signs = bool(noted) and bool(noted[-1].body["signs"])
    if transfer is not None and transfer.body["reason"] == Reason.FRUSTRATED and signs:
        return [*steps, f"given a person: {_why(noted[-1])}"]
    return steps or ([f"nothing done: {_why(noted[-1])}"] if signs else [])


def _offers(before: Noted | None, entry: Noted) -> bool:
    return bool(entry.body["offered"]) and not (before is not None and before.body["offered"])


def _why(entry: Noted) -> str:
    return f"{told(entry.body['signs'])} ({entry.body['score']} points)"
