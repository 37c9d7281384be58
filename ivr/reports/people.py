"""The way to a person: who needed none, who asked for one and had one, and how long that took."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..core.record import Disposition, Reason
from ..store.tallies import ToAPerson
from .figure import Figure, Part, count, percentile, share

ASKED = frozenset({Reason.CALLER_ASKED.value, Reason.KEY_PRESSED.value, Reason.OPTED_OUT.value})
"""Reasons by which the caller wanted no machine, and not we something else."""
IN_TIME_SECONDS = 180
_LEFT_WORD = frozenset({Disposition.VOICEMAIL.value, Disposition.CALLBACK.value})
BY_ITSELF = frozenset({Disposition.RESOLVED.value, Disposition.GOODBYE.value})
_RANKS = (50, 95)


def contained(assisted: Mapping[tuple[str, bool], int]) -> Figure:
    """`assisted`: (how a call ended or "", whether it was handed to people) → calls that the assistant was on."""
    over = sum(number for (ended, _), number in assisted.items() if ended)
    alone = sum(number for (ended, handed), number in assisted.items() if ended in BY_ITSELF and not handed)
    formula = "calls that ended with the assistant, resolved or with a goodbye, and were never handed to a person"
    return share("Settled by the assistant alone", f"{formula}, of all ended calls that it was on", alone, over)


def honoured(handed: Sequence[ToAPerson]) -> Figure:
    asked = [one for one in handed if one.reason in ASKED]
    dialled = Counter(one.reason for one in asked if one.until_rung is not None)
    of = Counter(one.reason for one in asked)
    formula = "times a person was rung, of all that a caller asked for one, by voice, key or an earlier choice"
    parts = [Part(reason, dialled[reason], of[reason]) for reason in sorted(of)]
    return share("Asked for a person, and one was rung", formula, dialled.total(), len(asked), parts, "how they asked")


def in_time(handed: Sequence[ToAPerson]) -> Figure:
    over = [one for one in handed if one.is_over]
    soon = sum(seconds <= IN_TIME_SECONDS for seconds in _until_answered(over))
    minutes = IN_TIME_SECONDS // 60
    formula = f"times an agent took the call at most {minutes} minutes after a person was asked for or was to come"
    more = "of all that are over or had one; who hung up before, left a message or went on with the assistant is late"
    return share(f"A person within {minutes} minutes", f"{formula}, {more}", soon, len(over))


def waits(handed: Sequence[ToAPerson]) -> tuple[Figure, ...]:
    """Request → dial → answer, and the two together."""
    asked, answer = "from when a person was asked for or was to come", "until an agent took the call"
    steps = {
        "Until a person's telephone rings": (
            f"{asked} until the first was rung, where one was",
            [one.until_rung for one in handed if one.until_rung is not None],
        ),
        "From ringing until they answer": (
            f"from the first that was rung {answer}, where one did",
            list(_ringing(handed)),
        ),
        "Until a person answers": (f"{asked} {answer}, where one did", list(_until_answered(handed))),
    }
    return tuple(
        percentile(name, formula, Counter(seconds), rank, "callers")
        for name, (formula, seconds) in steps.items()
        for rank in _RANKS
    )


def transfers(handed: Sequence[ToAPerson]) -> Figure:
    by_reason = Counter(one.reason or "not_known" for one in handed if one.is_first)
    parts = [Part(reason, number) for reason, number in by_reason.most_common()]
    formula = "calls that were handed to people, by the first reason; calls that were erased since are not among them"
    return count("Calls handed to people", formula, parts, "reason")


def came_back(handed: Sequence[ToAPerson]) -> Figure:
    back = Counter(one.came_back for one in handed if one.came_back)
    parts = [Part(by, back[by], len(handed)) for by in sorted(back)]
    formula = "callers who went on with the assistant, as nobody came or an agent gave them back, of all hand-offs"
    return share("Back with the assistant", formula, back.total(), len(handed), parts, "by whose choice")


def abandoned(handed: Sequence[ToAPerson]) -> Figure:
    over = [one for one in handed if one.ended or one.came_back]
    left = Counter(one.route or "not_known" for one in over if _gave_up(one))
    of = Counter(one.route or "not_known" for one in over)
    formula = "hand-offs that ended with no agent, message, callback or way back to the assistant, of all that are over"
    parts = [Part(route, left[route], of[route]) for route in sorted(of)]
    return share("Gave up on the way to a person", formula, left.total(), len(over), parts, "route")


def _gave_up(one: ToAPerson) -> bool:
    return not one.reached and not one.came_back and one.disposition not in _LEFT_WORD


def _until_answered(handed: Sequence[ToAPerson]) -> Iterator[float]:
    return (one.until_taken for one in handed if one.until_taken is not None)


def _ringing(handed: Sequence[ToAPerson]) -> Iterator[float]:
    for one in handed:
        if one.until_taken is not None and one.until_rung is not None:
            yield round(one.until_taken - one.until_rung, 2)
