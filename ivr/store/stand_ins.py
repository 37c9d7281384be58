"""What stands in a kept entry for words that were taken out, and what a replay takes in their place.

A call that is resumed by another process is replayed from what was kept. How many digits somebody gave decides when
their turn was over, so each stand-in's count is kept with it, and the replay hears as many fives. No zeros: of a number
that has just begun, one of them would be the wish for a person; no ones: they begin phone numbers of another length.
"""

from collections.abc import Mapping

from ..ports import JournalEntry
from ..privacy.redaction import Redacted
from ..privacy.secret_kinds import Secret
from .withholding import KEY

HIDDEN = "hidden"
"""In an entry's body: path of a text → places of stand-ins in it, and how many digits each stands for."""
_ANY_KEY, _ANY_DIGIT = "1", "5"
_SPOKEN = {Secret.E_MAIL, Secret.ADDRESS, Secret.NAME}
"""Taken by what they are, and not by their digits."""

Places = list[list[int]]


def places_of(redacted: Redacted) -> Places:
    return [[one.at, one.digits] for one in redacted.hidden if one.digits and one.secret not in _SPOKEN]


def with_stand_ins(entry: JournalEntry) -> JournalEntry:
    """The entry as a replay needs it; the same when nothing was taken out of it."""
    said = dict(entry.said)
    if said.get("key") == KEY:
        said["key"] = _ANY_KEY
    hidden = entry.body.get(HIDDEN)
    if isinstance(hidden, Mapping):
        for path, places in hidden.items():
            said[path] = _replayed(said.get(path), places)
    return JournalEntry(entry.seq, entry.at_seconds, entry.kind, entry.body, said)


def _replayed(words: object, places: object) -> object:
    if isinstance(words, list) and isinstance(places, list):
        return [_with_digits(one, some) for one, some in zip(words, places, strict=False)]
    return _with_digits(words, places)


def _with_digits(text: object, places: object) -> object:
    if not isinstance(text, str) or not isinstance(places, list):
        return text
    replayed = text
    for at, digits in reversed(places):
        if end := replayed.find("]", at) + 1:
            replayed = replayed[:at] + _ANY_DIGIT * digits + replayed[end:]
    return replayed
