"""What people did with the console, and whose words they looked at. Written before the page is shown: what cannot be
noted is not shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, insert, select

from .schema import AUDIT, PEOPLE

PAGE = 100


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime
    name: str
    """Of the person; empty where nobody was signed in."""
    act: str
    about: str
    detail: Mapping[str, object]


class Audit:
    """Thread-safe. There is no way here to change or delete an entry; the purge alone lets them go, by their age."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def note(self, person: str, act: str, about: str = "", **detail: object) -> None:
        """`detail` never holds a word of a caller, a number or a secret. Raises SQLAlchemyError."""
        row = {"at": self._now(), "person": person, "act": act, "about": about[:64], "detail": detail}
        with self._engine.begin() as connection:
            connection.execute(insert(AUDIT).values(row))

    def entries(self, *, before: int | None = None, person: str = "", act: str = "", about: str = "") -> list[Entry]:
        """The newest first, a page of them; `before` is the id of the last of the page before."""
        return list(self._found(before, {"person": person, "act": act, "about": about}))

    def _found(self, before: int | None, like: Mapping[str, str]) -> Iterator[Entry]:
        query = select(AUDIT, PEOPLE.c.name).outerjoin(PEOPLE, PEOPLE.c.id == AUDIT.c.person)
        for column, value in like.items():
            if value:
                query = query.where(AUDIT.c[column] == value)
        if before is not None:
            query = query.where(AUDIT.c.id < before)
        with self._engine.connect() as connection:
            for row in connection.execute(query.order_by(AUDIT.c.id.desc()).limit(PAGE)).mappings():
                told = row["name"] or ""
                yield Entry(row["id"], row["at"], told, row["act"], row["about"], row["detail"])
