"""Days and hours as they are said within a sentence."""

from __future__ import annotations

from datetime import date, time

from spoken import read_back
from spoken.days import one


def day_said(day: date, today: date) -> str:
    """ "tomorrow", "Friday March thirteenth": no pause in it, so that several can be told apart in a list."""
    near = {0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or read_back.days(one(day), today, month_first=True).replace(",", "", 1)


def on(said: str) -> str:
    """ "on Friday March thirteenth", but "tomorrow"."""
    return said if said.startswith(("today", "tomorrow")) else f"on {said}"


def on_day(day: date, today: date) -> str:
    return on(day_said(day, today))


def near(day: date, today: date) -> str:
    """How far a day is from today, as people count it."""
    days = (day - today).days
    said = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days)
    return said or (f"in {days} days" if days > 0 else f"{-days} days ago")


def hour(moment: time) -> str:
    """ "ten", "one thirty": hours that somebody comes between, or a shop opens at."""
    if moment == time(12):
        return "noon"
    said = read_back.cardinal((moment.hour + 11) % 12 + 1)
    if not moment.minute:
        return said
    return f"{said} {'oh ' if moment.minute < 10 else ''}{read_back.cardinal(moment.minute)}"
