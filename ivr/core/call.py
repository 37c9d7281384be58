"""A call: events in, commands out, the caller's audio its clock.

What changes its state is here; for a turn, in answering.py and giving_way.py; for what is said, in speaking.py.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import commands, events
from .answering_machine import speaks_for_themselves
from .barge_in import barge_in_of, strictest
from .card import HIDDEN_KEY, holds_card
from .escape import asks_for_person, asks_what_we_are
from .guarding import HUMAN_KEY
from .interruption import Committed
from .memory import Memory
from .record import Engine, Prompt, Reason
from .requests import request_in
from .rules import BargeIn, Rules
from .small_words import asks_to_wait
from .states import State
from .told_to_stop import has_heard_enough
from .typed_answers import TypedAnswers


class CallSession(TypedAnswers):
    """`receive` takes one event and returns the commands to perform, in order. It raises for no order of events."""

    def __init__(self, rules: Rules, memory: Memory | None = None, texts: Mapping[str, str] = {}) -> None:
        super().__init__(rules, memory or Memory(), texts)
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            events.CallStarted: self._on_started,
            events.RoutesClosed: self._on_routes_closed,
            events.AudioHeard: self._on_audio,
            events.KeyPressed: self._on_key,
            events.PlaybackBegan: lambda event: self._speaker.began(event, self._now),
            events.PlaybackStarted: lambda event: self._speaker.started(event, self._now),
            events.PlaybackFinished: self._on_playback_finished,
            events.LookedBack: self._on_looked_back,
            events.Transcribed: self._on_transcribed,
            events.Parsed: self._on_parsed,
            events.Replied: self._on_replied,
            events.EngineFailed: self._on_engine_failed,
            events.StoodStill: self._on_stood_still,
            events.LineFailed: self._on_line_failed,
            events.StreamLost: lambda _: self._enter(State.ENDED),
            events.CallerHungUp: lambda _: self._enter(State.ENDED),
        }

    @classmethod
    def resume(cls, rules: Rules, journal: Iterable[events.Event], texts: Mapping[str, str] = {}) -> "CallSession":
        """A session that goes on where the events of a lost stream left off."""
        lost = cls(rules, texts=texts)
        for event in journal:
            lost.receive(event)
        return cls(rules, lost.memory, texts)

    def receive(self, event: events.Event) -> list[commands.Command]:
        self._commands = []
        event = self.screened(event)
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

    def _on_routes_closed(self, event: events.RoutesClosed) -> None:
        self.memory.closed = event.names

    # --- the caller's audio and keys ---

    def _on_audio(self, event: events.AudioHeard) -> None:
        self.memory.heard_frames += 1
        self._keep(event)
        self._watch_playback()
        if not self.heeds_audio:
            return
        if self.state is State.TRANSFERRING:
            self._hear_what_follows(event)
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
        self._committed, self._overhearing = None, False
        if self._hearing.speech_seconds >= timing.shortest_speech_seconds:
            self._begin_utterance()
        elif self._keypad.has_digits:
            pause = timing.key_pause_seconds * self.memory.patience
            if self._seconds_in_state >= pause and (typed := self._keypad.take()):
                self._commit_keys(typed)
        elif self._has_been_silent_for_long:
            self._ask_into_the_silence()
        else:
            self._hearing.forget_blip()

    def _heed(self) -> None:
        """The caller is heard while the assistant speaks."""
        timing, speech, policy = self.rules.timing, self._hearing.speech_seconds, self._barge_in()
        if unfinished := self._unfinished if policy is BargeIn.SPEECH else None:
            if speech >= timing.go_on_after_seconds:
                self._take_back(unfinished)
                return
        elif policy is BargeIn.SPEECH and speech >= timing.barge_in_after_seconds:
            self._stop_for_caller()
            self._begin_utterance()
            return
        if not unfinished and (self._overhearing or self._is_worth_overhearing(policy)):
            self._overhear()
        else:
            self._hearing.forget_blip()

    @property
    def _unfinished(self) -> Committed | None:
        """The turn that was committed, while so little of the answer was heard that it can be taken back."""
        playing = self._speaker.playback
        sounding = playing.sounding_seconds(self._now) if playing else 0.0
        return self._committed if sounding <= self.rules.timing.take_back_within_seconds else None

    def _is_worth_overhearing(self, policy: BargeIn) -> bool:
        """Whether what was heard may be words that stop the assistant by their meaning: "stop" takes 0.15 s."""
        speech, timing = self._hearing.speech_seconds, self.rules.timing
        if policy is BargeIn.WORDS:
            return speech >= timing.barge_in_after_seconds
        return (
            policy is BargeIn.SPEECH and speech >= timing.shortest_speech_seconds and not self._hearing.caller_goes_on
        )

    def _barge_in(self) -> BargeIn:
        """What stops the lines that are being said: the strictest rule among them, and of the line."""
        return strictest(self._barge_in_of_lines(), self._least_barge_in)

    def _barge_in_of_lines(self) -> BargeIn:
        playing = self._speaker.playback
        return barge_in_of(playing.lines if playing else (), self.rules)

    def _overhear(self) -> None:
        """Speech does not stop this line, but what is said over it is looked at."""
        if not self._overhearing:
            self._overhearing = True
            super()._overhear()
            self._begin_turn()
        self._commands += self._hearing.listen(self.memory.expects)

    def _overheard(self) -> None:
        turn, self._overhearing = self._hearing.turn, False
        self._commands += self._hearing.listen_once_more()
        text = turn.text
        by_rule = asks_for_person(text, self.rules.ways_out.phrases) or asks_what_we_are(text)
        by_rule = by_rule or asks_to_wait(text) or has_heard_enough(text)
        of_us = request_in(text) or (self.memory.machine and speaks_for_themselves(text))
        over_them = self._barge_in_of_lines() is BargeIn.SPEECH and self._says_something
        if by_rule or turn.topic or of_us or over_them:
            self._stop_for_caller()
            self._enter(State.HEARING)
        else:
            self._hearing.forget()

    @property
    def heeds_audio(self) -> bool:
        """Whether what the caller says now matters; otherwise no engine is given any of it."""
        deaf = {State.STARTING, State.DISCLOSING, State.TRANSFERRING, State.ENDED}
        return self.state not in deaf or self.hears_what_follows

    @property
    def _awaits_reply(self) -> bool:
        """Whether this turn was given to the assistant; an earlier one's reply may be on its way besides."""
        return self._asked is not None and self._asked == self._hearing.turn.number

    def _begin_utterance(self) -> None:
        self._overhearing = False
        self._begin_turn()
        self._enter(State.HEARING)

    def _hear(self) -> None:
        self._commands += self._hearing.listen(self.memory.expects)
        self._conclude()

    def _conclude(self) -> None:
        if over := self._hearing.over(self.memory.expects, self.memory.patience):
            if self._hearing.turn.is_decidable():
                self._commit(over.why)
            else:
                self._enter(State.THINKING)

    def _think(self) -> None:
        timing, speech = self.rules.timing, self._hearing.speech_seconds
        if not self._awaits_reply and self._hearing.caller_goes_on:
            self._enter(State.HEARING)
        elif self._awaits_reply and self._committed and speech >= timing.go_on_after_seconds:
            self._take_back(self._committed)
        elif self._awaits_reply and speech >= timing.barge_in_after_seconds:
            self._begin_utterance()
        elif self._seconds_in_state >= timing.engine_deadline_seconds:
            self._transfer(self.rules.fallback_route, Reason.ENGINE_FAILED)
        elif self._seconds_in_state >= timing.filler_after_seconds and not self._said_filler:
            self._said_filler = True
            self._put_off()

    def _on_key(self, event: events.KeyPressed) -> None:
        if self._only_ends_answer(event.key):
            return
        self.memory.typed = self._typed(event.key)
        if self.state is State.TRANSFERRING:
            return
        if event.key == HUMAN_KEY:
            self._transfer(self.rules.ways_out.route, Reason.KEY_PRESSED)
        elif self.state in {State.STARTING, State.DISCLOSING} or self._is_being_done:
            return
        elif event.key != HIDDEN_KEY:
            if not self.memory.typed.goes_beyond:
                self._drop_what_was_going_on()
                self._press(event.key)
        elif not self._refuses_card:
            self._reopen_if_beyond()
            self._drop_what_was_going_on()
            self._keypad.take()
            self._commit_typed_card()

    # --- words ---

    def _on_transcribed(self, event: events.Transcribed) -> None:
        self._note_echo(event)
        if self.state is State.TRANSFERRING:
            self._hearing.transcribed(event, 0, ahead=False)
            return
        begun = self.state is State.THINKING and self._hearing.turn.attempted  # its meaning is still awaited
        if (begun or self.state is State.HEARING) and self._hearing.asked_without_a_pause(event):
            self._commit("no pause came")
            return
        if self._hearing.asked_after_all(event):
            self._commit_after_all(event)
            return
        self._carry_digits_of_stretch(event)
        heard = self._hearing.turn.awaits(event.turn, event.attempt)
        ahead = not self.memory.expects.binding
        parse = self._hearing.transcribed(event, self.memory.withdrawn_from, ahead=ahead)
        if self._overhearing and heard:
            self._overheard()
            if self.state is State.SPEAKING:
                return
        if heard and self.state is State.HEARING and holds_card(event.transcript.text):
            self._commit("it must not go on")
            return
        self._commands += parse
        self._decide_if_over()

    def _commit_after_all(self, event: events.Transcribed) -> None:
        """What was acted on as other words was the wish for a person."""
        self._forget_moment_of(event.turn)
        unfinished = self._unfinished if self.state is not State.LISTENING else None
        if unfinished and self.memory.care is unfinished.before.care:
            self._take_back(unfinished)
        else:  # it was heard, or what an agent must know is in it
            self._stop_for_caller()
            self._begin_turn()
        self._hearing.turn.learn(transcript=event.transcript)
        self._commit("listened to once more")

    def _on_parsed(self, event: events.Parsed) -> None:
        self._hearing.parsed(event)
        self._decide_if_over()

    def _on_engine_failed(self, event: events.EngineFailed) -> None:
        if event.engine is Engine.SYNTHESIZER:
            if self._speaker.is_preparing:
                self._give_up_speaking()
        elif event.engine is Engine.DETECTOR or (event.turn == self._asked and event.attempt >= 0):
            self._give_up_on(Reason.ENGINE_FAILED)
        else:
            self._hearing.failed(event)
            self._decide_if_over()

    def _decide_if_over(self) -> None:
        if self.state is State.HEARING:
            self._conclude()
        elif self.state is State.THINKING and self._hearing.turn.attempted and self._hearing.turn.is_decidable():
            self._commit("the words came late")
