"""What a method of the port is on the wire, read off its signature: a task with its path, request and answer."""

import asyncio
import functools
import inspect
import re
import typing
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from back_office.errors import Reason, RefusedError, UnavailableError
from back_office.record import Key, Record

P = ParamSpec("P")
A = TypeVar("A")


@dataclass(frozen=True)
class Task:
    name: str
    asked: type[BaseModel]
    """Of the method's parameters; the key of a write is not among them."""
    answer: Any
    """The type that the method declares: a record, or a tuple of them."""
    writes: bool
    text: str
    """The method's docstring."""

    @property
    def path(self) -> str:
        return "/" + self.name.replace("_", "-")

    async def of(self, office: Any, asked: BaseModel, key: str | None) -> Any:
        """The answer of a back office to what was asked, by its method of this name."""
        values = {name: getattr(asked, name) for name in self.asked.__fields__}
        return await getattr(office, self.name)(**values, **({"key": key} if self.writes else {}))


def task(method: Callable[P, Awaitable[A]]) -> Callable[P, Awaitable[A]]:
    """Makes of a declaration a method: it checks the arguments, then has the adapter carry out the task in time."""
    made = _task_of(method)
    signature = inspect.signature(method)

    @functools.wraps(method)
    async def ask(*args: P.args, **kwargs: P.kwargs) -> A:
        values = signature.bind(*args, **kwargs).arguments
        office, key = values.pop("self"), values.pop("key", None)
        if made.writes and not re.fullmatch(Key.regex, key):
            raise ValueError(f"{made.name}: a write's key is made by key_of")
        try:
            asked = made.asked(**values)
        except ValidationError:
            raise RefusedError(Reason.INVALID) from None  # its text might quote what was given
        try:
            return await asyncio.wait_for(office.carry_out(made, asked, key), office.deadline_seconds)
        except asyncio.TimeoutError:
            office.was_late(made)
            late = f"{made.name}: no answer within {office.deadline_seconds:g} s"
            raise UnavailableError(late, in_doubt=made.writes) from None

    ask.task = made  # type: ignore[attr-defined]  # found again by tasks_of
    return ask


def tasks_of(port: type) -> dict[str, Task]:
    """Every task of a port by its name, in the order in which they are declared."""
    return {name: method.task for name, method in vars(port).items() if hasattr(method, "task")}


def _task_of(method: Callable[..., Any]) -> Task:
    parameters = dict(inspect.signature(method).parameters)
    types = typing.get_type_hints(method)
    answer = types.pop("return")
    parameters.pop("self")
    writes = parameters.pop("key", None) is not None
    fields: dict[str, Any] = {
        name: (types[name], ... if parameter.default is parameter.empty else parameter.default)
        for name, parameter in parameters.items()
    }
    title = "".join(word.capitalize() for word in method.__name__.split("_")) + "Asked"
    asked = create_model(title, __base__=Record, **fields)
    return Task(method.__name__, asked, answer, writes, inspect.getdoc(method) or "")
