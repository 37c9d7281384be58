"""A voicemail greeting, a menu or a robot caller on the line, known by whole sentences that only machines say.

Never in doubt: whoever quotes such a sentence, asks about it or says anything of their own is a person.
"""

import re
from dataclasses import dataclass
from re import Pattern

from .wording import words_of

ENOUGH = 2
"""Evidence that ends a call: a sentence of which there is no doubt, or two of which there is little, running."""

_SENTENCES = re.compile(r"[.!;]+(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Machines:
    """What they say in one language, and what only people say to them."""

    sure: Pattern[str]
    """How a sentence begins of which there is no doubt."""
    maybe: Pattern[str]
    option: Pattern[str]
    another: Pattern[str]
    """In a list that begins with "press 1 to"."""
    person: Pattern[str]
    """Who tells of it, asks about it, or speaks of anything of their own."""
    protests: Pattern[str]

    def evidence(self, text: str) -> int:
        """How much in these words only a machine says, in sentences that count 1 or, of which there is no doubt, 2."""
        words = words_of(text)
        if "?" in text or self.person.search(words):
            return 0
        options = len(self.option.findall(words))
        options += len(self.another.findall(text.lower())) if options else 0
        return options + sum(self._weight(words_of(sentence)) for sentence in _SENTENCES.split(text))

    def speaks_for_themselves(self, text: str) -> bool:
        """Whether somebody who was taken for a machine protests; a recording that talks on does not."""
        words = words_of(text)
        return bool(self.person.search(words) or self.protests.search(words)) and not self.evidence(text)

    def _weight(self, sentence: str) -> int:
        return 2 if self.sure.match(sentence) else 1 if self.maybe.match(sentence) else 0
