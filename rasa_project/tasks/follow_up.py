"""What callers mean by "it" behind what they were told of an order, a visit or anything else of this call."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from talk.following import Thing, asks, at_another_time, cancelled, of_money, of_orders, of_visits
from tasks.heard import Heard
from tasks.known import Told, of_another

ORDERS = ("order_status", "change_delivery", "returns")
VISITS = ("appointment",)
TO_BE_UNDONE_BY_PEOPLE = ("returns", "callback", "report_fault", "leave_message", "change_contact")
"""The back office takes these, and none of them back."""
_ASKED_OF: Mapping[str, tuple[str, ...]] = {
    "order_status": ("appointment", "callback", "report_fault", "change_delivery", "bill"),
    "bill": ("returns",),
}
"""Intents that a question without a thing of its own is taken for, and what it is about where that was told last."""
_TOLD_ANEW = (*ORDERS, "bill", "nearest_shop", "more_choices")
"""Tasks that tell the present state when they are begun once more."""
_BOOKS = re.compile(
    r"\b(?:book|make|arrange|have|get|set up)\b.*\b(?:new|another|different) (?:one|visit|appointment)\b|\bbook\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FollowUp:
    """The task that is begun with what is `given` of it. Without one: what was told is told `again`, or a person
    has to undo it."""

    task: str = ""
    given: dict[str, str] = field(default_factory=dict)
    again: bool = False


def follow_up(heard: Heard, told: Told | None) -> FollowUp | None:
    """What a sentence means that names no thing of its own; None where it stands for itself."""
    if told is None or heard.is_key or heard.also or heard.instead:
        return None
    thing, text = cancelled(heard.text), heard.text
    if thing is not None and _is_of(thing, told):
        return _cancel(told)
    if thing is not None or of_another(text) or not names_no_other(told, text):
        return None
    if _is_asked_again(heard, told):
        return FollowUp(again=True)
    if _books(heard, told):
        return _book_again(told)
    unnamed = heard.sure_intent in {"change_delivery", "appointment"} and not (of_orders(text) or of_visits(text))
    return _move(told) if unnamed or at_another_time(text) else None


def _is_of(thing: Thing, told: Told) -> bool:
    named = {Thing.ORDER: ORDERS, Thing.VISIT: VISITS}.get(thing)
    return named is None or told.task in named


def names_no_other(told: Told, text: str) -> bool:
    """Whether a sentence names nothing but what was told."""
    others = (
        told.task not in ORDERS and of_orders(text),
        told.task not in VISITS and of_visits(text),
        told.task != "bill" and of_money(text),
    )
    return not any(others)


def _cancel(told: Told) -> FollowUp | None:
    if told.task in ("order_status", "change_delivery"):
        if told.has("ended", "cancelled"):
            return FollowUp(again=True)
        if told.has("delivered"):
            return FollowUp("returns")
        return FollowUp("change_delivery", {"delivery_wish": "cancel"})
    if told.task in VISITS:
        return FollowUp(again=True) if told.has("cancelled") else FollowUp("appointment", _of_visit(told, "cancel"))
    return FollowUp() if told.task in TO_BE_UNDONE_BY_PEOPLE else None


def _move(told: Told) -> FollowUp | None:
    if told.task in ("order_status", "change_delivery"):
        return None if told.has("ended", "cancelled") else FollowUp("change_delivery", {"delivery_wish": "move"})
    if told.task in VISITS:
        return None if told.has("cancelled") else FollowUp("appointment", _of_visit(told, "move"))
    return FollowUp() if told.task == "callback" else None


def _of_visit(told: Told, wish: str) -> dict[str, str]:
    """What is known for another wish of the visit that was told, if it was one."""
    return {"visit_wish": wish} | ({"visit": told.answers["visit"]} if "visit" in told.answers else {})


def _books(heard: Heard, told: Told) -> bool:
    return told.task in VISITS and bool(_BOOKS.search(heard.text)) and not asks(heard.text)


def _book_again(told: Told) -> FollowUp:
    job = {"job": told.answers["job"]} if told.has("cancelled") and "job" in told.answers else {}
    return FollowUp("appointment", {"visit_wish": "book"} | job)


def _is_asked_again(heard: Heard, told: Told) -> bool:
    """A question of which only what was told last can be meant, though another task would take it for its own."""
    if not asks(heard.text):
        return False
    if told.task in _ASKED_OF.get(heard.intent, ()):
        return True
    return heard.intent == told.task and told.task not in _TOLD_ANEW
