"""What is known of one call, as frozen data, and which of its endings holds."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ..core.caller_number import number_of_caller
from ..core.record import Back, Care, Disposition
from ..core.rules import Rules
from ..ports import HandOff
from .dials import Dialled as Dialled
from .dials import rung_with

REFERENCE_DIGITS = 6
SHOWN_DIGITS = 3
_WEIGHT = {Disposition.STREAM_LOST: 0, Disposition.CALLER_HUNG_UP: 1}
_TOLD_LATE = {Disposition.TRANSFERRED: 3, Disposition.VOICEMAIL: 3}


def prevailing(held: Disposition | None, told: Disposition) -> Disposition:
    """The disposition that holds after `told` arrives.

    Reports of one end come from the websocket, from /voice/dialed, /voice/voicemail and /voice/status, in any order.
    So what they mean decides, not when they arrive: `stream_lost` only says that nothing better is known;
    `caller_hung_up` says how the line ended, and gives way to what was reached before it (resolved, goodbye; a bridged
    agent or a recorded message, which Twilio may report after the end of the call). Of two equals the first holds.
    """
    return told if held is None or _weight(told) > _weight(held) else held


def _weight(disposition: Disposition) -> int:
    return _WEIGHT.get(disposition, _TOLD_LATE.get(disposition, 2))


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A hand-off that is behind the call: its caller went on with the assistant."""

    seq: int
    """Its place among the call's, from 0."""
    handoff: HandOff
    at: datetime = field(compare=False)
    back_at: datetime = field(compare=False)
    by: Back
    done: str = ""
    """The agent's word for what was done; empty: there is none."""


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call as webhooks and the runner see it; a new one replaces it at every change."""

    call_sid: str
    started_at: datetime
    caller: str = ""
    """Keyed hash of the caller's number; empty when withheld."""
    caller_ends: str = ""
    """Its last three digits, to be shown; empty when withheld."""
    line: str = ""
    language: str = "en"
    rules_version: str = ""
    admitted: bool = False
    """The assistant took the call; otherwise it went to an agent at once."""
    ended_at: datetime | None = None
    over: bool = False
    """The carrier has said that the call ended: nothing is to be done for it any more."""
    disposition: Disposition | None = None
    streams_started: int = 0
    resumes: int = 0
    handoff: HandOff | None = None
    """The one that stands."""
    handed_off_at: datetime | None = field(default=None, compare=False)
    gives_back: bool | None = None
    """The agent who has the caller gives them back to the assistant when they hang up; False: not any more."""
    done: str = ""
    """Their word for what was done."""
    handed_back: tuple[HandedBack, ...] = ()
    """Those before it."""
    rung: tuple[Dialled, ...] = ()
    """All who were, for whichever of them."""
    reference: str = ""
    """The number told to a caller whom nobody could take."""
    recording_sid: str = ""
    number: str = field(default="", compare=False, repr=False)
    """The caller's, E.164, for the assistant to be told: in memory alone, and only while the call lasts."""
    rung_on: str = field(default="", compare=False, repr=False)
    """Where they want to be rung instead, as they typed it: E.164, as `number`."""
    told_closed: bool = field(default=False, compare=False)
    """The caller has heard that nobody is in: in memory alone, as it matters for the next second."""
    rules: Rules | None = field(default=None, compare=False, repr=False)
    """What the call began with; None when it was read back after a restart."""

    @property
    def care(self) -> Care | None:
        """What agents must know of a caller who spoke of a sensitive topic."""
        known = self.handoff or (self.handed_back[-1].handoff if self.handed_back else None)
        return known.care if known else None

    @property
    def is_urgent(self) -> bool:
        return self.handoff is not None and self.handoff.is_urgent

    @property
    def seq(self) -> int:
        """Of the hand-off that stands, or of the next: its place among the call's, from 0."""
        return self.handed_back[-1].seq + 1 if self.handed_back else 0

    @property
    def dials(self) -> tuple[Dialled, ...]:
        """Who was rung for the hand-off that stands."""
        return tuple(one for one in self.rung if one.handoff >= self.seq)

    def was_with(self, attempt: int) -> int:
        """The attempt of who had the caller, of those who rang together with this one, which is the last; 0: nobody."""
        ended = [one for one in self.dials[-1:] if one.attempt == attempt]
        joined = (one.attempt for one in rung_with(self.dials, ended[0]) if one.bridged) if ended else iter(())
        return next(joined, 0)

    def is_behind(self, attempt: int) -> bool:
        """Whether this agent was rung for a hand-off that is behind the call."""
        return any(one.attempt == attempt and one.handoff < self.seq for one in self.rung)

    @property
    def attempts(self) -> int:
        """How many agents were rung in the whole call."""
        return self.rung[-1].attempt if self.rung else 0

    @property
    def dialling(self) -> Dialled | None:
        """The agent being rung or spoken with; of several at once who took the call, else the last."""
        taken = [one for one in self.ringing if one.answered_at is not None]
        return taken[-1] if taken else self.ringing[-1] if self.ringing else None

    @property
    def ringing(self) -> tuple[Dialled, ...]:
        """All who are rung now, or spoken with."""
        return tuple(one for one in self.dials if one.ended_at is None)

    def ended(self, disposition: Disposition, at: datetime, *, over: bool = False) -> "CallRecord":
        return replace(
            self,
            disposition=prevailing(self.disposition, disposition),
            ended_at=self.ended_at if self.ended_at and (self.over or not over) else at,  # the carrier's word is last
            over=self.over or over,
            number="" if over else self.number,
            rung_on="" if over else self.rung_on,
        )

    def streaming(self, more: int) -> "CallRecord":
        """With so many more streams begun. It lives on the new one: that an earlier one was lost does not count."""
        return replace(self.going_on(), streams_started=self.streams_started + more)

    def going_on(self) -> "CallRecord":
        """In progress, on a new stream or with an agent: that a stream was lost, or that an agent has done their part,
        is no end until the carrier says so."""
        looked_over = self.disposition in {Disposition.STREAM_LOST, Disposition.TRANSFERRED} and not self.over
        return replace(self, disposition=None, ended_at=None) if looked_over else self

    def resumed(self) -> "CallRecord":
        """Alive again on a new stream: how the lost one looked does not count."""
        return replace(self, disposition=None, ended_at=None, resumes=self.resumes + 1)

    def redialled(self, *dialled: Dialled) -> "CallRecord":
        """With these dials in place of those of the same attempts, or added."""
        changed = {one.attempt for one in dialled}
        others = (one for one in self.rung if one.attempt not in changed)
        return replace(self, rung=tuple(sorted((*others, *dialled), key=lambda d: d.attempt)))

    def came_back(self, by: Back, done: str, at: datetime) -> "CallRecord":
        """With the assistant again: the hand-off that stood is behind the call."""
        if self.handoff is None:
            return self
        back = HandedBack(self.seq, self.handoff, self.handed_off_at or at, at, by, done)
        return replace(
            self.going_on(),
            handoff=None,
            handed_off_at=None,
            gives_back=None,
            done="",
            handed_back=(*self.handed_back, back),
            told_closed=False,
        )


def last_known(record: CallRecord) -> Disposition:
    """How a call ended of which the carrier only says that it did."""
    if record.dialling is not None and record.dialling.accepted:
        return Disposition.TRANSFERRED
    if record.handoff is not None and record.handoff.disposition is not None:
        return record.handoff.disposition
    return Disposition.CALLER_HUNG_UP


def rules_of(record: CallRecord | None, in_force: Rules, called: str = "") -> Rules:
    """What a call began with; where that is not known, as after a restart, those in force for the number it called.

    `called` is that number as far as the request at hand tells, for a call that nothing is known of.
    """
    if record and record.rules:
        return record.rules
    return in_force.for_number(record.line if record and record.line else called)


def utc_now() -> datetime:
    return datetime.now(UTC)


def first_record(
    call: str, at: datetime, key: bytes, caller: str, line: str, rules: Rules, *, admitted: bool
) -> CallRecord:
    """Of a call that begins. Its caller's number is in it for as long as it lasts, and in nothing that is kept."""
    shown = CallRecord(call, at, caller_hash(key, caller), last_digits(caller), line, rules.language, rules.version)
    return replace(shown, number=number_of_caller(caller), admitted=admitted, rules=rules)


def caller_key(secret_key: str) -> bytes:
    """The key of callers' hashes: with another secret nobody is known again."""
    return hmac.digest(secret_key.encode(), b"candid caller", hashlib.sha256)


def last_digits(number: str) -> str:
    """Of a caller's number, so that people can tell calls apart. Withheld numbers have none."""
    return number_of_caller(number)[-SHOWN_DIGITS:]


def caller_hash(key: bytes, number: str) -> str:
    """A number's keyed hash: the same caller is known again, but not who it is. Withheld numbers have none."""
    known = number_of_caller(number)
    return hmac.new(key, known.encode(), hashlib.sha256).hexdigest() if known else ""


def new_reference() -> str:
    """A number to tell a caller, digits only."""
    return str(secrets.randbelow(10**REFERENCE_DIGITS)).zfill(REFERENCE_DIGITS)
