"""A task that callers can have done: what it asks, what it looks up, what is confirmed, and what is said at its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from tasks.desk import Desk
from tasks.question import Question
from tasks.say import Say
from tasks.work import Work

Says = Sequence[Say]


class Task(ABC):
    """Holds nothing of a call. Methods that ask the back office raise what its port raises."""

    name: str
    """Also of the intent that begins it."""
    thing: str
    """What it is about: "your return"."""
    binding = True
    """Whether it changes something, so that its confirmation must surely have ended before it counts."""
    no_is_enough = False
    """Whether a "no" at its end only means that the caller has heard enough."""
    can_be_resumed = True
    """Whether it is offered again after another task was begun in the middle of it."""
    identity: tuple[str, ...] = ()
    """Questions whose answers must be known together: what cannot be found is asked again."""
    not_found = "utter_not_found"
    """Response when the back office knows nothing of them."""

    @abstractmethod
    def questions(self, work: Work) -> Sequence[Question]:
        """In the order in which they are asked; which they are may depend on earlier answers and facts."""

    async def before(self, work: Work, desk: Desk) -> Says:
        """What keeps the task from being begun at all; empty: nothing."""
        return ()

    async def look(self, work: Work, desk: Desk) -> Says:
        """Looks up what the answers so far allow; what is said here ends the task."""
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say | None:
        """The sentence that reads back what will be done and asks whether to; None: it only tells something."""
        return None

    @abstractmethod
    async def carry_out(self, work: Work, desk: Desk) -> Says:
        """Does it, once all is known and confirmed; what is said at its end."""

    def cancels(self, work: Work) -> bool:
        """Whether what is to be confirmed is a cancellation: then "cancel it" is a yes, and "leave it" a no."""
        return False

    def told(self, work: Work) -> dict[str, str]:
        """What must be known of it when the caller speaks of "it" afterwards, by question."""
        return {}

    def changeable(self, work: Work) -> list[Question]:
        """Answers that may be wrong in what was read back."""
        given = [q for q in self.questions(work) if q.name in work.answers]
        return [q for q in given if not (q.settled_when_found and work.facts)]

    def leads_to(self, work: Work) -> str:
        """Another task that is begun in the place of this one; empty: none."""
        return ""

    def question(self, work: Work, name: str) -> Question | None:
        return next((q for q in self.questions(work) if q.name == name), None)

    def read_back(self, work: Work, desk: Desk, name: str) -> str:
        """An answer as it is said."""
        question = self.question(work, name)
        return question.reader.say(work.answers[name], desk.today) if question else ""
