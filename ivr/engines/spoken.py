"""Text as it is to be spoken: cleaned, and cut into sentences."""

import re
import unicodedata
from collections.abc import Iterator

from ..language.aloud.markup import plain
from ..language.spoken import begun

LONGEST_TEXT = 600
"""Characters; about 40 s of speech."""
LONGEST_SENTENCE = 220
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9À-Ý¿¡])")
_SIGNS = re.compile(r"[&%=#]|(?<!\*)\*(?!\*)")
"""They have names, in whatever language."""


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
    return any(map(str.isalnum, bare)) or bool(_SIGNS.search(bare))


def sentences(text: str, language: str) -> Iterator[str]:
    """The cleaned text, sentence by sentence, without those that hold no word; a very long one is cut."""
    yield from filter(has_words, _sentences(text, language))


def _sentences(text: str, language: str) -> Iterator[str]:
    room = begun(language)
    short_forms = room.short_forms if room and room.holds("short_forms") else None
    waiting = ""
    for part in _SENTENCE_END.split(cleaned(plain(text[: 4 * LONGEST_TEXT]))):
        waiting = f"{waiting} {part}".strip()
        if not (short_forms and short_forms.end(waiting)):
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
