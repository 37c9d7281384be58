"""Numbers and codes that must not be kept, however they were said.

It is not the check digit that makes a secret: a recogniser gets one digit wrong, and the account is still somebody's.
So what is long enough to be one is taken out, and the checks, where there are any, only tell what to call it. What
remains are amounts, years, times of the day and the like.
"""

import re
from collections.abc import Iterator

from ..core.words.card import is_card_number
from .plain_writing import Kind, Mark, Run, runs_of
from .said_what_it_is import cue_around, cue_before, says_security_code
from .secret_kinds import Found, Secret
from .spoken_signs import MISHEARD, MONTHS, ORDINALS, UNITS

_LONG = 4
"""Digits from which a number is taken out that nobody has named."""
_NAMED = 3
_SURELY = 7
"""Digits from which it cannot be an amount, a year or a time."""
_IBAN = re.compile(r"[A-Z]{2}[0-9O]{2}[A-Z0-9]{10,30}")
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
_NATIONAL_INSURANCE = re.compile(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:\d|O){6}[A-D]?(?![A-Z])")
_POSTCODE = re.compile(r"(?<![A-Z])[A-Z]{1,2}(?:\d|(?<=[A-Z])O)[A-Z\d]?\d[ABD-HJLNP-UW-Z]{2}(?![A-Z])")
_DIGITS = re.compile(r"\d(?:\d|O)*|O\d(?:\d|O)*")
_CODE_DIGITS, _CODE_LENGTH = 3, 6
_MONEY_BEFORE = re.compile(r"[$£€¥]\s*$|\b(?:usd|eur|gbp)\s*$", re.IGNORECASE)
_TO_RING = re.compile(
    r"\b(?:call(?:ing)?|ring(?:ing)?|reach|text|phone|dial)(?: \w+){0,3} (?:at|on|from|under)\s*$", re.IGNORECASE
)
_TO_PAY = re.compile(
    r"\b(?:money|take\w*|funds|charge[ds]?|debit\w*|withdraw\w*)(?: \w+){0,3} (?:from|out of)\s*$"
    r"|\b(?:account|card)\b[^.?!;$£€¥]{0,40} (?:is|it's)\s*$",
    re.IGNORECASE,
)
_OWED = re.compile(
    r"\b(?:balance|bill|total|owed?|costs?|fees?|charges?|limit|amount|payments?|refund)\b", re.IGNORECASE
)
_WHOLE_AMOUNT = re.compile(r"[$£€¥]\d{3,}\b(?![.,]\d)")
_ROW_OF_AMOUNTS = re.compile(r"[$£€¥]\d{3,4},? ?(?:then )?[$£€¥]\d{3,4}\b(?![.,]\d)")
_ROW_BEFORE = re.compile(r"[$£€¥]\d{3,4},? ?(?:then )?$")
_COUNTED = re.compile(rf"\s*(?:[%°$£€¥]|[- ]?{UNITS.pattern}\b)", re.IGNORECASE)
_CLOCK = re.compile(
    r"\s*(?:a\.?\s?m\b|p\.?\s?m\b|o'?clock|in the (?:morning|afternoon|evening)|at night)", re.IGNORECASE
)
_AT_TIME = re.compile(r"\b(?:at|by|around|till|until|before|after|past)\s+$", re.IGNORECASE)
_WRITTEN_TIME = re.compile(r"\d{1,2}:\d{2}(?:\s*(?:and|to|-|–|until|till)\s*\d{1,2}:\d{2})?")
_WRITTEN_DATE = re.compile(r"(?:\d{4}[/.-])?(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])(?:[/.-]\d{2,4})?")
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")
_SO_MUCH = re.compile(r"\b(?:account|card|withdraw\w*|payment|charge\w*|bill\w*) for\s+$", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bit's\s+$", re.IGNORECASE)
_NOTHING_ELSE = re.compile(r"[\d\s.,-]+")
_SPEAKS_ON = re.compile(r",? [a-zA-Z]{2,}")
_IN_YEAR = re.compile(r"\b(?:in|since|during|year|of)\s+$", re.IGNORECASE)
_ANNOUNCES = {
    "is",
    "it's",
    "number",
    "code",
    "are",
    "with",
    "in",
    "#",
    ":",
    "no",
    "digits",
    "be",
    "s",
    "account",
    "pin",
    "that's",
    "they're",
    "says",
    "reads",
    "read",
    "was",
    "to",
    "under",
}
"""Words right before a number of which even two or three digits are given for a reason."""
_OF_A_DATE = MONTHS | ORDINALS | {"of", "the", ","}
_NEAR = 8
"""Words behind one secret within which other digits belong to it: a card's date and code, the rest after a pause."""
_CLOSE = 12
"""Characters before a number in which a word that says what it is announces it."""
_BESIDE = 2
"""Words beside a number that is all that was said."""


def numbers_in(text: str, marks: list[Mark], *, awaited: bool = False, goes_on: bool = False) -> list[Found]:
    """`awaited`: a number was asked for; `goes_on`: one was begun, or announced, before this was said."""
    found: list[Found] = []
    near = _NEAR if goes_on else 0
    last = -1
    for run in runs_of(marks):
        first = run.at[0]
        close = bool(near) and first - last - 1 <= near
        here = list(_in_run(text, run, _Circumstances(awaited, close, _is_alone(marks, run))))
        if here:
            found += here
            near, last = _NEAR, run.at[-1]
    return found


class _Circumstances:
    """What beside its own words makes a run of digits one that must not be kept."""

    def __init__(self, awaited: bool, close: bool, alone: bool) -> None:
        self.awaited, self.close, self.alone = awaited, close, alone


def _is_alone(marks: list[Mark], run: Run) -> bool:
    words = [mark for mark in marks if mark.kind is Kind.WORD]
    return len(words) <= _BESIDE


def _in_run(text: str, run: Run, told: _Circumstances) -> Iterator[Found]:
    plain = run.plain
    for first, last, secret in _coded(plain):
        start, end = run.span(first, last)
        yield Found(secret, start, end, sum(map(str.isdigit, plain[first:last])))
    whole_start, whole_end = run.span(0, len(plain))
    digits = sum(map(str.isdigit, plain))
    announced = run.at[0] > 0 and run.marks[run.at[0] - 1].plain in {*_ANNOUNCES, ","}
    enough = _CODE_LENGTH if not announced else _LONG
    mixed = digits >= _CODE_DIGITS and len(plain) >= enough and digits < len(plain)
    if mixed and not _is_words_and_number(run):
        yield Found(Secret.CODE, whole_start, whole_end, digits)
    for series in _DIGITS.finditer(plain):
        start, end = run.span(series.start(), series.end())
        named_so = _secret_of(text, series.group().replace("O", "0"), start, end, told, run)
        if named_so is not None:
            first = _first_of_all(run, series.start(), named_so)
            yield Found(named_so, run.marks[first].start, end, len(series.group()))


def _first_of_all(run: Run, at: int, secret: Secret) -> int:
    """The mark from which on it is taken out: "plus 44", "the fifth of June 1982"."""
    first = run.at[at]
    if secret in {Secret.BIRTH, Secret.EXPIRY}:
        while first and (run.marks[first - 1].plain in _OF_A_DATE or run.marks[first - 1].plain[:1].isdigit()):
            first -= 1
    elif first and run.marks[first - 1].plain == "+":
        first -= 1
    return first


def _is_words_and_number(run: Run) -> bool:
    """ "A" and "I" beside a number are words as a rule: "a 2000 dollar loan"."""
    letters = {run.marks[at].plain for at in run.at if run.marks[at].kind is Kind.LETTERS}
    codes = any(run.marks[at].kind is Kind.CODE for at in run.at)
    return not codes and letters <= {"a", "i"}


def _coded(plain: str) -> Iterator[tuple[int, int, Secret]]:
    for found in _IBAN.finditer(plain):
        for length in range(min(len(found.group()), _LONGEST_IBAN), _SHORTEST_IBAN - 1, -1):
            if is_iban(found.group()[:length]):
                yield found.start(), found.start() + length, Secret.IBAN
                break
    for found in _NATIONAL_INSURANCE.finditer(plain):
        yield found.start(), found.end(), Secret.NATIONAL_ID
    for found in _POSTCODE.finditer(plain):
        yield found.start(), found.end(), Secret.ADDRESS


def is_iban(code: str) -> bool:
    """The check digits of ISO 13616: the number that its letters make leaves 1 when divided by 97."""
    for tried in (code, code[:4] + code[4:].replace("O", "0"), code.replace("O", "0")):
        if tried[:2].isalpha() and tried[2:4].isdigit():
            moved = tried[4:] + tried[:4]
            if int("".join(str(int(one, 36)) for one in moved)) % 97 == 1:
                return True
    return False


def _secret_of(text: str, digits: str, start: int, end: int, told: _Circumstances, run: Run) -> Secret | None:
    cue = cue_around(text, start, end)
    count = len(digits)
    misheard = is_misheard_money(text, start, end)
    counted = is_counted(text, start, end) and not (misheard or told.awaited or told.close)
    if misheard:
        return named(digits, cue)
    if count in {3, 4} and not counted and says_security_code(text, start, end):
        return Secret.SECURITY_CODE
    if cue in {Secret.EXPIRY, Secret.BIRTH, Secret.IBAN} and count >= 2 and not counted:
        return cue
    if count >= _SURELY:
        date = cue is None and count <= 8 and _WRITTEN_DATE.fullmatch(text[start:end])
        return None if date and not told.awaited and not told.close else named(digits, cue)
    if told.awaited and (count >= 2 or told.alone):
        return named(digits, cue)
    if told.close and (count >= 2 or told.alone or not any(map(str.isalnum, text[end:]))):
        return None if counted else named(digits, cue)
    shortest = 2 if _NOTHING_ELSE.fullmatch(text) else _NAMED
    if count >= shortest and not counted and _is_read_out(text, run) and not _month_before(run):
        return named(digits, cue)
    harmless = counted or _is_harmless(text, digits, start, end, run, cue)
    if count >= _NAMED and digits[0] == "0" and not harmless:
        return named(digits, cue)
    return None if count < _shortest(text, start, end, told, run, cue) or harmless else named(digits, cue)


def is_misheard_money(text: str, start: int, end: int) -> bool:
    """Recognisers write "at $595, then $645" of a number that is read out."""
    if not _MONEY_BEFORE.search(text[:start]) or _COUNTED.match(text[end:]) or "." in text[start:end]:
        return False
    sign = text[:start].rstrip()[:-1]
    row = _ROW_OF_AMOUNTS.match(text[len(sign) :]) or _ROW_BEFORE.search(sign)
    read_out = _TO_PAY.search(sign) and _WHOLE_AMOUNT.match(text[len(sign) :]) and not _OWED.search(sign)
    return bool(row or read_out or _TO_RING.search(sign))


def _shortest(text: str, start: int, end: int, told: _Circumstances, run: Run, cue: Secret | None) -> int:
    """From how many digits on this is somebody's number."""
    first = run.at[0]
    announced = (
        first == 0 or run.marks[first - 1].plain in _ANNOUNCES or bool(cue_before(text[:start][-_CLOSE:], _CLOSE))
    )
    if announced and cue not in {None, Secret.NUMBER} and not any(map(str.isalnum, text[end:])):
        return 2
    return _NAMED if told.alone or (cue and announced) or cue is Secret.CODE else _LONG


def _is_harmless(text: str, digits: str, start: int, end: int, run: Run, cue: Secret | None) -> bool:
    written = text[start:end]
    if _WRITTEN_TIME.fullmatch(written):
        return True
    if cue is None and (_WRITTEN_DATE.fullmatch(written) or _THOUSANDS.fullmatch(written)):
        return True
    hour, minute = int(digits[:-2] or "0"), int(digits[-2:])
    is_time = len(digits) <= 4 and hour < 24 and minute < 60
    if is_time and (_CLOCK.match(text[end:]) or (_AT_TIME.search(text[:start]) and cue is None)):
        return True
    if len(digits) <= 4 and cue in {Secret.BANK, Secret.CARD} and _SO_MUCH.search(text[:start]):
        return True
    if len(digits) <= 6 and _month_before(run) and cue in {None, Secret.NUMBER}:
        return True
    is_year = len(digits) == 4 and digits[:2] in {"18", "19", "20"}
    unnamed = cue in {None, Secret.CARD, Secret.PHONE, Secret.BANK, Secret.ADDRESS}
    this_year = digits[:2] == "20" and _THIS_YEAR.search(text[:start]) and any(map(str.isalnum, text[end:]))
    return is_year and (unnamed or bool(_IN_YEAR.search(text[:start]) or this_year))


def _is_read_out(text: str, run: Run) -> bool:
    """Digit by digit, as nobody says how many there are of something."""
    words = [text[run.marks[at].start : run.marks[at].end].lower() for at in run.at]
    digits = all(run.marks[at].kind is Kind.DIGITS for at in run.at)
    return digits and len(run.at) == len(set(run.at)) > 1 and not MISHEARD.keys() & set(words)


def is_harmless_figure(text: str, start: int, end: int) -> bool:
    """Whether it is so many of something, a time of the day, or a number that ordinary speech is full of: "two cards",
    "that one"."""
    written = text[start:end]
    if not any(map(str.isdigit, written)):
        return bool(_SPEAKS_ON.match(text[end:])) and " " not in written
    return is_counted(text, start, end) or bool(_WRITTEN_TIME.fullmatch(written) or _CLOCK.match(text[end:]))


def _month_before(run: Run) -> bool:
    first = run.at[0]
    return any(mark.plain in MONTHS for mark in run.marks[max(0, first - 2) : first])


def is_counted(text: str, start: int, end: int) -> bool:
    """Whether it is so many of something, or so much money."""
    return bool(_MONEY_BEFORE.search(text[:start]) or _COUNTED.match(text[end:]))


def named(digits: str, cue: Secret | None) -> Secret:
    """What to call it: by its check digit, by what was said of it, or by its length."""
    if is_card_number(digits) or (cue is Secret.CARD and len(digits) >= 8):
        return Secret.CARD
    if cue is Secret.SECURITY_CODE or cue is None or cue is Secret.NUMBER or (cue is Secret.CARD):
        return Secret.PHONE if cue is None and len(digits) in {10, 11} else Secret.NUMBER
    return cue
