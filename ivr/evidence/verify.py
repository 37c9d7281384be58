"""Checks an exported folder against nothing but itself, a public key, and a checkpoint that somebody else kept."""

from collections.abc import Sequence
from pathlib import Path

from cryptography.x509 import Certificate

from .agreement import look_at_kept, look_at_past, look_at_signatures, look_for_witnesses, time_of, to_compare, told
from .checkpoint import Checkpoint
from .comparison import CallOrder, name_differences
from .exported import CALL, Export, read_export
from .leaf import Leaf, LeafError, call_token, read_signed_leaf
from .note import NoteError, Verifier
from .stamped import Stamped, look_at_stamps
from .tree import is_consistent, leaf_hash, root_by_inclusion
from .verdict import Case, Verdict

LAST_KINDS = {"call_ended", "call_interrupted"}


def verify_folder(
    folder: Path,
    key: Verifier | None = None,
    kept: Sequence[Checkpoint] = (),
    witnesses: Sequence[Verifier] = (),
    authorities: Sequence[Certificate] = (),
) -> Verdict:
    """Every way in which it is not what was signed, by name. Without `key` its own is taken, and said so."""
    verdict = Verdict()
    try:
        export = read_export(folder)
    except NoteError as error:
        verdict.add(Case.UNREADABLE, str(error))
        return verdict
    if key is None:
        verdict.notes.append(f"The key is the folder's own, {export.key.told()}: compare it with one you were given.")
    elif key != export.key:
        verdict.add(Case.WRONG_KEY, f"the folder's key is {export.key.told()}, not the one you hold")
    _look_at_checkpoints(export, kept, verdict)
    leaves = _look_at_records(export, verdict)
    latest = max((leaf.at for leaf in leaves), default=None)
    look_for_witnesses([export.new], export.new, witnesses, lambda _: latest, verdict)
    stamps = [Stamped("the newest checkpoint", export.new, export.stamp, latest)] if export.stamp else []
    look_at_stamps(stamps, export.key, authorities, verdict)
    return verdict


def _look_at_checkpoints(export: Export, kept: Sequence[Checkpoint], verdict: Verdict) -> None:
    both = [("checkpoint-old.txt", export.old), ("checkpoint-new.txt", export.new)]

    def consistent(before: Checkpoint, after: Checkpoint) -> bool | None:
        if (before.size, after) != (export.old.size, export.new):
            return None
        return is_consistent(before.size, after.size, before.root, after.root, export.consistency)

    look_at_signatures(both, export.key, verdict)
    look_at_past(both, export.key, consistent, verdict)
    for checkpoint in to_compare(kept, (export.old.size, export.new.size)):
        look_at_kept(checkpoint, export.new, export.key, consistent, verdict)


def _look_at_records(export: Export, verdict: Verdict) -> list[Leaf]:
    signed = []
    for proof in export.proofs:
        root = root_by_inclusion(proof.index, export.new.size, proof.leaf, proof.path)
        if root == export.new.root:
            signed.append(proof)
        else:
            verdict.add(Case.INSERTED, f"the proof of entry {proof.index} does not lead to the signed root")
    numbers = [proof.index for proof in signed]
    if numbers != sorted(set(numbers)):
        verdict.add(Case.REORDERED, "the proofs are not in the order of the log")
    have = [leaf_hash(record) for record in export.records]
    places = [f"entry {number}" for number in numbers]
    name_differences(have, [proof.leaf for proof in signed], places, verdict)
    _look_at_completeness(export, numbers, verdict)
    leaves = _leaves(export.records, verdict)
    order = CallOrder(verdict, whole_calls=export.about["what"] == CALL)
    for leaf in leaves:
        order.take(leaf)
    order.finish()
    _look_at_last_times(leaves, export, verdict)
    if verdict.good:
        when = told(time_of(export.new, export.key) or 0)
        verdict.notes.append(f"{len(leaves)} facts stand in the log of {export.new.size}, signed at {when}.")
    return leaves


def _look_at_completeness(export: Export, numbers: Sequence[int], verdict: Verdict) -> None:
    wanted = export.about["records"]
    if len(export.records) < int(wanted):
        verdict.add(Case.TRUNCATED, f"export.json tells of {wanted} records, and {len(export.records)} are here")
    span = range(min(numbers), max(numbers) + 1) if numbers and export.about["what"] != CALL else ()
    if lost := sorted(set(span) - set(numbers)):
        verdict.add(Case.DELETED, f"entry {lost[0]} of the log is not here" + _more(len(lost) - 1))


def _leaves(records: Sequence[bytes], verdict: Verdict) -> list[Leaf]:
    leaves = []
    for number, record in enumerate(records, 1):
        try:
            leaves.append(read_signed_leaf(record))
        except LeafError as error:
            verdict.add(Case.EDITED, f"record {number} is no fact of this log: {error}")
    return leaves


def _look_at_last_times(leaves: Sequence[Leaf], export: Export, verdict: Verdict) -> None:
    signed_at = time_of(export.new, export.key)
    late = [leaf for leaf in leaves if signed_at is not None and leaf.at.timestamp() >= signed_at + 1]
    if late:
        verdict.add(Case.CLOCK_SET_BACK, f"a fact is of a later time than the checkpoint over it{_more(len(late) - 1)}")
    if export.about["what"] != CALL or not leaves:
        return
    if (sid := export.about.get("call_sid")) is not None and not _is_of(str(sid), export):
        verdict.add(Case.EDITED, "the call's sid and salt in export.json are not those of its facts")
    if any(leaf.call != export.about.get("call") for leaf in leaves):
        verdict.add(Case.INSERTED, "a fact of another call than the one that was exported")
    if not any(leaf.kind in LAST_KINDS for leaf in leaves):
        verdict.add(Case.TRUNCATED, "the end of the call is not here: cut off, or exported while the call went on")


def _is_of(call_sid: str, export: Export) -> bool:
    try:
        return call_token(bytes.fromhex(str(export.about.get("salt"))), call_sid) == export.about.get("call")
    except (ValueError, LeafError):
        return False


def _more(count: int) -> str:
    return f", and {count} more" if count > 0 else ""
