"""The drafts on which everybody works, one of the rules and one of the prompts.

Whoever saves says on which they built, so that nothing is lost.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from ..errors import CandidError
from .people import names_of
from .schema import DRAFTS

OF_RULES, OF_PROMPTS = 1, 2


@dataclass(frozen=True, slots=True)
class Draft:
    saved: int
    """How often; what a form that changes it gives back."""
    at: datetime
    person: str
    """Whoever saved it last: their id."""
    name: str
    version: str
    """Of what was in force when it was begun."""
    text: str


class DraftMovedError(CandidError):
    """Somebody saved it meanwhile, began it, or put it in force: nothing was saved."""


class Drafts:
    """Thread-safe; each method is a transaction. All may raise SQLAlchemyError."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], which: int = OF_RULES) -> None:
        self._engine, self._now, self._which = engine, now, which

    def current(self) -> Draft | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(DRAFTS).where(DRAFTS.c.id == self._which)).mappings().first()
            if row is None:
                return None
            name = names_of(connection, {row["person"]}).get(row["person"], "")
            return Draft(row["saved"], row["at"], row["person"], name, row["version"], row["text"])

    def save(self, person: str, text: str, *, built_on: int, version: str) -> None:
        """`built_on`: how often it had been saved, 0: there was none. Raises DraftMovedError."""
        values = {"at": self._now(), "person": person, "text": text}
        with self._engine.begin() as connection:
            if built_on == 0:
                try:
                    connection.execute(insert(DRAFTS).values(id=self._which, saved=1, version=version, **values))
                except IntegrityError:
                    raise DraftMovedError from None
                return
            same = (DRAFTS.c.id == self._which, DRAFTS.c.saved == built_on)
            if connection.execute(update(DRAFTS).where(*same).values(saved=built_on + 1, **values)).rowcount != 1:
                raise DraftMovedError

    def discard(self, *, built_on: int) -> None:
        """Raises DraftMovedError."""
        with self._engine.begin() as connection:
            gone = connection.execute(delete(DRAFTS).where(DRAFTS.c.id == self._which, DRAFTS.c.saved == built_on))
            if gone.rowcount != 1:
                raise DraftMovedError
