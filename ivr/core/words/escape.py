"""The words by which a caller reaches a person: by rule, with no model, in every state.

A false transfer is tolerable; a caller who asks for a person and does not get one is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from re import Pattern

from .escape_abroad import WaysOutAbroad
from .what_we_are import WhatWeAre
from .wording import Fillers, clauses_of, words_of

_FEW_WORDS = 4
"""In which a person's name alone is a wish for one."""


@dataclass(frozen=True, slots=True)
class WaysOut:
    """How a person is asked for in one language; all on words as of `words_of`."""

    clause: Pattern[str]
    """All that stands between two commas."""
    plain: Pattern[str]
    """What is a wish for a person among few words."""
    away: Pattern[str]
    human_said: Pattern[str]
    alone: Pattern[str]
    talked: Pattern[str]
    named_wanted: Pattern[str]
    someone_wanted: Pattern[str]
    helped: Pattern[str]
    stressed: Pattern[str]
    misheard_alone: Pattern[str]
    """What a recogniser makes of these words, as all of an utterance."""
    misheard: Pattern[str]
    """Likewise within a sentence."""
    declined: Pattern[str]
    talked_before: Pattern[str]
    """Who tells of it wants nobody by that."""
    abroad: WaysOutAbroad
    what_we_are: WhatWeAre
    fillers: Fillers

    def asks_for_person(self, text: str, more_phrases: Iterable[str] = ()) -> bool:
        """Whether the caller asks for a live human; negations ("I don't need a human") do not count."""
        words = words_of(text)
        if not words:
            return False
        if any(f" {words_of(phrase)} " in f" {words} " for phrase in more_phrases):
            return True
        rest = self.what_we_are.left_of(words)
        if rest == words and any(self.clause.match(words_of(clause)) for clause in clauses_of(text)):
            return True
        known = (*self._wordings, *self._mishearings)
        return any(self._asks(said, known) for said in dict.fromkeys((rest, self.fillers.plainly(rest))))

    def is_misheard_at_best(self, text: str) -> bool:
        """Whether a wish for a person is in these words only if they were misheard: "you mean", "Asian"."""
        words = self.fillers.plainly(words_of(text))
        return any(wording.search(words) for wording in self._mishearings) and not self._asks(words, self._wordings)

    @property
    def _wordings(self) -> tuple[Pattern[str], ...]:
        return (
            self.away, self.human_said, self.alone, self.talked, self.named_wanted, self.someone_wanted, self.helped,
            self.stressed,
        )  # fmt: skip

    @property
    def _mishearings(self) -> tuple[Pattern[str], ...]:
        return (self.misheard_alone, self.misheard)

    def _asks(self, words: str, wordings: tuple[Pattern[str], ...]) -> bool:
        """Of words without the question what we are."""
        if self.abroad.are_asked_for(words):
            return True
        words = " ".join(self.talked_before.sub(" ", self.declined.sub(" ", words)).split())
        if self.plain.search(words) and len(words.split()) <= _FEW_WORDS:
            return True
        return any(wording.search(words) for wording in wordings)
