"""What a call's changes hold of what was said, redacted before they are written.

It knows what was awaited in each call, and what was said before: numbers are read out in pieces.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.commands import Ask, Parse, RecordTurn, Transcribe
from ..core.events import Replied, Transcribed
from ..core.record import Awaited
from ..privacy.redaction import ANYTHING, NOTHING, Awaits, Carried, Redacted, Redactor
from ..privacy.repeated import NOT_YET, Repeated
from ..privacy.settled import ANY_WORDS, Settled, settled
from .lines import Change
from .stand_ins import HIDDEN, Places, places_of

_MOST_CALLS = 500
_MOST_TURNS = 8
"""Of which it is known what was awaited."""
_BEGINNING = 20
"""Characters."""
GIVEN = "[given]"
"""Stands for what a caller gave for a task: the task keeps it, or the agent has heard it."""


_OF_ATTEMPTS = {Transcribed.__name__, Parse.__name__, RecordTurn.__name__, Ask.__name__}
_LAST = {Parse.__name__, Ask.__name__}
"""Whose words may be those of more than this turn."""


@dataclass(slots=True)
class _Known:
    """Of one call."""

    awaits: dict[int, Awaits] = field(default_factory=dict)
    """By turn."""
    left: dict[int, Carried] = field(default_factory=dict)
    """What each turn left for the next."""
    heard: dict[int, str] = field(default_factory=dict)
    """What each turn was taken for last."""
    asked: Awaits = ANYTHING
    repeated: Repeated = NOT_YET
    """What was taken out so far."""
    done: dict[tuple[str, Awaits, Carried, Settled], Redacted] = field(default_factory=dict)
    """The same words come some six times a turn."""
    said: dict[str, Redacted] = field(default_factory=dict)
    """Lines of ours; they come four times."""


class Redacting:
    """Not thread-safe: one thread asks."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._calls: OrderedDict[str, _Known] = OrderedDict()

    def redacted(self, change: Change) -> Change:
        """The change as it may be written."""
        self.note(change)
        return self.together([change])[0]

    def note(self, change: Change) -> None:
        """What is awaited from here on; before its words, which may have to wait for others."""
        body = change.get("body")
        if change["table"] == "journal" and isinstance(body, Mapping):
            self._note(self._of(str(change["call_sid"])), str(change["kind"]), body)

    def together(self, changes: Sequence[Change]) -> list[Change]:
        """Those of one turn of a call, in order, as they may be written.

        Where it is told what the turn ended with, of all that was heard in it before only those words are kept.
        """
        known = self._of(str(changes[0]["call_sid"]))
        settled = self._settled(known, changes)
        return [self._redacted(known, change, settled) for change in changes]

    def _settled(self, known: _Known, changes: Sequence[Change]) -> Settled:
        """What is kept of the words with which the turn ended; nothing is told of one of which that is not known."""
        ended = [at for at, change in enumerate(changes) if change.get("kind") == RecordTurn.__name__]
        if not ended:
            return ANY_WORDS
        of_turn = changes[ended[-1]]
        words = _words_of(of_turn)
        # Where this turn is the rest of one that was taken back, what is asked of the assistant holds both.
        wholes = [one for one in changes if one.get("kind") in _LAST and words in _words_of(one)]
        whole = max((of_turn, *wholes), key=lambda one: len(_words_of(one)))
        return settled(_texts(self._redacted(known, whole, ANY_WORDS)["said"]))

    def _redacted(self, known: _Known, change: Change, settled: Settled) -> Change:
        if change["table"] == "handoffs":
            wish = self._text(known, str(change.get("wish") or ""), ANYTHING, _latest(known)).text
            return change | {"wish": wish, "given": _without_values(change.get("given"))}
        body, said = change["body"], change["said"]
        if not isinstance(body, dict) or not isinstance(said, dict) or not said:
            return change
        only = settled if change["kind"] in _OF_ATTEMPTS else ANY_WORDS
        said, places = self._words(known, change["kind"] == Transcribed.__name__, body, said, only)
        return change | {"said": said, "body": body | ({HIDDEN: places} if places else {})}

    def awaits_number(self, call: str) -> bool:
        return call in self._calls and self._calls[call].asked.number

    def _of(self, call: str) -> _Known:
        known = self._calls.setdefault(call, _Known())
        self._calls.move_to_end(call)
        if len(self._calls) > _MOST_CALLS:
            self._calls.popitem(last=False)
        return known

    def _note(self, known: _Known, kind: str, body: Mapping[str, object]) -> None:
        if kind == Transcribe.__name__:
            known.asked = known.awaits[_turn_of(body)] = _awaits(body.get("expects"))
            _forget_oldest(known.awaits)
        elif kind == Replied.__name__ and isinstance(reply := body.get("reply"), Mapping):
            known.asked = _awaits(reply.get("expects"))

    def _words(
        self, known: _Known, heard: bool, body: Mapping[str, object], said: Mapping[str, object], only: Settled
    ) -> tuple[dict[str, object], dict[str, object]]:
        turn, latest = _turn_of(body), _latest(known)
        awaits = known.awaits.get(turn, ANYTHING)
        kept, places = dict[str, object](), dict[str, object]()
        for path, words in said.items():
            if path.endswith("given"):
                kept[path] = list(_without_values(words))
            elif isinstance(words, list):
                every = [self._any(known, path, str(one), (awaits, latest, only)) for one in words]
                kept[path] = [one.text for one in every]
                places |= _told(path, [places_of(one) for one in every])
            elif isinstance(words, str):
                before = _before(known, turn, words) if turn and not _is_ours(path) else latest
                one = self._any(known, path, words, (awaits, before, only))
                kept[path] = one.text
                places |= _told(path, places_of(one))
                if heard:
                    known.left[turn], known.heard[turn] = one.carried, words
                    _forget_oldest(known.left)
                    _forget_oldest(known.heard)
        return kept, places

    def _any(self, known: _Known, path: str, text: str, around: tuple[Awaits, Carried, Settled]) -> Redacted:
        return self._line(known, text) if _is_ours(path) else self._text(known, text, *around)

    def _text(self, known: _Known, text: str, awaits: Awaits, before: Carried, only: Settled = ANY_WORDS) -> Redacted:
        key = text, awaits, before, only
        if key not in known.done:
            known.done[key] = done = self._redactor.redacted(text, awaits, before, known.repeated, only)
            known.repeated = done.repeated
            _forget_first(known.done)
        return known.done[key]

    def _line(self, known: _Known, text: str) -> Redacted:
        if text not in known.said or known.said[text].repeated != known.repeated:
            known.said[text] = self._redactor.of_ours(text, known.repeated)
            _forget_first(known.said)
        return known.said[text]


def _words_of(change: Change) -> str:
    return " ".join(_texts(change["said"]))


def _texts(said: object) -> Iterator[str]:
    for words in said.values() if isinstance(said, Mapping) else ():
        yield from words if isinstance(words, list) else [str(words)]


def _is_ours(path: str) -> bool:
    return path.startswith(("lines.", "reply."))


def _forget_first(done: dict[Any, Redacted]) -> None:
    if len(done) > _MOST_TURNS:
        del done[next(iter(done))]


def _told(path: str, places: list[Places] | Places) -> dict[str, object]:
    return {path: places} if any(places) else {}


def _without_values(given: object) -> tuple[str, ...]:
    """ "The phone number: 2 1 2, ...": what it is of, and not what it is."""
    if not isinstance(given, list | tuple):
        return ()
    return tuple(
        f"{label}: {GIVEN}" if colon else GIVEN for label, colon, _ in (str(one).partition(":") for one in given)
    )


def _awaits(expects: object) -> Awaits:
    kind = expects.get("kind") if isinstance(expects, Mapping) else None
    return Awaits(number=kind == Awaited.DIGITS.value, name=kind == Awaited.NAME.value)


def _turn_of(body: Mapping[str, object]) -> int:
    turn = body.get("turn", 0)
    return turn if isinstance(turn, int) else 0


def _before(known: _Known, turn: int, words: str) -> Carried:
    """What was left by the turn before; or by this one, where the recogniser was given the rest of it alone."""
    last = known.heard.get(turn, "")
    goes_on = bool(last) and not _begin_alike(last, words) and known.left[turn] != NOTHING
    earlier = [one for one in known.left if one < turn or (goes_on and one == turn)]
    return known.left[max(earlier)] if earlier else NOTHING


def _begin_alike(one: str, other: str) -> bool:
    """Whether the later is the earlier one again, heard to a later end."""
    return one[:_BEGINNING].lower().split()[:1] == other[:_BEGINNING].lower().split()[:1]


def _latest(known: _Known) -> Carried:
    return known.left[max(known.left)] if known.left else NOTHING


def _forget_oldest(by_turn: dict[int, Awaits] | dict[int, Carried] | dict[int, str]) -> None:
    while len(by_turn) > _MOST_TURNS:
        del by_turn[min(by_turn)]
