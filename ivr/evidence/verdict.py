"""What a look at evidence found: each thing that is wrong by its name, what is to be noted, proved, and not."""

from dataclasses import dataclass, field
from enum import StrEnum

PROVED = "This proves that the recorder of this log said so then, and that nothing was changed, dropped or added since."
NOT_PROVED = (
    "It does not prove that the caller listened, nor that the recorder was told of everything. That the log has shown "
    "nobody another past is as sure as the checkpoints that others keep of it."
)


class Case(StrEnum):
    """How evidence is no longer what was signed."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    FORKED = "forked"
    """Two pasts were signed."""
    ROLLED_BACK = "rolled back"
    """It is shorter than it was: as after a backup was restored."""
    WRONG_KEY = "wrong key"
    CLOCK_SET_BACK = "clock set back"
    BAD_STAMP = "bad stamp"
    """A time stamp is of something else, forged, or not by an authority that is named."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Found:
    case: Case
    what: str

    def told(self) -> str:
        return f"{self.case.upper()}: {self.what}"


@dataclass
class Verdict:
    found: list[Found] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is true and no fault: what was checked, what could not be, and a clock whose step back was written down."""

    @property
    def good(self) -> bool:
        return not self.found

    def add(self, case: Case, what: str) -> None:
        self.found.append(Found(case, what))

    def lines(self) -> list[str]:
        """To be printed: both sentences stand at the end where nothing is wrong."""
        told = [*self.notes, *(found.told() for found in self.found)]
        return [*told, "", *((PROVED, NOT_PROVED) if self.good else ("This evidence proves nothing as it is.",))]
