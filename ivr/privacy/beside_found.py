"""What else is taken out of a turn in which a secret was found: whatever is not plain.

No list knows what a recogniser makes of the next name, street or code. But who gives a secret says little else in the
same breath, and that in plain words. So the other way about: of such a turn only those are kept. A turn without a
secret is not looked at, so this costs ordinary sentences nothing.
"""

import re

from .known_capitals import KNOWN_CAPITALS
from .numbers_found import is_harmless_figure
from .plain_words import is_plain
from .plain_writing import Kind, Mark
from .secret_kinds import SUREST_FIRST, Found, Secret
from .spoken_signs import ACRONYMS, MONTHS

_SENTENCE_END = re.compile(r"[.?!]\s")
_LETTERS_IN_PLAIN = {"a", "i"}
_ALSO_PLAIN = ACRONYMS | MONTHS | KNOWN_CAPITALS


def with_beside(text: str, marks: list[Mark], found: list[Found], *, words: bool = True) -> list[Found]:
    """`found`: in order, none over another. What touches one of them is of it; the rest is `[word]`, `[number]`.
    `words`: not figures alone."""
    sentences = [_around(text, one) for one in found]
    beside = [
        one
        for mark in marks
        if not _is_in(mark, found)
        and any(start <= mark.start < end for start, end in sentences)
        and (one := _unplain(text, mark))
        and (words or one.secret is not Secret.WORD)
    ]
    whole: list[Found] = []
    for one in sorted((*found, *beside), key=lambda one: one.start):
        last = whole[-1] if whole else None
        if (
            last
            and (last in beside or one in beside or last.secret is Secret.WORD)
            and not _parted(text[last.end : one.start])
        ):
            surest = min(last.secret, one.secret, key=SUREST_FIRST.index)
            whole[-1] = Found(surest, last.start, one.end, last.digits + one.digits)
        else:
            whole.append(one)
    return whole


def _around(text: str, one: Found) -> tuple[int, int]:
    """Its sentence, and those beside it: recognisers end one where they like."""
    before = [end.end() for end in _SENTENCE_END.finditer(text, 0, one.start)]
    behind = [end.start() for end in _SENTENCE_END.finditer(text, one.end)]
    return (before[-2] if len(before) > 1 else 0), (behind[1] if len(behind) > 1 else len(text))


def _is_in(mark: Mark, found: list[Found]) -> bool:
    return any(known.start < mark.end and mark.start < known.end for known in found)


def _parted(between: str) -> bool:
    return any(map(str.isalnum, between)) or any(one in between for one in ".?!;")


def _unplain(text: str, mark: Mark) -> Found | None:
    if mark.kind is Kind.WORD:
        known = is_plain(mark.plain) or mark.plain in _ALSO_PLAIN
        return None if known else Found(Secret.WORD, mark.start, mark.end)
    if mark.kind is Kind.LETTERS:
        return None if mark.plain in _LETTERS_IN_PLAIN else Found(Secret.WORD, mark.start, mark.end)
    if mark.kind is Kind.CODE:
        return Found(Secret.CODE, mark.start, mark.end, sum(map(str.isdigit, mark.plain)))
    if mark.kind is Kind.DIGITS and not is_harmless_figure(text, mark.start, mark.end):
        return Found(Secret.NUMBER, mark.start, mark.end, len(mark.plain))
    return None
