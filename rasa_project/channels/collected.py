"""What a caller has given, by name, for supervisors' rules: the answers of tasks, which lie within slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KNOWN, TASK = "known", "task"
"""Slots: what was told in the call (tasks/known.py), and how far the task at hand has got (tasks/work.py)."""


def collected(slots: Mapping[str, Any]) -> dict[str, str]:
    """Of a call's slots; what is given for the task at hand comes before what was told in those that are done.

    An assistant that keeps nothing of the kind has none but its plain slots, which the phone knows anyway.
    """
    known, task = (_mapping(slots.get(name)) for name in (KNOWN, TASK))
    return {**_mapping(known.get("values")), **_mapping(task.get("answers"))}


def _mapping(kept: Any) -> dict[str, Any]:
    return kept if isinstance(kept, dict) else {}
