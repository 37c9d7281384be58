"""Visits of the shop's technicians: who can come when, and who is promised."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from back_office.appointments import Appointment, Job, Slot
from back_office.errors import NotFoundError, Reason, RefusedError
from shop.books import Books
from shop.customers import owner
from shop.working_days import holidays

DAYS_AHEAD = 21
SLOTS_TOLD = 20


@dataclass(frozen=True)
class _Visit:
    """A technician's two hours; several technicians may have the same slot free."""

    technician: str
    day: date
    begins: str
    ends: str

    @property
    def slot(self) -> Slot:
        """Its id says day and hour; nobody has to say or press it."""
        name = f"{self.day:%Y%m%d}-{self.begins.replace(':', '')}"
        begins, ends = time.fromisoformat(self.begins), time.fromisoformat(self.ends)
        return Slot(id=name, day=self.day, begins=begins, ends=ends)


def free_slots(books: Books, asked: Any) -> tuple[Slot, ...]:
    owner(books, asked.account, asked.postcode)
    slots = {v.slot.id: v.slot for v in _free(books, asked.job) if asked.after is None or v.day > asked.after}
    return tuple(slots[name] for name in sorted(slots))[:SLOTS_TOLD]


def appointments(books: Books, asked: Any) -> tuple[Appointment, ...]:
    account = owner(books, asked.account, asked.postcode)["account"]
    rows = books.all("SELECT * FROM appointments WHERE account = ? AND NOT cancelled", account)
    found = [(row, visit) for row in rows if (visit := _visit(books, row)).day >= books.today]
    found.sort(key=lambda pair: (pair[1].day, pair[1].begins))
    return tuple(Appointment(reference=row["reference"], job=row["job"], slot=visit.slot) for row, visit in found)


def book(books: Books, asked: Any) -> Appointment:
    account = owner(books, asked.account, asked.postcode)["account"]
    visit = _free_visit(books, asked.job, asked.slot)
    reference = books.reference()
    books.write(
        "appointments",
        reference=reference,
        account=account,
        job=asked.job.value,
        technician=visit.technician,
        day=visit.day.isoformat(),
        begins=visit.begins,
    )
    return Appointment(reference=reference, job=asked.job, slot=visit.slot)


def move(books: Books, asked: Any) -> Appointment:
    row = _changeable(books, asked)
    visit = _free_visit(books, Job(row["job"]), asked.slot)
    books.db.execute(
        "UPDATE appointments SET technician = ?, day = ?, begins = ? WHERE reference = ?",
        (visit.technician, visit.day.isoformat(), visit.begins, row["reference"]),
    )
    return Appointment(reference=row["reference"], job=row["job"], slot=visit.slot)


def cancel(books: Books, asked: Any) -> Appointment:
    row = _changeable(books, asked)
    books.db.execute("UPDATE appointments SET cancelled = 1 WHERE reference = ?", (row["reference"],))
    return Appointment(reference=row["reference"], job=row["job"], slot=_visit(books, row).slot)


def _changeable(books: Books, asked: Any) -> sqlite3.Row:
    account = owner(books, asked.account, asked.postcode)["account"]
    row = books.one("SELECT * FROM appointments WHERE account = ? AND reference = ?", account, asked.reference)
    if row is None:
        raise NotFoundError
    if row["cancelled"]:
        raise RefusedError(Reason.ALREADY_CANCELLED)
    if _visit(books, row).day <= books.today:
        raise RefusedError(Reason.TOO_LATE)
    return row


def _free_visit(books: Books, job: Job, slot: str) -> _Visit:
    for visit in _free(books, job):
        if visit.slot.id == slot:
            return visit
    raise RefusedError(Reason.NOT_FREE)


def _free(books: Books, job: Job) -> Iterator[_Visit]:
    """Every visit from tomorrow on for which a technician who does the job is at work and not promised."""
    taken = {
        (visit.technician, visit.day, visit.begins)
        for visit in (_visit(books, row) for row in books.all("SELECT * FROM appointments WHERE NOT cancelled"))
    }
    rosters = books.all("SELECT * FROM rosters JOIN technicians ON name = technician ORDER BY technician, begins")
    closed = holidays(books)
    for ahead in range(1, DAYS_AHEAD + 1):
        day = books.today + timedelta(days=ahead)
        for row in rosters:
            at_work = row["weekday"] == day.weekday() and (day.month, day.day) not in closed
            if at_work and job.value in row["jobs"].split(",") and (row["technician"], day, row["begins"]) not in taken:
                yield _Visit(row["technician"], day, row["begins"], row["ends"])


def _visit(books: Books, row: sqlite3.Row) -> _Visit:
    """What a row stands for; one that tells its time in days from today is on the technician's next day at work."""
    day = books.day_of(row) or books.today
    ends = {
        r["weekday"]: r["ends"]
        for r in books.all(
            "SELECT weekday, ends FROM rosters WHERE technician = ? AND begins = ?", row["technician"], row["begins"]
        )
    }
    while row["day"] is None and day.weekday() not in ends:
        day += timedelta(days=1)
    return _Visit(row["technician"], day, row["begins"], ends[day.weekday()])
