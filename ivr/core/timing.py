"""How long a call waits for what, in seconds of heard audio."""

from typing import Annotated

from pydantic import Field

from .clause import Clause

Seconds = Annotated[float, Field(gt=0.0, le=600.0)]


class Timing(Clause):
    """Counted in heard audio."""

    speculate_after_seconds: Seconds = 0.06
    complete_after_seconds: Seconds = 0.2
    unsure_after_seconds: Seconds = 0.42
    unfinished_after_seconds: Seconds = 1.3
    binding_after_seconds: Seconds = 0.7
    taken_back_after_seconds: Seconds = 0.7
    go_on_after_seconds: Seconds = 0.14
    take_back_within_seconds: Seconds = 1.1
    shortest_speech_seconds: Seconds = 0.12
    longest_speech_seconds: Seconds = 15.0
    """In which no words were found: noise."""
    longest_talk_seconds: Seconds = 60.0
    no_input_after_seconds: Seconds = 6.0
    wait_seconds: Seconds = 20.0
    key_pause_seconds: Seconds = 5.0
    barge_in_after_seconds: Seconds = 0.16
    engine_deadline_seconds: Seconds = 5.0
    filler_after_seconds: Seconds = 1.2
    mark_grace_seconds: Seconds = 1.5
