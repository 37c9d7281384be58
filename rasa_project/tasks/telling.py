"""What is told at once whenever it is asked for, beside whatever else: opening hours, how returns work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from back_office.errors import BackOfficeError
from tasks.desk import Desk
from tasks.say import Say, say
from tasks.shop_near import week


async def opening_hours(desk: Desk) -> Sequence[Say]:
    """Of the main shop."""
    try:
        shops = await desk.office.shops()
    except BackOfficeError:
        return [say("utter_shop_unavailable")]
    return [week(shops[0]) if shops else say("utter_no_shop")]


async def return_policy(desk: Desk) -> Sequence[Say]:
    return [say("utter_return_policy")]


TOLD: dict[str, Callable[[Desk], Awaitable[Sequence[Say]]]] = {
    "opening_hours": opening_hours,
    "return_policy": return_policy,
}
"""By intent."""
