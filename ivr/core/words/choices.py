"""What callers choose for this call and for later ones, in one language: no machine, no recording, no training.

By rule, with no model, as the ways out are; but the other way round where in doubt. A person too many is tolerable, a
choice that nobody made is not: it would be kept.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from re import Pattern

from ..record import Choice, Chosen
from .wording import Fillers, words_of

_MOST_WORDS = 60
"""Of an utterance, its last: a story that long is no choice by its beginning."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How each is made, and taken back; all on words as of `words_of`, without fillers."""

    no_machine: Pattern[str]
    no_recording: Pattern[str]
    no_training: Pattern[str]
    machine_again: Pattern[str]
    recording_again: Pattern[str]
    training_again: Pattern[str]
    fillers: Fillers

    def made_in(self, text: str, standing: Set[Choice] = frozenset()) -> tuple[Chosen, ...]:
        """What the caller chooses in these words, or takes back of what is `standing`: only that can be."""
        words = self._plain(text)
        if not words:
            return ()
        back = [choice for choice, way in self._ways_back.items() if choice in standing and way.search(words)]
        made = [choice for choice, way in self._ways.items() if choice not in back and way.search(words)]
        return (*(Chosen(choice) for choice in made), *(Chosen(choice, stands=False) for choice in back))

    def left_of(self, text: str) -> str:
        """What else is said in these words."""
        words = self._plain(text)
        for way in self._ways.values():
            words = way.sub(" ", words)
        return " ".join(words.split())

    @property
    def _ways(self) -> Mapping[Choice, Pattern[str]]:
        return {
            Choice.NO_MACHINE: self.no_machine,
            Choice.NO_RECORDING: self.no_recording,
            Choice.NO_TRAINING: self.no_training,
        }

    @property
    def _ways_back(self) -> Mapping[Choice, Pattern[str]]:
        return {
            Choice.NO_MACHINE: self.machine_again,
            Choice.NO_RECORDING: self.recording_again,
            Choice.NO_TRAINING: self.training_again,
        }

    def _plain(self, text: str) -> str:
        return " ".join(self.fillers.plainly(words_of(text)).split()[-_MOST_WORDS:])
