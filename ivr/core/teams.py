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
_OF = (
    r"(?:(?:\s(?:(?:who|that)(?:'s| is| works| handles| deals)|working|responsible|in charge))?"
    r"\s(?:in|from|of|at|with|on|for|over in)|\s(?:who|that) (?:handles|does|runs|looks after|understands))\s"
)
_ABOUT = (
    r"(?:\s(?:who|that) (?:knows|(?:can|could|will) (?:help|advise)(?: (?:me|us))?))?"
    r"\s(?:about|regarding|concerning|with|(?:with |in )?regards? to|on the subject of|to do with)\s"
)
_OWN = r"(?:(?:the|your|our|a|an)\s)*"
_ITS = r"(?:(?:the|your|our|a|an|my|this|some)\s)*"
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
_ENDS = (  # not "about a sales receipt": what follows makes another thing of it
    r"(?=$|\s(?:please|now|and|or|but|because|as|since|i|it|that|which|thanks|thank|instead|today|if|so)\b)"
)
_MATTER = r"(?:\s(?:questions?|problems?|issues?|matters?|enquir(?:y|ies)|quer(?:y|ies)|things?|stuff))"
_POLITE = r"(?:(?:please|hello|hi|okay|ok|yes|no|um|uh|just|now|thanks|thank you)\s)*"
_TO_A_PERSON = r"(?:(?:to|with|in|from|of|at|on|for|about|regarding|concerning|it's|it is)\s)*"
_THANKS = r"(?: (?:please|now|thanks|thank you|then))*"
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


def team_added(before: str, text: str, teams: Mapping[str, tuple[str, ...]]) -> str | None:
    """The route whose team is named by who has asked for a person in `before` already: there "billing" alone is one."""
    if whole := team_asked_for(text, teams) or team_asked_for(f"{before} {text}", teams):
        return whole
    words = words_of(text)
    named = (route for route, names in teams.items() for name in names if _is_all(words, name.removesuffix("s")))
    return next(named, None)


def name_asked_for(text: str, names: tuple[str, ...]) -> str | None:
    """By which of its names a team is asked for in `text`, as an agent should hear it; None when it is not."""
    words = words_of(text)
    found = [(at, name) for name in names if (at := max(_asked_at(words, name), _added_at(words, name))) >= 0]
    return max(found)[1] if found else None


def names_some_team(text: str) -> bool:
    """Whether a team is named beside the person who is asked for, or what about, of whatever name."""
    words = words_of(text)
    beside = rf"{_SOMEONE}(?:{_OF}{_OWN}|{_ABOUT}{_ITS})\w+"
    return bool(re.search(beside, words) or re.search(rf"{_REACHES}{_OWN}\w+{_DESK}\b", words))


def _is_all(words: str, stem: str) -> bool:
    if stem not in words:
        return False
    return bool(re.search(rf"^{_POLITE}{_TO_A_PERSON}{_ITS}{re.escape(stem)}s?(?:{_DESK}|{_MATTER})?{_THANKS}$", words))


def _added_at(words: str, name: str) -> int:
    """Where it ends these words, after the person who is asked for: "a human please billing"."""
    stem = re.escape(name.removesuffix("s"))
    found = re.search(rf"\b{_SOMEONE}\b.*\b({stem}s?)(?:{_DESK}|{_MATTER})?{_THANKS}$", words)
    return found.start(1) if found else -1


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
        rf"(?:{_REACHES}|^{_POLITE}){_SOMEONE}{_ABOUT}{_ITS}{re.escape(stem)}s?(?:{_DESK}|{_MATTER})?{_ENDS}",
    )
    return tuple(re.compile(one) for one in asked)
