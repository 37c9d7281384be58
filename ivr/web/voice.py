"""What each webhook about a call does: it tells the store what Twilio reports, and asks the switchboard where to go."""

from flask import g

from ..core.record import By, Choice, Disposition, Reason
from ..store.calls import CallRecord
from ..store.dials import is_with_another
from ..store.store import Store
from ..store.writer import StoreError
from ..telephony import twiml
from . import carrier_request as asked
from . import lines
from .agent_links import Decision
from .callbacks import may_be_offered
from .long_waits import LongWaits
from .party import Party
from .payments import Payments
from .readiness import Readiness
from .switchboard import Switchboard

TAKE_BACK_KEY = "9"
"""An agent's, before a caller who chose to have no machine: they have said that it may answer them again."""


class Voice:
    """The handlers; they return TwiML, and keep nothing of a call but through the store."""

    def __init__(
        self, store: Store, switchboard: Switchboard, readiness: Readiness, payments: Payments, long_waits: LongWaits
    ) -> None:
        self._store, self._switchboard, self._readiness = store, switchboard, readiness
        self._payments, self._long_waits = payments, long_waits
        self._words = switchboard.words

    def incoming(self) -> str:
        party, ready, caller = asked.party(), self._readiness.can_take_call(), asked.given("From")
        handed_back = self._switchboard.is_handed_back(caller)
        chosen = frozenset({Choice.NO_MACHINE}) if handed_back else self._store.choices.of_number(caller)
        ready = ready and chosen is not None  # whoever may have chosen to have no machine is given none
        self._switchboard.desk.came(party.call_sid, asked.given("StirVerstat"))
        record = self._store.begin_call(
            party.call_sid,
            caller=caller,
            line=asked.given("To"),
            rules=self._switchboard.rules_of(party.call_sid, asked.given("To")),
            ready=ready and Choice.NO_MACHINE not in (chosen or ()) and self._readiness.has_room(),
        )
        if record.over:
            return twiml.goodbye(self._words(party, "call_is_over"))
        if record.admitted:
            return self._switchboard.to_assistant(party)
        if Choice.NO_MACHINE in (chosen or ()):
            g.chosen_by = "number"
            return self._switchboard.to_person_as_chosen(party)
        reason = record.handoff.reason if record.handoff else Reason.BUSY if ready else Reason.NOT_READY
        line = self._words(party, "all_busy" if reason is Reason.BUSY else "not_ready")
        return self._switchboard.to_fallback(party, reason or Reason.NOT_READY, line)

    def next(self) -> str:
        """The stream has closed: on purpose when there is a hand-off, else it was lost."""
        party = asked.party()
        if asked.call_has_ended():
            return self._over(party)
        record = self._known(party.call_sid)
        if record is None:  # who is on the line and unknown to us is no call that has ended
            return self._switchboard.to_fallback(party, Reason.LINE_FAILED, self._words(party, "line_failed"))
        if record.over:
            return twiml.goodbye(self._words(party, "call_is_over"))
        paying = self._store.paying.route(party.call_sid)
        if record.handoff is None and paying:
            return self._payments.begin(party, paying)
        if record.handoff is None:
            return self._after_lost_stream(party, began=record.streams_started > 0)
        if record.handoff.kind == "transfer":
            if record.handoff.reason is Reason.OPTED_OUT:
                return self._switchboard.to_person_as_chosen(party)
            said = (self._words(party, "line_failed"),) if record.handoff.reason is Reason.LINE_FAILED else ()
            return self._switchboard.to_route(party, record.handoff.route, *said)
        self._store.end_call(party.call_sid, record.handoff.disposition or Disposition.GOODBYE)
        return twiml.goodbye()

    def paid(self) -> str:
        """The carrier's payment has ended. Of what it tells, its one word for how is read; the card's is not."""
        party, route = asked.party(), asked.paid_by()
        if asked.call_has_ended():
            return self._over(party)
        record = self._known(party.call_sid)
        if record is not None and record.over:
            return twiml.goodbye(self._words(party, "call_is_over"))
        if record is not None and record.handoff is not None:  # asked again, and a person rings already
            return self._switchboard.to_route(party, record.handoff.route)
        how = asked.how_paid(self._payments.of(party, route))
        ready = record is not None and self._readiness.can_take_call()
        return self._payments.after(party, route, how, ready=ready)

    def dialed(self) -> str:
        """An agent's leg has ended. The query only tells repeats apart: what follows comes from the stored state."""
        party, attempt = asked.party(), asked.attempt()
        record = self._known(party.call_sid)
        if record is None:
            return self._dialed_unknown(party, attempt)
        if record.is_behind(attempt):  # asked again: the caller is with the assistant, or was and left again
            return self._over(party) if asked.call_has_ended() else self._switchboard.again(party)
        if not record.dials and not record.over:
            record = self._switchboard.fallback_rang(party)
        self._store.dialled(
            party.call_sid,
            attempt,
            outcome=asked.given("DialCallStatus"),
            bridged=self._bridged(record),
            leg=asked.given("DialCallSid"),
        )
        self._switchboard.desk.links.end(party.call_sid, attempt)
        if asked.call_has_ended():
            return self._over(party)
        if record.over:
            return twiml.goodbye()
        self._look_at_wait(record)
        as_wanted = self._switchboard.sent_on(party, attempt) or self._switchboard.given_back(party, attempt)
        return as_wanted or self._switchboard.after_attempt(party, attempt)

    def whisper(self) -> str:
        """On the agent's leg, whose CallSid is another: brief the agent, and await key 1."""
        call, attempt = asked.whispered_call(), asked.attempt()
        record = self._known(call) if call else None
        if record is not None and record.over:
            words = self._switchboard.whisper.briefing_words(record)
            return twiml.goodbye(*((words.caller_gone,) if words else ()))
        if record is not None and record.is_behind(attempt):
            return twiml.goodbye()
        if record is not None and not record.dials:
            record = self._switchboard.fallback_rang(Party(call))
        if gone := self._let_go(record, attempt):
            return gone
        digits, may_take_back = asked.given("Digits"), self._switchboard.whisper.may_take_back(record)
        g.decided = decided = None if digits else self._switchboard.desk.decided(call, attempt)
        if decided is Decision.DECLINED:
            return twiml.goodbye()
        if decided or digits == twiml.KEY_TO_ACCEPT or (digits == TAKE_BACK_KEY and may_take_back):
            if digits == TAKE_BACK_KEY:
                g.taken_back_by = "agent"
                self._store.choices.keep(call, Choice.NO_MACHINE, By.AGENT, "", stands=False)
            self._look_at_wait(record)
            self._takes(call, attempt, pressed=True)
            return self._let_go(record, attempt) or twiml.nothing()
        if digits:
            return twiml.goodbye()
        self._look_at_wait(record)
        self._switchboard.desk.links.pick_up(call, attempt)
        words, handoff = self._switchboard.whisper.briefing_words(record), record.handoff if record else None
        known = self._switchboard.whisper.names_of_team(record), self._switchboard.whisper.whispered(record)
        told = lines.briefing(handoff, words, *known) if words else ()
        told = (*told, *self._switchboard.whisper.asked_of_agents(record, words))
        if not self._switchboard.whisper.presses_to_accept(record):
            self._takes(call, attempt, pressed=False)
            return twiml.brief(told)
        number = asked.whisper_round()
        return self._switchboard.whisper.ask_to_accept(
            call, attempt, words, *told, or_take_back=may_take_back, number=number
        )

    def whisper_without_state(self) -> str:
        """When our own code has failed: agents are asked all the same, lest their voicemail be connected."""
        digits = asked.given("Digits")
        if digits == twiml.KEY_TO_ACCEPT or not (digits or self._switchboard.whisper.presses_to_accept(None)):
            return twiml.nothing()
        if digits:
            return twiml.goodbye()
        words = self._switchboard.whisper.briefing_words(None)
        told = self._switchboard.whisper.asked_of_agents(None, words)
        return self._switchboard.whisper.ask_to_accept(asked.whispered_call(), asked.attempt(), words, *told)

    def waiting(self) -> str:
        """Of who waits for an agent to be free: a while has gone by, or they have pressed a key."""
        party = asked.party()
        record = self._going_on(party)
        if isinstance(record, str):
            return record
        self._look_at_wait(record)
        if asked.given("Digits") == twiml.KEY_FOR_MESSAGE:
            return self._switchboard.to_message(party)
        if asked.given("Digits") == twiml.KEY_FOR_CALLBACK:
            return self._switchboard.to_callback(party)
        return self._switchboard.go_on_waiting(party)

    def instead(self) -> str:
        """Whom nobody took has pressed a key."""
        party = asked.party()
        record = self._going_on(party)
        return record if isinstance(record, str) else self._switchboard.instead(party, asked.given("Digits"))

    def callback(self) -> str:
        """Whom nobody took was offered to be rung back; who presses no key for it leaves a message."""
        return self._of_callback(0)

    def number(self) -> str:
        """Of who is to be rung back: they type on which number, or ask to."""
        return self._of_callback(asked.tries())

    def _of_callback(self, tries: int) -> str:
        party, keys = asked.party(), asked.given("Digits")
        record, switchboard = self._going_on(party), self._switchboard
        if isinstance(record, str):
            return record
        if keys == twiml.KEY_FOR_PERSON:
            return switchboard.go_on_waiting(party)
        if tries:
            return switchboard.callbacks.typed(party, keys, tries) or switchboard.to_message(party)
        if keys == twiml.KEY_FOR_CALLBACK and may_be_offered(record):
            return switchboard.callbacks.choose(party)
        if keys == twiml.KEY_FOR_OTHER_NUMBER and may_be_offered(record):
            return switchboard.callbacks.ask_number(party)
        return switchboard.to_message(party)

    def _going_on(self, party: Party) -> CallRecord | str:
        """The call, if we know it and it is not over; else what is answered at once."""
        if asked.call_has_ended():
            return self._over(party)
        record = self._known(party.call_sid)
        if record is None:
            return self._switchboard.to_fallback(party, Reason.LINE_FAILED, self._words(party, "line_failed"))
        return twiml.goodbye() if record.over else record

    def voicemail(self) -> str:
        party, recording = asked.party(), asked.recording_sid()
        known = self._known(party.call_sid) is not None
        self._store.left_voicemail(party.call_sid, recording)  # first of all: the recording's id comes once
        if asked.call_has_ended():
            return self._over(party)
        # Of a call that we know nothing of, the caller was told another number before.
        number = self._store.reference(party.call_sid) if known else ""
        told = ("message_kept" if recording else "no_message", *(("reference",) if known else ()), "goodbye")
        return twiml.goodbye(*(self._words(party, name, number) for name in told))

    def status(self) -> str:
        """Callbacks come late, twice and out of order: only that a call has ended counts, once."""
        party = asked.party()
        return self._over(party) if asked.call_has_ended() else twiml.nothing()

    def _after_lost_stream(self, party: Party, *, began: bool) -> str:
        """Resumed once; a stream that never began as Twilio's do is not tried again."""
        if began and self._readiness.can_take_call() and self._store.resume(party.call_sid, asked.idempotency_token()):
            return self._switchboard.to_assistant(party, resume=True)
        return self._switchboard.to_fallback(party, Reason.LINE_FAILED, self._words(party, "line_failed"))

    def _dialed_unknown(self, party: Party, attempt: int) -> str:
        """An agent's leg of a call that we know nothing of has ended: the caller is there, and may need another."""
        if asked.call_has_ended():
            return self._over(party)
        if asked.given("DialBridged").lower() == "true":
            return twiml.goodbye()
        self._switchboard.fallback_rang(party, after=attempt)
        return self._switchboard.after_attempt(party, attempt, self._words(party, "line_failed"))

    def _takes(self, call: str, attempt: int, *, pressed: bool) -> None:
        """The agent who is being rung takes the call, and pressed 1 for it or was not asked to."""
        if self._store.accept(call, attempt, pressed=pressed, leg=asked.given("CallSid")):
            self._switchboard.room.taken(call)
            self._switchboard.desk.links.take(call, attempt)

    def _let_go(self, record: CallRecord | None, attempt: int) -> str | None:
        """For an agent while one who was rung at the same time has the call; None: nobody has."""
        held = self._store.held(record.call_sid) if record else None
        if held is None or not is_with_another(held.ringing, attempt):
            return None
        words = self._switchboard.whisper.briefing_words(held)
        return twiml.goodbye(*((words.taken,) if words else ()))

    def _look_at_wait(self, record: CallRecord | None) -> None:
        if record is not None:
            self._long_waits.look(record, self._switchboard.rules_of(record.call_sid).limits.person_within_seconds)

    def _over(self, party: Party) -> str:
        self._store.paying.come_back(party.call_sid)
        self._store.over(party.call_sid)
        self._switchboard.room.leave(party.call_sid)
        self._switchboard.desk.links.end(party.call_sid)
        return twiml.nothing()

    def _known(self, call: str) -> CallRecord | None:
        """None: nothing is known, or what is cannot be read now, which proves nothing."""
        try:
            return self._store.call(call)
        except StoreError:
            return None

    def _bridged(self, record: CallRecord) -> bool:
        """Whether agent and caller spoke: an agent's declining or their voicemail is "completed", too."""
        told = asked.given("DialBridged").lower()
        if told:
            return told == "true"
        current = record.dialling
        spoke = current is not None and (current.accepted or not self._switchboard.whisper.presses_to_accept(record))
        return spoke and asked.given("DialCallStatus") in {"completed", "answered"}
