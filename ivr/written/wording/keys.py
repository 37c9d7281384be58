"""Keys in what callers hear: what they are for comes first, they are few, and 0 is a person. English only."""

import re
from collections.abc import Iterator

from .line import Line
from .rule import Breach, Rule

MOST_KEYS = 4
_NUMBER = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|star|pound|hash|\d|\*|#)(?!\w)"
_KEY = re.compile(
    rf"\b(?:press|dial|hit|push|enter|type|touch)(?:ing)?\s+(?:the\s+)?(?:key\s+|number\s+)?({_NUMBER})", re.I
)
_PURPOSE = re.compile(r"\b(?:for|to|if|when|and (?:i|we)(?:'ll| will)|will)\b", re.I)
_AT_ONCE = re.compile(r"^\s*(?:for|to|if|when)\b", re.I)
_PERSON = re.compile(r"\b(?:person|people|human|someone|somebody|agent|advis[eo]r|representative|operator)\b", re.I)
_ZERO = {"zero", "0"}


def key_breaches(line: Line) -> Iterator[Breach]:
    if line.language != "en":
        return
    pressed = [match.group(1).lower() for match in _KEY.finditer(line.text)]
    if len(pressed) > MOST_KEYS:
        yield Breach(line, Rule.KEYS, f"names {len(pressed)} keys", f"{MOST_KEYS} at most; offer the rest afterwards")
    for sentence in line.sentences:
        keys = list(_KEY.finditer(sentence))
        if any(key.group(1).lower() in _ZERO for key in keys) and not _PERSON.search(sentence):
            yield Breach(line, Rule.ZERO, "gives key zero another meaning", "it is a person, always; take another key")
        if late := next((key for key in keys if _comes_too_early(sentence, key)), None):
            mend = 'say what it is for first: "for a person, press zero"'
            yield Breach(line, Rule.KEY_ORDER, f'says "{late.group()}" before what it is for', mend)


def _comes_too_early(sentence: str, key: re.Match[str]) -> bool:
    """What a key is for stands right after it, or, when nothing before it could say so, later in the sentence."""
    after = sentence[key.end() :]
    if _AT_ONCE.match(after):
        return True
    return not _PURPOSE.search(sentence[: key.start()]) and bool(_PURPOSE.search(after))
