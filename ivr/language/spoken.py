"""A language as it is written in its room: books that a supervisor can read, each read when it is first asked for."""

import re
from functools import cached_property, lru_cache
from pathlib import Path

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
from ..errors import LanguageError
from .book import Book, BookError
from .nouns import must_hold, named, noting, read, whole
from .rooms import ROOMS, VOCABULARY, languages

STANDS_FOR = {
    "why": frozenset({"why", "about"}),
    "asked_for_team": frozenset({"team"}),
    "about": frozenset({"intent"}),
    "wish": frozenset({"wish"}),
    "given": frozenset({"given"}),
    "spoke_of": frozenset({"topic"}),
}
"""The names in braces that a text must hold, each for what is put in its place."""
_LISTS = {Request.REPEAT: "again"}
"""Names of lists, where they are not the request's own."""
_BESIDE = {
    Request.RESTART: (("requests", "again"), ("requests", "back")),
    Request.REPEAT: (),
    Request.THANKS: (),
    Request.GOODBYE: (("about_us", "thanks"),),
}
"""What may be said with a request, by book and list; of all others: again."""
_ABOUT_US = {Request.HELP, Request.WHO, Request.RECORDED, Request.DATA, *COURTESIES}


class SpokenLanguage:
    """`core.language.Language` of one room; raises BookError where a book lacks what is asked for."""

    def __init__(self, code: str, room: Path | None = None) -> None:
        self.code = code
        self.room = room or ROOMS / code
        self.books: dict[str, Book] = {}
        """Those that were asked for, by name: the file without its ending."""

    def load(self) -> None:
        """Read and compile all of it now: it takes a second, in which no call should have to wait.

        Raises BookError with all that is missing or wrong.
        """
        told: list[str] = []
        for name, noun in vars(type(self)).items():
            if isinstance(noun, cached_property):
                with noting(told):
                    getattr(self, name)
        if told:
            raise BookError(*told)

    def book(self, name: str) -> Book:
        if name not in self.books:
            vocabulary = None if name == VOCABULARY else self.book(VOCABULARY)
            self.books[name] = Book(self.room / f"{name}.txt", vocabulary)
        return self.books[name]

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
        phrasings, told = dict[Topic, re.Pattern[str]](), list[str]()
        for topic in Topic:
            with noting(told):
                phrasings[topic] = self.book(f"topics/{topic}").pattern("phrases")
        with noting(told):
            harmless = self.book("topics/harmless").pattern("phrases")
        if told:
            raise BookError(*told)
        return read(Topics, self.book("topics/spoken"), phrasings=phrasings, harmless=harmless)

    @cached_property
    def cards(self) -> Cards:
        return read(Cards, self.book("cards"), numbers=self.numbers)

    @cached_property
    def requests(self) -> Requests:
        book, told = self.book("requests"), list[str]()
        wholes: dict[Request, re.Pattern[str]] = {}
        for request in (*ALWAYS, *COURTESIES):
            with noting(told):
                wholes[request] = self._whole(request)
        if told:
            raise BookError(*told)
        return read(Requests, book, wholes=wholes)

    def _whole(self, request: Request) -> re.Pattern[str]:
        """The words for it, with what may be said before, beside and behind them."""
        book, about_us = self.book("requests"), self.book("about_us")
        its, name = about_us if request in _ABOUT_US else book, _LISTS.get(request, request.value)
        beside = [self.book(where).source(other) for where, other in _BESIDE.get(request, (("requests", "again"),))]
        before = about_us.source("ends_with") if request in COURTESIES else book.source("lead")
        return its.compiled(whole(its.source(name), "|".join(beside), before, book.source("tail")), name)

    @cached_property
    def small_words(self) -> SmallWords:
        return read(SmallWords, self.book("small_words"), silence=self.silence)

    @cached_property
    def silence(self) -> Silence:
        return read(Silence, self.book("silence"))

    @cached_property
    def teams(self) -> Teams:
        book = self.book("teams")
        asking_for = tuple(named(book, "asking_for", source) for _, source in book.lines("asking_for"))
        all_of_it, added = named(book, "all_of_it"), named(book, "added")
        return read(
            Teams,
            book,
            asking_for=lru_cache(256)(lambda stem: tuple(asked(stem) for asked in asking_for)),
            all_of_it=all_of_it,
            added=added,
        )

    @cached_property
    def briefing(self) -> Briefing:
        briefing = read(Briefing, self.book("briefing"), teams=self.teams)
        for name, wanted in STANDS_FOR.items():
            must_hold(self.book("briefing"), name, wanted)
        return briefing

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
    """The language of this code, the same one to all who ask. Raises LanguageError where it has no room."""
    if code not in languages():
        raise LanguageError(f"no language '{code}': there are {', '.join(languages())}")
    return SpokenLanguage(code)
