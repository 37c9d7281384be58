"""The listening side of a call: one utterance at a time, its attempts at words, and whether the caller has finished."""

from collections.abc import Sequence
from dataclasses import replace

from .. import commands, events
from ..care import ignored_topics
from ..heard.completion import Completion
from ..heard.endpointer import Endpointer, Stretch
from ..heard.interruption import Committed
from ..heard.looks import LOOKED_AT_SECONDS
from ..heard.turn import Turn
from ..heard.turn_end import TurnEnd
from ..language import Language
from ..memory import Memory
from ..record import Awaited, Engine, Expects
from ..rules import Rules
from ..words.card import holds_card

_STRETCH_SECONDS = 6.0
"""Of speech, after which the next pause ends a stretch of it: what was said before is kept as words, not as sound."""
_STRETCH_PAUSE_SECONDS = 0.15
"""Less is a gap within a word: "pass … word"."""
_LONGEST_STRETCH_SECONDS = 12.0
"""Without a pause."""
_ONCE_MORE_SECONDS = 0.3
"""Of silence, before doubtful words are listened to once more: in a shorter pause, it would keep the model from what
comes next."""
_BLIP_SECONDS = 0.5
"""Silence after which a sound too short to be a word is forgotten."""


class Hearing:
    def __init__(self, rules: Rules, language: Language, memory: Memory) -> None:
        self._rules = rules
        self._memory = memory
        self._language = language
        self._timing = rules.timing
        self._vocabulary = rules.vocabulary
        self._ways_out = rules.ways_out.phrases
        self._endpointer = Endpointer(rules.thresholds.speech)
        self._ignored = ignored_topics(rules)
        self.turn = self._new_turn(memory.turn)

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
        """Whether this is not waited out: noise without words that the detector takes for speech, or talk without end.

        Who talks for long is let talk; words that are awaited count as words for no longer than an engine may take.
        """
        heard, longest = self._endpointer.utterance_seconds, self._timing.longest_speech_seconds
        late = heard >= longest + self._timing.engine_deadline_seconds
        if heard < longest or heard >= self._timing.longest_talk_seconds:
            return heard >= longest
        return not self.turn.holds_words or (late and not self.turn.words)

    @property
    def is_in_an_utterance(self) -> bool:
        return self._endpointer.has_speech or self._endpointer.is_speaking

    def frame(self, event: events.AudioHeard) -> None:
        self._endpointer.hear(event.pcm, event.speech)

    def pass_over(self, silence: Sequence[tuple[bytes, float]]) -> None:
        """Frames without speech, outside an utterance: of each its sound and the chance that it is speech."""
        self._endpointer.pass_over(silence)

    def pass_over_alike(self, frames: Sequence[tuple[bytes, float]]) -> int:
        """In an utterance: how many of the first were speech that goes on, or silence that does, and were taken in."""
        return self._endpointer.pass_over_alike(frames)

    def _new_turn(self, number: int, earlier: str = "", *, words_suffice: bool = False) -> Turn:
        standing, asks = self._memory.choices, self._memory.asks_consent
        began = self._memory.heard_frames * events.FRAME_SECONDS - self._endpointer.utterance_seconds
        known = began, earlier, self._ignored, words_suffice, standing, asks, self._memory.is_recorded
        return Turn(number, self._language, *known, ways_out=self._ways_out)

    def begin(self, number: int, *, words_suffice: bool = False) -> None:
        self.turn = self._new_turn(number, words_suffice=words_suffice)

    def go_on(self, number: int, committed: Committed) -> None:
        """The caller has not finished: what was committed is the beginning of this turn."""
        self.turn = self._new_turn(number, committed.record.transcript.text)
        self.turn.told = committed.told
        self.turn.stretches |= committed.words
        self.turn.attempt = max(committed.words, default=0)
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
            paused = self._endpointer.last_pause_seconds >= _STRETCH_PAUSE_SECONDS
            if self.turn.attempted and paused and self._endpointer.held_seconds >= _STRETCH_SECONDS:
                self._set_stretch_aside()
            return [*self._withdrawn(), *(self._unbroken_stretch(expects) or self._look(expects))]
        # Where there was no pause for long, most pauses are none: to begin at once would keep the model from others.
        soon = self._timing.speculate_after_seconds * (2 if self.turn.looks.no_pause_came else 1)
        pauses = self.is_too_long or self._endpointer.silence_seconds >= soon
        if self.turn.attempted:
            return self.listen_once_more() if self._endpointer.silence_seconds >= _ONCE_MORE_SECONDS else []
        if not pauses:
            return []
        self.turn.expects = expects
        number = self.turn.begin_attempt()
        hinted = replace(expects, words=(*expects.words, *self._vocabulary))
        return [commands.Transcribe(self.turn.number, number, self._endpointer.pcm(), hinted)]

    def _set_stretch_aside(self) -> None:
        """The attempt at what was said before this pause is the last at it."""
        if not self.turn.failed:
            self.turn.set_stretch_aside()
            self._endpointer.cut_at_pause()

    def _unbroken_stretch(self, expects: Expects) -> list[commands.Command]:
        if self._endpointer.held_seconds < _LONGEST_STRETCH_SECONDS:
            return []
        pcm = self._endpointer.cut_between_words()
        attempt = self.turn.begin_attempt()
        self.turn.set_stretch_aside()
        return [commands.Transcribe(self.turn.number, attempt, pcm, expects)]

    def _look(self, expects: Expects) -> list[commands.Command]:
        """Where noise or other voices leave no pause, "human" must be heard all the same."""
        heard, looks = self._endpointer.utterance_seconds, self.turn.looks
        if not looks.is_due(heard, self._endpointer.unbroken_seconds):
            return []
        pcm = self._endpointer.latest_pcm(LOOKED_AT_SECONDS)
        return [commands.Transcribe(self.turn.number, looks.begin(heard), pcm, expects)]

    def asked_without_a_pause(self, event: events.Transcribed) -> bool:
        """Whether a look at unbroken speech, or its beginning, holds what cannot wait for a pause.

        The words are then the turn's.
        """
        text = event.transcript.text
        is_stretch = self.turn.is_stretch(event.turn, event.attempt)
        if not (is_stretch or self.turn.is_look(event.turn, event.attempt)):
            return False
        pressing = holds_card(text) or self._language.ways_out.asks_for_person(text, self._ways_out)
        pressing = pressing or self._language.topics.is_surely_emergency(text)
        if not pressing:
            return False
        if is_stretch:
            self.turn.learn_stretch(event.attempt, event.transcript)
        self.turn.learn(transcript=replace(event.transcript, text="") if is_stretch else event.transcript)
        return True

    def asked_after_all(self, event: events.Transcribed) -> bool:
        """Whether a second listen heard a person asked for in words that were taken for others."""
        second = event.turn == self.turn.number and self.turn.looks.is_second_listen(event.attempt)
        return second and self._language.ways_out.asks_for_person(event.transcript.text, self._ways_out)

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
        turn = self.turn
        turn.looked(event.turn, event.attempt)
        # A spoken slash must never pass for the intent that a key stands for.
        words = replace(event.transcript, text=event.transcript.text.lstrip("/ "))
        if turn.is_stretch(event.turn, event.attempt):
            turn.learn_stretch(event.attempt, words)
        elif turn.awaits(event.turn, event.attempt):
            turn.learn(transcript=words)
        else:
            return []
        if turn.transcript is None or turn.awaits_stretch or turn.is_decidable():
            return []
        wish = turn.wish
        turn.parses[turn.attempt] = replace(words, text=wish)
        return [commands.Parse(turn.number, turn.attempt, wish, instead_of, ahead)]

    def listen_once_more(self) -> list[commands.Command]:
        """To words that are doubtful, for the wish for a person. Nobody waits for it."""
        turn = self.turn
        if turn.transcript is None or not turn.transcript.doubtful:
            return []
        turn.transcript = replace(turn.transcript, doubtful=False)
        return [commands.Transcribe(turn.number, turn.looks.once_more(), self._endpointer.pcm(), turn.expects)]

    def parsed(self, event: events.Parsed) -> None:
        turn = self.turn
        if event.turn == turn.number and event.attempt in turn.parses:
            turn.note_wish(event.attempt, event.understanding, self._rules.thresholds.transcript)
        if turn.awaits(event.turn, event.attempt):
            turn.learn(understanding=event.understanding)

    def recall_wish(self) -> None:
        """Of a story that ends on no wish, the one that was told in it counts."""
        turn = self.turn
        if turn.expects.kind is Awaited.FREE and self._end(turn.expects).is_story():
            turn.recall_wish(self._rules.thresholds.transcript)

    def failed(self, event: events.EngineFailed) -> None:
        self.turn.looked(event.turn, event.attempt)
        if self.turn.is_stretch(event.turn, event.attempt) and event.engine is Engine.TRANSCRIBER:
            self.turn.learn_stretch(event.attempt, None)
        elif self.turn.awaits(event.turn, event.attempt):
            self.turn.learn(failed=event.engine, busy=event.busy)

    def _withdrawn(self) -> list[commands.Command]:
        turn, unanswered = self.turn, self.turn.is_unanswered
        void = [turn.attempt] if unanswered else []
        if second := turn.looks.withdraw(unanswered=unanswered):
            void.append(second)
        turn.withdraw()
        return [commands.Abandon(turn.number, number) for number in void]

    def _wait(self, expects: Expects) -> Completion:
        if self.turn.completion is None:
            self.turn.completion = self._end(expects).wait()
        return self.turn.completion

    def _end(self, expects: Expects) -> TurnEnd:
        return TurnEnd(self._rules, self.turn, expects, self._endpointer, self._memory.facts)
