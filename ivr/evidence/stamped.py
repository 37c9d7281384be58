"""Whether time stamps are of the checkpoints beside which they stand, by an authority that is named, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.x509 import Certificate

from .agreement import look_at_outside_time, time_of, told
from .checkpoint import Checkpoint
from .note import Verifier
from .stamp import StampError, checked_time, stamped, time_in
from .verdict import Case, Verdict

LATE_SECONDS = 3600
"""By more than this after the log says that it signed, it is told: its facts may have been written down later, too."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """A checkpoint with what stands beside it as its time stamp."""

    name: str
    """As a finding calls the checkpoint."""
    checkpoint: Checkpoint
    stamp: bytes
    latest: datetime | None
    """The time of the latest fact under it; None: it is not known."""


def look_at_stamps(
    stamps: Sequence[Stamped], key: Verifier, authorities: Sequence[Certificate], verdict: Verdict
) -> None:
    """The smallest checkpoint first. Each must be of an authority that is named; where one is, there must be any."""
    last = None
    for each in stamps:
        at = _time_of(each, key, authorities, verdict)
        if at is not None:
            last = (each, at)
            look_at_outside_time("a time-stamp authority", int(at.timestamp()), each.latest, verdict)
    if last is not None:
        _tell(*last, key, bool(authorities), verdict)
    elif authorities and not stamps:
        verdict.add(Case.BAD_STAMP, "there is none, and an authority was named")


def _time_of(each: Stamped, key: Verifier, authorities: Sequence[Certificate], verdict: Verdict) -> datetime | None:
    try:
        message = stamped(each.checkpoint, key)
        return checked_time(each.stamp, message, authorities) if authorities else time_in(each.stamp, message)
    except StampError as error:
        verdict.add(Case.BAD_STAMP, f"the time stamp of {each.name} {error}")
        return None


def _tell(each: Stamped, at: datetime, key: Verifier, checked: bool, verdict: Verdict) -> None:
    seconds = int(at.timestamp())
    if not checked:
        verdict.notes.append(
            f"The time stamp of {each.name} says {told(seconds)}. Whose it is was NOT checked: name the authority's "
            "certificates with --authority."
        )
        return
    signed_at = time_of(each.checkpoint, key) or seconds
    late = seconds - signed_at
    after = f", {late // 3600} hours after the log says that it was signed" if late > LATE_SECONDS else ""
    verdict.notes.append(f"A time-stamp authority that you name saw {each.name} at {told(seconds)}{after}.")
