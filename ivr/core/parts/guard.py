"""Payment card numbers: whoever gives one is stopped, and it is taken out before anything is kept or passed on.

What is typed is judged here as well, for a card number may begin as the answer to a question; and a # behind one that
is whole without it ends it, and is no wish for help.
"""

import math
from dataclasses import replace

from .. import events
from ..payment import route_that_takes
from ..record import Prompt, Reason
from ..said.of_paying import OFFER
from ..said.questions import particular_question
from ..states import State
from ..words.card import (
    BETWEEN_GROUPS_SECONDS,
    HIDDEN_KEY,
    NOTHING_TYPED,
    TypedDigits,
    holds_card,
)
from .answering import Answering
from .course import Course
from .floor import Floor
from .hearing import Hearing
from .putting_through import PuttingThrough

HUMAN_KEY = "0"
CARD_REFUSED = "card_number"
"""The prompt that stops a caller who gives a card number; after it was said twice, a person takes the call."""
_CARD_REFUSALS = 2
_BEGINNING_SECONDS = 1.2
"""Of a question, before which no digit answers it, if one ended a number just before: what was asked takes most of a
second to be known, and the thumb a moment. A digit too many, by one who reads off a paper, comes within this time."""
_ENDING_SECONDS = 4.0
"""After what was typed, in which # ends it and is no wish of its own."""


class Guard:
    """The part of a call that hears no card numbers."""

    def __init__(
        self, course: Course, hearing: Hearing, floor: Floor, through: PuttingThrough, answering: Answering
    ) -> None:
        self._course = course
        self._hearing = hearing
        self._floor = floor
        self._through = through
        self._answering = answering
        self._answered_at = -math.inf
        """When an answer was typed last, in heard audio."""

    def screened(self, event: events.Event) -> events.Event:
        """The event with no card number in it: all of it that may be kept, and that a call takes in."""
        memory = self._course.memory
        if isinstance(event, events.Transcribed):
            cards, text = self._course.language.cards, event.transcript.text
            text = cards.redacted(text, memory.expects, memory.digits_before, goes_on=memory.card_may_go_on)
            if event.attempt < 0 and not holds_card(text):
                text = cards.without_numbers(text)
            return replace(event, transcript=replace(event.transcript, text=text))
        if isinstance(event, events.KeyPressed) and event.key != HUMAN_KEY and self._is_of_card(event.key):
            return events.KeyPressed(HIDDEN_KEY)
        return event

    def _is_of_card(self, key: str) -> bool:
        """Who is on the way to pay and types already, types a card's number."""
        return self._course.state is State.PAYING or self.typed(key).is_card

    def carry_digits_of_stretch(self, event: events.Transcribed) -> None:
        """A card number may go on in the next stretch of long speech."""
        if self._hearing.turn.is_stretch(event.turn, event.attempt):
            memory = self._course.memory
            cards, text = self._course.language.cards, event.transcript.text
            memory.digits_before = cards.carried(text, memory.digits_before, memory.expects)

    # --- what is typed ---

    def typed(self, key: str) -> TypedDigits:
        """What was typed with this key."""
        course, memory = self._course, self._course.memory
        # Who was stopped, and has heard the question again to its end, answers it: that is no more of the card.
        paused = course.now - memory.typed.at_seconds > BETWEEN_GROUPS_SECONDS and course.state is State.LISTENING
        before = NOTHING_TYPED if memory.typed.is_card and paused else memory.typed
        pause = course.rules.timing.key_pause_seconds
        return before.after(key, course.now, pause, memory.expects, unheard=self._is_question_unheard)

    def only_ends_answer(self, key: str) -> bool:
        """Whether this is the # that people press behind what they typed, when that was whole without it."""
        if key == "#" and self._course.now - self._answered_at <= _ENDING_SECONDS:
            self._answered_at = self._course.now
            return True
        if not self.typed(key).goes_beyond:
            self._answered_at = -math.inf
        return False

    def answer_is_typed(self) -> None:
        self._answered_at = self._course.now

    def reopen_if_beyond(self) -> None:
        """The first keys of a card number were taken for a number that was asked for: it still is."""
        memory = self._course.memory
        if memory.typed.goes_beyond and memory.steps:
            memory.said = memory.steps[-1].said

    @property
    def _is_question_unheard(self) -> bool:
        """Whether the caller cannot know yet what comes after their last answer."""
        state = self._course.state
        begins = state is State.SPEAKING and self._floor.sounding_seconds < _BEGINNING_SECONDS
        return state is State.THINKING or begins

    # --- and refused ---

    def refuse_card(self) -> None:
        course, memory = self._course, self._course.memory
        memory.note_card()
        self._answering.drop()
        if memory.cards > _CARD_REFUSALS:
            self._through.transfer(course.rules.fallback_route, Reason.CARD_NUMBER)
            return
        takes_cards = route_that_takes(course.rules.routes) is not None
        instead = (Prompt(OFFER),) if takes_cards else ()
        self._floor.speak((Prompt(CARD_REFUSED), *instead, *particular_question(memory)))
        course.enter(State.SPEAKING)

    @property
    def refuses_card(self) -> bool:
        """Whether a caller who gives a card number is just being stopped."""
        playing = self._floor.playback
        return playing is not None and Prompt(CARD_REFUSED) in playing.lines
