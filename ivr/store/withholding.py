"""Changes without the words that were in them, for what could not be looked through."""

from collections.abc import Mapping

from ..core.events import KeyPressed
from ..privacy.secret_kinds import WITHHELD
from .lines import Change

KEY = "[key]"
"""Stands for one key of several that were typed."""


def holds_words(change: Change) -> bool:
    if change["table"] == "handoffs":
        return bool(change.get("wish") or change.get("given"))
    return change["table"] == "journal" and bool(change["said"])


def is_key(change: Change) -> bool:
    return change["table"] == "journal" and change["kind"] == KeyPressed.__name__


def hidden_key(change: Change) -> Change:
    return change | {"said": {"key": KEY}}


def withheld(change: Change) -> Change:
    """With no word of what was said: it could not be looked through."""
    if change["table"] == "handoffs":
        given = change.get("given")
        held = [WITHHELD for _ in given] if isinstance(given, list | tuple) else ()
        return change | {"wish": WITHHELD if change.get("wish") else "", "given": held}
    said = change["said"]
    if not isinstance(said, Mapping):
        return change
    if is_key(change):
        return hidden_key(change)
    return change | {"said": {path: _all_withheld(words) for path, words in said.items()}}


def _all_withheld(words: object) -> object:
    return [WITHHELD for _ in words] if isinstance(words, list | tuple) else WITHHELD
