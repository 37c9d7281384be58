"""Whether what was said answers what a task has asked, told to the phone before anything is done with it.

The phone judges by the model's confidence, which knows no question: "take it off, we won't be needing him" is no
sentence that anybody trained, and a clear answer to "I'll cancel the visit. Shall I do that?".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from back_office.local_time import be_in_zone, local_now
from spoken.digits import numbers_in
from talk.assent import assent_in
from talk.following import asks
from talk.giving_up import declines, gives_up, refuses
from tasks.cancelling import fate_in
from tasks.desk import Around, callers_day
from tasks.every import EVERY
from tasks.filling import Filled, answer, correct, is_given_up, leaves_as_meant, reopened
from tasks.follow_up import names_no_other
from tasks.heard import Heard
from tasks.known import KNOWN, known_of, of_another
from tasks.meant import LACKS, Meant
from tasks.place import place_in
from tasks.question import ORDER_DIGITS
from tasks.task import Task
from tasks.work import CHANGE, CONFIRM, RESUME, TASK, Work, work_of

_IT = re.compile(r"\b(?:it|that|this|they|he|she)\b", re.IGNORECASE)
REQUESTED, ANSWER = "requested_slot", "task_answer"
"""Rasa's slot of what is asked now, and what that is while a task asks."""


def is_answer(slots: Mapping[str, Any], text: str, told: Mapping[str, Any]) -> bool:
    """Whether a text answers the question that the task of these slots has asked.

    Where none was asked: whether it has a number of ours, or asks on about what was told, as "when's that due?".

    `told` is what the phone tells with a turn, the business's "time_zone" (channels/conversation.py), and "answers",
    what the pipeline takes the text to mean as one.
    """
    if slots.get(REQUESTED) != ANSWER or not slots.get(TASK):
        return bool(numbers_in(text, ORDER_DIGITS)) or _asks_on(slots, text)
    be_in_zone(str(told.get("time_zone") or ""))
    work = work_of(deepcopy(slots[TASK]))
    around = Around(callers_day(work.day_asked, local_now().date()), str(told.get("caller") or ""))
    return _answers(work, Heard(text, meant=Meant.of(told.get("answers"))), around)


def _asks_on(slots: Mapping[str, Any], text: str) -> bool:
    told = known_of(slots.get(KNOWN)).told
    about_it = told is not None and names_no_other(told, text) and not of_another(text)
    return about_it and asks(text) and bool(_IT.search(text))


def _answers(work: Work, heard: Heard, desk: Around) -> bool:
    """Works on a task of its own: what readers keep in it is thrown away."""
    task = EVERY[work.task]
    if gives_up(heard.text) or refuses(heard.text) or declines(heard.text):
        return True
    said = assent_in(heard.text)
    if work.asked in {CONFIRM, RESUME}:
        if said.wish is not None or said.objects:
            return True
        fate = work.asked == CONFIRM and task.cancels(work) and fate_in(heard.text) is not None
        left = work.asked == CONFIRM and leaves_as_meant(task, work, heard)
        return fate or left or bool(correct(task, work, heard, desk))
    if work.asked == CHANGE:
        things = len(task.changeable(work)) + 1
        named = place_in(heard.text, things) is not None or said.wish is False
        return named or bool(correct(task, work, heard, desk) or reopened(task, work, heard.text))
    return _is_read(task, work, heard, desk)


def _is_read(task: Task, work: Work, heard: Heard, desk: Around) -> bool:
    question = task.question(work, work.asked)
    if question is None or question.reader.kind == "words":
        return False
    filled, read = answer(question, task, work, heard, desk)
    if heard.meant.likely(question.reader) == LACKS or is_given_up(question.reader, task, heard, read):
        return True
    return filled is not Filled.NOTHING or bool(read.why or read.heard) or bool(correct(task, work, heard, desk))
