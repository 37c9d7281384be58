"""A route as a form has it, and put into the rules again; what is wrong with it, in words, by field."""

import re
from typing import Any

from ..errors import RulesError
from ..written.rules_file import parse_rules
from ..written.rules_file.editing import Editing
from .drafting import beside, doubts, edited, problems_of
from .fields import Typed, shown, value_of
from .payment_fields import PAY, takes_payments
from .route_fields import FIELDS
from .route_lines import WRITTEN, UnreadableLineError

ROUTES = "routes"
_OTHER = re.compile(r"\b(?:hours|exception|step) (?P<number>[0-9]+)(?: of the list)?")
"""What the rules call another line of the same field."""
_REFUSED = {"hours", "exceptions"}
"""Of these what is sound and surely not meant is refused here: a stretch that overlaps another."""


def stands(editing: Editing, name: str) -> Typed:
    """The route as a form has it; a queue that is written short stands among the steps."""
    typed: Typed = {}
    for field in FIELDS:
        found = editing.get((ROUTES, name, *field.path))
        written = WRITTEN.get(field.name)
        typed[field.name] = written.shown(found) if written else shown(field, found)
    if str(editing.get((ROUTES, name, "queue"))).lower() == "true" and not typed["overflow"]:
        typed["overflow"] = "queue"
    return typed


def put(editing: Editing, name: str, typed: Typed) -> None:
    """Only what differs. Raises UnreadableLineError."""
    before = stands(editing, name)
    takes_none = not takes_payments(typed, before)
    if takes_none:
        editing.remove((ROUTES, name, PAY))
    for field in FIELDS:
        if typed[field.name] == before[field.name] or (takes_none and field.path[0] == PAY):
            continue
        written = WRITTEN.get(field.name)
        value: Any = written.values(typed[field.name]) if written else value_of(field, typed[field.name])
        editing.set((ROUTES, name, *field.path), value)
        if field.name == "overflow":
            editing.remove((ROUTES, name, "queue"))
    if not typed["holidays.country"] and not typed["holidays.subdivision"]:
        editing.remove((ROUTES, name, "holidays"))


def problems(text: str, name: str, typed: Typed) -> dict[str, str]:
    """Field → what is wrong with what was typed."""
    for field, written in WRITTEN.items():
        try:
            written.values(typed[field])
        except UnreadableLineError as error:
            return {field: str(error)}
    try:
        rules = parse_rules(edited(text, lambda editing: put(editing, name, typed)))
    except RulesError as error:
        told = [(f"{one.place}.", one.told) for one in problems_of(error)]
        names = {f"{ROUTES}.{name}.{field.name}": field.name for field in FIELDS}
        names[f"{ROUTES}.{name}.holidays"] = "holidays.country"  # of a country that is none
        names[f"{ROUTES}.{name}.{PAY}"] = f"{PAY}.min_postal_code_length"  # without a postal code to ask for
        found = beside(problems_of(error), names)
        return {names.get(where, ""): _line(where, told, each) for where, each in found.items()}
    places = doubts(rules, ROUTES, name).items()
    return {place.split(".")[0]: _numbered(place, each[0]) for place, each in places if place.split(".")[0] in _REFUSED}


def _line(where: str, told: list[tuple[str, str]], what: str) -> str:
    place = next((place for place, each in told if each == what and where and place.startswith(f"{where}.")), "")
    return _numbered(place.removeprefix(f"{where}.").join(("x.", "")) if place else "", what)


def _numbered(place: str, what: str) -> str:
    """`place` from the field on: a list's second item is line 2 of the form."""
    parts = place.split(".")
    at = parts[1] if len(parts) > 1 else ""
    what = _OTHER.sub(r"line \g<number>", what)
    return f"line {int(at) + 1}: {what}" if at.isascii() and at.isdigit() else what
