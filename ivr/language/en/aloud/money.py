"""Money: "$3.50" as "3 dollars and 50 cents", "$2 million" as "2 million dollars", "a $5 credit" with one dollar."""

from ...aloud.rule import DIGIT, NO_CASE, Found, Rule, one_of, rule, words
from .figures import grouped

_COINS = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "sen", "sen"),
    "CHF": ("franc", "francs", "centime", "centimes"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
_CODES = {"USD": "$", "GBP": "£", "EUR": "€", "JPY": "¥", "CHF": "CHF", "CAD": "$", "AUD": "$", "INR": "₹", "NZD": "$"}
_WHOSE = {"CAD": "Canadian ", "AUD": "Australian ", "NZD": "New Zealand ", "CA$": "Canadian ", "A$": "Australian "}
_LARGE = words(
    "thousand thousand; million million; billion billion; trillion trillion; k thousand; m million; mn million; "
    "bn billion; b billion"
)
_SYMBOL = r"(US\$|CA\$|A\$|[$£€¥₹])"
_AMOUNT = r"(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,4})?)"
_SCALE = rf"(?:\s?({one_of(_LARGE)}|M|K|B)\b)?"
_NOT_COUNTED = (
    "of in on at to and or for per from off a an the is was are by with until if each every more less today now "
    "when plus you we it i due before after as that this which will has had only total extra back here there "
    "again all up down"
)
"""Words behind an amount that are no noun which it describes."""


def _amount(number: str, symbol: str, whose: str = "") -> str:
    one, many, penny, pence = _COINS[symbol]
    whole, _, part = number.partition(".")
    if len(part) > 2:
        return f"{grouped(whole)}.{part} {whose}{many}"
    minor = int(part.ljust(2, "0")) if part else 0
    small = f"{minor} {penny if minor == 1 else pence}"
    if minor and not int(whole.replace(",", "")):
        return small
    large = f"{grouped(whole)} {whose}{one if int(whole.replace(',', '')) == 1 else many}"
    return f"{large} and {small}" if minor else large


def _scaled(number: str, scale: str, symbol: str, whose: str = "") -> str:
    return f"{number} {_LARGE[scale.lower()]} {whose}{_COINS[symbol][1]}"


def _before(found: Found) -> str:
    """Its sign stands before it."""
    sign, symbol, number, scale = found[1], found[2], found[3], found[4]
    coin, whose = symbol[-1], _WHOSE.get(symbol, "")
    minus = "minus " if sign else ""
    return minus + (_scaled(number, scale, coin, whose) if scale else _amount(number, coin, whose))


def _behind(found: Found) -> str:
    """Its sign or code stands behind it, as in "10 USD", "3,50 €"."""
    number, scale, mark = found[1], found[2], found[3].upper()
    symbol = _CODES.get(mark, mark)
    if not scale and len(number) > 3 and number[-3] == ",":
        number = f"{number[:-3]}.{number[-2:]}"
    return (
        _scaled(number, scale, symbol, _WHOSE.get(mark, "")) if scale else _amount(number, symbol, _WHOSE.get(mark, ""))
    )


def _code_first(found: Found) -> str:
    code = found[1]
    return _amount(found[2], _CODES[code], _WHOSE.get(code, ""))


def _described(found: Found) -> str:
    """ "a $5 credit": what describes a noun is in the singular."""
    return f"{found[1]}{grouped(found[3])} {_COINS[found[2]][0]} "


def _from_to(found: Found) -> str:
    first = found[2].removesuffix(".00")
    return f"{first} to {_amount(found[3], found[1])}"


def _continental(found: Found) -> str:
    whole = found[2].replace(".", "").replace(",", "")
    return _amount(f"{whole}.{found[3]}", found[1])


def _pence(found: Found) -> str:
    one, many = _COINS["£" if found[2] == "p" else "$"][2:]
    return f"{found[1]} {one if found[1] == '1' else many}"


RULES: tuple[Rule, ...] = (
    rule(
        r"([$£€])\s?(\d{1,3}(?:\.\d{3}){1,4}),(\d\d)(?!\d)",
        _continental,
        needs=(
            DIGIT,
            "$£€",
        ),
    ),
    rule(
        rf"([$£€])\s?{_AMOUNT}\s?(?:-|–|to)\s?[$£€]?{_AMOUNT}(?![\d-])(?!\s?(?:{one_of(_LARGE)})\b)",
        _from_to,
        needs=(
            DIGIT,
            "$£€",
        ),
    ),
    rule(
        rf"\b((?:an?|the|your|our|my|this|that|every|each|one|any|another|no) )([$£€])(\d{{1,3}}(?:,\d{{3}})*) "
        rf"(?=[a-z]{{3,}})(?!(?:{_NOT_COUNTED.replace(' ', '|')})\b)",
        _described,
        NO_CASE,
        needs=(
            DIGIT,
            "$£€",
        ),
    ),
    rule(
        rf"(?:(?<!\w)([-−]))?{_SYMBOL}\s?{_AMOUNT}{_SCALE}",
        _before,
        needs=(
            DIGIT,
            "$£€¥₹",
        ),
    ),
    rule(
        rf"(?<![\w.,])(\d{{1,12}}(?:[,.]\d{{1,3}}){{0,4}}){_SCALE}\s?({one_of(_CODES)}|[€£$¥])(?!\w)",
        _behind,
        needs=(DIGIT,),
    ),
    rule(rf"\b({one_of(_CODES)})\s?{_AMOUNT}(?![\d])", _code_first, needs=(DIGIT,)),
    rule(
        r"(?<![\w.,])(\d{1,3})\s?(¢|p)(?![\w.])",
        _pence,
        needs=(
            DIGIT,
            "¢p",
        ),
    ),
    rule(r"\b(dollars|pounds|euros|pence|cents)/(?=[a-z])", r"\1 per ", needs=("/",)),
)
