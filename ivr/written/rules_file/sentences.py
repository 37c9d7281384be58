"""Rules as a supervisor reads them: "When the caller asks about bill, and support is closed → night desk"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ...core.profile import Profile
from ...core.record import Choice, MayRecord, Priority
from ...core.rules import Rules
from ...core.transfer_rule import ANY, TransferRule

GOES_ON = "the call goes on"
_WHATEVER_IT_IS = "known"
_SURE_ENOUGH = TransferRule.model_fields["at_confidence"].default
_CHOICES = {
    Choice.NO_MACHINE: "no machine",
    Choice.NO_RECORDING: "no recording",
    Choice.NO_TRAINING: "no use of the call for training",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence, and the field of the rule whose value it shows; empty: words that stand in every rule."""

    text: str
    field: str = ""


Sentence = tuple[Part, ...]


def sentence_of_rule(rule: TransferRule) -> Sentence:
    """All that it asks and does, but for its name. Two rules that differ in anything else read differently."""
    off = () if rule.enabled else (Part("Off", "enabled"), Part(": "))
    asked = _listed(_conditions(rule), Part(", and "))
    return (*off, Part("When "), *asked, Part(" → "), *_goes(rule), *chain.from_iterable(_more(rule)))


def sentence_of_fallback(rules: Rules) -> Sentence:
    """What stands behind the last rule, and stays."""
    first = Part("When a person is needed and nothing above says which → ")
    return first, Part(_named(rules.fallback_route), "fallback_route")


def sentence_of_number(called: str, profile: Profile) -> Sentence:
    """What is another for calls to this number."""
    differing = _listed(list(_differing(profile)) or [(Part("as everywhere"),)], Part(", "))
    return Part("Calls to "), Part(called, "number"), Part(": "), *differing


def in_words(sentence: Iterable[Part]) -> str:
    return "".join(part.text for part in sentence)


def _differing(profile: Profile) -> Iterator[Sentence]:
    if profile.company:
        yield Part("company "), Part(profile.company, "company")
    if profile.notices:
        lines = [(Part(_named(line), "notices"),) for line in profile.notices]
        yield Part("behind the disclosure "), *_listed(lines, Part(" and "))
    if profile.recording is not None:
        asked = profile.recording is MayRecord.ASK
        yield Part("recorded "), Part("where callers agree" if asked else "never", "recording")
    if profile.emergency_number:
        yield Part("emergency number "), Part(profile.emergency_number, "emergency_number")
    if profile.crisis_number:
        yield Part("for people in despair "), Part(profile.crisis_number, "crisis_number")
    elif profile.emergency_number:
        yield (Part("for people in despair the same"),)
    if profile.fallback_route:
        yield (
            Part("who needs a person for another reason goes to "),
            Part(_named(profile.fallback_route), "fallback_route"),
        )


def _conditions(rule: TransferRule) -> Iterator[Sentence]:
    yield from _of_meaning(rule)
    yield from _of_how_it_goes(rule)
    for name, values in rule.slots.items():
        yield (
            Part(_named(name), "slots"),
            Part(" is "),
            *_either([_WHATEVER_IT_IS] if ANY in values else values, "slots"),
        )
    if rule.opted_out:
        yield Part("the caller wants "), *_either((_CHOICES[one] for one in rule.opted_out), "opted_out")
    if rule.languages:
        yield Part("the caller speaks "), *_either(rule.languages, "languages")
    if rule.numbers:
        yield Part("the number that was called is "), *_either(rule.numbers, "numbers")
    if rule.open:
        yield *_either(map(_named, rule.open), "open"), Part(" is open")
    if rule.closed:
        yield *_either(map(_named, rule.closed), "closed"), Part(" is closed")
    for route, most in rule.queue_longer_than.items():
        of_queue = Part(str(most), "queue_longer_than"), Part(" wait for "), Part(_named(route), "queue_longer_than")
        yield Part("more callers than "), *of_queue


def _of_meaning(rule: TransferRule) -> Iterator[Sentence]:
    if rule.intents:
        sure: Sentence = ()
        if rule.at_confidence != _SURE_ENOUGH:
            sure = Part(" (at least "), Part(_percent(rule.at_confidence), "at_confidence"), Part(" sure)")
        yield Part("the caller asks about "), *_either(map(_named, rule.intents), "intents"), *sure
    if rule.below_confidence is not None:
        share = Part(_percent(rule.below_confidence), "below_confidence")
        yield Part("what the caller means is less than "), share, Part(" sure")
    if rule.topics:
        yield Part("the caller speaks of "), *_either((_named(topic) for topic in rule.topics), "topics")
    if rule.words or rule.word_lists:
        phrases = [Part(f"“{phrase}”", "words") for phrase in rule.words]
        lists = [(Part("a phrase of the list "), Part(name, "word_lists")) for name in rule.word_lists]
        yield Part("the caller says "), *_listed([*((phrase,) for phrase in phrases), *lists], Part(" or "))


def _of_how_it_goes(rule: TransferRule) -> Iterator[Sentence]:
    if rule.right_below is not None:
        chance = Part("the chance that all words were understood right is below ")
        yield chance, Part(_percent(rule.right_below), "right_below")
    missed = Part("the caller was not understood ")
    if rule.misses_in_a_row:
        yield missed, Part(_times(rule.misses_in_a_row), "misses_in_a_row"), Part(" in a row")
    if rule.misses_in_a_call:
        yield missed, Part(_times(rule.misses_in_a_call), "misses_in_a_call"), Part(" in the call")
    if rule.frustration:
        points = "point" if rule.frustration == 1 else "points"
        yield (
            Part("the caller's frustration has "),
            Part(f"{rule.frustration} {points}", "frustration"),
            Part(" or more"),
        )


def _goes(rule: TransferRule) -> Sentence:
    return (Part(_named(rule.route), "route"),) if rule.route else (Part(GOES_ON),)


def _more(rule: TransferRule) -> Iterator[Sentence]:
    if rule.say:
        yield Part(", after the line "), Part(rule.say, "say")
    if rule.priority is not None:
        kind = "usual" if rule.priority is Priority.NORMAL else rule.priority.value
        yield Part(", with "), Part(kind, "priority"), Part(" priority")
    if rule.whisper:
        yield Part(", and the agent is told "), Part(f"“{rule.whisper}”", "whisper")
    if rule.tickets:
        yield Part(", and a ticket is written as "), *_either(map(_named, rule.tickets), "tickets")
    if rule.tag:
        yield Part(", tagged "), Part(_named(rule.tag), "tag")
    if rule.alert:
        yield Part(", with an "), Part("alert", "alert")


def _either(values: Iterable[str], field: str) -> Sentence:
    return _listed([(Part(value, field),) for value in values], Part(" or "))


def _listed(parts: Iterable[Sentence], between: Part) -> Sentence:
    parts = list(parts)
    return tuple(chain.from_iterable((*part, between) for part in parts[:-1])) + tuple(chain.from_iterable(parts[-1:]))


def _named(name: str) -> str:
    return name.replace("_", " ")


def _percent(share: float) -> str:
    return f"{share * 100:.10g} %"


def _times(number: int) -> str:
    return "once or more" if number == 1 else f"{number} times or more"
