"""What the operator's carrier takes for a minute, as one setting has it: "USD in 0.0085 out 0.014 stream 0.004"."""

import re
from dataclasses import dataclass
from decimal import Decimal

LEGS = ("in", "out", "stream")
_FORM = re.compile(r"(?P<currency>[A-Z]{3})(?P<legs>( (in|out|stream) \d{1,3}(\.\d{1,6})?){1,3})")


@dataclass(frozen=True, slots=True)
class Prices:
    """For each begun minute of a leg; None: it is not known, and neither is the cost of a call that has such a leg."""

    currency: str
    in_: Decimal | None = None
    """The caller's leg, from its beginning to its end."""
    out: Decimal | None = None
    """An agent's, from when it was rung."""
    stream: Decimal | None = None
    """The media stream, while the assistant is on the line."""


def prices_in(text: str) -> Prices | None:
    """None where there are none. Raises ValueError for what is no price list, or names a leg twice."""
    if not text:
        return None
    found = _FORM.fullmatch(text)
    legs = found["legs"].split() if found else []
    named = dict(zip(legs[::2], map(Decimal, legs[1::2]), strict=True))
    if found is None or len(named) * 2 != len(legs):
        raise ValueError("a price list is a currency and legs with their prices")
    return Prices(found["currency"], named.get("in"), named.get("out"), named.get("stream"))
