"""A language as it is written in its room: books that a supervisor can read, each read when it is first asked for."""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from spoken_values.digit_runs import Numbers
from spoken_values.number_words import NumberWords

from ..core.record import Topic
from ..core.words.answering_machine import Machines
from ..core.words.briefing import Briefing
from ..core.words.card import Cards
from ..core.words.choices import Choices
from ..core.words.clock_words import ClockWords
from ..core.words.disclosed import Disclosed
from ..core.words.endings import Endings
from ..core.words.escape import WaysOut
from ..core.words.escape_abroad import WaysOutAbroad
from ..core.words.expects import Answers
from ..core.words.frustration import Impatience
from ..core.words.honesty import Honesty
from ..core.words.invented import Invented
from ..core.words.keys_named import KeysNamed
from ..core.words.line_shape import LineShape
from ..core.words.misheard import AnswerWords
from ..core.words.my_data import MyData
from ..core.words.number_slips import NumberSlips
from ..core.words.own_phone import OwnPhone
from ..core.words.own_questions import Questions
from ..core.words.own_words import OwnWords
from ..core.words.requests import ALWAYS, COURTESIES, Request, Requests
from ..core.words.second_listen import SecondListen
from ..core.words.short_forms import ShortForms
from ..core.words.small_words import SmallWords
from ..core.words.teams import Teams
from ..core.words.telling import Stories
from ..core.words.told_to_stop import Silence
from ..core.words.topics import Topics
from ..core.words.waiting_words import OnHold
from ..core.words.what_we_are import WhatWeAre
from ..core.words.whole_sentences import Sentences
from ..core.words.wording import Fillers
from ..errors import LanguageError
from .book import Book, BookError
from .nouns import STANDS_FOR, Noun, changes, each, key_pressed, must_hold, named, named_each, noting, read, whole
from .rooms import ROOMS, VOCABULARY, is_whole, languages

_LISTS = {Request.REPEAT: "again"}
"""Names of lists, where they are not the request's own."""
_BESIDE = {
    Request.RESTART: (("requests", "again"), ("requests", "back")),
    Request.REPEAT: (),
    Request.THANKS: (),
    Request.GOODBYE: (("about_us", "thanks"),),
}
"""What may be said with a request, by book and list; of all others: again."""
_BOOKS = {"disclosed": "disclosure", "keys_named": "keys", "line_shape": "shape", "said_aloud": "aloud"}
"""Names of books, where they are not the noun's own."""
_ABOUT_US = {Request.HELP, Request.WHO, Request.RECORDED, Request.DATA, *COURTESIES}


class SpokenLanguage:
    """`core.language.Language` of one room; raises BookError where a book lacks what is asked for."""

    def __init__(self, code: str, room: Path | None = None) -> None:
        self.code = code
        self.room = room or ROOMS / code
        self.books: dict[str, Book] = {}
        """Those that were asked for, by name: the file without its ending."""

    def load(self, *, begun: bool = False) -> None:
        """Read and compile all of it now: it takes two seconds of a core, in which no call should have to wait.

        `begun`: of a language in which no call can be held, what there is. Raises BookError with all that is missing or
        wrong.
        """
        told: list[str] = []
        for name, noun in vars(type(self)).items():
            if isinstance(noun, cached_property) and (not begun or self.holds(_BOOKS.get(name, name))):
                with noting(told):
                    getattr(self, name)
        if told:
            raise BookError(*told)

    def take_from(self, room: Path) -> None:
        """Of another room from now on; what was read is forgotten."""
        self.room = room
        self.books.clear()
        for name, noun in vars(type(self)).items():
            if isinstance(noun, cached_property):
                vars(self).pop(name, None)

    def holds(self, name: str) -> bool:
        """Whether the room has this book: of some languages there is no more than what lines are checked by."""
        return (self.room / f"{name}.txt").is_file()

    def book(self, name: str) -> Book:
        if name not in self.books:
            alone = name == VOCABULARY or not is_whole(self.room)
            vocabulary = None if alone else self.book(VOCABULARY)
            self.books[name] = Book(self.room / f"{name}.txt", vocabulary)
        return self.books[name]

    def _read(self, noun: type[Noun], name: str, **made: Callable[[], Any]) -> Noun:
        """A noun out of its book; some of its fields are `made` otherwise. Raises BookError with all that is wrong."""
        given, told = dict[str, Any](), list[str]()
        for field, make in made.items():
            given[field] = None
            with noting(told):
                given[field] = make()
        with noting(told):
            found = read(noun, self.book(name), **given)
        if told:
            raise BookError(*told)
        return found

    @cached_property
    def ways_out(self) -> WaysOut:
        return self._read(
            WaysOut,
            "ways_out",
            abroad=lambda: self._read(WaysOutAbroad, "ways_out_abroad"),
            what_we_are=lambda: self.what_we_are,
            fillers=lambda: self._read(Fillers, "fillers"),
        )

    @cached_property
    def what_we_are(self) -> WhatWeAre:
        return self._read(WhatWeAre, "what_we_are")

    @cached_property
    def topics(self) -> Topics:
        return self._read(
            Topics,
            "topics/spoken",
            phrasings=lambda: each({topic: self._phrases_of(topic.value) for topic in Topic}),
            harmless=self._phrases_of("harmless"),
        )

    def _phrases_of(self, topic: str) -> Callable[[], re.Pattern[str]]:
        return lambda: self.book(f"topics/{topic}").pattern("phrases")

    @cached_property
    def my_data(self) -> MyData:
        return self._read(MyData, "my_data")

    @cached_property
    def cards(self) -> Cards:
        return self._read(Cards, "cards", numbers=lambda: self.numbers)

    @cached_property
    def choices(self) -> Choices:
        return self._read(Choices, "choices", fillers=lambda: self._read(Fillers, "fillers"))

    @cached_property
    def requests(self) -> Requests:
        every = {request: partial(self._whole, request) for request in (*ALWAYS, *COURTESIES)}
        return self._read(Requests, "requests", wholes=lambda: each(every))

    def _whole(self, request: Request) -> re.Pattern[str]:
        """The words for it, with what may be said before, beside and behind them."""
        book, about_us = self.book("requests"), self.book("about_us")
        its, name = about_us if request in _ABOUT_US else book, _LISTS.get(request, request.value)
        beside = [self.book(where).source(other) for where, other in _BESIDE.get(request, (("requests", "again"),))]
        before = about_us.source("ends_with") if request in COURTESIES else book.source("lead")
        try:
            return its.compiled(whole(its.source(name), "|".join(beside), before, book.source("tail")), name)
        except BookError:  # it may be of a list that stands around it
            for one in (its, book, about_us):
                one.refuse_mistakes()
            raise

    @cached_property
    def small_words(self) -> SmallWords:
        return self._read(SmallWords, "small_words", silence=lambda: self.silence)

    @cached_property
    def silence(self) -> Silence:
        return self._read(Silence, "silence")

    @cached_property
    def teams(self) -> Teams:
        return self._read(
            Teams,
            "teams",
            asking_for=lambda: named_each(self.book("teams"), "asking_for"),
            all_of_it=lambda: named(self.book("teams"), "all_of_it"),
            added=lambda: named(self.book("teams"), "added"),
        )

    @cached_property
    def briefing(self) -> Briefing:
        briefing = self._read(Briefing, "briefing", teams=lambda: self.teams)
        for name, wanted in STANDS_FOR.items():
            must_hold(self.book("briefing"), name, wanted)
        return briefing

    @cached_property
    def answers(self) -> Answers:
        return self._read(
            Answers,
            "answers",
            clock=lambda: self._read(ClockWords, "clock"),
            own_phone=lambda: self._read(OwnPhone, "own_phone"),
        )

    @cached_property
    def answer_words(self) -> AnswerWords:
        return self._read(AnswerWords, "answer_words")

    @cached_property
    def numbers(self) -> Numbers:
        return self._read(Numbers, "numbers", words=lambda: self._read(NumberWords, "numbers"))

    @cached_property
    def sentences(self) -> Sentences:
        return self._read(Sentences, "sentences")

    @cached_property
    def stories(self) -> Stories:
        return self._read(Stories, "stories", sentences=lambda: self.sentences, impatience=lambda: self.impatience)

    @cached_property
    def endings(self) -> Endings:
        return self._read(Endings, "endings")

    @cached_property
    def impatience(self) -> Impatience:
        return self._read(Impatience, "impatience")

    @cached_property
    def on_hold(self) -> OnHold:
        return self._read(OnHold, "on_hold")

    @cached_property
    def machines(self) -> Machines:
        return self._read(Machines, "machines")

    @cached_property
    def questions(self) -> Questions:
        return self._read(Questions, "questions")

    @cached_property
    def own_words(self) -> OwnWords:
        return self._read(OwnWords, "own_words")

    @cached_property
    def second_listen(self) -> SecondListen:
        return self._read(SecondListen, "second_listen")

    @cached_property
    def number_slips(self) -> NumberSlips:
        return self._read(NumberSlips, "number_slips", numbers=lambda: self.numbers)

    @cached_property
    def invented(self) -> Invented:
        return self._read(Invented, "invented")

    @cached_property
    def disclosed(self) -> Disclosed:
        return self._read(Disclosed, "disclosure")

    @cached_property
    def honesty(self) -> Honesty:
        return self._read(Honesty, "honesty")

    @cached_property
    def short_forms(self) -> ShortForms:
        return self._read(ShortForms, "short_forms")

    @cached_property
    def said_aloud(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """How signs are read out, in order; nothing where the room has Python for it, or leaves it to the voice."""
        return changes(self.book("aloud"), "aloud") if self.holds("aloud") else ()

    @cached_property
    def line_shape(self) -> LineShape:
        return self._read(LineShape, "shape")

    @cached_property
    def keys_named(self) -> KeysNamed:
        return self._read(KeysNamed, "keys", pressed=lambda: key_pressed(self.book("keys")))


@lru_cache(maxsize=32)
def begun(code: str) -> SpokenLanguage | None:
    """The language of this code, of which there may be no more than some books; None where there is none."""
    return spoken(code) if code in languages() else SpokenLanguage(code) if (ROOMS / code).is_dir() else None


@lru_cache(maxsize=8)
def spoken(code: str) -> SpokenLanguage:
    """The language of this code, the same one to all who ask. Raises LanguageError where it has no room."""
    if code not in languages():
        raise LanguageError(f"no language '{code}': there are {', '.join(languages())}")
    return SpokenLanguage(code)
