"""What is to be done about a turn that is over, and what of the call bears on it."""

from dataclasses import dataclass
from enum import StrEnum

from ..facts import NOTHING_KNOWN, Facts
from ..record import Care, Chosen, Expects, Line, Reason
from ..words.requests import Request

BY_RULE = {Reason.TRANSFER_RULE, Reason.SENSITIVE_TOPIC}
"""Transfers that follow from what the caller said: all of it is for the agent."""


class Outcome(StrEnum):
    TRANSFER = "transfer"
    REQUEST = "request"
    """Of the assistant itself: to repeat, to speak slower, to go back."""
    TELL_WHAT_WE_ARE = "tell_what_we_are"
    NOTHING_SAID = "nothing_said"
    MISS = "miss"
    ASK = "ask"
    ASK_IF_SAFE = "ask_if_safe"
    WAIT = "wait"
    GO_ON = "go_on"
    OFFER_KEYS = "offer_keys"
    CARD_NUMBER = "card_number"
    CHOICE = "choice"
    """For this call and later ones, and nothing else is to be done."""
    CONSENT = "consent"
    """The answer to whether the call may be recorded."""
    TAKEN_BACK = "taken_back"
    MACHINE = "machine"
    BACK = "back"
    """After the moment that they asked for."""
    OFFER_PERSON = "offer_person"
    """What was heard while they wait may have been a wish for one."""


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    why: str
    route: str = ""
    reason: Reason | None = None
    lines: tuple[Line, ...] = ()
    """What to say, where it is not the usual line."""
    care: Care | None = None
    """What agents must know from here on."""
    request: Request | None = None
    choices: tuple[Chosen, ...] = ()
    """What the caller chose in these words, whatever else is done about them."""
    agreed: bool = False
    """To the recording that was asked about."""
    deletes: bool = False
    """What was recorded of the call."""
    ticket: str | None = None
    """What the dialogue is told, so that it writes down what a person is to deal with: "/intent", or words."""
    rule: str = ""
    """The name of the supervisor's rule that decided it; empty: none did."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of the call bears on a decision: what was asked, what was stopped for the caller, what came before."""

    expects: Expects
    stopped: bool = False
    """Something that was being said was stopped, or kept waiting, when the caller began."""
    keys_offered: bool = False
    asked_if_safe: bool = False
    """The caller spoke of abuse, and was asked whether it is safe to talk."""
    machine: int = 0
    """Evidence, with this turn's, that no person is on the line."""
    facts: Facts = NOTHING_KNOWN
    """What rules may ask of the call, without the turn at hand."""


def ticket_of(kinds: tuple[str, ...], text: str) -> str | None:
    """The only kind that there is; of several what was said, for the dialogue to tell which of them it is."""
    return f"/{kinds[0]}" if len(kinds) == 1 else (text if kinds else None)
