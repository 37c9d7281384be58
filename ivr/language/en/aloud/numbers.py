"""Fractions, percentages, units and ranges, once what only looked like one of them has been read."""

import re

from ...aloud.rule import NO_CASE, Found, Rule, one_of, rule, words

_PARTS = {
    2: "half",
    3: "third",
    4: "quarter",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}
_COUNTS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_UNITS = words(
    "kg kilogram; g gram; mg milligram; lb pound; lbs pound; oz ounce; km kilometer; m meter; cm centimeter; mm "
    "millimeter; mi mile; ft foot; yd yard; sq square; l liter; L liter; ml milliliter; gal gallon; kW "
    "kilowatt; kWh kilowatt hour; W watt; V volt; Hz hertz; kHz kilohertz; MHz megahertz; GHz gigahertz; KB "
    "kilobyte; MB megabyte; GB gigabyte; TB terabyte; Mbps megabit per second; hr hour; hrs hour; h hour; min "
    "minute; mins minute; sec second; secs second; s second; ms millisecond; pcs piece; pc piece; yr year; yrs "
    "year; wk week; wks week; mo month; mos month"
)
_ALIKE = {"mph": "miles per hour", "km/h": "kilometers per hour", "kph": "kilometers per hour", "hertz": "hertz"}
_ALIKE |= {
    "°C": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "°": "degrees",
    "sq ft": "square feet",
    "sqft": "square feet",
}
_PER = words(
    "s second; sec second; min minute; h hour; hr hour; day day; wk week; week week; mo month; month month; yr year; "
    "year year; kg kilogram; lb pound"
)
_COMPARED = {">": "more than", "<": "less than", "≥": "at least", "≤": "at most", "±": "plus or minus"}
_IRREGULAR = {"foot": "feet", "inch": "inches", "square": "square", "hertz": "hertz", "kilohertz": "kilohertz"}
_IRREGULAR |= {"megahertz": "megahertz", "gigahertz": "gigahertz", "megabit per second": "megabits per second"}
_OF_A_THING = re.compile(r"\b[Aa]n? (?:\d+ by )*$")
_NEAR = 40
"""Characters before that are looked at: the work grows with the text alone, however many numbers it has."""
_NUMBER = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?"
_AMOUNT = rf"(?<![\w.,:])({_NUMBER})\s?"
"""A number by itself, and what stands between it and a unit."""


def _unit(found: Found) -> str:
    return f"{_measured(found, _UNITS[found[2]])}{found[3] or ''}"


def _per(found: Found) -> str:
    return f"{_measured(found, _UNITS[found[2]])} per {_PER[found[3]]}"


def _feet_and_inches(found: Found) -> str:
    return f"{_measured(found, 'foot')} {found[2]} {'inch' if found[2] == '1' else 'inches'}"


def _marked(found: Found) -> str:
    """A mark behind a number is inches, unless it closes what was quoted."""
    quotes = found.string.count('"', 0, found.start())
    return found[0] if quotes % 2 else _inches(found)


def _inches(found: Found) -> str:
    return _measured(found, "inch")


def _measured(found: Found, unit: str) -> str:
    """ "24 inches", but "a 24 inch screen"."""
    one = found[1] == "1" or _OF_A_THING.search(found.string, max(0, found.start() - _NEAR), found.start())
    return f"{found[1]} {unit if one else _IRREGULAR.get(unit, f'{unit}s')}"


def _fraction(found: Found) -> str:
    whole, one, other = found[1], int(found[2]), int(found[3])
    if other not in _PARTS or not 0 < one < other:
        return f"{whole + ' ' if whole else ''}{one} over {other}"
    many = "halves" if other == 2 else f"{_PARTS[other]}s"
    said = f"{_COUNTS[one]} {_PARTS[other] if one == 1 else many}"
    if not whole:
        return said
    return f"{whole} and {f'a {_PARTS[other]}' if one == 1 else said}"


RULES: tuple[Rule, ...] = (
    rule(rf"(?<![\w<>=-])({one_of(_COMPARED)})\s?(?=[$£€]?\d)", lambda found: f"{_COMPARED[found[1]]} "),
    rule(
        r"(?<![\w/ ])1/2 (an?) (?=[a-z])|(?<=[a-z] )1/2 (an?) (?=[a-z])", lambda found: f"half {found[1] or found[2]} "
    ),
    rule(r"\b(\d)/(\d|10) stars\b", r"\1 out of \2 stars"),
    rule(r"(?<![\w/.,])(?:(\d{1,3})[ -])?(\d{1,2})/(\d{1,2})(?![\w/]|[.,]\d)", _fraction),
    rule(r"(?<![\w/])(\d{1,2})'\s?(\d{1,2})(?:\"|'')", _feet_and_inches),
    rule(rf'(?<![\w/])({_NUMBER})"(?!\w)', _marked),
    rule(r"(?<=\d)\s?[x×]\s?(?=\d)", " by "),
    rule(r"(?<=\d)[x×](?!\w)", " times"),
    rule(
        rf"{_AMOUNT}[-–]\s?(?={_NUMBER}(?![-\w/])|{_NUMBER}\s?(?:%|{one_of(_UNITS | _ALIKE)})(?!\w))",
        r"\1 to ",
    ),
    rule(r"(?<![\w.,)])[-−](?=\.?\d)", "minus "),
    rule(r"(?<=\d)\s?%", " percent"),
    rule(rf"{_AMOUNT}in\.(?=\s*$|\s+[A-Z])", lambda found: f"{_inches(found)}."),
    rule(rf"{_AMOUNT}in\.(?=[\s,;:)])", _inches),
    rule(rf"{_AMOUNT}fl\.?\s?oz\b", lambda found: _measured(found, "fluid ounce")),
    rule(rf"{_AMOUNT}({one_of(_UNITS)})/({one_of(_PER)})(?!\w)", _per),
    rule(rf"(?<=\d)\s?({one_of(_ALIKE)})(?!\w)", lambda found: f" {_ALIKE[found[1]]}"),
    rule(rf"{_AMOUNT}({one_of(_UNITS)})\b(?:(\.)(?=\s*$|\s+[A-Z])|\.(?=\s+[a-z]))?(?!/)", _unit),
    rule(r"(?<![\w.])\.(?=\d)", "0 point "),
    rule(r"(?<=\d)\.(?=\d+\.\d)", " point "),
    rule(r"(?<![\w:])(\d{1,3}):(\d)(?![\w:])", r"\1 to \2"),
    rule(r"(?<=\d)-(?=[a-z])", " "),
    rule(r"(?<=\d)\+(?= [a-z]|\s*$|[.,;])", " plus", NO_CASE),
)
