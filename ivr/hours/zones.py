"""Time zones as rules name them: known by name, or refused with the name that was likely meant."""

import re
import zoneinfo
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_NO_PLACE = {"Factory", "posixrules", "localtime"}
_INSTEAD = {
    "EST": "America/New_York",
    "EST5EDT": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "CST": "America/Chicago",
    "CST6CDT": "America/Chicago",
    "CDT": "America/Chicago",
    "CT": "America/Chicago",
    "MST": "America/Denver",
    "MST7MDT": "America/Denver",
    "MDT": "America/Denver",
    "MT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PST8PDT": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "HST": "Pacific/Honolulu",
    "AEST": "Australia/Sydney",
    "BST": "Europe/London",
    "WET": "Europe/Lisbon",
    "CET": "Europe/Paris",
    "CEST": "Europe/Paris",
    "MET": "Europe/Berlin",
    "MEZ": "Europe/Berlin",
    "EET": "Europe/Athens",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "GMT": "Europe/London",
}
"""Letters that are no place: some are no zone at all, some one without summer time. The place that most mean."""
_UTC = {"UTC", "Etc/UTC"}


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of this name, kept once read. Raises ValueError where there is none."""
    if name not in _names():
        raise ValueError(f"no time zone {name[:40]!r}")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no time zone {name[:40]!r}") from error


def problem_of_zone(name: str) -> str:
    """Why a name cannot be a time zone, and what was likely meant; empty when it is one."""
    try:
        zone(name)
    except ValueError:
        meant = _meant(name)
        return f"no such time zone: use {meant}" if meant else "no such time zone: use a name like America/New_York"
    return ""


def advice_of_zone(name: str) -> str:
    """What may surprise about a zone that there is; empty when nothing does."""
    if name in _UTC:
        return ""
    if name in _INSTEAD:
        return f"{name} is no place, and may keep another summer time than yours: use a city, as {_INSTEAD[name]}"
    if name.startswith("Etc/") or ("/" not in name and re.search(r"\d|^(?:GMT|UCT|Zulu|Greenwich|Universal)", name)):
        return f"{name} is no place and has no summer time: use a city, as Europe/London"
    return ""


def version_in_force() -> tuple[str, date | None]:
    """(IANA version, about when it was made) of the data that zones are read from; "": not the package's.

    tzdata tells no date of its own. Its list of leap seconds is renewed twice a year, and says when.
    """
    if zoneinfo.TZPATH:
        return "", None
    told = (files("tzdata") / "zoneinfo" / "leapseconds").read_text(encoding="utf-8")
    updated = re.search(r"^#updated \d+ \((\d{4}-\d{2}-\d{2})", told, re.MULTILINE)
    version = re.match(r"# version (\S+)", (files("tzdata") / "zoneinfo" / "tzdata.zi").read_text(encoding="utf-8"))
    return version[1] if version else "", date.fromisoformat(updated[1]) if updated else None


def _meant(name: str) -> str:
    """The zone of a city or an abbreviation, or the one whose name is nearest."""
    text = name.strip().replace(" ", "_")
    if text.upper() in _INSTEAD:
        return _INSTEAD[text.upper()]
    by_city = {
        known.rpartition("/")[2].lower(): known for known in sorted(_names()) if "/" in known and known[:4] != "Etc/"
    }
    by_name = {known.lower(): known for known in _names()}
    wanted = text.lower()[:60]
    if found := by_name.get(wanted) or by_city.get(wanted):
        return found
    near = get_close_matches(wanted, by_name, n=1, cutoff=0.8) if "/" in wanted.strip("/") else []
    return by_name[near[0]] if near else ""


@cache
def _names() -> frozenset[str]:
    """Those of the tzdata package: the system's copy has files among them that are no zones."""
    listed = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    return frozenset(listed) - _NO_PLACE
