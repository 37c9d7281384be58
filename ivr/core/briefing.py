"""What agents are told before they take a call, in one language: the words only; web/lines.py puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass

from .record import Flag, Reason, Topic
from .teams import Teams


@dataclass(frozen=True, slots=True)
class Briefing:
    """Names in braces stand for what is put there."""

    caller_gone: str
    press_to_accept: str
    nothing_known: str
    why: str
    """With {why} and {about}."""
    no_reason: str
    asked_for_team: str
    """With {team}."""
    about: str
    """With {intent}."""
    wish: str
    """With {wish}."""
    given: str
    """With {given}."""
    urgent: str
    spoke_of: str
    """With {topic}."""
    reasons: Mapping[Reason, str]
    topics: Mapping[Topic, str]
    safety: Mapping[Flag, str]
    teams: Teams
