"""Sentences that callers of any company say, out of those that the shipped assistant is trained on."""

from pathlib import Path
from typing import Any

import yaml

from ..errors import AssistantError

OF_EVERY_CALL = (
    *("greet", "help", "thanks", "repeat", "affirm", "deny", "are_you_a_robot"),
    *("speak_to_person", "complaint", "out_of_scope", "goodbye"),
)
"""Intents that the example has, too."""
_HEAD = """\
# What callers of any company say; these sentences ship with Candid.
version: "3.1"

nlu:
"""


def talk(shipped: Path) -> str:
    """The text of a training file with the sentences of OF_EVERY_CALL, of the files below `shipped`/data/nlu.

    Raises AssistantError when an intent has none there.
    """
    found: dict[str, list[str]] = {}
    for path in sorted((shipped / "data" / "nlu").rglob("*.yml")):
        for entry in _entries(path):
            if entry.get("intent") in OF_EVERY_CALL:
                found.setdefault(entry["intent"], []).append(str(entry["examples"]).strip())
    if missing := set(OF_EVERY_CALL) - found.keys():
        raise AssistantError(f"{shipped} has no sentences for {', '.join(sorted(missing))}: it is not as it ships")
    return _HEAD + "\n".join(_block(intent, "\n".join(found[intent])) for intent in OF_EVERY_CALL)


def _entries(path: Path) -> list[dict[str, Any]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = content.get("nlu") if isinstance(content, dict) else None
    return [entry for entry in listed or [] if isinstance(entry, dict)]


def _block(intent: str, examples: str) -> str:
    lines = "".join(f"      {line}\n" for line in examples.splitlines())
    return f"  - intent: {intent}\n    examples: |\n{lines}"
