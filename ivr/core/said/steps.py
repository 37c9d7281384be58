"""The way that a conversation has come, so that it can go back to the question before."""

from dataclasses import dataclass

from .playback import Saying


@dataclass(frozen=True, slots=True)
class Step:
    """A turn that the dialogue was asked, and what the assistant had said before it: the question that it answered."""

    turn: int
    said: Saying | None

    @property
    def is_binding(self) -> bool:
        """Whether it set something in motion that cannot be undone."""
        return self.said is not None and self.said.expects.binding


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where "go back" leads: to before the step `to`, with the steps that are `left`; None: there is nothing before."""

    to: Step | None
    left: tuple[Step, ...] = ()
    is_barred: bool = False
    """Something was done on the way that going back would not undo."""


def first_unheard(steps: tuple[Step, ...], said: Saying | None) -> Step | None:
    """The first of the turns since what was said last: the caller has heard the answer to none of them."""
    since = [step for step in steps if step.said is said]
    return since[0] if since else None


def way_back(steps: tuple[Step, ...], said: Saying | None) -> WayBack:
    """To before the last turn that brought another question than the one that is open.

    A turn whose answer was not heard yet, and one that led back to the same question (another asked in between, or an
    answer that was not understood), answered nothing: it is gone past.
    """
    for place in range(len(steps) - 1, -1, -1):
        step = steps[place]
        if step.is_binding:
            return WayBack(None, is_barred=True)
        if step.said is said or _question(step.said) != _question(said):
            first = first_unheard(steps, step.said) or step
            return WayBack(first, steps[: steps.index(first)])
    return WayBack(None)


def _question(said: Saying | None) -> object:
    """Questions are last: what stands before may be an answer to something else."""
    return said.lines[-1] if said else None
