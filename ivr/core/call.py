"""A call: events in, commands out, the caller's audio its clock.

Everything that changes a call's state is here and, for what it says and how it leaves, in speaking.py.
"""

from collections.abc import Callable, Iterable
from typing import Any

from . import commands, events
from .answer import answer
from .hearing import Hearing
from .keypad import Keypad, Typed
from .memory import Memory
from .playback import Saying
from .policy import Decision, Outcome, decide, record_of
from .record import Awaited, Engine, Prompt, Reason, Transcript, Words
from .rules import Rules
from .speaking import Speaking
from .states import State
from .turn import Turn

_HUMAN_KEY = "0"


class CallSession(Speaking):
    """`receive` takes one event and returns the commands to perform, in order. It raises for no order of events."""

    def __init__(self, rules: Rules, memory: Memory | None = None) -> None:
        super().__init__(rules, memory or Memory())
        self._hearing = Hearing(rules, self.memory.turn)
        self._keypad = Keypad()
        self._held: Saying | None = None
        self._asked: int | None = None
        self._said_filler = False
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            events.CallStarted: self._on_started,
            events.AudioHeard: self._on_audio,
            events.KeyPressed: self._on_key,
            events.PlaybackStarted: lambda event: self._speaker.started(event, self._now),
            events.PlaybackFinished: lambda event: self._playback_ended(event.mark),
            events.Transcribed: self._on_transcribed,
            events.Parsed: self._on_parsed,
            events.Replied: self._on_replied,
            events.EngineFailed: self._on_engine_failed,
            events.LineFailed: self._on_line_failed,
            events.StreamLost: lambda _: self._enter(State.ENDED),
            events.CallerHungUp: lambda _: self._enter(State.ENDED),
        }

    @classmethod
    def resume(cls, rules: Rules, journal: Iterable[events.Event]) -> "CallSession":
        """A session that goes on where the events of a lost stream left off."""
        lost = cls(rules)
        for event in journal:
            lost.receive(event)
        return cls(rules, lost.memory)

    def receive(self, event: events.Event) -> list[commands.Command]:
        self._commands = []
        if self.state is not State.ENDED:
            self._handlers[type(event)](event)
        return self._commands

    # --- the stream ---

    def _on_started(self, event: events.CallStarted) -> None:
        if self.state is not State.STARTING:
            return
        said = self.memory.said
        if event.resumed and self.memory.disclosed and said:
            self._speak((Prompt("sorry_dropped"), *said.lines))
            self._enter(State.SPEAKING)
        else:
            self._disclose()

    # --- the caller's audio and keys ---

    def _on_audio(self, event: events.AudioHeard) -> None:
        self.memory.heard_frames += 1
        self._watch_playback()
        if not self.heeds_audio:
            return
        if self._now >= self.rules.limits.call_minutes * 60:
            self._transfer(self.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        self._hearing.frame(event)
        {
            State.LISTENING: self._listen,
            State.HEARING: self._hear,
            State.THINKING: self._think,
            State.SPEAKING: self._heed,
        }[self.state]()

    def _listen(self) -> None:
        timing = self.rules.timing
        if self._hearing.speech_seconds >= timing.shortest_speech_seconds:
            self._keypad.take()
            self._begin_utterance()
        elif self._keypad.has_digits:
            if self._seconds_in_state >= timing.key_pause_seconds and (typed := self._keypad.take()):
                self._commit_keys(typed)
        elif self._seconds_in_state >= timing.no_input_after_seconds:
            self._miss(Reason.NO_INPUT)
        else:
            self._hearing.forget_blip()

    def _heed(self) -> None:
        if self._hearing.speech_seconds < self.rules.timing.barge_in_after_seconds:
            self._hearing.forget_blip()
            return
        self._held = self.memory.said
        self._commands += self._speaker.stop()
        self._begin_utterance()

    @property
    def heeds_audio(self) -> bool:
        """Whether what the caller says now matters; before, no engine is given any of it."""
        return self.state not in {State.STARTING, State.DISCLOSING, State.TRANSFERRING, State.ENDED}

    @property
    def _awaits_reply(self) -> bool:
        """Whether this turn was given to the assistant; an earlier one's reply may be on its way besides."""
        return self._asked is not None and self._asked == self._hearing.turn.number

    def _begin_utterance(self) -> None:
        self._begin_turn()
        self._enter(State.HEARING)

    def _begin_turn(self) -> None:
        self.memory.turn += 1
        self._hearing.turn = Turn(self.memory.turn)
        self._said_filler = False

    def _hear(self) -> None:
        if attempt := self._hearing.attempt(self.memory.expects):
            self._commands.append(attempt)
        if over := self._hearing.over(self.memory.expects):
            if self._hearing.turn.is_decidable():
                self._commit(over.why)
            else:
                self._enter(State.THINKING)

    def _think(self) -> None:
        timing = self.rules.timing
        if not self._awaits_reply and self._hearing.caller_goes_on:
            self._enter(State.HEARING)
        elif self._awaits_reply and self._hearing.speech_seconds >= timing.barge_in_after_seconds:
            self._begin_utterance()
        elif self._seconds_in_state >= timing.engine_deadline_seconds:
            self._transfer(self.rules.fallback_route, Reason.ENGINE_FAILED)
        elif self._seconds_in_state >= timing.filler_after_seconds and not self._said_filler:
            self._said_filler = True
            self._speak((Prompt("one_moment"),))

    def _on_key(self, event: events.KeyPressed) -> None:
        if self.state is State.TRANSFERRING:
            return
        if event.key == _HUMAN_KEY:
            self._transfer(self.rules.ways_out.route, Reason.KEY_PRESSED)
        elif self.state not in {State.STARTING, State.DISCLOSING}:
            self._drop_what_was_going_on()
            self._press(event.key)

    def _drop_what_was_going_on(self) -> None:
        self._commands += self._speaker.stop()
        self._hearing.forget()
        self._asked = self._held = None
        if self.state is not State.LISTENING:
            self._enter(State.LISTENING)
        self._entered_at = self._now

    def _press(self, key: str) -> None:
        expects = self.memory.expects
        if key == "*" and expects.kind is not Awaited.DIGITS:
            self._say_again()
            return
        try:
            typed = self._keypad.press(key, expects, self.rules)
        except KeyError:
            self._miss(Reason.LOW_CONFIDENCE)
        else:
            if typed:
                self._commit_keys(typed)

    # --- turns ---

    def _on_transcribed(self, event: events.Transcribed) -> None:
        if parse := self._hearing.transcribed(event):
            self._commands.append(parse)
        self._decide_if_over()

    def _on_parsed(self, event: events.Parsed) -> None:
        self._hearing.parsed(event)
        self._decide_if_over()

    def _decide_if_over(self) -> None:
        if self.state is State.THINKING and not self._awaits_reply and self._hearing.turn.is_decidable():
            self._commit("the words came late")

    def _commit(self, why: str) -> None:
        turn, expects = self._hearing.turn, self.memory.expects
        decision = decide(turn, expects, self.rules)
        self._commands.append(record_of(self._hearing, decision, why))
        self._hearing.forget()
        turn.attempted = False
        text = turn.transcript.text if turn.transcript else ""
        intent = turn.understanding.intent if turn.understanding else None
        if expects.kind is Awaited.FREE and decision.reason is not Reason.CALLER_ASKED:
            self.memory.note_wish(intent, text)
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

    def _carry_out(self, decision: Decision, text: str) -> None:
        if decision.outcome is Outcome.ASK:
            self._ask(text)
        elif decision.outcome is Outcome.MISS:
            self._miss(Reason.LOW_CONFIDENCE)
        elif decision.outcome is Outcome.NOTHING_SAID:
            self._nothing_said()
        elif decision.outcome is Outcome.TELL_WHAT_WE_ARE:
            self._speak((Prompt("robot_answer"), *self._question()))
            self._enter(State.SPEAKING)
        else:
            self._transfer(decision.route, decision.reason or Reason.ENGINE_FAILED)

    def _ask(self, text: str) -> None:
        self.memory.misses_in_a_row = 0
        self._held = None
        self._asked = self._hearing.turn.number
        if self._asked > self.rules.limits.turns:
            self._transfer(self.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        self._commands.append(commands.Ask(self._asked, text))
        self._enter(State.THINKING)

    def _on_replied(self, event: events.Replied) -> None:
        if event.turn != self._asked or self.state is State.TRANSFERRING:
            return
        self._asked = None
        reply = event.reply
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
            self._held = saying

    def _on_engine_failed(self, event: events.EngineFailed) -> None:
        if event.engine is Engine.SYNTHESIZER:
            if self._speaker.is_preparing:
                self._give_up_speaking()
        elif event.engine is Engine.DETECTOR or event.turn == self._asked:
            self._give_up_on(Reason.ENGINE_FAILED)
        else:
            self._hearing.failed(event)
            self._decide_if_over()

    def _nothing_said(self) -> None:
        if self._held is None and self._asked is None:
            self._miss(Reason.LOW_CONFIDENCE)
            return
        held, self._held = self._held, None
        self.memory.misses_in_call += 1
        if self.memory.misses_in_call >= self.rules.thresholds.misses_in_a_call:
            self._transfer(self.rules.fallback_route, Reason.LOW_CONFIDENCE)
        elif held:
            self._say(held)
        else:
            self._enter(State.THINKING)

    def _miss(self, reason: Reason) -> None:
        memory, limits = self.memory, self.rules.thresholds
        memory.misses_in_a_row += 1
        memory.misses_in_call += 1
        if memory.misses_in_a_row >= limits.misses_in_a_row or memory.misses_in_call >= limits.misses_in_a_call:
            self._transfer(self.rules.fallback_route, reason)
            return
        kind = "no_input" if reason is Reason.NO_INPUT else "no_match"
        self._speak((Prompt(f"{kind}_{min(memory.misses_in_a_row, 2)}"), *self._question()))
        self._enter(State.SPEAKING)
