"""What is said: responses of the domain by name, so that operators find every sentence in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

YES_NO: dict[str, Any] = {"kind": "yes_no"}


@dataclass(frozen=True)
class Say:
    """The response `name` with `values` put into it; `expects` is the answer that it awaits, as in the domain."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    expects: dict[str, Any] | None = None


def say(name: str, /, **values: str) -> Say:
    return Say(name, values)


GIVE_UP_NAME = "utter_give_up"
OFFER_PERSON = Say("utter_offer_person", expects=YES_NO)
ANYTHING_ELSE = Say("utter_anything_else")
HOW_CAN_I_HELP = Say("utter_how_can_i_help")
