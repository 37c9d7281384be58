"""The assistant's own words, come back as an echo: a speakerphone's microphone hears its loudspeaker.

What we say of a way to a person, heard again, must not pass for the wish of one. An echo is told by how much of what
was heard stands in the same order in what we said, or in long enough runs in any order; what the caller said besides is
left. A word that sounds like one of ours, as the transcriber writes "you man" for "human", is compared as ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from .wording import words_of

IN_A_ROW = 5
"""Words of ours that callers do not happen upon, as they do upon "want a person"."""
_TOGETHER = 2
"""Words in a row from which they count as ours; one alone is anybody's."""
_SHARE = 0.6
"""Of the words up to the last of ours, from which all of them are an echo, written down with mistakes."""
_FIRST = 5
"""Words that are said before a caller who stops them can answer the rest."""
_ALIKE = 0.5
"""Of the letters of a last word, from which it may be ours: "said" for "say"."""
_SPARE = 1
"""Words more than ours that a mistake may make of them: "Fernhill" becomes "furn hill"."""
_SOUNDS_LIKE = 0.7
"""Of the letters of a word, or of two, from which they are compared as one of ours: "you man" for "human"."""
_LETTERS = 4
"""Shorter words are like too many others."""
_OUT_OF_ORDER = 6
"""Words in runs of ours from which their order does not matter: nobody who wants something says so many of them."""
_SHARE_OUT_OF_ORDER = 0.75
_HEAD, _BETWEEN = 3, 2
"""Words before such runs, and between two of them, that are what was made of ours."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What makes ours and a caller's words comparable in one language."""

    answers: frozenset[str]
    """Words that are never an echo alone: "yes"."""
    keys: Mapping[str, str]
    """Figures as they are written → as we say them."""

    def left_of(self, heard: str, ours: str, in_a_row: int = IN_A_ROW) -> str:
        """What was heard, as it was, when it is no echo of `ours`; else only the words in it that the caller has added.

        `in_a_row`: so many words of `ours`, one after the other, are needed at the least.
        """
        spoken = words_of(ours).split()
        written = self._as_ours(words_of(heard).split(), set(spoken))
        said = [ours for ours, _ in written]
        left = _left_in_order(said, spoken, in_a_row)
        if left is None:
            left = _left_in_any_order(said, spoken, in_a_row)
        return heard if left is None else " ".join(written[at][1] for at in left)

    def _as_ours(self, words: list[str], ours: set[str]) -> list[tuple[str, str]]:
        """Each word, or two that are one of ours, as it is compared and as it was written."""
        found: list[tuple[str, str]] = []
        # Each works out once what comparing with its word needs.
        long = {one: SequenceMatcher(None, "", one) for one in sorted(ours) if len(one) >= _LETTERS}
        at = 0
        while at < len(words):
            pair = words[at : at + 2]
            known = [word for word in pair if word in ours]
            apart = len(pair) == 2 and len(known) < 2 and not any(len(word) >= _LETTERS for word in known)
            if apart and (one := _alike("".join(pair), long)):
                found.append((one, " ".join(pair)))
            else:
                pair = pair[:1]
                word = self.keys.get(words[at], words[at])
                found.append((word if word in ours else _alike(word, long) or word, words[at]))
            at += len(pair)
        return found

    def are_begun_by(self, heard: str, ours: str) -> bool:
        """Whether what was heard is how `ours` begins, written down with mistakes, or nothing but some of those."""
        said, spoken = words_of(heard).split(), words_of(ours).split()
        if said and set(said) <= set(spoken[:_FIRST]) - self.answers:
            return True
        matching = SequenceMatcher(None, said, spoken[: len(said) + _SPARE], autojunk=False)
        alike = sum(block.size for block in matching.get_matching_blocks())
        return said[:1] == spoken[:1] and alike >= _SHARE * len(said)


def _alike(word: str, ours: dict[str, SequenceMatcher[str]]) -> str:
    """The word of ours that this sounds like, or nothing."""
    best, nearest = "", 0.0
    if len(word) < _LETTERS:
        return best
    for one, matching in ours.items():
        matching.set_seq1(word)
        # Upper bounds first: they cost little, the ratio is most of the work, and this is done for each word heard.
        if matching.real_quick_ratio() < _SOUNDS_LIKE or matching.quick_ratio() < _SOUNDS_LIKE:
            continue
        if (ratio := matching.ratio()) >= _SOUNDS_LIKE and ratio > nearest:
            best, nearest = one, ratio
    return best


def _left_in_order(said: list[str], spoken: list[str], in_a_row: int) -> list[int] | None:
    """Places of the words that are not ours; None when this is no echo."""
    blocks = _runs(said, spoken)
    if max((block.size for block in blocks), default=0) < in_a_row:
        return None
    first, last = blocks[0], blocks[-1]
    begin, end = first.a, last.a + last.size
    if sum(block.size for block in blocks) < _SHARE * (end - begin):
        return None
    added = list(range(begin)) if begin > min(first.b, _SPARE) + _SPARE else []
    for before, after in pairwise(blocks):
        between = range(before.a + before.size, after.a)
        if len(between) > after.b - before.b - before.size + _SPARE:
            added += between
    return added + _unless_misheard(said, end, spoken[last.b + last.size :][: len(said) - end + _SPARE])


def _left_in_any_order(said: list[str], spoken: list[str], in_a_row: int) -> list[int] | None:
    """Likewise of what tells, as we do, of several ways to a person: "for a person say human or press zero"."""
    runs, at = [], 0
    while at < len(said):
        size = _run_from(said[at:], spoken)
        if size >= _TOGETHER:
            runs.append((at, at + size))
        at += max(1, size if size >= _TOGETHER else 1)
    if len(runs) < 2:
        return None
    ours, (begin, end) = sum(till - since for since, till in runs), (runs[0][0], runs[-1][1])
    if ours < max(_OUT_OF_ORDER, in_a_row + 1) or ours < _SHARE_OUT_OF_ORDER * (end - begin):
        return None
    added = list(range(begin)) if begin > _HEAD else []
    for (_, before), (after, _) in pairwise(runs):
        added += range(before, after) if after - before > _BETWEEN else []
    return added + list(range(end, len(said)))


def _run_from(said: list[str], spoken: list[str]) -> int:
    """How many of these words, from the first on, stand one after the other somewhere in ours."""
    longest = 0
    for start in range(len(spoken)):
        size = 0
        while size < min(len(said), len(spoken) - start) and said[size] == spoken[start + size]:
            size += 1
        longest = max(longest, size)
    return longest


def _runs(said: list[str], spoken: list[str]) -> list[Match]:
    matching = SequenceMatcher(None, said, spoken, autojunk=False)
    return [block for block in matching.get_matching_blocks() if block.size >= _TOGETHER]


def _unless_misheard(said: list[str], end: int, ours: list[str]) -> list[int]:
    """Places of the words from `end` on, unless they are what the transcriber made of ours that belong there."""
    words = said[end:]
    matching = SequenceMatcher(None, words, ours, autojunk=False)
    alike = 2 * sum(block.size for block in matching.get_matching_blocks()) >= len(words)
    sounds_alike = len(words) == 1 and bool(ours) and SequenceMatcher(None, words[0], ours[0]).ratio() >= _ALIKE
    return [] if alike or sounds_alike else list(range(end, len(said)))
