"""Names how entries differ from those that were signed, and what the facts of a call tell of their own order."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from .leaf import Leaf
from .verdict import Case, Verdict

MOST_NAMED = 20
"""Places of one kind; more are counted."""


def name_differences(have: Sequence[bytes], signed: Sequence[bytes], places: Sequence[str], verdict: Verdict) -> None:
    """Hashes of what is there, against those that lead to a signed root; `places` are names of the signed ones."""
    if have == signed:
        return
    extra, missing = Counter(have) - Counter(signed), Counter(signed) - Counter(have)
    lost = [place for place, leaf in zip(places, signed, strict=True) if missing[leaf]]
    if not extra and not missing:
        first = next(at for at, pair in enumerate(zip(have, signed, strict=True)) if pair[0] != pair[1])
        verdict.add(Case.REORDERED, f"another stands where {places[first]} belongs")
    elif not extra:
        cut = list(have) == list(signed[: len(have)])
        verdict.add(Case.TRUNCATED if cut else Case.DELETED, _named(lost))
    elif not missing:
        at = [f"record {place + 1}" for place, leaf in enumerate(have) if extra[leaf]]
        verdict.add(Case.INSERTED, f"{_named(at)}: no signed entry, or a second time")
    else:
        verdict.add(Case.EDITED, f"{_named(lost)}: what is there is not what was signed")


class CallOrder:
    """Whether the facts of each call are there, once, in their order and time; a few bytes are held for a call."""

    def __init__(self, verdict: Verdict, *, whole_calls: bool) -> None:
        """`whole_calls`: no call has facts before those that are taken."""
        self._verdict, self._whole_calls = verdict, whole_calls
        self._runs: dict[str, tuple[int, int]] = {}
        self._odd: dict[str, list[int]] = {}
        """Calls whose facts do not just follow one another: all their numbers."""
        self._last: dict[str, tuple[int, datetime]] = {}
        self._taken = 0
        self.steps: list[int] = []
        """Which of the facts tell that the clock was set back."""

    @property
    def calls(self) -> int:
        return len(self._runs.keys() - {""})

    def take(self, leaf: Leaf) -> None:
        first, last = self._runs.get(leaf.call, (leaf.seq, leaf.seq - 1))
        if leaf.seq == last + 1 and leaf.call not in self._odd:
            self._runs[leaf.call] = (first, leaf.seq)
        else:
            self._odd.setdefault(leaf.call, list(range(first, last + 1))).append(leaf.seq)
        self._look_at_time(leaf)
        self._taken += 1

    def finish(self) -> None:
        """Name what is not in order."""
        for call, (first, last) in self._runs.items():
            if call in self._odd or (self._whole_calls and first):
                self._look_at_numbers(_called(call), self._odd.get(call, range(first, last + 1)))

    def _look_at_numbers(self, name: str, numbers: Sequence[int]) -> None:
        if len(set(numbers)) < len(numbers):
            self._verdict.add(Case.INSERTED, f"{name} tells one of its facts twice")
        if list(numbers) != sorted(numbers):
            self._verdict.add(Case.REORDERED, f"the facts of {name} are not in their order")
        wanted = range(0 if self._whole_calls else min(numbers), max(numbers) + 1)
        if lost := sorted(set(wanted) - set(numbers)):
            self._verdict.add(Case.DELETED, f"{name} lacks its {_named([f'fact {seq}' for seq in lost])}")

    def _look_at_time(self, leaf: Leaf) -> None:
        if leaf.kind == "clock_set_back":
            self.steps.append(self._taken)
            behind = leaf.facts.get("behind_ms")
            seconds = behind / 1000 if isinstance(behind, int) else 0.0
            told = f"{Case.CLOCK_SET_BACK}: by {seconds:.1f} s at {leaf.at:%Y-%m-%d %H:%M:%S}, as told"
            self._verdict.notes.append(told)
            self._last.clear()  # times before and after do not compare, and the log itself says so
            return
        seq, at = self._last.get(leaf.call, (leaf.seq, leaf.at))
        if leaf.at < at and leaf.seq > seq:
            what = f"fact {leaf.seq} of {_called(leaf.call)} is before the one it follows"
            self._verdict.add(Case.CLOCK_SET_BACK, what)
        self._last[leaf.call] = (leaf.seq, leaf.at)


def _called(call: str) -> str:
    return f"call {call[:8]}…" if call else "the log itself"


def _named(places: Sequence[str]) -> str:
    more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
    return ", ".join(places[:MOST_NAMED]) + more
