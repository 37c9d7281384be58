"""A run of silence, taken in at once, for who tries a call again that is over.

Most of a call is the caller listening. A frame in which nobody speaks makes time go by and no more, unless something
falls due: of a call that was recorded it is known that nothing did, as whatever was done about a frame stands behind
it. A call in progress takes in each frame by itself.
"""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from .events import FRAME_SECONDS, AudioHeard
from .parts.assembly import Parts
from .states import State

_ONLY_TIME_GOES_BY = {State.DISCLOSING, State.LISTENING, State.SPEAKING, State.PAYING, State.TRANSFERRING}
_HEARD_IN = {State.LISTENING, State.SPEAKING}


def pass_over(parts: Parts, frames: Sequence[AudioHeard]) -> int:
    """How many of the first of these were taken in at once; of the rest each is to be taken in by itself.

    Behind none of them, in the call that is tried again, was anything done.
    """
    course = parts.course
    if course.state is State.ENDED:
        return len(frames)
    if course.state not in _ONLY_TIME_GOES_BY or _something_is_under_way(parts):
        return 0
    silence = list(takewhile(partial(_is_silence, parts), frames))
    if course.now + len(silence) * FRAME_SECONDS >= course.rules.limits.call_minutes * 60:
        return 0
    course.memory.heard_frames += len(silence)
    for frame in silence if course.state is State.DISCLOSING else ():
        parts.opening.keep(frame)
    if course.state in _HEARD_IN:
        parts.hearing.pass_over(silence)
    return len(silence)


def _something_is_under_way(parts: Parts) -> bool:
    begun = parts.hearing.is_in_an_utterance or parts.overhearing.is_on
    return begun or parts.keys.has_digits or parts.through.hears_what_follows


def _is_silence(parts: Parts, frame: AudioHeard) -> bool:
    return frame.speech < parts.course.rules.thresholds.speech and not parts.voice.comes_back_in(frame)
