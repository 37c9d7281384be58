"""The assistant's own words, come back as an echo: a speakerphone's microphone hears its loudspeaker.

What we say of a way to a person, heard again, must not pass for the wish of one. An echo is told by how much of what
was heard stands in the same order in what we said; what the caller said besides is left.
"""

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
_ANSWERS = {"yes", "no"}
_ALIKE = 0.5
"""Of the letters of a last word, from which it may be ours: "said" for "say"."""
_SPARE = 1
"""Words more than ours that a mistake may make of them: "Fernhill" becomes "furn hill"."""


def without_our_words(heard: str, ours: str, in_a_row: int = IN_A_ROW) -> str:
    """What was heard, as it was, when it is no echo of `ours`; else only the words in it that the caller has added.

    `in_a_row`: so many words of `ours`, one after the other, are needed at the least.
    """
    said, spoken = words_of(heard).split(), words_of(ours).split()
    blocks = _runs(said, spoken)
    if max((block.size for block in blocks), default=0) < in_a_row:
        return heard
    first, last = blocks[0], blocks[-1]
    begin, end = first.a, last.a + last.size
    if sum(block.size for block in blocks) < _SHARE * (end - begin):
        return heard
    added = said[:begin] if begin > min(first.b, _SPARE) + _SPARE else []
    for before, after in pairwise(blocks):
        between = said[before.a + before.size : after.a]
        if len(between) > after.b - before.b - before.size + _SPARE:
            added += between
    return " ".join(added + _unless_misheard(said[end:], spoken[last.b + last.size :][: len(said) - end + _SPARE]))


def are_first_words(heard: str, ours: str) -> bool:
    """Whether what was heard is how `ours` begins, written down with mistakes, or nothing but some of those words."""
    said, spoken = words_of(heard).split(), words_of(ours).split()
    if said and set(said) <= set(spoken[:_FIRST]) - _ANSWERS:
        return True
    matching = SequenceMatcher(None, said, spoken[: len(said) + _SPARE], autojunk=False)
    return said[:1] == spoken[:1] and sum(block.size for block in matching.get_matching_blocks()) >= _SHARE * len(said)


def _runs(said: list[str], spoken: list[str]) -> list[Match]:
    matching = SequenceMatcher(None, said, spoken, autojunk=False)
    return [block for block in matching.get_matching_blocks() if block.size >= _TOGETHER]


def _unless_misheard(words: list[str], ours: list[str]) -> list[str]:
    """Words at an end of an echo, unless they are what the transcriber made of ours that belong there."""
    matching = SequenceMatcher(None, words, ours, autojunk=False)
    alike = 2 * sum(block.size for block in matching.get_matching_blocks()) >= len(words)
    sounds_alike = len(words) == 1 and bool(ours) and SequenceMatcher(None, words[0], ours[0]).ratio() >= _ALIKE
    return [] if alike or sounds_alike else words
