"""How lists of words are written in a file, so that whoever speaks the language can read and mend them.

    # What begins with "#" explains.
    [pauses]                      a list; each line below is one entry of it
    and um uh
    [units]                       a table: the number, a colon, its words
    1: one

A line that ends on "|" goes on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_HEAD = re.compile(r"\[(?P<name>[a-z][a-z0-9_]*)(?:: (?P<where>[a-z ]+))?\]")
_NEARLY_A_HEAD = re.compile(r"\[\s*[A-Za-z][A-Za-z _-]*(?::[^\]]*)?\s*\]?\s*(?:#.*)?")
"""Taken for a line, it would be any one of its letters: "[Human]" is said by whoever says an "a"."""
_NOTHING_BETWEEN = re.compile(r"^\||\|\|")

Noun = TypeVar("Noun", bound="DataclassInstance")
Value = TypeVar("Value")


class ListError(Exception):
    """What is wrong with a file of lists. `line` 0: with the file itself."""

    def __init__(self, path: Path, line: int, told: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}:{line}: {told}")
        self.path, self.line, self.told = path, line, told


@dataclass(frozen=True, slots=True)
class Section:
    """One list."""

    name: str
    where: str
    """What its head says behind the colon; empty without one."""
    line: int
    phrases: list[tuple[int, str]] = field(default_factory=list)
    """With the lines on which they begin."""


def sections_of(path: Path) -> Iterator[Section]:
    """The lists of a file, in order. Raises ListError."""
    section, seen = None, set[str]()
    for line, text in _lines_of(path):
        if head := _HEAD.fullmatch(text):
            if section:
                yield section
            if head["name"] in seen:
                raise ListError(path, line, f"[{head['name']}] stands twice")
            seen.add(head["name"])
            section = Section(head["name"], head["where"] or "", line)
        elif _NEARLY_A_HEAD.fullmatch(text):
            raise ListError(path, line, f"'{text}' is no head of a list: write [name] or [name: whole words] alone")
        elif _NOTHING_BETWEEN.search(text):
            raise ListError(path, line, "has a '|' with nothing before it: is a word missing?")
        elif section is None:
            raise ListError(path, line, "stands before the first [list]")
        else:
            section.phrases.append((line, text))
    if section:
        yield section


def table_of(section: Section, path: Path) -> dict[str, tuple[int, str]]:
    """A list of lines `key: what it stands for`, with the numbers of these. Raises ListError."""
    found: dict[str, tuple[int, str]] = {}
    for line, phrase in section.phrases:
        key, colon, value = phrase.partition(": ")
        if not colon or key in found:
            raise ListError(path, line, f"'{phrase}' must be 'key: what it stands for', each key once")
        found[key] = line, value.strip()
    return found


def by_word(section: Section, path: Path, value: Callable[[str], Value]) -> dict[str, Value]:
    """A table of lines `number: words`, as the `value` of the number for each word. Raises ListError."""
    table = table_of(section, path).items()
    try:
        return {word: value(number) for number, (_, words) in table for word in words.split()}
    except ValueError:
        raise ListError(path, section.line, f"[{section.name}] must hold lines 'number: words'") from None


def words_of(section: Section) -> frozenset[str]:
    """A list of single words, however many on a line."""
    return frozenset(word for _, phrase in section.phrases for word in phrase.split())


def read(noun: type[Noun], path: Path, **given: Any) -> Noun:
    """A noun, each field that is not given from the list of its name: numbers or words. Raises ListError."""
    sections, kinds = {section.name: section for section in sections_of(path)}, get_type_hints(noun)
    for name in (one.name for one in fields(noun) if one.name not in given):
        if name not in sections or not sections[name].phrases:
            raise ListError(path, 0, f"has no list [{name}], or an empty one")
        is_table = get_origin(kinds[name]) is Mapping
        given[name] = by_word(sections[name], path, int) if is_table else words_of(sections[name])
    return noun(**given)


def _lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Those that say something, whole, with the number of the first of each."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise ListError(path, 0, "is missing") from None
    except OSError as error:
        raise ListError(path, 0, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ListError(path, 0, "is no text in UTF-8: save it as one") from None
    whole, begun = "", 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if whole and (_HEAD.fullmatch(text) or _NEARLY_A_HEAD.fullmatch(text)):
            break
        begun = begun or number
        whole += text
        if not text.endswith("|"):
            yield begun, whole
            whole, begun = "", 0
    if whole:
        raise ListError(path, begun, "ends on '|' and does not go on")
