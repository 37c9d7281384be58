"""Codes with which the shop's customers set a new password on the website."""

import secrets
from datetime import date, timedelta
from typing import Any

from back_office.errors import Reason, RefusedError
from back_office.passwords import ResetCode
from shop.books import Books
from shop.customers import owner

VALID_MINUTES = 15
CODES_AN_HOUR = 3
NEW_NUMBER_DAYS = 7
"""Whoever has just had the number changed by phone might not be the customer."""


def reset_code(books: Books, asked: Any) -> ResetCode:
    customer = owner(books, asked.account, asked.postcode)
    if not customer["phone"]:
        raise RefusedError(Reason.NO_PHONE)
    since = customer["phone_since"]
    if since and date.fromisoformat(since) > books.today - timedelta(days=NEW_NUMBER_DAYS):
        raise RefusedError(Reason.CHANGED_LATELY)
    hour_ago = (books.now - timedelta(hours=1)).isoformat(sep=" ", timespec="seconds")
    books.db.execute("DELETE FROM codes WHERE at <= ?", (hour_ago,))
    if len(books.all("SELECT 1 FROM codes WHERE account = ?", customer["account"])) >= CODES_AN_HOUR:
        raise RefusedError(Reason.TOO_OFTEN)
    code = f"{secrets.randbelow(10**6):06}"
    books.write("codes", account=customer["account"], code=code, at=books.moment)
    return ResetCode(code=code, phone=customer["phone"], valid_minutes=VALID_MINUTES)
