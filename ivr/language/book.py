"""A book of phrases: what callers say in one language, in lists that a supervisor can read and mend.

    # What begins with "#" explains.
    [name]                        a list; each line below is one way to say it
    human
    (real|actual )?person         this or that in brackets, "?" behind what may be left out
    {name} please                 all that another list of this book, or of the vocabulary, says
    smell {~2} gas                up to two words between, whatever they are

A line that ends on "|" goes on in the next. `[name: whole words]` and the other places of `WHERE` say where the list is
looked for; without one it may stand anywhere. Where a list cannot say it, a line is a regular expression, in which a
plain bracket keeps nothing.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from spoken_values.lists import ListError, Section, by_word, sections_of, table_of, words_of

from ..errors import LanguageError
from .rooms import ROOMS

WHERE = {
    "": "(?:{})",
    "whole words": r"\b(?:{})\b",
    "all of it": "^(?:{})$",
    "nothing but these": r"^(?:(?:{})\b\s?)+$",
    "at the beginning": "^(?:{})",
    "at the end": "(?:{})$",
    "as the first words": r"^(?:{})\b",
    "as the last words": r"(?:^|\s)(?:{})$",
}
_REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NEARLY_A_REFERENCE = re.compile(r"(?<!\\)\{(?![a-z][a-z0-9_]*\}|\d*,?\d*\}|~[1-9]\} )[^}]*\}?")
_GAP = re.compile(r"\{~([1-9])\} ")
"""Words that nobody minds, each with the space behind it."""
_NO_PATTERN = (re.error, OverflowError, RecursionError)
_HINTS = {
    "missing )": "a '(' is not closed",
    "unbalanced": "there is a ')' too many",
    "unterminated character set": "a '[' is not closed",
    "nothing to repeat": "there is a '?', '*' or '+' behind nothing",
}
_ANYTHING = "x x"
"""A pattern that is found where this begins, and in none of its letters, is found whatever is said."""
_BRACKETS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?!\?)", re.DOTALL)

Value = TypeVar("Value")


class BookError(LanguageError):
    """Mistakes of what is written in a language's room, a line each: file, line, what is wrong."""

    def __init__(self, *told: str) -> None:
        self.told = tuple(dict.fromkeys(told))
        super().__init__("\n".join(self.told))

    @classmethod
    def at(cls, path: Path, line: int, told: str) -> "BookError":
        """`line` 0: of the file itself."""
        ours = path.is_relative_to(ROOMS)
        shown = f"ivr/language/{path.relative_to(ROOMS).as_posix()}" if ours else f"{path.parent.name}/{path.name}"
        return cls(f"{shown}:{line}: {told}" if line else f"{shown}: {told}")


class Book:
    """One file. `vocabulary` is the book whose lists this one may name."""

    def __init__(self, path: Path, vocabulary: "Book | None" = None) -> None:
        self.path = path
        self._vocabulary = vocabulary
        self._sections = {section.name: section for section in _sections_of(path)}
        self._whole: dict[str, str] = {}
        self.used: set[str] = set()
        """Lists that were asked for, or that another names."""

    def __contains__(self, name: str) -> bool:
        return name in self._sections

    def names(self) -> tuple[str, ...]:
        """Of its lists that hold anything."""
        return tuple(name for name, section in self._sections.items() if section.phrases)

    def unused(self) -> list[str]:
        """What is wrong with the lists that nobody asks for, once all were asked for that are: a line each."""
        return [
            str(
                BookError.at(
                    self.path, section.line, f"nobody asks for [{name}]: is it misspelt? If no list names it, delete it"
                )
            )
            for name, section in self._sections.items()
            if name not in self.used
        ]

    def line_of(self, name: str) -> int:
        """Where its head stands; 0 where there is no such list."""
        return self._sections[name].line if name in self._sections else 0

    def phrases(self, name: str) -> tuple[tuple[int, str], ...]:
        """A list as it is written, with the numbers of its lines."""
        return tuple(self._section(name).phrases)

    def lines(self, name: str) -> tuple[tuple[int, str], ...]:
        """A list as a regular expression for each of its lines, with the numbers of these."""
        return tuple((line, self._expanded(phrase, line)) for line, phrase in self._section(name).phrases)

    def sources(self) -> Iterator[tuple[int, str]]:
        """Each line as a regular expression, with its number; of a text that agents are told, whatever comes of it."""
        for line, phrase in (one for section in self._sections.values() for one in section.phrases):
            with suppress(BookError):
                yield line, self._expanded(phrase, line)

    def words(self, name: str) -> frozenset[str]:
        """A list of single words, however many on a line."""
        return words_of(self._section(name))

    def table(self, name: str) -> dict[str, tuple[int, str]]:
        """A list of lines `key: what it stands for`, with the numbers of these."""
        with _in_its_place():
            return table_of(self._section(name), self.path)

    def by_word(self, name: str, value: Callable[[str], Value]) -> dict[str, Value]:
        """A list of lines `number: words`, as the `value` of the number for each word."""
        with _in_its_place():
            return by_word(self._section(name), self.path, value)

    def pattern(self, name: str) -> re.Pattern[str]:
        """A list as one pattern, looked for where its head says."""
        return self.compiled(WHERE[self._section(name).where].format(self.source(name)), name)

    def compiled(self, source: str, *names: str) -> re.Pattern[str]:
        """A pattern that is made of these lists; a mistake is told of the line that holds it."""
        try:
            pattern = _compiled(source)
        except _NO_PATTERN as error:
            for name in names:
                self._refuse_mistakes_of(name)
            raise BookError.at(self.path, self.line_of(names[0]), f"no pattern: {error}") from None
        if (found := pattern.match(_ANYTHING)) and not found.group():
            lines = [line for name in names for line, one in self.lines(name) if re.fullmatch(one, "")]
            told = "is found in whatever is said: is there a '|' or a '?' too many?"
            raise BookError.at(self.path, lines[0] if lines else self.line_of(names[0]), told)
        return pattern

    def refuse_mistakes(self) -> None:
        """Raises BookError for a line that is no pattern, in whichever of its lists."""
        for name in self._sections:
            self._refuse_mistakes_of(name)

    def _refuse_mistakes_of(self, name: str) -> None:
        """Raises BookError for the line that is no pattern, of this list or of one that it names."""
        for line, phrase in self.phrases(name):
            for other in _REFERENCE.findall(phrase):
                book = self if other in self else self._vocabulary or self
                book._refuse_mistakes_of(other)
            try:
                re.compile(_REFERENCE.sub("x", _BRACKETS.sub(_keeps_nothing, phrase)))
            except _NO_PATTERN as error:
                raise BookError.at(self.path, line, f"no pattern: {_plainly(error)}") from None

    def source(self, name: str, within: tuple[str, ...] = ()) -> str:
        """A list as a regular expression, to be put into brackets; `within` are lists of this book that name it."""
        if name not in self._whole:  # kept only once it is whole: other threads ask, and one that broke breaks again
            phrases = self._section(name).phrases
            self._whole[name] = "|".join(self._expanded(phrase, line, (*within, name)) for line, phrase in phrases)
        return self._whole[name]

    def _section(self, name: str) -> Section:
        self.used.add(name)
        if name not in self._sections:
            raise BookError.at(self.path, 0, f"has no list [{name}]: it is called so in every language")
        if not self._sections[name].phrases:
            raise BookError.at(self.path, self._sections[name].line, f"[{name}] is empty")
        return self._sections[name]

    def _expanded(self, phrase: str, line: int, within: tuple[str, ...] = ()) -> str:
        def named(found: re.Match[str]) -> str:
            name = found.group(1)
            for book in filter(None, (self, self._vocabulary)):
                if name in book._sections:
                    book.used.add(name)
                    if book is self and name in within:
                        raise BookError.at(self.path, line, f"{{{name}}} names itself")
                    return WHERE[book._sections[name].where].format(book.source(name, within if book is self else ()))
            raise BookError.at(self.path, line, f"no list is called {{{name}}}, here or in vocabulary.txt")

        if wrong := _NEARLY_A_REFERENCE.search(phrase):
            raise BookError.at(self.path, line, _mended(wrong.group()))
        plain = _GAP.sub(lambda gap: rf"(?:\w+ ){{0,{gap.group(1)}}}", _BRACKETS.sub(_keeps_nothing, phrase))
        return _REFERENCE.sub(named, plain)


def _mended(wrong: str) -> str:
    """What to write instead of what stands in braces and is nothing that may."""
    if wrong.startswith("{~"):
        return f"'{wrong}' is no gap between words: write {{~3}} for up to three, and a space behind it"
    return f"'{wrong}' is no list's name: small letters, digits and '_'"


def _plainly(error: Exception) -> str:
    """What Python finds wrong with a pattern, and for who knows none what to look for."""
    told = str(getattr(error, "msg", error))
    return told + next((f": {hint}" for begins, hint in _HINTS.items() if told.startswith(begins)), "")


def _keeps_nothing(found: re.Match[str]) -> str:
    return "(?:" if found.group() == "(" else found.group()


@contextmanager
def _in_its_place() -> Iterator[None]:
    """What is wrong with how a list is written is told as all else that is wrong with a book."""
    try:
        yield
    except ListError as error:
        raise BookError.at(error.path, error.line, error.told) from None


def _sections_of(path: Path) -> Iterator[Section]:
    with _in_its_place():
        for section in sections_of(path):
            if section.where not in WHERE:
                told = f"'{section.where}' is none of: {', '.join(WHERE)[2:]}"
                raise BookError.at(path, section.line, told)
            yield section


@cache
def _compiled(source: str) -> re.Pattern[str]:
    """Once for all readings of a room: `re` itself remembers fewer than a room has, and these live on anyway."""
    return re.compile(source)
