"""The listening side of a call: one utterance at a time, its attempts at words, and whether the caller has finished."""

from dataclasses import replace

from . import commands, events
from .card import holds_card
from .care import ignored_topics
from .completion import Completion, Evidence, completion
from .endpointer import Endpointer, Stretch
from .escape import asks_for_person
from .interruption import Committed
from .record import Expects, Topic, Transcript
from .rules import Rules
from .topics import is_surely_emergency
from .turn import Turn

_LOOK_SECONDS = 1.1
"""Of speech without a gap, before it is looked at, and again."""
_LOOK_AGAIN_SECONDS = 0.4
"""At the soonest, where words end: two looks so near to each other would hear the same."""
_LOOKED_AT_SECONDS = 2.8
"""So that "I want to talk to a human" is whole in one look: it takes 1.4 s, and looks are 1.1 s apart or more."""
_BLIP_SECONDS = 0.5
"""Silence after which a sound too short to be a word is forgotten."""


class Hearing:
    def __init__(self, rules: Rules, turn: int) -> None:
        self._timing = rules.timing
        self._vocabulary = rules.vocabulary
        self._ways_out = rules.ways_out.phrases
        self._endpointer = Endpointer(rules.thresholds.speech)
        self._ignored = ignored_topics(rules)
        self.turn = self._new_turn(turn)

    @property
    def speech_seconds(self) -> float:
        return self._endpointer.speech_seconds

    @property
    def silence_seconds(self) -> float:
        return self._endpointer.silence_seconds

    @property
    def caller_goes_on(self) -> bool:
        """Whether the caller is speaking now and may speak on."""
        return self._endpointer.is_speaking and not self.is_too_long

    @property
    def is_too_long(self) -> bool:
        return self._endpointer.utterance_seconds >= self._timing.longest_speech_seconds

    def frame(self, event: events.AudioHeard) -> None:
        self._endpointer.hear(event.pcm, event.speech)

    def _new_turn(self, number: int, earlier: str = "", *, words_suffice: bool = False) -> Turn:
        return Turn(number, earlier, self._ignored, words_suffice, ways_out=self._ways_out)

    def begin(self, number: int, *, words_suffice: bool = False) -> None:
        self.turn = self._new_turn(number, words_suffice=words_suffice)

    def go_on(self, number: int, committed: Committed) -> None:
        """The caller has not finished: what was committed is the beginning of this turn."""
        self.turn = self._new_turn(number, committed.record.transcript.text)
        self._endpointer.put_before(committed.stretch)

    def set_aside(self) -> Stretch:
        """The utterance that was committed; what is heard from here on is another."""
        stretch = self._endpointer.stretch()
        self._endpointer.reset()
        return stretch

    def forget(self) -> None:
        self._endpointer.reset()

    def forget_blip(self) -> None:
        if self._endpointer.silence_seconds >= _BLIP_SECONDS:
            self._endpointer.reset()

    def listen(self, expects: Expects) -> list[commands.Command]:
        """The next attempt at words once the caller pauses, before the turn is known to be over."""
        if self.caller_goes_on:
            return [*self._withdrawn(), *self._look(expects)]
        # Where there was no pause for long, most pauses are none: to begin at once would keep the model from others.
        soon = self._timing.speculate_after_seconds * (2 if self.turn.looks else 1)
        pauses = self.is_too_long or self._endpointer.silence_seconds >= soon
        if self.turn.attempted or not pauses:
            return []
        self.turn.expects = expects
        number = self.turn.begin_attempt()
        hinted = replace(expects, words=(*expects.words, *self._vocabulary))
        return [commands.Transcribe(self.turn.number, number, self._endpointer.pcm(), hinted)]

    def _look(self, expects: Expects) -> list[commands.Command]:
        """Where noise or other voices leave no pause, "human" must be heard all the same.

        After one look the line is known for such: every beginning of a pause is then the end of somebody's words.
        """
        heard = self._endpointer.utterance_seconds
        since = heard - self.turn.looked_at_seconds
        unbroken = min(self._endpointer.unbroken_seconds, since) >= _LOOK_SECONDS
        paused = self.turn.looks > 0 and self.turn.went_on and since >= _LOOK_AGAIN_SECONDS
        if self.turn.is_looking or not (unbroken or paused):
            return []
        pcm = self._endpointer.latest_pcm(_LOOKED_AT_SECONDS)
        return [commands.Transcribe(self.turn.number, self.turn.look(heard), pcm, expects)]

    def asked_without_a_pause(self, event: events.Transcribed) -> bool:
        """Whether a look at unbroken speech found what cannot wait for a pause: the words are then the turn's."""
        text = event.transcript.text
        if not self.turn.is_look(event.turn, event.attempt):
            return False
        pressing = holds_card(text) or asks_for_person(text, self._ways_out) or is_surely_emergency(text)
        if not pressing:
            return False
        self.turn.learn(transcript=event.transcript)
        return True

    def over(self, expects: Expects, patience: float = 1.0) -> Completion | None:
        """Why the turn is over, or None while the caller may still go on; `patience` times as long if unsure of it."""
        if self.caller_goes_on:
            return None
        wait = self._wait(expects)
        unsure = wait.after_seconds > self._timing.complete_after_seconds
        after = wait.after_seconds * patience if unsure else wait.after_seconds
        return wait if self.is_too_long or self._endpointer.silence_seconds >= after else None

    def transcribed(self, event: events.Transcribed, instead_of: int, *, ahead: bool) -> list[commands.Command]:
        """Take the words; a Parse when they are not decided by rules on words alone."""
        self.turn.looked(event.turn, event.attempt)
        if not self.turn.awaits(event.turn, event.attempt):
            return []
        # A spoken slash must never pass for the intent that a key stands for.
        text = event.transcript.text.lstrip("/ ")
        self.turn.learn(transcript=Transcript(text, event.transcript.confidence, event.transcript.language))
        parse = commands.Parse(event.turn, event.attempt, text, instead_of, ahead)
        return [] if self.turn.is_decidable() else [parse]

    def parsed(self, event: events.Parsed) -> None:
        if self.turn.awaits(event.turn, event.attempt):
            self.turn.learn(understanding=event.understanding)

    def failed(self, event: events.EngineFailed) -> None:
        self.turn.looked(event.turn, event.attempt)
        if self.turn.awaits(event.turn, event.attempt):
            self.turn.learn(failed=event.engine, busy=event.busy)

    def _withdrawn(self) -> list[commands.Command]:
        abandoned = [commands.Abandon(self.turn.number, self.turn.attempt)] if self.turn.is_unanswered else []
        self.turn.withdraw()
        return list(abandoned)

    def _wait(self, expects: Expects) -> Completion:
        if self.turn.completion is None:
            self.turn.completion = self._judged(expects)
        return self.turn.completion

    def _judged(self, expects: Expects) -> Completion:
        if self.turn.failed:
            return Completion(self._timing.unsure_after_seconds, f"the {self.turn.failed} failed")
        known = Evidence(self.turn.transcript, self.turn.understanding, self.speech_seconds)
        wait = completion(expects, known, self._timing)
        if self.turn.topic is Topic.EMERGENCY:
            return wait
        if expects.binding:
            return wait.at_least(self._timing.binding_after_seconds, "it cannot be undone")
        if self.turn.earlier and not self.turn.wants_person():
            return wait.at_least(self._timing.taken_back_after_seconds, "the caller went on before")
        return wait
