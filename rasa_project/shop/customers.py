"""The shop's customers: who they are to the shop, and how they are reached."""

import sqlite3
from typing import Any

from back_office.customers import Contact, Customer
from back_office.errors import NotFoundError, Reason, RefusedError
from shop.books import Books, plain


def owner(books: Books, account: str, postcode: str) -> sqlite3.Row:
    """The customer of this account. Raises NotFoundError, too, when the postcode is another."""
    row = books.one("SELECT * FROM customers WHERE account = ? AND postcode = ?", account, plain(postcode))
    if row is None:
        raise NotFoundError
    return row


def customer(books: Books, asked: Any) -> Customer:
    row = owner(books, asked.account, asked.postcode)
    return Customer(account=row["account"], name=row["name"])


def contact(books: Books, asked: Any) -> Contact:
    row = owner(books, asked.account, asked.postcode)
    return Contact(
        phone_ending=row["phone"][-2:] if row["phone"] else None,
        email_hint=_hint(row["email"]) if row["email"] else None,
        street=row["street"],
    )


def change(books: Books, asked: Any) -> Contact:
    """`address` is a house number and a street within the same postcode: "14 Mill Lane"."""
    row = owner(books, asked.account, asked.postcode)
    new = dict(row)
    if asked.phone is not None and asked.phone != row["phone"]:
        new |= {"phone": asked.phone, "phone_since": books.today.isoformat()}
    if asked.email is not None:
        new["email"] = asked.email
    if asked.address is not None:
        house, _, street = asked.address.partition(" ")
        if not house[:1].isdigit() or not street:
            raise RefusedError(Reason.INVALID)
        new |= {"house": house, "street": street}
    books.db.execute(
        "UPDATE customers SET phone = ?, phone_since = ?, email = ?, house = ?, street = ? WHERE account = ?",
        (new["phone"], new["phone_since"], new["email"], new["house"], new["street"], row["account"]),
    )
    return contact(books, asked)


def _hint(email: str) -> str:
    """ "h at example dot com": enough for its owner."""
    name, _, domain = email.partition("@")
    return f"{name[0]} at {domain.replace('.', ' dot ')}"[:120]
