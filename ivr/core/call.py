"""A call: events in, commands out, the caller's audio its clock.

Here stands which part of it is asked about which event; what each of them does is in the part.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import commands, events
from .language import Language
from .look import Look
from .memory import Memory
from .parts.assembly import Parts
from .parts.conduct import Conduct
from .parts.keys_pressed import KeysPressed
from .parts.looked_at import look_at
from .record import Choice, Engine, Prompt, Reason
from .rules import Rules
from .said.playback import Playback, Then
from .states import State
from .words.card import holds_card

_DEAF = {State.STARTING, State.DISCLOSING, State.PAYING, State.TRANSFERRING, State.ENDED}


class CallSession:
    """`receive` takes one event and returns the commands to perform, in order. It raises for no order of events."""

    def __init__(
        self, rules: Rules, language: Language, memory: Memory | None = None, texts: Mapping[str, str] = {}
    ) -> None:
        """`texts` are what the recordings say, by their names."""
        self.parts = self._parts = parts = Parts(rules, language, memory or Memory(), texts)
        self._course, self._hearing, self._floor = parts.course, parts.hearing, parts.floor
        self._answering, self._through = parts.answering, parts.through
        self._conduct = Conduct(parts)
        self._heeds: dict[State, Callable[[], None]] = {
            State.LISTENING: self._listen,
            State.HEARING: self._hear,
            State.THINKING: self._think,
            State.SPEAKING: parts.overhearing.heed,
        }
        self._handlers: dict[type[Any], Callable[[Any], None]] = {
            events.CallStarted: self._on_started,
            events.RoutesClosed: parts.ruling.learn_closed,
            events.QueuesKnown: parts.ruling.learn_queues,
            events.ChoicesKnown: self._on_choices_known,
            events.CameBack: parts.paying.came_back,
            events.BackFromPeople: parts.returning.came_back,
            events.AudioHeard: self._on_audio,
            events.KeyPressed: KeysPressed(parts, self._conduct).on_key,
            events.PlaybackBegan: self._floor.began,
            events.PlaybackStarted: self._floor.started,
            events.PlaybackFinished: self._on_playback_finished,
            events.LookedBack: parts.opening.on_looked_back,
            events.Transcribed: self._on_transcribed,
            events.Parsed: self._on_parsed,
            events.Replied: self._answering.on_replied,
            events.EngineFailed: self._on_engine_failed,
            events.StoodStill: self._on_stood_still,
            events.Helped: self._on_helped,
            events.RecordingFailed: lambda _: parts.consenting.failed(),
            events.LineFailed: lambda _: self._through.line_failed(),
            events.StreamLost: lambda _: self._course.enter(State.ENDED),
            events.CallerHungUp: lambda _: self._course.enter(State.ENDED),
        }

    @classmethod
    def resume(
        cls, rules: Rules, language: Language, journal: Iterable[events.Event], texts: Mapping[str, str] = {}
    ) -> "CallSession":
        """A session that goes on where the events of a lost stream left off."""
        lost = cls(rules, language, texts=texts)
        for event in journal:
            if isinstance(event, events.CameBack | events.BackFromPeople):
                lost = cls(rules, language, lost.memory, texts)
            lost.receive(event)
        return cls(rules, language, lost.memory, texts)

    @property
    def rules(self) -> Rules:
        return self._course.rules

    @property
    def memory(self) -> Memory:
        return self._course.memory

    @property
    def state(self) -> State:
        return self._course.state

    @property
    def heeds_audio(self) -> bool:
        """Whether what the caller says now matters; otherwise no engine is given any of it."""
        return self.state not in _DEAF or self._through.hears_what_follows

    def look(self) -> Look:
        """How the call looks from outside. It changes nothing."""
        return look_at(self._parts)

    def receive(self, event: events.Event) -> list[commands.Command]:
        self._course.take_in()
        if not isinstance(event, events.AudioHeard):  # fifty a second, and no word in them
            event = self.screened(event)
        if self.state is not State.ENDED:
            self._handlers[type(event)](event)
            self._parts.helping.passes_by(may_speak=not self._parts.keys.has_digits and not self._parts.moments.is_on)
        return self._course.commands

    def screened(self, event: events.Event) -> events.Event:
        """The event without our own words, where they came back as an echo, and with no card number in it.

        All of it may be kept.
        """
        if isinstance(event, events.Transcribed) and event.turn == self._hearing.turn.number:
            event = self._parts.voice.screened(event, self._floor.playback)
        return self._parts.guard.screened(self._parts.ruling.screened(event))

    # --- the stream ---

    def _on_started(self, event: events.CallStarted) -> None:
        self.memory.called = event.called or self.memory.called
        if self.state is State.STARTING and Choice.NO_MACHINE in self.memory.choices:
            self._through.let_go_who_opted_out()
        elif self.state is State.STARTING and self._parts.paying.is_over:
            self._parts.paying.tell_how_it_went()
        elif self.state is State.STARTING and self._parts.returning.is_over:
            self._parts.returning.take_up()
        elif self.state is State.STARTING:
            self._parts.opening.begin(resumed=event.resumed)

    def _on_choices_known(self, event: events.ChoicesKnown) -> None:
        """What was chosen on this call stands; who wants no machine is let go wherever the call is."""
        self._parts.choosing.learn(event.choices, remembered=event.remembered)
        if self.state is not State.STARTING:
            self._through.let_go_who_opted_out()

    def _on_stood_still(self, event: events.StoodStill) -> None:
        """Whoever spoke, or waited, meanwhile is told and asked again; what is being said or is due comes anyway."""
        self._floor.stood_still(event.seconds)
        if self.state not in {State.LISTENING, State.HEARING}:
            return
        self._parts.moments.forget()
        self._hearing.forget()
        self._answering.begin_turn()
        self._parts.courtesies.tell(Prompt("sorry_dropped"))

    def _on_helped(self, event: events.Helped) -> None:
        self._parts.helping.wants(event, is_away=self._parts.moments.is_on)

    # --- what is said to the caller ---

    def _watch_playback(self) -> None:
        if self._floor.never_began:
            self._through.give_up_speaking()
        elif playing := self._floor.overdue():
            self._playback_ended(playing)

    def _on_playback_finished(self, event: events.PlaybackFinished) -> None:
        if playing := self._floor.marked(event):
            self._playback_ended(playing)

    def _playback_ended(self, playing: Playback) -> None:
        """All of it was heard."""
        if self.state is State.DISCLOSING:
            self._course.do(self._floor.evidence(playing))
            self._parts.opening.heard()
        elif self.state is State.TRANSFERRING:
            self._through.heard(playing)
        elif self.state is State.PAYING:
            self._parts.paying.leave()
        elif self.state is State.SPEAKING and self._floor.then is Then.HANG_UP:
            if not self._parts.helping.keeps_from_ending():
                self._through.hang_up()
        elif self.state is State.SPEAKING and self._answering.is_due:
            self._answering.go_on()
        elif self.state is State.SPEAKING:
            self._course.enter(State.LISTENING)
            self._parts.moments.lines_ended()

    # --- the caller's audio ---

    def _on_audio(self, event: events.AudioHeard) -> None:
        self.memory.heard_frames += 1
        self._parts.voice.hear(event)
        self._parts.opening.keep(event)
        self._watch_playback()
        if not self.heeds_audio:
            return
        if self.state is State.TRANSFERRING:
            self._through.hear_what_follows(event)
            return
        if self._course.now >= self.rules.limits.call_minutes * 60:
            self._through.transfer(self.rules.fallback_route, Reason.LIMIT_REACHED)
            return
        self._hearing.frame(event)
        self._heeds[self.state]()

    def _listen(self) -> None:
        keys, moments = self._parts.keys, self._parts.moments
        self._answering.settle()
        self._parts.overhearing.end()
        if self._hearing.speech_seconds >= self.rules.timing.shortest_speech_seconds:
            self._parts.overhearing.begin_utterance()
        elif keys.has_digits:
            if keys.pauses and (typed := keys.take()):
                self._conduct.commit_keys(typed)
        elif moments.has_been_silent_for_long:
            if not moments.ask_into_the_silence():
                self._conduct.miss(Reason.NO_INPUT)
        else:
            self._hearing.forget_blip()

    def _hear(self) -> None:
        self._course.do(*self._hearing.listen(self.memory.expects))
        self._conclude()

    def _conclude(self) -> None:
        if over := self._hearing.over(self.memory.expects, self.memory.patience):
            if self._hearing.turn.is_decidable():
                self._conduct.commit(over.why)
            else:
                self._course.enter(State.THINKING)

    def _think(self) -> None:
        timing, speech, answering = self.rules.timing, self._hearing.speech_seconds, self._answering
        if not answering.awaits_reply and self._hearing.caller_goes_on:
            self._course.enter(State.HEARING)
        elif answering.awaits_reply and answering.committed and speech >= timing.go_on_after_seconds:
            answering.take_back(answering.committed)
        elif answering.awaits_reply and speech >= timing.barge_in_after_seconds:
            self._parts.overhearing.begin_utterance()
        elif self._course.seconds_in_state >= timing.engine_deadline_seconds:
            self._through.transfer(self.rules.fallback_route, Reason.ENGINE_FAILED)
        elif self._course.seconds_in_state >= timing.filler_after_seconds:
            answering.put_off()

    # --- words, and their meaning ---

    def _on_transcribed(self, event: events.Transcribed) -> None:
        hearing, turn = self._hearing, self._hearing.turn
        if event.turn == turn.number:
            self._parts.voice.note(event)
        if self.state in {State.TRANSFERRING, State.PAYING}:
            hearing.transcribed(event, 0, ahead=False)
            return
        begun = self.state is State.THINKING and turn.attempted  # its meaning is still awaited
        if (begun or self.state is State.HEARING) and hearing.asked_without_a_pause(event):
            self._conduct.commit("no pause came")
        elif hearing.asked_after_all(event):
            self._conduct.commit_after_all(event)
        else:
            self._take_words(event)

    def _take_words(self, event: events.Transcribed) -> None:
        overhearing = self._parts.overhearing
        self._parts.guard.carry_digits_of_stretch(event)
        heard = self._hearing.turn.awaits(event.turn, event.attempt)
        ahead = not self.memory.expects.binding
        parse = self._hearing.transcribed(event, self.memory.withdrawn_from, ahead=ahead)
        if overhearing.is_on and heard:
            overhearing.conclude()
            if self.state is State.SPEAKING:
                return
        if heard and self.state is State.HEARING and holds_card(event.transcript.text):
            self._conduct.commit("it must not go on")
            return
        self._course.do(*parse)
        self._decide_if_over()

    def _on_parsed(self, event: events.Parsed) -> None:
        self._hearing.parsed(event)
        self._decide_if_over()

    def _on_engine_failed(self, event: events.EngineFailed) -> None:
        if event.engine is Engine.SYNTHESIZER:
            if self._floor.is_preparing:
                self._through.give_up_speaking()
        elif event.engine is Engine.DETECTOR or (self._answering.awaits_reply_to(event.turn) and event.attempt >= 0):
            self._through.give_up_on(Reason.ENGINE_FAILED)
        else:
            self._hearing.failed(event)
            self._decide_if_over()

    def _decide_if_over(self) -> None:
        if self.state is State.HEARING:
            self._conclude()
        elif self.state is State.THINKING and self._hearing.turn.attempted and self._hearing.turn.is_decidable():
            self._conduct.commit("the words came late")
