"""What stands in a list and can never be heard: a translator's capital, accent or quotation mark would be no mistake of
the pattern, and the line would be dead. Told by `ivr check` alone; no call waits for it.
"""

import re
from collections.abc import Iterator

from .book import Book, BookError
from .nouns import ARROW, TEAM

_READ_AS_WRITTEN = {"aloud", "briefing", "questions", "short_forms"}
"""Books of what we say ourselves."""
_TEXTS = {"hint", "how_to_say_ai"}
"""Lists that are one text, as it is written."""
_SYNTAX = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?(?:P?<\w+>|<?[=!]|\w*:|>)|[()|?*+^$.]", re.DOTALL)
"""Of a regular expression; what is left of a line are its words."""
_APART = "\0"
_MENDED = (
    (re.compile(r"[A-Z]"), "write small letters"),
    (re.compile(r"#"), "what explains begins a line of its own"),
    (re.compile(r"[\t\N{NO-BREAK SPACE}]| {2}"), "write one plain space between two words"),
    (re.compile(r"[‘’]"), "write a plain apostrophe '"),
    (re.compile(r"[^\W\d_a-zA-Z]"), "words are compared without accents: write the plain letter"),
    (re.compile(r"-"), "words are compared without it: write a space"),
    (re.compile(rf"[^a-z0-9' ,:;_{_APART}]|,(?= ?[a-z])"), "words are compared without marks: leave it out"),
)
"""What is never heard, and what to do; of several the first. A colon stands in tables, a comma by itself where a text
is read as it is."""


def unheard(book: Book) -> Iterator[str]:
    """A line for each of a book's that no caller can be heard to say, or that its list says already."""
    if book.path.stem in _READ_AS_WRITTEN:
        return
    for name in (name for name in book.names() if name not in _TEXTS):
        first: dict[str, int] = {}
        for line, phrase in book.phrases(name):
            if first.setdefault(phrase, line) != line:
                yield str(BookError.at(book.path, line, f"stands on line {first[phrase]}, too: keep one of the two"))
            words = _SYNTAX.sub(_APART, phrase.partition(ARROW)[0].replace(TEAM, _APART))
            for what, mend in _MENDED:
                if found := what.search(words):
                    yield str(BookError.at(book.path, line, f"{_shown(found.group())} is never heard: {mend}"))
                    break


def _shown(found: str) -> str:
    return {"\t": "a tab", "  ": "a double space", "\N{NO-BREAK SPACE}": "a space that does not break"}.get(
        found, f"'{found}'"
    )
