"""What was asked about a recording of the call, and how it was answered, as a fact."""

from ..core.commands import RecordConsent
from ..core.record import By, Recording
from .sounded import Instant, Sounded
from .told import Fact, KnownAudio, Voiced, as_sent, sha256_of_texts

MAY_RECORD = "ask_recording"
"""The prompt that asks for consent to a recording."""


def asked(sounded: Sounded, known: KnownAudio, voiced: Voiced) -> Fact:
    """The question, as it went over the wire."""
    return {**as_sent(MAY_RECORD, (MAY_RECORD,), sounded, known, voiced), "at_ms": sounded.begun.line}


def consent(given: RecordConsent, known: KnownAudio, now: Instant) -> Fact:
    """How a caller answered, or changed, whether the call may be recorded."""
    choice = {Recording.ON: "yes", Recording.REFUSED: "no"}.get(given.stands, given.stands.value)
    by = "number" if given.by is By.OPERATOR else given.by.value  # remembered from an earlier call
    return {"choice": choice, "by": by, "text_sha256": sha256_of_texts((MAY_RECORD,), known), "at_ms": now.line}


def recording_began(stream: int) -> Fact:
    """Told by whoever records, not by what was decided."""
    return {"stream": stream}


def recording_ended(stream: int, why: str) -> Fact:
    """`why`: left, stopped, deleted or failed."""
    return {"stream": stream, "why": why}
