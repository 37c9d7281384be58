"""What the transcriber's child knows by the words of a language: where to listen once more, and what nobody said.

Of a language that has no room nothing is known, and all stands as it was heard first. A list is read when it is first
asked for, so that a child holds of its language no more than it needs.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..language.rooms import languages
from ..language.spoken import SpokenLanguage, spoken
from .digits_again import Numbers, is_figure, is_off, mended, with_zeros
from .soundness import Decoded, is_invented
from .way_out import asked_for, is_plain, worth_a_second_listen


class KnownWords:
    def __init__(self, language: SpokenLanguage | None) -> None:
        self._language = language

    @property
    def hint(self) -> str:
        """As the text before this utterance, for a second listen. A recogniser's words begin with a space."""
        return f" {self._language.second_listen.hint}" if self._language else ""

    def read(self, room: str = "") -> None:
        """All that is asked here, now: a caller must not wait for that. Raises LanguageError.

        `room`: where the lists stand, if not in their place.
        """
        if self._language and room:
            self._language.take_from(Path(room))
        if self._language:
            known = self._language
            _ = known.ways_out, known.second_listen, known.answers, known.number_slips, known.invented

    def asks_for_person(self, text: str) -> bool:
        return self._language is not None and self._language.ways_out.asks_for_person(text)

    def is_plain(self, text: str) -> bool:
        return self._language is not None and is_plain(text, self._language)

    def is_invented(self, decoded: Decoded) -> bool:
        return self._language is not None and is_invented(decoded, self._language.invented)

    def are_doubtful(self, decoded: Decoded) -> bool:
        """Whether these words may have been a wish for a person."""
        if self._language is None or self.is_invented(decoded):
            return False
        return worth_a_second_listen(decoded, self._language)

    def wish(self, first: Decoded, again: Decoded) -> str:
        """The sentence of a second listen that asks for a person, or nothing."""
        return asked_for(first, again, self._language) if self._language else ""

    def with_zeros(self, text: str, numbers: Numbers) -> str:
        return with_zeros(text, numbers, self._language) if self._language else text

    def is_off(self, text: str, numbers: Numbers) -> bool:
        """Whether a number in it has a digit too many or too few."""
        return self._language is not None and is_off(text, numbers, self._language)

    def mended(self, text: str, again: str, numbers: Numbers) -> str:
        return mended(text, again, numbers, self._language) if self._language else text

    def figures(self, pieces: Iterable[str]) -> list[int]:
        """Which pieces of a model's vocabulary write figures, by their places in it."""
        known = self._language
        return [place for place, piece in enumerate(pieces) if known and is_figure(piece, known.number_slips)]


@lru_cache(maxsize=8)
def known_words(code: str) -> KnownWords:
    """Those of the language of this code."""
    return KnownWords(spoken(code) if code in languages() else None)
