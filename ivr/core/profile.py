"""What is another for calls to one of our numbers: whom callers ring, and what the law where they ring it asks."""

from typing import Annotated

from pydantic import Field, StringConstraints, field_validator

from .clause import Clause
from .names import Company, Name, ShortNumber
from .record import MayRecord

FIRST_SAID = "disclosure"
"""The prompt that opens every call, whichever number was called."""


class Profile(Clause):
    """What is left out is as in the rest of the rules."""

    company: Annotated[Company, StringConstraints(min_length=1)] | None = None
    notices: tuple[Name, ...] | None = Field(None, min_length=1, max_length=9)
    """The prompts behind the disclosure proper: what the law of the place asks to be told."""
    emergency_number: ShortNumber | None = None
    crisis_number: ShortNumber | None = None
    fallback_route: Name | None = None
    recording: MayRecord | None = None

    @field_validator("notices")
    @classmethod
    def say_no_disclosure_twice(cls, notices: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if FIRST_SAID in (notices or ()):
            raise ValueError(f"'{FIRST_SAID}' is said before them in any case: remove it here")
        return notices

    def differing(self) -> dict[str, object]:
        """Fields of the rules that are another under it, but the disclosure's prompts.

        An emergency number of another country leaves no crisis line of this one: where none is given, there is none.
        """
        fields = ("company", "emergency_number", "crisis_number", "fallback_route", "recording")
        given = {field: value for field in fields if (value := getattr(self, field)) is not None}
        return ({"crisis_number": None} if self.emergency_number else {}) | given
