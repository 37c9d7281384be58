"""The shop as a back office: each task in a thread of its own, each write once by its key, in one transaction."""

import asyncio
import hashlib
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from back_office.errors import Reason, RefusedError, UnavailableError
from back_office.local_time import local_now
from back_office.port import BackOffice
from back_office.tasks import Task
from back_office.wire import decoded, encoded
from shop import appointments, bills, customers, deliveries, notes, orders, outages, passwords, returns, shops
from shop.books import Books, opened

FOLDER = Path(__file__).resolve().parent.parent / ".data"
"""Where the shop's file is unless it is said otherwise."""
KEYS_KEPT = timedelta(days=2)

TASKS: dict[str, Callable[[Books, Any], Any]] = {
    "order": orders.order,
    "delivery": deliveries.delivery,
    "move_delivery": deliveries.move,
    "cancel_delivery": deliveries.cancel,
    "start_return": returns.start,
    "return_of": returns.return_of,
    "customer": customers.customer,
    "free_slots": appointments.free_slots,
    "appointments": appointments.appointments,
    "book_appointment": appointments.book,
    "move_appointment": appointments.move,
    "cancel_appointment": appointments.cancel,
    "bill": bills.bill,
    "balance": bills.balance,
    "outages": outages.outages,
    "report_fault": outages.report,
    "contact": customers.contact,
    "change_contact": customers.change,
    "request_reset_code": passwords.reset_code,
    "shops": shops.shops,
    "leave_message": notes.leave_message,
    "ask_for_callback": notes.ask_for_callback,
    "open_ticket": notes.open_ticket,
}
"""What is done for each task of the port."""

log = logging.getLogger(__name__)


class ShopOffice(BackOffice):
    def __init__(self, folder: Path, clock: Callable[[], datetime] = local_now) -> None:
        """`clock` tells the shop's local time."""
        self._folder, self._clock = folder, clock

    async def carry_out(self, task: Task, asked: BaseModel, key: str | None) -> Any:
        return await asyncio.to_thread(self._done, task, asked, key)

    async def close(self) -> None:
        """Nothing is kept open."""

    def _done(self, task: Task, asked: BaseModel, key: str | None) -> Any:
        try:
            with closing(opened(self._folder)) as db:
                books = Books(db, self._clock())
                if not task.writes:
                    return TASKS[task.name](books, asked)
                db.execute("BEGIN IMMEDIATE")
                answer = self._once(books, task, asked, key or "")
                db.execute("COMMIT")
                return answer
        except (sqlite3.Error, OSError) as error:
            log.warning("The shop's books failed at %s: %s", task.name, type(error).__name__)
            raise UnavailableError(f"{task.name}: {type(error).__name__}") from None

    @staticmethod
    def _once(books: Books, task: Task, asked: BaseModel, key: str) -> Any:
        """What was answered to this key before, or is answered now. Closing without COMMIT undoes a refused write."""
        body = encoded(asked)
        same = hashlib.sha256(task.name.encode() + b"\0" + body).hexdigest()
        books.db.execute("DELETE FROM writes WHERE at < ?", ((books.now - KEYS_KEPT).isoformat(sep=" "),))
        before = books.one("SELECT asked, answer FROM writes WHERE key = ?", key)
        if before is not None and before["asked"] != same:
            raise RefusedError(Reason.INVALID)
        if before is not None:
            return decoded(task.answer, before["answer"])
        answer = TASKS[task.name](books, asked)
        books.write("writes", key=key, asked=same, answer=encoded(answer), at=books.moment)
        return answer
