"""The shop's order numbers, as digits of a known length."""

from spoken.digits import digits_in, is_only_digits

DIGITS = 6
"""Length of an order number of the shop."""


def order_number_in(text: str, digits: int = DIGITS) -> str | None:
    """The digits said: so many when a whole number is there, fewer or more when not quite, None when there is none."""
    found = digits_in(text, {digits})
    return found.value if found else None


def is_only_a_number(text: str) -> bool:
    """Whether nothing but a number, and words that people put around one, was said."""
    return is_only_digits(text)
