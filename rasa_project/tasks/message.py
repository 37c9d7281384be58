"""A message for the people behind the line, and the number to answer to."""

from __future__ import annotations

from collections.abc import Sequence

from spoken import read_back
from spoken.dictated_number import own_number_in, with_number
from spoken.own_number import volunteers_own
from tasks.choice import Option, OwnWords
from tasks.desk import PHONE_REGION, Desk
from tasks.filling import put
from tasks.question import PHONE, Question
from tasks.say import Say, say, told_left
from tasks.task import Says, Task
from tasks.work import Work

MESSAGE = Question(
    "message",
    OwnWords(
        (
            Option("Please ring back about an order.", "a call about an order", ""),
            Option("Please ring back about a bill.", "a call about a bill", ""),
            Option("Please ring back about a visit.", "a call about a visit", ""),
        )
    ),
    "the message",
    "message",
)


class LeaveMessage(Task):
    name = "leave_message"
    thing = "your message"

    def questions(self, work: Work) -> Sequence[Question]:
        return (MESSAGE, PHONE)

    async def look(self, work: Work, desk: Desk) -> Says:
        """Takes the caller's number out of the message, and writes it there as it was confirmed."""
        message = work.answers.get("message")
        if message and work.facts.get("looked_at") != message:
            own = desk.caller if volunteers_own(message) else ""
            if number := own_number_in(message, PHONE_REGION) or own:
                put(self, work, "phone", number)
        if message and "phone" in work.answers:
            message = work.answers["message"] = with_number(message, work.answers["phone"], PHONE_REGION)
        work.facts["looked_at"] = message
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say(
            "utter_confirm_message",
            message=work.answers["message"].rstrip(" .!?"),
            phone=self.read_back(work, desk, "phone"),
        )

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        message, phone = work.answers["message"], work.answers["phone"]
        key = desk.key("leave_message", message, phone)
        left = await desk.office.leave_message(message, phone, key=key)
        said = say("utter_message_left", reference=read_back.digits(left.reference))
        return [told_left("note", left.reference, said)]
