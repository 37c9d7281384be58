"""A run of the caller's audio, taken in at once, for who tries a call again that is over.

Of a call that was recorded it is known that nothing was done about any frame of a run but the last. So what only makes
time go by, or the utterance longer, need not be judged frame by frame: silence, and speech that goes on. Where either
begins or ends each frame is taken in by itself, as all are in a call in progress.
"""

from collections.abc import Sequence
from functools import partial
from itertools import islice, takewhile

from .call import CallSession
from .commands import Command
from .events import FRAME_SECONDS, AudioHeard
from .parts.assembly import Parts
from .states import State

_DEAF = {State.DISCLOSING, State.PAYING, State.TRANSFERRING}
_HEARD_IN = {State.LISTENING, State.THINKING, State.SPEAKING}


def hear_run(call: CallSession, frames: Sequence[AudioHeard]) -> list[Command]:
    """What these frames lead to, all of them taken in."""
    done, at = list[Command](), 0
    while at < len(frames):
        done += call.receive(frames[at])
        at += 1
        at += _passed_over(call.parts, frames, at)
    return done


def _passed_over(parts: Parts, frames: Sequence[AudioHeard], at: int) -> int:
    """How many frames from this place on were taken in at once: never the last."""
    course, more = parts.course, len(frames) - 1 - at
    if course.state is State.ENDED:
        return max(more + 1, 0)
    if more <= 0 or course.now + more * FRAME_SECONDS >= course.rules.limits.call_minutes * 60:
        return 0
    if course.state is State.HEARING:
        return _goes_on(parts, frames, at)
    if course.state not in _DEAF | _HEARD_IN or _something_is_under_way(parts):
        return 0
    return _is_silent(parts, list(takewhile(partial(_is_silence, parts), islice(frames, at, at + more))))


def _goes_on(parts: Parts, frames: Sequence[AudioHeard], at: int) -> int:
    """In an utterance: speech that goes on, or a pause in it, up to the frame before it ends."""
    count = parts.hearing.pass_over_alike([(frame.pcm, frame.speech) for frame in islice(frames, at, len(frames) - 1)])
    for frame in islice(frames, at, at + count):
        parts.course.memory.heard_frames += 1
        parts.voice.hear(frame)
    return count


def _is_silent(parts: Parts, silence: Sequence[AudioHeard]) -> int:
    parts.course.memory.heard_frames += len(silence)
    for frame in silence if parts.course.state is State.DISCLOSING else ():
        parts.opening.keep(frame)
    if parts.course.state in _HEARD_IN:
        parts.hearing.pass_over([(frame.pcm, frame.speech) for frame in silence])
    return len(silence)


def _something_is_under_way(parts: Parts) -> bool:
    begun = parts.hearing.is_in_an_utterance or parts.overhearing.is_on
    return begun or parts.keys.has_digits or parts.through.hears_what_follows


def _is_silence(parts: Parts, frame: AudioHeard) -> bool:
    return frame.speech < parts.course.rules.thresholds.speech and not parts.voice.comes_back_in(frame)
