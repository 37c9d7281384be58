"""Transfer rules in their order, compared: which are new, gone, changed, renamed, or asked at another place."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ...core.transfer_rule import TransferRule
from ...written.rules_file import sentence_of_rule
from ...written.rules_file.sentences import Part, Sentence
from ..prompt_purposes import purpose_of


class Kind(StrEnum):
    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    differs: bool = False
    """From what it read before, or reads now."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    kind: Kind
    name: str
    now: tuple[Piece, ...]
    """How it reads, or read until it was removed."""
    was: tuple[Piece, ...] = ()
    """How a changed one read before."""
    place: int | None = None
    """From 1; None of what has none any more."""
    place_before: int | None = None
    name_before: str = ""


def rules_changed(was: Sequence[TransferRule], now: Sequence[TransferRule]) -> Iterator[RuleChange]:
    """In their order now, and behind them those that are gone. One rule may be changed and moved."""
    before, after = _named(was), _named(now)
    renamed = dict(_renamed(before, after))
    pairs = {name: renamed.get(name, name) for name in after}
    stay = _in_order([before[old][0] for name, old in pairs.items() if old in before])
    for name, (place, rule) in after.items():
        old = before.get(pairs[name])
        if old is None:
            yield RuleChange(Kind.NEW, rule.name, _read(rule), place=place)
            continue
        if name in renamed:
            yield RuleChange(Kind.RENAMED, rule.name, _read(rule), place=place, name_before=old[1].name)
        elif sentence_of_rule(old[1]) != sentence_of_rule(rule):
            yield RuleChange(Kind.CHANGED, rule.name, *_compared(rule, old[1]), place=place)
        if old[0] not in stay:
            yield RuleChange(Kind.MOVED, rule.name, _read(rule), place=place, place_before=old[0])
    for name, (place, rule) in before.items():
        if name not in pairs.values():
            yield RuleChange(Kind.REMOVED, rule.name, _read(rule), place_before=place)


Placed = dict[tuple[str, int], tuple[int, TransferRule]]
"""(name, which of that name) → its place from 1, and the rule."""


def _named(rules: Iterable[TransferRule]) -> Placed:
    met: Counter[str] = Counter()
    found: Placed = {}
    for place, rule in enumerate(rules, 1):
        met[rule.name] += 1
        found[rule.name, met[rule.name]] = place, rule
    return found


def _renamed(before: Placed, after: Placed) -> Iterator[tuple[tuple[str, int], tuple[str, int]]]:
    """(new key, old key) of rules that differ in nothing but their names."""
    gone = {key: sentence_of_rule(rule) for key, (_, rule) in before.items() if key not in after}
    for key, (_, rule) in after.items():
        if key in before:
            continue
        old = next((old for old, sentence in gone.items() if sentence == sentence_of_rule(rule)), None)
        if old is not None:
            del gone[old]
            yield key, old


def _in_order(places: Sequence[int]) -> set[int]:
    """The most of these that already stand in order: whoever sees the others move has seen all that moved."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at)
    found: set[int] = set()
    wanted = len(ends) - 1
    for place, length in zip(reversed(places), reversed(lengths), strict=True):
        if length == wanted:
            found.add(place)
            wanted -= 1
    return found


def _read(rule: TransferRule) -> tuple[Piece, ...]:
    return tuple(Piece(_text(part)) for part in sentence_of_rule(rule))


def _compared(now: TransferRule, was: TransferRule) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """How both read, each with what the other has not."""
    new, old = sentence_of_rule(now), sentence_of_rule(was)
    same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    in_old = {block.a + at for block in same for at in range(block.size)}
    in_new = {block.b + at for block in same for at in range(block.size)}
    return _marked(new, in_new), _marked(old, in_old)


def _marked(sentence: Sentence, same: set[int]) -> tuple[Piece, ...]:
    return tuple(Piece(_text(part), at not in same) for at, part in enumerate(sentence))


def _text(part: Part) -> str:
    """Lines of the assistant's by what they are for."""
    return purpose_of(part.text).told if part.field == "say" else part.text
