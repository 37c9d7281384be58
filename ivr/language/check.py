"""What is missing or wrong in a language's room, all of it at once: a translator mends line after line."""

from collections.abc import Iterator
from pathlib import Path

from ..core.record import Topic
from .book import Book, BookError
from .endless import is_endless
from .rooms import ROOMS, begun_languages, is_whole, languages
from .spoken import SpokenLanguage
from .unheard import unheard


def check_languages(rooms: Path = ROOMS) -> list[str]:
    """Of every room that there is: a line each with file, line and what to do."""
    codes = (*languages(rooms), *begun_languages(rooms))
    return [told for code in codes for told in check_language(SpokenLanguage(code, rooms / code))]


def check_language(language: SpokenLanguage) -> list[str]:
    """Of one room; that nobody asks for a list is told once all can be read."""
    try:
        language.load(begun=not is_whole(language.room))
    except BookError as error:
        told = list(error.told)
    else:
        told = [mistake for book in language.books.values() for mistake in book.unused()]
        told += [*_claimed_twice(language), *_not_ours(language), *_endless(language)]
    told += [one for book in language.books.values() for one in unheard(book)]
    return _in_order([_in_room(language, one) for one in told])


def _in_order(told: list[str]) -> list[str]:
    """Of each file from its top down; files as they came, with those first without which nobody is safe."""
    files = list(dict.fromkeys(one.partition(":")[0] for one in told))
    return sorted(dict.fromkeys(told), key=lambda one: (files.index(one.partition(":")[0]), _line_of(one)))


def _line_of(told: str) -> int:
    line = told.split(":", 2)[1]
    return int(line) if line.isdigit() else 0


def _claimed_twice(language: SpokenLanguage) -> Iterator[str]:
    """The same phrase, whatever stands beside it: what a call is about must not hang on the order of topics."""
    first: dict[str, tuple[Book, int]] = {}
    for topic in (topic for topic in Topic if language.holds(f"topics/{topic}")):
        book = language.book(f"topics/{topic}")
        for line, phrase in book.lines("phrases"):
            known, at = first.setdefault(phrase, (book, line))
            if known is not book:
                yield str(
                    BookError.at(book.path, line, f"is claimed on {known.path.name}:{at}, too: keep one of the two")
                )


def _endless(language: SpokenLanguage) -> Iterator[str]:
    """Lines that would hold up all calls while one caller's words are looked at."""
    for book in language.books.values():
        for line, source in book.sources():
            if is_endless(source):
                yield str(BookError.at(book.path, line, "may take for ever: is something repeated that repeats?"))


def _not_ours(language: SpokenLanguage) -> Iterator[str]:
    """Files that nobody reads."""
    read = {book.path for book in language.books.values()}
    for path in sorted(language.room.rglob("*.txt")):
        if path not in read:
            yield str(BookError.at(path, 0, "is read by nobody: is its name misspelt?"))


def _in_room(language: SpokenLanguage, told: str) -> str:
    """A mistake that is told of `folder/file`, as it would be of a room in its place."""
    whole = f"ivr/language/{language.code}/"
    return told if told.startswith(whole) else whole + told.removeprefix(f"{language.code}/")
