"""What callers hear who were with people, or on the way there, and go on with the assistant."""

from ..rules import Rules

GOING_ON = "going_on"
"""To whom nobody came, and to whom an agent gives back without a word of what was done."""


def prompts_of_returning(rules: Rules) -> list[tuple[str, str]]:
    """(field, prompt) of all that may be said then."""
    return [("routes", GOING_ON), *(("done_lines", name) for name in rules.done_lines)]
