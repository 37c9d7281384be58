"""Lines in which the machine claims to be a person, denies that it is a machine, or names itself without saying AI.

What the words say outright is found, in the languages that have a list for it; what a line merely implies, a reader has
to find.
"""

from collections.abc import Iterator

from ..disclosure import says_ai
from .line import Line
from .rule import Breach, Rule


def honesty_breaches(line: Line) -> Iterator[Breach]:
    honesty = line.words.honesty if line.words and line.words.holds("honesty") else None
    if honesty is None:
        return
    if claim := honesty.claim_in(line.text):
        yield Breach(line, Rule.HUMAN, f'claims to be a person: "{claim}"', "say that it is an A.I., or leave it out")
    elif named := honesty.persons_name_in(line.text):
        mend = "say in the same line that it is an A.I., or leave the name out"
        yield Breach(line, Rule.HUMAN, f'has a person\'s name: "{named}"', mend)
    if (own := honesty.own_name_in(line.text)) and not says_ai(line.text, line.language):
        mend = 'say "A.I." in the same line, or in other languages the whole words'
        yield Breach(line, Rule.AI, f'does not say that it is an AI: "{own}"', mend)
