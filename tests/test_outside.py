"""A running call is told what its caller chose as soon as it is known, and once."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ivr.call.outside import Outside
from ivr.core.events import ChoicesKnown
from ivr.core.memory import Memory
from ivr.core.record import Choice
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


def outside(store: Store, memory: Memory) -> Outside:
    return Outside("CA1", RULES, memory, store, lambda: datetime(2026, 3, 2, 12, 0, tzinfo=UTC))  # type: ignore[arg-type]


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
