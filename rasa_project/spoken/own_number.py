"""The phone in the caller's hand, meant as an answer: "the number I'm calling from", "this one", "my caller ID"."""

from __future__ import annotations

import re

_RINGS = r"(?:call|ring|phon|dial|dia\w?l|speak|talk|us)ing"
_RANG = r"(?:call(?:ed)?|ring|rang|rung|phoned?|dial+ed|us(?:e|ed|ing))"
_AM = r"(?:i(?:'m| am)|we(?:'re| are))"
_I_RING = rf"(?:that |which )?(?:{_AM} (?:\w+ )?(?:{_RINGS}|on|holding)|(?:i|we)(?:'ve| have)? (?:just )?{_RANG})\b"
_DEVICE = r"(?:number|phone|line|one|cell|mobile|cellphone|landline|handset|telephone)"
_WHICH = rf"(?:{_DEVICE}|what|whatever|which|whichever|where|wherever|same as|same as the one)"
_SHOWN = (
    r"(?:caller i\.? ?d|(?:shows?|showing|shown|comes?|coming|came|pops?|popping|appears?) (?:up|on your)|"
    r"(?:that|which|the (?:number|one)) you (?:can )?see\b|"
    r"(?:on|off|from) (?:your|the) (?:screen|display|caller display)\b|"
    r"you(?:'ve| have)? (?:can )?(?:see|have|got|already have)(?: it| that)? (?:there|here|now|in front of you)\b)"
)
_OWN = (
    rf"\b(?:{_WHICH} (?:from (?:which |where )?)?{_I_RING}|"
    rf"(?:this|the same|same|this very|(?:the|my) current) {_DEVICE}\b(?! (?:is|was) (?:wrong|not|old|no)\b)|"
    rf"{_AM} {_RINGS}(?: you)? (?:from|on) (?:it|that|this|the (?:right )?{_DEVICE})\b|"
    rf"(?:on|to|at|back|from) this(?= *(?:[.,!?]|$|please|now|right now|thanks))|"
    rf"(?:the )?same as (?:this|{_I_RING})|{_SHOWN})"
)
_MEANT = re.compile(_OWN, re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\b(?:(?:call|ring|phone|reach|contact|use|using|dial|back|it(?:'s| is))\b[^.?!]{0,30}?|to )" + _OWN,
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|isn't|don't|other than|different|another|instead of|can't|won't)\b", re.IGNORECASE)


def means_own(text: str) -> bool:
    """Whether the caller means the phone that they call from, and reads out no other."""
    plain = text.replace("’", "'")
    found = _MEANT.search(plain)
    return found is not None and not _NOT.search(plain[: found.end()])


def volunteers_own(text: str) -> bool:
    """As `means_own`, where nobody has asked for a number: "this phone" may then be a thing that was bought."""
    return bool(_ASKED_FOR.search(text.replace("’", "'"))) and means_own(text)
