"""What to do with a turn that is over: rules first, the dialogue model last."""

from dataclasses import dataclass
from enum import StrEnum

from .answering_machine import ENOUGH
from .card import holds_card
from .care import care_for, is_graver, lines_for, route_for, tickets_for
from .commands import RecordTurn
from .hearing import Hearing
from .record import Care, Engine, Expects, Flag, Line, Prompt, Reason, Topic, Transcript, Understanding
from .requests import Request
from .rules import Rules
from .teams import Teams
from .turn import Turn
from .wording import words_of

BY_RULE = {Reason.TRANSFER_RULE, Reason.SENSITIVE_TOPIC}
"""Transfers that follow from what the caller said: all of it is for the agent."""


class Outcome(StrEnum):
    TRANSFER = "transfer"
    REQUEST = "request"
    """Of the assistant itself: to repeat, to speak slower, to go back."""
    TELL_WHAT_WE_ARE = "tell_what_we_are"
    NOTHING_SAID = "nothing_said"
    MISS = "miss"
    ASK = "ask"
    ASK_IF_SAFE = "ask_if_safe"
    WAIT = "wait"
    GO_ON = "go_on"
    OFFER_KEYS = "offer_keys"
    CARD_NUMBER = "card_number"
    TAKEN_BACK = "taken_back"
    MACHINE = "machine"
    BACK = "back"
    """After the moment that they asked for."""
    OFFER_PERSON = "offer_person"
    """What was heard while they wait may have been a wish for one."""


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    why: str
    route: str = ""
    reason: Reason | None = None
    lines: tuple[Line, ...] = ()
    """What to say, where it is not the usual line."""
    care: Care | None = None
    """What agents must know from here on."""
    request: Request | None = None
    ticket: str | None = None
    """What the dialogue is told, so that it writes down what a person is to deal with: "/intent", or words."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What of the call bears on a decision: what was asked, what was stopped for the caller, what came before."""

    expects: Expects
    stopped: bool = False
    """Something that was being said was stopped, or kept waiting, when the caller began."""
    keys_offered: bool = False
    asked_if_safe: bool = False
    """The caller spoke of abuse, and was asked whether it is safe to talk."""
    machine: int = 0
    """Evidence, with this turn's, that no person is on the line."""


def decide(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    """The outcome of a finished turn: topics and ways out come before confidence, confidence before transfer rules."""
    return _decide_at_any_price(turn, around, rules) or _decide_on_words(turn, around, rules)


def _decide_at_any_price(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """What no doubt about words or meaning, no other language and no broken engine comes before."""
    text, language, teams = turn.text, turn.language, rules.teams()
    team = language.teams.asked_for(text, teams) or language.teams.asked_for(turn.newly_said or "", teams)
    wants_person = team is not None or turn.wants_person()
    if (topic := turn.topic) and (not around.asked_if_safe or is_graver(topic, Topic.ABUSE)):
        return _decide_on_topic(topic, f"speaks of {topic}", turn, rules, wants_person=wants_person)
    if around.machine >= ENOUGH:
        return Decision(Outcome.MACHINE, "a recording or a bot is on the line")
    if wants_person:
        why = f"the caller asked for {team}" if team else "the caller asked for a person"
        return Decision(Outcome.TRANSFER, why, team or rules.ways_out.route, Reason.CALLER_ASKED)
    if language.what_we_are.is_asked(text):
        return Decision(Outcome.TELL_WHAT_WE_ARE, "the caller asked what we are")
    if around.stopped and turn.has_heard_enough:
        return Decision(Outcome.WAIT, "the line has said enough for the caller")
    if request := turn.request:
        return Decision(Outcome.REQUEST, f"the caller asked for: {request}", request=request)
    if holds_card(text):
        return Decision(Outcome.CARD_NUMBER, "a card number was read out")
    return None


def _decide_on_words(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    text, language = turn.wish, turn.language
    if turn.failed:
        return _without_an_engine(turn, around, rules, text)
    if (heard := turn.heard) is None or not words_of(text):
        return Decision(Outcome.NOTHING_SAID, "no words found")
    if turn.wants_a_moment:
        return Decision(Outcome.WAIT, "the caller asked to wait")
    if around.stopped and _only_listens(text, turn, around.expects):
        return Decision(Outcome.GO_ON, "the caller only showed that they listen")
    if around.asked_if_safe:
        return after_safety_question(rules, safe=language.answers.says_safe(text))
    if language.small_words.only_exclaims(text):
        return Decision(Outcome.GO_ON, "the caller only exclaimed")
    if heard.language != rules.language:
        return Decision(Outcome.TRANSFER, "another language", rules.fallback_route, Reason.OTHER_LANGUAGE)
    if heard.confidence < rules.thresholds.transcript:
        return Decision(Outcome.MISS, "unsure of the words")
    if (topic := turn.likely_topic(rules.thresholds.topic)) and not language.answers.fits(around.expects, text):
        return _decide_on_topic(topic, f"seems to speak of {topic}", turn, rules)
    return _decide_on_intent(turn, around.expects, rules, text)


def after_safety_question(rules: Rules, *, safe: bool) -> Decision:
    """A person comes whatever the answer is, silence included; the agent is told it. Nothing names the subject."""
    care = care_for(Topic.ABUSE, Flag.SAFE_TO_TALK if safe else Flag.UNSAFE_TO_TALK)
    why, route = f"{'' if safe else 'not '}safe to talk", route_for(Topic.ABUSE, rules)
    return Decision(Outcome.TRANSFER, why, route, Reason.SENSITIVE_TOPIC, (Prompt("connecting"),), care)


def _decide_on_topic(topic: Topic, why: str, turn: Turn, rules: Rules, *, wants_person: bool = False) -> Decision:
    lines = lines_for(topic, rules, turn.text, turn.language.what_we_are)
    if topic is Topic.ABUSE and not wants_person:
        return Decision(Outcome.ASK_IF_SAFE, why, lines=lines, care=care_for(topic, Flag.UNSAFE_TO_TALK))
    reason = Reason.CALLER_ASKED if wants_person else Reason.SENSITIVE_TOPIC
    lines = () if topic is Topic.ABUSE else lines
    ticket = ticket_of(tickets_for(topic, rules), turn.text)
    return Decision(Outcome.TRANSFER, why, route_for(topic, rules), reason, lines, care_for(topic), ticket=ticket)


def names_a_place(decision: Decision, text: str, teams: Teams) -> bool:
    """Whether the person who is asked for is one of a team, ours or not, or for something: the agent is told which."""
    return decision.reason is Reason.CALLER_ASKED and teams.are_named_in(text)


def ticket_of(kinds: tuple[str, ...], text: str) -> str | None:
    """The only kind that there is; of several what was said, for the dialogue to tell which of them it is."""
    return f"/{kinds[0]}" if len(kinds) == 1 else (text if kinds else None)


def _only_listens(text: str, turn: Turn, expects: Expects) -> bool:
    """What was said after words that were answered before counts: nothing, too, is no reason to start again."""
    listens, more = turn.language.small_words.is_backchannel, turn.newly_said
    return listens(text, expects) if more is None else not more or listens(more, expects)


def _without_an_engine(turn: Turn, around: Circumstances, rules: Rules, text: str) -> Decision:
    sure = turn.transcript is not None and turn.transcript.confidence >= rules.thresholds.transcript
    if sure and turn.failed is Engine.DIALOGUE and (courtesy := turn.language.requests.courtesy_in(text)):
        return Decision(Outcome.REQUEST, f"{courtesy}, and no dialogue to answer it", request=courtesy)
    if turn.busy and turn.failed is Engine.TRANSCRIBER and rules.menu and not around.keys_offered:
        return Decision(Outcome.OFFER_KEYS, "the transcriber has too much to do")
    return Decision(Outcome.TRANSFER, f"the {turn.failed} failed", rules.fallback_route, Reason.ENGINE_FAILED)


def _decide_on_intent(turn: Turn, expects: Expects, rules: Rules, text: str) -> Decision:
    if turn.understanding is None:
        return Decision(Outcome.TRANSFER, "no intent came", rules.fallback_route, Reason.ENGINE_FAILED)
    intent, confidence = turn.understanding.intent, turn.understanding.confidence
    if not turn.language.answers.fits(expects, text):
        if rule := rules.transfer_rule_for(intent, confidence):
            why, ticket = f"rule {rule.name}", ticket_of(rule.tickets, text)
            return Decision(Outcome.TRANSFER, why, rule.route, Reason.TRANSFER_RULE, ticket=ticket)
        if confidence < rules.thresholds.intent and not turn.understanding.answers:
            return Decision(Outcome.MISS, "unsure of the intent")
    return Decision(Outcome.ASK, "understood")


def record_of(hearing: Hearing, decision: Decision, why: str, intent: str | None = None) -> RecordTurn:
    """The exchange as it is kept; `intent` is what a key stood for."""
    turn = hearing.turn
    understood = turn.understanding or Understanding(intent or "", float(intent is not None))
    return RecordTurn(
        turn=turn.number,
        transcript=turn.heard or Transcript("", 0.0),
        intent=understood.intent or None,
        intent_confidence=understood.confidence,
        outcome=decision.outcome,
        why=f"{why}; {decision.why}",
        speech_seconds=hearing.speech_seconds,
        waited_seconds=hearing.silence_seconds,
    )
