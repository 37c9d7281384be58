"""How the present question of a task is put: in words, with the keys for who uses them, and as the confirmation."""

from __future__ import annotations

from dataclasses import replace

from tasks.cancelling import CANCELLING
from tasks.choice import Choice, OwnWords, listed, pressed
from tasks.desk import Desk
from tasks.offers import Offers
from tasks.question import Question, labels
from tasks.say import YES_NO, Say, say
from tasks.task import Task
from tasks.work import CHANGE, CONFIRM, RESUME, Work

KEYS_AFTER = 2
"""Attempts that came to nothing until the keys are offered, which the phone does, with the question in short; one more,
and a person takes the call."""
MOST_CHANGES = 3
"""Answers that can be changed by a key; the fourth leaves all as it is."""
YES_NO_KEYS = Say("utter_press_yes_no", expects=YES_NO)


def asked(task: Task, work: Work, desk: Desk) -> list[Say]:
    """What asks for the answer that `work.asked` names; every sentence with what it awaits."""
    if work.asked == CONFIRM:
        return _confirmation(task, work, desk)
    if work.asked == RESUME:
        resume = "utter_also_asked" if work.not_begun else "utter_resume"
        return _with_yes_no_keys([Say(resume, {"thing": task.thing}, YES_NO)], work, YES_NO)
    if work.asked == CHANGE:
        return _what_to_change(task, work)
    question = task.question(work, work.asked)
    return _question(question, work, desk) if question else []


def _confirmation(task: Task, work: Work, desk: Desk) -> list[Say]:
    sentence = task.confirm(work, desk)
    words = {"words": list(CANCELLING)} if task.cancels(work) else {}
    expects = YES_NO | ({"binding": True} if task.binding else {}) | words
    return _with_yes_no_keys([replace(sentence, expects=expects)] if sentence else [], work, expects)


def _with_yes_no_keys(says: list[Say], work: Work, expects: dict[str, object]) -> list[Say]:
    told = work.by_keys and not work.told_yes_no
    return [*says, replace(YES_NO_KEYS, expects=expects)] if told else says


def _what_to_change(task: Task, work: Work) -> list[Say]:
    things = [*labels(task.changeable(work))[:MOST_CHANGES], "nothing at all"]
    expects = {"kind": "choice", "words": things, "numbered": True}
    says = [Say("utter_what_to_change", {"options": listed(things)}, expects)]
    if work.by_keys or work.misses.get(CHANGE, 0):
        says.append(Say("utter_press", {"keys": pressed(things)}, expects))
    return says


def _question(question: Question, work: Work, desk: Desk) -> list[Say]:
    reader = question.reader
    expects = reader.expects()
    by_keys = _keys(question, desk)
    if isinstance(reader, Offers):
        asks = say("utter_free_then") if work.by_keys else say(question.response, options=reader.options(desk.today))
    else:
        asks = say(question.response)
    says = [replace(asks, expects=expects)]
    if work.by_keys and by_keys:
        says.append(replace(by_keys, expects=expects))
    return says


def _keys(question: Question, desk: Desk) -> Say | None:
    """What to press for each choice; for a number only where the keys are not the plain digits."""
    reader = question.reader
    if isinstance(reader, Offers):
        return say("utter_press", keys=reader.by_keys(desk.today))
    if isinstance(reader, Choice | OwnWords) and reader.options:
        return say("utter_press", keys=reader.by_keys())
    return say("utter_type_phone") if reader.kind == "phone" else None
