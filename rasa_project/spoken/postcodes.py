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
_BRITISH = re.compile(
    rf"({'|'.join(sorted(_AREAS, key=len, reverse=True))})([1-9I][0-9OIA-Z]?|[0O])([0-9OI])([A-Z]{{2}})"
)
_AS_FIGURE = str.maketrans("OI", "01")


def postcode_in(text: str, country: str = "GB") -> Found[str] | None:
    """A postcode as it is written: "SW1A 1AA" ("GB"), "90210" or "90210-1234" ("US"). None when there is none."""
    return _zip_code(text) if country == "US" else _british(text)


def _british(text: str) -> Found[str] | None:
    runs = spellings(text, figures=True)
    for start, end in reversed(stretches(text)):
        for run in reversed([r for r in runs if start <= r.start < end]):
            letters = re.sub(r"[-']", "", run.value)
            if matches := list(_BRITISH.finditer(letters)):
                return Found(_written(matches[-1]), text, run.start, run.end)
    return None


def _written(match: re.Match[str]) -> str:
    """Letters that were heard for figures, and a zero for an O, are put right by their place."""
    area, district, sector, unit = match.groups()
    district = district[0].translate(_AS_FIGURE) + district[1:].replace("O", "0").replace("I", "1")
    return f"{area}{district} {sector.translate(_AS_FIGURE)}{unit}"


def _zip_code(text: str) -> Found[str] | None:
    found = digits_in(text, (9, 5))
    if found is None or len(found.value) not in {5, 9}:
        return None
    zip_code = found.value if len(found.value) == 5 else f"{found.value[:5]}-{found.value[5:]}"
    return Found(zip_code, text, found.start, found.end)
