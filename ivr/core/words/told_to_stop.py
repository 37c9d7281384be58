"""Callers who want the assistant to be silent, and no more: "stop talking", "let me speak", "okay okay, I get it".

Known from the whole of what was said, with no model. Some of it means this at any time; some, "enough", "I know", only
over a line: without one it may be a refusal, or an answer.
"""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of

_LONGEST = 24
"""Words."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How it is asked for in one language."""

    all_of_it: Pattern[str]
    """Nothing but such words, and what is put beside them."""
    means_it: Pattern[str]
    may_mean_it: Pattern[str]
    hurries: Pattern[str]
    a_while: Pattern[str]

    def is_asked_for(self, text: str) -> bool:
        """Whether silence is all that they ask for, and no time: what comes next is theirs to say."""
        return self._means(self.means_it, text) and not self.a_while.search(words_of(text))

    def is_asked_for_a_while(self, text: str) -> bool:
        """Whether they ask for silence for a while: "be quiet for a moment"."""
        return self._means(self.means_it, text) and bool(self.a_while.search(words_of(text)))

    def has_heard_enough(self, text: str) -> bool:
        """Whether a line that they speak over has said enough for them. "Yes" with it is no answer: "yes, I know"."""
        return self._means(self.may_mean_it, text) and not self.a_while.search(words_of(text))

    def hurries_us(self, text: str) -> bool:
        """Whether they want, instead of the line that they speak over, what they are asked: "get to the point"."""
        return self._means(self.hurries, text)

    def _means(self, pattern: Pattern[str], text: str) -> bool:
        words = words_of(text)
        return len(words.split()) <= _LONGEST and bool(self.all_of_it.match(words) and pattern.search(words))
