"""Postcodes: British ones, spelled or said, and American ZIP codes."""

from __future__ import annotations

import re

from spoken.digits import digits_in
from spoken.found import Found
from spoken.letters import spellings
from spoken.words import listed, stretches

_AREAS = listed(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN "
    "EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML "
    "N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD "
    "TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_AREA = "|".join(sorted(_AREAS, key=len, reverse=True))
_UNIT = "[ABD-HJLNP-UW-Z]"
"""Letters of a postcode's end: C, I, K, M, O and V are never among them."""
_BRITISH = re.compile(rf"({_AREA})([1-9I][0-9OIA-Z]?|[0O])([0-9OI])({_UNIT}{{2}})")
_BY_PLACE = re.compile(rf"({_AREA})([1-9IA][0-9OIA]?|[0O])([0-9OIA])((?:{_UNIT}|[8M]){{2}})")
"""With an A where only a figure can stand, an 8 where only a letter can, an M where only an N."""
_AS_FIGURE, _AS_LETTER = str.maketrans("OIA", "018"), str.maketrans("8M", "AN")
_NO_AREA = str.maketrans("VF", "BS")
"""Areas begin with no V, and hardly with an F: B and S, which sound like them."""
_STRAY_BEFORE, _STRAY_AFTER = set("AIOURYCBN"), set("AIOUCY")
"""Letters that are words too: such a word beside a postcode is no part of it."""
_BEFORE = re.compile(r"(?:^\W*(?P<first>as|and)|\b(?:is|it's|its) (?P<then>as|and|an|in))\W*$", re.IGNORECASE)
_WORDS_FOR = {"as": "S", "and": "N", "an": "N", "in": "N"}
"""What a recogniser writes for the first letter of an area."""


def postcode_in(text: str, country: str = "GB") -> Found[str] | None:
    """A postcode as it is written: "SW1A 1AA" ("GB"), "90210" or "90210-1234" ("US"). None when there is none."""
    return _zip_code(text) if country == "US" else _british(text)


def _british(text: str) -> Found[str] | None:
    runs = spellings(text, figures=True)
    for start, end in reversed(stretches(text)):
        for run in reversed([r for r in runs if start <= r.start < end]):
            letters = re.sub(r"[-']", "", run.value)
            if match := _match(letters):
                code = _written(match)
                if not match.start() and (begun := _begun_by_a_word(text[: run.start], match[1])):
                    return Found(begun + code, text, run.start, run.end, (code,))
                return Found(code, text, run.start, run.end)
    return None


def _match(letters: str) -> re.Match[str] | None:
    """The last postcode among the letters and figures of a run, if nothing is left that would be part of it."""
    for pattern in (_BRITISH, _BY_PLACE):
        for match in reversed(list(pattern.finditer(letters))):
            before, after = set(letters[: match.start()]), set(letters[match.end() :])
            alone = before <= _STRAY_BEFORE and after <= _STRAY_AFTER
            if alone and any(c.isdigit() for c in match.group()):
                return match
    heard_better = letters[:1].translate(_NO_AREA) + re.sub("^0(?=[0-9])", "O", letters[1:])
    return _BRITISH.fullmatch(heard_better) if heard_better != letters else None


def _begun_by_a_word(before: str, area: str) -> str:
    """ "S" of "It's as E4 2JN": the area's first letter, where it was written as a word."""
    found = _BEFORE.search(before)
    letter = _WORDS_FOR[(found["first"] or found["then"]).lower()] if found else ""
    return letter if letter + area in _AREAS else ""


def _written(match: re.Match[str]) -> str:
    """Letters that were heard for figures, and figures for letters, are put right by their place."""
    area, district, sector, unit = match.groups()
    begin, end = district[0].translate(_AS_FIGURE), district[1:].replace("O", "0").replace("I", "1")
    return f"{area}{begin}{end} {sector.translate(_AS_FIGURE)}{unit.translate(_AS_LETTER)}"


def _zip_code(text: str) -> Found[str] | None:
    found = digits_in(text, (9, 5))
    if found is None or len(found.value) not in {5, 9}:
        return None
    zip_code = found.value if len(found.value) == 5 else f"{found.value[:5]}-{found.value[5:]}"
    return Found(zip_code, text, found.start, found.end)
