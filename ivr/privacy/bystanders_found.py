"""Names in the midst of a sentence: "I spoke to Karen yesterday". Recognisers write nothing else with a capital there
but what is known.
"""

import re

from .known_capitals import KNOWN_CAPITALS
from .plain_words import is_plain
from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret

_PROPER = r"(?!I['’]|It['’]s|This|The|My|Yes|No|Can|Could|What|Okay)[A-Z][\w'’-]+"
_SEVERAL = re.compile(rf"(?<=[\w,] ){_PROPER}(?: {_PROPER}){{1,2}}\b")
_NO_PERSON_COMES = re.compile(
    r"(?:^|[^\w\s,][\"'”’]?\s*|\b(?:in|at|near|outside|the|our|your|new)(?: [A-Z][\w'’-]*)?\s+)$", re.IGNORECASE
)
"""A sentence begins, in which anything has a capital; or a place or a company comes."""


def bystanders_in(text: str, marks: list[Mark]) -> list[Found]:
    """Of what callers say; a line of ours may name the company."""
    found = [
        Found(Secret.NAME, several.start(), several.end())
        for several in _SEVERAL.finditer(text)
        if not _NO_PERSON_COMES.search(text[: several.start()])
        and not any(_is_acronym(word) or word.lower() in KNOWN_CAPITALS for word in several.group().split())
    ]
    return found + [Found(Secret.NAME, mark.start, mark.end) for mark in marks if _is_a_name(text, mark)]


def _is_a_name(text: str, mark: Mark) -> bool:
    written = text[mark.start : mark.end]
    named = mark.kind is Kind.WORD and written[0].isupper() and not _is_acronym(written)
    is_known = (
        is_plain(written) or is_plain(written.removesuffix("s")) or mark.plain.removesuffix("'s") in KNOWN_CAPITALS
    )
    return named and not _NO_PERSON_COMES.search(text[: mark.start]) and not is_known


def _is_acronym(word: str) -> bool:
    """ "ATM", "ATMs", "ATM's"."""
    return word.rstrip("s").rstrip("'’").isupper()
