"""Text as it is to be spoken: cleaned, and cut into sentences."""

import re
import unicodedata
from collections.abc import Iterator

from ..aloud import aloud
from ..aloud.markup import plain

LONGEST_TEXT = 600
"""Characters; about 40 s of speech."""
LONGEST_SENTENCE = 220
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Ý¿¡])")
_NOT_AN_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|St|Mt|Ft|Ave|Blvd|Rd|Apt|Ste|No|Nos|vs|approx|ext|e\.g|i\.e|a\.m|p\.m|"
    r"Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
"""Behind these the sentence goes on, more often than not; where it does not, a voice is given two at once."""


def cleaned(text: str) -> str:
    """One line without control characters, at most LONGEST_TEXT long, cut at a word."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[: 4 * LONGEST_TEXT])
    line = " ".join(visible.split())
    if len(line) <= LONGEST_TEXT:
        return line
    return line[: LONGEST_TEXT + 1].rpartition(" ")[0] or line[:LONGEST_TEXT]


def has_words(text: str) -> bool:
    """Whether there is anything in it that a voice can say: "&" is "and", but "…" and "👍" are nothing."""
    bare = plain(text)
    return any(map(str.isalnum, bare)) or any(map(str.isalnum, aloud(bare)))


def sentences(text: str) -> Iterator[str]:
    """The cleaned text, sentence by sentence, without those that hold no word; a very long one is cut."""
    yield from filter(has_words, _sentences(text))


def _sentences(text: str) -> Iterator[str]:
    waiting = ""
    for part in _SENTENCE_END.split(cleaned(plain(text[: 4 * LONGEST_TEXT]))):
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
