"""The shop's orders."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from back_office.errors import NotFoundError
from back_office.orders import Order, OrderStatus
from shop.books import Books, plain

ON_ITS_WAY_DAYS = 2
"""From the shop to the customer."""


def order(books: Books, asked: Any) -> Order:
    row = books.one("SELECT * FROM orders WHERE number = ?", asked.number)
    if row is None:
        raise NotFoundError
    status = status_of(books, row)
    day = books.day_of(row)
    if status is OrderStatus.PACKING and row["day"] is not None:
        day = max(books.today, date.fromisoformat(row["day"]) - timedelta(days=ON_ITS_WAY_DAYS))
    ended = status in {OrderStatus.CANCELLED, OrderStatus.REFUNDED}
    return Order(number=row["number"], item=row["item"], status=status, day=None if ended else day)


def owned(books: Books, number: str, postcode: str) -> sqlite3.Row:
    """The order of this number. Raises NotFoundError, too, when its customer's postcode is another."""
    row = books.one(
        "SELECT orders.* FROM orders JOIN customers USING (account) WHERE number = ? AND postcode = ?",
        number,
        plain(postcode),
    )
    if row is None:
        raise NotFoundError
    return row


def status_of(books: Books, row: sqlite3.Row) -> OrderStatus:
    """As the books say, but delivered once the day is over to which a caller moved it."""
    status = OrderStatus(row["status"])
    moved = status in {OrderStatus.PACKING, OrderStatus.LATE} and row["day"] is not None
    return OrderStatus.DELIVERED if moved and date.fromisoformat(row["day"]) < books.today else status
