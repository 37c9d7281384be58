"""What is said: responses of the domain by name, so that operators find every sentence in one place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

YES_NO: dict[str, Any] = {"kind": "yes_no"}


@dataclass(frozen=True)
class Say:
    """The response `name` with `values` put into it; `expects` is the answer that it awaits, as in the domain."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    expects: dict[str, Any] | None = None
    left: dict[str, str] | None = None
    """What it tells to be left with the back office, for people to do: its `kind` and `reference`."""


def say(name: str, /, **values: str) -> Say:
    return Say(name, values)


def told_left(kind: str, reference: str, said: Say) -> Say:
    """A ticket, a callback or a note that `said` tells of: the service lists it with what else callers leave."""
    return replace(said, left={"kind": kind, "reference": reference})


GIVE_UP_NAME = "utter_give_up"
OFFER_PERSON = Say("utter_offer_person", expects=YES_NO)
ANYTHING_ELSE = Say("utter_anything_else")
HOW_CAN_I_HELP = Say("utter_how_can_i_help")
