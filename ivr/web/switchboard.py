"""Where a call goes next: to the assistant's stream, to the next agent of a route, to voicemail, or to its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ..core.record import Choice, Disposition, Priority, Reason
from ..core.rules import Route, Rules
from ..core.words.briefing import Briefing
from ..hours.opening_hours import is_open
from ..ports import HandOff
from ..settings import Settings
from ..store.calls import CallRecord, Dialled, rules_of
from ..store.store import Store
from ..telephony import twiml
from ..telephony.token import StreamTokens
from ..written.prompt_texts import MINUTES, PLACE, REFERENCE, PromptTexts
from . import hold_tone, lines
from .readiness import RulesInForce
from .waiting import ROUND_SECONDS, WaitingRoom

_BRIEFING_SECONDS = 45


@dataclass(frozen=True, slots=True)
class Party:
    """The call that Twilio asks about, and what agents are shown as its number."""

    call_sid: str
    shows_caller: bool = True
    """The caller's own number is one that carriers take; else it is our line's, or the one of the settings."""
    line: str = ""
    """The number of ours that was called; empty where it is none."""


class Switchboard:
    """TwiML from the stored state of a call. Only numbers of the rules that the call began with are ever dialled."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        rules: RulesInForce,
        texts: PromptTexts,
        tokens: StreamTokens,
        now: Callable[[], datetime],
        briefings: Callable[[str], Briefing | None],
    ) -> None:
        """`briefings`: the words for agents, by a language's code; None where they cannot be read."""
        self._settings, self._store, self._rules, self._texts = settings, store, rules, texts
        self._tokens, self._now, self._briefings = tokens, now, briefings
        self.room = WaitingRoom(now)
        self._with_opted_out: dict[str, str] = {}
        """The call of a caller who wants no machine, by the number of the agent who was rung for it last."""

    def to_assistant(self, party: Party, *, resume: bool = False) -> str:
        """The stream; behind it, for when Twilio cannot open it, an agent of the fallback route.

        Never for who chose that no machine answers them, whatever the call comes back from.
        """
        if Choice.NO_MACHINE in self._store.choices.known(party.call_sid).choices:
            return self.to_person_as_chosen(party)
        stream = twiml.Stream(
            url=self._settings.public_stream(),
            action_url=self._settings.public("/voice/next"),
            token=self._tokens.issue(party.call_sid),
            resume=resume,
        )
        otherwise = self.otherwise(party, self.words(party, "line_failed"))
        return twiml.connect_stream(stream, otherwise, self.words(party, "no_agent"))

    def to_fallback(self, party: Party, reason: Reason, line: str) -> str:
        """To an agent although the caller did not ask for one."""
        fallback = self.rules_of(party.call_sid, party.line).fallback_route
        self._store.save_handoff(party.call_sid, HandOff("transfer", route=fallback, reason=reason))
        return self.to_route(party, fallback, line)

    def to_person_as_chosen(self, party: Party) -> str:
        """To an agent, at once, since the caller chose so before this call; they hear whom they have called."""
        route, reason = self.rules_of(party.call_sid, party.line).opted_out_route, Reason.OPTED_OUT
        self._store.save_handoff(party.call_sid, HandOff("transfer", route=route, reason=reason))
        return self.to_route(party, route, self.words(party, "opted_out_hello"), self.words(party, "opted_out_person"))

    def to_route(self, party: Party, name: str | None, *said: str, first: tuple[str, ...] = ()) -> str:
        """Ring the route's first agent, or take a message when nobody of it is in; `first` is said then, too."""
        rules = self.rules_of(party.call_sid, party.line)
        name = name if name in rules.routes else rules.fallback_route
        begun = self._store.record(party.call_sid).dials
        if not begun and not is_open(rules.routes[name], self._now()):
            return self._to_voicemail(party, "closed", first)
        said = (*first, *said)
        if not begun and self._must_wait(party, name):
            return self._wait(party, name, *said, self.words(party, "all_busy_wait"))
        return self._ring(party, self._store.dial(party.call_sid, name), *said)

    def fallback_rang(self, party: Party, *, after: int = 0) -> CallRecord:
        """The first agent of the fallback route rings, or was rung by the verbs behind the stream: put that on record.

        `after`: the last attempt of which we know no more than its number.
        """
        fallback = self.rules_of(party.call_sid, party.line).fallback_route
        self._store.save_handoff(party.call_sid, HandOff("transfer", route=fallback, reason=Reason.LINE_FAILED))
        self._store.dial(party.call_sid, fallback, after=after)
        return self._store.record(party.call_sid)

    def after_attempt(self, party: Party, attempt: int, *said: str) -> str:
        """What follows dial `attempt`; asked again, the same."""
        record = self._store.record(party.call_sid)
        known = next((dialled for dialled in record.dials if dialled.attempt == attempt), record.dials[-1])
        return self._ring(party, known, *said)

    def after_dial(self, party: Party, dialled: Dialled) -> str:
        """What follows an attempt that has ended."""
        if dialled.bridged:
            return twiml.goodbye()
        if dialled.agent + 1 >= len(self._agents(party, dialled.route)):
            if (last := self._store.record(party.call_sid).dials[-1]).attempt > dialled.attempt:
                return self._ring(party, last)  # a repeated request of who waited meanwhile
            if self._has_queue(party, dialled.route):
                return self._wait(party, dialled.route, self.words(party, "all_busy_wait"))
            return self._to_voicemail(party, "no_one_free")
        following = self._store.dial_next(party.call_sid, dialled, dialled.agent + 1)
        return self._ring(party, following, self.words(party, lines.trying_another(dialled.outcome)))

    def go_on_waiting(self, party: Party) -> str:
        """A while has gone by: whoever is first in line has the agents rung anew, the others hear their place."""
        record = self._store.record(party.call_sid)
        if record.dialling is not None:  # asked twice
            return self._ring(party, record.dialling)
        rules = self.rules_of(party.call_sid, party.line)
        wanted = record.dials[-1].route if record.dials else record.handoff.route if record.handoff else None
        route = wanted if wanted in rules.routes else rules.fallback_route
        if not is_open(rules.routes[route], self._now()):
            self.room.leave(party.call_sid)
            return self._to_voicemail(party, "closed")
        if self._place(record, route, _longest_ringing(rules.routes[route])) > 1:
            return self._wait(party, route)
        if record.dials:
            return self._ring(party, self._store.dial_next(party.call_sid, record.dials[-1], 0))
        return self._ring(party, self._store.dial(party.call_sid, route))

    def to_message(self, party: Party) -> str:
        """Who waits would rather leave a message; where none is taken they go on waiting."""
        record = self._store.record(party.call_sid)
        if lines.takes_no_message(record.care):
            return self.go_on_waiting(party)
        self.room.leave(party.call_sid)
        return self._to_voicemail(party, "no_one_free")

    def without_state(self, party: Party) -> str:
        """To the agents of the fallback route with nothing but the rules, for when our own code has failed."""
        rules = self._rules.current().for_number(party.line)
        route = rules.routes[rules.fallback_route]
        line, sorry = (self._texts.text(name, rules.company) for name in ("line_failed", "no_agent"))
        return twiml.dial_without_us(route.agents, route.ring_seconds, self._caller_id(party), line, sorry)

    def words(self, party: Party, prompt: str, reference: str = "", place: int = 0, minutes: int = 0) -> str:
        """A prompt's text as the carrier's voice says it to the caller."""
        company = self.rules_of(party.call_sid, party.line).company or self._rules.current().company
        text = self._texts.text(prompt, company).replace(REFERENCE, twiml.digit_by_digit(reference))
        return text.replace(PLACE, str(place)).replace(MINUTES, str(minutes))

    def presses_to_accept(self, record: CallRecord | None) -> bool:
        """Whether the agent being rung is asked first.

        Where nothing is known, unless no agent ever is: lest a machine take the call.
        """
        if record is None or not record.dials:
            return any(route.press_to_accept for route in self._rules.current().routes.values())
        route = self.rules_of(record.call_sid).routes.get(record.dials[-1].route)
        return route is None or route.press_to_accept

    def is_handed_back(self, number: str) -> bool:
        """Whether an agent rings us while they have a caller who wants no machine: they may be passing them back."""
        call = self._with_opted_out.get(number)
        record = self._store.record(call) if call else None
        return record is not None and record.dialling is not None and not record.over

    def may_take_back(self, record: CallRecord | None) -> bool:
        """Whether the agent may let the assistant answer again a caller who chose otherwise before this call."""
        return bool(record and record.handoff and record.handoff.reason is Reason.OPTED_OUT)

    def names_of_team(self, record: CallRecord | None) -> tuple[str, ...]:
        """What callers may call the team that a call was handed to."""
        if record is None or record.handoff is None:
            return ()
        return self.rules_of(record.call_sid).teams().get(record.handoff.route or "", ())

    def asked_of_agents(self, record: CallRecord | None, words: Briefing | None) -> tuple[str, ...]:
        """What the rules want agents to tell each caller, asked of them last, so that it is in their ear."""
        rules = self.rules_of(record.call_sid) if record else self._rules.current()
        return (words.say_who,) if words and rules.agents_say_who else ()

    def briefing_words(self, record: CallRecord | None) -> Briefing | None:
        """Those of the language that the call is held in; None where they cannot be read."""
        rules = self.rules_of(record.call_sid) if record else self._rules.current()
        return self._briefings(rules.language)

    def ask_to_accept(
        self, call: str, attempt: int, words: Briefing | None, *told: str, or_take_back: bool = False
    ) -> str:
        """Brief an agent and await their key; of words that cannot be read, its figure alone is said."""
        ask = words.press_to_accept if words else twiml.KEY_TO_ACCEPT
        if words and or_take_back:
            ask = words.press_to_accept_or_take_back
        return twiml.whisper(told, ask, self.whisper_url(call, attempt))

    def otherwise(self, party: Party, line: str) -> tuple[str, twiml.Dialling] | None:
        """What stands behind a verb of the carrier's that may fail: a line and an agent of the fallback route."""
        rules = self.rules_of(party.call_sid, party.line)
        route = rules.routes[rules.fallback_route]
        if not is_open(route, self._now()):
            return None
        return line, self._dialling(party, route, attempt=1, agent=0)

    def whisper_url(self, call: str, attempt: int) -> str:
        return self._settings.public(f"/voice/whisper?call={call}&attempt={attempt}")

    def rules_of(self, call: str, called: str = "") -> Rules:
        """Of a call to the number `called`; that is asked for only where the call is not known."""
        return rules_of(self._store.held(call), self._rules.current(), called)

    def _ring(self, party: Party, dialled: Dialled, *said: str) -> str:
        if dialled.ended_at is not None:  # a repeated request: the call has moved on meanwhile
            return self.after_dial(party, dialled)
        route = self.rules_of(party.call_sid, party.line).routes.get(dialled.route)
        if route is None or dialled.agent >= len(route.agents):  # the rules changed with a restart
            return self._to_voicemail(party, "no_one_free")
        if Choice.NO_MACHINE in self._store.choices.known(party.call_sid).choices:
            self._with_opted_out[route.agents[dialled.agent]] = party.call_sid
        return twiml.dial(self._dialling(party, route, dialled.attempt, dialled.agent), *said)

    def _dialling(self, party: Party, route: Route, attempt: int, agent: int) -> twiml.Dialling:
        return twiml.Dialling(
            number=route.agents[agent],
            ring_seconds=route.ring_seconds,
            action_url=self._settings.public(f"/voice/dialed?attempt={attempt}"),
            whisper_url=self.whisper_url(party.call_sid, attempt),
            caller_id=self._caller_id(party),
        )

    def _caller_id(self, party: Party) -> str | None:
        """What agents' phones show; None: the caller's own number."""
        return None if party.shows_caller else party.line or self._settings.caller_id or None

    def _must_wait(self, party: Party, route: str) -> bool:
        """Others were there before; a caller in need is not made to wait behind them."""
        if _is_urgent(self._store.record(party.call_sid)):
            return False
        return self._has_queue(party, route) and self.room.has_others(party.call_sid, route)

    def _has_queue(self, party: Party, route: str) -> bool:
        known = self.rules_of(party.call_sid, party.line).routes.get(route)
        return known is not None and known.queue

    def _place(self, record: CallRecord, route: str, seconds: float = ROUND_SECONDS) -> int:
        asked_at = record.handed_off_at or record.started_at
        return self.room.wait(record.call_sid, route, asked_at, seconds, is_urgent=_is_urgent(record))

    def _wait(self, party: Party, route: str, *said: str) -> str:
        record = self._store.record(party.call_sid)
        place = self._place(record, route)
        minutes = self.room.minutes(route, place)
        number = self.rules_of(party.call_sid, party.line).emergency_number
        names = lines.while_waiting(place, minutes, record.care, number)
        told = (self.words(party, name, place=place, minutes=minutes or 0) for name in names)
        action = self._settings.public(f"/voice/waiting?place={place}&minutes={minutes or 0}")
        rounds = ROUND_SECONDS // hold_tone.SECONDS
        return twiml.wait((*said, *told), self._settings.public(hold_tone.PATH), rounds, action)

    def _agents(self, party: Party, route: str) -> tuple[str, ...]:
        known = self.rules_of(party.call_sid, party.line).routes.get(route)
        return known.agents if known else ()

    def _to_voicemail(self, party: Party, why: str, first: tuple[str, ...] = ()) -> str:
        """To leave a message; not where the caller's need must not wait in one, or others might hear of it."""
        record = self._store.record(party.call_sid)
        told = () if why == "closed" and record.told_closed else (self.words(party, why),)
        handoff = record.handoff
        if why == "closed" and handoff and handoff.reason is Reason.OPTED_OUT:  # nobody has said yet who this is
            told = (self.words(party, "opted_out_hello"), *told)
        care = record.care
        if care and lines.takes_no_message(care):
            self._store.end_call(party.call_sid, Disposition.GOODBYE)
            instead = lines.nobody_came(care, self.rules_of(party.call_sid, party.line).emergency_number)
            return twiml.goodbye(*first, *told, self.words(party, instead))
        number = self._store.reference(party.call_sid)
        said = (*first, *told, *(self.words(party, name, number) for name in ("reference", "voicemail_intro")))
        return twiml.voicemail(said, self._settings.public("/voice/voicemail"))


def _longest_ringing(route: Route) -> float:
    """Seconds in which all its agents can be rung and briefed, one after the other."""
    return len(route.agents) * (route.ring_seconds + _BRIEFING_SECONDS)


def _is_urgent(record: CallRecord) -> bool:
    return record.care is not None and record.care.priority is Priority.URGENT
