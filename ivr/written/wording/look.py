"""A look at every line that callers hear by name: the prompts, and the responses of the assistant's domain."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import LanguageError, PromptError
from ..domain import Domain
from .exceptions import idle, read_exceptions, without_excused
from .honesty import honesty_breaches
from .keys import key_breaches
from .line import Line, prompt_lines, response_lines
from .rule import Breach
from .shape import shape_breaches


@dataclass(frozen=True, slots=True)
class Look:
    """What was found, a line of text each."""

    lines: int = 0
    """How many were looked at."""
    mistakes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def look_at(prompts_dir: Path, domain: Domain | None = None) -> Look:
    """Every breach of a rule of wording that no exception excuses; a domain that is elsewhere is left out.

    Prompts that cannot be read are one mistake.
    """
    try:
        lines = [*prompt_lines(prompts_dir), *(response_lines(domain) if domain else ())]
        exceptions = read_exceptions(prompts_dir)
    except PromptError as error:
        return Look(mistakes=str(error).splitlines())
    try:
        breaches = breaches_of(lines)
    except LanguageError as error:  # what lines are judged by
        return Look(len(lines), str(error).splitlines())
    left = without_excused(breaches, exceptions)
    return Look(
        len(lines),
        [breach.told() for breach in left if breach.rule.hard],
        [breach.told() for breach in left if not breach.rule.hard] + (idle(breaches, exceptions) if domain else []),
    )


def breaches_of(lines: Iterable[Line]) -> list[Breach]:
    found = []
    for line in lines:
        found += [*honesty_breaches(line), *key_breaches(line), *shape_breaches(line)]
    return found
