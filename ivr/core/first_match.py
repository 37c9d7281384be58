"""Which of a supervisor's rules holds. The call asks here, and so does whoever tries rules on a call that is over."""

from collections.abc import Iterator
from functools import lru_cache

from .facts import Facts
from .rules import Rules
from .transfer_rule import ANY, NEVER_OVERRULED, TransferRule
from .words.wording import words_of

_RULES_REMEMBERED = 2048


def rule_for(rules: Rules, facts: Facts) -> TransferRule | None:
    """The first with a route whose conditions all hold; None: no rule decides."""
    return next((rule for rule in matching(rules, facts) if rule.route), None)


def matching(rules: Rules, facts: Facts) -> Iterator[TransferRule]:
    """All that hold, in order, up to the first with a route: it decides, and those before it only tag and alert."""
    if facts.topic in NEVER_OVERRULED:
        return
    said = Said(facts.words)
    for rule in rules.transfer_rules:
        if rule.enabled and holds(rule, facts, rules, said):
            yield rule
            if rule.route:
                return


def holds(rule: TransferRule, facts: Facts, rules: Rules, said: "Said | None" = None) -> bool:
    """Whether all of a rule's conditions do.

    Who speaks of a sensitive topic is sent elsewhere by rules that name topics alone. One that sends nobody anywhere
    takes nothing from the topic.
    """
    return (
        _of_meaning(rule, facts)
        and _of_the_call(rule, facts)
        and _of_the_line(rule, facts)
        and _of_words(rule, rules, said or Said(facts.words))
    )


def _of_meaning(rule: TransferRule, facts: Facts) -> bool:
    if rule.intents and (facts.intent not in rule.intents or facts.confidence < rule.at_confidence):
        return False
    if rule.below_confidence is not None and not (facts.intent and facts.confidence < rule.below_confidence):
        return False
    if rule.topics:
        return facts.topic in rule.topics
    return facts.topic is None or rule.route is None


def _of_the_call(rule: TransferRule, facts: Facts) -> bool:
    """How it goes, and what is known of its caller."""
    if rule.right_below is not None and (facts.right is None or facts.right >= rule.right_below):
        return False
    return (
        (rule.misses_in_a_row or 0) <= facts.misses_in_a_row
        and (rule.misses_in_a_call or 0) <= facts.misses_in_a_call
        and (rule.frustration or 0) <= facts.frustration
        and (not rule.opted_out or not facts.choices.isdisjoint(rule.opted_out))
        and all(_has(facts.slots.get(name), values) for name, values in rule.slots.items())
    )


def _has(value: str | None, wanted: tuple[str, ...]) -> bool:
    return value is not None and (ANY in wanted or " ".join(value.split()).lower() in wanted)


def _of_the_line(rule: TransferRule, facts: Facts) -> bool:
    """Where the call came in, and how it stands with those it may go to."""
    return (
        (not rule.languages or facts.language in rule.languages)
        and (not rule.numbers or facts.called in rule.numbers)
        and (not rule.open or not facts.closed.issuperset(rule.open))
        and (not rule.closed or not facts.closed.isdisjoint(rule.closed))
        and all(facts.waiting.get(route, 0) > most for route, most in rule.queue_longer_than.items())
    )


def _of_words(rule: TransferRule, rules: Rules, said: "Said") -> bool:
    if not rule.words and not rule.word_lists:
        return True
    lists = (rule.words, *(rules.word_lists.get(name, ()) for name in rule.word_lists))
    return any(said.holds_one_of(phrases) for phrases in lists if phrases)


class Said:
    """What was said, looked into by many rules: its runs of words are made once."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text).split()
        self._runs: set[str] = set()
        self._longest = 0

    def holds_one_of(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of them stands in it, word for word."""
        wanted, longest = _plain(_Same(phrases))
        for length in range(self._longest + 1, min(longest, len(self._words)) + 1):
            self._runs.update(" ".join(self._words[at : at + length]) for at in range(len(self._words) - length + 1))
            self._longest = length
        return not self._runs.isdisjoint(wanted)


class _Same:
    """A list of phrases, known again by being the same one: to look at hundreds of phrases each time takes longer."""

    __slots__ = ("phrases",)

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.phrases = phrases

    def __hash__(self) -> int:
        return id(self.phrases)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.phrases is self.phrases


@lru_cache(maxsize=_RULES_REMEMBERED)
def _plain(same: _Same) -> tuple[frozenset[str], int]:
    """Their plain words, and of how many the longest is."""
    plain = frozenset(words_of(phrase) for phrase in same.phrases)
    return plain, max(phrase.count(" ") + 1 for phrase in plain)
