"""Card numbers that the call itself took out before it took the words in: "flat [card number] Orchard Close".

It takes the figures of a house or the rest of an insurance number for one. So a number of as many characters stands
there again while the words are looked through, and what is around it is found as with any.
"""

from ..core.words.card import CARD

ANY_CARD = "4222222222222"
"""Whose check digit is right; nobody's. A replay hears the stand-in again, and none of these digits."""


def with_cards(text: str) -> str:
    """Every place in it stays where it was."""
    return text.replace(CARD, ANY_CARD)


def told_by_caller(digits: str) -> str:
    """Without what nobody said."""
    return digits.replace(ANY_CARD, "")
