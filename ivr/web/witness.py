"""Sees what the carrier asks about calls and what it is answered, and tells the facts of it; it decides nothing.

It reads the request and the TwiML that goes out, not what the handlers meant. No number, name, key or word of either
gets into a fact: verbs, the carrier's closed words and attempts do.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Protocol

import structlog
from flask import Blueprint, Response, g, request

from ..core.rules import Rules
from ..evidence.kinds import PAYMENT_RESULTS
from ..evidence.told import Fact, hash_of_rules
from . import carrier_request as asked

MOST_CALLS = 8000
_VERBS = re.compile(r"<(Connect|Dial|Pay|Record|Hangup|Gather)\b")
_ATTEMPTS = re.compile(r"/voice/whisper\?call=[A-Za-z0-9]+&amp;attempt=(\d{1,5})\b")
"""One for each telephone."""
_PLACE = re.compile(r"/voice/waiting\?place=(\d{1,4})&amp;minutes=(\d{1,4})\b")
_OUTCOME = re.compile(r"[a-z]{1,12}(-[a-z]{1,12}){0,2}")
_MOST_MS = 30 * 24 * 3600 * 1000
_TAKEN_BY = {"Connect": "assistant", "Dial": "agent", "Record": "voicemail"}

log = structlog.get_logger(__name__)
Told = tuple[str, Fact]


class KeepsFacts(Protocol):
    def tell(self, call: str, kind: str, fact: Fact) -> None: ...

    def asked_at(self, call: str) -> datetime | None:
        """When a person was asked for, as far as is known."""
        ...


@dataclass(slots=True)
class _Seen:
    """What is known of a call from its webhooks alone."""

    first_at: datetime
    left_to_pay_at: datetime | None = None
    bridged: bool = False
    message: bool = False
    callback: bool = False
    ended: bool = False


class Witness:
    """Of all calls. Thread-safe."""

    def __init__(self, facts: KeepsFacts, rules_of: Callable[[str], Rules], now: Callable[[], datetime]) -> None:
        self._facts, self._rules_of, self._now = facts, rules_of, now
        self._seen: OrderedDict[str, _Seen] = OrderedDict()
        self._lock = Lock()

    def saw(self, page: str, answer: str) -> None:
        """The carrier asked this page about a call, as the request at hand tells, and was answered this TwiML."""
        call = asked.whispered_call() if page == "whisper" else asked.given("CallSid")
        if not asked.CALL_SID.fullmatch(call):
            return
        with self._lock:
            told: list[Told] = []
            if call not in self._seen and page != "incoming":
                told.append(("call_taken_up", {"page": page}))
            told += self._told(page, answer, call, self._seen_of(call))
        for kind, fact in told:
            self._facts.tell(call, kind, fact)

    def _seen_of(self, call: str) -> _Seen:
        seen = self._seen.setdefault(call, _Seen(self._now()))
        if len(self._seen) > MOST_CALLS:
            self._seen.popitem(last=False)
        return seen

    def _told(self, page: str, answer: str, call: str, seen: _Seen) -> Iterator[Told]:
        verb = next(iter(_VERBS.findall(answer)), "")
        waited = self._since(self._facts.asked_at(call) or seen.first_at)
        match page:
            case "incoming":
                rules, taken_by = self._rules_of(call), _TAKEN_BY.get(verb, "nobody")
                yield (
                    "call_began",
                    {
                        "taken_by": taken_by,
                        "language": rules.language,
                        "rules": hash_of_rules(rules.version),
                    },
                )
            case "whisper" if _is_a_step():
                yield "person_answered", {"attempt": asked.attempt(), "step": _step(verb), "after_ms": waited}
            case "dialed":
                seen.bridged = seen.bridged or _is_bridged()
                yield "person_dial_ended", _dial_ended(waited)
            case "voicemail":
                seen.message = seen.message or bool(asked.recording_sid())
                yield "offered_instead", {"what": "message", "taken": bool(asked.recording_sid())}
        if g.get("calls_back"):
            seen.callback = True
            yield "offered_instead", {"what": "callback", "taken": True}
        yield from (*_choices(), *_gone_on(waited))
        if page == "paid":
            took = self._since(seen.left_to_pay_at) if seen.left_to_pay_at else 0
            yield "came_back_from_paying", {"result": _payment_result(), "took_ms": took}
        if verb == "Pay":
            seen.left_to_pay_at = self._now()
            yield "left_to_pay", {"after_ms": self._since(seen.first_at)}
        if page not in {"whisper", "status"}:
            yield from _next_step(verb, answer, waited)
        if page != "whisper" and asked.call_has_ended() and not seen.ended:
            seen.ended = True  # Twilio tells it more than once
            reached = "transferred" if seen.bridged else "voicemail" if seen.message else ""
            reached = reached or ("callback" if seen.callback else "")
            status = asked.given("CallStatus").replace("-", "_")
            yield "call_ended", {"status": status, "reached": reached, "lasted_ms": self._since(seen.first_at)}

    def _since(self, at: datetime) -> int:
        return min(_MOST_MS, max(0, round((self._now() - at).total_seconds() * 1000)))


def add_witness(blueprint: Blueprint, witness: Witness) -> None:
    """Behind every answer to a signed request, that of a handler that failed as well."""

    @blueprint.after_request
    def see(response: Response) -> Response:
        if g.get("signed", False) and request.method == "POST":
            try:
                witness.saw((request.endpoint or "").rpartition(".")[2], response.get_data(as_text=True))
            except Exception as error:  # noqa: BLE001  # the answer goes out whatever becomes of its evidence
                log.error("evidence_of_request_lost", endpoint=request.endpoint, error=type(error).__name__)
        return response


def _next_step(verb: str, answer: str, waited: int) -> Iterator[Told]:
    """Where the answer sends the caller. What stands behind a stream is for one that cannot be opened."""
    if verb == "Dial":
        for attempt in _ATTEMPTS.findall(answer) or ["0"]:
            yield "person_dialled", {"attempt": int(attempt), "after_ms": waited}
    elif verb == "Gather" and (told := _PLACE.search(answer)):
        yield "person_awaited", {"place": int(told[1]), "told_minutes": int(told[2]), "after_ms": waited}
    elif verb == "Gather" and "/voice/callback" in answer:
        yield "offered_instead", {"what": "callback", "taken": False}
    elif verb == "Record" or (verb == "Gather" and "<Record" in answer):
        yield "offered_instead", {"what": "message", "taken": False}


def _gone_on(waited: int) -> Iterator[Told]:
    """The handler sent the caller back to the assistant."""
    if by := g.get("gone_on_by"):
        yield "came_back_from_people", {"by": by, "after_ms": waited}


def _choices() -> Iterator[Told]:
    """What the handler went by: no machine, chosen before this call, or taken back by the agent who was rung."""
    chosen: dict[str, str | int] = {"of": "machine", "state": "", "at_ms": 0}
    if by := g.get("chosen_by"):
        yield "opted_out", {**chosen, "by": by, "taken_back": False}
    if by := g.get("taken_back_by"):
        yield "opted_out", {**chosen, "by": by, "taken_back": True}


def _is_a_step() -> bool:
    """Not each time that a briefing asks whether the agent has chosen by now."""
    return bool(asked.given("Digits") or g.get("decided")) or asked.whisper_round() == 0


def _step(verb: str) -> str:
    """On the agent's leg we are asked when they have picked up, and again with their key, or with what they chose on
    their page; who declines is let go."""
    if not (asked.given("Digits") or g.get("decided")):
        return "picked_up"
    return "declined" if verb == "Hangup" else "accepted"


def _dial_ended(waited: int) -> Fact:
    return {"attempt": asked.attempt(), "outcome": _outcome(), "bridged": _is_bridged(), "after_ms": waited}


def _payment_result() -> str:
    """The carrier's word, if it is one of those that are known."""
    told = asked.payment_result().replace("-", "_")
    return told if told in PAYMENT_RESULTS else "other"


def _is_bridged() -> bool:
    return asked.given("DialBridged").lower() == "true"


def _outcome() -> str:
    told = asked.given("DialCallStatus")
    return told.replace("-", "_") if _OUTCOME.fullmatch(told) else ""
