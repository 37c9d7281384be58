"""Other languages than the line's: the few rules that sentences for callers who do not speak it need."""

from collections.abc import Mapping, Sequence

from .rule import Rule, rule

LANGUAGES: Mapping[str, Sequence[Rule]] = {
    "de": (
        rule(r"\b(\d{1,2}):00(?: Uhr)?\b", r"\1 Uhr"),
        rule(r"\b(\d{1,2}):(\d\d)(?: Uhr)?\b", r"\1 Uhr \2"),
        rule(r"(?<=\d)\s?[-–]\s?(?=\d)", " bis "),
        rule(r"\b(\d+),(\d\d)\s?€", r"\1 Euro \2"),
        rule(r"€", " Euro"),
        rule(r"\bz\. ?B\.", "zum Beispiel"),
    ),
    "es": (
        rule(r"\bIA\b", "i, a"),
        rule(r"(?<=\d)\s?[-–]\s?(?=\d)", " a "),
        rule(r"\b(\d+),(\d\d)\s?€", r"\1 euros \2"),
        rule(r"€", " euros"),
    ),
    "fr": (
        rule(r"\bIA\b", "i, a"),
        rule(r"\b(\d{1,2})[:hH]00\b", r"\1 heures"),
        rule(r"\b(\d{1,2})[:hH](\d\d)\b", r"\1 heures \2"),
        rule(r"(?<=\d)\s?[-–]\s?(?=\d)", " à "),
        rule(r"€", " euros"),
    ),
    "it": (
        rule(r"\bIA\b", "i, a"),
        rule(r"(?<=\d)\s?[-–]\s?(?=\d)", " a "),
        rule(r"€", " euro"),
    ),
}
