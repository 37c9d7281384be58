"""What changes between two sets of rules, told in words: nothing that differs goes untold."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from ivr.console import profile_fields
from ivr.console.changes.comparison import Group, changes_between
from ivr.console.changes.names import NAMES
from ivr.console.changes.order import Kind, RuleChange
from ivr.console.changes.subjects import paths_without_forms
from ivr.console.hours_told import dates_told, week_told
from ivr.console.payment_fields import PAYMENTS
from ivr.core.hours import ExceptionalDay, Hours
from ivr.core.payment import CardPayment
from ivr.core.profile import Profile
from ivr.core.rules import Rules
from ivr.written.rules_file import parse_rules

from . import made_rules

SUPPORT: dict[str, Any] = {"agents": ["+15005550001", "+15005550002"]}
RULES: dict[str, Any] = {
    "routes": {"support": SUPPORT, "night_desk": {"agents": ["+15005550003"]}},
    "fallback_route": "support",
}


def rules(**more: Any) -> Rules:
    return parse_rules(yaml.safe_dump({**RULES, **more}))


def support(**more: Any) -> Rules:
    return rules(routes={**RULES["routes"], "support": {**SUPPORT, **more}})


def settings(was: Rules, now: Rules) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (group.told, one.told): ("; ".join(one.was), "; ".join(one.now))
        for group in changes_between(was, now)
        for one in group.settings
    }


def in_order(*names: str) -> Rules:
    return rules(transfer_rules=[{"name": name, "words": [f"word {name}"], "route": "support"} for name in names])


def of_rules(was: Rules, now: Rules) -> list[RuleChange]:
    groups: tuple[Group, ...] = changes_between(was, now)
    assert [group.told for group in groups] == (["Rules"] if groups else [])
    return [one for group in groups for one in group.rules]


@pytest.mark.parametrize(
    ("more", "told", "was", "now"),
    [
        ({"ring_seconds": 30}, "Ring time", "20 seconds", "30 seconds"),
        ({"ring": "all_at_once"}, "How they ring", "one after the other", "all at once"),
        ({"press_to_accept": False}, "Agents press 1 to take a call", "yes", "no"),
        (
            {"agents": ["+15005550002", "+15005550001"]},
            "Agents' numbers",
            "+15005550001, +15005550002",
            "+15005550002, +15005550001",
        ),
        (
            {"hours": [{"days": "mon-fri", "opens": "9", "closes": "12"}]},
            "Hours of the week",
            "Always open",
            "Monday to Friday: 9:00 to 12:00; Saturday and Sunday: closed",
        ),
        (
            {"overflow": [{"route": "night_desk", "when": "busy"}, {"to": "voicemail"}]},
            "What happens then, step by step",
            "the caller chooses: try again, a callback, or a message",
            "the agents of night desk are rung, if all were busy; a message is taken",
        ),
        ({"holidays": {"country": "GB"}}, "Closed on public holidays of", "", "Closed on the public holidays of GB"),
        ({"pay": {"payment_connector": "till"}}, "Payments by card: Connector that takes the payment", "", "till"),
    ],
)
def test_a_setting_of_a_route_is_told_by_its_name_before_and_now(
    more: dict[str, Any], told: str, was: str, now: str
) -> None:
    assert settings(rules(), support(**more))["Route support", told] == (was, now)


@pytest.mark.parametrize(
    ("more", "told", "was", "now"),
    [
        ({"thresholds": {"intent": 0.7}}, ("How sure the machine must be", "What the caller means"), "60 %", "70 %"),
        (
            {"timing": {"filler_after_seconds": 2}},
            ("How long it waits", "“One moment” after"),
            "1.2 seconds",
            "2 seconds",
        ),
        ({"menu": {"1": "order_status"}}, ("Words, keys and limits", "Keys"), "", "1: order status"),
        (
            {"topics": {"complaint": {"route": "night_desk"}}},
            ("What is not for a machine", "complaint"),
            "",
            "goes to night desk",
        ),
        (
            {"agents_say_who": True},
            ("Ways to a person", "Agents say their name and place before each caller"),
            "no",
            "yes",
        ),
        ({"thresholds": {"speech": 0.6}}, ("Everything else", "That somebody speaks"), "50 %", "60 %"),
        (
            {"fallback_route": "night_desk"},
            ("Ways to a person", "Who needs a person for another reason goes to"),
            "support",
            "night desk",
        ),
    ],
)
def test_any_other_setting_is_told_by_its_name_before_and_now(
    more: dict[str, Any], told: tuple[str, str], was: str, now: str
) -> None:
    assert settings(rules(), rules(**more)) == {told: (was, now)}


def test_a_route_and_a_number_that_are_new_or_gone_are_told_as_such() -> None:
    less = rules(routes={"support": SUPPORT})
    more = rules(numbers={"+15005550100": {"company": "Fernhill Boston"}})
    assert [(group.told, group.kind) for group in changes_between(less, more)] == [
        ("Route night desk", "new"),
        ("Calls to +15005550100", "new"),
    ]
    assert [group.kind for group in changes_between(more, less)] == ["removed", "removed"]


def test_of_a_long_list_only_what_differs_is_told() -> None:
    many = [f"phrase {letter}" for letter in "abcdefghijkl"]
    was, now = ({"ways_out": {"phrases": phrases}} for phrases in (many, [*many[1:], "phrase z"]))
    (one,) = settings(rules(**was), rules(**now)).values()
    assert one == ("phrase a; and 11 that stay", "phrase z; and 11 that stay")


def test_one_rule_that_was_moved_is_all_that_is_told_though_all_places_changed() -> None:
    (moved,) = of_rules(in_order("a", "b", "c", "d"), in_order("d", "a", "b", "c"))
    assert (moved.kind, moved.name, moved.place_before, moved.place) == (Kind.MOVED, "d", 4, 1)


def test_rules_that_are_new_removed_renamed_and_changed_are_told_by_their_sentences() -> None:
    was = in_order("a", "b", "c").model_dump(exclude_defaults=True)["transfer_rules"]
    now = [{**was[0], "route": "night_desk"}, {**was[1], "name": "bb"}, {**was[2], "name": "n", "words": ["new"]}]
    changes = of_rules(
        in_order("a", "b", "c"), rules(transfer_rules=[{**one, "words": list(one["words"])} for one in now])
    )
    assert [(one.kind, one.name) for one in changes] == [
        (Kind.CHANGED, "a"),
        (Kind.RENAMED, "bb"),
        (Kind.NEW, "n"),
        (Kind.REMOVED, "c"),
    ]
    assert [piece.text for piece in changes[0].now if piece.differs] == ["night desk"]
    assert [piece.text for piece in changes[0].was if piece.differs] == ["support"]
    assert "".join(piece.text for piece in changes[2].now) == "When the caller says “new” → support"


@trying(max_examples=60, deadline=None)
@given(st.lists(made_rules.rules(), max_size=4), st.lists(made_rules.rules(), max_size=4))
def test_rules_that_differ_are_told_and_the_same_are_not(was: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    """Each with a name of its own, as a file must have it."""
    named = ([{**one, "name": f"r{at}"} for at, one in enumerate(some)] for some in (was, now))
    before, after = (made_rules.rules_of(*some) for some in named)
    told = changes_between(before, after)
    assert bool(told) is (before.transfer_rules != after.transfer_rules)


def test_what_only_is_written_in_another_way_is_no_change() -> None:
    hours = {"days": ["mon", "tue"], "opens": "9", "closes": "12"}
    later = {"days": "mon-tue", "opens": "13", "closes": "17"}
    assert (
        changes_between(
            support(hours=[hours, later], queue=True),
            support(hours=[later, {**hours, "days": "mon-tue"}], overflow=[{"to": "queue"}]),
        )
        == ()
    )


def test_every_setting_has_a_name() -> None:
    """Each that stands in no form, and no other."""
    assert set(NAMES) == set(paths_without_forms())
    assert {field.name for field in profile_fields.FIELDS} == set(Profile.model_fields)
    assert {field.name for field in PAYMENTS} == {f"pay.{name}" for name in CardPayment.model_fields}


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ([], ["Always open"]),
        ([("daily", "0", "24")], ["Monday to Sunday: all day"]),
        (
            [("mon, wed, fri", "9", "17:30")],
            ["Monday, Wednesday and Friday: 9:00 to 17:30", "Tuesday, Thursday, Saturday and Sunday: closed"],
        ),
        (
            [("fri, sat", "22", "6"), ("sat", "8", "midnight")],
            [
                "Friday: 22:00 to 6:00 of the next day",
                "Saturday: 8:00 to midnight and 22:00 to 6:00 of the next day",
                "Monday to Thursday and Sunday: closed",
            ],
        ),
    ],
)
def test_a_week_is_told_by_the_days_that_are_alike(hours: list[tuple[str, str, str]], told: list[str]) -> None:
    assert list(week_told(Hours(days=days, opens=opens, closes=closes) for days, opens, closes in hours)) == told  # type: ignore[arg-type]


def test_dates_are_told_with_their_day_of_the_week() -> None:
    written = [
        {"date": "2026-12-24", "opens": "9", "closes": "12"},
        {"date": "2026-12-27", "until": "2026-12-31", "closed": True},
    ]
    assert list(dates_told(ExceptionalDay.model_validate(one) for one in written)) == [
        "Thursday 24 December 2026: 9:00 to 12:00",
        "Sunday 27 December 2026 to Thursday 31 December 2026: closed",
    ]
