"""The profile of a called number as a form has it, and put into the rules again; what is wrong with it, by field."""

import re
from collections.abc import Container

from ..core.caller_number import number_of_caller
from ..core.names import PHONE_NUMBER
from ..core.profile import FIRST_SAID
from ..core.rules import Rules
from ..errors import RulesError
from ..written.rules_file import parse_rules, prompts_said
from ..written.rules_file.editing import Editing
from .drafting import Standing, beside, edited, problems_of
from .fields import Typed, shown, value_of
from .profile_fields import FIELDS, NUMBER

NUMBERS = "numbers"


def stands(editing: Editing, number: str) -> Typed:
    return {field.name: shown(field, editing.get((NUMBERS, number, *field.path))) for field in FIELDS}


def put(editing: Editing, number: str, typed: Typed) -> None:
    """Only what differs. A number that differs in nothing has a profile all the same: its calls may be recorded."""
    before = stands(editing, number)
    editing.make((NUMBERS, number))
    for field in FIELDS:
        if typed[field.name] != before[field.name]:
            editing.set((NUMBERS, number, *field.path), value_of(field, typed[field.name]))


def remove(editing: Editing, number: str) -> None:
    editing.remove((NUMBERS, number))
    if not editing.get((NUMBERS,)):
        editing.remove((NUMBERS,))


def problems(standing: Standing, number: str, typed: Typed, lines: Container[str]) -> dict[str, str]:
    """Field → what is wrong with what was typed. `lines` are the prompts that are here; none of them: nobody knows."""
    try:
        rules = parse_rules(edited(standing.text, lambda editing: put(editing, number, typed)))
    except RulesError as error:
        of_field = {f"{NUMBERS}.{number}.{field.name}": field.name for field in FIELDS}
        found = beside(problems_of(error), of_field)
        return {of_field.get(where, ""): told for where, told in found.items()}
    return _unsaid(rules, standing.rules, number, lines) if lines else {}


def wrong_number(number: str, rules: Rules) -> dict[str, str]:
    """What is wrong with a number that is to have a profile."""
    if not re.fullmatch(PHONE_NUMBER, number):
        told = "write + and the country first, and digits alone, as +493055500001"
    elif not number_of_caller(number):
        told = f"no line can have {number}: write the number of a telephone"
    elif number in rules.numbers:
        told = "there is a profile for this number already: change that one"
    elif routes := [name for name, route in rules.routes.items() if number in route.agents]:
        told = f"it is an agent's telephone, of the route {routes[0]}: callers would reach the assistant anew"
    else:
        return {}
    return {NUMBER.name: told}


def _unsaid(rules: Rules, before: Rules, number: str, lines: Container[str]) -> dict[str, str]:
    """What the number needs to have said and nobody here can say; what the rules named before is let be."""
    place, known = f"{NUMBERS}.{number}.", {FIRST_SAID, *(name for _, name in prompts_said(before))}
    needed = [(field.removeprefix(place), name) for field, name in prompts_said(rules) if field.startswith(place)]
    return {
        field: f"it needs the line '{name}', which is not here: it must be among the prompts first"
        for field, name in reversed(needed)
        if name not in known and name not in lines
    }
