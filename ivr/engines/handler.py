"""What a child's engine is built as: something that answers one request, or several that came together.

Not in child.py, which runs as the main module: what an engine imports from it would be a second copy of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .wire import Header

Message = tuple[Header, bytes]
Handler = Callable[[Header, bytes], Message]
"""Answers one request. An exception is reported and the child lives on; SystemExit gives the child up."""


@dataclass(frozen=True, slots=True)
class Together:
    """In place of a Handler, for a job that gives its children several requests at once."""

    handle: Callable[[Sequence[Message]], Iterator[Message]]
    """Answers them one by one, in their order."""
