"""The nearest shop, where it is, and until when it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from back_office.shops import Opening, Shop
from spoken import read_back
from tasks.days import hour
from tasks.desk import Desk
from tasks.question import POSTCODE_ALONE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class NearestShop(Task):
    name = "nearest_shop"
    thing = "the nearest shop"
    binding = False
    identity = ("postcode",)
    not_found = "utter_place_not_known"

    def questions(self, work: Work) -> Sequence[Question]:
        return (POSTCODE_ALONE,)

    async def look(self, work: Work, desk: Desk) -> Says:
        if "postcode" not in work.answers:
            return ()
        shops = await desk.office.shops(work.answers["postcode"])
        return _told(shops[0], desk) if shops else [say("utter_no_shop")]

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        """Never reached: it ends with the look."""
        return ()


def _told(shop: Shop, desk: Desk) -> list[Say]:
    where = say("utter_shop_at", name=shop.name, street=shop.street, town=shop.town)
    if shop.miles is not None:
        miles = max(1, round(shop.miles))
        far = "a mile" if miles == 1 else f"{read_back.cardinal(miles)} miles"
        where = say("utter_shop_near", name=shop.name, street=shop.street, town=shop.town, miles=far)
    return [where, _open(shop, desk)]


def _open(shop: Shop, desk: Desk) -> Say:
    """Until when today, or when next."""
    now = desk.now.time()
    today = [o for o in shop.openings_on(desk.today) if o.closes > now]
    if today and today[0].opens <= now:
        return say("utter_open_until", closes=hour(today[0].closes))
    if today:
        return say("utter_opens_today", opens=hour(today[0].opens), closes=hour(today[0].closes))
    for ahead in range(1, 8):
        day = desk.today + timedelta(days=ahead)
        if openings := shop.openings_on(day):
            return say("utter_opens_on", day=_day(day, desk), opens=hour(openings[0].opens))
    return say("utter_closed_for_now")


def _day(day: date, desk: Desk) -> str:
    return "tomorrow" if (day - desk.today).days == 1 else f"on {DAYS[day.weekday()]}"


def week(shop: Shop) -> Say:
    """The hours of a week: "Monday to Friday from nine to six, and Saturday from ten to four"."""
    hours = [_hours([o for o in shop.hours if o.weekday == day]) for day in range(7)]
    spans: list[tuple[int, int]] = []
    for day, said in enumerate(hours):
        if spans and hours[spans[-1][1]] == said and spans[-1][1] == day - 1:
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    opened = [f"{_span(first, last)} {hours[first]}" for first, last in spans if hours[first]]
    closed = [f"{DAYS[d]}s" for first, last in spans if not hours[first] for d in range(first, last + 1)]
    if not opened:
        return say("utter_closed_for_now")
    listing = opened[0] if len(opened) == 1 else f"{', '.join(opened[:-1])}, and {opened[-1]}"
    if not closed:
        return say("utter_week", hours=listing)
    return say("utter_week_closed", hours=listing, closed=" and ".join(closed))


def _span(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]} to {DAYS[last]}"


def _hours(openings: list[Opening]) -> str:
    return " and ".join(f"from {hour(o.opens)} to {hour(o.closes)}" for o in openings)
