"""The shop's monthly bills, and what is owed on an account."""

import sqlite3
from datetime import date, timedelta
from typing import Any

from back_office.bills import Balance, Bill, BillLine
from back_office.errors import NotFoundError
from shop.books import Books
from shop.customers import owner

CURRENCY = "USD"


def bill(books: Books, asked: Any) -> Bill:
    account = owner(books, asked.account, asked.postcode)["account"]
    rows = books.all("SELECT * FROM bills WHERE account = ? ORDER BY months LIMIT 2", account)
    if not rows:
        raise NotFoundError
    lines = books.all("SELECT what, amount_cents FROM bill_lines WHERE bill = ? ORDER BY place", rows[0]["reference"])
    first_day = _month(books.today, -rows[0]["months"])
    return Bill(
        reference=rows[0]["reference"],
        first_day=first_day,
        last_day=_month(first_day, 1) - timedelta(days=1),
        lines=tuple(BillLine(what=line["what"], amount_cents=line["amount_cents"]) for line in lines),
        total_cents=_total(books, rows[0]),
        total_before_cents=_total(books, rows[1]) if len(rows) > 1 else None,
        currency=CURRENCY,
        due=_due(books, rows[0]),
        paid=bool(rows[0]["paid"]),
    )


def balance(books: Books, asked: Any) -> Balance:
    customer = owner(books, asked.account, asked.postcode)
    unpaid = books.all("SELECT * FROM bills WHERE account = ? AND NOT paid", customer["account"])
    paid = books.one("SELECT * FROM payments WHERE account = ? ORDER BY days DESC LIMIT 1", customer["account"])
    owed = sum(_total(books, row) for row in unpaid) - customer["credit_cents"]
    return Balance(
        owed_cents=owed,
        currency=CURRENCY,
        due=min((_due(books, row) for row in unpaid), default=None) if owed > 0 else None,
        last_payment_cents=paid["amount_cents"] if paid else None,
        last_payment_day=books.today + timedelta(days=paid["days"]) if paid else None,
    )


def _total(books: Books, row: sqlite3.Row) -> int:
    found = books.one("SELECT sum(amount_cents) AS cents FROM bill_lines WHERE bill = ?", row["reference"])
    return int(found["cents"] or 0) if found else 0


def _due(books: Books, row: sqlite3.Row) -> date:
    """The end of the month after the one that the bill is for."""
    return _month(books.today, 2 - row["months"]) - timedelta(days=1)


def _month(day: date, later: int) -> date:
    """The first day of the month so many months later."""
    months = day.year * 12 + day.month - 1 + later
    return date(months // 12, months % 12 + 1, 1)
