"""What a call costs by the operator's own price list: legs by begun minutes, as carriers bill. No price, no cost.

CPU seconds are not among it: they are not counted for each call, as one engine answers many at once.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from ..settings.prices import Prices
from ..store.search import Found


@dataclass(frozen=True, slots=True)
class Minutes:
    """Begun ones, of one call or of many."""

    in_: int = 0
    out: int = 0
    stream: int = 0

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.in_ + other.in_, self.out + other.out, self.stream + other.stream)


def minutes_of(call: Found) -> Minutes | None:
    """None of a call that goes on."""
    if call.seconds is None:
        return None
    ended = call.began + timedelta(seconds=call.seconds)
    out = sum(_begun(leg.began, leg.ended or ended) for leg in call.legs)
    stream = _begun(call.began, min(call.handed_off or ended, ended)) if call.streams else 0
    stream += sum(_begun(back.at, min(back.until or ended, ended)) for back in call.backs)
    return Minutes(_begun(call.began, ended), out, stream)


def cost_of(minutes: Minutes | None, prices: Prices | None) -> Decimal | None:
    """None where a price is missing that these minutes need, or they are not known."""
    if prices is None or minutes is None:
        return None
    total = Decimal(0)
    for taken, price in ((minutes.in_, prices.in_), (minutes.out, prices.out), (minutes.stream, prices.stream)):
        if taken and price is None:
            return None
        total += taken * (price or 0)
    return total


def _begun(since: datetime, until: datetime) -> int:
    return max(0, math.ceil((until - since).total_seconds() / 60))
