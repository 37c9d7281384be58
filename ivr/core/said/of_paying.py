"""What callers hear who pay by card: how it goes on, and how it went."""

from ..record import HowPaid
from ..rules import Rules

BY_KEYS = "pay_by_keys"
"""The prompt that tells how it goes on."""
OFFER = "pay_offer"
"""To whom is stopped who gives a card number: the words that lead to the keys."""
ELSE = "anything_else"
FAILED = "pay_failed"
"""Said by the carrier's own voice, where no stream is open."""
HOW_IT_WENT = {
    HowPaid.PAID: "pay_paid",
    HowPaid.CARD_TAKEN: "pay_card_taken",
    HowPaid.STOPPED: "pay_stopped",
    HowPaid.NOT_COMPLETED: "pay_not_completed",
}
"""The prompts that tell it."""


def prompts_of_paying(rules: Rules) -> list[tuple[str, str]]:
    """(field, prompt) of all that these rules may have said about paying."""
    if not any(route.pay for route in rules.routes.values()):
        return []
    return [("routes", name) for name in (OFFER, BY_KEYS, *HOW_IT_WENT.values(), FAILED, ELSE)]
