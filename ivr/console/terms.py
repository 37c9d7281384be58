"""What pages call what calls are kept by: how they ended, and why they went to a person."""

from collections.abc import Mapping

from ..core.record import Disposition
from .now.told import REASONS

GOING_ON = "in_progress"
ENDS: Mapping[str, str] = {
    Disposition.RESOLVED.value: "settled by the assistant",
    Disposition.TRANSFERRED.value: "put through to a person",
    Disposition.VOICEMAIL.value: "left a message",
    Disposition.CALLBACK.value: "to be called back",
    Disposition.GOODBYE.value: "said goodbye",
    Disposition.CALLER_HUNG_UP.value: "hung up",
    Disposition.STREAM_LOST.value: "the line was lost",
    Disposition.MACHINE.value: "a machine called",
    GOING_ON: "going on",
}
WHYS: Mapping[str, str] = {reason.value: told for reason, told in REASONS.items()}
_OF_PARTS = {"how they ended": ENDS, "reason": WHYS, "how they asked": WHYS}
_NOT_KNOWN = {"none": "not known", "not_known": "not known"}


def ended(name: str | None) -> str:
    """How a call ended; one that has not goes on."""
    return ENDS.get(name or GOING_ON) or about(name)


def why(name: str | None) -> str:
    return WHYS.get(name or "") or about(name)


def about(name: str | None) -> str:
    """An intent, a route, a tag: by its name."""
    return (name or "").replace("_", " ")


def part(parts_are: str, name: str) -> str:
    """What a figure of the reports is divided by."""
    return _OF_PARTS.get(parts_are, _NOT_KNOWN).get(name) or _NOT_KNOWN.get(name) or about(name)
