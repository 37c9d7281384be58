"""What a draft of the rules would have decided on a call that is over, beside what was decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..core.language import Language
from ..core.rules import Rules
from ..ports import JournalEntry
from ..store.past_calls import PastCall
from .comparison import Difference, first_difference
from .comparison import from_told as difference_from
from .doing import Doing, doing_of
from .doing import from_told as doing_from
from .draft import tried
from .recorded import streams_of
from .replay import Replay, Trying

_WHEN_OPEN = {"hours", "holidays", "exceptions", "time_zone"}
"""Fields of a route."""


class Verdict(StrEnum):
    SAME = "same"
    DIFFERS = "differs"
    IN_PART = "in_part"
    """The same up to a turn, from which on it cannot be gone through."""
    NOT_JUDGED = "not_judged"


UNREADABLE = "unreadable"
"""The journal was written by another version of the service, or is damaged."""
OTHER_RULES = "other_rules"
"""It had rules that are not known any more."""
OTHER_LANGUAGE = "other_language"
"""It was held in another language than calls are now."""
OTHER_WORDS = "other_words"
"""Of its words so much was taken out that they mean something else; or another version of the service decided so."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """No word of what was said is in it."""

    call: str
    began: datetime
    verdict: Verdict
    ended: Doing | None = None
    """How the call went on from the assistant in truth; None: its caller hung up, or the line did."""
    disposition: str = ""
    why_not: str = ""
    """Why it was not judged: `store.past_calls.Missing`, or one of ours."""
    difference: Difference | None = None
    """Of one that differs; of one that was judged in part, from where on it was not."""

    @property
    def would_end(self) -> Doing | None:
        """How it would have gone on, as far as is known: from a difference on that leads nowhere, nobody knows."""
        return self.difference.would if self.differs and self.difference else self.ended

    @property
    def differs(self) -> bool:
        return self.verdict is Verdict.DIFFERS

    @property
    def turn(self) -> int:
        """That is decided otherwise, or from which on nobody knows; 0: none of them was over."""
        return (self.difference.would.turn or self.difference.was.turn) if self.difference else 0

    def told(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "call": self.call,
            "began": self.began.isoformat(),
            "verdict": self.verdict.value,
            "disposition": self.disposition,
            "why_not": self.why_not,
            "ended": self.ended.told() if self.ended else None,
            "difference": self.difference.told() if self.difference else None,
        }


def from_told(told: Mapping[str, Any]) -> Rehearsed:
    """What `told` gave, also after it went through JSON."""
    ended, found = told["ended"], told["difference"]
    return Rehearsed(
        told["call"],
        datetime.fromisoformat(told["began"]),
        Verdict(told["verdict"]),
        doing_from(ended) if ended else None,
        told["disposition"],
        told["why_not"],
        difference_from(found) if found else None,
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """Rules that are tried."""

    rules: Rules
    in_force: Rules
    known: Callable[[str], Rules | None]
    """Rules that were in force before, by their version; None: nobody knows them any more."""
    language: Language
    texts: Mapping[str, str]

    def was(self, call: PastCall) -> Rules:
        """Those that the call began with, or, where they are not known any more, those in force."""
        return (self._known(call.rules_version) or self.in_force).for_number(call.line)

    def knows_rules_of(self, call: PastCall) -> bool:
        return self._known(call.rules_version) is not None

    def _known(self, version: str) -> Rules | None:
        return self.in_force if version == self.in_force.version else self.known(version)


def rehearse(call: PastCall, draft: Draft) -> Rehearsed:
    """Of a call that cannot be gone through, why."""
    about = Rehearsed(call.call, call.started_at, Verdict.NOT_JUDGED, None, call.disposition)
    if call.missing:
        return replace(about, why_not=call.missing.value)
    try:
        return _rehearsed(call, draft, replace(about, ended=_end_of(call.entries)))
    except Exception:  # noqa: BLE001  # boundary: a journal that breaks our code must not keep the others from being tried
        return replace(about, why_not=UNREADABLE)


def _rehearsed(call: PastCall, draft: Draft, about: Rehearsed) -> Rehearsed:
    was = draft.was(call)
    if was.language != draft.in_force.language:
        return replace(about, why_not=OTHER_LANGUAGE)
    new = tried(draft.rules.for_number(call.line), was)
    if new.model_copy(update={"version": was.version}) == was:
        return replace(about, verdict=Verdict.SAME)
    as_it_was = Trying(was, draft.language, draft.texts)
    began = None if _open_alike(new, was) else call.started_at
    trying = replace(as_it_was, rules=new, began=began, menu_of=was)
    found = first_difference(Replay(call.entries, trying))
    if found is None:
        return replace(about, verdict=Verdict.SAME)
    # What the rules of the call make of it differs as well: then it is not the draft that makes the difference.
    lost = first_difference(Replay(call.entries, as_it_was), until=found.moment)
    if lost is None:
        return replace(about, verdict=Verdict.DIFFERS, difference=found)
    return replace(about, verdict=Verdict.IN_PART, difference=lost, why_not=_why_lost(call, draft))


def _why_lost(call: PastCall, draft: Draft) -> str:
    return OTHER_WORDS if draft.knows_rules_of(call) else OTHER_RULES


def _open_alike(one: Rules, other: Rules) -> bool:
    def when(rules: Rules) -> dict[str, object]:
        return {name: route.model_dump(include=_WHEN_OPEN) for name, route in rules.routes.items()}

    return when(one) == when(other)


def _end_of(entries: tuple[JournalEntry, ...]) -> Doing | None:
    """Raises ValueError."""
    ended: Doing | None = None
    closed: tuple[str, ...] = ()
    turn = 0
    for moment in (moment for stream in streams_of(entries) for moment in stream):
        closed = moment.closed_from(closed)
        doing = doing_of(moment.decided, turn, closed)
        if doing and doing.leaves:
            reason = doing.reason or (ended.reason if ended else "")
            ended = replace(doing, reason=reason, says=doing.says or (ended.says if ended else ()))
    return ended
