"""What the operator sees of callers' choices, and takes back for them, whether the service runs or not.

A running service finds what was taken back at its next look at the database, two seconds later.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from ..core.record import By, Choice
from ..errors import CandidError
from ..settings import Settings
from . import database
from .calls import caller_hash, caller_key
from .choices import TABLE, Kept, kept_of
from .schema import CALLS

SHOWN = 12
"""Characters of a hash: enough to tell callers apart, and to name one by."""


class OptOuts:
    """To be entered; the database is let go at its end."""

    def __init__(self, settings: Settings, now: datetime | None = None) -> None:
        """Connects to nothing yet."""
        self._key = caller_key(settings.secret_key)
        self._lasts = timedelta(days=settings.keep_choices_days)
        self._now = now or datetime.now(UTC)
        self.engine: Engine = database.engine_of(settings.effective_database_url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()

    def standing(self) -> list[Kept]:
        """Those that hold now, the latest last. Raises CandidError."""
        try:
            found = [kept_of(row) for row in database.choices_since(self.engine, self._now - self._lasts)]
        except SQLAlchemyError as error:
            raise CandidError(
                "the database gave no answer: is IVR_DATABASE_URL set, and did the service run?"
            ) from error
        return sorted((one for one in found if one.stands), key=lambda one: one.at)

    def told(self) -> Iterator[str]:
        """A line each, with nothing that tells who the caller is."""
        for one in self.standing():
            until = one.at + self._lasts
            how = f"by {one.made_by}" + (f", call {one.call_sid}" if one.call_sid else "")
            yield f"{one.caller[:SHOWN]}  {one.choice:12}  since {one.at:%Y-%m-%d %H:%M}, until {until:%Y-%m-%d}  {how}"

    def forget(self, *, number: str = "", caller: str = "", call: str = "", only: Iterable[Choice] = ()) -> list[Kept]:
        """Take back what this caller chose: by number, by the beginning of the hash, or by a call of theirs.

        Raises CandidError where nobody is meant, or more than one.
        """
        hashes = self._meant(number, caller, call)
        wanted = set(only) or set(Choice)
        taken = [one for one in self.standing() if one.caller in hashes and one.choice in wanted]
        row = {"table": TABLE, "stands": False, "made_by": By.OPERATOR.value, "state": "", "call_sid": ""}
        mine = ({"caller": one.caller, "choice": one.choice.value, "at": max(self._now, one.at)} for one in taken)
        database.ingest(self.engine, [row | each for each in mine])
        return taken

    def _meant(self, number: str, caller: str, call: str) -> set[str]:
        if number:
            known = caller_hash(self._key, number)
            if not known:
                raise CandidError("that is no whole number: write it as +15551234567")
            return {known}
        if call:
            with self.engine.connect() as connection:
                of_call = select(CALLS.c.caller).where(CALLS.c.call_sid == call)
                return set(connection.execute(of_call).scalars()) - {""}
        matching = {one.caller for one in self.standing() if caller and one.caller.startswith(caller)}
        if len(matching) > 1:
            raise CandidError("more than one caller begins so: give more of it, as `ivr optouts list` shows it")
        return matching
