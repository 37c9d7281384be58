"""What is kept when the caller begins to speak: a turn that may have to be taken back, and words to be said later."""

from dataclasses import dataclass, field

from ..commands import RecordTurn
from ..memory import Memory
from ..record import Expects, Transcript
from ..said.playback import Playback, Saying, Then
from ..words.telling import Told
from .endpointer import Stretch

_AGAIN_SECONDS = 0.3
"""Of what was heard before a stop is said again: the word that was cut."""
_LEAST_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Committed:
    """A turn that was acted on, as long as the caller may be found to go on; `before` is the call as it was."""

    record: RecordTurn
    stretch: Stretch
    before: Memory
    words: dict[int, Transcript | None] = field(default_factory=dict)
    """Of the stretches before that one, by their attempt."""
    told: Told | None = None
    """The newest wish in it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was stopped, or not begun, because the caller began to speak: it is said after a false start."""

    saying: Saying
    skip_seconds: float = 0.0
    begun: bool = False
    asked_for: bool = False
    """The caller asked to hear it again."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A turn that was taken back, with the call as it was with its answer, should nothing more be said."""

    after: Memory


def stopped(playing: Playback, expects: Expects, then: Then, now: float) -> Held:
    """What is left of lines that are being heard, from a little before the place where they are stopped."""
    skip = playing.heard_seconds(now) - _AGAIN_SECONDS
    if playing.sent_at is not None:
        skip = min(skip, playing.skipped + playing.clip_seconds - _LEAST_SECONDS)
    return Held(Saying(playing.lines, expects, then), max(0.0, round(skip, 2)), begun=True)
