"""What is owed on an account, and the latest bill explained."""

from __future__ import annotations

from collections.abc import Sequence

from back_office.bills import Balance, Bill
from spoken import read_back
from tasks.choice import Choice, Option
from tasks.days import near, on_day
from tasks.desk import Desk
from tasks.question import ACCOUNT, POSTCODE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

MOST_LINES = 3
"""Of a bill that are read out: the largest."""
WISH = Question(
    "bill_wish",
    Choice(
        (
            Option("balance", "what you owe", r"owe\w*|balance|pay(?:ing|ment)?|paid|due|outstanding|how much|"
                   r"credit|settled"),
            Option("bill", "the bill explained", r"explain\w*|why|high(?:er)?|much more|go(?:ing)? through|"
                   r"what's (?:on|in) (?:it|my|the)|break ?down|line by line|understand|expensive|details?|"
                   r"gone up|wrong"),
        )
    ),
    "what to tell you",
    "owe|explained",
)  # fmt: skip


class Bills(Task):
    name = "bill"
    thing = "your bill"
    binding = False
    no_is_enough = True
    identity = ("account", "postcode")
    not_found = "utter_account_not_found"

    def questions(self, work: Work) -> Sequence[Question]:
        return (WISH, ACCOUNT, POSTCODE)

    async def look(self, work: Work, desk: Desk) -> Says:
        """The bill's total, or whether account and postcode belong together."""
        if "known" in work.facts or not {"account", "postcode", "bill_wish"} <= work.answers.keys():
            return ()
        pair = work.answers["account"], work.answers["postcode"]
        if work.answers["bill_wish"] == "bill":
            work.facts["bill"] = _total(await desk.office.bill(*pair))
        else:
            await desk.office.customer(*pair)
        work.facts["known"] = True
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say | None:
        """The total comes first: its lines are only for those who want them."""
        if "bill" not in work.facts:
            return None
        name, values = work.facts["bill"]
        return say(name, **values)

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        pair = work.answers["account"], work.answers["postcode"]
        if work.answers["bill_wish"] == "balance":
            return _owed(await desk.office.balance(*pair), desk)
        return _explained(await desk.office.bill(*pair), desk)


def _owed(balance: Balance, desk: Desk) -> list[Say]:
    says = []
    money = read_back.money(abs(balance.owed_cents), balance.currency)
    if balance.owed_cents > 0 and balance.due:
        says.append(say("utter_owed_by", money=money, day=on_day(balance.due, desk.today)))
    elif balance.owed_cents > 0:
        says.append(say("utter_owed", money=money))
    else:
        says.append(say("utter_in_credit", money=money) if balance.owed_cents else say("utter_nothing_owed"))
    if balance.last_payment_cents and balance.last_payment_day:
        paid = read_back.money(balance.last_payment_cents, balance.currency)
        says.append(say("utter_last_payment", money=paid, day=near(balance.last_payment_day, desk.today)))
    return says


def _total(bill: Bill) -> tuple[str, dict[str, str]]:
    """What it comes to, and how that differs from the bill before: a response and its values."""
    values = {"month": bill.first_day.strftime("%B"), "money": read_back.money(bill.total_cents, bill.currency)}
    change = bill.total_cents - (bill.total_before_cents if bill.total_before_cents is not None else bill.total_cents)
    if not change:
        return "utter_bill_total", values
    values["change"] = read_back.money(abs(change), bill.currency)
    return ("utter_bill_more" if change > 0 else "utter_bill_less"), values


def _explained(bill: Bill, desk: Desk) -> list[Say]:
    """Its largest lines: a few, as nobody keeps more in mind."""
    says = []
    largest = sorted(bill.lines, key=lambda line: -abs(line.amount_cents))[:MOST_LINES]
    for line in (line for line in bill.lines if line in largest):
        name = "utter_bill_line" if line.amount_cents >= 0 else "utter_bill_line_off"
        says.append(say(name, what=line.what, money=read_back.money(abs(line.amount_cents), bill.currency)))
    return [*says, say("utter_bill_paid") if bill.paid else say("utter_bill_due", day=on_day(bill.due, desk.today))]
