"""Where people are signed in. The browser has a random token, the table its hash: what is ended here is ended."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, and_, delete, insert, select, update

from .people import Person, digest, person_of
from .schema import PEOPLE, SITTINGS

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_SEEN_EVERY = timedelta(seconds=60)
"""It is not written at each page that somebody was there."""
_BROWSER = 120


@dataclass(frozen=True, slots=True)
class Sitting:
    token: str
    """Its hash."""
    began_at: datetime
    seen_at: datetime
    browser: str


class Sittings:
    """Thread-safe; each method is a transaction. All may raise SQLAlchemyError."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def begin(self, person: str, browser: str) -> str:
        """The token for the browser: a new one each time. What ended long ago is forgotten meanwhile."""
        token, now = secrets.token_urlsafe(32), self._now()
        row = {"token": digest(token), "person": person, "began_at": now, "seen_at": now, "browser": browser[:_BROWSER]}
        with self._engine.begin() as connection:
            connection.execute(delete(SITTINGS).where(SITTINGS.c.began_at < now - 2 * LONGEST))
            connection.execute(insert(SITTINGS).values(row))
        return token

    def who(self, token: str) -> Person | None:
        """Who is signed in there, if they still are; that they were seen is noted."""
        now = self._now()
        with self._engine.connect() as connection:
            query = select(PEOPLE, SITTINGS.c.seen_at).join(SITTINGS, SITTINGS.c.person == PEOPLE.c.id)
            query = query.where(SITTINGS.c.token == digest(token), self._lasts(now), PEOPLE.c.gone_at.is_(None))
            row = connection.execute(query).mappings().first()
        if row is None:
            return None
        if now - row["seen_at"] > _SEEN_EVERY:
            with self._engine.begin() as connection:
                connection.execute(update(SITTINGS).where(SITTINGS.c.token == digest(token)).values(seen_at=now))
        return person_of(row)

    def still(self, token: str) -> Person | None:
        """As `who`, for a page that lies open and asks by itself: that is no sign that somebody is there."""
        return self.those_still({token}).get(token)

    def those_still(self, tokens: Collection[str]) -> dict[str, Person]:
        """The same of some hundreds of pages at once: token → who is signed in there; none where nobody is."""
        hashed = {digest(token): token for token in tokens}
        with self._engine.connect() as connection:
            query = select(PEOPLE, SITTINGS.c.token).join(SITTINGS, SITTINGS.c.person == PEOPLE.c.id)
            query = query.where(SITTINGS.c.token.in_(hashed), self._lasts(self._now()), PEOPLE.c.gone_at.is_(None))
            return {hashed[row["token"]]: person_of(row) for row in connection.execute(query).mappings()}

    def of(self, person: str) -> list[Sitting]:
        """Where they are signed in now, the newest first."""
        with self._engine.connect() as connection:
            query = select(SITTINGS).where(SITTINGS.c.person == person, self._lasts(self._now()))
            rows = connection.execute(query.order_by(SITTINGS.c.began_at.desc())).mappings()
            return [Sitting(row["token"], row["began_at"], row["seen_at"], row["browser"]) for row in rows]

    def end(self, token: str) -> None:
        self._end(SITTINGS.c.token == digest(token))

    def end_one(self, person: str, hashed: str) -> None:
        """One of theirs, by its hash."""
        self._end(and_(SITTINGS.c.person == person, SITTINGS.c.token == hashed))

    def end_all(self, person: str, but: str = "") -> None:
        """All of theirs, but that of this token."""
        self._end(and_(SITTINGS.c.person == person, SITTINGS.c.token != digest(but)))

    def _end(self, which: ColumnElement[bool]) -> None:
        with self._engine.begin() as connection:
            ended = update(SITTINGS).where(which, SITTINGS.c.ended_at.is_(None))
            connection.execute(ended.values(ended_at=self._now()))

    def _lasts(self, now: datetime) -> ColumnElement[bool]:
        began, seen = SITTINGS.c.began_at > now - LONGEST, SITTINGS.c.seen_at > now - IDLE
        return and_(SITTINGS.c.ended_at.is_(None), began, seen)
