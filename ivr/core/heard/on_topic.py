"""Whether a turn speaks of what is not for a machine, by its words or by its meaning, and where it then goes."""

from ..care import care_for, is_graver, lines_for, route_for, tickets_for
from ..record import Flag, Prompt, Reason, Topic
from ..rules import Rules
from .decision import Circumstances, Decision, Outcome, ticket_of
from .on_rule import overruled
from .turn import Turn


def on_topic(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A sensitive topic is spoken of, in words that a rule knows."""
    topic = turn.topic
    if topic is None or (around.asked_if_safe and not is_graver(topic, Topic.ABUSE)):
        return None
    wants_person = turn.team_of(rules.teams()) is not None or turn.wants_person()
    decision = decide_on_topic(topic, f"speaks of {topic}", turn, rules, wants_person=wants_person)
    return decision if wants_person else overruled(decision, turn, around, rules)


def on_likely_topic(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A sensitive topic is spoken of, by what the dialogue model takes it for."""
    topic = turn.likely_topic(rules.thresholds.topic)
    if topic is None or turn.language.answers.fits(around.expects, turn.wish):
        return None
    return overruled(decide_on_topic(topic, f"seems to speak of {topic}", turn, rules), turn, around, rules)


def after_safety_question(rules: Rules, *, safe: bool) -> Decision:
    """A person comes whatever the answer is, silence included; the agent is told it. Nothing names the subject."""
    care = care_for(Topic.ABUSE, Flag.SAFE_TO_TALK if safe else Flag.UNSAFE_TO_TALK)
    why, route = f"{'' if safe else 'not '}safe to talk", route_for(Topic.ABUSE, rules)
    return Decision(Outcome.TRANSFER, why, route, Reason.SENSITIVE_TOPIC, (Prompt("connecting"),), care)


def decide_on_topic(topic: Topic, why: str, turn: Turn, rules: Rules, *, wants_person: bool = False) -> Decision:
    lines = lines_for(topic, rules, turn.text, turn.language)
    if topic is Topic.ABUSE and not wants_person:
        return Decision(Outcome.ASK_IF_SAFE, why, lines=lines, care=care_for(topic, Flag.UNSAFE_TO_TALK))
    reason = Reason.CALLER_ASKED if wants_person else Reason.SENSITIVE_TOPIC
    lines = () if topic is Topic.ABUSE else lines
    ticket = ticket_of(tickets_for(topic, rules), turn.text)
    return Decision(Outcome.TRANSFER, why, route_for(topic, rules), reason, lines, care_for(topic), ticket=ticket)
