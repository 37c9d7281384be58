"""What happens on a call, told as it happens to whoever looks on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """`who` is caller, assistant, agent, line or note."""

    at_seconds: float
    who: str
    text: str


Observer = Callable[[Moment], None]


def ignore(_moment: Moment) -> None:
    return None
