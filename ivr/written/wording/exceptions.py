"""Lines that may break a rule, each with the operator's reason: `exceptions` in prompts.yml."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from ...errors import PromptError
from ..prompt_texts import EXCEPTIONS, FILE
from ..yaml_lines import line_of, tree_of
from .rule import Breach, Rule


class WordingException(BaseModel):
    """`line` is a prompt or a response; what it may break is `rule`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    line: str = Field(min_length=1)
    rule: Rule
    reason: Annotated[str, Field(min_length=10)]
    """For who reads the file next year."""

    @field_validator("rule")
    @classmethod
    def may_be_broken(cls, rule: Rule) -> Rule:
        if rule.without_exception:
            raise ValueError(f"'{rule}' holds for every line: mend the text")
        return rule

    def excuses(self, breach: Breach) -> bool:
        return self.line == breach.line.name and self.rule is breach.rule


def read_exceptions(folder: Path) -> tuple[WordingException, ...]:
    """Those of a folder's prompts.yml. Raises PromptError with a line per mistake."""
    text = (folder / FILE).read_text(encoding="utf-8")
    listed = (yaml.safe_load(text) or {}).get(EXCEPTIONS) or []
    try:
        return tuple(TypeAdapter(list[WordingException]).validate_python(listed))
    except ValidationError as error:
        tree = tree_of(text)
        told = []
        for problem in error.errors():
            place = ".".join(map(str, (EXCEPTIONS, *problem["loc"])))
            what = problem["msg"].removeprefix("Value error, ")
            told.append(f"{FILE}:{line_of(tree, (EXCEPTIONS, *problem['loc']))}: {place}: {what}")
        raise PromptError("\n".join(told)) from error


def without_excused(breaches: Sequence[Breach], exceptions: Sequence[WordingException]) -> list[Breach]:
    return [breach for breach in breaches if not any(exception.excuses(breach) for exception in exceptions)]


def idle(breaches: Sequence[Breach], exceptions: Sequence[WordingException]) -> list[str]:
    """Exceptions that excuse nothing any more, a line each."""
    unused = (exception for exception in exceptions if not any(map(exception.excuses, breaches)))
    return [f"{FILE}: warning: no line '{e.line}' breaks rule `{e.rule}`: remove the exception" for e in unused]
