"""Where the rules have a prompt said, in a supervisor's words."""

from ..core.rules import Rules
from ..written.rules_file import prompts_said
from .prompt_purposes import language_told

_FIELDS = {
    "disclosure": "in the opening of each call",
    "recording": "where callers are asked about a recording",
    "say_next": "as a line for who watches a call",
    "topics": "by the rules for sensitive topics",
    "emergency_number": "by the number for emergencies",
    "crisis_number": "by the number for people in despair",
    "routes": "where a route takes payments",
}


def uses_of(name: str, rules: Rules) -> list[str]:
    """Empty: it is said where what it is for comes up, whatever the rules are."""
    found = [_told(field, name, rules) for field, said in prompts_said(rules) if said == name]
    stops = rules.barge_in.get(name)
    return list(dict.fromkeys([one for one in found if one] + ([f"stopped by: {stops.value}"] if stops else [])))


def _told(field: str, name: str, rules: Rules) -> str:
    first, *rest = field.split(".")
    if first == "transfer_rules":
        return f"by the rule “{rules.transfer_rules[int(rest[0])].name}”"
    if first == "routes" and rest:
        return f"when “{rest[0].replace('_', ' ')}” is closed"
    if first == "numbers":
        return f"to callers of {rest[0]}"
    if first == "other_languages":
        speak = [language_told(language) for language, said in rules.other_languages.items() if said == name]
        return f"to callers who speak {', '.join(speak)}"
    return _FIELDS.get(first, "")
