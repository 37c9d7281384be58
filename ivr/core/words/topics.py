"""Whether a caller speaks of something that is not for a machine, and of what: by rule, with no model.

A false alarm costs a call to a person; a miss leaves somebody in need with a machine. Where in doubt it is a topic.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from re import Pattern

from ..record import Topic
from .wording import words_of

_STUTTER = re.compile(r"\b([a-z]\w*(?: [a-z]\w*)?)(?: \1\b)+")
_SPACES = re.compile(r" +")


@dataclass(frozen=True, slots=True)
class Topics:
    """What is said of sensitive topics in one language, in the words of `spoken`."""

    phrasings: Mapping[Topic, Pattern[str]]
    """One for each topic, in the order of `Topic`: the first that matches is what the call is about."""
    harmless: Pattern[str]
    """What sounds like a topic and is none: cut out before patterns look."""
    short_forms: tuple[tuple[Pattern[str], str], ...]
    """With what they stand for."""
    fillers: Pattern[str]

    def topic_of(self, text: str, ignored: Set[Topic] = frozenset()) -> Topic | None:
        """The sensitive topic of these words, the gravest of several; None when there is none, or it is ignored."""
        return self._first((topic for topic in self.phrasings if topic not in ignored), self.spoken(text))

    def is_emergency(self, text: str) -> bool:
        """Whether `topic_of` these words is an emergency; it takes a tenth of the time."""
        return self._first([Topic.EMERGENCY], self.spoken(text)) is not None

    def is_surely_emergency(self, text: str) -> bool:
        """As `is_emergency`, of words that were cut off: what the last of them makes one may be a fire stick."""
        return self.is_emergency(text) and self.is_emergency(words_of(text).rpartition(" ")[0])

    def spoken(self, text: str) -> str:
        """The words of a text as the patterns expect them: short forms written out, no fillers, nothing said twice."""
        words = words_of(text)
        for short, whole in self.short_forms:
            words = short.sub(whole, words)
        words = _SPACES.sub(" ", self.fillers.sub("", words)).strip()
        return _STUTTER.sub(r"\1", words)

    def _first(self, topics: Iterable[Topic], words: str) -> Topic | None:
        """What only sounds like a topic is looked for when something does, as that takes as long again."""
        left = ""
        for topic in topics:
            if self.phrasings[topic].search(words):
                left = left or self.harmless.sub(",", words)
                if self.phrasings[topic].search(left):
                    return topic
        return None
