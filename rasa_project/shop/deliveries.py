"""When the shop's orders are delivered: moved or cancelled until they have left."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from back_office.deliveries import Delivery
from back_office.errors import Reason, RefusedError
from back_office.orders import OrderStatus
from shop.books import Books
from shop.orders import ON_ITS_WAY_DAYS, owned, status_of
from shop.working_days import working_days

DAYS_OFFERED = 10
REFUSALS = {
    OrderStatus.SENT: Reason.ALREADY_SENT,
    OrderStatus.DELIVERED: Reason.ALREADY_DELIVERED,
    OrderStatus.CANCELLED: Reason.ALREADY_CANCELLED,
    OrderStatus.REFUNDED: Reason.ALREADY_CANCELLED,
}
"""Of those that can be neither moved nor cancelled."""


def delivery(books: Books, asked: Any) -> Delivery:
    return _delivery(books, owned(books, asked.order, asked.postcode))


def move(books: Books, asked: Any) -> Delivery:
    row = _still_here(books, asked)
    if asked.day not in _free_days(books, row):
        raise RefusedError(Reason.NOT_FREE)
    books.db.execute("UPDATE orders SET day = ? WHERE number = ?", (asked.day.isoformat(), row["number"]))
    return delivery(books, asked)


def cancel(books: Books, asked: Any) -> Delivery:
    row = _still_here(books, asked)
    books.db.execute("UPDATE orders SET status = 'cancelled' WHERE number = ?", (row["number"],))
    return delivery(books, asked)


def _still_here(books: Books, asked: Any) -> sqlite3.Row:
    row = owned(books, asked.order, asked.postcode)
    refusal = REFUSALS.get(status_of(books, row))
    if refusal is not None:
        raise RefusedError(refusal)
    return row


def _delivery(books: Books, row: sqlite3.Row) -> Delivery:
    status = status_of(books, row)
    ended = status in {OrderStatus.CANCELLED, OrderStatus.REFUNDED}
    return Delivery(
        order=row["number"],
        item=row["item"],
        day=None if ended else _day(books, row),
        free_days=() if status in REFUSALS else _free_days(books, row),
        cancelled=ended,
    )


def _day(books: Books, row: sqlite3.Row) -> date | None:
    """A parcel that still has to leave arrives some days after it does."""
    day = books.day_of(row)
    leaves = row["status"] == OrderStatus.PACKING.value and row["day"] is None
    return day + timedelta(days=ON_ITS_WAY_DAYS) if day and leaves else day


def _free_days(books: Books, row: sqlite3.Row) -> tuple[date, ...]:
    now = _day(books, row)
    days = working_days(books, after=books.today + timedelta(days=ON_ITS_WAY_DAYS), many=DAYS_OFFERED)
    return tuple(day for day in days if day != now)
