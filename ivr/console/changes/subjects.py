"""All of the rules but the transfer rules, as a supervisor reads them: by subject, each setting by its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...core.clause import Clause
from ...core.profile import Profile
from ...core.rules import Rules
from ...core.transfer_rule import TopicRule
from .. import profile_fields
from ..fields import Kind
from ..setting_fields import GROUPS
from .names import NAMES
from .route_told import route_told
from .said import apart, lines_of, named, percent, with_unit

_TOLD_APART = {"version", "transfer_rules", "routes", "topics", "numbers"}


@dataclass(frozen=True, slots=True)
class Subject:
    told: str
    stands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What a setting is called → how it stands, a line each; none of what is not there."""


def subjects_of(rules: Rules) -> Iterator[Subject]:
    for name, route in rules.routes.items():
        yield Subject(f"Route {named(name)}", route_told(route))
    yield from _with_forms(rules)
    topics = {topic.value: _topic(rule) for topic, rule in rules.topics.items()}
    yield Subject("What is not for a machine", {named(topic): told for topic, told in topics.items()})
    for number, profile in rules.numbers.items():
        yield Subject(f"Calls to {number}", _profile(profile))
    yield Subject("Everything else", _without_forms(rules))


def paths_without_forms() -> list[tuple[str, ...]]:
    """Of settings that stand in no form."""
    known = {tuple(map(str, field.path)) for group in GROUPS for field in group.fields}
    return [path for path in _paths() if path not in known and path[:1] not in known]


def _with_forms(rules: Rules) -> Iterator[Subject]:
    for group in GROUPS:
        heading, unit = apart(group.told)
        stands = {}
        for one in group.fields:
            told, of_its_own = apart(one.told)
            value = _value(rules, tuple(map(str, one.path)))
            stands[told] = with_unit(lines_of(percent(value) if one.kind is Kind.SHARE else value), of_its_own or unit)
        yield Subject(heading, stands)


def _without_forms(rules: Rules) -> dict[str, tuple[str, ...]]:
    stands = {}
    for path in paths_without_forms():
        told, unit = apart(NAMES.get(path, ": ".join(map(named, path))))
        value = _value(rules, path)
        stands[told] = with_unit(lines_of(percent(value) if unit == "%" else value), unit)
    return stands


def _paths() -> Iterator[tuple[str, ...]]:
    for name, its in Rules.model_fields.items():
        if name in _TOLD_APART:
            continue
        kind = its.annotation
        if isinstance(kind, type) and issubclass(kind, Clause):
            yield from ((name, part) for part in kind.model_fields)
        else:
            yield (name,)


def _value(rules: Rules, path: Iterable[str]) -> Any:
    found: Any = rules
    for part in path:
        found = getattr(found, part)
    return found


def _topic(rule: TopicRule) -> tuple[str, ...]:
    if not rule.enabled:
        return ("off",)
    told = (
        f"goes to {named(rule.route)}" if rule.route else "",
        f"after the line {named(rule.prompt)}" if rule.prompt else "",
        f"a ticket is written as {' or '.join(map(named, rule.tickets))}" if rule.tickets else "",
    )
    return (", ".join(filter(None, told)) or "as it is built in",)


def _profile(profile: Profile) -> dict[str, tuple[str, ...]]:
    return {field.told: lines_of(getattr(profile, field.name)) for field in profile_fields.FIELDS}
