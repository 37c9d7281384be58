"""Looks at speech for nothing but what cannot wait: where no pause comes, and where words may have been others."""

from dataclasses import dataclass, field

FIRST_SECONDS = 1.1
"""Of speech without a gap, before it is looked at, and again."""
AGAIN_SECONDS = 0.4
"""At the soonest, where words end: two looks so near to each other would hear the same."""
LOOKED_AT_SECONDS = 2.8
"""So that "I want to talk to a human" is whole in one look: it takes 1.4 s, and looks are 1.1 s apart or more."""


@dataclass(slots=True)
class Looks:
    """Those of one turn, told from its attempts by their numbers, which are below 0."""

    no_pause_came: bool = False
    """Whether it was looked for a way out while the caller went on."""
    _number: int = 0
    _at_seconds: float = 0.0
    """Of the utterance, at the last look at unbroken speech."""
    _awaited: int = 0
    """The look at unbroken speech whose words are still awaited, or 0: no second is begun beside it."""
    _went_on: bool = False
    """Whether an attempt was given up since the last look: what it was made of may have been all."""
    _once_more: int = 0
    """The second listen that is awaited, to words that may have been the wish for a person, or 0."""
    _void: set[int] = field(default_factory=set)

    def is_due(self, utterance_seconds: float, unbroken_seconds: float) -> bool:
        """Whether a look is to be begun while the caller speaks on.

        After one look the line is known for such: every beginning of a pause is then the end of somebody's words.
        """
        since = utterance_seconds - self._at_seconds
        unbroken = min(unbroken_seconds, since) >= FIRST_SECONDS
        paused = self.no_pause_came and self._went_on and since >= AGAIN_SECONDS
        return not self._awaited and (unbroken or paused)

    def begin(self, utterance_seconds: float) -> int:
        """An attempt at words while the caller goes on: nothing is concluded from it but that they want a person."""
        self.no_pause_came = True
        self._at_seconds = utterance_seconds
        self._went_on = False
        self._awaited = self._next()
        return self._awaited

    def once_more(self) -> int:
        """A second listen to words that were doubtful, beside whatever is made of them meanwhile."""
        self._once_more = self._next()
        return self._once_more

    def holds(self, attempt: int) -> bool:
        """Whether this is a look that still counts."""
        return self._number <= attempt < 0 and attempt not in self._void

    def is_second_listen(self, attempt: int) -> bool:
        """Whether this is the one that is awaited."""
        return attempt < 0 and attempt == self._once_more

    def answered(self, attempt: int) -> None:
        """The next may be begun, if this was the one that was awaited."""
        self._awaited = 0 if attempt == self._awaited else self._awaited
        self._once_more = 0 if attempt == self._once_more else self._once_more

    def withdraw(self, *, unanswered: bool) -> int:
        """The caller goes on: a second listen to what was said so far no longer counts; its number, or 0 if there is
        none. `unanswered`: the words of the attempt were still awaited."""
        self._went_on = self._went_on or unanswered
        void, self._once_more = self._once_more, 0
        if void:
            self._void.add(void)
        return void

    def _next(self) -> int:
        self._number -= 1
        return self._number
