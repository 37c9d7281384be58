"""The listening side of a call: one utterance at a time, its attempts at words, and whether the caller has finished."""

from dataclasses import replace

from . import commands, events
from .card import holds_card
from .care import ignored_topics
from .completion import WHOLE, Completion, Evidence, completion
from .endpointer import Endpointer, Stretch
from .escape import asks_for_person
from .expects import fits
from .interruption import Committed
from .misheard import GRAVE
from .record import Awaited, Engine, Expects, Topic
from .rules import Rules
from .small_words import OUT_OF_SCOPE, only_greets
from .telling import begins_to_tell, first_sentence, tells_something
from .topics import is_surely_emergency
from .turn import Turn

_LOOK_SECONDS = 1.1
"""Of speech without a gap, before it is looked at, and again."""
_LOOK_AGAIN_SECONDS = 0.4
"""At the soonest, where words end: two looks so near to each other would hear the same."""
_LOOKED_AT_SECONDS = 2.8
"""So that "I want to talk to a human" is whole in one look: it takes 1.4 s, and looks are 1.1 s apart or more."""
_STRETCH_SECONDS = 6.0
"""Of speech, after which the next pause ends a stretch of it: what was said before is kept as words, not as sound."""
_STRETCH_PAUSE_SECONDS = 0.15
"""Less is a gap within a word: "pass … word"."""
_LONGEST_STRETCH_SECONDS = 12.0
"""Without a pause."""
_STORY_WORDS = 12
"""Two sentences or more: who has said so much in one go, and nothing yet that is sure, is telling something."""
_HELLO_WORDS = 3
"""More are not said to see whether anybody is there."""
_STORY_SECONDS = 10.0
"""Of one utterance. What is sure in it is as often in its midst as at its end."""
_MORE_THAN_A_PAUSE_SECONDS = 0.2
_BLIP_SECONDS = 0.5
"""Silence after which a sound too short to be a word is forgotten."""


class Hearing:
    def __init__(self, rules: Rules, turn: int) -> None:
        self._rules = rules
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
        """Whether this is not waited out: noise without words that the detector takes for speech, or talk without end.

        Who talks for long is let talk; words that are awaited count as words for no longer than an engine may take.
        """
        heard, longest = self._endpointer.utterance_seconds, self._timing.longest_speech_seconds
        late = heard >= longest + self._timing.engine_deadline_seconds
        if heard < longest or heard >= self._timing.longest_talk_seconds:
            return heard >= longest
        return not self.turn.holds_words or (late and not self.turn.words)

    def frame(self, event: events.AudioHeard) -> None:
        self._endpointer.hear(event.pcm, event.speech)

    def _new_turn(self, number: int, earlier: str = "", *, words_suffice: bool = False) -> Turn:
        return Turn(number, earlier, self._ignored, words_suffice, ways_out=self._ways_out)

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
        soon = self._timing.speculate_after_seconds * (2 if self.turn.looks else 1)
        pauses = self.is_too_long or self._endpointer.silence_seconds >= soon
        if self.turn.attempted or not pauses:
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
        """Whether a look at unbroken speech, or its beginning, holds what cannot wait for a pause.

        The words are then the turn's.
        """
        text = event.transcript.text
        is_stretch = self.turn.is_stretch(event.turn, event.attempt)
        if not (is_stretch or self.turn.is_look(event.turn, event.attempt)):
            return False
        pressing = holds_card(text) or asks_for_person(text, self._ways_out) or is_surely_emergency(text)
        if not pressing:
            return False
        if is_stretch:
            self.turn.learn_stretch(event.attempt, event.transcript)
        self.turn.learn(transcript=replace(event.transcript, text="") if is_stretch else event.transcript)
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

    def parsed(self, event: events.Parsed) -> None:
        turn = self.turn
        if event.turn == turn.number and event.attempt in turn.parses:
            turn.note_wish(event.attempt, event.understanding, self._rules.thresholds.transcript)
        if turn.awaits(event.turn, event.attempt):
            turn.learn(understanding=event.understanding)

    def recall_wish(self) -> None:
        """Of a story that ends on no wish, the one that was told in it counts."""
        if self.turn.expects.kind is Awaited.FREE and self._tells_at_length():
            self.turn.recall_wish(self._rules.thresholds.transcript)

    def failed(self, event: events.EngineFailed) -> None:
        self.turn.looked(event.turn, event.attempt)
        if self.turn.is_stretch(event.turn, event.attempt) and event.engine is Engine.TRANSCRIBER:
            self.turn.learn_stretch(event.attempt, None)
        elif self.turn.awaits(event.turn, event.attempt):
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
        if expects.binding or (self._leads_away(expects) and not self.turn.wants_person()):
            wait = wait.at_least(self._timing.binding_after_seconds, "it cannot be undone")
        elif self.turn.wants_person():
            return wait
        if story := self._for_a_story(expects, wait):
            return story
        if self.turn.earlier:
            return wait.at_least(self._for_who_went_on(wait), "the caller went on before")
        return wait

    def _for_who_went_on(self, wait: Completion) -> float:
        """Seconds of silence: what was open when it was answered may have become a sentence with all its parts."""
        return self._timing.unsure_after_seconds if wait.why == WHOLE else self._timing.taken_back_after_seconds

    def _for_a_story(self, expects: Expects, wait: Completion) -> Completion | None:
        """How long whoever tells something is let pause; None where these words are no part of a story.

        A wish in its midst is no end of it. "Sorry" into each pause talks over them, and after three of it an agent.
        """
        timing, turn, free = self._timing, self.turn, expects.kind is Awaited.FREE
        if free and only_greets(turn.text):
            breath = len(turn.words.split()) > _HELLO_WORDS
            after = timing.unfinished_after_seconds if breath else timing.taken_back_after_seconds
            return wait.at_least(after, "what they call about comes next")
        tells = free and tells_something(turn.wish)
        topic = turn.topic or turn.likely_topic(self._rules.thresholds.topic)
        leaves_open = topic not in GRAVE if topic else self._comes_to_nothing()
        if (free and begins_to_tell(turn.text)) or (tells and leaves_open):
            return wait.at_least(timing.unfinished_after_seconds, "the caller begins to tell something")
        told = free and tells_something(first_sentence(turn.text))
        if not self._tells_at_length(tells or told):
            return None
        if wait.after_seconds > timing.complete_after_seconds:
            return wait.at_least(timing.unfinished_after_seconds, "the caller tells something at length")
        return wait.at_least(self._for_who_tells_on(wait), "the caller tells something at length") if free else None

    def _for_who_tells_on(self, wait: Completion) -> float:
        """Seconds of silence after what is sure in a story: more than its pauses; a question is its end, likely."""
        timing, is_long = self._timing, self._endpointer.utterance_seconds >= _STORY_SECONDS
        least, most = timing.taken_back_after_seconds, timing.unfinished_after_seconds
        if wait.why == WHOLE and self.turn.text.rstrip().endswith("?"):
            return least if is_long else timing.unsure_after_seconds
        return min(max(self._endpointer.longest_pause_seconds + _MORE_THAN_A_PAUSE_SECONDS, least), most)

    def _comes_to_nothing(self) -> bool:
        """Whether all that could be said to these words is that we cannot help with them."""
        known, at = self.turn.understanding, self._rules.thresholds.intent
        return known is not None and (known.confidence < at or known.intent == OUT_OF_SCOPE)

    def _tells_at_length(self, tells: bool = False) -> bool:
        """Whether the caller went on before, or talks for long, in many words of which some were heard well.

        `tells`: what they said last wishes for nothing.
        """
        turn = self.turn
        known = [part for part in (*turn.stretches.values(), turn.transcript) if part]
        heard_well = any(part.confidence >= self._rules.thresholds.transcript for part in known)
        return heard_well and bool(tells or turn.earlier or turn.stretches) and len(turn.words.split()) >= _STORY_WORDS

    def _leads_away(self, expects: Expects) -> bool:
        """Whether these words, by what is known of them, give the call to a person by rule: a transfer stands."""
        turn, rules = self.turn, self._rules
        if topic := turn.topic or turn.likely_topic(rules.thresholds.topic):
            return topic is not Topic.ABUSE  # that is answered by a question, which can be taken back
        known = turn.understanding
        rule = rules.transfer_rule_for(known.intent, known.confidence) if known else None
        return rule is not None and not fits(expects, turn.wish)
