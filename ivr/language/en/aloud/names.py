"""Titles and other short forms with a point: "Mr.", "e.g.", "approx.", "No. 5"."""

from ...aloud.rule import DIGIT, NO_CASE, POINT, Found, Rule, one_of, rule, words

_TITLES = words(
    "Mr Mister; Mrs Missus; Ms Miz; Prof Professor; Rev Reverend; Sgt Sergeant; Capt Captain; Lt Lieutenant; "
    "Hon Honorable"
)
_BEHIND = words("Jr Junior; Sr Senior; Esq Esquire; Inc Incorporated; Ltd Limited; Corp Corporation; Bros Brothers")
_LATIN = words("e.g for example; i.e that is; a.k.a also known as; c/o care of; w/o without; n/a not applicable")
_POINTED = words(
    "approx approximately; incl including; excl excluding; max maximum; tel telephone; ext extension; dept "
    "department; mgr manager; appt appointment; acct account; qty quantity; est established; govt government; "
    "misc miscellaneous; temp temperature; avg average; ref reference; attn attention; intl international; "
    "assoc association; asst assistant"
)


def _behind(found: Found) -> str:
    return _BEHIND[found[1]] + (found[2] or "")


def _pointed(found: Found) -> str:
    return _like(found[1], _POINTED[found[1].lower()])


def _latin(found: Found) -> str:
    return _like(found[1], _LATIN[found[1].lower()])


def _like(short: str, long: str) -> str:
    return long[0].upper() + long[1:] if short[0].isupper() else long


RULES: tuple[Rule, ...] = (
    rule(rf"\b({one_of(_LATIN)})(?![\w/])\.?", _latin, NO_CASE, needs=("./",)),
    rule(rf"\b({one_of(_TITLES)})\b\.?(?=\s+[A-Z])", lambda found: _TITLES[found[1]]),
    rule(rf"(?<=[a-z,] )({one_of(_BEHIND)})\b{POINT}", _behind),
    rule(rf"\betc\b{POINT}", lambda found: "et cetera" + (found[1] or "")),
    rule(r"\bvs\b\.?", "versus", NO_CASE),
    rule(r"\b(?:[Nn]o\.|No|nr\.|№)\s?(?=\d)", "number ", needs=(DIGIT,)),
    rule(
        r"\b[Nn]os\.\s?(?=\d)",
        "numbers ",
        needs=(
            DIGIT,
            ".",
        ),
    ),
    rule(rf"\b({one_of(_POINTED)})\.(?=\s*[\w:,(])", _pointed, NO_CASE, needs=(".",)),
    rule(r"\bw/\s?(?=[a-z])", "with ", needs=("/",)),
)
