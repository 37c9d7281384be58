"""A rule reads as one sentence that holds all of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ivr.core.transfer_rule import TransferRule
from ivr.written.rules_file import in_words, sentence_of_fallback, sentence_of_rule

from . import made_rules
from .made_rules import rules_of


def reads(**rule: Any) -> str:
    (one,) = rules_of(rule).transfer_rules
    return in_words(sentence_of_rule(one))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {"intents": ["bill"], "closed": ["support"], "route": "night"},
            "When the caller asks about bill, and support is closed → night",
        ),
        (
            {"intents": ["bill", "cancel"], "at_confidence": 0.8, "route": "billing"},
            "When the caller asks about bill or cancel (at least 80 % sure) → billing",
        ),
        (
            {"words": ["my bill"], "word_lists": ["leaving"], "route": "billing", "enabled": False},
            "Off: When the caller says “my bill” or a phrase of the list leaving → billing",
        ),
        (
            {"topics": ["legal_threat"], "slots": {"plan": "any", "paid": ["no"]}, "route": None, "tag": "may_sue"},
            "When the caller speaks of legal threat, and plan is known, and paid is no "
            "→ the call goes on, tagged may sue",
        ),
        (
            {"misses_in_a_row": 2, "misses_in_a_call": 1, "right_below": 0.5, "route": "billing", "priority": "urgent"},
            "When the chance that all words were understood right is below 50 %, and the caller was not understood "
            "2 times or more in a row, and the caller was not understood once or more in the call "
            "→ billing, with urgent priority",
        ),
        (
            {"queue_longer_than": {"support": 3}, "opted_out": ["no_recording"], "route": "night", "alert": True},
            "When the caller wants no recording, and more callers than 3 wait for support → night, with an alert",
        ),
        (
            {"numbers": ["+15005550001"], "languages": ["es", "pt"], "route": "night", "whisper": "In Spanish."},
            "When the caller speaks es or pt, and the number that was called is +15005550001 → night, "
            "and the agent is told “In Spanish.”",
        ),
    ],
)
def test_a_rule_reads_as_a_sentence(rule: dict[str, Any], sentence: str) -> None:
    assert reads(**rule) == sentence


def test_the_fallback_reads_as_the_last_of_them() -> None:
    told = in_words(sentence_of_fallback(rules_of({"intents": ["bill"], "route": "night"})))
    assert told == "When a person is needed and nothing above says which → support"


@trying(max_examples=300, deadline=None)
@given(made_rules.rules(), st.booleans())
def test_each_thing_that_a_rule_says_stands_in_its_sentence(made: dict[str, Any], enabled: bool) -> None:
    (rule,) = rules_of(made | {"enabled": enabled}).transfer_rules
    default = TransferRule.model_fields
    said = {field for field in default if getattr(rule, field) != default[field].get_default(call_default_factory=True)}
    assert {part.field for part in sentence_of_rule(rule)} - {""} == said - {"name"}


@trying(max_examples=300, deadline=None)
@given(made_rules.rules(), made_rules.rules())
def test_rules_that_differ_read_differently(one: dict[str, Any], other: dict[str, Any]) -> None:
    made = rules_of(one | {"name": "same"}), rules_of(other | {"name": "same"})
    rules = [of_it.transfer_rules[0] for of_it in made]
    told = [in_words(sentence_of_rule(rule)) for rule in rules]
    assert (told[0] == told[1]) == (rules[0] == rules[1])
