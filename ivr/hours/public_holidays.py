"""Public holidays by country and subdivision, worked out a year at a time and kept."""

from datetime import date
from functools import cache

YEARS_AHEAD = 3
"""Beside the year that a file comes into force in and the one before: what a call may ask for without any work."""


def is_holiday(country: str, subdivision: str | None, day: date) -> bool:
    """Raises ValueError for a country or a subdivision that nobody knows."""
    return day in _of_year(country, subdivision, day.year)


def prepare(country: str, subdivision: str | None, year: int) -> None:
    """Works out the holidays around a year. Raises ValueError as `is_holiday`."""
    for around in range(year - 1, year + YEARS_AHEAD + 1):
        _of_year(country, subdivision, around)


def problem_of(country: str, subdivision: str | None) -> str:
    """Why these have no holidays that are known; empty when they have."""
    known = subdivisions_of(country)
    if known is None:
        return f"no public holidays are known of '{country}': use a country's two letters, as GB or US"
    if subdivision is not None and subdivision not in known:
        which = f"use one of {', '.join(known[:30])}" if known else "leave it out: the holidays are one for all"
        return f"{country} has no part {subdivision!a}: {which}"
    return ""


@cache
def subdivisions_of(country: str) -> tuple[str, ...] | None:
    """Parts of a country that have holidays of their own, by code and by name; None: the country is not known."""
    import holidays  # here, because most rules name none, and it takes its time

    try:
        found = holidays.country_holidays(country)
    except NotImplementedError:
        return None
    return (*found.subdivisions, *found.subdivisions_aliases)


@cache
def _of_year(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    import holidays

    try:
        # A year at a time: the library adds one that it is asked about in silence, and New Year's Day 2028 is kept
        # on the last day of 2027.
        return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year, expand=False))
    except NotImplementedError as error:
        raise ValueError(f"no public holidays of {country} {subdivision or ''}") from error
