"""Mistakes in rules are told in sentences for who wrote them, none of them the library's, whatever was written."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from ivr.core import hours, rules
from ivr.core.clause import Clause
from ivr.errors import RulesError
from ivr.written.rules_file import parse_rules
from ivr.written.rules_file.mistakes import _ANYTHING, sentence_of

PARTS = sorted((part for part in Clause.__subclasses__()), key=lambda part: part.__name__)
WRITTEN: list[Any] = [
    *["", " ", "x", "-1", "0", "1e9999", "nan", "9" * 400, "1.5", "\x00", "\ud800", "x" * 9999, "maybe", "+1", "{x}"],
    *[None, [], {}, ["x"], [None], [[]], [{}], {"a": "b"}, {"x": None}, {"": {}}, ["x"] * 999],
    *[{f"n{n}": "x" for n in range(999)}, {"1": "A b"}, {"notice": "loud"}, {"fraud": {"route": "A b"}}, ["-"]],
]
FOREIGN = ("Input should", "should be", "should have", "Value error", "pydantic", "validation", "valid ", "Field ")


def mistakes(part: type[Clause], field: str, value: Any) -> Iterator[tuple[str, str]]:
    """(pydantic's name of it, our sentence)."""
    try:
        part.model_validate({field: value})
    except ValidationError as error:
        for problem in error.errors():
            yield from ((problem["type"], what) for _, what in sentence_of(problem))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_whatever_is_written_the_mistake_is_a_sentence_of_ours(part: type[Clause]) -> None:
    assert {hours.Hours, rules.Rules, rules.Route} <= set(PARTS)
    for field in [*part.model_fields, "no_such_field"]:
        for value in WRITTEN:
            for kind, sentence in mistakes(part, field, value):
                assert sentence != _ANYTHING, (field, value, kind)
                assert not any(foreign in sentence for foreign in FOREIGN), sentence
                assert len(sentence) < 300


def test_a_mistake_of_a_kind_that_is_new_to_us_is_no_sentence_of_the_librarys() -> None:
    problem = {"type": "of_tomorrow", "loc": ("menu",), "msg": "Input should be a valid tomorrow", "input": 1}
    assert list(sentence_of(problem)) == [(("menu",), _ANYTHING)]


def test_a_mistake_says_what_was_written_and_what_to_write() -> None:
    told = dict.fromkeys(sentence for _, sentence in mistakes(rules.Route, "ring_seconds", "twenty"))
    assert "'twenty' is no whole number: write one like 20" in told


def test_of_too_many_rules_it_is_told_how_fewer_say_the_same() -> None:
    many = "".join(f"- {{name: r{number}, words: [w{number}], route: support}}\n" for number in range(201))
    with pytest.raises(RulesError) as told:
        parse_rules(
            f"routes:\n  support:\n    agents: ['+15005550001']\nfallback_route: support\ntransfer_rules:\n{many}"
        )
    told_of = "transfer_rules: more than 200 rules: put intents that go to the same route into one rule"
    assert str(told.value).startswith(f"rules.yml:5: {told_of}")
