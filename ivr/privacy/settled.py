"""The words with which a turn ended: of what was heard in it before, at its pauses, no others are kept."""

import re
from collections.abc import Iterable, Sequence

from .plain_writing import Kind, Mark
from .secret_kinds import Found, Secret

Settled = frozenset[str] | None
"""In small letters; None: whatever was heard stands."""
ANY_WORDS: Settled = None
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_STAND_IN = re.compile(r"\[[a-zA-Z -]+\]")


def settled(kept: Iterable[str]) -> Settled:
    """`kept`: what may be kept of the words with which the turn ended."""
    return frozenset(word.group().lower() for text in kept for word in _WORD.finditer(_STAND_IN.sub(" ", text)))


def unsettled_in(text: str, marks: Sequence[Mark], found: Sequence[Found], only: Settled) -> list[Found]:
    """Stretches of other words between what was found, with how many digits are in each."""
    if only is None:
        return []
    stretches: list[tuple[int, int]] = []
    goes_on = False
    for word in _WORD.finditer(text):
        start, end = word.span()
        other = word.group().lower() not in only and not any(one.start < end and start < one.end for one in found)
        if other:
            stretches.append((stretches.pop()[0] if goes_on else start, end))
        goes_on = other
    return [Found(Secret.UNSETTLED, start, end, _digits(marks, start, end)) for start, end in stretches]


def _digits(marks: Sequence[Mark], start: int, end: int) -> int:
    within = [mark.plain for mark in marks if mark.kind is Kind.DIGITS and start <= mark.start and mark.end <= end]
    return len("".join(within))
