"""Which facts there are, and what each may hold: closed words, numbers, hashes and names that operators gave.

A field that a caller's words, number or name could get into has no place here, so nothing needs to be erased from
what can never be changed. Every field of a kind is required, and no other is taken.
"""

import re
from collections.abc import Callable, Mapping

Rule = Callable[[object], bool]

MOST_MILLISECONDS = 30 * 24 * 3600 * 1000


def _matching(pattern: str) -> Rule:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _one_of(*words: str) -> Rule:
    known = frozenset(words)
    return lambda value: isinstance(value, str) and value in known


def _count(most: int) -> Rule:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _flag(value: object) -> bool:
    return isinstance(value, bool)


MILLISECONDS = _count(MOST_MILLISECONDS)
NUMBER = _count(99_999)
FLAG: Rule = _flag
SHA256 = _matching(r"[0-9a-f]{64}|")
"""Of a text in UTF-8, or of audio as it was sent; empty where nothing was sent."""
LANGUAGE = _matching(r"[a-z]{2,3}(-[A-Z]{2})?|")
NAME = _matching(r"[a-z][a-z_]{0,39}[0-9]{0,2}|")
"""Of a prompt, a route or a reason: names of the rules and of the code. Too few digits for a phone number."""
VOICE = _matching(r"[a-zA-Z][a-zA-Z0-9+_-]{0,39}|")
VERSION = _matching(r"[0-9]{1,4}|[0-9a-f]{16}|")
"""Of a text or of the rules: a number that grows, or the beginning of a hash."""
CUT_BY = _one_of("", "key", "voice", "caller_hung_up", "stream_lost", "cleared", "process_killed", "other")
"""What cut a line short; empty: nothing did."""
BY = _one_of("voice", "key", "silence", "agent", "number", "rule", "assistant")
"""How a choice was given; `number`: remembered from an earlier call."""
PAYMENT_RESULTS = (
    *("success", "too_many_failed_attempts", "payment_connector_error", "caller_interrupted_with_star"),
    *("caller_hung_up", "validation_error", "internal_error"),
)
"""The carrier's words for how a payment ended."""

_SPOKEN: Mapping[str, Rule] = {
    "id": NAME,
    "version": VERSION,
    "language": LANGUAGE,
    "voice": VOICE,
    "text_sha256": SHA256,
    "audio_sha256": SHA256,
    "clip_ms": MILLISECONDS,
    "by_hash": FLAG,  # known by the hash of its recording; else only the command said that it was this
}
_HEARD: Mapping[str, Rule] = {
    "id": NAME,
    "begun_ms": MILLISECONDS,  # since the stream began, by the audio that went over the wire
    "ended_ms": MILLISECONDS,
    "clip_ms": MILLISECONDS,
    "line_ms": MILLISECONDS,  # that went by for it to be played, by the stamps of the caller's audio
    "clock_ms": MILLISECONDS,  # the same by our clock
    "complete": FLAG,  # its mark came back, nothing was cleared, and one of the two is long enough
    "cut_by": CUT_BY,
    "mark": FLAG,  # the carrier told that it had been played
    "cleared": FLAG,  # the carrier was told to throw away what it had not played
}

KINDS: Mapping[str, Mapping[str, Rule]] = {
    "call_began": {
        "taken_by": _one_of("assistant", "agent", "voicemail", "nobody"),
        "language": LANGUAGE,
        "rules": SHA256,
    },
    "call_taken_up": {  # not its first request
        "page": _one_of(
            *("next", "paid", "dialed", "whisper", "waiting", "instead", "callback", "number", "voicemail", "status")
        ),
    },
    "in_force": dict.fromkeys(("rules", "prompts", "transcriber", "detector", "dialogue", "program"), SHA256),
    "stream_began": {"number": NUMBER, "resumed": FLAG},
    "stream_ended": {
        "how": _one_of("closed", "caller_hung_up", "stream_lost"),
        "left_for": NAME,  # a person, or the goodbye that was decided on
        "lasted_ms": MILLISECONDS,
    },
    "disclosure_missing": {"audio_sha256": SHA256},  # the first audio of the call was another
    "disclosure_sent": _SPOKEN,
    "disclosure_heard": {
        **_HEARD,
        "recorded": _one_of("", "complete", "cut"),  # what the call's own record says of it; empty: nothing
        "agrees": FLAG,
    },
    "reminder_sent": _SPOKEN,
    "reminder_heard": _HEARD,
    "robot_asked": {"answer": NAME, "text_sha256": SHA256, "complete": FLAG, "after_ms": MILLISECONDS},
    "recording_asked": {**_SPOKEN, "at_ms": MILLISECONDS},
    "recording_chosen": {
        "choice": _one_of("yes", "no", "stopped", "deleted"),
        "by": BY,
        "text_sha256": SHA256,  # of what was asked
        "at_ms": MILLISECONDS,
    },
    "recording_began": {"stream": NUMBER},
    "recording_ended": {  # left: the call left this stream, whatever for
        "stream": NUMBER,
        "why": _one_of("left", "stopped", "deleted", "failed"),
    },
    "opted_out": {
        "of": _one_of("machine", "recording", "training"),
        "by": BY,
        "state": NAME,
        "taken_back": FLAG,
        "at_ms": MILLISECONDS,
    },
    "person_asked": {
        "by": BY,
        "reason": NAME,
        "route": NAME,
        "state": _one_of("disclosure", "speaking", "listening"),
        "agrees": FLAG,  # a key that is said to have been pressed came over the wire
        "at_ms": MILLISECONDS,
    },
    "key_unanswered": {"times": NUMBER, "at_ms": MILLISECONDS},  # key 0 came, and the call was not handed off
    "person_dialled": {"attempt": NUMBER, "after_ms": MILLISECONDS},  # since the person was asked for
    "person_awaited": {  # the place in the line and the wait that the caller was told; 0 minutes: not to be known
        "place": NUMBER,
        "told_minutes": NUMBER,
        "after_ms": MILLISECONDS,
    },
    "person_answered": {
        "attempt": NUMBER,
        "step": _one_of("picked_up", "accepted", "declined"),
        "after_ms": MILLISECONDS,
    },
    "person_dial_ended": {"attempt": NUMBER, "outcome": NAME, "bridged": FLAG, "after_ms": MILLISECONDS},
    "offered_instead": {"what": _one_of("message", "callback", "call_again", "nothing"), "taken": FLAG},
    "left_to_pay": {"after_ms": MILLISECONDS},  # since the call began; no stream is open from here on
    "came_back_from_paying": {
        "result": _one_of(*PAYMENT_RESULTS, "other"),  # of no amount, no card and no token there is a word
        "took_ms": MILLISECONDS,
    },
    "came_back_from_people": {"by": _one_of("caller", "agent"), "after_ms": MILLISECONDS},  # since one was asked for
    "call_ended": {
        "status": NAME,  # the carrier's word
        "reached": _one_of("", "transferred", "voicemail", "callback"),
        "lasted_ms": MILLISECONDS,
    },
    "call_interrupted": {"known": NUMBER},  # the service ended before it was told that the call had; facts known
    "recorder_failed": {"stream": NUMBER},  # of this stream nothing more was seen
    "clock_set_back": {"behind_ms": _count(1 << 53)},
}
OF_THE_LOG = {"clock_set_back"}
"""Facts of no call: the log's own."""
