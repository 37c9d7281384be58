"""rules.yml: read with the place of every mistake, and read again for the next call when it has changed."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import structlog
import yaml
from pydantic import ValidationError

from .core.care import prompts_named
from .core.rules import Rules
from .errors import RulesError
from .prompts import load_texts, spoken_in
from .yaml_lines import line_of, tree_of
from .zones import problem_of_zone

LARGEST_FILE = 1_000_000
"""Bytes; far beyond any real rules, so that a wrong file does not stall a call."""
_FIXES = {
    "missing": "add it",
    "extra_forbidden": "remove it, or check its spelling",
    "string_pattern_mismatch": "numbers are written +15551234567; names in lower case with underscores",
    "greater_than_equal": "raise it",
    "less_than_equal": "lower it",
    "greater_than": "raise it",
    "too_short": "give at least one",
    "enum": "use one of the values listed",
}

log = structlog.get_logger(__name__)


def read_rules(path: Path) -> Rules:
    """The rules in a file. Raises RulesError with a line per mistake: file, line, what is wrong, what to do."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RulesError(f"{path.name}:1: larger than {LARGEST_FILE} bytes: is this the right file?")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RulesError(f"{path}: cannot be read ({error.strerror}): check IVR_RULES_FILE") from error
    except UnicodeDecodeError as error:
        raise RulesError(f"{path.name}:1: not UTF-8 text: save it as UTF-8") from error
    return parse_rules(text, path.name)


def check_prompts_named(path: Path, rules: Rules, prompts_dir: Path) -> list[str]:
    """Problems with the prompts that the rules name."""
    known = load_texts(prompts_dir)
    named = [("disclosure", name) for name in (*rules.disclosure.prompts, rules.disclosure.then)]
    named += [("other_languages", name) for name in rules.other_languages.values()]
    named += [(field, name) for name, field in prompts_named(rules).items()]
    tree = tree_of(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{line_of(tree, (field,))}: {field}: no prompt '{name}' in {rules.language}: "
        "add it to prompts.yml, then `ivr render-prompts`"
        for field, name in named
        if spoken_in(name, known.get(name, {}), rules.language) is None
    ]


def parse_rules(text: str, name: str = "rules.yml") -> Rules:
    """As `read_rules`, from text."""
    try:
        tree = tree_of(text)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RulesError(f"{name}:{line}: not YAML ({error.problem}): check indentation and quotes") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RulesError(f"{name}:1: not YAML: check that it is a text file") from error
    if tree is None or not isinstance(content, dict):
        raise RulesError(f"{name}:1: empty, or not a mapping: start from the rules.yml that ships with the project")
    version = hashlib.sha256(text.encode()).hexdigest()
    try:
        rules = Rules.model_validate(content | {"version": version})
    except ValidationError as error:
        found = error.errors()
        problems = [_told(name, tree, problem) for problem in found if not _follows(problem, found)]
        raise RulesError("\n".join(problems)) from error
    _check_time_zones(name, tree, rules)
    return rules


def _follows(problem: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a list counts as too short only because of a mistake within it."""
    place = problem["loc"]
    within = any(len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in found)
    return problem["type"] == "too_short" and within


def _check_time_zones(name: str, tree: yaml.Node, rules: Rules) -> None:
    for key, route in rules.routes.items():
        if problem := problem_of_zone(route.time_zone):
            line = line_of(tree, ("routes", key, "time_zone"))
            raise RulesError(f"{name}:{line}: routes.{key}.time_zone: {problem}")


def _told(name: str, tree: yaml.Node, problem: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in problem["loc"] if part != "[key]") or "rules"
    what = str(problem["msg"]).removeprefix("Value error, ")
    fix = _FIXES.get(str(problem["type"]), "see docs/rules.md")
    return f"{name}:{line_of(tree, problem['loc'])}: {place}: {what}: {fix}"


class RulesFile:
    """The rules in force: the file's newest sound content. A broken change keeps the last good rules."""

    def __init__(self, path: Path) -> None:
        """Raises RulesError when the file is unsound from the start."""
        self._path = path
        self._stamp = self._stamp_now()
        self._rules = read_rules(path)
        self.problem = ""
        """What is wrong with the newest change; empty when it is in force."""

    def current(self) -> Rules:
        """For a call that begins now. Never raises."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self._rules = read_rules(self._path)
                self.problem = ""
                log.info("rules_changed", version=self._rules.version[:12])
            except RulesError as error:
                self.problem = str(error)
                log.error("rules_broken", problem=self.problem)
        return self._rules

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
