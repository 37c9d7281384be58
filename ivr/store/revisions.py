"""The rules that were in force, and the prompts: numbered, who put them there, when, and why; any can come back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from .people import names_of
from .schema import REVISIONS

PAGE = 50
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Revision:
    number: int
    at: datetime
    name: str
    """Of whoever published it; empty: the file itself was changed."""
    note: str
    version: str
    """sha256 of the text, by which calls name the rules that they had."""
    text: str


class Revisions:
    """Thread-safe; each method is a transaction. None is ever changed or deleted. All may raise SQLAlchemyError."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], table: Table = REVISIONS) -> None:
        """Each table has numbers of its own: those of the rules, or PROMPT_REVISIONS."""
        self._engine, self._now, self._table = engine, now, table

    def add(self, person: str, note: str, version: str, text: str) -> int:
        """Its number: one more than the last. What is in force already has its own, and gets no other."""
        for _ in range(3):  # two nodes that see one change of the file, each with the same next number
            try:
                with self._engine.begin() as connection:
                    newest = self._newest(connection)
                    if newest and newest.version == version:
                        return newest.number
                    number = newest.number + 1 if newest else 1
                    what = {"note": note, "version": version, "text": text}
                    connection.execute(insert(self._table).values(number=number, at=self._now(), person=person, **what))
                    return number
            except IntegrityError as error:
                taken = error
        raise taken

    def newest(self) -> Revision | None:
        with self._engine.connect() as connection:
            return self._newest(connection)

    def by_number(self, number: int) -> Revision | None:
        return self._one(self._table.c.number == number)

    def by_version(self, version: str, at: datetime | None = None) -> Revision | None:
        """With this very text: the latest of them, or with `at` the one that was in force then.

        What was in force before anybody noted it is the first.
        """
        same = self._table.c.version == version
        if at is None:
            return self._one(same)
        with self._engine.connect() as connection:
            before = self._newest(connection, same, self._table.c.at <= at)
            first = select(func.min(self._table.c.number)).where(same).scalar_subquery()
            return before or self._newest(connection, self._table.c.number == first)

    def listed(self, before: int | None = None) -> list[Revision]:
        """The newest first, a page of them, without their texts; `before`: the last number of the page before."""
        columns = [column for column in self._table.c if column.name != "text"]
        query = select(*columns).order_by(self._table.c.number.desc()).limit(PAGE)
        if before is not None:
            query = query.where(self._table.c.number < before)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
            names = names_of(connection, {row["person"] for row in rows})
        return [
            Revision(row["number"], row["at"], names.get(row["person"], ""), row["note"], row["version"], "")
            for row in rows
        ]

    def _one(self, where: ColumnElement[bool]) -> Revision | None:
        with self._engine.connect() as connection:
            return self._newest(connection, where)

    def _newest(self, connection: Connection, *where: ColumnElement[bool]) -> Revision | None:
        query = select(self._table).where(*where).order_by(self._table.c.number.desc()).limit(1)
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        name = names_of(connection, {row["person"]}).get(row["person"], "")
        return Revision(row["number"], row["at"], name, row["note"], row["version"], row["text"])
