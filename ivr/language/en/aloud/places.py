"""Addresses: "12 Elm Dr., Apt. 3B, St. Louis, MO 63101". What "Dr." means is told by what stands around it."""

import re

from ...aloud.rule import DIGIT, NO_CASE, POINT, Found, Rule, listed, one_of, rule, words
from .figures import one_by_one

_STREETS = words(
    "Ave Avenue; Av Avenue; Blvd Boulevard; Rd Road; Ln Lane; Ct Court; Pl Place; Sq Square; Hwy Highway; Pkwy "
    "Parkway; Ter Terrace; Cir Circle; Expy Expressway; Trl Trail; Cres Crescent; Gdns Gardens; Dr Drive; St "
    "Street; Mt Mount; Ft Fort; Hts Heights; Jct Junction; Sta Station; Xing Crossing; Tpke Turnpike; Fwy "
    "Freeway; Pk Park"
)
_BEFORE_A_NAME = words("St Saint; Dr Doctor; Mt Mount; Ft Fort")
_UNITS = words("Apt Apartment; Ste Suite; Fl Floor; Bldg Building; Rm Room; Flt Flat")
_SIDES = words("N North; S South; E East; W West; NE Northeast; NW Northwest; SE Southeast; SW Southwest")
_STATES = words(
    "AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California; CO Colorado; CT Connecticut; DE Delaware; "
    "FL Florida; GA Georgia; HI Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; LA "
    "Louisiana; ME Maine; MD Maryland; MA Massachusetts; MI Michigan; MN Minnesota; MS Mississippi; MO "
    "Missouri; MT Montana; NE Nebraska; NV Nevada; NH New Hampshire; NJ New Jersey; NM New Mexico; NY New York; "
    "NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania; RI Rhode Island; SC "
    "South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont; VA Virginia; WA Washington; "
    "WV West Virginia; WI Wisconsin; WY Wyoming; DC D.C."
)
_ALWAYS = {"Ave", "Blvd", "Hwy", "Pkwy", "Rd"}
_BEGINS_A_SENTENCE = set(
    listed(
        "We You The It It's Its Our Your I I'm They He She Please Call Is Are Do There This That To For If At On In "
        "And Or But Open Closed Turn Thank Thanks Sorry Would Can Could Shall What When Where How Which Press Say "
        "My"
    )
)
"""Written large, and no name."""
_NO_ROAD = set(
    listed(
        "Ask Call See With Dear Hello Hi Is For From By Does Has When Can And Or If Thank Please The To Our Your At "
        "In On Visit Meet Contact Tell"
    )
)
_ROAD = re.compile(r"[A-Z][\w'’]*|\d+(?:st|nd|rd|th)")
_NEAR = 40
"""Characters before and after that are looked at."""


def _street(found: Found) -> str:
    """ "Drive" behind a road's name, "Doctor" before a person's; "Street" or "Saint"."""
    before = found.string[max(0, found.start() - _NEAR) : found.start()].split()[-2:]
    after = found.string[found.end() : found.end() + _NEAR]
    following = after.split()[0].strip(",.;:!?)") if after[:1].isspace() and after.strip() else ""
    a_name_follows = following[:1].isupper() and following not in _BEGINS_A_SENTENCE
    behind_a_road = bool(before and _ROAD.fullmatch(before[-1])) and before[-1] not in _NO_ROAD
    numbered = len(before) == 2 and before[0][0].isdigit()
    short = found[1]
    if behind_a_road and (numbered or not a_name_follows or short not in _BEFORE_A_NAME):
        return _STREETS[short] + (found[2] or "")
    if short in _BEFORE_A_NAME and (a_name_follows or short == "Dr"):
        return _BEFORE_A_NAME[short]
    return _STREETS[short] + (found[2] or "") if short in _ALWAYS else found[0]


def _in_a_state(found: Found) -> str:
    return f"{_STATES[found[1]]}, {one_by_one(found[2])}"


RULES: tuple[Rule, ...] = (
    rule(r"\bP\.?\s?O\.?\s?Box\b", "P.O. Box", NO_CASE),
    rule(
        rf"\b({one_of(_UNITS)})\b\.?\s?(?=#?[A-Z]?\d|[A-Z]\b)",
        lambda found: f"{_UNITS[found[1]]} ",
        needs=("0123456789.#",),
    ),
    rule(rf"(?<=\d )({one_of(_SIDES)})\b\.?(?=\s+[A-Z0-9])", lambda found: _SIDES[found[1]], needs=(DIGIT,)),
    rule(rf"\b({one_of(_STREETS)})\b{POINT}", _street),
    rule(rf"\b({one_of(_STATES)})\s+(\d{{5}}(?:-\d{{4}})?)\b", _in_a_state, needs=(DIGIT,)),
)
