"""What the last question awaits, and whether a text is an answer of that kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from re import Pattern

from ..record import Awaited, Expects
from .clock_words import ClockWords
from .own_phone import OwnPhone
from .wording import words_of

DIGITS_A_SECOND = 6.5
"""The quickest of 30 readers said 5.2; Whisper makes six of two when it is given the first two alone."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How questions are answered in one language."""

    digit_words: Mapping[str, str]
    """Words that are a digit where one is awaited, "to" and "for" among them."""
    times: Mapping[str, int]
    """Words for how often the next digit is said: "double"."""
    yes_no: Pattern[str]
    place: Pattern[str]
    """Of what was offered: "the second", wherever it stands."""
    denial: Pattern[str]
    refusal: Pattern[str]
    """Of what was offered, whatever it is."""
    ending: Pattern[str]
    """Of a word: what its forms differ by, "moves", "moved", "moving"."""
    own_or_many: Pattern[str]
    """What makes of a word its plural, or whose it is."""
    safe: Pattern[str]
    """The plain yes to "is it safe to talk?"."""
    agrees: Pattern[str]
    """The plain yes to a recording, as all that was said."""
    declines: Pattern[str]
    deletes: Pattern[str]
    """That what was recorded of this call is to be deleted, as all that was said."""
    clock: ClockWords
    own_phone: OwnPhone

    def digits_in(self, text: str) -> str:
        """The digits of a text in order, from figures and from words ("double five oh" → "550")."""
        found: list[str] = []
        times = 1
        for word in words_of(text).split():
            digits = word if word.isdigit() else self.digit_words.get(word, "")
            found.append(digits * times if digits else "")
            times = self.times.get(word, 1)
        return "".join(found)

    def fits(self, expects: Expects, text: str) -> bool:
        """Whether a text is an answer of the awaited kind, whatever the dialogue model makes of it."""
        if expects.kind is Awaited.DIGITS:
            said = self.digits_in(text)
            is_whole = len(said) >= max(1, expects.digits_of(said) or expects.digits)
            return is_whole or (expects.own_phone and self.own_phone.is_meant(text))
        if expects.kind is Awaited.YES_NO:
            return bool(self.yes_no.match(words_of(text))) or self.names_one(expects, text)
        if expects.kind is Awaited.CHOICE:
            words = words_of(text)
            by_form = bool(self.place.search(words) or self.refusal.search(words))
            by_form = by_form or (expects.times and self.clock.tell_a_time(text))
            return by_form or self.names_one(expects, text) or self._denies_one(expects, text)
        return expects.kind is Awaited.TEXT and bool(words_of(text))

    def names_one(self, expects: Expects, text: str) -> bool:
        """Whether one of the awaited words is said whole: a choice, or "cancel it" where that is to be confirmed."""
        words = words_of(text)
        forms = (f" {words} ", f" {self.own_or_many.sub('', words)} ")  # "mornings", "Thursday's"
        return any(f" {words_of(choice)} " in form for choice in expects.words for form in forms)

    def says_safe(self, text: str) -> bool:
        """Whether this answers "is it safe to talk?" with a plain yes; anything else is none."""
        return bool(self.safe.match(words_of(text)))

    def agreed(self, text: str) -> bool | None:
        """Whether the caller agrees to a recording; None: neither a plain yes nor a plain no, so no consent."""
        words = words_of(text)
        if self.declines.match(words):
            return False
        return True if self.agrees.match(words) else None

    def wants_recording_deleted(self, text: str) -> bool:
        return bool(self.deletes.match(words_of(text)))

    def _denies_one(self, expects: Expects, text: str) -> bool:
        """Whether a choice is denied in whatever form: "I'm not cancelling it" where "cancel it" was one."""
        words = words_of(text)
        stems = {self._stem(word) for word in words.split()}
        denied = any(self._stem(words_of(choice).partition(" ")[0]) in stems for choice in expects.words)
        return denied and bool(self.denial.search(words))

    def _stem(self, word: str) -> str:
        """Of move, moves, moved and moving the same; of cancel, cancelled and canceling."""
        stem = self.ending.sub("", word, count=1)
        return stem[:-1] if len(stem) > 1 and stem[-1] == stem[-2] else stem
