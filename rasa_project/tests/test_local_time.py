"""Today is the business's: of the zone that the phone tells with each turn, for assistant, shop and back office."""

import asyncio
from contextvars import copy_context
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from offices import Line, answer, answering

from back_office.http import HttpBackOffice
from back_office.local_time import be_in_zone, local_now, zone_name
from shop.office import ShopOffice

SATURDAY_EVENING = datetime(2026, 11, 29, 0, 30, tzinfo=timezone.utc)
"""19:30 of Saturday in New York, Sunday already in Greenwich."""


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/New_York", date(2026, 11, 28)),
        ("UTC", date(2026, 11, 29)),
        ("Pacific/Auckland", date(2026, 11, 29)),
        ("Pacific/Pago_Pago", date(2026, 11, 28)),
        ("Asia/Kolkata", date(2026, 11, 29)),
        ("America/Vancouver", date(2026, 11, 28)),
    ],
)
def test_today_is_that_of_the_zone(zone: str, day: date) -> None:
    def there() -> date:
        be_in_zone(zone)
        return local_now(SATURDAY_EVENING).date()

    assert copy_context().run(there) == day


def test_both_switches_of_the_clock_are_followed() -> None:
    def at(month: int, day: int, hour: int) -> int:
        be_in_zone("America/New_York")
        return local_now(datetime(2026, month, day, hour, tzinfo=timezone.utc)).hour

    hours = [copy_context().run(at, *moment) for moment in [(3, 8, 6), (3, 8, 7), (11, 1, 5), (11, 1, 6)]]
    assert hours == [1, 3, 1, 1]


def test_a_name_that_is_no_zone_changes_nothing() -> None:
    def there() -> str:
        be_in_zone("Asia/Tokyo")
        be_in_zone("Mars/Phobos")
        be_in_zone("")
        return zone_name()

    assert copy_context().run(there) == "Asia/Tokyo"


def test_the_shops_own_clock_is_the_business_s(tmp_path: Path) -> None:
    def there(zone: str) -> datetime:
        be_in_zone(zone)
        return ShopOffice(tmp_path)._clock()

    apart = copy_context().run(there, "Asia/Tokyo") - copy_context().run(there, "America/New_York")
    assert 12.9 < apart.total_seconds() / 3600 < 14.1


def test_a_back_office_over_http_is_told_the_zone() -> None:
    async def asked() -> list[str | None]:
        line = Line([answer([])])
        async with answering(line) as url:
            be_in_zone("America/Chicago")
            office = HttpBackOffice(url)
            await office.shops()
            await office.close()
        return line.header("Candid-Time-Zone")

    assert copy_context().run(asyncio.run, asked()) == ["america/chicago"]
