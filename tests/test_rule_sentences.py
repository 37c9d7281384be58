"""A rule reads as one sentence that holds all of it, and is written back into the file as it was meant."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ivr.core.rules import Rules
from ivr.core.transfer_rule import TransferRule
from ivr.written.rules_file import (
    as_yaml,
    in_words,
    parse_rules,
    sentence_of_fallback,
    sentence_of_rule,
    with_rules,
)

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


FILE = """\
# ours
company: Acme
routes:
  support: {agents: ["+15005550001"]}   # the first floor
  billing: {agents: ["+15005550002"]}
transfer_rules:        # first match wins
  # since March
  - name: bills
    intents: [bill]    # not invoices
    route: billing

  # the new campaign
  - {name: leaving, words: ["switch provider"], route: support}
# what remains
fallback_route: support
"""


def rules_in(text: str) -> tuple[TransferRule, ...]:
    return parse_rules(text).transfer_rules


def test_what_is_written_back_unchanged_is_the_same_text() -> None:
    assert with_rules(FILE, rules_in(FILE)) == FILE


def test_rules_that_change_places_take_their_comments_with_them() -> None:
    bills, leaving = rules_in(FILE)
    text = with_rules(FILE, (leaving, bills))
    assert rules_in(text) == (leaving, bills)
    assert sorted(text.splitlines()) == sorted(FILE.splitlines())


def test_of_one_that_changed_nothing_else_is_touched() -> None:
    bills, leaving = rules_in(FILE)
    off = leaving.model_copy(update={"enabled": False})
    text = with_rules(FILE, (bills, off))
    assert rules_in(text) == (bills, off)
    gone, came = set(FILE.splitlines()) - set(text.splitlines()), set(text.splitlines()) - set(FILE.splitlines())
    assert gone == {"", "  # the new campaign", '  - {name: leaving, words: ["switch provider"], route: support}'}
    assert "".join(f"{line}\n" for line in text.splitlines() if line in came) == as_yaml(off)


@pytest.mark.parametrize(
    "block", ["", "transfer_rules: []\n", "transfer_rules:\n- {name: a, words: [b], route: support}\n"]
)
def test_rules_are_written_wherever_the_file_has_none_or_others(block: str) -> None:
    text = FILE.partition("transfer_rules")[0] + block + "fallback_route: support"
    rules = rules_in(FILE)
    assert rules_in(with_rules(text, rules)) == rules
    assert rules_in(with_rules(text, ())) == ()


def in_a_block(rules: Rules) -> str:
    return yaml.safe_dump(rules.model_dump(mode="json", exclude_defaults=True), sort_keys=False)


def as_json(rules: Rules) -> str:
    return json.dumps(rules.model_dump(mode="json", exclude_defaults=True), indent=1)


def with_an_anchor(rules: Rules) -> str:
    return in_a_block(rules) + 'menu: &menu {"1": bill}\n...'


several = st.lists(made_rules.rules(), max_size=4)


@pytest.mark.parametrize("file", [in_a_block, as_json, with_an_anchor])
@trying(max_examples=60, deadline=None)
@given(several, several)
def test_what_is_written_back_is_what_was_meant(
    file: Callable[[Rules], str], before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> None:
    were, meant = rules_of(*before), rules_of(*after, *before[:1]).transfer_rules
    text = with_rules(file(were), meant)
    assert rules_in(text) == meant
    same = {"version": "", "transfer_rules": ()}
    was = parse_rules(file(were))
    assert parse_rules(text).model_copy(update=same) == was.model_copy(update=same)


def test_an_entry_that_others_lean_on_is_written_out() -> None:
    first = '  - {name: a, words: &ours ["my bill"], route: support}\n'
    second = "  - {name: b, words: *ours, closed: [support], route: billing}\n"
    text = FILE.replace("  - name: bills", f"{first}{second}  - name: bills")
    rules = rules_in(text)
    assert rules_in(with_rules(text, rules)) == rules
    assert rules_in(with_rules(text, rules[1:])) == rules[1:]
