"""Two sets of rules, compared: what a supervisor would have to know before one takes the place of the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...core.rules import Rules
from .order import RuleChange, rules_changed
from .subjects import Subject, subjects_of

MOST_LINES = 8
"""Of longer lists only what differs is shown."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One that differs; was and now are lines, none of them where there was nothing."""

    told: str
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What differs about one subject, as a route."""

    told: str
    kind: str = ""
    """new or removed, of a subject that only one of the two has."""
    rules: tuple[RuleChange, ...] = ()
    settings: tuple[Setting, ...] = ()


def changes_between(was: Rules, now: Rules) -> tuple[Group, ...]:
    """None where no rule and no setting reads another way."""
    rules = tuple(rules_changed(was.transfer_rules, now.transfer_rules))
    found = (Group("Rules", rules=rules),) if rules else ()
    return (*found, *_subjects_changed(subjects_of(was), subjects_of(now)))


def _subjects_changed(was: Iterable[Subject], now: Iterable[Subject]) -> Iterator[Group]:
    before, after = {one.told: one for one in was}, {one.told: one for one in now}
    for told in {**after, **before}:
        old, new = before.get(told), after.get(told)
        kind = "new" if old is None else "removed" if new is None else ""
        settings = tuple(_settings_changed(old.stands if old else {}, new.stands if new else {}))
        if settings or kind:
            yield Group(told, kind, settings=settings)


def _settings_changed(was: dict[str, tuple[str, ...]], now: dict[str, tuple[str, ...]]) -> Iterator[Setting]:
    for told in {**now, **was}:
        old, new = was.get(told, ()), now.get(told, ())
        if old != new:
            yield Setting(told, *_differing(old, new))


def _differing(was: tuple[str, ...], now: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both as they are, or of long lists what the other has not; what is only in another order stays whole."""
    if max(len(was), len(now)) <= MOST_LINES or set(was) == set(now):
        return was, now
    both = set(was) & set(now)
    told = (f"and {len(both)} that stay",) if both else ()
    return tuple(one for one in was if one not in both) + told, tuple(one for one in now if one not in both) + told
