"""A rules file's text becomes rules, or a list of mistakes with the line of each."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ...core.care import prompts_named
from ...core.profile import Profile
from ...core.record import MayRecord
from ...core.rules import Rules
from ...core.said.about_recording import OF_A_RECORDING
from ...core.said.of_paying import prompts_of_paying
from ...core.said.out_of_hours import prompts_of_closed_routes, prompts_when_closed
from ...core.said.returning import prompts_of_returning
from ...errors import RulesError, as_typed
from ...hours import public_holidays
from ...hours.zones import problem_of_zone
from ...language.rooms import languages
from ..prompt_texts import SAID_BY_CARRIER, load_texts, spoken_in
from ..yaml_lines import TooMuchError, line_of, texts_of, tree_of, twice_in
from .mistakes import sentence_of

LARGEST_FILE = 200_000
"""Bytes; far beyond any real rules."""
_MOST_TOLD = 30
_START_ANEW = "start from the rules.yml that ships with the project"


def read_rules(path: Path) -> Rules:
    """The rules in a file. Raises RulesError with a line per mistake: file, line, what is wrong, what to do."""
    return parse_rules(text_of(path), path.name)


def text_of(path: Path) -> str:
    """What a file holds, read no further than rules can be long. Raises RulesError."""
    try:
        # Not blocking: what was put in the file's place may be a pipe that nobody writes into.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise RulesError(f"{as_typed(path)}: cannot be read (not a file): check IVR_RULES_FILE")
            content = file.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise RulesError(f"{path.name}:1: larger than {LARGEST_FILE} bytes: is this the right file?")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise RulesError(f"{as_typed(path)}: cannot be read ({error.strerror}): check IVR_RULES_FILE") from error
    except UnicodeDecodeError as error:
        raise RulesError(f"{path.name}:1: not UTF-8 text: save it as UTF-8") from error


def prompts_said(rules: Rules) -> list[tuple[str, str]]:
    """(field, prompt) of all that these rules may have said, each number's own behind what holds for all."""
    named = [("disclosure", name) for name in (*rules.disclosure.prompts, rules.disclosure.then)]
    named += [("recording", name) for name in OF_A_RECORDING if rules.may_record]
    named += [("other_languages", name) for name in rules.other_languages.values()]
    named += [("say_next", name) for name in rules.say_next]
    named += [(f"transfer_rules.{at}.say", rule.say) for at, rule in enumerate(rules.transfer_rules) if rule.say]
    named += prompts_of_paying(rules) + prompts_of_returning(rules) + prompts_of_closed_routes(rules)
    named += [(field, name) for name, field in prompts_named(rules).items()]
    return named + [told for number, profile in rules.numbers.items() for told in _said_for(number, profile, rules)]


def _said_for(number: str, profile: Profile, rules: Rules) -> Iterator[tuple[str, str]]:
    """What is said in calls to this number alone."""
    place = f"numbers.{number}"
    yield from ((f"{place}.notices", name) for name in profile.notices or ())
    if profile.recording is MayRecord.ASK:
        yield from ((f"{place}.recording", name) for name in OF_A_RECORDING)
    for name, field in prompts_named(rules.for_number(number)).items():
        if field in profile.model_fields_set:
            yield f"{place}.{field}", name


def check_prompts_named(path: Path, rules: Rules, prompts_dir: Path) -> list[str]:
    """Problems with the prompts that the rules name, and with those for hours at which nobody is at work.

    Without one of the latter the service starts: callers are told by the carrier's voice that nobody is in.
    """
    known = load_texts(prompts_dir)
    tree = tree_of(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{line_of(tree, _path_of(field))}: {field}: no prompt '{name}' in {rules.language}: "
        "add it to prompts.yml, then `ivr render-prompts`"
        for field, name in (*prompts_said(rules), *prompts_when_closed(rules))
        if name in SAID_BY_CARRIER or spoken_in(name, known.get(name, {}), rules.language) is None
    ]


def _path_of(field: str) -> list[object]:
    return [int(part) if part.isdigit() else part for part in field.split(".")]


def parse_rules(text: str, name: str = "rules.yml") -> Rules:
    """As `read_rules`, from text. All that rules need later, time zones and holidays, is then worked out."""
    tree, content = _content(text, name)
    problems = [
        f"{name}:{later}: {_shown(key)}: stands here and on line {first}: keep one of the two"
        for key, first, later in twice_in(tree)
    ]
    try:
        rules = Rules.model_validate(content | {"version": version_of(text)})
        problems += [f"{name}:{line_of(tree, at)}: {_place(at)}: {what}" for at, what in _beyond_the_model(rules)]
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems += [
            f"{name}:{line_of(tree, at)}: {_place(at)}: {what}"
            for problem in found
            if not _follows(problem, found)
            for at, what in sentence_of(problem)
        ]
        raise RulesError(_told(problems)) from error
    if problems:
        raise RulesError(_told(problems))
    return rules


def version_of(text: str) -> str:
    """By which calls name the rules that they had: the sha256 of the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _content(text: str, name: str) -> tuple[yaml.Node, dict[str, Any]]:
    try:
        tree, content = texts_of(text)
    except yaml.MarkedYAMLError as error:
        lines = len(text.splitlines()) or 1
        line = min(error.problem_mark.line + 1, lines) if error.problem_mark else 1
        raise RulesError(f"{name}:{line}: not YAML ({error.problem}): check indentation and quotes") from error
    except TooMuchError as error:
        raise RulesError(f"{name}:1: {error}: {_START_ANEW}") from error
    except (yaml.YAMLError, ValueError) as error:
        raise RulesError(f"{name}:1: not YAML: check that it is a text file") from error
    if tree is None or not isinstance(content, dict):
        raise RulesError(f"{name}:1: empty, or not a mapping: {_START_ANEW}")
    return tree, content


def _follows(problem: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list counts as too short only because of a mistake within it."""
    place = problem["loc"]
    within = any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found)
    return problem["type"] == "too_short" and within


def _beyond_the_model(rules: Rules) -> Iterator[tuple[tuple[object, ...], str]]:
    """What only the machine's own data can judge; asked here, it is at hand when a call needs it."""
    if rules.language not in (there := languages()):
        yield ("language",), f"no language '{rules.language}' is here: use one of {', '.join(there)}"
    if rules.time_zone and (problem := problem_of_zone(rules.time_zone)):
        yield ("time_zone",), problem
    for key, route in rules.routes.items():
        if problem := problem_of_zone(route.time_zone):
            yield ("routes", key, "time_zone"), problem
        if (closed := route.holidays) is None:
            continue
        if problem := public_holidays.problem_of(closed.country, closed.subdivision):
            yield ("routes", key, "holidays"), problem
        else:
            public_holidays.prepare(closed.country, closed.subdivision, date.today().year)


def _place(at: Sequence[object]) -> str:
    return ".".join(_shown(str(part)) for part in at if part != "[key]") or "rules"


def _shown(key: str) -> str:
    """On one line, whatever somebody wrote."""
    return key[:40] if key.isprintable() else ascii(key[:40])


def _told(problems: Sequence[str]) -> str:
    more = [f"... and {len(problems) - _MOST_TOLD} more"] if len(problems) > _MOST_TOLD else []
    return "\n".join([*problems[:_MOST_TOLD], *more])
