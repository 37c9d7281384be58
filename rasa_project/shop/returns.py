"""What comes back to the shop, and the money for it."""

import sqlite3
from datetime import timedelta
from typing import Any

from back_office.errors import NotFoundError, Reason, RefusedError
from back_office.orders import OrderStatus
from back_office.returns import Return, ReturnState
from shop.books import Books
from shop.orders import owned, status_of

RETURN_DAYS = 30
"""After its delivery, an order may be returned for so long."""
SEND_WITHIN_DAYS = 14
CURRENCY = "USD"


def start(books: Books, asked: Any) -> Return:
    row = owned(books, asked.order, asked.postcode)
    if _found(books, row["number"]) is not None or row["status"] == OrderStatus.REFUNDED.value:
        raise RefusedError(Reason.ALREADY_RETURNED)
    if status_of(books, row) is not OrderStatus.DELIVERED:
        raise RefusedError(Reason.NOT_DELIVERED)
    arrived = books.day_of(row)
    if arrived is None or arrived < books.today - timedelta(days=RETURN_DAYS):
        raise RefusedError(Reason.TOO_LATE)
    books.write(
        "returns",
        reference=books.reference(),
        number=row["number"],
        reason=asked.reason.value,
        state=ReturnState.AWAITED.value,
        day=(books.today + timedelta(days=SEND_WITHIN_DAYS)).isoformat(),
    )
    return return_of(books, asked)


def return_of(books: Books, asked: Any) -> Return:
    order = owned(books, asked.order, asked.postcode)
    row = _found(books, order["number"])
    if row is None:
        raise NotFoundError
    return Return(
        reference=row["reference"],
        order=order["number"],
        item=order["item"],
        state=row["state"],
        refund_cents=order["price_cents"],
        currency=CURRENCY,
        day=books.day_of(row),
    )


def _found(books: Books, number: str) -> sqlite3.Row | None:
    return books.one("SELECT * FROM returns WHERE number = ?", number)
