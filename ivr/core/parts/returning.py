"""A caller who had left for a person goes on with the assistant: nobody came, or an agent gave them back.

What they hear first is what was done, that a machine speaks again, and how they reach a person. Nothing that was said
in between is known here.
"""

from .. import events
from ..record import Back, Prompt
from ..said.of_paying import ELSE
from ..said.playback import Saying
from ..said.questions import open_question
from ..said.reminding import REMINDER
from ..said.returning import GOING_ON
from ..states import State
from ..words.card import NOTHING_TYPED
from ..words.frustration import Frustration
from .course import Course
from .floor import Floor


class Returning:
    """The part of a call that takes it up again."""

    def __init__(self, course: Course, floor: Floor) -> None:
        self._course = course
        self._floor = floor

    def came_back(self, event: events.BackFromPeople) -> None:
        """With as much patience as at first: what sent them to a person must not do so again at the next word."""
        memory = self._course.memory
        memory.back, memory.done, memory.times_back = event.by, event.done, event.times
        memory.misses_in_a_row = memory.misses_in_call = memory.misses_taken_back = memory.machine = 0
        memory.frustration = Frustration()
        memory.digits_before, memory.typed = (), NOTHING_TYPED
        memory.asked_if_safe, memory.told_at = False, None
        if event.by is Back.AGENT:
            self._begin_afresh()

    @property
    def is_over(self) -> bool:
        """Whether the caller is back, and has heard nothing of it yet."""
        return self._course.memory.back is not None and self._course.memory.disclosed

    def take_up(self) -> None:
        """The question that was open; what was done about the matter, by an agent, and whether there is another."""
        course, memory = self._course, self._course.memory
        done = (Prompt(memory.done),) if memory.done else ()
        question = () if memory.asks_consent else open_question(memory, course.rules)
        if not question:
            question = (Prompt(ELSE),)
            memory.said = Saying((*done, *question))
        memory.asks_consent = False
        memory.back, memory.done = None, ""
        self._floor.speak((*(done or (Prompt(GOING_ON),)), *REMINDER, *question))
        course.enter(State.SPEAKING)

    def _begin_afresh(self) -> None:
        """An agent has dealt with what they wanted: a task that was not done is not gone on with."""
        memory = self._course.memory
        if memory.steps or memory.withdrawn_from:
            memory.withdrawn_from = 1
        memory.steps, memory.said, memory.spoken = (), None, None
        memory.intent, memory.wish, memory.given, memory.slots = None, "", (), ()
