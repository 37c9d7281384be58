"""What supervisors configure, as frozen data: ways out, thresholds, timing, routes, transfer rules, limits."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from .caller_number import number_of_caller
from .clause import Clause, MisplacedError
from .names import Company, LanguageCode, MenuKey, Name, PhoneNumber, Phrase, Probability, ShortNumber, Word
from .payment import CardPayment as CardPayment
from .profile import FIRST_SAID, Profile
from .record import MayRecord, Topic
from .route import Route as Route
from .timing import Timing as Timing
from .transfer_rule import TopicRule as TopicRule
from .transfer_rule import TransferRule as TransferRule
from .words.teams import names_of

MOST_PHRASES = 100
MOST_ROUTES = 100
WordList = Annotated[tuple[Phrase, ...], Field(min_length=1, max_length=500)]


class Disclosure(Clause):
    """The lines that open every call; the first is the disclosure proper and cannot be switched off."""

    prompts: tuple[Name, ...] = Field((FIRST_SAID, "notice"), min_length=1, max_length=10)
    then: Name = "ask_how"

    @model_validator(mode="after")
    def begins_with_the_disclosure(self) -> Self:
        if self.prompts[0] != FIRST_SAID:
            raise ValueError(f"the first prompt must be '{FIRST_SAID}': it is what callers must hear first")
        return self


class WaysOut(Clause):
    """How a caller reaches a person in every state; key 0 is reserved for it and cannot be changed."""

    phrases: tuple[Phrase, ...] = Field((), max_length=MOST_PHRASES)
    """Phrases beside the built-in ones."""
    route: Name = "support"


class OptOut(Clause):
    """Where callers go who chose that no machine answers them, and the key that tells the choices there are."""

    route: Name | None = None
    """None: the fallback route."""
    key: MenuKey = "9"
    """Where no other answer is awaited, and the menu has no use for it."""


class Thresholds(Clause):
    """Below these a turn is a no-match; all probabilities."""

    speech: Probability = 0.5
    transcript: Probability = 0.2
    intent: Probability = 0.6
    topic: Probability = 0.5
    """Of a sensitive topic that only the dialogue model tells, not the rules on words."""
    misses_in_a_row: int = Field(2, ge=1, le=5)
    misses_in_a_call: int = Field(3, ge=1, le=10)
    frustration_warn: int = Field(3, ge=1, le=50)
    """Points of core/words/frustration.py at which a person is offered."""
    frustration_high: int = Field(6, ge=1, le=50)
    """At which one is given."""

    @model_validator(mode="after")
    def offers_before_it_gives(self) -> Self:
        if self.frustration_high < self.frustration_warn:
            raise ValueError("frustration_high must not be less than frustration_warn")
        return self


class BargeIn(StrEnum):
    """What stops a prompt while it is said; key 0 always does."""

    SPEECH = "speech"
    WORDS = "words"
    """Only a person asked for, "stop", "wait" and what may always be asked; anything else is not heard."""
    KEYS = "keys"


class Limits(Clause):
    calls_at_once: int = Field(20, ge=1, le=1000)
    call_minutes: float = Field(30.0, gt=0, le=240)
    turns: int = Field(60, ge=1, le=1000)
    person_within_seconds: int = Field(180, ge=10, le=3600)
    """Whoever waits longer for a person is told of in the log and the counts."""
    message_due_minutes: int = Field(240, ge=5, le=4800)
    """In which its route is open; a message that is not done by then is overdue."""


class Rules(Clause):
    """Everything in rules.yml; a call keeps the rules that it began with."""

    version: str = ""
    """sha256 of the file, set when it is loaded."""
    language: LanguageCode = "en"
    time_zone: str = ""
    """Of the business, for "today" and "now" in every call; empty: the first route's."""
    company: Company = ""
    """Whom callers ring, as it is said: {company} in a prompt."""
    disclosure: Disclosure = Disclosure()
    ways_out: WaysOut = WaysOut()
    opt_out: OptOut = OptOut()
    recording: MayRecord = MayRecord.NEVER
    thresholds: Thresholds = Thresholds()
    timing: Timing = Timing()
    menu: dict[MenuKey, Name] = Field(default_factory=dict)
    """Key → the intent that it stands for when nothing else is asked."""
    routes: dict[Name, Route] = Field(min_length=1, max_length=MOST_ROUTES)
    transfer_rules: tuple[TransferRule, ...] = Field((), max_length=200)
    """In order: the first with a route that holds decides."""
    word_lists: dict[Name, WordList] = Field(default_factory=dict, max_length=50)
    """Phrases that several rules may ask for."""
    fallback_route: Name
    agents_say_who: bool = False
    """Agents are asked, before each caller, to say their name and where they are."""
    limits: Limits = Limits()
    barge_in: dict[Name, BargeIn] = Field(default_factory=dict, max_length=500)
    """Prompt → what stops it; speech stops those that are not named."""
    say_next: tuple[Name, ...] = Field(("in_a_few_words", "take_your_time", "help", "keys_hint"), max_length=20)
    """Prompts that a supervisor who watches a call may have said."""
    done_lines: tuple[Name, ...] = Field(("done_settled", "done_passed_on", "done_rest"), max_length=9)
    """Prompts by which an agent who gives a caller back to the assistant may have it told what was done."""
    vocabulary: tuple[Word, ...] = Field((), max_length=30)
    """Words that callers say here and elsewhere few do: products, names."""
    other_languages: dict[LanguageCode, Name] = Field(default_factory=dict, max_length=100)
    """Language → prompt that says in it that a person is coming."""
    emergency_number: ShortNumber = "911"
    """Said by the prompt `emergency_…`, whose name ends in it."""
    crisis_number: ShortNumber | None = None
    """Of a line for people in despair, said by `crisis_…`; without one, the emergency number is said to them."""
    topics: dict[Topic, TopicRule] = Field(default_factory=dict)
    numbers: dict[PhoneNumber, Profile] = Field(default_factory=dict, max_length=200)
    """Of ours, that is called → what is another for it."""

    @model_validator(mode="after")
    def leaves_nobody_in_danger_alone(self) -> Self:
        for topic in (Topic.EMERGENCY, Topic.SELF_HARM):
            if topic in self.topics and not self.topics[topic].enabled:
                told = f"topics.{topic} cannot be switched off; its route and its prompt can be changed"
                raise MisplacedError([(("topics", topic.value, "enabled"), told)])
        return self

    @model_validator(mode="after")
    def knows_only_numbers_that_can_be_called(self) -> Self:
        told: list[tuple[tuple[object, ...], str]] = [
            (("numbers", number), f"no line can have {number}")
            for number in self.numbers
            if not number_of_caller(number)
        ]
        told += [
            (("routes", name, "agents", at), f"{number} is one of `numbers`: callers would reach the assistant anew")
            for name, route in self.routes.items()
            for at, number in enumerate(route.agents)
            if number in self.numbers
        ]
        if told:
            raise MisplacedError(told)
        return self

    @model_validator(mode="after")
    def names_only_routes_that_exist(self) -> Self:
        wanted: list[tuple[tuple[object, ...], str]] = [
            (("fallback_route",), self.fallback_route),
            (("ways_out", "route"), self.ways_out.route),
        ]
        wanted += [(("opt_out", "route"), self.opt_out.route)] if self.opt_out.route else []
        wanted += [
            (("transfer_rules", at, *place), route)
            for at, rule in enumerate(self.transfer_rules)
            for place, route in rule.routes_named()
        ]
        wanted += [(("topics", topic.value, "route"), rule.route) for topic, rule in self.topics.items() if rule.route]
        leaving = ((number, its.fallback_route) for number, its in self.numbers.items())
        wanted += [(("numbers", number, "fallback_route"), route) for number, route in leaving if route]
        wanted += [(place, route) for _, place, route in self._overflows()]
        there = ", ".join(sorted(self.routes))
        told = [
            (place, f"no route '{route}', which is not among: {there}")
            for place, route in wanted
            if route not in self.routes
        ]
        told += [
            (place, f"'{name}' cannot overflow to itself: name another route, or remove this")
            for name, place, route in self._overflows()
            if route == name
        ]
        if told:
            raise MisplacedError(told)
        return self

    def _overflows(self) -> Iterator[tuple[str, tuple[object, ...], str]]:
        """(route, place of the step, the route that it leads to)."""
        for name, route in self.routes.items():
            for at, step in enumerate(route.overflow):
                if step.route:
                    yield name, ("routes", name, "overflow", at, "route"), step.route

    @model_validator(mode="after")
    def names_only_lists_of_words_that_exist(self) -> Self:
        there = f"is not among: {', '.join(sorted(self.word_lists))}" if self.word_lists else "is not in word_lists"
        told: list[tuple[tuple[object, ...], str]] = [
            (("transfer_rules", at, "word_lists", place), f"no list of words '{name}', which {there}")
            for at, rule in enumerate(self.transfer_rules)
            for place, name in enumerate(rule.word_lists)
            if name not in self.word_lists
        ]
        if told:
            raise MisplacedError(told)
        return self

    def for_number(self, called: str) -> Self:
        """As they hold for a call to this number, as it came.

        Where numbers have profiles, who called another, or none that is known, may be anywhere: nothing is recorded.
        """
        profile = self.numbers.get(called.strip())
        if profile is None:
            return self.model_copy(update={"recording": MayRecord.NEVER}) if self.numbers else self
        changes = profile.differing()
        if profile.notices:
            changes["disclosure"] = self.disclosure.model_copy(update={"prompts": (FIRST_SAID, *profile.notices)})
        return self.model_copy(update=changes)

    def by_number(self) -> "dict[str, Self]":
        """As they hold for each number that has a profile; under the empty one, for every other."""
        return {called: self.for_number(called) for called in ("", *self.numbers)}

    def openings(self) -> "dict[str, Self]":
        """Of those, the first of each opening: whom callers ring, and what they are told first."""
        first: dict[object, tuple[str, Self]] = {}
        for called, rules in self.by_number().items():
            first.setdefault((rules.company, rules.disclosure), (called, rules))
        return dict(first.values())

    @property
    def companies(self) -> tuple[str, ...]:
        """All in whose name calls are answered."""
        return tuple(dict.fromkeys(rules.company for rules in self.by_number().values()))

    @property
    def may_record(self) -> bool:
        """Whether callers may be asked."""
        return self.recording is not MayRecord.NEVER

    @property
    def opted_out_route(self) -> str:
        """Of who chose that no machine answers them."""
        return self.opt_out.route or self.fallback_route

    @property
    def business_zone(self) -> str:
        """Where the business is, by the name of its time zone."""
        return self.time_zone or next(iter(self.routes.values())).time_zone

    @model_validator(mode="after")
    def calls_no_two_teams_the_same(self) -> Self:
        told: list[tuple[tuple[object, ...], str]] = []
        taken = {names_of(route, ())[0]: route for route in self.routes}
        for route, its in self.routes.items():
            for at, called in enumerate(its.called):
                (name,) = names_of(called, ())
                if taken.setdefault(name, route) != route:
                    what = f"'{called}' is what route '{taken[name]}' is called, too: callers who ask for it mean one"
                    told.append((("routes", route, "called", at), what))
        if told:
            raise MisplacedError(told)
        return self

    def transfer_rule(self, name: str) -> TransferRule | None:
        return next((rule for rule in self.transfer_rules if rule.name == name), None)

    def teams(self) -> dict[str, tuple[str, ...]]:
        """Route → what callers may call it."""
        return {route: names_of(route, its.called) for route, its in self.routes.items()}
