"""What callers leave for the shop's people: messages, wishes to be rung, and tickets."""

from datetime import time, timedelta
from typing import Any

from back_office.callbacks import Callback, PartOfDay
from back_office.errors import Reason, RefusedError
from back_office.messages import Message
from back_office.tickets import Ticket, TicketKind
from shop.books import Books
from shop.working_days import is_working_day, working_days

LAST_HOUR = {PartOfDay.MORNING: 12, PartOfDay.AFTERNOON: 17, PartOfDay.EVENING: 19}
"""When the part of a day is over for those who ring back."""
CALLBACK_DAYS = 30
ANSWER_WITHIN = {
    TicketKind.COMPLAINT: 2,
    TicketKind.CANCEL_CONTRACT: 3,
    TicketKind.DISPUTE: 5,
    TicketKind.RIGHTS: 20,
    TicketKind.OTHER: 5,
}
"""Working days."""


def leave_message(books: Books, asked: Any) -> Message:
    reference = books.reference()
    books.write(
        "messages", reference=reference, words=asked.text, phone=asked.phone, account=asked.account, at=books.moment
    )
    return Message(reference=reference)


def ask_for_callback(books: Books, asked: Any) -> Callback:
    until = asked.latest or time(LAST_HOUR[asked.part])
    over = asked.day == books.today and books.now.time() >= until
    turned = asked.earliest and asked.latest and asked.earliest > asked.latest
    if asked.day < books.today or over or turned:
        raise RefusedError(Reason.INVALID)
    if asked.day > books.today + timedelta(days=CALLBACK_DAYS) or not is_working_day(books, asked.day):
        raise RefusedError(Reason.NOT_FREE)
    reference = books.reference()
    books.write(
        "callbacks",
        reference=reference,
        phone=asked.phone,
        day=asked.day.isoformat(),
        part=asked.part.value,
        earliest=asked.earliest and asked.earliest.isoformat("minutes"),
        latest=asked.latest and asked.latest.isoformat("minutes"),
        about=asked.about,
        account=asked.account,
        at=books.moment,
    )
    return Callback(reference=reference, day=asked.day, part=asked.part)


def open_ticket(books: Books, asked: Any) -> Ticket:
    reference = books.reference()
    answer_by = working_days(books, after=books.today, many=ANSWER_WITHIN[asked.kind])[-1]
    books.write(
        "tickets",
        reference=reference,
        kind=asked.kind.value,
        words=asked.text,
        phone=asked.phone,
        account=asked.account,
        answer_by=answer_by.isoformat(),
        at=books.moment,
    )
    return Ticket(reference=reference, answer_by=answer_by)
