"""When a turn is over: how long the caller may be silent before it is taken for their end, by all that is known."""

from dataclasses import dataclass

from ..facts import Facts
from ..first_match import rule_for
from ..record import Awaited, Expects, Topic
from ..rules import Rules
from ..words.misheard import GRAVE
from ..words.small_words import OUT_OF_SCOPE
from ..words.telling import first_sentence
from .completion import WHOLE, Completion, Evidence, completion
from .endpointer import Endpointer
from .on_rule import facts_with
from .turn import Turn

_STORY_WORDS = 12
"""Two sentences or more: who has said so much in one go, and nothing yet that is sure, is telling something."""
_HELLO_WORDS = 3
"""More are not said to see whether anybody is there."""
_STORY_SECONDS = 10.0
"""Of one utterance. What is sure in it is as often in its midst as at its end."""
_MORE_THAN_A_PAUSE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class TurnEnd:
    """Changes nothing of the turn."""

    _rules: Rules
    _turn: Turn
    _expects: Expects
    _endpointer: Endpointer
    _facts: Facts
    """Of the call, without the turn."""

    def wait(self) -> Completion:
        """How long a silence ends the turn, by all that is known of it, and why."""
        if self._turn.failed:
            return Completion(self._rules.timing.unsure_after_seconds, f"the {self._turn.failed} failed")
        known = Evidence(self._turn.transcript, self._turn.understanding, self._endpointer.speech_seconds)
        wait = completion(self._expects, known, self._rules.timing, self._turn.language)
        if self._turn.topic is Topic.EMERGENCY:
            return wait
        if self._turn.choices:  # it is kept: "don't record me" may go on to another sentence than that
            return wait.at_least(self._rules.timing.binding_after_seconds, "it is kept for later calls")
        answers = self._turn.agreed is not None or self._turn.deletes
        if answers or self._expects.binding or (self._leads_away() and not self._turn.wants_person()):
            wait = wait.at_least(self._rules.timing.binding_after_seconds, "it cannot be undone")
        elif self._turn.wants_person():
            return wait
        if story := self._for_a_story(wait):
            return story
        if self._turn.earlier:
            return wait.at_least(self._for_who_went_on(wait), "the caller went on before")
        return wait

    def _for_who_went_on(self, wait: Completion) -> float:
        """Seconds of silence: what was open when it was answered may have become a sentence with all its parts."""
        timing = self._rules.timing
        return timing.unsure_after_seconds if wait.why == WHOLE else timing.taken_back_after_seconds

    def _for_a_story(self, wait: Completion) -> Completion | None:
        """How long whoever tells something is let pause; None where these words are no part of a story.

        A wish in its midst is no end of it. "Sorry" into each pause talks over them, and after three of it an agent.
        """
        timing, turn, free = self._rules.timing, self._turn, self._expects.kind is Awaited.FREE
        stories = turn.language.stories
        if free and turn.language.small_words.only_greets(turn.text):
            breath = len(turn.words.split()) > _HELLO_WORDS
            after = timing.unfinished_after_seconds if breath else timing.taken_back_after_seconds
            return wait.at_least(after, "what they call about comes next")
        tells = free and stories.tells_something(turn.wish)
        topic = turn.topic or turn.likely_topic(self._rules.thresholds.topic)
        leaves_open = topic not in GRAVE if topic else self._comes_to_nothing()
        if (free and stories.begins_to_tell(turn.text)) or (tells and leaves_open):
            return wait.at_least(timing.unfinished_after_seconds, "the caller begins to tell something")
        told = free and stories.tells_something(first_sentence(turn.text))
        if not self.is_story(tells or told):
            return None
        if wait.after_seconds > timing.complete_after_seconds:
            return wait.at_least(timing.unfinished_after_seconds, "the caller tells something at length")
        return wait.at_least(self._for_who_tells_on(wait), "the caller tells something at length") if free else None

    def _for_who_tells_on(self, wait: Completion) -> float:
        """Seconds of silence after what is sure in a story: more than its pauses; a question is its end, likely."""
        timing, is_long = self._rules.timing, self._endpointer.utterance_seconds >= _STORY_SECONDS
        least, most = timing.taken_back_after_seconds, timing.unfinished_after_seconds
        if wait.why == WHOLE and self._turn.text.rstrip().endswith("?"):
            return least if is_long else timing.unsure_after_seconds
        return min(max(self._endpointer.longest_pause_seconds + _MORE_THAN_A_PAUSE_SECONDS, least), most)

    def _comes_to_nothing(self) -> bool:
        """Whether all that could be said to these words is that we cannot help with them."""
        known, at = self._turn.understanding, self._rules.thresholds.intent
        return known is not None and (known.confidence < at or known.intent == OUT_OF_SCOPE)

    def is_story(self, tells: bool = False) -> bool:
        """Whether the caller went on before, or talks for long, in many words of which some were heard well.

        `tells`: what they said last wishes for nothing.
        """
        turn = self._turn
        known = [part for part in (*turn.stretches.values(), turn.transcript) if part]
        heard_well = any(part.confidence >= self._rules.thresholds.transcript for part in known)
        return heard_well and bool(tells or turn.earlier or turn.stretches) and len(turn.words.split()) >= _STORY_WORDS

    def _leads_away(self) -> bool:
        """Whether these words, by what is known of them, give the call to a person by rule: a transfer stands."""
        turn, rules = self._turn, self._rules
        if topic := turn.topic or turn.likely_topic(rules.thresholds.topic):
            return topic is not Topic.ABUSE  # that is answered by a question, which can be taken back
        return rule_for(rules, facts_with(turn, self._expects, rules, self._facts)) is not None
