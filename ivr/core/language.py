"""What a call must be able to ask of a language: the one door between the core and all that is said and recognised.

The core knows no word of any language. It is handed one of these, and asks it by the noun that a question is about.
"""

from typing import Protocol

from .answering_machine import Machines
from .briefing import Briefing
from .card import Cards
from .digit_runs import Numbers
from .endings import Endings
from .escape import WaysOut
from .expects import Answers
from .frustration import Impatience
from .misheard import AnswerWords
from .own_words import OwnWords
from .repetition import Questions
from .requests import Requests
from .small_words import SmallWords
from .teams import Teams
from .telling import Stories
from .told_to_stop import Silence
from .topics import Topics
from .waiting_words import OnHold
from .what_we_are import WhatWeAre
from .whole_sentences import Sentences


class Language(Protocol):
    """All of it is by rule on words, with no model; each noun says what it must hold."""

    @property
    def code(self) -> str:
        """Two or three letters, as in `Rules.language`."""

    # what comes before anything else
    @property
    def ways_out(self) -> WaysOut: ...
    @property
    def what_we_are(self) -> WhatWeAre: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def cards(self) -> Cards: ...

    # what may always be asked
    @property
    def requests(self) -> Requests: ...
    @property
    def small_words(self) -> SmallWords: ...
    @property
    def silence(self) -> Silence: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def briefing(self) -> Briefing: ...

    # answers
    @property
    def answers(self) -> Answers: ...
    @property
    def answer_words(self) -> AnswerWords: ...
    @property
    def numbers(self) -> Numbers: ...

    # whether the caller has finished
    @property
    def sentences(self) -> Sentences: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def endings(self) -> Endings: ...

    # how the call goes
    @property
    def impatience(self) -> Impatience: ...
    @property
    def on_hold(self) -> OnHold: ...
    @property
    def machines(self) -> Machines: ...
    @property
    def questions(self) -> Questions: ...
    @property
    def own_words(self) -> OwnWords: ...
