"""What is wrong in a rules file, in sentences for who wrote it; none of them is the validating library's."""

from collections.abc import Iterator, Mapping
from typing import Any

from ...core import hours, names, payment
from ...core.clause import MisplacedError

Place = tuple[object, ...]
_RULES: Place = ("transfer_rules",)

_ANYTHING = "this cannot be read: see docs/rules.md"
_PATTERNS = {
    names.PHONE_NUMBER: "{given} is no whole number: numbers are written +15005550001",
    names.NAME: "{given} is no name: names are in lower case with underscores, as opening_hours",
    names.LANGUAGE_CODE: "{given} is no language: write its two or three letters, as en",
    names.MENU_KEY: "key {given} cannot be set: use 1 to 9 or #; 0 is a person and * is repeat, everywhere",
    names.SHORT_NUMBER: "{given} is no short number: write 2 to 6 digits, as 911",
    payment.AMOUNT: "{given} is no amount: write it as 25.00",
    payment.CONNECTOR: "{given} is no name of a connector: write the one that it has at the carrier, as Stripe_1",
    payment.CURRENCY: "{given} is no currency: write its three small letters, as usd",
    payment.LANGUAGE: "{given} is no language of the carrier: write it as en-US",
    payment.ADDRESS: "{given} is no address that can be told: it begins with https:// and holds no ? and no #",
    hours.COUNTRY: "{given} is no country: write its two letters, as GB or US",
}
_SENTENCES = {
    "missing": "is missing: add it",
    "extra_forbidden": "there is no such field: remove it, or check its spelling",
    "string_type": "a text is awaited here: write one, or remove the line",
    "string_unicode": "holds characters that are no text: type it anew",
    "string_pattern_mismatch": "{given} is not written as it must be here: see docs/rules.md for how",
    "literal_error": "{given} is not known here: use one of {expected}",
    "string_too_short": "is empty: write it, or remove the line",
    "string_too_long": "longer than {max_length} characters: shorten it",
    "too_long": "more than {max_length} entries: write fewer",
    "too_short": "is empty: give at least one",
    "enum": "{given} is not known here: use one of {expected}",
    "greater_than": "{given} is too low: raise it; it must be more than {gt:g}",
    "greater_than_equal": "{given} is too low: raise it; the least is {ge:g}",
    "less_than": "{given} is too high: lower it; it must be less than {lt:g}",
    "less_than_equal": "{given} is too high: lower it; the most is {le:g}",
    "int_parsing": "{given} is no whole number: write one like 20",
    "int_type": "a whole number is awaited here: write one like 20",
    "int_from_float": "{given} is no whole number: write one like 20",
    "int_parsing_size": "{given} is too high: lower it",
    "float_parsing": "{given} is no number: write one like 0.6",
    "float_type": "a number is awaited here: write one like 0.6",
    "finite_number": "{given} is no number that can be counted with: write one like 0.6",
    "bool_parsing": "{given} is neither true nor false: write one of them",
    "bool_type": "true or false is awaited here: write one of them",
    "tuple_type": "a list is awaited here: write [one, two], or one a line after dashes",
    "dict_type": "names with values are awaited here: write `name: value`, one a line, indented",
    "model_type": "fields with values are awaited here: write `field: value`, one a line, indented",
}


_TOO_MANY_RULES = (
    "more than {max_length} rules: put intents that go to the same route into one rule, and phrases into word_lists"
)


def sentence_of(problem: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Of one of pydantic's errors: where it stands, what is wrong and what to do."""
    place, context = tuple(problem["loc"]), problem.get("ctx", {})
    wrong = context.get("error")
    if isinstance(wrong, MisplacedError):
        yield from ((place + at, what) for at, what in wrong.told)
    elif isinstance(wrong, ValueError):
        yield place, str(wrong)
    else:
        kind = "model_type" if problem["type"] == "model_attributes_type" else problem["type"]
        if kind == "too_long" and place == _RULES:
            yield place, _filled(_TOO_MANY_RULES, problem)
            return
        yield place, _filled(_PATTERNS.get(context.get("pattern", ""), _SENTENCES.get(kind, _ANYTHING)), problem)


def _filled(sentence: str, problem: Mapping[str, Any]) -> str:
    given = problem.get("input")
    shown = f"'{given[:40]}'" if isinstance(given, str) and given.isprintable() and given else "this"
    if problem["type"] == "tuple_type" and isinstance(given, str) and given:
        sentence = f"a list is awaited here: write [{given[:40]}]" if given.isprintable() else sentence
        return sentence
    return sentence.format_map({"given": shown} | dict(problem.get("ctx", {})))
