"""Moving a delivery to another day, or cancelling it before it has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from back_office.deliveries import Delivery
from back_office.errors import Reason, RefusedError
from tasks.choice import Choice, Option
from tasks.days import day_said, on, on_day
from tasks.desk import Desk
from tasks.offers import Offers, free_days, offer_of
from tasks.question import ORDER, POSTCODE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

WISH = Question(
    "delivery_wish",
    Choice(
        (
            Option("move", "another day", r"move|another day|another time|change the day|another date|"
                r"different (?:day|date|time)|(?:chang(?:e|ing)|mov(?:e|ing)|switch(?:ing)?|alter(?:ing)?)"
                   r" (?:(?:the|my|that|our) )?(?:delivery )?"
                   r"(?:day|date|time)|reschedule|later|earlier|postpone|push (?:it )?back|"
                   r"bring (?:it )?forward|delay|"
                   r"(?:won't|not going to|not gonna) be (?:in|home|there|around)|rearrang\w+|other day|swap|"
                   r"mov(?:ing|ed)(?! (?:away|house|home|out|in|abroad|to)\b)|reschedul\w+|postpon\w+"),
            Option("cancel", "a cancellation", r"cancel\w*|cancel it|cancel the order|call (?:it )?off|"
                r"don't (?:want|need) (?:it|the|my)|"
                   r"stop (?:it|the|my)"),
        ),
        asks="change",
    ),
    "what to do",
    "move|cancel",
    settled_when_found=True,
)  # fmt: skip


class ChangeDelivery(Task):
    name = "change_delivery"
    thing = "your delivery"
    identity = ("order", "postcode")
    not_found = "utter_order_not_found_there"

    def questions(self, work: Work) -> Sequence[Question]:
        asked = (WISH, ORDER, POSTCODE)
        if work.answers.get("delivery_wish") != "move" or "free" not in work.facts:
            return asked
        free = tuple(offer_of(kept) for kept in work.facts["free"])
        offers = Offers(free, tuple(work.facts.get("shown", ())))
        return (*asked, Question("day", offers, "the day", "day|date", "utter_ask_delivery_day", waits_for=("order",)))

    async def look(self, work: Work, desk: Desk) -> Says:
        if "item" in work.facts or not {"order", "postcode", "delivery_wish"} <= work.answers.keys():
            return ()
        found = await desk.office.delivery(work.answers["order"], work.answers["postcode"])
        if found.cancelled:
            raise RefusedError(Reason.ALREADY_CANCELLED)
        if not found.free_days:
            return [_too_late(found, desk)]
        work.facts |= {"item": found.item, "free": free_days(found.free_days)}
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        item = work.facts["item"]
        if work.answers["delivery_wish"] == "cancel":
            return say("utter_confirm_cancel_delivery", item=item)
        return say("utter_confirm_move_delivery", item=item, day=on(self.read_back(work, desk, "day")))

    def cancels(self, work: Work) -> bool:
        return work.answers.get("delivery_wish") == "cancel"

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        order, postcode = work.answers["order"], work.answers["postcode"]
        if work.answers["delivery_wish"] == "cancel":
            key = desk.key("cancel_delivery", order, postcode)
            done = await desk.office.cancel_delivery(order, postcode, key=key)
            return [say("utter_delivery_cancelled", item=done.item)]
        day = date.fromisoformat(work.answers["day"])
        key = desk.key("move_delivery", order, postcode, day)
        done = await desk.office.move_delivery(order, postcode, day, key=key)
        return [say("utter_delivery_moved", item=done.item, day=day_said(done.day or day, desk.today))]


def _too_late(found: Delivery, desk: Desk) -> Say:
    """It can no longer be changed: the day it comes, or came."""
    if found.day and found.day >= desk.today:
        return say("utter_delivery_on_its_way", item=found.item, day=on_day(found.day, desk.today))
    return say("utter_refused_already_delivered")
