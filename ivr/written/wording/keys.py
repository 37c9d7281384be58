"""Keys in what callers hear: what they are for comes first, they are few, and 0 is a person.

In the languages that have a list of how keys are named.
"""

import re
from collections.abc import Iterator

from ...core.words.keys_named import KeysNamed
from .line import Line
from .rule import Breach, Rule

MOST_KEYS = 4


def key_breaches(line: Line) -> Iterator[Breach]:
    if line.words is None or not line.words.holds("keys"):
        return
    named = line.words.keys_named
    pressed = named.pressed.findall(_plain(line.text))
    if len(pressed) > MOST_KEYS:
        yield Breach(line, Rule.KEYS, f"names {len(pressed)} keys", f"{MOST_KEYS} at most; offer the rest afterwards")
    for sentence in line.sentences:
        plain = _plain(sentence)
        keys = list(named.pressed.finditer(plain))
        if any(key["key"] in named.zero for key in keys) and not named.person.search(plain):
            yield Breach(line, Rule.ZERO, "gives key zero another meaning", "it is a person, always; take another key")
        if late := next((key for key in keys if _comes_too_early(plain, key, named)), None):
            mend = 'say what it is for first: "for a person, press zero"'
            said = sentence[late.start() : late.end()]
            yield Breach(line, Rule.KEY_ORDER, f'says "{said}" before what it is for', mend)


def _plain(text: str) -> str:
    """In small letters, as long as it was: places in it are places in the text."""
    plain = text.replace("’", "'").lower()
    return plain if len(plain) == len(text) else text


def _comes_too_early(sentence: str, key: re.Match[str], named: KeysNamed) -> bool:
    """What a key is for stands right after it, or, when nothing before it could say so, later in the sentence."""
    after = sentence[key.end() :].lstrip()
    if named.at_once.match(after):
        return True
    return not named.purpose.search(sentence[: key.start()]) and bool(named.purpose.search(after))
