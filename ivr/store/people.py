"""Who may work with the console. What they prove themselves with is kept as a hash, or sealed; nothing is deleted, so
that the audit log names them as long as it lasts."""

import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..errors import CandidError
from .schema import PEOPLE

INVITED = timedelta(hours=24)
TRIES = 5
"""Wrong passwords in a row, after which each further one is waited for, twice as long each time."""
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)


class PeopleError(CandidError):
    """What was asked for cannot be; told in a supervisor's words."""


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: str
    gone: bool
    password: str
    """Its hash; empty until one was chosen."""
    second: bytes
    """The sealed secret of one-time codes; empty: none."""
    second_step: int
    wait_until: datetime | None
    invited_until: datetime | None


class People:
    """Thread-safe; each method is a transaction. All may raise SQLAlchemyError."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def invite(self, name: str, role: str) -> str:
        """A new person; what the link holds by which they choose a password. Raises PeopleError for a name taken."""
        if self.by_name(name) is not None:
            raise PeopleError(f"there is somebody of the name {name} already")
        token = secrets.token_urlsafe(32)
        row = {
            "id": secrets.token_hex(8),
            "name": name,
            "role": role,
            "made_at": self._now(),
            "second_step": 0,
            "failed": 0,
        }
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(PEOPLE).values(row | self._invitation(token)))
        except IntegrityError:
            raise PeopleError(f"there is somebody of the name {name} already") from None
        return token

    def invite_again(self, person: str) -> str:
        """Their password, one-time codes and older invitations count no more; what the new link holds."""
        token = secrets.token_urlsafe(32)
        self._set(person, password=None, second=None, second_step=0, **self._invitation(token))
        return token

    def invited(self, token: str) -> Person | None:
        """Whose link this is, while it lasts."""
        found = self._one(PEOPLE.c.invitation == digest(token), PEOPLE.c.invited_until > self._now())
        return found

    def choose_password(self, person: str, hashed: str) -> None:
        self._set(person, password=hashed, invitation=None, invited_until=None, failed=0, wait_until=None)

    def rehash(self, person: str, hashed: str) -> None:
        self._set(person, password=hashed)

    def set_second(self, person: str, sealed: bytes | None, step: int = 0) -> None:
        self._set(person, second=sealed, second_step=step)

    def use_step(self, person: str, step: int) -> bool:
        """Whether this code's step is a new one; from now on it is not."""
        newer = update(PEOPLE).where(PEOPLE.c.id == person, PEOPLE.c.second_step < step).values(second_step=step)
        with self._engine.begin() as connection:
            return connection.execute(newer).rowcount == 1

    def set_role(self, person: str, role: str) -> None:
        self._set(person, role=role)

    def let_go(self, person: str) -> None:
        self._set(person, gone_at=self._now(), invitation=None, invited_until=None)

    def take_back(self, person: str) -> None:
        self._set(person, gone_at=None)

    def failed(self, person: str) -> None:
        """One more wrong password or code: from the fifth in a row on there is a wait, which doubles."""
        with self._engine.begin() as connection:
            more = update(PEOPLE).where(PEOPLE.c.id == person).values(failed=PEOPLE.c.failed + 1)
            connection.execute(more)
            failed = connection.execute(select(PEOPLE.c.failed).where(PEOPLE.c.id == person)).scalar_one()
            if failed >= TRIES:
                wait = min(FIRST_WAIT * 2 ** min(failed - TRIES, 16), LONGEST_WAIT)
                until = update(PEOPLE).where(PEOPLE.c.id == person).values(wait_until=self._now() + wait)
                connection.execute(until)

    def succeeded(self, person: str) -> None:
        self._set(person, failed=0, wait_until=None)

    def by_name(self, name: str) -> Person | None:
        return self._one(func.lower(PEOPLE.c.name) == name.strip().lower())

    def by_id(self, person: str) -> Person | None:
        return self._one(PEOPLE.c.id == person)

    def all(self) -> list[Person]:
        with self._engine.connect() as connection:
            rows = connection.execute(select(PEOPLE).order_by(PEOPLE.c.gone_at.is_not(None), PEOPLE.c.name)).mappings()
            return [person_of(row) for row in rows]

    def _invitation(self, token: str) -> dict[str, object]:
        return {"invitation": digest(token), "invited_until": self._now() + INVITED}

    def _one(self, *where: ColumnElement[bool]) -> Person | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(PEOPLE).where(*where)).mappings().first()
        return None if row is None else person_of(row)

    def _set(self, person: str, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(values))


def names_of(connection: Connection, people: Collection[str]) -> dict[str, str]:
    """Id → name, of those that are known."""
    found = connection.execute(select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.id.in_(people)))
    return {row.id: row.name for row in found}


def digest(token: str) -> str:
    """By which a token is known that is kept nowhere: it is random, so that a plain hash will do."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_of(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        gone=row["gone_at"] is not None,
        password=row["password"] or "",
        second=row["second"] or b"",
        second_step=row["second_step"],
        wait_until=row["wait_until"],
        invited_until=row["invited_until"],
    )
