"""What agents are told before they take a call, in one language: the words only; web/lines.py puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..record import Reason, Topic
from .teams import Teams


@dataclass(frozen=True, slots=True)
class Briefing:
    caller_gone: str
    taken: str
    press_to_accept: str
    press_to_accept_or_take_back: str
    nothing_known: str
    why: str
    no_reason: str
    asked_for_team: str
    about: str
    wish: str
    given: str
    urgent: str
    spoke_of: str
    reasons: Mapping[Reason, str]
    topics: Mapping[Topic, str]
    safe_to_talk: str
    unsafe_to_talk: str
    say_who: str
    teams: Teams
