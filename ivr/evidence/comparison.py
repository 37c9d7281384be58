"""Names how entries differ from those that were signed, and what the facts of a call tell of their own order."""

from collections import Counter
from collections.abc import Sequence

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


def look_at_calls(leaves: Sequence[Leaf], verdict: Verdict, *, whole_calls: bool) -> None:
    """Order and completeness as the facts number themselves; `whole_calls`: none begins before or ends after these."""
    seqs: dict[str, list[int]] = {}
    for leaf in leaves:
        seqs.setdefault(leaf.call, []).append(leaf.seq)
    for call, numbers in seqs.items():
        _look_at_numbers(_called(call), numbers, verdict, from_first=whole_calls)
    _look_at_times(leaves, verdict)


def _look_at_numbers(name: str, numbers: Sequence[int], verdict: Verdict, *, from_first: bool) -> None:
    if len(set(numbers)) < len(numbers):
        verdict.add(Case.INSERTED, f"{name} tells one of its facts twice")
    if list(numbers) != sorted(numbers):
        verdict.add(Case.REORDERED, f"the facts of {name} are not in their order")
    wanted = range(0 if from_first else min(numbers), max(numbers) + 1)
    if lost := sorted(set(wanted) - set(numbers)):
        verdict.add(Case.DELETED, f"{name} lacks its {_named([f'fact {seq}' for seq in lost])}")


def _look_at_times(leaves: Sequence[Leaf], verdict: Verdict) -> None:
    last: dict[str, Leaf] = {}
    for leaf in leaves:
        if leaf.kind == "clock_set_back":
            behind = leaf.facts.get("behind_ms")
            seconds = behind / 1000 if isinstance(behind, int) else 0.0
            verdict.notes.append(f"{Case.CLOCK_SET_BACK}: by {seconds:.1f} s at {leaf.at:%Y-%m-%d %H:%M:%S}, as told")
            last.clear()  # times before and after do not compare, and the log itself says so
            continue
        before = last.get(leaf.call)
        if before is not None and leaf.at < before.at and leaf.seq > before.seq:
            verdict.add(Case.CLOCK_SET_BACK, f"fact {leaf.seq} of {_called(leaf.call)} is before the one it follows")
        last[leaf.call] = leaf


def _called(call: str) -> str:
    return f"call {call[:8]}…" if call else "the log itself"


def _named(places: Sequence[str]) -> str:
    more = f" and {len(places) - MOST_NAMED} more" if len(places) > MOST_NAMED else ""
    return ", ".join(places[:MOST_NAMED]) + more
