"""The shape of what callers hear: how long and how hard it is, and where its question stands."""

import re
from collections.abc import Iterator

from ...core.words.line_shape import LineShape
from ...core.words.wording import words_of
from ...language.grades import hardness_in
from .line import Line
from .rule import Breach, Rule

MOST_SENTENCES = 3
LONGEST_SECONDS = 10.0
"""As long as the disclosure may be, which is the longest that every caller has to hear."""
MOST_OPTIONS = 4
HARDEST_GRADE = 8.0


def shape_breaches(line: Line) -> Iterator[Breach]:
    yield from _question(line)
    words = line.words.line_shape if line.words and line.words.holds("shape") else None
    ideas = [sentence for sentence in line.sentences if not (words and words.press.search(words_of(sentence)))]
    if len(ideas) > MOST_SENTENCES:
        what = f"has {len(ideas)} sentences, those with a key not counted"
        yield Breach(line, Rule.SENTENCES, what, f"one idea in {MOST_SENTENCES} at most; say the rest when asked")
    if line.seconds > LONGEST_SECONDS:
        what = f"takes about {line.seconds:.0f} s to say"
        yield Breach(line, Rule.SECONDS, what, f"under {LONGEST_SECONDS:g} s; say the rest when asked")
    if words and (options := max(_options(sentence, words) for sentence in line.sentences)) > MOST_OPTIONS:
        what = f"offers {options} things in one sentence"
        yield Breach(line, Rule.LIST, what, f"{MOST_OPTIONS} at most; offer the rest afterwards")
    yield from _grade(line)


def _question(line: Line) -> Iterator[Breach]:
    asked = [number for number, sentence in enumerate(line.sentences) if "?" in sentence]
    if len(asked) > 1 or line.text.count("?") > 1:
        mend = "ask one thing; the other in the next turn"
        yield Breach(line, Rule.QUESTION, "asks more than one question", mend)
    elif asked and asked[0] != len(line.sentences) - 1:
        yield Breach(line, Rule.QUESTION, "goes on after its question", "put the question last")


def _options(sentence: str, words: LineShape) -> int:
    """Things between which a sentence lets one choose: "an order, a return, or a person" are three; 0 without "or"."""
    parts = [words_of(part) for part in re.split(r"[,;]", sentence)]
    if len(parts) > 1 and words.lead_in.match(parts[0]):
        del parts[0]
    if len(parts) < MOST_OPTIONS - 1 or not words.either.search(parts[-1]):
        return 0
    return len(parts) + (not words.either.match(parts[-1]))


def _grade(line: Line) -> Iterator[Breach]:
    hardness = hardness_in(line.language)
    found = hardness(line.readable) if hardness else None
    if found is not None and found > HARDEST_GRADE:
        what = f"is of reading grade {found:.1f}"
        yield Breach(line, Rule.GRADE, what, f"{HARDEST_GRADE:g} at most; take shorter words and sentences")
