"""The shape of what callers hear: how long and how hard it is, and where its question stands."""

import re
from collections.abc import Iterator

from .line import Line
from .reading_grade import FEWEST_WORDS, grade, words_in
from .rule import Breach, Rule

MOST_SENTENCES = 3
LONGEST_SECONDS = 10.0
"""As long as the disclosure may be, which is the longest that every caller has to hear."""
MOST_OPTIONS = 4
HARDEST_GRADE = 8.0
_OPTIONS = re.compile(r"\b(?:or|oder|ou|o)\b", re.I)
_LEAD_IN = re.compile(r"^(?:sorry|hello|thanks|thank you|all right|okay|of course|yes|no|well),\s*", re.I)
_KEY_SENTENCE = re.compile(r"\bpress\b", re.I)


def shape_breaches(line: Line) -> Iterator[Breach]:
    yield from _question(line)
    ideas = [sentence for sentence in line.sentences if not _KEY_SENTENCE.search(sentence)]
    if len(ideas) > MOST_SENTENCES:
        what = f"has {len(ideas)} sentences, those with a key not counted"
        yield Breach(line, Rule.SENTENCES, what, f"one idea in {MOST_SENTENCES} at most; say the rest when asked")
    if line.seconds > LONGEST_SECONDS:
        what = f"takes about {line.seconds:.0f} s to say"
        yield Breach(line, Rule.SECONDS, what, f"under {LONGEST_SECONDS:g} s; say the rest when asked")
    if (options := max(map(_options, line.sentences))) > MOST_OPTIONS:
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


def _options(sentence: str) -> int:
    """Things between which a sentence lets one choose: "an order, a return, or a person" are three; 0 without "or"."""
    parts = re.split(r"[,;]", _LEAD_IN.sub("", sentence))
    if len(parts) < MOST_OPTIONS - 1 or not _OPTIONS.search(parts[-1]):
        return 0
    return len(parts) + (not _OPTIONS.match(parts[-1].strip()))


def _grade(line: Line) -> Iterator[Breach]:
    words = sum(len(words_in(sentence)) for sentence in line.readable)
    if line.language != "en" or words < FEWEST_WORDS:
        return
    if (found := grade(line.readable)) > HARDEST_GRADE:
        what = f"is of reading grade {found:.1f}"
        yield Breach(line, Rule.GRADE, what, f"{HARDEST_GRADE:g} at most; take shorter words and sentences")
