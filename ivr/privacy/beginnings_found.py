"""Secrets of which only the beginning was said: the recogniser is asked at each pause, and what it made of half a
sentence is kept as well. Days and months, too, of dates that are somebody's."""

import re

from .numbers_found import is_counted
from .plain_writing import Kind, Mark, Run, runs_of
from .said_what_it_is import cue_before, says_expiry
from .secret_kinds import Found, Secret
from .spoken_signs import ACRONYMS, MONTHS, ORDINALS

_THEN_NOTHING = re.compile(r"\W*(?:(?:then|and)\W*)?(?:$|\[)", re.IGNORECASE)
"""The text is over, or what comes was taken out before."""
_ANNOUNCED = re.compile(
    r"\b(?:is|it's|that's|are|was|reads?|says?|with|in|to|numbers?|codes?|pin|iban|licen[cs]e|passport|account)"
    r"(?:,? (?:is|it's|that's))?\W*$",
    re.IGNORECASE,
)
_IS_NUMBERED = re.compile(r"\b(?:number|code|reference|account|policy)s?\b(?:\W+\w+){0,5}\W*$", re.IGNORECASE)
_LONGEST = 6
"""Letters and digits; what is longer is found by its length."""
_LETTERED = {Secret.NATIONAL_ID, Secret.IBAN, Secret.CODE}
_NO_CODE = {"a", "i"}
_CAPITALS = re.compile(r"\b[A-Z]{2,4}(?=\W*(?:$|\[))")
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(rf"(?:\b(?:the )?{_DAY}(?: of)?,? )?\b(?:{_MONTH})\b(?:,? (?:the )?{_DAY}\b(?!\d))?", re.IGNORECASE)
_IBAN = re.compile(
    r"(?<![\w.])(?:AT|BE|CH|CZ|DE|DK|EE|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK)\d{2}(?!\d)"
    r"[A-Z]{0,4}(?!\w)"
)
"""Its country and check digits, and its bank."""
_YEAR = re.compile(r",? (?:of )?(?:\d{4}(?: and \d{2})?|\d{2}(?!\d))")
_SHORT = 10
"""Marks of a turn that is nothing but the date that was announced before it."""
_OF_WHAT = {Secret.EXPIRY, Secret.BIRTH}


def beginnings_in(text: str, marks: list[Mark], *, goes_on: bool = False) -> list[Found]:
    """`goes_on`: a number or a date was begun, or announced, in the turn before."""
    found = [one for run in runs_of(marks) if (one := _begun(text, run))]
    for capitals in _CAPITALS.finditer(text):
        secret = None if capitals.group().lower() in ACRONYMS else _announced(text, capitals.start())
        if secret in _LETTERED:
            found.append(Found(secret, capitals.start(), capitals.end()))
    found += [Found(Secret.IBAN, iban.start(), iban.end(), 2) for iban in _IBAN.finditer(text)]
    for date in _DATE.finditer(text):
        cue = cue_before(text, date.start())
        of_card = says_expiry(text, date.start()) and cue is not Secret.BIRTH
        if of_card or cue in _OF_WHAT:
            end = _YEAR.match(text, date.end())
            found.append(
                Found(Secret.EXPIRY if of_card else Secret.BIRTH, date.start(), end.end() if end else date.end())
            )
        elif goes_on and len(marks) <= _SHORT:
            found.append(Found(Secret.NUMBER, marks[0].start, marks[-1].end))
    return found


def _begun(text: str, run: Run) -> Found | None:
    start, end = run.span(0, len(run.plain))
    letters = {run.marks[at].plain for at in run.at if run.marks[at].kind is not Kind.DIGITS}
    if (
        len(run.plain) > _LONGEST
        or not _THEN_NOTHING.match(text[end:])
        or letters & _NO_CODE
        or is_counted(text, start, end)
    ):
        return None
    secret = _announced(text, start)
    return Found(secret, start, end, sum(map(str.isdigit, run.plain))) if secret else None


def _announced(text: str, start: int) -> Secret | None:
    """What was said to come here, if the words right before this say that it comes."""
    before = text[:start]
    if not _ANNOUNCED.search(before):
        return None
    cue = cue_before(text, start)
    if cue is Secret.NUMBER:
        return Secret.NUMBER if _IS_NUMBERED.search(before) else None
    return cue
