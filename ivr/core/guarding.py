"""Payment card numbers: whoever gives one is stopped, and it is taken out before anything is kept or passed on."""

import math
from dataclasses import replace

from . import events
from .answering import Answering
from .card import (
    BETWEEN_GROUPS_SECONDS,
    CARD,
    HIDDEN_KEY,
    NOTHING_TYPED,
    TypedDigits,
    carried,
    holds_card,
    redacted,
    without_numbers,
)
from .keypad import Typed
from .policy import Decision, Outcome, record_of
from .record import Prompt, Reason, Transcript
from .states import State

HUMAN_KEY = "0"
CARD_REFUSED = "card_number"
"""The prompt that stops a caller who gives a card number; after it was said twice, a person takes the call."""
_CARD_REFUSALS = 2
_BEGINNING_SECONDS = 1.2
"""Of a question, before which no digit answers it, if one ended a number just before: what was asked takes most of a
second to be known, and the thumb a moment. A digit too many, by one who reads off a paper, comes within this time."""
_ENDING_SECONDS = 4.0
"""After what was typed, in which # ends it and is no wish of its own."""


class Guarding(Answering):
    """The part of a call session that hears no card numbers, and no help in the # behind a number."""

    _answered_at = -math.inf
    """When an answer was typed last, in heard audio."""

    def screened(self, event: events.Event) -> events.Event:
        """The event with no card number in it: all of it that may be kept, and that this session takes in."""
        memory = self.memory
        if isinstance(event, events.Transcribed):
            text = redacted(event.transcript.text, memory.expects, memory.digits_before, goes_on=memory.card_may_go_on)
            if event.attempt < 0 and not holds_card(text):
                text = without_numbers(text)
            return replace(event, transcript=replace(event.transcript, text=text))
        if isinstance(event, events.KeyPressed) and self._typed(event.key).is_card and event.key != HUMAN_KEY:
            return events.KeyPressed(HIDDEN_KEY)
        return event

    def _carry_digits_of_stretch(self, event: events.Transcribed) -> None:
        """A card number may go on in the next stretch of long speech."""
        if self._hearing.turn.is_stretch(event.turn, event.attempt):
            memory = self.memory
            memory.digits_before = carried(event.transcript.text, memory.digits_before, memory.expects)

    def _typed(self, key: str) -> TypedDigits:
        """What was typed with this key."""
        memory, pause = self.memory, self.rules.timing.key_pause_seconds
        # Who was stopped, and has heard the question again to its end, answers it: that is no more of the card.
        paused = self._now - memory.typed.at_seconds > BETWEEN_GROUPS_SECONDS and self.state is State.LISTENING
        before = NOTHING_TYPED if memory.typed.is_card and paused else memory.typed
        return before.after(key, self._now, pause, memory.expects, unheard=self._is_question_unheard)

    @property
    def _is_question_unheard(self) -> bool:
        """Whether the caller cannot know yet what comes after their last answer."""
        playing = self._speaker.playback
        heard_seconds = playing.sounding_seconds(self._now) if playing else 0.0
        return self.state is State.THINKING or (self.state is State.SPEAKING and heard_seconds < _BEGINNING_SECONDS)

    def _only_ends_answer(self, key: str) -> bool:
        """Whether this is the # that people press behind what they typed, when that was whole without it."""
        if key == "#" and self._now - self._answered_at <= _ENDING_SECONDS:
            self._answered_at = self._now
            return True
        if not self._typed(key).goes_beyond:
            self._answered_at = -math.inf
        return False

    def _commit_keys(self, typed: Typed) -> None:
        self._answered_at = self._now
        super()._commit_keys(typed)

    def _reopen_if_beyond(self) -> None:
        """The first keys of a card number were taken for a number that was asked for: it still is."""
        memory = self.memory
        if memory.typed.goes_beyond and memory.steps:
            memory.said = memory.steps[-1].said

    def _carry_out(self, decision: Decision, text: str) -> None:
        if decision.outcome is Outcome.CARD_NUMBER:
            self._refuse_card()
        else:
            super()._carry_out(decision, text)

    def _commit_typed_card(self) -> None:
        self._begin_turn()
        self._hearing.turn.transcript = Transcript(CARD, 1.0, self.rules.language)
        decision = Decision(Outcome.CARD_NUMBER, "a card number was typed")
        self._commands.append(record_of(self._hearing, decision, "keys"))
        self._carry_out(decision, CARD)

    def _refuse_card(self) -> None:
        self.memory.note_card()
        self._drop_answers()
        if self.memory.cards > _CARD_REFUSALS:
            self._transfer(self.rules.fallback_route, Reason.CARD_NUMBER)
            return
        self._speak((Prompt(CARD_REFUSED), *self._question()))
        self._enter(State.SPEAKING)

    @property
    def _refuses_card(self) -> bool:
        """Whether a caller who gives a card number is just being stopped."""
        playing = self._speaker.playback
        return playing is not None and Prompt(CARD_REFUSED) in playing.lines
