"""How the nouns of the core are read out of a language's books: a field from the list of its name, by its type."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from enum import StrEnum
from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from .book import Book, BookError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

TEAM = "TEAM"
"""Stands in a line for the name of a team."""
STANDS_FOR = {
    "why": frozenset({"why", "about"}),
    "asked_for_team": frozenset({"team"}),
    "about": frozenset({"intent"}),
    "wish": frozenset({"wish"}),
    "given": frozenset({"given"}),
    "spoke_of": frozenset({"topic"}),
}
"""The names in braces that a text must hold, each for what is put in its place."""
ARROW = " -> "
_MOST_BESIDE = 3
"""Requests before one and behind it. Without a bound, fifteen words that can be divided in two ways each take seconds,
in which no call goes on."""

Noun = TypeVar("Noun", bound="DataclassInstance")
Key = TypeVar("Key")
Made = TypeVar("Made")


@contextmanager
def noting(told: list[str]) -> Iterator[None]:
    """What is missing or wrong here is added, and the rest is looked at."""
    try:
        yield
    except BookError as error:
        told += error.told


def each(made: Mapping[Key, Callable[[], Made]]) -> dict[Key, Made]:
    """All of them. Raises BookError with all that is missing or wrong."""
    found, told = dict[Key, Made](), list[str]()
    for key, make in made.items():
        with noting(told):
            found[key] = make()
    if told:
        raise BookError(*told)
    return found


def read(noun: type[Noun], book: Book, **given: Any) -> Noun:
    """A noun of the core, each of its fields from the list of that name in the book, as its type says.

    Raises BookError with all that is missing or wrong.
    """
    kinds, told = get_type_hints(noun), list[str]()
    for field in fields(noun):
        if field.name not in given:
            with noting(told):
                given[field.name] = _written(book, field.name, kinds[field.name])
    if told:
        raise BookError(*told)
    return noun(**given)


def _written(book: Book, name: str, kind: Any) -> Any:
    """A list, as fields of this type are written."""
    if get_origin(kind) is not Mapping:
        return _READERS[kind](book, name)
    key, value = get_args(kind)
    if not issubclass(key, StrEnum):
        return book.by_word(name, value)
    table = book.table(name)
    for lacking in set(key) - table.keys():
        raise BookError.at(book.path, book.line_of(name), f"[{name}] lacks '{lacking}'")
    return {known: table[known][1] for known in key}


def whole(pattern: str, beside: str, before: str, behind: str) -> str:
    """All of an utterance: the request, with politeness around it, and "I didn't hear you" or the like beside it."""
    # Atomic: words that can be read in two ways are read in one, or eighteen of them would take for ever.
    lead, tail = rf"(?>(?:(?:{before}) )*)", rf"(?>(?: (?:{behind}))*)"
    around = rf"(?:{beside}|{pattern})" if beside else rf"(?:{pattern})"
    few = f"{{0,{_MOST_BESIDE}}}"
    return rf"^{lead}(?:{around}{tail} {lead}){few}?(?:{pattern}){tail}(?: {lead}{around}{tail}){few}$"


def key_pressed(book: Book) -> re.Pattern[str]:
    """A key that a line tells its caller to press."""
    press, between, key = map(book.source, ("press", "between", "key"))
    pattern = rf"\b(?:{press})\s+(?:{between})?(?P<key>(?:{key}|\d|\*|#)(?!\w))"
    return book.compiled(pattern, "press", "between", "key")


def named(book: Book, name: str, source: str = "") -> Callable[[str], re.Pattern[str]]:
    """A pattern for each name of a team that it is asked about."""
    source = source or book.source(name)
    book.compiled(source, name)

    @lru_cache(maxsize=256)
    def of(stem: str) -> re.Pattern[str]:
        return re.compile(source.replace(TEAM, re.escape(stem)))

    return of


def named_each(book: Book, name: str) -> Callable[[str], tuple[re.Pattern[str], ...]]:
    """Likewise, a pattern for each line of a list."""
    lines = tuple(named(book, name, source) for _, source in book.lines(name))
    return lru_cache(maxsize=256)(lambda stem: tuple(line(stem) for line in lines))


def must_hold(book: Book, name: str, wanted: frozenset[str]) -> None:
    """Whether a text has a place for each of these and for nothing else."""
    ((line, text), *_) = book.phrases(name)
    try:
        places = {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    except ValueError:
        places = {"{"}
    if places != wanted:
        names = ", ".join(f"{{{place}}}" for place in sorted(wanted)) or "nothing in braces"
        raise BookError.at(book.path, line, f"[{name}] must hold {names}")


def changes(book: Book, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Lines `pattern -> what it stands for`, "_" for a space; without an arrow it stands for nothing."""
    apart = [line.partition(ARROW) for _, line in book.lines(name)]
    return tuple((book.compiled(short, name), whole.replace("_", " ")) for short, _, whole in apart)


_READERS: Mapping[Any, Callable[[Book, str], Any]] = {
    re.Pattern[str]: Book.pattern,
    frozenset[str]: Book.words,
    str: lambda book, name: book.phrases(name)[0][1],
    tuple[tuple[re.Pattern[str], str], ...]: changes,
}
