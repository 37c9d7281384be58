"""Text as it is to be spoken: cleaned, cut into sentences, numbers that are names read digit by digit."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_TEXT = 600
"""Characters; about 40 s of speech."""
LONGEST_SENTENCE = 220
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Ý¿¡])")
_NOT_AN_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|a\.m|p\.m)\.$")
_NAMED_NUMBER = re.compile(
    r"\b((?:order|number|reference|code|ticket|account|zip)(?:\s+(?:number|code|is|no\.?))*[\s:#]+)(\d[\d -]*\d)\b",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\d.,$€£])\+?\d{5,}(?![\d]|[.,]\d)")
_DIALLED = re.compile(r"(?<![\d.,$€£])\+?\d{1,4}(?:[ -]\d{2,4}){2,}(?!\d)|(?<!\d)\d{3}-\d{4}(?!\d)")


def cleaned(text: str) -> str:
    """One line without control characters, at most LONGEST_TEXT long, cut at a word."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * LONGEST_TEXT])
    line = " ".join(visible.split())
    if len(line) <= LONGEST_TEXT:
        return line
    return line[: LONGEST_TEXT + 1].rpartition(" ")[0] or line[:LONGEST_TEXT]


def sentences(text: str) -> Iterator[str]:
    """The cleaned text, sentence by sentence; a very long one is cut at a comma or space."""
    waiting = ""
    for part in _SENTENCE_END.split(cleaned(text)):
        waiting = f"{waiting} {part}".strip()
        if not _NOT_AN_END.search(waiting):
            yield from _cut(waiting)
            waiting = ""
    if waiting:
        yield from _cut(waiting)


def _cut(sentence: str) -> Iterator[str]:
    while len(sentence) > LONGEST_SENTENCE:
        head = sentence[:LONGEST_SENTENCE]
        at = max(head.rfind(", ") + 1, 0) or head.rfind(" ")
        at = at if at > 0 else LONGEST_SENTENCE
        yield sentence[:at].strip()
        sentence = sentence[at:].strip()
    if sentence:
        yield sentence


def for_voice(sentence: str) -> str:
    """Order numbers, references and phone numbers digit by digit, in threes: a person cannot note down thousands."""
    named = _NAMED_NUMBER.sub(lambda match: match[1] + _digits(match[2]), sentence)
    return _LONG_NUMBER.sub(lambda match: _digits(match[0]), _DIALLED.sub(lambda match: _digits(match[0]), named))


def _digits(number: str) -> str:
    groups = re.findall(r"\d+", number)
    if len(groups) == 1:
        digits = groups[0]
        # In threes from the front; a digit left over joins the group before it.
        groups = [digits[n : n + 3] for n in range(0, len(digits), 3)]
        if len(groups) > 1 and len(groups[-1]) == 1:
            groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(" ".join(group) for group in groups)
