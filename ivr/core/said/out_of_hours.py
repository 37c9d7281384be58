"""What callers hear in the place of "I'm connecting you" where nobody is at work: that first, and no promise.

What is true all the same stays: a number to call, what we are, what the assistant found out, why the call leaves.
What comes after it, a message or a goodbye, is said by whoever has the call then.
"""

from collections.abc import Iterator

from ..record import Care, Line, Prompt, Reason, Topic, Words
from ..rules import Rules

CLOSED = "closed"
_IN_THE_PLACE_OF = {"robot_then_person": "robot_brief"}
_WITH_SYMPATHY = {Topic.SELF_HARM: "closed_self_harm", Topic.BEREAVEMENT: "closed_bereavement"}
_WHY = {
    Reason.LOW_CONFIDENCE: "no_match_1",
    Reason.NO_INPUT: "no_input_1",
    Reason.ENGINE_FAILED: "trouble",
    Reason.LINE_FAILED: "trouble",
}
_PROMISES_NOBODY = ("emergency_", "crisis_", "robot_brief", "chosen_", "rights_")
"""Beginnings of prompts that are true at any hour."""


def prompts_when_closed(rules: Rules) -> list[tuple[str, str]]:
    """(field, prompt) of all that these rules may have said where nobody is at work."""
    if not any(route.hours or route.exceptions or route.holidays for route in rules.routes.values()):
        return []
    named = [("routes", name) for name in (CLOSED, *dict.fromkeys(_WHY.values()))]
    named += [("topics", name) for name in _WITH_SYMPATHY.values()]
    return named + [("other_languages", f"{CLOSED}_{language}") for language in rules.other_languages]


def prompts_of_closed_routes(rules: Rules) -> list[tuple[str, str]]:
    """(field, prompt) of the routes that have a line of their own for it."""
    return [(f"routes.{name}.closed", route.closed) for name, route in rules.routes.items() if route.closed]


def said_when_closed(
    lines: tuple[Line, ...], route: str, reason: Reason, care: Care | None, rules: Rules
) -> tuple[Line, ...]:
    """In the place of `lines`, by which the caller would be told that a person of this route comes."""
    if not lines:
        why = (Prompt(_WHY[reason]),) if reason in _WHY else ()
        return (*why, Prompt(_closed_line(route, rules)))
    return tuple(dict.fromkeys(_instead(lines, route, care, rules)))


def tells_closed(lines: tuple[Line, ...], rules: Rules) -> bool:
    own = {name for _, name in prompts_of_closed_routes(rules)}
    told = [line.name for line in lines if isinstance(line, Prompt)]
    return any(name in own or name.partition("_")[0] == CLOSED for name in told)


def _closed_line(route: str, rules: Rules) -> str:
    known = rules.routes.get(route)
    return (known and known.closed) or CLOSED


def _instead(lines: tuple[Line, ...], route: str, care: Care | None, rules: Rules) -> Iterator[Line]:
    own = _closed_line(route, rules)
    closed = _WITH_SYMPATHY.get(care.topic, own) if care else own
    abroad = {name: f"{CLOSED}_{language}" for language, name in rules.other_languages.items()}
    told = False
    for line in lines:
        if isinstance(line, Words):
            if line is not lines[-1]:  # the last says where they go
                yield line
        elif line.name.startswith(_PROMISES_NOBODY):
            yield line
        else:
            if line.name in _IN_THE_PLACE_OF:
                yield Prompt(_IN_THE_PLACE_OF[line.name])
            yield Prompt(abroad.get(line.name, closed))
            told = True
    if not told:
        yield Prompt(closed)
