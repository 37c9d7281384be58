"""Which settings of the rules have a form: all of them, but for a few that are left to the text for a reason."""

from collections.abc import Iterator
from types import UnionType
from typing import Union, get_args, get_origin

from pydantic import BaseModel

from ivr.console import profile_fields, route_fields, rule_fields, setting_fields, topic_fields
from ivr.console.fields import Field
from ivr.console.route_lines import WRITTEN
from ivr.core.rules import Rules

Path = tuple[str, ...]
EACH = "*"
"""In a path: each of the list, or of what has names."""
MEASURED = "set by measurement, with thousands of recorded calls: a supervisor has nothing to judge it by"
LEFT_TO_THE_TEXT = {
    "version": "set by the service",
    "language": "takes prompts, voice, transcriber and assistant with it: that is somebody's work on the machine",
    "thresholds.speech": MEASURED,
    "timing.speculate_after_seconds": MEASURED,
    "timing.taken_back_after_seconds": MEASURED,
    "timing.go_on_after_seconds": MEASURED,
    "timing.take_back_within_seconds": MEASURED,
    "timing.shortest_speech_seconds": MEASURED,
    "timing.longest_speech_seconds": MEASURED,
    "timing.longest_talk_seconds": MEASURED,
    "timing.mark_grace_seconds": MEASURED,
    "routes.*.queue": "short for a step of overflow, which the form has",
    "topics.emergency.enabled": "cannot be switched off",
    "topics.self_harm.enabled": "cannot be switched off",
}


def settings_of(model: type[BaseModel], at: Path = ()) -> Iterator[Path]:
    """The path of each single setting."""
    for name, field in model.model_fields.items():
        within = list(_models(field.annotation))
        if not within:
            yield (*at, name)
        for each, inner in within:
            yield from settings_of(inner, (*at, name, *each))


def _models(kind: object) -> Iterator[tuple[Path, type[BaseModel]]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield (), kind
        return
    plain = get_origin(kind) in (Union, UnionType)
    for inner in get_args(kind):
        yield from ((at if plain else (EACH, *at), model) for at, model in _models(inner))


def paths(fields: tuple[Field, ...], *within: str) -> set[Path]:
    return {(*within, *map(str, field.path)) for field in fields}


FORMS = (
    paths(setting_fields.FIELDS)
    | paths(tuple(field for group in topic_fields.GROUPS for field in group.fields))
    | paths(route_fields.FIELDS, "routes", EACH)
    | paths(rule_fields.ALL, "transfer_rules", EACH)
    | paths(profile_fields.FIELDS, "numbers", EACH)
)


def has_a_form(setting: Path) -> bool:
    """One that stands in a list has the form of its list, where that is written in lines."""
    in_lines = {("routes", EACH, field) for field in WRITTEN}
    return setting in FORMS or any(setting[: len(path)] == path for path in in_lines & FORMS)


def test_every_setting_of_the_rules_has_a_form_or_a_reason_why_it_has_none() -> None:
    settings = set(settings_of(Rules))
    assert {("topics", EACH, "route"), ("routes", EACH, "pay", "currency"), ("menu",)} <= settings
    topics = {path[1] for path in FORMS if path[0] == "topics"}
    each = {
        (*path[:1], topic, *path[2:]) if path[0] == "topics" else path for path in settings for topic in sorted(topics)
    }
    without = {".".join(path) for path in each if not has_a_form(path)}
    assert without == set(LEFT_TO_THE_TEXT)


def test_no_form_has_a_field_that_the_rules_do_not_know() -> None:
    known = {path for setting in settings_of(Rules) for path in (setting, setting[:-1], setting[:-2])}
    unknown = {path for path in FORMS if path[0] != "topics" and path not in known}
    assert not unknown
