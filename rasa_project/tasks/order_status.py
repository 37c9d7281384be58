"""Where an order is: its number, read back."""

from __future__ import annotations

from collections.abc import Sequence

from back_office.orders import OrderStatus
from tasks.days import near
from tasks.desk import Desk
from tasks.question import ORDER, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work


class OrderState(Task):
    name = "order_status"
    thing = "your order"
    binding = False
    identity = ("order",)
    not_found = "utter_order_not_found"

    def questions(self, work: Work) -> Sequence[Question]:
        return (ORDER,)

    def confirm(self, work: Work, desk: Desk) -> Say | None:
        """A number that was read back in this call is not read back again: the answer names it."""
        if "order" in work.recalled:
            return None
        return say("utter_read_back_order", order=self.read_back(work, desk, "order"))

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        order = await desk.office.order(work.answers["order"])
        values = {"order": self.read_back(work, desk, "order"), "item": order.item}
        state = {OrderStatus.REFUNDED: "cancelled"}.get(order.status, order.status.value)
        if order.status in {OrderStatus.CANCELLED, OrderStatus.REFUNDED}:
            return [say("utter_order_ended", **values, how=order.status.value)]
        if order.day is None:
            return [say(f"utter_order_{state}", **values)]
        return [say(f"utter_order_{state}_day", **values, day=near(order.day, desk.today))]
