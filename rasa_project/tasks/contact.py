"""How a customer is reached: a new phone number, e-mail address, or house and street."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.choice import Choice, Option
from tasks.desk import Desk
from tasks.question import ACCOUNT, POSTCODE, Question
from tasks.reader import Email, Phone, Street
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

WHAT = Question(
    "contact_what",
    Choice(
        (
            Option("phone", "your phone number", r"phone|telephone|mobile|cell\w*|number"),
            Option("email", "your e-mail", r"e-?mail\w*|mail address"),
            Option("address", "your address", r"(?<!mail )address|street|moved|moving|house|live"),
        )
    ),
    "what to change",
    "phone|e-?mail|address",
    settled_when_found=True,
)  # fmt: skip
NEW = {
    "phone": Question(
        "new_phone", Phone(), "the new number", "(?:phone |new )?number|phone", waits_for=("contact_what",)
    ),
    "email": Question("new_email", Email(), "the new e-mail", "e-?mail\\w*|address", waits_for=("contact_what",)),
    "address": Question(
        "new_address", Street(), "the new address", "address|street|house", waits_for=("contact_what",)
    ),
}


class ChangeContact(Task):
    name = "change_contact"
    thing = "your contact details"
    identity = ("account", "postcode")
    not_found = "utter_account_not_found"

    def questions(self, work: Work) -> Sequence[Question]:
        what = work.answers.get("contact_what")
        return (WHAT, ACCOUNT, POSTCODE, *([NEW[what]] if what else []))

    async def look(self, work: Work, desk: Desk) -> Says:
        """Whether account and postcode belong together, before anything new is asked."""
        if "known" not in work.facts and {"account", "postcode"} <= work.answers.keys():
            await desk.office.customer(work.answers["account"], work.answers["postcode"])
            work.facts["known"] = True
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        what = work.answers["contact_what"]
        return say(f"utter_confirm_new_{what}", new=self.read_back(work, desk, f"new_{what}"))

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        what = work.answers["contact_what"]
        pair = work.answers["account"], work.answers["postcode"]
        new = work.answers[f"new_{what}"]
        key = desk.key("change_contact", *pair, what, new)
        await desk.office.change_contact(*pair, **{what: new}, key=key)
        return [say("utter_contact_changed", what=WHAT.reader.say(what, desk.today))]
