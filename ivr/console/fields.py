"""Fields of forms that change rules: each has its place in rules.yml, and is read and shown by what kind it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from werkzeug.datastructures import MultiDict

Typed = dict[str, Any]
"""Name of a field → what was typed: a text, or a list of those that were chosen."""


class Kind(StrEnum):
    LINE = "line"
    NUMBER = "number"
    SHARE = "share"
    """In percent on the page, from 0 to 1 in the rules."""
    CHECK = "check"
    LINES = "lines"
    """One value a line."""
    LIST = "list"
    """Values with commas between."""
    ONE = "one"
    SOME = "some"
    PAIRS = "pairs"
    """name = value, or name = value, value; one a line."""


@dataclass(frozen=True, slots=True)
class Field:
    path: tuple[str | int, ...]
    told: str
    kind: Kind = Kind.LINE
    hint: str = ""
    among: str = ""
    """Which of the page's lists holds what can be chosen."""
    usual: bool = False
    """Of a check: how it is where the rules do not say."""

    @property
    def name(self) -> str:
        return ".".join(map(str, self.path))

    def within(self, path: Sequence[str | int]) -> "Field":
        return replace(self, path=(*path, *self.path))


def typed_of(form: MultiDict[str, str], fields: Iterable[Field]) -> Typed:
    """What a form that was sent holds, to be read and to be shown again."""
    return {
        field.name: form.getlist(field.name) if field.kind is Kind.SOME else form.get(field.name, "").strip()
        for field in fields
    }


def shown(field: Field, found: Any) -> str | list[str]:
    """What stands in the rules, as a form has it."""
    if field.kind is Kind.CHECK:
        is_on = field.usual if found is None else str(found).lower() == "true"
        return "on" if is_on else ""
    if found is None:
        return [] if field.kind is Kind.SOME else ""
    if field.kind is Kind.SOME:
        return [str(one) for one in _several(found)]
    if field.kind is Kind.SHARE:
        return _percent(str(found))
    if field.kind is Kind.LINES:
        return "\n".join(map(str, _several(found)))
    if field.kind is Kind.LIST:
        return ", ".join(map(str, _several(found)))
    if field.kind is Kind.PAIRS and isinstance(found, Mapping):
        return "\n".join(f"{name} = {', '.join(map(str, _several(its)))}" for name, its in found.items())
    return str(found)


def value_of(field: Field, typed: str | list[str]) -> object:
    """For the rules; empty where they need not say it."""
    if isinstance(typed, list):
        return typed
    if field.kind is Kind.CHECK:
        return None if bool(typed) is field.usual else bool(typed)
    if field.kind is Kind.SHARE:
        return _share(typed)
    if field.kind is Kind.LINES:
        return [line.strip() for line in typed.splitlines() if line.strip()]
    if field.kind is Kind.LIST:
        return _split(typed)
    if field.kind is Kind.PAIRS:
        return dict(_pair(line) for line in typed.splitlines() if line.strip())
    return typed


def wrongly_typed(fields: Iterable[Field], typed: Typed) -> dict[str, str]:
    """Field → why what was typed cannot even be put into the rules."""
    return {field.name: told for field in fields if (told := _wrongly_typed(field, typed[field.name]))}


def _wrongly_typed(field: Field, typed: str | list[str]) -> str:
    if field.kind is not Kind.PAIRS or isinstance(typed, list):
        return ""
    lines = [line for line in typed.splitlines() if line.strip()]
    names = [line.partition("=")[0].strip() for line in lines]
    if any("=" not in line or not all(map(str.strip, line.split("=", 1))) for line in lines):
        return "write a name, = and its value on each line"
    return "" if len(set(names)) == len(names) else "one name stands on two lines: make them one"


def _pair(line: str) -> tuple[str, object]:
    name, _, values = line.partition("=")
    several = _split(values)
    return name.strip(), several if len(several) > 1 else "".join(several)


def _split(typed: str) -> list[str]:
    return [one.strip() for one in typed.split(",") if one.strip()]


def _several(found: Any) -> list[Any]:
    return list(found) if isinstance(found, list | tuple) else [found]


def _percent(share: str) -> str:
    try:
        return f"{float(share) * 100:.10g}"
    except ValueError:
        return share


def _share(percent: str) -> str:
    """As it was typed where it is no number: the rules then say so."""
    try:
        return f"{float(percent.removesuffix('%').strip().replace(',', '.')) / 100:.10g}" if percent else ""
    except ValueError:
        return percent
