"""What time it is where the business is, whatever zone this machine's clock is set to.

The phone tells the zone with each turn (rules.yml, `time_zone`), so that a change of the rules holds from the next call
on. CANDID_TIME_ZONE says it where nobody does (a shop on its own); without either it is the machine's time.
"""

import os
from contextvars import ContextVar
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

ZONE_HEADER = "Candid-Time-Zone"
"""By which a back office over HTTP is told the zone."""
_ZONE: ContextVar[str] = ContextVar("zone", default="")


def be_in_zone(name: str) -> None:
    """From here on, in whatever this turn does, local time is that of the zone; one that is none changes nothing."""
    if name and _known(name) is not None:
        _ZONE.set(name)


def zone_name() -> str:
    """Of the zone that local time is of; empty: the machine's own."""
    return _ZONE.get() or os.environ.get("CANDID_TIME_ZONE", "")


def local_now(moment: datetime | None = None) -> datetime:
    """The time by the business's clocks, without an offset, now or at an aware `moment`."""
    at = moment or datetime.now(timezone.utc)
    return at.astimezone(_known(zone_name())).replace(tzinfo=None)


def _known(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None
