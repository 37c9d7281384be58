"""What is out where the shop supplies homes, and what callers report."""

import sqlite3
from datetime import timedelta
from typing import Any

from back_office.errors import NotFoundError
from back_office.outages import Fault, Outage
from shop.books import Books, plain


def outages(books: Books, asked: Any) -> tuple[Outage, ...]:
    return tuple(_outage(books, row) for row in _known(books, asked.postcode))


def report(books: Books, asked: Any) -> Fault:
    known = [row for row in _known(books, asked.postcode) if row["service"] == asked.service.value]
    reference = books.reference()
    books.write(
        "faults",
        reference=reference,
        postcode=plain(asked.postcode),
        service=asked.service.value,
        description=asked.description,
        account=asked.account,
        at=books.moment,
    )
    return Fault(reference=reference, outage=_outage(books, known[0]) if known else None)


def _known(books: Books, postcode: str) -> list[sqlite3.Row]:
    """Raises NotFoundError where the shop supplies nothing."""
    code = plain(postcode)
    if books.one("SELECT 1 FROM areas WHERE postcode = ? AND supplied", code) is None:
        raise NotFoundError
    return books.all(
        "SELECT outages.* FROM outages JOIN outage_areas ON outage = id WHERE postcode = ? ORDER BY hours_ago", code
    )


def _outage(books: Books, row: sqlite3.Row) -> Outage:
    hour = books.now.replace(minute=0, second=0, microsecond=0)
    left = row["hours_left"]
    return Outage(
        service=row["service"],
        area=row["area"],
        began=hour - timedelta(hours=row["hours_ago"]),
        expected_back=None if left is None else hour + timedelta(hours=left),
    )
