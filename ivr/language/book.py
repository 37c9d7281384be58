"""A book of phrases: what callers say in one language, in lists that a supervisor can read and mend.

    # What begins with "#" explains.
    [name]                        a list; each line below is one way to say it
    human
    (real|actual )?person         this or that in brackets, "?" behind what may be left out
    {name} please                 all that another list of this book, or of the vocabulary, says

A line that ends on "|" goes on in the next. `[name: whole words]` and the other places of `WHERE` say where the list is
looked for; without one it may stand anywhere. Where a list cannot say it, a line is a regular expression, in which a
plain bracket keeps nothing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

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
_HEAD = re.compile(r"\[(?P<name>[a-z][a-z0-9_]*)(?:: (?P<where>[a-z ]+))?\]")
_NEARLY_A_HEAD = re.compile(r"\[\s*[A-Za-z][A-Za-z _-]*(?::[^\]]*)?\s*\]?\s*(?:#.*)?")
"""Taken for a line, it would be any one of its letters: "[Human]" is said by whoever says an "a"."""
_NOTHING_BETWEEN = re.compile(r"^\||\|\|")
_REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NEARLY_A_REFERENCE = re.compile(r"(?<!\\)\{(?![a-z][a-z0-9_]*\}|\d*,?\d*\})[^}]*\}?")
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


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    where: str
    line: int
    phrases: list[tuple[int, str]] = field(default_factory=list)
    """With the lines on which they begin."""


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
        return frozenset(word for _, phrase in self.phrases(name) for word in phrase.split())

    def table(self, name: str) -> dict[str, tuple[int, str]]:
        """A list of lines `key: what it stands for`, with the numbers of these."""
        found: dict[str, tuple[int, str]] = {}
        for line, phrase in self._section(name).phrases:
            key, colon, value = phrase.partition(": ")
            if not colon or key in found:
                raise BookError.at(self.path, line, f"'{phrase}' must be 'key: what it stands for', each key once")
            found[key] = line, value.strip()
        return found

    def pattern(self, name: str) -> re.Pattern[str]:
        """A list as one pattern, looked for where its head says."""
        return self.compiled(WHERE[self._section(name).where].format(self.source(name)), name)

    def compiled(self, source: str, *names: str) -> re.Pattern[str]:
        """A pattern that is made of these lists; a mistake is told of the line that holds it."""
        try:
            pattern = re.compile(source)
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
            raise BookError.at(self.path, line, f"'{wrong.group()}' is no list's name: small letters, digits and '_'")
        return _REFERENCE.sub(named, _BRACKETS.sub(_keeps_nothing, phrase))


def _plainly(error: Exception) -> str:
    """What Python finds wrong with a pattern, and for who knows none what to look for."""
    told = str(getattr(error, "msg", error))
    return told + next((f": {hint}" for begins, hint in _HINTS.items() if told.startswith(begins)), "")


def _keeps_nothing(found: re.Match[str]) -> str:
    return "(?:" if found.group() == "(" else found.group()


def _sections_of(path: Path) -> Iterator[Section]:
    section, seen = None, set[str]()
    for line, text in _lines_of(path):
        if head := _HEAD.fullmatch(text):
            if section:
                yield section
            name, where = head["name"], head["where"] or ""
            if where not in WHERE or name in seen:
                told = f"[{name}] stands twice" if name in seen else f"'{where}' is none of: {', '.join(WHERE)[2:]}"
                raise BookError.at(path, line, told)
            seen.add(name)
            section = Section(name, where, line)
        elif _NEARLY_A_HEAD.fullmatch(text):
            raise BookError.at(path, line, f"'{text}' is no head of a list: write [name] or [name: whole words] alone")
        elif _NOTHING_BETWEEN.search(text):
            raise BookError.at(path, line, "has a '|' with nothing before it: is a word missing?")
        elif section is None:
            raise BookError.at(path, line, "stands before the first [list]")
        else:
            section.phrases.append((line, text))
    if section:
        yield section


def _lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Those that say something, whole, with the number of the first of each."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        raise BookError.at(path, 0, "is missing") from None
    except OSError as error:
        raise BookError.at(path, 0, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BookError.at(path, 0, "is no text in UTF-8: save it as one") from None
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
        raise BookError.at(path, begun, "ends on '|' and does not go on")
