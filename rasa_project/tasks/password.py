"""A new password: a code goes to the phone number that is on file, and is never said."""

from __future__ import annotations

from collections.abc import Sequence

from back_office.code_by_text import send_reset_code
from back_office.errors import Reason, RefusedError
from spoken.read_back import digits
from tasks.desk import Desk
from tasks.question import ACCOUNT, POSTCODE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

CODE_MESSAGE = (
    "{code} is your code for a new Fernhill password. It is good for {minutes} minutes. "
    "Nobody from Fernhill will ever ask you for it."
)
"""The text message: the one text that is read and not heard."""


class ResetPassword(Task):
    name = "reset_password"
    thing = "your new password"
    identity = ("account", "postcode")
    not_found = "utter_account_not_found"

    def questions(self, work: Work) -> Sequence[Question]:
        return (ACCOUNT, POSTCODE)

    async def before(self, work: Work, desk: Desk) -> Says:
        """Nothing is asked of callers to whom no code can be sent."""
        if desk.sender is None:
            raise RefusedError(Reason.NO_MESSAGES)
        return ()

    async def look(self, work: Work, desk: Desk) -> Says:
        if "ending" in work.facts or not {"account", "postcode"} <= work.answers.keys():
            return ()
        contact = await desk.office.contact(work.answers["account"], work.answers["postcode"])
        if contact.phone_ending is None:
            raise RefusedError(Reason.NO_PHONE)
        work.facts["ending"] = contact.phone_ending
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say("utter_confirm_code", ending=digits(work.facts["ending"]))

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        pair = work.answers["account"], work.answers["postcode"]
        key = desk.key("reset_password", *pair)
        ending = await send_reset_code(desk.office, desk.sender, *pair, text=CODE_MESSAGE, key=key)
        return [say("utter_code_sent", ending=digits(ending))]
