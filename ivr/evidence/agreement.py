"""Whether checkpoints are by one key and tell one past: wrong key, forked, rolled back, clock set back."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from .checkpoint import Checkpoint
from .note import COSIGNATURE, Verifier
from .verdict import Case, Verdict

Latest = Callable[[int], datetime | None]
"""The time of the latest fact among so many entries; None: it is not known."""
CLOCKS_APART_SECONDS = 60
"""By no more than this two clocks differ that both are right."""
Consistent = Callable[[Checkpoint, Checkpoint], bool | None]
"""Whether the first is the beginning of the second; None: there is nothing to tell it by."""


def look_at_signatures(checkpoints: Sequence[tuple[str, Checkpoint]], key: Verifier, verdict: Verdict) -> None:
    """`checkpoints` with the name that a finding gives them."""
    for name, checkpoint in checkpoints:
        if checkpoint.origin != key.name:
            verdict.add(Case.WRONG_KEY, f"{name} is of another log: {checkpoint.origin}")
        elif not checkpoint.note.is_by(key):
            verdict.add(Case.WRONG_KEY, f"{name} was not signed with {key.told()}")
        elif time_of(checkpoint, key) is None:
            verdict.add(Case.WRONG_KEY, f"{name} holds no time that this key has signed")


def look_at_past(
    checkpoints: Sequence[tuple[str, Checkpoint]],
    key: Verifier,
    consistent: Consistent,
    verdict: Verdict,
    steps: Sequence[int] = (),
) -> None:
    """Each against the one before it, in the order in which they were signed as far as is known.

    `steps` are the numbers of the entries in which the log itself tells that its clock was set back.
    """
    for (name, before), (later, after) in pairwise(checkpoints):
        first, second = time_of(before, key) or 0, time_of(after, key) or 0
        if second < first and not any(before.size <= step < after.size for step in steps):
            verdict.add(Case.CLOCK_SET_BACK, f"{later} says {told(second)}, and {name} before it {told(first)}")
        if after.size < before.size:
            verdict.add(Case.ROLLED_BACK, f"{later} has {after.size} entries, and {name} before it {before.size}")
        elif after.size == before.size and after.root != before.root:
            verdict.add(Case.FORKED, f"{name} and {later} are of {after.size} entries and not of the same")
        elif consistent(before, after) is False:
            verdict.add(Case.FORKED, f"the {before.size} entries of {name} are not the beginning of those of {later}")


def look_at_kept(kept: Checkpoint, latest: Checkpoint, key: Verifier, consistent: Consistent, verdict: Verdict) -> None:
    """A checkpoint that somebody else kept, against the newest that is shown."""
    look_at_signatures([("the checkpoint that was kept elsewhere", kept)], key, verdict)
    if kept.size > latest.size:
        if (time_of(kept, key) or 0) <= (time_of(latest, key) or 0):
            verdict.add(Case.ROLLED_BACK, f"{kept.size} entries were signed before; this log shows {latest.size}")
        else:
            verdict.notes.append("The checkpoint that was kept elsewhere is newer than this evidence.")
        return
    same = kept.root == latest.root if kept.size == latest.size else consistent(kept, latest)
    if same is False:
        verdict.add(Case.FORKED, f"the {kept.size} entries that were signed for others are not the first of these")
    elif same is None:
        verdict.notes.append("The checkpoint that was kept elsewhere could not be compared: export since that one.")
    else:
        verdict.notes.append(f"It agrees with the checkpoint of {kept.size} entries that was kept elsewhere.")


def look_at_seen(
    seen: Sequence[Checkpoint], latest: Checkpoint, key: Verifier, consistent: Consistent, verdict: Verdict
) -> None:
    """Those that others have cosigned, against the newest of the log."""
    for checkpoint in seen:
        name = f"the checkpoint of {checkpoint.size} entries that others have seen"
        if not checkpoint.note.is_by(key):
            verdict.add(Case.WRONG_KEY, f"{name} was not signed with {key.told()}")
        elif checkpoint.size > latest.size:
            verdict.add(Case.ROLLED_BACK, f"{name} is of more than this log shows: {latest.size}")
        elif consistent(checkpoint, latest) is False:
            verdict.add(Case.FORKED, f"{name} is not of the first of these")


def to_compare(kept: Sequence[Checkpoint], sizes: Collection[int]) -> list[Checkpoint]:
    """Of those that somebody kept: the newest, and such as are of a size that is shown here."""
    return [found for number, found in enumerate(kept, 1) if number == len(kept) or found.size in sizes]


def look_for_witnesses(
    cosigned: Sequence[Checkpoint], newest: Checkpoint, witnesses: Sequence[Verifier], latest: Latest, verdict: Verdict
) -> None:
    """The last of `cosigned` that each witness saw; one that is asked for and has signed none is named as that."""
    for witness in witnesses:
        times = ((checkpoint, checkpoint.note.seen_at(witness)) for checkpoint in reversed(cosigned))
        seen = [(checkpoint, seconds) for checkpoint, seconds in times if seconds is not None]
        if not seen:
            verdict.add(Case.WRONG_KEY, f"the newest checkpoint was not cosigned by the witness {witness.name}")
            continue
        last, seconds = seen[0]
        which = "newest checkpoint" if last.size == newest.size else f"checkpoint of {last.size} entries, its last,"
        verdict.notes.append(f"The witness {witness.name} saw the {which} at {told(seconds)}.")
        for checkpoint, seconds in seen:
            look_at_outside_time(f"the witness {witness.name}", seconds, latest(checkpoint.size), verdict)


def look_at_outside_time(who: str, seconds: int, latest: datetime | None, verdict: Verdict) -> None:
    """`latest`: of the facts that were there when another clock than the log's was looked at. They are not after it."""
    if latest is not None and latest.timestamp() > seconds + CLOCKS_APART_SECONDS:
        verdict.add(
            Case.CLOCK_SET_BACK, f"{who} saw at {told(seconds)} a fact that says {latest:%Y-%m-%d %H:%M:%S} UTC"
        )


def time_of(checkpoint: Checkpoint, key: Verifier) -> int | None:
    """Seconds since 1970, as the log's own key signed them."""
    return checkpoint.note.seen_at(Verifier(key.name, COSIGNATURE, key.public))


def told(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M:%S} UTC"
