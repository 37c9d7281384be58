"""Which of the operator's teams a caller asks for: "someone in billing", by the names that the routes bear."""

import re
from collections.abc import Mapping
from functools import lru_cache

from .wording import words_of

_SOMEONE = (
    r"(?:(?:a|an|the|some|any|one of the|your|real|live|actual|human|another)\s)*"
    r"(?:someone|somebody|anyone|anybody|person|people|human|agent|operator|representative|rep|manager|supervisor|"
    r"advis[eo]r|colleague|member|man|lady|woman)s?(?: else)?"
)
_OF = r"(?:\s(?:(?:who|that)(?:'s| is| works| handles| deals)|working))?\s(?:in|from|of|at|with|on|for|over in)\s"
_OWN = r"(?:(?:the|your|our|a|an)\s)*"
_DESK = r"(?:\s(?:department|team|desk|section|people|office|line|staff|guys|side|division|dept))"
_REACHES = (
    r"\b(?:(?:talk|speak|chat|go|get through|get on|deal) (?:to|with)|reach|get hold of|a word with|"
    r"(?:connect|transfer|put|pass|switch|send|forward|redirect|direct|patch|hand|get|give|route|take)"
    r"(?: (?:me|us|my call|this call|this|the call))?(?: straight| right)?(?: (?:through|over|on|back))?"
    r"(?: (?:to|with))?|(?:want|need|would like|i'd like|prefer)|"
    r"is there|are there|isn't there|have you got|do you have)\s"
)
_REACHES_A_PLACE = (
    r"\b(?:(?:talk|speak|chat|get through) (?:to|with)|get hold of|a word with|"
    r"(?:connect|transfer|put|pass|switch|send|forward|redirect|direct|patch|hand|route)"
    r" (?:me|us|my call|this call|the call)(?: straight| right)?(?: (?:through|over|on|back))? (?:to|with))\s"
)
_POLITE = r"(?:(?:please|hello|hi|okay|ok|yes|no|um|uh|just|now|thanks|thank you)\s)*"
_NOT = re.compile(
    r"\b(?:don't|do not|didn't|not|never|no need|without|needn't|instead of|rather than)"
    r"(?: (?:really|even|want|wish|need|like|have|think|going|asked|to|for|be|i|you|me))*$"
)


@lru_cache(maxsize=4096)
def names_of(route: str, called: tuple[str, ...]) -> tuple[str, ...]:
    """What callers may call a route: its name, and those that its supervisor gives; plain words."""
    return tuple(dict.fromkeys(words_of(name.replace("_", " ")) for name in (route, *called)))


def team_asked_for(text: str, teams: Mapping[str, tuple[str, ...]]) -> str | None:
    """The route whose team is asked for in `text`, of route → names; None when no team of these is."""
    words = words_of(text)
    found = [(at, route) for route, names in teams.items() for name in names if (at := _asked_at(words, name)) >= 0]
    return max(found)[1] if found else None


def names_some_team(text: str) -> bool:
    """Whether a team is named beside the person who is asked for, of whatever name."""
    words = words_of(text)
    return bool(re.search(rf"{_SOMEONE}{_OF}{_OWN}\w+", words) or re.search(rf"{_REACHES}{_OWN}\w+{_DESK}\b", words))


def _asked_at(words: str, name: str) -> int:
    """Where in these words the team of this name is asked for; -1 when it is not."""
    stem = name.removesuffix("s")
    if stem not in words:  # of a thousand names no turn can look for more than those that were said
        return -1
    found = [match for asked in _asking_for(stem) for match in asked.finditer(words)]
    return max((match.start() for match in found if not _NOT.search(words[: match.start()].rstrip())), default=-1)


@lru_cache(maxsize=256)
def _asking_for(stem: str) -> tuple[re.Pattern[str], ...]:
    """The ways to ask for a team by its name, without the s of many."""
    team = rf"{_OWN}{re.escape(stem)}s?"
    end = r"(?=$|\s(?!resources\b))"
    asked = (
        rf"{_REACHES}{_SOMEONE}{_OF}{team}\b{_DESK}?{end}",
        rf"{_REACHES_A_PLACE}{team}\b(?:{_DESK}|(?=$|\s(?:please|now|about|because|for|instead|thanks)\b))",
        rf"{_REACHES}{team}{_DESK}{end}",
        rf"^{_POLITE}{team}{_DESK}(?: please| now)?$",
        rf"^{_POLITE}{_SOMEONE}{_OF}{team}\b{_DESK}?(?: please| now)?$",
    )
    return tuple(re.compile(one) for one in asked)
