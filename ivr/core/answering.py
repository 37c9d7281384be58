"""The deciding half of a call: a turn is committed, acted on, answered, and taken back when the caller goes on."""

from dataclasses import replace

from . import commands, events
from .answer import answer
from .answering_machine import machine_evidence
from .card import carried
from .expects import fits
from .frustration import Heard
from .giving_way import GivingWay
from .hearing import Hearing
from .interruption import Committed, Held, Withdrawn, stopped
from .keypad import Typed
from .memory import Memory
from .playback import Saying, Then
from .policy import Circumstances, Decision, Outcome, after_safety_question, decide, names_a_place, record_of, ticket_of
from .record import FREE, Awaited, Expects, Line, Prompt, Reason, Reply, Transcript, Words
from .rules import Rules
from .small_words import is_backchannel
from .states import State
from .steps import Step
from .turn import Turn

_WISHES = {Outcome.ASK, Outcome.ASK_IF_SAFE, Outcome.TRANSFER, Outcome.MISS}
_LASTING = {Outcome.TRANSFER, Outcome.WAIT, Outcome.GO_ON, Outcome.MACHINE, Outcome.CARD_NUMBER}
"""What is done at once or does nothing: there is nothing to take back."""
BY_RULE = {Reason.TRANSFER_RULE, Reason.SENSITIVE_TOPIC}
"""Transfers that follow from what the caller said: all of it is for the agent."""
_MISSES = {Outcome.MISS, Outcome.NOTHING_SAID}
_NO_FAILURE = {"repeat", "help"}
"""Intents by which a caller does not fail to answer a question, beside those on the menu."""


class Answering(GivingWay):
    """What becomes of a turn that is over; who heard it is in call.py."""

    def __init__(self, rules: Rules, memory: Memory) -> None:
        super().__init__(rules, memory)
        self._hearing = Hearing(rules, self.memory.turn)
        self._committed: Committed | None = None
        self._withdrawn: Withdrawn | None = None
        self._asked: int | None = None
        self._kept_reply: Reply | None = None
        """To a turn that was taken back: it counts if nothing more was said."""
        self._said_filler = False
        self._ticket_turn: int | None = None

    def _begin_turn(self) -> None:
        self.memory.turn += 1
        self._hearing.begin(self.memory.turn, words_suffice=self.memory.asked_if_safe)
        self._said_filler = False
        self._committed = self._withdrawn = None

    # --- a turn that is over ---

    def _commit(self, why: str) -> None:
        self._hearing.recall_wish()
        turn, memory = self._hearing.turn, self.memory
        text, expects = turn.text, memory.expects
        before, heard = memory.snapshot(), self._heard()
        evidence = machine_evidence(heard.text)
        memory.machine = memory.machine + evidence if evidence else 0
        around = Circumstances(
            expects, self._has_more_to_say, memory.keys_offered, memory.asked_if_safe, memory.machine
        )
        decision = self._heed_frustration(heard, self._judged(decide(turn, around, self.rules)))
        memory.repetition = memory.repetition.heard(digressed=self._digressed())
        record = record_of(self._hearing, decision, why)
        self._commands.append(record)
        too_long = self._hearing.is_too_long
        if decision.outcome is not Outcome.TRANSFER:
            self._commands += self._hearing.listen_once_more()
        stretch = self._hearing.set_aside()
        turn.attempted = False
        intent = None if decision.care else self._sure_intent(turn)
        if expects.kind is Awaited.FREE and decision.outcome in _WISHES and decision.reason is not Reason.CALLER_ASKED:
            memory.note_wish(intent, turn.wish)
        elif (decision.reason in BY_RULE or names_a_place(decision, turn.text)) and turn.wish not in memory.wish:
            memory.add_to_wish(turn.wish)
        memory.digits_before = carried(text, memory.digits_before, expects)
        for_nothing = decision.outcome is Outcome.NOTHING_SAID and around.stopped
        lasting = too_long or expects.binding or for_nothing or decision.outcome in _LASTING
        self._committed = None if lasting else Committed(record, stretch, before, dict(turn.stretches), turn.told)
        self._carry_out(decision, turn.wish)

    def _judged(self, decision: Decision) -> Decision:
        """The decision as it stands where the caller may have been speaking to somebody else."""
        return decision

    def _commit_keys(self, typed: Typed) -> None:
        self._begin_turn()
        rule = self.rules.transfer_rule_for(typed.intent, 1.0) if typed.intent else None
        route, reason = (rule.route, Reason.TRANSFER_RULE) if rule else ("", None)
        outcome = Outcome.TRANSFER if rule else Outcome.ASK
        ticket = ticket_of(rule.tickets, typed.text) if rule else None
        decision = Decision(outcome, "typed", route, reason, ticket=ticket)
        if self.memory.asked_if_safe:
            decision = after_safety_question(self.rules, safe=typed.intent == "affirm")
        self.memory.repetition = self.memory.repetition.heard(digressed=self._is_elsewhere(typed.intent), typed=True)
        self._hearing.turn.transcript = Transcript(typed.text, 1.0, self.rules.language)
        self._commands.append(record_of(self._hearing, decision, "keys", typed.intent))
        if typed.intent and self.memory.expects.kind is Awaited.FREE:
            self.memory.note_wish(typed.intent, "")
        self._carry_out(decision, typed.text)

    def _carry_out(self, decision: Decision, text: str) -> None:
        self.memory.care = decision.care or self.memory.care
        match decision.outcome:
            case Outcome.ASK:
                self._ask(text)
            case Outcome.MISS:
                self._miss(Reason.LOW_CONFIDENCE)
            case Outcome.NOTHING_SAID:
                self._nothing_said()
            case Outcome.GO_ON:
                self._go_on()
            case Outcome.OFFER_KEYS:
                self.memory.keys_offered = True
                self._speak((Prompt("keys_hint"),))
                self._enter(State.SPEAKING)
            case Outcome.MACHINE:
                self._drop_answers()
                self._speak((Prompt("machine_goodbye"),), Then.HANG_UP)
                self._enter(State.SPEAKING)
            case Outcome.ASK_IF_SAFE:
                self._ask_if_safe(decision.lines)
            case _:
                reason = decision.reason or Reason.ENGINE_FAILED
                self._transfer(decision.route, reason, decision.lines or self._apology(reason))
                if decision.ticket:
                    self._have_written_down(decision.ticket)

    def _heard(self) -> Heard:
        """What of this turn bears on the caller's patience; nothing when we are unsure of the words."""
        turn = self._hearing.turn
        text = turn.text
        sure = turn.transcript is not None and turn.transcript.confidence >= self.rules.thresholds.transcript
        is_wish = self.memory.expects.kind is Awaited.FREE and not is_backchannel(text, FREE)
        wished = self._sure_intent(turn) if is_wish else None
        intent = wished if wished and wished not in _NO_FAILURE else ""
        awaited = fits(self.memory.expects, text) or bool(turn.understanding and turn.understanding.answers)
        over = self._held is not None and self._held.begun and self._withdrawn is None and not awaited
        return Heard(text, intent, over, awaited) if sure else Heard("")

    def _digressed(self) -> bool:
        """Whether the caller, instead of answering, asked for something else that we are sure of."""
        turn = self._hearing.turn
        return turn.request is not None or self._is_elsewhere(self._sure_intent(turn))

    def _sure_intent(self, turn: Turn) -> str | None:
        known = turn.understanding
        return known.intent if known and known.confidence >= self.rules.thresholds.intent else None

    def _is_elsewhere(self, intent: str | None) -> bool:
        return intent in _NO_FAILURE or (intent in self.rules.menu.values() and intent != self.memory.intent)

    def _apology(self, reason: Reason) -> tuple[Line, ...]:
        """In the caller's own language, where it was recorded; else the usual line."""
        words = self._hearing.turn.transcript
        if reason is Reason.OTHER_LANGUAGE and words and (name := self.rules.other_languages.get(words.language)):
            return (Prompt(name),)
        return ()

    # --- what the assistant is asked and says ---

    def _ask_if_safe(self, lines: tuple[Line, ...]) -> None:
        self.memory.asked_if_safe = True
        self._drop_answers()
        self._say(Saying(lines, Expects(Awaited.YES_NO)))

    def _miss(self, reason: Reason) -> None:
        if self.memory.asked_if_safe:
            self._held = None
            self._carry_out(after_safety_question(self.rules, safe=False), "")
        else:
            super()._miss(reason)

    def _ask(self, text: str) -> None:
        self.memory.misses_in_a_row = self.memory.misses_taken_back = 0
        self._held = self._kept_reply = None
        self._asked = self._hearing.turn.number
        if self._asked > self.rules.limits.turns:
            self._transfer(self.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        self.memory.steps += (Step(self._asked, self.memory.said),)
        self._commands.append(commands.Ask(self._asked, text, self.memory.withdrawn_from))
        self.memory.withdrawn_from = 0
        self._enter(State.THINKING)

    def _have_written_down(self, said: str) -> None:
        """While the caller is told where they go. Nobody waits for it: a person comes whether it succeeds or not."""
        self._ticket_turn = self._hearing.turn.number
        self._commands.append(commands.Ask(self._ticket_turn, said, self.memory.withdrawn_from))
        self.memory.withdrawn_from = 0

    def _on_replied(self, event: events.Replied) -> None:
        if event.turn == self._ticket_turn and event.reply.transfer_route is not None:
            self._last_words = tuple(Words(text) for text in event.reply.texts[:-1])  # the last says where they go
        if event.turn != self._asked or self.state is State.TRANSFERRING:
            return
        self._asked = None
        if self._withdrawn and self.state is not State.THINKING:
            self._kept_reply = event.reply
        else:
            self._deliver(event.reply)

    def _deliver(self, reply: Reply) -> None:
        self.memory.given = reply.given
        if reply.transfer_route is not None:
            known = reply.transfer_route in self.rules.routes
            route = reply.transfer_route if known else self.rules.fallback_route
            self._transfer(route, Reason.ASSISTANT_DECIDED, tuple(Words(text) for text in reply.texts))
            return
        saying = answer(reply, self.memory)
        self.memory.answered += 1
        if reply.repeat:
            self.memory.steps = self.memory.steps[:-1]
        if self.state is State.THINKING and reply.repeat:
            self._say_again()
        elif self.state is State.THINKING:
            self._say(saying)
        else:
            self._held = Held(saying, asked_for=reply.repeat)

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
        if self.memory.is_missed_too_often(self.rules.thresholds.misses_in_a_call):
            self._transfer(self.rules.fallback_route, Reason.LOW_CONFIDENCE)
        else:
            self._go_on()

    def _drop_answers(self) -> None:
        """Whatever waits to be said, or is awaited of the dialogue, is no longer wanted."""
        self._held = self._kept_reply = self._asked = None

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
            self._restore(self._withdrawn.after)
            self.memory.withdrawn_from = self._withdrawn.after.withdrawn_from
            self.memory.misses_taken_back = 0
            self._withdrawn = None

    def _go_on(self) -> None:
        """It was a false start: say what was held, from where it was stopped, or await the reply that is on its way."""
        if not self._has_more_to_say and self._withdrawn is None:
            self._enter(State.LISTENING)  # nothing was said, and nothing is to be said
            return
        self._reinstate()
        held, self._held = self._held, None
        reply, self._kept_reply = self._kept_reply, None
        if held is None or not held.begun:
            self._enter(State.THINKING)
        if held is not None and held.begun:
            self._speak(held.saying.lines, held.saying.then, held.skip_seconds)
            self._enter(State.SPEAKING)
        elif held is not None:
            self._say(held.saying, asked_for=held.asked_for)
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
        self._restore(committed.before)
        self.memory.misses_taken_back += committed.record.outcome in _MISSES
        if committed.record.outcome == Outcome.ASK:
            self.memory.withdrawn_from = after.withdrawn_from or committed.record.turn
        else:
            self.memory.withdrawn_from = committed.before.withdrawn_from
        self._begin_turn()
        self._hearing.go_on(self.memory.turn, committed)
        self._withdrawn = Withdrawn(after)
        self._enter(State.HEARING)
