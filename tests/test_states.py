"""The table of legal moves is what the call keeps to."""

import pytest

from ivr.core.memory import Memory
from ivr.core.parts.course import Course
from ivr.core.states import NEXT, State, diagram

from .english import ENGLISH
from .scripted import RULES


def test_an_illegal_move_is_a_bug_and_told_as_one() -> None:
    with pytest.raises(AssertionError, match="no move from starting to hearing"):
        Course(RULES, ENGLISH, Memory()).enter(State.HEARING)  # the one guard that no event can reach


def test_every_state_leads_to_a_person_or_the_end() -> None:
    assert all(State.ENDED in NEXT[state] for state in State if state is not State.ENDED)
    assert all(State.TRANSFERRING in NEXT[state] for state in State if state not in {State.ENDED, State.TRANSFERRING})


def test_the_diagram_shows_every_move() -> None:
    moves = sum(len(following) for following in NEXT.values())
    assert diagram().count("-->") == moves + 2
