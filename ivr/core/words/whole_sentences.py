"""Whether words are a whole sentence by their build, whatever they mean: what a caller is not likely to go on from.

Questions may end on a preposition ("who am I talking to?"): what it belongs to is the word that asks. Elsewhere a
preposition, an article or a verb that wants an object leaves the sentence open.
"""

from dataclasses import dataclass
from re import Pattern

from .wording import words_of

_LOWER_LIMIT = 3
"""Words: fewer are no sentence that could be told by its build."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """How they are built in one language."""

    ends_on_what_was_asked: Pattern[str]
    asks: Pattern[str]
    asks_something: Pattern[str]
    told_to: Pattern[str]
    open: Pattern[str]
    """Last words that as often as not go before another, though no preposition or article."""
    wants_object: Pattern[str]
    """Verbs that are not whole without what is done to; where "what" or "which" asks, that was said first."""
    object_came_first: Pattern[str]
    spoken: Pattern[str]
    """A sentence that ends on figures may be read on."""
    please: Pattern[str]

    def end_on_what_was_asked(self, words: str) -> bool:
        """Whether the last word only seems to leave these open: "who am I talking to", "what's it like", "log in"."""
        return bool(self.ends_on_what_was_asked.search(words))

    def is_whole(self, text: str) -> bool:
        """Whether this is a question or a request with all its parts, and written as one.

        Statements are left out: who tells something goes on as often as not ("I have nothing left … to hope for").
        A sentence that the transcriber ended with nothing, with a comma or with dots is none, however it is built.
        """
        ended, words = text.rstrip(), words_of(text)
        if not ended.endswith((".", "?", "!")) or ended.endswith(("..", "…")) or len(words.split()) < _LOWER_LIMIT:
            return False
        if self.end_on_what_was_asked(words):
            return True
        said = self.please.sub("", words)
        wants_object = self.wants_object.search(said) and not self.object_came_first.search(said)
        if self.open.search(said) or wants_object or not self.spoken.search(said):
            return False
        if ended.endswith("?"):
            return bool(self.asks.match(said) and self.asks_something.match(said))
        return bool(self.told_to.match(said) or self.asks_something.match(said))
