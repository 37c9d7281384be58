"""What is done for a caller who speaks of a sensitive topic: what is said, where to, and what agents must know."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .record import Care, Flag, Line, Priority, Prompt, Topic
from .rules import Rules, TopicRule

if TYPE_CHECKING:  # rules are read before the first answer, and ask what care names
    from .language import Language

_ALONE = (Flag.NO_SURVEY, Flag.NO_CALLBACK, Flag.NO_VOICEMAIL)
"""For callers whose phone somebody else may answer, or for whom later is too late."""
_CLAIM = (Flag.NO_SURVEY, Flag.TICKET)


@dataclass(frozen=True, slots=True)
class _Policy:
    priority: Priority
    flags: tuple[Flag, ...] = (Flag.NO_SURVEY,)
    route: str = ""
    """Where there is a route of this name; else, and where empty, the fallback."""


_POLICIES = {
    Topic.EMERGENCY: _Policy(Priority.URGENT, _ALONE),
    Topic.SELF_HARM: _Policy(Priority.URGENT, _ALONE),
    Topic.ABUSE: _Policy(Priority.URGENT, _ALONE),
    Topic.BEREAVEMENT: _Policy(Priority.HIGH),
    Topic.CHILD: _Policy(Priority.HIGH, _ALONE),
    Topic.MEDICAL: _Policy(Priority.HIGH),
    Topic.FRAUD: _Policy(Priority.HIGH, (Flag.NO_SURVEY, Flag.NO_CALLBACK)),
    Topic.VULNERABILITY: _Policy(Priority.HIGH),
    Topic.HARDSHIP: _Policy(Priority.NORMAL),
    Topic.LEGAL_THREAT: _Policy(Priority.NORMAL, _CLAIM, "complaints"),
    Topic.RIGHTS: _Policy(Priority.NORMAL, _CLAIM, "complaints"),
    Topic.COMPLAINT: _Policy(Priority.NORMAL, _CLAIM, "complaints"),
}
_GRAVEST_FIRST = list(Topic)


def care_for(topic: Topic, *more: Flag) -> Care:
    policy = _POLICIES[topic]
    return Care(topic, policy.priority, (*policy.flags, *more))


def route_for(topic: Topic, rules: Rules) -> str:
    """The topic's route in the rules, else the one built in, else the fallback."""
    own = _rule(topic, rules).route or _POLICIES[topic].route
    return own if own in rules.routes else rules.fallback_route


def tickets_for(topic: Topic, rules: Rules) -> tuple[str, ...]:
    return _rule(topic, rules).tickets


def lines_for(topic: Topic, rules: Rules, text: str, language: "Language") -> tuple[Line, ...]:
    """What is said to these words: in an emergency the number first, and the truth to who asks for it.

    Of what we are, and of what is known of the caller; who they are is for a person to find out.
    """
    number = Prompt(f"emergency_{rules.emergency_number}")
    own = Prompt(_rule(topic, rules).prompt or f"topic_{topic}")
    truth: tuple[Line, ...] = (Prompt("robot_brief"),) if language.what_we_are.is_asked(text) else ()
    if topic is Topic.EMERGENCY:
        return (number, *truth, own)
    if topic is Topic.SELF_HARM:
        return (*truth, own, Prompt(f"crisis_{rules.crisis_number}") if rules.crisis_number else number)
    if topic is Topic.RIGHTS:
        return (*truth, *language.my_data.answer_to(text), own)
    return (*truth, own)


def prompts_named(rules: Rules) -> dict[str, str]:
    """Each prompt that these rules may have said about topics, and the field of the rules that names it."""
    named = {f"emergency_{rules.emergency_number}": "emergency_number"}
    if rules.crisis_number:
        named[f"crisis_{rules.crisis_number}"] = "crisis_number"
    wanted = set(Topic) - ignored_topics(rules)
    return named | {_rule(topic, rules).prompt or f"topic_{topic}": "topics" for topic in sorted(wanted)}


def ignored_topics(rules: Rules) -> frozenset[Topic]:
    return frozenset(topic for topic, rule in rules.topics.items() if not rule.enabled)


def is_graver(topic: Topic | None, than: Topic) -> bool:
    return topic is not None and _GRAVEST_FIRST.index(topic) < _GRAVEST_FIRST.index(than)


def _rule(topic: Topic, rules: Rules) -> TopicRule:
    return rules.topics.get(topic) or TopicRule()
