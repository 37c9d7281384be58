"""A call that a person makes: the number, the day, and the time or part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from back_office.callbacks import PartOfDay
from spoken import read_back
from tasks.call_hours import CLOSES
from tasks.call_time import CallDays, CallTime, parts_of
from tasks.choice import Option
from tasks.days import on, on_day
from tasks.desk import Desk
from tasks.offers import SHOWN, free_days, offer_of
from tasks.question import PHONE, Question
from tasks.say import Say, say, told_left
from tasks.task import Says, Task
from tasks.work import Work

DAYS_AHEAD = 14
SATURDAY = 5
PART_READER = CallTime(
    (
        Option("morning", "the morning", r"mornings?|before (?:noon|lunch)|early|first thing|(?<!\bi )a\.?m"),
        Option("afternoon", "the afternoon", r"afternoons?|after lunch|p\.?m"),
        Option("evening", "the evening", r"evenings?|after (?:work|five|six)|late|tonight"),
    ),
    any_will_do=True,
)
PART = Question("part", PART_READER, "the time", "morning|afternoon|evening|time", goes_with=("day",))


class AskForCallback(Task):
    name = "callback"
    thing = "your call back"

    def questions(self, work: Work) -> Sequence[Question]:
        days = tuple(offer_of(kept) for kept in work.facts.get("free", []))
        if not days:
            return (PHONE,)
        now = datetime.fromisoformat(work.facts["now"])
        day = Question(
            "day",
            CallDays(days, tuple(work.facts["shown"]), now=now),
            "the day",
            "day|date",
            "utter_ask_callback_day",
            goes_with=("part",),
        )
        is_today = work.answers.get("day") == now.date().isoformat()
        return (PHONE, day, replace(PART, reader=replace(PART_READER, now=now, is_today=is_today)))

    async def look(self, work: Work, desk: Desk) -> Says:
        """Weekdays from today on, of which those to come are offered; whether somebody works, the back office says."""
        if "free" not in work.facts:
            ahead = [desk.today + timedelta(days=n) for n in range(DAYS_AHEAD)]
            days = [day for day in ahead if day.weekday() < SATURDAY]
            later = [day for day in days if day > desk.today]
            work.facts["free"] = free_days(tuple(days if desk.now.time() < CLOSES else later))
            work.facts["shown"] = [day.isoformat() for day in later[:SHOWN]]
            work.facts["now"] = desk.now.replace(tzinfo=None).isoformat(timespec="minutes")
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say(
            "utter_confirm_callback",
            phone=self.read_back(work, desk, "phone"),
            day=on(self.read_back(work, desk, "day")),
            time=self.read_back(work, desk, "part"),
        )

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        phone, wanted, day = work.answers["phone"], work.answers["part"], date.fromisoformat(work.answers["day"])
        part, times = parts_of(wanted)
        made = await desk.office.ask_for_callback(
            phone,
            day,
            PartOfDay(part),
            earliest=times and times.earliest,
            latest=times and times.latest,
            key=desk.key("ask_for_callback", phone, day, wanted),
        )
        day_told, reference = on_day(made.day, desk.today), read_back.digits(made.reference)
        said = say("utter_callback_promised", day=day_told, reference=reference)
        return [told_left("callback", made.reference, said)]
