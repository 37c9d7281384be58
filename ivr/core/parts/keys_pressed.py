"""A key of the caller's phone: a person by 0 wherever the call is, else part of a card number, of an answer, a wish."""

from .. import events
from ..record import Reason
from ..states import State
from ..words.card import HIDDEN_KEY
from .assembly import Parts
from .conduct import Conduct
from .guard import HUMAN_KEY


class KeysPressed:
    """The part of a call that is told of each key."""

    def __init__(self, parts: Parts, conduct: Conduct) -> None:
        self._parts = parts
        self._conduct = conduct
        self._course = parts.course

    def on_key(self, event: events.KeyPressed) -> None:
        guard, state, memory = self._parts.guard, self._course.state, self._course.memory
        if (state is State.PAYING and event.key != HUMAN_KEY) or guard.only_ends_answer(event.key):
            return
        memory.typed = guard.typed(event.key)
        if state is State.TRANSFERRING:
            return
        if event.key == HUMAN_KEY:
            self._parts.through.transfer(self._course.rules.ways_out.route, Reason.KEY_PRESSED)
        elif state in {State.STARTING, State.DISCLOSING} or self._parts.answering.is_being_done:
            return
        elif event.key != HIDDEN_KEY:
            if not memory.typed.goes_beyond:
                self._go_over_to_keys()
                self._conduct.press(event.key)
        elif not guard.refuses_card:
            guard.reopen_if_beyond()
            self._go_over_to_keys()
            self._parts.keys.take()
            self._conduct.commit_typed_card()

    def _go_over_to_keys(self) -> None:
        self._parts.keys.go_over_to_keys()
        self._parts.overhearing.end()
