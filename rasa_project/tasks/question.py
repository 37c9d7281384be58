"""What a task has to know, and the questions that several tasks share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tasks.reader import Digits, Phone, Reader, ZipCode

ORDER_DIGITS = 6
ACCOUNT_DIGITS = 6


@dataclass(frozen=True)
class Question:
    """`name` is that of its answer; it is asked by the response `utter_ask_<name>`, unless `ask` names another."""

    name: str
    reader: Reader
    label: str
    """What it is called: "the order number"."""
    words: str
    """A pattern of what callers call it when they want it changed."""
    ask: str = ""
    hint: str = ""
    """Response for callers who do not have it; empty: none."""
    waits_for: tuple[str, ...] = ()
    """Answers without which this one means nothing: when one of them changes, this is asked again."""
    goes_with: tuple[str, ...] = ()
    """Answers that may be said anew with this one: "Monday morning", where the time alone was asked."""
    settled_when_found: bool = False
    """Whether it is right once the back office knows it: not among what is asked after a "no"."""
    takes_opening: bool = True
    """Whether its answer may be found in what was said before it was asked."""

    @property
    def response(self) -> str:
        return self.ask or f"utter_ask_{self.name}"


ORDER = Question(
    "order",
    Digits(ORDER_DIGITS, "order"),
    "the order number",
    "order(?: number)?|number",
    hint="utter_where_is_the_number",
)
POSTCODE = Question(
    "postcode",
    ZipCode(),
    "the zip code",
    "zip(?: code)?|post ?code|postal code",
    hint="utter_why_postcode",
    settled_when_found=True,
)
POSTCODE_ALONE = replace(POSTCODE, ask="utter_ask_postcode_alone", hint="")
ACCOUNT = Question(
    "account",
    Digits(ACCOUNT_DIGITS, "account"),
    "the account number",
    "(?:account|customer)(?: number)?|number",
    hint="utter_where_is_the_account",
    settled_when_found=True,
)
PHONE = Question("phone", Phone(), "the phone number", "(?:phone |telephone )?number|phone")


def labels(questions: Any) -> list[str]:
    """What each of them is called."""
    return [question.label for question in questions]
