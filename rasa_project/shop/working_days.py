"""Days on which the shop's people work: Monday to Friday, but not on its holidays."""

from datetime import date, timedelta

from shop.books import Books

SATURDAY = 5


def holidays(books: Books) -> set[tuple[int, int]]:
    """(month, day) of those that come every year."""
    return {(row["month"], row["day"]) for row in books.all("SELECT month, day FROM holidays")}


def is_working_day(books: Books, day: date) -> bool:
    return day.weekday() < SATURDAY and (day.month, day.day) not in holidays(books)


def working_days(books: Books, *, after: date, many: int) -> tuple[date, ...]:
    """So many of them after a day, soonest first."""
    free, found, day = holidays(books), [], after
    while len(found) < many:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and (day.month, day.day) not in free:
            found.append(day)
    return tuple(found)
