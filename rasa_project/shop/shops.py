"""The shop's branches: where they are, how far that is, and when they are open."""

import math
import sqlite3
from datetime import date
from typing import Any

from back_office.errors import NotFoundError
from back_office.shops import Opening, Shop
from shop.books import Books, plain
from shop.working_days import holidays

SHOPS_TOLD = 3
EARTH_MILES = 3958.8


def shops(books: Books, asked: Any) -> tuple[Shop, ...]:
    rows = books.all("SELECT * FROM shops JOIN areas USING (postcode) ORDER BY main DESC, name")
    if asked.postcode is None:
        return tuple(_shop(books, row, None) for row in rows[:SHOPS_TOLD])
    here = books.one("SELECT north, east FROM areas WHERE postcode = ?", plain(asked.postcode))
    if here is None:
        raise NotFoundError
    found = [_shop(books, row, _miles(here, row)) for row in rows]
    return tuple(sorted(found, key=lambda shop: shop.miles or 0.0)[:SHOPS_TOLD])


def _shop(books: Books, row: sqlite3.Row, miles: float | None) -> Shop:
    hours = books.all("SELECT * FROM opening_hours WHERE shop = ? ORDER BY weekday, opens", row["name"])
    return Shop(
        name=row["name"],
        street=row["street"],
        town=row["town"],
        postcode=row["postcode"],
        miles=miles,
        hours=tuple(Opening(weekday=h["weekday"], opens=h["opens"], closes=h["closes"]) for h in hours),
        closed_days=_closed_days(books),
    )


def _closed_days(books: Books) -> tuple[date, ...]:
    """Each holiday as it comes next."""
    today = books.today
    coming = [
        date(today.year + ((month, day) < (today.month, today.day)), month, day) for month, day in holidays(books)
    ]
    return tuple(sorted(coming))


def _miles(here: sqlite3.Row, there: sqlite3.Row) -> float:
    """As the crow flies, to a tenth."""
    north, east, to_north, to_east = (
        math.radians(value) for value in (here["north"], here["east"], there["north"], there["east"])
    )
    half = math.sin((to_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    return round(2 * EARTH_MILES * math.asin(math.sqrt(half)), 1)
