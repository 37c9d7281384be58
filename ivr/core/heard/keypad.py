"""What the caller's keys mean; 0 is a person in every state and never gets here."""

from dataclasses import dataclass

from ..record import Awaited, Expects
from ..rules import Rules

_YES_NO = {"1": "affirm", "2": "deny"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A whole answer: digits as text, the number of a choice, or the intent that a key stands for."""

    text: str
    intent: str | None = None


class Keypad:
    """Collects digits until the awaited answer is whole."""

    def __init__(self) -> None:
        self._digits = ""

    @property
    def has_digits(self) -> bool:
        return bool(self._digits)

    def take(self) -> Typed | None:
        """The digits so far as an answer; the keypad is empty afterwards."""
        digits, self._digits = self._digits, ""
        return Typed(digits) if digits else None

    def put_back(self, typed: Typed) -> None:
        """What was taken is no answer yet."""
        self._digits = typed.text

    def press(self, key: str, expects: Expects, rules: Rules) -> Typed | None:
        """The answer that this key completes, None while more are awaited. Raises KeyError: no such choice."""
        if expects.kind is Awaited.DIGITS:
            return self._collect(key, expects)
        if expects.kind in {Awaited.CHOICE, Awaited.TEXT} and key.isdigit():
            return Typed(key)
        intent = _YES_NO.get(key) if expects.kind is Awaited.YES_NO else None
        intent = intent or rules.menu[key]
        return Typed(f"/{intent}", intent)

    def _collect(self, key: str, expects: Expects) -> Typed | None:
        if key == "*" and not expects.star_is_zero:
            self._digits = ""
            return None
        if key == "#":
            return self.take()
        self._digits += key.replace("*", "0")
        count = expects.digits_of(self._digits)
        return self.take() if count and len(self._digits) >= count else None
