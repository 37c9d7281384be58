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


def said_when_closed(lines: tuple[Line, ...], reason: Reason, care: Care | None, rules: Rules) -> tuple[Line, ...]:
    """In the place of `lines`, by which the caller would be told that a person comes."""
    if not lines:
        why = (Prompt(_WHY[reason]),) if reason in _WHY else ()
        return (*why, Prompt(CLOSED))
    return tuple(dict.fromkeys(_instead(lines, care, rules)))


def tells_closed(lines: tuple[Line, ...]) -> bool:
    return any(isinstance(line, Prompt) and line.name.partition("_")[0] == CLOSED for line in lines)


def _instead(lines: tuple[Line, ...], care: Care | None, rules: Rules) -> Iterator[Line]:
    closed = _WITH_SYMPATHY.get(care.topic, CLOSED) if care else CLOSED
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
