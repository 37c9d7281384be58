"""What was heard of what was said follows from marks and time."""

import pytest

from ivr.core.events import PlaybackBegan, PlaybackStarted
from ivr.core.record import Line, Prompt, Words
from ivr.core.rules import Timing
from ivr.core.said.playback import Speaker, lines_heard

LINES = (Prompt("ask_how"), Words("one two three four"))


@pytest.mark.parametrize(
    ("heard", "lines"),
    [
        (0.0, ()),
        (0.5, ()),
        (1.0, (Prompt("ask_how"),)),
        (2.0, (Prompt("ask_how"), Words("one two"))),
        (3.0, LINES),
    ],
)
def test_a_line_that_was_cut_has_the_words_that_fit_in_its_time(heard: float, lines: tuple[Line, ...]) -> None:
    assert lines_heard(LINES, (1.0, 2.0), heard) == lines


def test_a_line_without_audio_was_not_heard() -> None:
    assert lines_heard((Words("hello"),), (0.0,), -1.0) == ()


def test_what_begins_before_it_is_all_made_counts_from_its_first_sound() -> None:
    speaker = Speaker(Timing(), 0)
    mark = speaker.speak(LINES, 1, now=10.0).mark
    speaker.began(PlaybackBegan(mark), 10.1)
    speaker.began(PlaybackBegan("another"), 10.2)
    speaker.started(PlaybackStarted("another", 9.0), 10.2)
    playing = speaker.playback
    assert playing is not None
    assert playing.sounding_seconds(10.6) == pytest.approx(0.5)
    speaker.started(PlaybackStarted(mark, 3.0, (1.0, 2.0)), 10.8)
    assert playing.was_played_whole(13.1)
    assert not playing.was_played_whole(12.9)
    assert playing.sounding_seconds(20.0) == 3.0


def test_nothing_of_what_never_sounded_was_heard() -> None:
    speaker = Speaker(Timing(), 0)
    speaker.speak(LINES, 1, now=10.0)
    _, said = speaker.stop(12.0)
    assert (said.lines, said.heard_seconds) == ((), 0.0)  # type: ignore[union-attr]
