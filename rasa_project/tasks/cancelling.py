"""What is said to "I'll cancel it. Shall I do that?": there, words of giving up are the wish itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from talk.assent import assent_in
from tasks.refusal import parted

CANCELLING = (
    *("cancel it", "cancel that", "cancel this", "cancel the visit", "cancel that visit", "cancel the appointment"),
    *("cancel my appointment", "cancel the order", "cancel that order", "cancel my order", "cancel the delivery"),
    *("call it off", "stop it", "stop the delivery", "keep it", "leave it"),
)
"""What is awaited there beside a yes and a no."""
_THEIRS = r"(?:the|my|our|your|that|this|those|these|any|a|an|all|another)"
_NAMED = rf"(?:them|him|her|{_THEIRS} (?:\w+ ){{0,2}}\w+|anyone|anybody|someone|somebody)"
_THING = rf"(?:it|that|this|those|these|{_NAMED})"
_VISITED = (
    r"(?:visit|appointment|technician|engineer|repair(?:s|man)?|service|order|deliver(?:y|ies)|parcel|package|booking)"
)

_GOES = re.compile(
    r"\b(?:cancel\w*\b(?! (?:my |the |our |this )?(?:contract|account|subscription|service|plan|membership|"
    r"everything))|"
    rf"call(?:ing|ed)? {_THING} off|call(?:ing|ed)? off|stop(?:ping)? {_THING}|scrap\w*|"
    rf"(?:drop|delete|remove|ditch|bin|void|skip|strike|wipe|lose|clear|kill|abort|end)(?:ping|ing)? {_THING}|"
    rf"tak(?:e|ing) {_THING} (?:out|off|away)|get(?:ting)? (?:rid of|{_THING} (?:off|out of))|"
    rf"forget (?:about )?(?:it all|{_THEIRS} \w+)|undo (?:it|that)|withdraw\w*|"
    r"(?:give|giving|gave|given) up on|(?:do|go|manage|live|cope) without|"
    rf"(?:want|like|have|need) {_THING} (?:to be |be )?(?:gone|stopped|off|out|away|removed|deleted|undone|dropped)|"
    rf"no (?:more )?{_VISITED}s?|no (?:need|use)(?! to worry)|not interested)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(
    rf"\b(?:(?:keep|hang(?:ing)? on to|hold(?:ing)? on to|hold onto|stick(?:ing)? with|stay(?:ing)? with)(?:ing)? "
    rf"{_THING}|leav(?:e|ing) (?:it|things|everything|{_THEIRS} \w+)|let {_THING} (?:be|stand|come)|"
    r"(?:should|can|may|must|to) (?:still )?(?:stay|stand|remain|come|go ahead|be (?:sent|delivered)))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    rf"\b(?:want|need|like|require|have|take|use)(?:ing)? (?:it|{_NAMED})\b",
    re.IGNORECASE,
)
_UNWANTED = re.compile(
    rf"\b(?:(?:want|need|like|require|take|use|send|deliver|ship|dispatch|bring)(?:ing)? "
    rf"(?:{_NAMED}|(?:it|that|this) (?:any ?more|any longer|after all|at all|now|to come)|\w+ to come)|"
    rf"(?:send|deliver|ship|dispatch|bother|come|coming)(?:ing)?(?: (?:it|them|that|coming|sending \w+|out))?\s*$)",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\b(?:no longer (?:want|need|require)|(?:don't|do not|won't) need (?:it|that|this))\b", re.IGNORECASE
)
_HESITATES = re.compile(
    r"^\W*(?:um|uh|oh|no|well|so|okay|ok)?\W*(?:actually|wait|hang on|hold on|sorry)\b", re.IGNORECASE
)
_RESERVES = re.compile(
    r"\b(?:but|except|only|unless|until|wait|hang on|hold on|instead|rather|actually|if|change|move|whether|don't know|"
    r"not sure|first)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead(?! of)|move|change)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;:!?…]+|\b(?:but|because|cause|since|so|as)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(r"^.*\bi mean(?:t)?\b(?! (?:it|that)\b)", re.IGNORECASE)
"""Of "no, I mean yes, cancel it"."""
_LEAD = re.compile(
    r"^\W*(?:(?:um+|uh+|oh|well)\W+)*(?:yes|yeah|yep|yup|sure|okay|ok|no|nope|nah)(?: please)?"
    r"(?= (?:i|we|it|he|she|they|my|our|that's|there)\b)",
    re.IGNORECASE,
)
"""A yes or a no that runs into what follows: "yes we don't need it"."""


class Fate(Enum):
    GOES = "goes"
    STAYS = "stays"
    UNSURE = "unsure"
    """ "Actually, cancel that" may mean the visit, or the wish to cancel it."""


def reserves(text: str) -> bool:
    """Whether something else may be wished for with it: "cancel it, no, move it instead"."""
    return bool(_RESERVES.search(text))


def fate_in(text: str) -> Fate | None:
    """What is to become of the thing; None when that was not said in such words.

    Each clause says it in its own way: with a yes or a no, with what is to happen, or with whether it is wanted still.
    """
    plain = _TAKEN_BACK.sub("", text.replace("’", "'"))
    said = list(_clauses(plain))
    fates = {fate for _, fate in said if fate is not None}
    if not fates:
        agrees = len(said) > 1 and said[0][0] is True and all(wish is not False for wish, _ in said)
        return Fate.GOES if agrees and not (_RESERVES.search(plain) or assent_in(plain).doubts) else None
    if len(fates) > 1:
        return Fate.UNSURE
    (fate,) = fates
    first = next((wish for wish, _ in said if wish is not None), None)
    taken_back = any(wish is False for wish, _ in said[:-1]) or _INSTEAD.search(plain)
    if fate is Fate.GOES and (_HESITATES.search(plain) or taken_back):
        return Fate.UNSURE  # "no, cancel it"; a "no" at its end agrees
    return Fate.UNSURE if fate is Fate.STAYS and first is True else fate


def _clauses(text: str) -> Iterator[tuple[bool | None, Fate | None]]:
    """Of each clause: the yes or no that it is, and what it says of the thing."""
    for clause in _CLAUSE.split(_LEAD.sub(lambda lead: f"{lead[0]},", text)):
        if clause.strip():
            wish = assent_in(clause)
            yield wish.wish if not wish.rest else None, _fate_of(clause)


def _fate_of(clause: str) -> Fate | None:
    if _NOT_NEEDED.search(clause):
        return Fate.GOES
    wanted, refused = parted(clause)
    if _GOES.search(refused) or _STAYS.search(wanted):
        return Fate.STAYS
    if _GOES.search(wanted) or _STAYS.search(refused) or _UNWANTED.search(refused.rstrip()):
        return Fate.GOES
    return Fate.STAYS if _WANTED.search(wanted) else None
