"""What tasks work with: the business behind the line, text messages, the time of day, and whose call it is."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from back_office.port import BackOffice
from back_office.sms import MessageSender
from back_office.writes import key_of
from spoken.phone_numbers import keys_of
from tasks.known import Known

COUNTRY = "US"
"""Whose postcodes and addresses callers give."""
PHONE_REGION = os.environ.get("CANDID_PHONE_REGION") or "US"
"""Whose phone numbers callers give without a country's code: two letters of ISO 3166."""
keys_of(PHONE_REGION)  # a country that there is not ends the process at its start, and not in a call


@dataclass(frozen=True)
class Around:
    """What reading an answer takes of a desk: the caller's day, and the number that is rung from."""

    callers_day: date
    caller: str = ""


def callers_day(asked_on: date | None, today: date) -> date:
    """From which "tomorrow" is counted in an answer: that of the question, if midnight has passed since."""
    return asked_on if asked_on is not None and asked_on + timedelta(days=1) == today else today


@dataclass(frozen=True)
class Desk:
    """`sender` is None where no text messages can be sent; `now` is local time."""

    office: BackOffice
    sender: MessageSender | None
    now: datetime
    call: str
    known: Known = field(default_factory=Known)
    """What was told in this call; tasks add to it."""
    caller: str = ""
    """The number that the caller rings from, E.164; empty where it is withheld. Never written to a log."""
    asked_on: date | None = None
    """The day on which the question was put that is being answered."""

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def callers_day(self) -> date:
        return callers_day(self.asked_on, self.today)

    def key(self, task: str, *details: str | int | date | Enum | None) -> str:
        """For a write: the same wish of this call has the same key, however often it is sent."""
        return key_of(self.call, task, *details)
