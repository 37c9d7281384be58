"""Signs that stand for others, made one before the rules of any language."""

from .rule import Rule, rule

_FRACTIONS = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}
_FRACTIONS |= {"⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6"}

TYPOGRAPHY: tuple[Rule, ...] = (
    rule(r"[\u00a0\u2007\u2009\u202f]", " "),
    rule(rf"(\d?)({'|'.join(_FRACTIONS)})", lambda found: f"{found[1]}{' ' if found[1] else ''}{_FRACTIONS[found[2]]}"),
    rule(r"[\u2010\u2011]", "-"),
    rule(r"[\u2012\u2013]", "–"),
    rule(r"[\u2019\u02bc]", "'"),
    rule(r"\s?—\s?", ", "),
    rule(r"(?<=[a-z]) [-–] (?=[A-Za-z])", ", "),
)
