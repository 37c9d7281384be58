"""Errors as a log may tell them: what went wrong and where, and not in which words.

A library's message may quote what it was given, and so may a bug's. Our own are for the operator and quote nothing.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

from ..errors import CandidError

_LONGEST = 300
"""Characters of what a library has to say."""


def told(error: BaseException) -> str:
    """Kinds of errors, the first cause first, each with the places that it came by; messages only of our own."""
    return "\n".join(line for one in reversed(list(_chain(error))) for line in _lines(one))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    yield f"{type(error).__name__}: {error}" if isinstance(error, CandidError) else type(error).__name__
    for frame in traceback.extract_tb(error.__traceback__, limit=-20):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from (f"  {line}" for line in _lines(part))


def without_messages(_logger: object, _method: str, event: Any) -> Any:
    """A processor of structlog: in the place of `exc_info` what may be told of it."""
    given = event.pop("exc_info", None)
    if isinstance(given, tuple):
        given = given[1]
    elif given and not isinstance(given, BaseException):
        given = sys.exception()
    if isinstance(given, BaseException):
        event["exception"] = told(given)
    return event


class Plainly(logging.Formatter):
    """For what libraries log: one line of it, and errors as above. asyncio puts the error itself on the second line."""

    def format(self, record: logging.LogRecord) -> str:
        first = record.getMessage().partition("\n")[0][:_LONGEST]
        line = f"{record.levelname}:{record.name}:{first}"
        return f"{line}\n{told(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else line


def tell_of_threads(args: threading.ExceptHookArgs) -> None:
    """A `threading.excepthook`."""
    if args.exc_value is not None:
        logging.getLogger("threads").error("a thread broke", exc_info=args.exc_value)
