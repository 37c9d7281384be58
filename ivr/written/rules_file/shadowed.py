"""Which transfer rules can never match: they ask what cannot be, or an earlier one leaves nothing to them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from ...core.care import ignored_topics
from ...core.first_match import Said
from ...core.rules import Rules
from ...core.transfer_rule import ANY, NEVER_OVERRULED, TransferRule

Told = tuple[tuple[object, ...], str]
"""The place in the file, and what is to be said of it."""
_OF_WORDS = ("intents", "below_confidence", "words", "word_lists")


def never_true(rules: Rules) -> Iterator[Told]:
    """Mistakes of transfer rules that are sound each by itself: two of a name, too, and lists that hold nothing."""
    names: dict[str, int] = {}
    for at, rule in enumerate(rules.transfer_rules):
        place: tuple[object, ...] = ("transfer_rules", at)
        if rule.name in names:
            where = f"rule {names[rule.name] + 1} has the name '{rule.name}', too"
            yield (*place, "name"), f"{where}: records and log could not tell them apart; give it another"
        names.setdefault(rule.name, at)
        yield from (((*place, *within), what) for within, what in _empty(rule))
        if not rule.enabled:
            continue
        cannot_be = list(_asks_what_cannot_be(rule, rules))
        yield from (((*place, *within), f"can never match: {what}") for within, what in cannot_be)
        if not cannot_be:
            yield from _left_nothing(rule, rules, at, place)


def taker_of(rule: TransferRule, rules: Rules, before: int) -> TransferRule | None:
    """The first of the rules before this place in the list that takes whatever this one would."""
    earlier = (one for one in rules.transfer_rules[:before] if one.enabled and one.route)
    return next((one for one in earlier if _takes_all_of(one, rule, rules)), None)


def _empty(rule: TransferRule) -> Iterator[Told]:
    for field in sorted(rule.model_fields_set):
        if getattr(rule, field) in ((), {}) and field != "tickets":
            yield (field,), "is empty, and asks nothing: give at least one, or remove the line"


def _asks_what_cannot_be(rule: TransferRule, rules: Rules) -> Iterator[Told]:
    known = rules.thresholds
    gone = {topic: "never left to rules" for topic in NEVER_OVERRULED}
    gone |= {topic: "switched off in topics" for topic in ignored_topics(rules)}
    if rule.topics and all(topic in gone for topic in rule.topics):
        yield ("topics",), f"{rule.topics[0]} is {gone[rule.topics[0]]}"
    whole_day = [name for name in rule.closed if not (rules.routes[name].hours or _has_days_off(name, rules))]
    if rule.closed and len(whole_day) == len(rule.closed):
        yield ("closed",), f"{whole_day[0]} has no hours, so it is always open"
    if rule.closed and set(rule.closed) == set(rule.open) and len(set(rule.open)) == 1:
        yield ("closed",), f"{rule.closed[0]} cannot be open and closed at once"
    for route in rule.queue_longer_than:
        if not rules.routes[route].has_queue:
            yield ("queue_longer_than", route), "nobody waits for this route: it has no queue"
    if (rule.misses_in_a_call or 0) > known.misses_in_a_call:
        most = f"after {known.misses_in_a_call} misses a person comes (thresholds.misses_in_a_call)"
        yield ("misses_in_a_call",), most
    asks_words = [field for field in _OF_WORDS if field in rule.conditions]
    if asks_words and rule.languages and rules.language not in rule.languages:
        yield ("languages",), f"{asks_words[0]} are known of {rules.language} alone"
    if asks_words and rule.right_below is not None and rule.right_below <= known.transcript:
        yield ("right_below",), f"{asks_words[0]} are known of words that are at least {known.transcript:g} sure"


def _has_days_off(route: str, rules: Rules) -> bool:
    return bool(rules.routes[route].holidays or rules.routes[route].exceptions)


def _left_nothing(rule: TransferRule, rules: Rules, at: int, place: tuple[object, ...]) -> Iterator[Told]:
    mend = "the first match wins; put it above, ask for more there, or remove it"
    if not rule.intents:
        if taker := taker_of(rule, rules, at):
            yield place, f"can never match: '{taker.name}' above takes all of it: {mend}"
        return
    takers = {one: taker_of(rule.model_copy(update={"intents": (one,)}), rules, at) for one in rule.intents}
    taken = {intent: taker for intent, taker in takers.items() if taker}
    if len(taken) == len(takers):
        by = ", ".join(dict.fromkeys(f"'{taker.name}'" for taker in taken.values()))
        yield place, f"can never match: {by} above takes all of it: {mend}"
        return
    for intent, taker in taken.items():
        mend = "the first match wins; remove it here, or put this rule above"
        where = rule.intents.index(intent)
        yield (*place, "intents", where), f"'{intent}' can never match here: '{taker.name}' above takes it: {mend}"


def _takes_all_of(earlier: TransferRule, later: TransferRule, rules: Rules) -> bool:
    """Whether the earlier holds whenever the later does: each of its conditions follows from one of the later's."""
    return (
        _by_meaning(earlier, later)
        and _by_how_it_goes(earlier, later)
        and _by_what_is_known(earlier, later)
        and _by_words(earlier, later, rules)
    )


def _by_meaning(earlier: TransferRule, later: TransferRule) -> bool:
    if earlier.intents and later.at_confidence < earlier.at_confidence:
        return False
    # Else they are asked about different turns; one without a route is about all of them.
    same_kind = bool(earlier.topics) == bool(later.topics) and bool(later.topics or later.route)
    below = _less(earlier.below_confidence, later.below_confidence)
    return same_kind and below and _within(earlier.intents, later.intents) and _within(earlier.topics, later.topics)


def _by_how_it_goes(earlier: TransferRule, later: TransferRule) -> bool:
    in_call = max(later.misses_in_a_call or 0, later.misses_in_a_row or 0)  # those in a row are in the call
    return (
        _less(earlier.right_below, later.right_below)
        and (earlier.misses_in_a_row or 0) <= (later.misses_in_a_row or 0)
        and (earlier.misses_in_a_call or 0) <= in_call
        and (earlier.frustration or 0) <= (later.frustration or 0)
    )


def _by_what_is_known(earlier: TransferRule, later: TransferRule) -> bool:
    fields = ("opted_out", "languages", "numbers", "open", "closed")
    queues = later.queue_longer_than
    return (
        all(_within(getattr(earlier, field), getattr(later, field)) for field in fields)
        and all(route in queues and queues[route] >= most for route, most in earlier.queue_longer_than.items())
        and all(_has_slot(name, values, later) for name, values in earlier.slots.items())
    )


def _has_slot(name: str, wanted: tuple[str, ...], later: TransferRule) -> bool:
    values = later.slots.get(name)
    return values is not None and (ANY in wanted or (ANY not in values and set(values) <= set(wanted)))


def _by_words(earlier: TransferRule, later: TransferRule, rules: Rules) -> bool:
    """Whether each phrase of the later holds one of the earlier's."""
    wanted = [phrases for phrases in (earlier.words, *map(rules.word_lists.__getitem__, earlier.word_lists)) if phrases]
    if not wanted or not (later.words or later.word_lists):
        return not wanted
    of_lists = (rules.word_lists[name] for name in later.word_lists if name not in earlier.word_lists)
    return all(any(map(_said(phrase).holds_one_of, wanted)) for phrase in chain(later.words, *of_lists))


@lru_cache(maxsize=4096)
def _said(phrase: str) -> Said:
    """The first of each list is asked for most: as soon as one phrase is not taken, the others are not looked at."""
    return Said(phrase)


def _within(wanted: tuple[object, ...], given: tuple[object, ...]) -> bool:
    """Whether one of the given is always one of the wanted; where nothing is wanted, anything is."""
    return not wanted or (bool(given) and set(given) <= set(wanted))


def _less(wanted: float | None, given: float | None) -> bool:
    return wanted is None or (given is not None and given <= wanted)
