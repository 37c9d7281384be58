"""The deciding half of a call: a turn is committed, acted on, answered, and taken back when the caller goes on."""

from dataclasses import replace

from . import commands, events
from .answer import answer
from .card import CARD, HIDDEN_KEY, TypedDigits, carried, holds_card, redacted, without_numbers
from .hearing import Hearing
from .interruption import Committed, Held, Withdrawn, stopped
from .keypad import Typed
from .memory import Memory
from .policy import Circumstances, Decision, Outcome, decide, record_of
from .record import Awaited, Line, Prompt, Reason, Reply, Transcript, Words
from .rules import Rules
from .speaking import Speaking
from .states import State

_WISHES = {Outcome.ASK, Outcome.TRANSFER, Outcome.MISS}
_LASTING = {Outcome.TRANSFER, Outcome.WAIT, Outcome.GO_ON, Outcome.CARD_NUMBER}
"""What is done at once or does nothing: there is nothing to take back."""

HUMAN_KEY = "0"
CARD_REFUSED = "card_number"
"""The prompt that stops a caller who gives a card number; after it was said twice, a person takes the call."""
_CARD_REFUSALS = 2


class Answering(Speaking):
    """What becomes of a turn that is over; who heard it is in call.py."""

    def __init__(self, rules: Rules, memory: Memory) -> None:
        super().__init__(rules, memory)
        self._hearing = Hearing(rules, self.memory.turn)
        self._held: Held | None = None
        self._committed: Committed | None = None
        self._withdrawn: Withdrawn | None = None
        self._asked: int | None = None
        self._kept_reply: Reply | None = None
        """To a turn that was taken back: it counts if nothing more was said."""
        self._said_filler = False

    def screened(self, event: events.Event) -> events.Event:
        """The event with no card number in it: all of it that may be kept, and that this session takes in."""
        memory = self.memory
        if isinstance(event, events.Transcribed):
            text = redacted(event.transcript.text, memory.expects, memory.digits_before, goes_on=memory.card_may_go_on)
            if event.attempt < 0 and not holds_card(text):
                text = without_numbers(text)
            return replace(event, transcript=replace(event.transcript, text=text))
        if isinstance(event, events.KeyPressed) and self._typed(event.key).is_card and event.key != HUMAN_KEY:
            return events.KeyPressed(HIDDEN_KEY)
        return event

    def _typed(self, key: str) -> TypedDigits:
        """What was typed with this key."""
        return self.memory.typed.after(key, self._now, self.rules.timing.key_pause_seconds, self.memory.expects)

    def _begin_turn(self) -> None:
        self.memory.turn += 1
        self._hearing.begin(self.memory.turn)
        self._said_filler = False
        self._committed = self._withdrawn = None

    # --- a turn that is over ---

    def _commit(self, why: str) -> None:
        turn, expects = self._hearing.turn, self.memory.expects
        around = Circumstances(expects, self._has_more_to_say, self.memory.keys_offered)
        decision = decide(turn, around, self.rules)
        record = record_of(self._hearing, decision, why)
        self._commands.append(record)
        too_long = self._hearing.is_too_long
        stretch, before = self._hearing.set_aside(), self.memory.snapshot()
        turn.attempted = False
        text = turn.transcript.text if turn.transcript else ""
        intent = turn.understanding.intent if turn.understanding else None
        if expects.kind is Awaited.FREE and decision.outcome in _WISHES and decision.reason is not Reason.CALLER_ASKED:
            self.memory.note_wish(intent, text)
        self.memory.digits_before = carried(text, self.memory.digits_before, expects)
        lasting = too_long or expects.binding or decision.outcome in _LASTING
        self._committed = None if lasting else Committed(record, stretch, before)
        self._carry_out(decision, text)

    def _commit_keys(self, typed: Typed) -> None:
        self._begin_turn()
        rule = self.rules.transfer_rule_for(typed.intent, 1.0) if typed.intent else None
        route, reason = (rule.route, Reason.TRANSFER_RULE) if rule else ("", None)
        decision = Decision(Outcome.TRANSFER if rule else Outcome.ASK, "typed", route, reason)
        self._hearing.turn.transcript = Transcript(typed.text, 1.0, self.rules.language)
        self._commands.append(record_of(self._hearing, decision, "keys", typed.intent))
        if typed.intent and self.memory.expects.kind is Awaited.FREE:
            self.memory.note_wish(typed.intent, "")
        self._carry_out(decision, typed.text)

    def _commit_typed_card(self) -> None:
        self._begin_turn()
        self._hearing.turn.transcript = Transcript(CARD, 1.0, self.rules.language)
        decision = Decision(Outcome.CARD_NUMBER, "a card number was typed")
        self._commands.append(record_of(self._hearing, decision, "keys"))
        self._carry_out(decision, CARD)

    def _carry_out(self, decision: Decision, text: str) -> None:
        match decision.outcome:
            case Outcome.ASK:
                self._ask(text)
            case Outcome.MISS:
                self._miss(Reason.LOW_CONFIDENCE)
            case Outcome.NOTHING_SAID:
                self._nothing_said()
            case Outcome.WAIT:
                self._held = self._kept_reply = self._asked = None
                self._enter(State.LISTENING)
            case Outcome.GO_ON:
                self._go_on()
            case Outcome.OFFER_KEYS:
                self.memory.keys_offered = True
                self._speak((Prompt("keys_hint"),))
                self._enter(State.SPEAKING)
            case Outcome.CARD_NUMBER:
                self._refuse_card()
            case Outcome.TELL_WHAT_WE_ARE:
                self._held = None
                self._speak((Prompt("robot_answer"), *self._question()))
                self._enter(State.SPEAKING)
            case _:
                reason = decision.reason or Reason.ENGINE_FAILED
                self._transfer(decision.route, reason, self._apology(reason))

    def _refuse_card(self) -> None:
        self.memory.note_card()
        self._held = self._kept_reply = self._asked = None
        if self.memory.cards > _CARD_REFUSALS:
            self._transfer(self.rules.fallback_route, Reason.CARD_NUMBER)
            return
        self._speak((Prompt(CARD_REFUSED), *self._question()))
        self._enter(State.SPEAKING)

    def _apology(self, reason: Reason) -> tuple[Line, ...]:
        """In the caller's own language, where it was recorded; else the usual line."""
        words = self._hearing.turn.transcript
        if reason is Reason.OTHER_LANGUAGE and words and (name := self.rules.other_languages.get(words.language)):
            return (Prompt(name),)
        return ()

    # --- what the assistant is asked and says ---

    def _ask(self, text: str) -> None:
        self.memory.misses_in_a_row = 0
        self._held = self._kept_reply = None
        self._asked = self._hearing.turn.number
        if self._asked > self.rules.limits.turns:
            self._transfer(self.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        self._commands.append(commands.Ask(self._asked, text, self.memory.withdrawn_from))
        self.memory.withdrawn_from = 0
        self._enter(State.THINKING)

    def _on_replied(self, event: events.Replied) -> None:
        if event.turn != self._asked or self.state is State.TRANSFERRING:
            return
        self._asked = None
        if self._withdrawn and self.state is not State.THINKING:
            self._kept_reply = event.reply
        else:
            self._deliver(event.reply)

    def _deliver(self, reply: Reply) -> None:
        if reply.transfer_route is not None:
            known = reply.transfer_route in self.rules.routes
            route = reply.transfer_route if known else self.rules.fallback_route
            self._transfer(route, Reason.ASSISTANT_DECIDED, tuple(Words(text) for text in reply.texts))
            return
        saying = answer(reply, self.memory)
        self.memory.answered += 1
        if self.state is State.THINKING:
            self._say(saying)
        else:
            self._held = Held(saying)

    @property
    def _has_more_to_say(self) -> bool:
        """Whether something was being said, or is about to be, that the caller began to speak over."""
        return self._held is not None or self._kept_reply is not None or self._asked is not None

    def _nothing_said(self) -> None:
        if not self._has_more_to_say:
            self._miss(Reason.LOW_CONFIDENCE)
            return
        self._reinstate()
        self.memory.misses_in_call += 1
        if self.memory.misses_in_call >= self.rules.thresholds.misses_in_a_call:
            self._transfer(self.rules.fallback_route, Reason.LOW_CONFIDENCE)
        else:
            self._go_on()

    def _miss(self, reason: Reason) -> None:
        memory, limits = self.memory, self.rules.thresholds
        self._held = None
        memory.misses_in_a_row += 1
        memory.misses_in_call += 1
        if memory.misses_in_a_row >= limits.misses_in_a_row or memory.misses_in_call >= limits.misses_in_a_call:
            self._transfer(self.rules.fallback_route, reason)
            return
        kind = "no_input" if reason is Reason.NO_INPUT else "no_match"
        self._speak((Prompt(f"{kind}_{min(memory.misses_in_a_row, 2)}"), *self._question()))
        self._enter(State.SPEAKING)

    # --- a caller who begins to speak, and goes on ---

    def _stop_for_caller(self) -> None:
        """The caller speaks over the assistant, which falls silent; what it was saying is kept for a false start."""
        playing = self._speaker.playback
        if playing and self.state is State.SPEAKING:  # "one moment" is not worth saying again
            self._held = stopped(playing, self.memory.expects, self._then, self._now)
        self._hush()

    def _reinstate(self) -> None:
        """A turn was taken back for nothing: it counts after all."""
        if self._withdrawn is not None:
            self.memory.restore(self._withdrawn.after)
            self.memory.withdrawn_from = self._withdrawn.after.withdrawn_from
            self._withdrawn = None

    def _go_on(self) -> None:
        """It was a false start: say what was held, from where it was stopped, or await the reply that is on its way."""
        self._reinstate()
        held, self._held = self._held, None
        reply, self._kept_reply = self._kept_reply, None
        if held is None or not held.begun:
            self._enter(State.THINKING)
        if held is not None and held.begun:
            self._speak(held.saying.lines, held.saying.then, held.skip_seconds)
            self._enter(State.SPEAKING)
        elif held is not None:
            self._say(held.saying)
        elif reply is not None:
            self._deliver(reply)

    def _take_back(self, committed: Committed) -> None:
        """The caller had not finished: the turn becomes the beginning of another, and nothing of it was said."""
        after = self.memory.snapshot()
        self._stop_for_caller()
        self._commands.append(commands.TakeBack(committed.record.turn))
        self._commands.append(
            replace(committed.record, outcome=Outcome.TAKEN_BACK, why=f"{committed.record.why}; the caller went on")
        )
        self.memory.restore(committed.before)
        if committed.record.outcome == Outcome.ASK:
            self.memory.withdrawn_from = after.withdrawn_from or committed.record.turn
        self._begin_turn()
        self._hearing.go_on(self.memory.turn, committed)
        self._withdrawn = Withdrawn(after)
        self._enter(State.HEARING)
