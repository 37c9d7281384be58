"""Work that nobody waits for any more ends at its next step, and no other does."""

import pytest

from ivr.engines.abandon import AbandonedError, Current


def test_only_the_request_that_was_given_up_ends() -> None:
    current = Current()
    current.begin([1])
    current.check()
    current.abandon(1)
    with pytest.raises(AbandonedError):
        current.check()
    current.begin([2])
    current.check()


def test_giving_up_what_has_ended_disturbs_nobody() -> None:
    current = Current()
    current.begin([2])
    current.abandon(1)
    current.check()


def test_of_several_at_work_all_must_be_given_up() -> None:
    current = Current()
    current.abandon(3)
    current.begin([2, 3])
    current.check()
    current.abandon(2)
    with pytest.raises(AbandonedError):
        current.check()


def test_work_without_a_number_is_never_given_up() -> None:
    current = Current()
    current.abandon(1)
    current.check()
    current.begin([0])
    current.abandon(0)
    current.check()
