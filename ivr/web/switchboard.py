"""Where a call goes next: to the assistant's stream, to the next agent of a route, to voicemail, or to its end."""

from collections.abc import Callable
from datetime import datetime

from flask import g

from ..core.overflow import Instead
from ..core.record import Back, Choice, Disposition, Reason
from ..core.words.briefing import Briefing
from ..hours.opening_hours import is_open
from ..ports import HandOff
from ..settings import Settings
from ..store.calls import CallRecord
from ..store.dials import Dialled, rung_with
from ..store.store import Store
from ..telephony import twiml
from ..telephony.token import StreamTokens
from ..written.prompt_texts import PromptTexts
from . import lines, overflowing
from .after_nobody import AGAIN, ASSISTANT, CALLBACK, MESSAGE, PERSON, AfterNobody
from .callbacks import Callbacks, may_be_offered
from .carriers_voice import CarriersVoice
from .coming_back import ComingBack
from .desk import Desk
from .line import Line
from .party import Party
from .readiness import Readiness, RulesInForce
from .ringing import Ringing
from .waiting import WaitingRoom
from .whisper import Whisper


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
        room: WaitingRoom,
        desk: Desk,
        readiness: Readiness,
    ) -> None:
        """`briefings`: the words for agents, by a language's code; None where they cannot be read."""
        self._settings, self._store, self._rules = settings, store, rules
        self._tokens, self._now = tokens, now
        self._voice = CarriersVoice(store, rules, texts)
        self._ringing = Ringing(settings, store, self._voice, desk)
        self.room, self.desk = room, desk
        self.whisper = Whisper(self._voice, rules, self._ringing, desk, briefings)
        self._line = Line(settings, store, self._voice, self.room)
        self.callbacks = Callbacks(settings, store, self._voice, self.room)
        self.coming_back = ComingBack(store, self._voice, readiness, room)
        self._after_nobody = AfterNobody(settings, store, self._voice, self.coming_back)
        self.rules_of, self.words = self._voice.rules_of, self._voice.words
        self.is_handed_back = self._ringing.is_handed_back

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
        """Ring the route's agents, or take a message when nobody of it is in; `first` is said then, too."""
        rules = self.rules_of(party.call_sid, party.line)
        name = name if name in rules.routes else rules.fallback_route
        begun = self._store.record(party.call_sid).dials
        if not begun and not is_open(rules.routes[name], self._now()):
            return self._to_closed(party, name, first)
        said = (*first, *said)
        if not begun and self._line.must_wait(party, name):
            return self._overflow(party, *said)
        return self._ring(party, self._ringing.begin(party, name), *said)

    def fallback_rang(self, party: Party, *, after: int = 0) -> CallRecord:
        """The first agent of the fallback route rings, or was rung by the verbs behind the stream: put that on record.

        `after`: the last attempt of which we know no more than its number.
        """
        fallback = self.rules_of(party.call_sid, party.line).fallback_route
        self._store.save_handoff(party.call_sid, HandOff("transfer", route=fallback, reason=Reason.LINE_FAILED))
        self._store.dial(party.call_sid, fallback, after=after)  # the first of them alone, however it rings
        return self._store.record(party.call_sid)

    def after_attempt(self, party: Party, attempt: int, *said: str) -> str:
        """What follows dial `attempt`; asked again, the same."""
        record = self._store.record(party.call_sid)
        known = next((dialled for dialled in record.dials if dialled.attempt == attempt), record.dials[-1])
        return self._ring(party, known, *said)

    def sent_on(self, party: Party, attempt: int) -> str | None:
        """Where the agent who had the caller in this attempt sends them; None: nowhere. Asked again, the same."""
        routes, record = self.rules_of(party.call_sid, party.line).routes, self._store.record(party.call_sid)
        if (route := self.desk.onward(record, attempt)) not in routes:
            return None
        if not is_open(routes[route], self._now()):
            return self._to_closed(party, route)
        begun = self._ringing.begin(party, route, after=record.dials[-1])
        return self._ring(party, begun, self.words(party, "connecting"))

    def given_back(self, party: Party, attempt: int) -> str | None:
        """To the assistant, where the agent who had the caller in this attempt wants so; else nowhere: None.

        Where it cannot take them, or may not, the team's agents are rung again, as more was promised.
        """
        rules, record = self.rules_of(party.call_sid, party.line), self._store.record(party.call_sid)
        if not record.gives_back or not record.was_with(attempt):
            return None
        done = record.done if record.done in rules.done_lines else ""
        if self.coming_back.begin(party, Back.AGENT, done):
            g.gone_on_by = Back.AGENT.value
            return self.to_assistant(party, resume=True)
        self._store.handing_off.give_back(party.call_sid, None)
        return self._ring_anew(party, self.words(party, "line_failed"))

    def after_dial(self, party: Party, dialled: Dialled) -> str:
        """What follows an attempt that has ended, and all that rang with it."""
        record = self._store.record(party.call_sid)
        trying = self.words(party, lines.trying_another(dialled.outcome))
        if (last := record.dials[-1]).attempt > dialled.attempt:  # a repeated request: the call has moved on meanwhile
            return self._ring(party, last, *((trying,) if overflowing.follows(record, dialled) else ()))
        if any(one.bridged for one in rung_with(record.dials, dialled)):
            return twiml.goodbye()
        if following := self._ringing.after(party, dialled):
            return self._ring(party, following, trying)
        route = overflowing.origin(self.rules_of(party.call_sid, party.line), record)
        if dialled.route == route and self._line.holds(party, route):
            return self._line.wait(party, route, self.words(party, "all_busy_wait"))
        return self._overflow(party)

    def go_on_waiting(self, party: Party) -> str:
        """A while has gone by: whoever is first in line has the agents rung anew, the others hear their place."""
        record = self._store.record(party.call_sid)
        if record.dialling is not None:  # asked twice
            return self._ring(party, record.dialling)
        rules = self.rules_of(party.call_sid, party.line)
        route = overflowing.origin(rules, record)
        if is_open(rules.routes[route], self._now()) and not self._line.is_their_turn(party, route):
            return self._line.wait(party, route)
        return self._ring_anew(party)

    def to_callback(self, party: Party) -> str:
        """Who waits would rather be rung back; where that is not offered they go on waiting."""
        rules, record = self.rules_of(party.call_sid, party.line), self._store.record(party.call_sid)
        if not self._line.offers_callback(party, overflowing.origin(rules, record)):
            return self.go_on_waiting(party)
        return self.callbacks.choose(party)

    def to_message(self, party: Party) -> str:
        """Who waits would rather leave a message; where none is taken they go on waiting."""
        record = self._store.record(party.call_sid)
        if lines.takes_no_message(record.care):
            return self.go_on_waiting(party)
        self.room.leave(party.call_sid)
        return self._to_voicemail(party, self.words(party, "no_one_free"))

    def instead(self, party: Party, key: str) -> str:
        """What whom nobody took has chosen; asked again, the same."""
        record = self._store.record(party.call_sid)
        if record.dialling is not None:  # asked twice
            return self._ring(party, record.dialling)
        if record.handoff is None and record.handed_back:  # likewise
            return self.again(party)
        if key == ASSISTANT and self.coming_back.may_be_offered(party) and self.coming_back.begin(party, Back.CALLER):
            g.gone_on_by = Back.CALLER.value
            return self.to_assistant(party, resume=True)
        if key in {AGAIN, PERSON}:
            return self._ring_anew(party)
        if key == CALLBACK and may_be_offered(record):
            return self.callbacks.choose(party)
        return self._to_voicemail(party) if key == MESSAGE else self._to_choice(party)

    def again(self, party: Party) -> str:
        """For who came back from people, when what brought them back is asked again."""
        record = self._store.record(party.call_sid)
        if record.handoff is None:
            return self.to_assistant(party, resume=True)
        return self.to_route(party, record.handoff.route)

    def without_state(self, party: Party) -> str:
        """To the agents of the fallback route with nothing but the rules, for when our own code has failed."""
        rules = self._rules.current().for_number(party.line)
        route = rules.routes[rules.fallback_route]
        line, sorry = (self._voice.without_state(name, rules.company) for name in ("line_failed", "no_agent"))
        return twiml.dial_without_us(route.agents, route.ring_seconds, self._ringing.caller_id(party), line, sorry)

    def otherwise(self, party: Party, line: str) -> tuple[str, twiml.Dialling] | None:
        """What stands behind a verb of the carrier's that may fail: a line and an agent of the fallback route."""
        rules = self.rules_of(party.call_sid, party.line)
        route = rules.routes[rules.fallback_route]
        if not is_open(route, self._now()):
            return None
        following = self._store.record(party.call_sid).attempts + 1
        return line, self._ringing.dialling(party, route, {following: 0})

    def _ring(self, party: Party, dialled: Dialled, *said: str) -> str:
        if dialled.ended_at is not None:  # a repeated request: the call has moved on meanwhile
            return self.after_dial(party, dialled)
        # The rules may have changed with a restart, and know no such agent.
        rung = self._ringing.ring(party, dialled, *said)
        return rung or self._to_voicemail(party, self.words(party, "no_one_free"))

    def _overflow(self, party: Party, *said: str) -> str:
        """The next step for a caller whom nobody could take who was rung for them; or others wait before them."""
        rules, record = self.rules_of(party.call_sid, party.line), self._store.record(party.call_sid)
        route, last = overflowing.origin(rules, record), record.dials[-1] if record.dials else None
        found = overflowing.found(overflowing.last_round(record))
        for step in overflowing.left(rules.routes[route].steps, last.route if last else None):
            if not step.meets(found):
                continue
            if step.to is Instead.VOICEMAIL:
                return self._to_voicemail(party, *said, self.words(party, "no_one_free"))
            if step.to is Instead.CALLBACK and may_be_offered(record):
                return self.callbacks.offer(party, *said, self.words(party, "no_one_free"))
            if step.to is Instead.QUEUE and self._line.takes(party, route, step):
                return self._line.wait(party, route, *said, self.words(party, "all_busy_wait"))
            if step.route and is_open(rules.routes[step.route], self._now()):
                trying = self.words(party, lines.trying_another(last.outcome if last else lines.BUSY))
                return self._ring(party, self._ringing.begin(party, step.route, after=last), *said, trying)
        return self._to_choice(party, *said, self.words(party, "no_one_free"))

    def _to_choice(self, party: Party, *told: str) -> str:
        """What else there is for a caller whom nobody took; a message, if they choose nothing."""
        return self._to_voicemail(party, menu=self._after_nobody.menu(party, *told))

    def _ring_anew(self, party: Party, *said: str) -> str:
        """All agents of the route that they were sent to, from its first on."""
        record = self._store.record(party.call_sid)
        rules = self.rules_of(party.call_sid, party.line)
        route = overflowing.origin(rules, record)
        if not is_open(rules.routes[route], self._now()):
            self.room.leave(party.call_sid)
            return self._to_closed(party, route)
        begun = self._ringing.begin(party, route, after=record.dials[-1] if record.dials else None)
        return self._ring(party, begun, *said)

    def _to_closed(self, party: Party, route: str, first: tuple[str, ...] = ()) -> str:
        """To leave a message, as nobody of this route is in."""
        record = self._store.record(party.call_sid)
        told = () if record.told_closed else (self._voice.closed(party, route),)
        if record.handoff and record.handoff.reason is Reason.OPTED_OUT:  # nobody has said yet who this is
            told = (self.words(party, "opted_out_hello"), *told)
        return self._to_voicemail(party, *first, *told)

    def _to_voicemail(self, party: Party, *told: str, menu: twiml.Menu | None = None) -> str:
        """To leave a message; not where the caller's need must not wait in one, or others might hear of it.

        Before it a menu, from which no key leads there.
        """
        care = self._store.record(party.call_sid).care
        if care and lines.takes_no_message(care):
            self._store.end_call(party.call_sid, Disposition.GOODBYE)
            instead = lines.nobody_came(care, self.rules_of(party.call_sid, party.line).emergency_number)
            return twiml.goodbye(*told, self.words(party, instead), menu=menu)
        number = self._store.reference(party.call_sid)
        said = (*told, *(self.words(party, name, number) for name in ("reference", "voicemail_intro")))
        return twiml.voicemail(said, self._settings.public("/voice/voicemail"), menu)
