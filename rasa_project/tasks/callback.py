"""A call that a person makes: the number, the day, and the part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from back_office.callbacks import PartOfDay
from spoken import read_back
from tasks.choice import Choice, Option
from tasks.days import on, on_day
from tasks.desk import Desk
from tasks.offers import Offers, free_days, offer_of
from tasks.question import PHONE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

DAYS_AHEAD = 14
SATURDAY = 5
PART = Question(
    "part",
    Choice(
        (
            Option("morning", "the morning", r"mornings?|before (?:noon|lunch)|early|first thing|a\.?m"),
            Option("afternoon", "the afternoon", r"afternoons?|after lunch|p\.?m"),
            Option("evening", "the evening", r"evenings?|after (?:work|five|six)|late|tonight"),
        ),
        any_will_do=True,
    ),
    "the part of the day",
    "morning|afternoon|evening|time",
)


class AskForCallback(Task):
    name = "callback"
    thing = "your call back"

    def questions(self, work: Work) -> Sequence[Question]:
        days = tuple(offer_of(kept) for kept in work.facts.get("free", []))
        if not days:
            return (PHONE,)
        day = Question(
            "day", Offers(days, tuple(work.facts.get("shown", ()))), "the day", "day|date", "utter_ask_callback_day"
        )
        return (PHONE, day, PART)

    async def look(self, work: Work, desk: Desk) -> Says:
        """Weekdays to come; whether somebody works then, the back office says."""
        if "free" not in work.facts:
            ahead = [desk.today + timedelta(days=n) for n in range(1, DAYS_AHEAD)]
            work.facts["free"] = free_days(tuple(day for day in ahead if day.weekday() < SATURDAY))
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say(
            "utter_confirm_callback",
            phone=self.read_back(work, desk, "phone"),
            day=on(self.read_back(work, desk, "day")),
            part=self.read_back(work, desk, "part"),
        )

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        phone, part = work.answers["phone"], PartOfDay(work.answers["part"])
        day = date.fromisoformat(work.answers["day"])
        key = desk.key("ask_for_callback", phone, day, part)
        made = await desk.office.ask_for_callback(phone, day, part, key=key)
        return [
            say("utter_callback_promised", day=on_day(made.day, desk.today), reference=read_back.digits(made.reference))
        ]
