"""Dates: "2026-11-28", "11/28", "Nov. 28th, 2026", "28 Nov", "Mon-Fri", "since 1990". Months come before days, as in
the United States, where figures alone leave it open."""

from ...aloud.rule import DASH, DIGIT, NO_CASE, Found, Rule, listed, one_of, rule
from .figures import ordinal, year

_MONTHS = listed("January February March April May June July August September October November December")
_SHORT = {month[:3]: month for month in _MONTHS} | {month: month for month in _MONTHS} | {"Sept": "September"}
_DAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_WEEK = {day[:3]: day for day in _DAYS} | {day: day for day in _DAYS}
_WEEK |= {"Tues": "Tuesday", "Thur": "Thursday", "Thurs": "Thursday"}
_SURE = {short: day for short, day in _WEEK.items() if short not in {"Sat", "Sun", *_DAYS}}
_POINT = r"(?:\.(?!\s*$))?"
"""Of the short form; at the end it is the sentence's."""
_MONTH = rf"({one_of(_SHORT)})\b{_POINT}"
_DAY_OF_MONTH = r"([12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(1[1-9]\d\d|20\d\d)\b(?![.,]\d))?"
_TO = r"\s?[-–]\s?"
_BEFORE_A_DATE = r"\b((?:on|by|due|until|till|before|after|from|since|dated) )"


def _date(month: int, day: int, in_year: str | None = None) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{_MONTHS[month - 1]} {ordinal(day)}" + (f", {year(_whole_year(in_year))}" if in_year else "")


def _whole_year(figures: str) -> int:
    return int(figures) if len(figures) == 4 else 2000 + int(figures)


def _iso(found: Found) -> str:
    return _date(int(found[2]), int(found[3]), found[1]) or found[0]


def _in_figures(found: Found) -> str:
    """Which of the two is the month is told by the other when that is none."""
    one, other, in_year = int(found[1]), int(found[2]), found[3]
    return _date(one, other, in_year) or _date(other, one, in_year) or found[0]


def _day_first(found: Found) -> str:
    return _date(int(found[2]), int(found[1]), found[3]) or _in_figures(found)


def _without_a_year(found: Found) -> str:
    """A half is no second of January, unless a word says that it is a date."""
    one, other = int(found[2]), int(found[3])
    if not found[1] and one < other <= 10:
        return found[0]
    said = _date(one, other) or _date(other, one)
    return f"{found[1] or ''}{said}" if said else found[0]


def _month_first(found: Found) -> str:
    return f"{_month(found[1])} {ordinal(int(found[2]))}" + _and_year(found[3])


def _days_of_month(found: Found) -> str:
    return f"{_month(found[1])} {ordinal(int(found[2]))} to {ordinal(int(found[3]))}"


def _day_then_month(found: Found) -> str:
    the = "" if found[1] else "the "
    return f"{found[1] or ''}{the}{ordinal(int(found[2]))} of {_month(found[3])}" + _and_year(found[4])


def _and_year(figures: str | None) -> str:
    return f", {year(int(figures))}" if figures else ""


def _month(short: str) -> str:
    return _SHORT[short.capitalize()]


def _weekday(short: str) -> str:
    return _WEEK[short.capitalize()]


def _years(found: Found) -> str:
    return f"{year(int(found[1]))} to {year(int(found[2]))}"


def _decade(found: Found) -> str:
    said = year(int(found[1] + "0")) if len(found[1]) == 3 else ordinal(int(found[1] + "0"))
    head, space, last = said.rpartition(" ")
    if last.endswith("ieth"):
        last = last[:-4] + "y"
    return head + space + (f"{last[:-1]}ies" if last.endswith("y") else f"{last}s")


_WEEKDAY = rf"({one_of(_WEEK)})\b{_POINT}"
RULES: tuple[Rule, ...] = (
    rule(
        r"\b24/7\b",
        "twenty-four seven",
        needs=(
            DIGIT,
            "/",
        ),
    ),
    rule(
        r"(?<![\w-])(1[1-9]\d\d|20\d\d)[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])(?![\w-])",
        _iso,
        needs=(
            DIGIT,
            "-/",
        ),
    ),
    rule(
        r"(?<![\w/])(\d{1,2})/(\d{1,2})/((?:20|19)\d\d|\d\d)(?![\w/])",
        _in_figures,
        needs=(
            DIGIT,
            "/",
        ),
    ),
    rule(
        r"(?<![\w-])(\d{1,2})-(\d{1,2})-((?:20|19)\d\d)(?![\w-])",
        _in_figures,
        needs=(
            DIGIT,
            "-",
        ),
    ),
    rule(
        r"(?<![\w.])(\d{1,2})\.(\d{1,2})\.((?:20|19)\d\d)(?!\w)",
        _day_first,
        needs=(
            DIGIT,
            ".",
        ),
    ),
    rule(
        rf"(?:{_BEFORE_A_DATE}|(?<![\w/.,$€£]))(\d{{1,2}})/(\d{{1,2}})(?![\w/%]|[.,]\d)",
        _without_a_year,
        NO_CASE,
        needs=(
            DIGIT,
            "/",
        ),
    ),
    rule(
        rf"\b{_MONTH}\s?{_DAY_OF_MONTH}{_TO}{_DAY_OF_MONTH}(?![\w:/]|[.,]\d)",
        _days_of_month,
        needs=(
            DIGIT,
            DASH,
        ),
    ),
    rule(rf"\b{_MONTH}\s?{_DAY_OF_MONTH}(?![\w:/]|[.,]\d){_YEAR}", _month_first, needs=(DIGIT,)),
    rule(
        rf"(\bthe )?(?<![\w:/.,$€£-]){_DAY_OF_MONTH} (?:of )?{_MONTH}{_YEAR}", _day_then_month, NO_CASE, needs=(DIGIT,)
    ),
    rule(
        rf"\b{_MONTH}{_TO}{_MONTH}", lambda found: f"{_month(found[1])} to {_month(found[2])}", NO_CASE, needs=(DASH,)
    ),
    rule(
        rf"\b{_WEEKDAY}{_TO}{_WEEKDAY}",
        lambda found: f"{_weekday(found[1])} to {_weekday(found[2])}",
        NO_CASE,
        needs=(DASH,),
    ),
    rule(rf"\b{_WEEKDAY}/(?={one_of(_WEEK)})", lambda found: f"{_weekday(found[1])}, ", needs=("/",)),
    rule(rf"\b({one_of(_SURE)})\b{_POINT}", lambda found: _weekday(found[1])),
    rule(
        r"\b((?:[Oo]n|[Ee]very|[Nn]ext|[Tt]his|[Ll]ast|[Bb]y|[Uu]ntil|[Tt]o|[Aa]nd|or|&|day,) )"
        rf"(Sat|Sun)\b{_POINT}",
        lambda found: found[1] + _weekday(found[2]),
    ),
    rule(
        r"\b(Sat|Sun)\b(?:\.(?!\s*$))?(?=,? \d|:|, [A-Z]| (?:and|&|or) (?:Sun|Mon))", lambda found: _weekday(found[1])
    ),
    rule(
        r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:\.|(?=\s(?:20|19)\d\d))(?!\s*$)",
        lambda found: _month(found[1]),
    ),
    rule(
        r"\b((?:[Ii]n|[Oo]f|[Bb]y|[Uu]ntil|[Ss]ince|[Nn]ext|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate|[Aa]nd|or|to) )"
        r"(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
        lambda found: found[1] + _month(found[2]),
    ),
    rule(r"(?<![\w.,])['’]?((?:1[1-9]|20)?\d)0s\b", _decade, needs=(DIGIT,)),
    rule(
        r"\b(1[89]\d\d|20\d\d)\s?[-–]\s?(1[89]\d\d|20\d\d)\b(?![-,.:]\d)",
        _years,
        needs=(
            DIGIT,
            DASH,
        ),
    ),
    rule(
        rf"\b((?:in|since|until|till|by|before|after|from|of|during|year|{'|'.join(_MONTHS)}),? )"
        r"(1[1-9]\d\d|20\d\d)(?![\w:]|[.,-]\d)",
        lambda found: found[1] + year(int(found[2])),
        NO_CASE,
        needs=(DIGIT,),
    ),
)
