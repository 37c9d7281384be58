"""A language as it is written in its room: books that a supervisor can read, each read when it is first asked for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

from ..core.answering_machine import Machines
from ..core.briefing import Briefing
from ..core.card import Cards
from ..core.clock_words import ClockWords
from ..core.digit_runs import Numbers
from ..core.endings import Endings
from ..core.escape import WaysOut
from ..core.escape_abroad import WaysOutAbroad
from ..core.expects import Answers
from ..core.frustration import Impatience
from ..core.misheard import AnswerWords
from ..core.own_phone import OwnPhone
from ..core.own_words import OwnWords
from ..core.record import Topic
from ..core.repetition import Questions
from ..core.requests import ALWAYS, COURTESIES, Request, Requests
from ..core.small_words import SmallWords
from ..core.teams import Teams
from ..core.telling import Stories
from ..core.told_to_stop import Silence
from ..core.topics import Topics
from ..core.waiting_words import OnHold
from ..core.what_we_are import WhatWeAre
from ..core.whole_sentences import Sentences
from ..core.wording import Fillers
from .book import Book

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ROOMS = Path(__file__).parent
VOCABULARY = "vocabulary"
TEAM = "TEAM"
"""Stands in a line for the name of a team."""
_ARROW = " -> "
_MOST_BESIDE = 3
"""Requests before one and behind it. Without a bound, fifteen words that can be divided in two ways each take seconds,
in which no call goes on."""

Noun = TypeVar("Noun", bound="DataclassInstance")


class SpokenLanguage:
    """`core.language.Language` of one room; raises BookError where a book says nothing that can be asked for."""

    def __init__(self, code: str, room: Path | None = None) -> None:
        self.code = code
        self._room = room or ROOMS / code
        self._books: dict[str, Book] = {}

    def load(self) -> None:
        """Read and compile all of it now: it takes a second, in which no call should have to wait."""
        for name, noun in vars(type(self)).items():
            if isinstance(noun, cached_property):
                getattr(self, name)

    def book(self, name: str) -> Book:
        if name not in self._books:
            vocabulary = None if name == VOCABULARY else self.book(VOCABULARY)
            self._books[name] = Book(self._room / f"{name}.txt", vocabulary)
        return self._books[name]

    @cached_property
    def ways_out(self) -> WaysOut:
        abroad = read(WaysOutAbroad, self.book("ways_out_abroad"))
        fillers = read(Fillers, self.book("fillers"))
        return read(WaysOut, self.book("ways_out"), abroad=abroad, what_we_are=self.what_we_are, fillers=fillers)

    @cached_property
    def what_we_are(self) -> WhatWeAre:
        return read(WhatWeAre, self.book("what_we_are"))

    @cached_property
    def topics(self) -> Topics:
        phrasings = {topic: self.book(f"topics/{topic}").pattern("phrases") for topic in Topic}
        harmless = self.book("topics/harmless").pattern("phrases")
        return read(Topics, self.book("topics/spoken"), phrasings=phrasings, harmless=harmless)

    @cached_property
    def cards(self) -> Cards:
        return read(Cards, self.book("cards"), numbers=self.numbers)

    @cached_property
    def requests(self) -> Requests:
        book, about_us = self.book("requests"), self.book("about_us")
        again, lead = book.source("again"), book.source("lead")
        beside = {Request.RESTART: f"{again}|{book.source('back')}", Request.REPEAT: ""}
        wholes: dict[Request, re.Pattern[str]] = {}
        for request in (*ALWAYS, *COURTESIES):
            name = "again" if request is Request.REPEAT else request.value
            source = (book if name in book.names else about_us).source(name)
            if request in COURTESIES:
                before, around = (
                    about_us.source("ends_with"),
                    "" if request is Request.THANKS else about_us.source("thanks"),
                )
            else:
                before, around = lead, beside.get(request, again)
            wholes[request] = re.compile(_whole(source, around, before, book.source("tail")))
        return read(Requests, book, wholes=wholes)

    @cached_property
    def small_words(self) -> SmallWords:
        return read(SmallWords, self.book("small_words"), silence=self.silence)

    @cached_property
    def silence(self) -> Silence:
        return read(Silence, self.book("silence"))

    @cached_property
    def teams(self) -> Teams:
        book = self.book("teams")
        asking_for = _named_each(tuple(book.each("asking_for")))
        all_of_it, added = _named(book.source("all_of_it")), _named(book.source("added"))
        return read(Teams, book, asking_for=asking_for, all_of_it=all_of_it, added=added)

    @cached_property
    def briefing(self) -> Briefing:
        return read(Briefing, self.book("briefing"), teams=self.teams)

    @cached_property
    def answers(self) -> Answers:
        clock, own_phone = read(ClockWords, self.book("clock")), read(OwnPhone, self.book("own_phone"))
        return read(Answers, self.book("answers"), clock=clock, own_phone=own_phone)

    @cached_property
    def answer_words(self) -> AnswerWords:
        return read(AnswerWords, self.book("answer_words"))

    @cached_property
    def numbers(self) -> Numbers:
        return read(Numbers, self.book("numbers"))

    @cached_property
    def sentences(self) -> Sentences:
        return read(Sentences, self.book("sentences"))

    @cached_property
    def stories(self) -> Stories:
        return read(Stories, self.book("stories"), sentences=self.sentences, impatience=self.impatience)

    @cached_property
    def endings(self) -> Endings:
        return read(Endings, self.book("endings"))

    @cached_property
    def impatience(self) -> Impatience:
        return read(Impatience, self.book("impatience"))

    @cached_property
    def on_hold(self) -> OnHold:
        return read(OnHold, self.book("on_hold"))

    @cached_property
    def machines(self) -> Machines:
        return read(Machines, self.book("machines"))

    @cached_property
    def questions(self) -> Questions:
        return read(Questions, self.book("questions"))

    @cached_property
    def own_words(self) -> OwnWords:
        return read(OwnWords, self.book("own_words"))


@lru_cache(maxsize=8)
def spoken(code: str) -> SpokenLanguage:
    """The language of this code, the same one to all who ask."""
    return SpokenLanguage(code)


def read(noun: type[Noun], book: Book, **given: Any) -> Noun:
    """A noun of the core, each of its fields from the list of that name in the book, as its type says."""
    kinds = get_type_hints(noun)
    for field in fields(noun):
        if field.name not in given:
            given[field.name] = _written(book, field.name, kinds[field.name])
    return noun(**given)


def _written(book: Book, name: str, kind: Any) -> Any:
    """A list, as fields of this type are written."""
    if get_origin(kind) is not Mapping:
        return _READERS[kind](book, name)
    key, value = get_args(kind)
    if issubclass(key, StrEnum):
        return {known: book.table(name)[known] for known in key if known in book.table(name)}
    words = {word: told for told, words in book.table(name).items() for word in words.split()}
    return {word: value(told) for word, told in words.items()}


def _whole(pattern: str, beside: str, before: str, behind: str) -> str:
    """All of an utterance: the request, with politeness around it, and "I didn't hear you" or the like beside it."""
    # Atomic: words that can be read in two ways are read in one, or eighteen of them would take for ever.
    lead, tail = rf"(?>(?:(?:{before}) )*)", rf"(?>(?: (?:{behind}))*)"
    around = rf"(?:{beside}|{pattern})" if beside else rf"(?:{pattern})"
    few = f"{{0,{_MOST_BESIDE}}}"
    return rf"^{lead}(?:{around}{tail} {lead}){few}?(?:{pattern}){tail}(?: {lead}{around}{tail}){few}$"


def _named(source: str) -> Callable[[str], re.Pattern[str]]:
    @lru_cache(maxsize=256)
    def of(stem: str) -> re.Pattern[str]:
        return re.compile(source.replace(TEAM, re.escape(stem)))

    return of


def _named_each(sources: tuple[str, ...]) -> Callable[[str], tuple[re.Pattern[str], ...]]:
    @lru_cache(maxsize=256)
    def of(stem: str) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(source.replace(TEAM, re.escape(stem))) for source in sources)

    return of


def _changes(book: Book, name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Lines `pattern -> what it stands for`, "_" for a space; without an arrow it stands for nothing."""
    apart = (line.partition(_ARROW) for line in book.each(name))
    return tuple((re.compile(short), whole.replace("_", " ")) for short, _, whole in apart)


_READERS: Mapping[Any, Callable[[Book, str], Any]] = {
    re.Pattern[str]: Book.pattern,
    frozenset[str]: Book.words,
    str: lambda book, name: book.phrases(name)[0],
    tuple[tuple[re.Pattern[str], str], ...]: _changes,
}
