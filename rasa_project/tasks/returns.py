"""Sending something back, and what has become of a return: an order, whose it is, and why."""

from __future__ import annotations

from collections.abc import Sequence

from back_office.errors import NotFoundError
from back_office.returns import Return, ReturnReason, ReturnState
from spoken import read_back
from tasks.choice import Choice, Option
from tasks.days import day_said, near
from tasks.desk import Desk
from tasks.question import ORDER, POSTCODE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

REASON = Question(
    "reason",
    Choice(
        (
            Option(
                "broken",
                "it's broken",
                r"broken?|broke|damaged?|faulty|doesn't work|cracked|cracks?|holes?|"
                r"smashed|(?:doesn't|not|isn't) work\w*|"
                r"defective|in pieces|"
                r"scratched|torn|bust(?:ed)?|dented|stopped working|doesn't switch on|"
                r"(?:came|comes|fell|falls|falling) (?:off|apart)|snapped|chipped|split|shattered|bent|ripped|rusty|"
                r"dead|died|leak(?:s|ing)?|missing (?:a|some|the|its|parts?)|stain\w*|burn\w*|"
                r"won't (?:\w+ )?(?:turn|switch|start|work|charge|open|close|come) ?\w*",
                "a broken item",
            ),
            Option(
                "wrong_item",
                "it's the wrong item",
                r"wrong item|wrong one|wrong size|wrong (?:thing|colou?r|product)|not what i ordered|something else|"
                r"different (?:item|one|thing)|didn't order",
                "the wrong item",
            ),
            Option(
                "not_wanted",
                "you don't want it",
                r"don't want it|don't need it|don't like it|changed my mind|no longer|don't (?:want|need|like)(?! to)|"
                r"not (?:want|need)\w*|doesn't (?:fit|suit|match)|"
                r"too (?:big|small|long|short|heavy)|unwanted|don't really want|no use",
                "something you don't want",
            ),
        ),
        asks="reason",
    ),
    "the reason",
    "reason|why",
)  # fmt: skip


class Returns(Task):
    name = "returns"
    thing = "your return"
    identity = ("order", "postcode")
    not_found = "utter_order_not_found_there"

    def questions(self, work: Work) -> Sequence[Question]:
        return (ORDER, POSTCODE, REASON)

    async def look(self, work: Work, desk: Desk) -> Says:
        """The item of the order, or how far its return has got when there is one."""
        if "item" in work.facts or not {"order", "postcode"} <= work.answers.keys():
            return ()
        pair = work.answers["order"], work.answers["postcode"]
        try:
            begun = await desk.office.return_of(*pair)
        except NotFoundError:
            work.facts["item"] = (await desk.office.delivery(*pair)).item
            return ()
        return [_progress(begun, desk)]

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say("utter_confirm_return", item=work.facts["item"], reason=self.read_back(work, desk, "reason"))

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        order, postcode, reason = (work.answers[name] for name in ("order", "postcode", "reason"))
        key = desk.key("start_return", order, postcode, reason)
        begun = await desk.office.start_return(order, postcode, ReturnReason(reason), key=key)
        return [
            say(
                "utter_return_begun",
                reference=read_back.digits(begun.reference),
                money=read_back.money(begun.refund_cents, begun.currency),
            ),
            *([say("utter_return_by", day=day_said(begun.day, desk.today))] if begun.day else []),
        ]


def _progress(begun: Return, desk: Desk) -> Say:
    values = {"item": begun.item, "money": read_back.money(begun.refund_cents, begun.currency)}
    if begun.day is None:
        return say("utter_return_known", **values)
    name = {
        ReturnState.AWAITED: "utter_return_awaited",
        ReturnState.ON_ITS_WAY: "utter_return_on_its_way",
        ReturnState.RECEIVED: "utter_return_received",
        ReturnState.REFUNDED: "utter_return_refunded",
    }[begun.state]
    refunded = begun.state is ReturnState.REFUNDED
    return say(name, **values, day=(near if refunded else day_said)(begun.day, desk.today))
