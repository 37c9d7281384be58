"""What was taken out of the words of a call before, to be known again when it is said once more: by us, too."""

from dataclasses import dataclass

from .plain_writing import Kind, Mark, runs_of
from .secret_kinds import Found, Secret
from .stood_in import told_by_caller

_MOST = 40
"""Numbers, and words; the oldest are forgotten."""
_LONG = 3
"""Digits of which a part tells something."""
_LONG_WORD = 4
_IN_WORDS = {Secret.NAME, Secret.E_MAIL, Secret.ADDRESS}
_TELL_NOTHING = {
    "street", "avenue", "road", "lane", "drive", "court", "place", "close", "terrace", "boulevard", "crescent", "park",
    "square", "gardens", "green", "hill", "view", "house", "flat", "apartment", "unit", "suite", "floor", "number",
    "north", "south", "east", "west", "dash", "underscore", "gmail", "outlook", "hotmail", "yahoo", "icloud", "mail",
    "email", "name", "this", "that", "with", "from", "your", "have", "here", "speaking", "mister", "miss", "doctor",
    "please", "address", "called", "live", "order", "account",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Repeated:
    """In memory alone, for as long as the call lasts."""

    digits: tuple[str, ...] = ()
    words: tuple[tuple[str, Secret], ...] = ()

    def and_of(self, marks: list[Mark], found: list[Found]) -> "Repeated":
        """With what was found in these words."""
        digits, words = list(self.digits), list(self.words)
        for one in found:
            within = [mark for mark in marks if one.start <= mark.start and mark.end <= one.end]
            row = told_by_caller("".join(mark.plain for mark in within if mark.kind is Kind.DIGITS))
            digits += [row] if len(row) > 1 and row not in digits else []
            words += [(word, one.secret) for word in _telling(within, words)] if one.secret in _IN_WORDS else []
        return Repeated(tuple(digits[-_MOST:]), tuple(words[-_MOST:]))

    def found_in(self, text: str, marks: list[Mark]) -> list[Found]:
        found = []
        for run in runs_of(marks) if self.digits else ():
            row = "".join(filter(str.isdigit, run.plain))
            if any(_is_of(row, known) for known in self.digits):
                found.append(Found(Secret.NUMBER, *run.span(0, len(run.plain)), len(row)))
        words = dict(self.words)
        for mark in marks if words else ():
            if mark.plain in words and text[mark.start].isupper():
                found.append(Found(words[mark.plain], mark.start, mark.end))
        return found


def _telling(marks: list[Mark], known: list[tuple[str, Secret]]) -> list[str]:
    words = {mark.plain for mark in marks if mark.kind is Kind.WORD and len(mark.plain) >= _LONG_WORD}
    return sorted(words - _TELL_NOTHING - set(dict(known)))


def _is_of(row: str, known: str) -> bool:
    """The same number, a part of it, or it and more."""
    return row == known or (len(row) >= _LONG and row in known) or (len(known) > _LONG and known in row)


NOT_YET = Repeated()
