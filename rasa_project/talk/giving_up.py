"""Words of giving up what is going on: "never mind", "forget it", and what is wished for in its place."""

from __future__ import annotations

import re

_NEVER_MIND = (
    r"never ?mind(?: (?:that|it|about (?:that|it)))?|forget (?:it|about (?:it|that)|that|the whole thing|all that)|"
    r"leave (?:it|that)(?: be| there)?|don't bother(?: with (?:that|it))?|"
    r"(?:it )?doesn't matter(?: any ?more)?|drop (?:it|that)|"
    r"cancel (?:that|this)|stop (?:this|that)|i(?:'ve| have)? changed my mind|not any ?more|let's leave (?:it|"
    r"that)|scrap that|skip (?:it|that)"
)
_BEFORE = (
    r"(?:um+|uh+|er+m?|oh|ah|well|so|no|nope|actually|wait|hang on|hold on|sorry|okay|ok|right|look|listen|"
    r"yeah|you know what|"
    r"on second thoughts?|please|just|let's|i think|all right|alright)"
)
_GIVES_UP = re.compile(rf"\b(?:{_NEVER_MIND})\b", re.IGNORECASE)
_FIRST = re.compile(
    rf"^\W*(?:{_BEFORE}\W+)*(?:{_NEVER_MIND})\b\W*(?:(?:now|for now|please|then|instead|and|but|actually|"
    rf"it's fine|that's fine)\b\W*)*",
    re.IGNORECASE,
)


def gives_up(text: str) -> bool:
    return bool(_GIVES_UP.search(text.replace("’", "'")))


def after_giving_up(text: str) -> str:
    """What follows words of giving up at the beginning: "never mind, I want my balance"; empty for nothing."""
    first = _FIRST.match(text.replace("’", "'"))
    return text[first.end() :].strip() if first else ""
