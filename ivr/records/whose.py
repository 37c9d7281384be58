"""Whose records a command is about: one call's, or all calls of a number."""

from dataclasses import dataclass

from sqlalchemy import Engine, select

from ..core.caller_number import number_of_caller
from ..errors import CandidError
from ..settings import Settings
from ..store.calls import caller_hash, caller_key
from ..store.erasure import calls_of_caller
from ..store.schema import CALLS


class NoCallError(CandidError):
    """Of that number no call is on record; there may be what its caller chose."""


@dataclass(frozen=True, slots=True)
class Whose:
    call: str = ""
    number: str = ""

    def calls(self, engine: Engine, settings: Settings) -> list[str]:
        """The oldest first. Raises CandidError when there are none; it does not repeat the number."""
        if bool(self.call) == bool(self.number):
            raise CandidError("say whose: either --call or --number")
        if self.call:
            with engine.connect() as connection:
                found = connection.execute(select(CALLS.c.call_sid).where(CALLS.c.call_sid == self.call)).scalar()
            if found is None:
                raise CandidError(f"no call {self.call} is on record")
            return [self.call]
        calls = calls_of_caller(engine, self._hash(settings))
        if not calls:
            raise NoCallError("no call of that number is on record (or IVR_SECRET_KEY is another than at that time)")
        return calls

    def caller(self, engine: Engine, settings: Settings) -> str:
        """The hash of the caller's number; empty when it was withheld, or the call's caller was forgotten."""
        if self.number:
            return self._hash(settings)
        with engine.connect() as connection:
            return str(connection.execute(select(CALLS.c.caller).where(CALLS.c.call_sid == self.call)).scalar() or "")

    def _hash(self, settings: Settings) -> str:
        if not number_of_caller(self.number):
            raise CandidError("--number must be a whole number, like +15551234567; a withheld one cannot be found")
        return caller_hash(caller_key(settings.secret_key), self.number)
