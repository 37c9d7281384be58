"""A caller leaves for the carrier's payment, where nobody of us hears them, and comes back to the same call.

From the moment on at which they are told so, nothing that they say or type is taken in: who has a card in their hand
begins to read it out. Key 0 still is a person.
"""

from .. import commands, events
from ..record import Line, Prompt, Reason
from ..said.of_paying import BY_KEYS, ELSE, HOW_IT_WENT
from ..said.playback import Saying
from ..said.reminding import REMINDER
from ..states import State
from .course import Course
from .floor import Floor
from .leaving import Leaving

_WISHES_TO_PAY = {Reason.TRANSFER_RULE, Reason.ASSISTANT_DECIDED}
"""Who asks for a person of such a route is given one."""


class Paying:
    """The part of a call that leaves to pay."""

    def __init__(self, course: Course, floor: Floor, leaving: Leaving) -> None:
        self._course = course
        self._floor = floor
        self._leaving = leaving

    def is_wanted(self, route: str, reason: Reason) -> bool:
        """Whether who is sent to this route, for this, pays there."""
        there = self._course.rules.routes.get(route)
        return there is not None and there.pay is not None and reason in _WISHES_TO_PAY

    def begin(self, route: str, words: tuple[Line, ...]) -> None:
        """Save it, then say so; `words` are the assistant's own for it."""
        course, floor = self._course, self._floor
        course.do(commands.LeaveToPay(route))
        floor.hush()
        floor.speak((*words, Prompt(BY_KEYS)))
        course.enter(State.PAYING)

    def leave(self) -> None:
        """They have heard how it goes on."""
        self._leaving.leave()

    def came_back(self, event: events.CameBack) -> None:
        self._course.memory.came_back = event.how

    @property
    def is_over(self) -> bool:
        """Whether the caller is back, and has not been told yet how it went."""
        return self._course.memory.came_back is not None and self._course.memory.disclosed

    def tell_how_it_went(self) -> None:
        """In one sentence; then what speaks to them, as who was with another voice may have forgotten."""
        memory = self._course.memory
        told = () if memory.came_back is None else (Prompt(HOW_IT_WENT[memory.came_back]),)
        memory.came_back, memory.said = None, Saying((*told, Prompt(ELSE)))
        self._floor.speak((*told, *REMINDER, Prompt(ELSE)))
        self._course.enter(State.SPEAKING)
