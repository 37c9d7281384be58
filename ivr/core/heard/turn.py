"""One exchange in the making: its attempts at a transcript, and what came of the newest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..language import Language
from ..record import FREE, Awaited, Choice, Chosen, Engine, Expects, Topic, Transcript, Understanding
from ..words.answering_machine import ENOUGH
from ..words.card import holds_card
from ..words.requests import Request
from ..words.small_words import SMALL_TALK
from ..words.telling import Told
from ..words.wording import last_sentences, words_of
from .completion import Completion
from .looks import Looks

_SURELY_TOLD, _LIKELY_TOLD = 0.8, 0.6
"""Of the intent of a wish in the midst of a story: a likely one counts until there is a surer or a later one."""


@dataclass(slots=True)
class Turn:
    """`attempt` is numbered so that answers to an older one are known as stale; nothing here was committed yet."""

    number: int
    language: Language
    began: float = 0.0
    """When its first word was begun, in heard audio."""
    earlier: str = ""
    """The words of a turn that was taken back because the caller went on."""
    ignored: frozenset[Topic] = frozenset()
    """Topics that supervisors have switched off."""
    words_suffice: bool = False
    """Whatever is said is acted on by rule: no intent is asked for."""
    standing: frozenset[Choice] = frozenset()
    """What the caller chose before: it can be taken back."""
    asks_consent: bool = False
    """They were asked whether the call may be recorded."""
    is_recorded: bool = False
    """Something of the call was recorded, and is kept."""
    expects: Expects = FREE
    """The answer that is awaited."""
    attempt: int = 0
    attempted: bool = False
    looks: Looks = field(default_factory=Looks)
    stretches: dict[int, Transcript | None] = field(default_factory=dict)
    """The beginnings of long speech by their attempt, in order; None: its words are still awaited."""
    transcript: Transcript | None = None
    """Of the newest attempt: what was said since the last stretch."""
    understanding: Understanding | None = None
    failed: Engine | None = None
    busy: bool = False
    """Whether the engine that failed only has too much to do."""
    completion: Completion | None = None
    """The verdict on what is known; None when something new is."""
    ways_out: tuple[str, ...] = ()
    """The operator's own phrases for a person."""
    parses: dict[int, Transcript] = field(default_factory=dict)
    """What the dialogue model was asked about, by its attempt, as sure as it was heard."""
    told: Told | None = None
    """The newest wish that was surely understood in a part of what was said."""
    recalled: Told | None = None
    """That wish, when what was said after it comes to nothing."""
    _topic: tuple[str, Topic | None] | None = None
    """Of the newest words, once it was asked for: a turn is asked several times, and each look takes a millisecond."""
    _choices: tuple[str, tuple[Chosen, ...]] = ("", ())
    """Likewise."""

    def begin_attempt(self) -> int:
        self.attempt += 1
        self.attempted = True
        return self.attempt

    def is_look(self, number: int, attempt: int) -> bool:
        return number == self.number and self.looks.holds(attempt)

    def looked(self, number: int, attempt: int) -> None:
        """If this answers a look, the next may be begun."""
        if self.is_look(number, attempt):
            self.looks.answered(attempt)

    def set_stretch_aside(self) -> None:
        """The caller goes on for long: what the newest attempt was made of is the beginning, and its words count."""
        self.stretches[self.attempt] = self.transcript
        self.attempted = False
        self.transcript = self.understanding = self.completion = None

    def is_stretch(self, number: int, attempt: int) -> bool:
        return number == self.number and attempt in self.stretches

    def learn_stretch(self, attempt: int, transcript: Transcript | None) -> None:
        """Its words; None: the transcriber failed, and what was said in it is lost."""
        self.stretches[attempt] = transcript or Transcript("", 0.0)
        self.completion = None

    @property
    def awaits_stretch(self) -> bool:
        return None in self.stretches.values()

    @property
    def holds_words(self) -> bool:
        """Whether words were found in the last stretch, or may yet be."""
        last = next(reversed(self.stretches.values()), Transcript("", 0.0))
        return last is None or bool(words_of(last.text))

    def withdraw(self) -> None:
        """The caller went on: what was begun no longer counts."""
        self.attempted = self.busy = False
        self.transcript = self.understanding = self.failed = self.completion = None

    def learn(
        self,
        *,
        transcript: Transcript | None = None,
        understanding: Understanding | None = None,
        failed: Engine | None = None,
        busy: bool = False,
    ) -> None:
        """Something came of the newest attempt: what was concluded before has to be looked at again."""
        self.transcript = transcript or self.transcript
        self.understanding = understanding or self.understanding
        self.failed, self.busy = failed or self.failed, busy
        self.completion = None

    @property
    def is_unanswered(self) -> bool:
        """Whether the newest attempt's words are still awaited."""
        return self.attempted and self.transcript is None and self.failed is None

    def awaits(self, number: int, attempt: int) -> bool:
        return self.attempted and (number, attempt) == (self.number, self.attempt)

    def is_decidable(self) -> bool:
        """Whether enough is known to act: rules on words need no intent, and a failure needs nothing."""
        if self.failed:
            return True
        if self.transcript is None or self.awaits_stretch:
            return False
        if self.understanding:
            return True
        text = self.text
        by_rule = (
            self.wants_person()
            or self.language.what_we_are.is_asked(text)
            or bool(self.choices)
            or self.agreed is not None
            or self.deletes
            or self.wants_a_moment
            or self.request is not None
        )
        of_words = self.words_suffice or not words_of(text) or self.language.machines.evidence(text) >= ENOUGH
        return by_rule or of_words or self.topic is not None or holds_card(text)

    @property
    def text(self) -> str:
        """What was said, as far as it is known."""
        known = (*self.stretches.values(), self.transcript)
        return " ".join(part.text for part in known if part and part.text)

    @property
    def words(self) -> str:
        """The plain words of what was said, as far as they are known."""
        return words_of(self.text)

    @property
    def wish(self) -> str:
        """What the dialogue is given of it: all, but of long speech the last sentences, where the wish is told."""
        if self.recalled:
            return self.recalled.text
        if not self.stretches or self.expects.kind is Awaited.TEXT:
            return self.text
        free = self.expects.kind is Awaited.FREE
        return self.language.stories.wish_at_the_end(self.text) if free else last_sentences(self.text)

    @property
    def heard(self) -> Transcript | None:
        """All that was said as one transcript, as sure as its last words are."""
        known = [part for part in (*self.stretches.values(), self.transcript) if part]
        last = next((part for part in reversed(known) if words_of(part.text)), self.transcript)
        if last and self.recalled:
            last = replace(last, confidence=self.recalled.confidence)
        return replace(last, text=self.text) if last and (self.stretches or self.recalled) else self.transcript

    def note_wish(self, attempt: int, understanding: Understanding, at_confidence: float) -> None:
        """What the dialogue model made of a part of what was said; it counts if nothing that comes after it does.

        `at_confidence`: of the words, below which they do not count.
        """
        told, heard = self.told, self.parses[attempt]
        least = min(_SURELY_TOLD, told.understanding.confidence) if told else _LIKELY_TOLD
        sure = understanding.confidence >= least and heard.confidence >= at_confidence
        if sure and understanding.topic is None and understanding.intent not in SMALL_TALK:
            self.told = Told(heard.text, understanding, heard.confidence)

    def recall_wish(self, at_confidence: float) -> None:
        """The caller ended on something that is no wish: the one that they told before counts.

        `at_confidence`: of the words, below which they do not count.
        """
        known, heard = self.understanding, self.heard
        if self.told is None or known is None or heard is None:
            return
        sure = known.confidence >= _SURELY_TOLD and heard.confidence >= at_confidence
        if not sure or known.intent in SMALL_TALK:
            self.recalled, self.understanding = self.told, self.told.understanding

    @property
    def topic(self) -> Topic | None:
        """The sensitive topic that the caller speaks of."""
        if self.transcript is None:
            return None
        text = self.text
        if self._topic is None or self._topic[0] != text:
            self._topic = text, self._unless_misheard(self.language.topics.topic_of(text, self.ignored))
        return self._topic[1]

    def likely_topic(self, at_confidence: float) -> Topic | None:
        """The sensitive topic that the dialogue model hears, where no rule on words knows one."""
        known = self.understanding
        if known is None or known.topic in self.ignored or known.topic_confidence < at_confidence:
            return None
        if self.transcript and self.language.answer_words.are_all_of(self.transcript, self.expects):
            return None  # "twelve" is no child where a number was asked for
        return self._unless_misheard(known.topic)

    def _unless_misheard(self, topic: Topic | None) -> Topic | None:
        heard = self.heard
        may_be = topic and heard and self.language.answer_words.may_be_misheard(topic, heard, self.expects)
        return None if may_be else topic

    def team_of(self, teams: Mapping[str, tuple[str, ...]]) -> str | None:
        """The route of the team that is asked for, in all that was said or in what was said since the answer began."""
        asked_for = self.language.teams.asked_for
        return asked_for(self.text, teams) or asked_for(self.newly_said or "", teams)

    def wants_person(self) -> bool:
        """Whether the caller asks for a person, in all that was said or in what was said since the answer began."""
        asks_for = self.language.ways_out.asks_for_person
        return asks_for(self.text, self.ways_out) or asks_for(self.newly_said or "", self.ways_out)

    @property
    def choices(self) -> tuple[Chosen, ...]:
        """What the caller chooses for this call and later ones, or takes back."""
        text = self.text
        if self._choices[0] != text:
            self._choices = text, self.language.choices.made_in(text, self.standing)
        return self._choices[1]

    @property
    def agreed(self) -> bool | None:
        """Whether the caller agrees to the recording that they were asked about; None: this is no answer to it."""
        return self.language.answers.agreed(self.text) if self.asks_consent else None

    @property
    def deletes(self) -> bool:
        """Whether the caller wants what was recorded of the call deleted."""
        return self.is_recorded and self.language.answers.wants_recording_deleted(self.text)

    @property
    def wants_a_moment(self) -> bool:
        asks = self.language.small_words.asks_to_wait
        return any(asks(said) and not self._is_awaited(said) for said in (self.text, self.newly_said or ""))

    @property
    def has_heard_enough(self) -> bool:
        """Whether that is what they mean if they said it over a line of ours."""
        enough = self.language.silence.has_heard_enough
        return any(enough(said) and not self._is_awaited(said) for said in (self.text, self.newly_said or ""))

    def _is_awaited(self, said: str) -> bool:
        """ "Stop it", where a delivery is to be stopped, is no wish for silence."""
        return self.expects.kind is Awaited.YES_NO and self.language.answers.names_one(self.expects, said)

    @property
    def request(self) -> Request | None:
        """What the caller asks of the assistant itself, with all that was said or since the answer began."""
        in_it = self.language.requests.request_in
        return in_it(self.text, self.expects) or in_it(self.newly_said or "", self.expects)

    @property
    def newly_said(self) -> str | None:
        """The words after those of the turn that was taken back; None when there are none of it."""
        before, words = words_of(self.earlier).split(), words_of(self.text).split()
        return " ".join(words[len(before) :]) if before and words[: len(before)] == before else None
