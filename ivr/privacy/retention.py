"""How long each class of records is kept. What was said goes first, the proof that callers were told stays longest."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Keeping:
    """Days from a call's beginning."""

    transcripts: int = 30
    """What was said, typed, wanted and given; with it go the call's keys."""
    audio: int = 30
    """Messages that callers left, and the carrier's ids of them. At most as long as transcripts: they share a key."""
    metadata: int = 395
    """Times, outcomes, intents, the caller's hash: thirteen months."""
    evidence: int = 730
    """What callers were told at the beginning, and whether they heard it."""
    choices: int = 395
    """That a caller wants no machine, no recording or no training; from the day on which it was last said."""

    @classmethod
    def of(cls, settings: object) -> "Keeping":
        """As the settings say, in `keep_<class>_days`."""
        return cls(**{each.name: getattr(settings, f"keep_{each.name}_days") for each in fields(cls)})

    def before(self, now: datetime) -> "Limits":
        days = (self.transcripts, self.audio, self.metadata, self.evidence)
        return Limits(*(now - timedelta(days=count) for count in days))


AS_SHIPPED = Keeping()


@dataclass(frozen=True, slots=True)
class Limits:
    """What is older than these moments is due."""

    transcripts: datetime
    audio: datetime
    metadata: datetime
    evidence: datetime
