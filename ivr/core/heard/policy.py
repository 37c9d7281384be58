"""What to do with a turn that is over: rules first, the dialogue model last. Here stands in which order."""

from collections.abc import Callable
from dataclasses import replace

from ..commands import RecordTurn
from ..parts.hearing import Hearing
from ..record import Choice, Chosen, Engine, Expects, Reason, Topic, Transcript, Understanding
from ..rules import Rules
from ..words.answering_machine import ENOUGH
from ..words.card import holds_card
from ..words.teams import Teams
from ..words.wording import words_of
from .decision import Circumstances, Decision, Outcome
from .on_rule import on_rule, overruled
from .on_topic import after_safety_question as after_safety_question
from .on_topic import decide_on_topic, on_likely_topic, on_topic
from .turn import Turn
from .wish_to_pay import on_wish_to_pay

_NEAR_A_CHOICE = {None, Topic.RIGHTS, Topic.COMPLAINT}
"""What a choice is taken for by the words of topics: whether there is one is told by the rest of what was said."""

Judge = Callable[[Turn, Circumstances, Rules], Decision | None]


def decide(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    """What the first that knows of something to do decides."""
    decisions = (judge(turn, around, rules) for judge in ORDER)
    return next(decision for decision in decisions if decision is not None)


def order() -> str:
    """In which order a turn is judged, for the docs: a line for each who is asked, by what it says of itself."""
    return "\n".join(f"{place}. {str(judge.__doc__).strip()}" for place, judge in enumerate(ORDER, 1))


# --- what no doubt about words or meaning, no other language and no broken engine comes before ---


def _on_choice(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller chooses, for this call and later ones: no machine, no recording, no training."""
    sure = turn.transcript is not None and turn.transcript.confidence >= rules.thresholds.transcript
    made = turn.choices if sure else ()
    if not made:
        return None
    rest = turn.language.choices.left_of(turn.text)
    topic = turn.topic if turn.topic not in _NEAR_A_CHOICE else turn.language.topics.topic_of(rest, turn.ignored)
    no_machine = Chosen(Choice.NO_MACHINE) in made
    if around.asked_if_safe:
        return replace(after_safety_question(rules, safe=False), choices=made)
    if topic is not None:
        found = decide_on_topic(topic, f"speaks of {topic}", turn, rules, wants_person=no_machine)
    elif no_machine or turn.language.ways_out.asks_for_person(rest, turn.ways_out):
        route = turn.team_of(rules.teams()) or rules.ways_out.route
        found = Decision(Outcome.TRANSFER, "the caller wants a person", route, Reason.CALLER_ASKED)
    else:
        found = Decision(Outcome.CHOICE, "nothing else is asked")
    return replace(found, why=f"the caller chose {', '.join(map(_told, made))}; {found.why}", choices=made)


def _told(chosen: Chosen) -> str:
    return chosen.choice.value if chosen.stands else f"not {chosen.choice} any more"


def _on_machine(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A recording or a bot is on the line."""
    return Decision(Outcome.MACHINE, "a recording or a bot is on the line") if around.machine >= ENOUGH else None


def _on_person(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A person is asked for, or a team by its name."""
    team = turn.team_of(rules.teams())
    if team is None and not turn.wants_person():
        return None
    why = f"the caller asked for {team}" if team else "the caller asked for a person"
    return Decision(Outcome.TRANSFER, why, team or rules.ways_out.route, Reason.CALLER_ASKED)


def _on_what_we_are(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller asks whether this is a robot."""
    asked = turn.language.what_we_are.is_asked(turn.text)
    return Decision(Outcome.TELL_WHAT_WE_ARE, "the caller asked what we are") if asked else None


def _on_enough(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The line is told to stop talking."""
    told = around.stopped and turn.has_heard_enough
    return Decision(Outcome.WAIT, "the line has said enough for the caller") if told else None


def _on_request(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """Something is asked of the assistant itself: again, slower, back, help."""
    request = turn.request
    return Decision(Outcome.REQUEST, f"the caller asked for: {request}", request=request) if request else None


def _on_card(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """A payment card's number is read out."""
    return Decision(Outcome.CARD_NUMBER, "a card number was read out") if holds_card(turn.text) else None


def _on_consent(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """They were asked whether the call may be recorded, and this is the answer; or the recording is to be deleted."""
    agreed, deletes = turn.agreed, turn.deletes and not around.asked_if_safe
    sure = turn.transcript is not None and turn.transcript.confidence >= rules.thresholds.transcript
    if not sure or (agreed is None and not deletes):
        return None
    return Decision(Outcome.CONSENT, "of a recording", agreed=bool(agreed), deletes=deletes)


# --- by the words that the dialogue would be given ---


def _on_failure(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """An engine failed."""
    if not turn.failed:
        return None
    sure = turn.transcript is not None and turn.transcript.confidence >= rules.thresholds.transcript
    if sure and turn.failed is Engine.DIALOGUE and (courtesy := turn.language.requests.courtesy_in(turn.wish)):
        return Decision(Outcome.REQUEST, f"{courtesy}, and no dialogue to answer it", request=courtesy)
    if turn.busy and turn.failed is Engine.TRANSCRIBER and rules.menu and not around.keys_offered:
        return Decision(Outcome.OFFER_KEYS, "the transcriber has too much to do")
    return Decision(Outcome.TRANSFER, f"the {turn.failed} failed", rules.fallback_route, Reason.ENGINE_FAILED)


def _on_nothing(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """No words were found."""
    nothing = turn.heard is None or not words_of(turn.wish)
    return Decision(Outcome.NOTHING_SAID, "no words found") if nothing else None


def _on_wait(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller asks for a moment."""
    return Decision(Outcome.WAIT, "the caller asked to wait") if turn.wants_a_moment else None


def _on_listening(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller only shows that they listen."""
    listens = around.stopped and _only_listens(turn, around.expects)
    return Decision(Outcome.GO_ON, "the caller only showed that they listen") if listens else None


def _on_safety(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """They were asked whether it is safe to talk: this is the answer."""
    return (
        after_safety_question(rules, safe=turn.language.answers.says_safe(turn.wish)) if around.asked_if_safe else None
    )


def _on_exclamation(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The caller only exclaims."""
    exclaims = turn.language.small_words.only_exclaims(turn.wish)
    return Decision(Outcome.GO_ON, "the caller only exclaimed") if exclaims else None


def _on_language(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """Another language is spoken."""
    if turn.heard is None or turn.heard.language == rules.language:
        return None
    left = Decision(Outcome.TRANSFER, "another language", rules.fallback_route, Reason.OTHER_LANGUAGE)
    return overruled(left, turn, around, rules)


def _on_doubt(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The words are not sure: a miss."""
    unsure = turn.heard is None or turn.heard.confidence < rules.thresholds.transcript
    return Decision(Outcome.MISS, "unsure of the words") if unsure else None


def _on_silent_model(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The dialogue model said nothing of the words."""
    silent = turn.understanding is None
    return Decision(Outcome.TRANSFER, "no intent came", rules.fallback_route, Reason.ENGINE_FAILED) if silent else None


def _on_unsure_intent(turn: Turn, around: Circumstances, rules: Rules) -> Decision | None:
    """The meaning is not sure: a miss, unless the words answer what was asked."""
    known = turn.understanding
    if known is None or turn.language.answers.fits(around.expects, turn.wish) or known.answers:
        return None
    return Decision(Outcome.MISS, "unsure of the intent") if known.confidence < rules.thresholds.intent else None


def _on_all_else(turn: Turn, around: Circumstances, rules: Rules) -> Decision:
    """All else is for the dialogue."""
    return Decision(Outcome.ASK, "understood")


ORDER: tuple[Judge, ...] = (
    _on_choice,
    _on_consent,
    on_topic,
    _on_machine,
    _on_person,
    _on_what_we_are,
    _on_enough,
    _on_request,
    _on_card,
    _on_failure,
    _on_nothing,
    _on_wait,
    _on_listening,
    _on_safety,
    _on_exclamation,
    _on_language,
    _on_doubt,
    on_likely_topic,
    on_wish_to_pay,
    _on_silent_model,
    on_rule,
    _on_unsure_intent,
    _on_all_else,
)
"""Who is asked about a turn, one after the other, until one knows what to do."""

# --- what they share ---


def names_a_place(decision: Decision, text: str, teams: Teams) -> bool:
    """Whether the person who is asked for is one of a team, ours or not, or for something: the agent is told which."""
    return decision.reason is Reason.CALLER_ASKED and teams.are_named_in(text)


def _only_listens(turn: Turn, expects: Expects) -> bool:
    """What was said after words that were answered before counts: nothing, too, is no reason to start again."""
    listens, more = turn.language.small_words.is_backchannel, turn.newly_said
    return listens(turn.wish, expects) if more is None else not more or listens(more, expects)


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
        rule=decision.rule or None,
        speech_seconds=hearing.speech_seconds,
        waited_seconds=hearing.silence_seconds,
    )
