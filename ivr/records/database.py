"""The database of a service that may be running, for a command beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError, SQLAlchemyError

from ..errors import CandidError
from ..settings import Settings
from ..store.database import engine_of, file_of, probe


@contextmanager
def opened(settings: Settings) -> Iterator[Engine]:
    """Its tables are brought up to date by the service alone, which may be an older one. Raises CandidError."""
    engine = engine_of(settings.effective_database_url)
    try:
        file = file_of(engine)
        if file is not None and not file.exists():
            raise CandidError("there is no database yet: the first start makes it")
        probe(engine)
        yield engine
    except (OperationalError, ProgrammingError) as error:
        what = "does not answer, takes no writes, or lacks tables that the next start makes"
        raise CandidError(f"the database {what} ({type(error).__name__}): see `ivr doctor`") from error
    except (SQLAlchemyError, OSError) as error:
        raise CandidError(f"the database gave no answer ({type(error).__name__}): see `ivr doctor`") from error
    finally:
        engine.dispose()
