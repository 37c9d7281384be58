"""A phone that sends nothing is silent and not gone; a line that answers nothing is gone; and whose fault a gap is."""

import pytest

from ivr.call.line_watch import ASK_SECONDS, CATCHING_UP_SECONDS, DEAD_SECONDS, LOOK_SECONDS, LineWatch, Look


class Watched:
    """A line looked at ten times a second, whose carrier answers marks at once, or does not."""

    def __init__(self, *, answers: bool = True) -> None:
        self.now, self.answers = 0.0, answers
        self.watch = LineWatch(self.now)
        self.looks: list[Look] = []

    def passes(self, seconds: float, *, frames: bool = False, unplayed: float = 0.0) -> None:
        for _ in range(round(seconds / LOOK_SECONDS)):
            self.now = round(self.now + LOOK_SECONDS, 3)
            if frames:
                self.watch.came(self.now, frame=True)
            look = self.watch.look(self.now, unplayed)
            self.looks.append(look)
            if look.asks and self.answers:
                self.watch.came(self.now, frame=False)

    @property
    def silence_seconds(self) -> float:
        return sum(look.silent_frames for look in self.looks) * 0.02

    @property
    def is_dead(self) -> bool:
        return any(look.is_dead for look in self.looks)


@pytest.mark.parametrize("seconds", [3, 7, 12, 45, 300])
def test_a_muted_phone_is_silence_for_as_long_as_it_lasts(seconds: int) -> None:
    line = Watched()
    line.passes(5, frames=True)
    line.passes(seconds)
    assert not line.is_dead
    assert line.silence_seconds == pytest.approx(seconds, abs=0.1)


def test_frames_that_come_are_not_doubled_by_silence() -> None:
    line = Watched()
    line.passes(30, frames=True)
    assert line.silence_seconds == 0


def test_a_line_that_answers_nothing_ends_in_bounded_time() -> None:
    line = Watched(answers=False)
    line.passes(5, frames=True)
    line.passes(DEAD_SECONDS)
    assert not line.is_dead
    line.passes(1.2)
    assert line.is_dead


def test_a_mark_that_waits_behind_a_long_sentence_is_waited_for() -> None:
    line = Watched(answers=False)
    line.passes(DEAD_SECONDS + 5, unplayed=8.0)
    assert not line.is_dead


def test_the_line_is_asked_now_and_then_and_not_all_the_time() -> None:
    line = Watched()
    line.passes(20)
    assert 20 / ASK_SECONDS - 2 <= sum(look.asks for look in line.looks) <= 20 / ASK_SECONDS


@pytest.mark.parametrize("seconds", [2.5, 10, 30, 600])
def test_a_process_that_stood_still_blames_itself_and_not_the_line(seconds: float) -> None:
    line = Watched(answers=False)
    line.passes(5, frames=True)
    line.now += seconds
    line.passes(3, frames=True)
    assert not line.is_dead
    assert line.silence_seconds == 0
    assert [look.stood_still_seconds for look in line.looks if look.stood_still_seconds] == [
        pytest.approx(seconds + LOOK_SECONDS)
    ]


@pytest.mark.parametrize("seconds", [2.5, 5, 30])
def test_what_waited_while_the_process_stood_still_is_known_before_anybody_looks(seconds: float) -> None:
    line = Watched()
    line.passes(5, frames=True)
    assert not line.watch.is_catching_up(line.now)
    line.now += seconds
    line.watch.came(line.now, frame=True)
    assert line.watch.is_catching_up(line.now)
    line.passes(0.1, frames=True)
    assert line.watch.is_catching_up(line.now)
    line.now += CATCHING_UP_SECONDS
    assert not line.watch.is_catching_up(line.now)


def test_a_line_that_sends_again_and_falls_silent_again_is_silent_again() -> None:
    line = Watched()
    line.passes(6)
    line.passes(2, frames=True)
    line.passes(6)
    assert line.silence_seconds == pytest.approx(12, abs=0.2)
