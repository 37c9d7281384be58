"""What can be asked of a language: the one door to all that is said and recognised in it.

The core knows no word of any language. It is handed one of these, and asks it by the noun that a question is about.
"""

from typing import TYPE_CHECKING, Protocol

from spoken_values.digit_runs import Numbers

from .words.answering_machine import Machines
from .words.briefing import Briefing
from .words.card import Cards
from .words.choices import Choices
from .words.endings import Endings
from .words.escape import WaysOut
from .words.expects import Answers
from .words.frustration import Impatience
from .words.misheard import AnswerWords
from .words.my_data import MyData
from .words.own_questions import Questions
from .words.own_words import OwnWords
from .words.requests import Requests
from .words.small_words import SmallWords
from .words.teams import Teams
from .words.telling import Stories
from .words.told_to_stop import Silence
from .words.topics import Topics
from .words.waiting_words import OnHold
from .words.what_we_are import WhatWeAre
from .words.whole_sentences import Sentences

if TYPE_CHECKING:  # no call asks for these
    from .words.disclosed import Disclosed
    from .words.honesty import Honesty
    from .words.invented import Invented
    from .words.keys_named import KeysNamed
    from .words.line_shape import LineShape
    from .words.number_slips import NumberSlips
    from .words.second_listen import SecondListen
    from .words.short_forms import ShortForms


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
    def my_data(self) -> MyData: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def choices(self) -> Choices: ...

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

    # what a recogniser makes of words
    @property
    def second_listen(self) -> "SecondListen": ...
    @property
    def number_slips(self) -> "NumberSlips": ...
    @property
    def invented(self) -> "Invented": ...

    # how a text is read out
    @property
    def short_forms(self) -> "ShortForms": ...

    # how lines are worded, for whoever checks them; no call asks it
    @property
    def disclosed(self) -> "Disclosed": ...
    @property
    def honesty(self) -> "Honesty": ...
    @property
    def line_shape(self) -> "LineShape": ...
    @property
    def keys_named(self) -> "KeysNamed": ...
