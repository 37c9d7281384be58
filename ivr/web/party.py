"""The caller's side of a call, as a request of the carrier's tells it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """The call that Twilio asks about, and what agents are shown as its number."""

    call_sid: str
    shows_caller: bool = True
    """The caller's own number is one that carriers take; else it is our line's, or the one of the settings."""
    line: str = ""
    """The number of ours that was called; empty where it is none."""
