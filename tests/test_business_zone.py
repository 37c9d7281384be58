"""Whose today: the business's, by its rules, whatever this machine's clock says; by the data that is pinned."""

import zoneinfo
from datetime import UTC, date, datetime

import pytest

from ivr.doctor import machine
from ivr.engines.rasa_server import _environment
from ivr.errors import RulesError
from ivr.hours.zones import version_in_force, zone
from ivr.settings import Settings
from ivr.written.rules_file import parse_rules

TWO_ROUTES = """
fallback_route: day
ways_out: {route: day}
routes:
  day: {agents: ["+15005550001"], time_zone: America/Chicago}
  night: {agents: ["+15005550002"], time_zone: Europe/Berlin}
"""


def test_the_first_routes_zone_is_the_business_s_unless_the_rules_name_one() -> None:
    assert parse_rules(TWO_ROUTES).business_zone == "America/Chicago"
    assert parse_rules(f"time_zone: Asia/Kolkata\n{TWO_ROUTES}").business_zone == "Asia/Kolkata"


@pytest.mark.parametrize(("name", "meant"), [("America", "use a name like"), ("Kolkata", "use Asia/Kolkata")])
def test_a_business_in_no_zone_is_refused_with_line_and_advice(name: str, meant: str) -> None:
    with pytest.raises(RulesError, match=rf"rules\.yml:1: time_zone: no such time zone: {meant}"):
        parse_rules(f"time_zone: {name}\n{TWO_ROUTES}")


def test_the_pinned_package_tells_the_zones_and_not_the_system() -> None:
    """As of 2026f Vancouver stays on summer time; copies of the year before put its clocks back in November."""
    assert zoneinfo.TZPATH == ()
    summer, winter = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (7, 12))
    vancouver = zone("America/Vancouver")
    assert winter.astimezone(vancouver).utcoffset() == summer.astimezone(vancouver).utcoffset()


def test_the_assistant_reads_its_pinned_package_too(settings: Settings) -> None:
    assert _environment(settings.data_dir, "secret", 1)["PYTHONTZPATH"] == ""


def test_the_doctor_tells_version_and_age_of_the_zones_in_force(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, written = version_in_force()
    assert written is not None
    assert machine.time_zones(settings).what == f"tzdata {version}, {(date.today() - written).days} days old"
    monkeypatch.setattr(machine, "version_in_force", lambda: ("2019a", date(2019, 3, 25)))
    old = machine.time_zones(settings)
    assert not old.well
    assert "upgrade" in old.mend


def test_a_system_copy_that_would_win_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", ("/usr/share/zoneinfo",))
    assert not machine.time_zones(settings).well
