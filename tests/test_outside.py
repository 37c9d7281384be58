"""A running call is told what its caller chose as soon as it is known, and once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ivr.call.outside import Outside
from ivr.core.events import ChoicesKnown, QueuesKnown
from ivr.core.memory import Memory
from ivr.core.record import Choice, Queue
from ivr.core.rules import Rules
from ivr.ports import KnownChoices
from ivr.store.paying import Paying

from .scripted import RULES

NOTHING = KnownChoices(frozenset(), remembered=True)


@dataclass
class Choosers:
    now: KnownChoices = NOTHING

    def known(self, call: str) -> KnownChoices:
        return self.now


@dataclass
class Store:
    choices: Choosers
    paying: Paying = field(default_factory=Paying)

    def gone_on(self, call: str) -> None:
        """Nobody has come back from people."""


def outside(
    store: Store, memory: Memory, rules: Rules = RULES, waiting: Callable[[str], int] = lambda route: 0
) -> Outside:
    at_noon = lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # noqa: E731
    return Outside("CA1", rules, memory, store, at_noon, waiting)  # type: ignore[arg-type]


def test_a_caller_who_chose_nothing_is_no_news() -> None:
    assert list(outside(Store(Choosers()), Memory()).look()) == []


def test_what_becomes_known_late_is_told_once() -> None:
    store = Store(Choosers())
    looking = outside(store, Memory())
    assert list(looking.look()) == []
    store.choices.now = KnownChoices(frozenset({Choice.NO_MACHINE}), remembered=True)
    assert list(looking.look()) == [ChoicesKnown((Choice.NO_MACHINE,))]
    assert list(looking.look()) == []


def test_what_was_chosen_on_this_very_call_is_no_news_to_it() -> None:
    chosen = frozenset({Choice.NO_TRAINING})
    store = Store(Choosers(KnownChoices(chosen, remembered=True)))
    assert list(outside(store, Memory(choices=chosen)).look()) == []


def test_that_the_number_is_withheld_is_told() -> None:
    store = Store(Choosers(KnownChoices(frozenset(), remembered=False)))
    assert list(outside(store, Memory()).look()) == [ChoicesKnown((), remembered=False)]


def test_how_many_wait_is_told_where_a_rule_asks_for_it_and_when_it_changes() -> None:
    rule = {"name": "long", "queue_longer_than": {"support": 2}, "route": "complaints"}
    rules = Rules.model_validate(RULES.model_dump(mode="json") | {"transfer_rules": [rule]})
    waiting = {"support": 3, "complaints": 9}
    looking = outside(Store(Choosers()), Memory(), rules, waiting.__getitem__)
    assert list(looking.look()) == [QueuesKnown((Queue("support", 3),))]
    assert list(looking.look()) == []
    waiting["support"] = 1
    assert list(looking.look()) == [QueuesKnown((Queue("support", 1),))]


def test_no_queue_is_told_of_that_no_rule_asks_for() -> None:
    assert list(outside(Store(Choosers()), Memory(), RULES, lambda route: 5).look()) == []
