"""What of a sentence answers a task's questions: the one asked, others that were not, and those answered before."""

from __future__ import annotations

import re
from enum import Enum

from talk.giving_up import is_giving_up
from talk.indifference import leaves_it_to_us, minds
from tasks.choice import Choice
from tasks.desk import Around, Desk
from tasks.heard import NO_NUMBER, NO_PREFERENCE, Heard
from tasks.meant import CANCEL, CHANGE, NUMBER, Meant, as_meant
from tasks.offers import Offers
from tasks.question import Question
from tasks.reader import Digits, Phone, Read, Reader
from tasks.refusal import parted, refused_in
from tasks.task import Task
from tasks.work import Work

_CHANGE = re.compile(
    r"\b(?:change|wrong|not right|isn't right|incorrect|mistake|different|correct|fix|made an error|except|"
    r"apart from|"
    r"aside from|other than|besides|but not|just not|only not)\b",
    re.IGNORECASE,
)


class Filled(Enum):
    ANSWERED = "answered"
    CORRECTED = "corrected"
    NARROWED = "narrowed"
    """Fewer things are offered now."""
    NOTHING = "nothing"


def answer(question: Question, task: Task, work: Work, heard: Heard, desk: Desk | Around) -> tuple[Filled, Read]:
    """Takes the answer to the question asked out of what was heard, and whatever else was said with it."""
    reader = question.reader
    read = _read(reader, task, heard, desk)
    if (read.value is not None or read.why) and question.goes_with:
        along = _said_along(question, task, work, heard.text, desk)
        if along.why:
            return Filled.NOTHING, along
        reader = (task.question(work, question.name) or question).reader
        read = _read(reader, task, heard, desk)
    if isinstance(reader, Phone):
        read = reader.own(read, heard.text, desk.caller, asked=True)
    if isinstance(reader, Digits) and read.value is None and read.heard:
        joined = reader.joined(work.piece, read.heard)
        work.piece = read.heard if len(read.heard) < reader.count else ""
        read = Read(joined, heard=read.heard) if joined else read
    if read == Read() and _has_no_preference(heard):
        read = Read(reader.whichever)
    if read.value is not None:
        work.piece = ""
        put(task, work, question.name, read.value)
        if read.rest:
            work.also_said(read.rest)
        return Filled.ANSWERED, read
    if read.narrowed:
        show(work, question, read)
        return Filled.NARROWED, read
    return Filled.NOTHING, read


def _read(reader: Reader, task: Task, heard: Heard, desk: Desk | Around) -> Read:
    today = desk.callers_day
    read = reader.read(heard.text, today)
    return as_meant(read, reader, _meant(reader, task, heard), heard.text, today)


def _meant(reader: Reader, task: Task, heard: Heard) -> Meant:
    """Where it is asked what to cancel or to move, words of giving up mean just that: "we won't be needing him"."""
    gives_up = heard.gives_up and not (heard.is_key or is_giving_up(heard.text))
    if gives_up and reader.asks == CHANGE and heard.meant.sure(reader) == CANCEL:
        return heard.meant
    return heard.as_answer(task.name)


def is_given_up(reader: Reader, task: Task, heard: Heard, read: Read) -> bool:
    """Whether the task is given up in words that only their meaning tells: "my wife likes it after all"."""
    if read.heard or read.why:
        return False
    if reader.asks == NUMBER and heard.words > 1 and heard.sure_intent in {"affirm", "deny"}:
        return heard.meant.only_sure.gives_up(reader)  # "no thank you, it's all right"
    return heard.sure_intent != NO_NUMBER and heard.as_answer(task.name).gives_up(reader)


def leaves_as_meant(task: Task, work: Work, heard: Heard) -> bool:
    """The same, where something was read back; of what is to be cancelled, "my wife likes it" says that it stays."""
    return not task.cancels(work) and heard.may_mean(task.name) and heard.meant.gives_up()


def _has_no_preference(heard: Heard) -> bool:
    said = heard.sure_intent == NO_PREFERENCE or leaves_it_to_us(heard.text)
    return said and not (refused_in(heard.text) or minds(heard.text))


def correct(task: Task, work: Work, heard: Heard, desk: Desk | Around) -> str | None:
    """The name of an answered question for which something else was said just now, or that is to be changed."""
    answered = [q for q in task.questions(work) if q.name in work.answers and q.name != work.asked]
    for question in reversed(answered):
        reader = question.reader
        read = volunteered(question, heard.text, desk)
        if isinstance(reader, Offers) and read == Read() and reader.wants_another(heard.text):
            read = Read(narrowed=reader.later or reader.shown)
        if read.value is not None and read.value != work.answers[question.name]:
            put(task, work, question.name, read.value)
            _said_along(question, task, work, heard.text, desk)
            return question.name
        if read.narrowed and work.answers[question.name] not in read.narrowed:
            _ask_anew(question, task, work, read)
            return question.name
        if _is_refused(question, work, heard.text, desk):
            return _what_is_left(question, task, work, heard.text, desk)
    if not _CHANGE.search(heard.text) or not (name := reopened(task, work, heard.text)):
        return None
    work.said = ""  # what it was answered with before
    return name


def _is_refused(question: Question, work: Work, text: str, desk: Desk | Around) -> bool:
    """Whether just what was answered is said not to do: "not Friday"."""
    reader = question.reader
    if not isinstance(reader, Offers | Choice) or (isinstance(reader, Choice) and not reader.any_will_do):
        return False
    refused = parted(text, suits=True)[1]
    return bool(refused.strip()) and reader.volunteered(refused, desk.callers_day).value == work.answers[question.name]


def _what_is_left(question: Question, task: Task, work: Work, text: str, desk: Desk | Around) -> str:
    """Without what was refused: the one that is left, or the question once more."""
    read = question.reader.read(text, desk.callers_day)
    if read.value is not None:
        put(task, work, question.name, read.value)
    else:
        _ask_anew(question, task, work, read)
    work.said = ""
    return question.name


def _ask_anew(question: Question, task: Task, work: Work, read: Read) -> None:
    """Of what is left, with the answer forgotten."""
    show(work, question, read)
    forget(task, work, question.name)


def _said_along(question: Question, task: Task, work: Work, text: str, desk: Desk | Around) -> Read:
    """Takes what a sentence makes of the answers that go with this one; what kept one of them from it."""
    for name in question.goes_with:
        other = task.question(work, name)
        if other is None or name not in work.answers:
            continue
        read = volunteered(other, text, desk)
        if read.why:
            return read
        if read.value is not None:
            put(task, work, name, read.value)
        elif read.narrowed and work.answers[name] not in read.narrowed:
            show(work, other, read)
            forget(task, work, name)
    return Read()


def reopened(task: Task, work: Work, text: str) -> str | None:
    """The name of the answered question that a text names; its answer is forgotten."""
    for question in task.questions(work):
        if question.name in work.answers and re.search(rf"\b(?:{question.words})\b", text, re.IGNORECASE):
            forget(task, work, question.name)
            return question.name
    return None


def find_unasked(question: Question, task: Task, work: Work, desk: Desk | Around) -> Read:
    """The answer to a question before it was asked, in what the caller has said so far; kept when there is one."""
    if not (question.takes_opening and work.said):
        return Read()
    read = volunteered(question, work.said, desk)
    if read.narrowed:
        show(work, question, read)
    if read.value is not None:
        put(task, work, question.name, read.value)
        work.said = read.rest or work.said
    return read


def volunteered(question: Question, text: str, desk: Desk | Around) -> Read:
    """The answer to a question where nobody has asked for it."""
    reader = question.reader
    read = reader.volunteered(text, desk.callers_day)
    return reader.own(read, text, desk.caller, asked=False) if isinstance(reader, Phone) else read


def put(task: Task, work: Work, name: str, value: str) -> None:
    """Keeps an answer; what depended on another one is forgotten."""
    if work.answers.get(name) not in {None, value}:
        forget(task, work, name)
        if name in task.identity:  # what was told earlier shows whose the other number is, not this one
            for other in set(task.identity) & set(work.recalled):
                forget(task, work, other)
    if name in work.recalled:
        work.recalled.remove(name)
    work.answers[name] = value


def forget(task: Task, work: Work, name: str) -> None:
    """Drops an answer with those that wait for it, and what was looked up with it."""
    dependent = [q.name for q in task.questions(work) if name in q.waits_for and q.name in work.answers]
    work.answers.pop(name, None)
    if name in task.identity:
        work.facts.clear()
    for other in dependent:
        forget(task, work, other)


def show(work: Work, question: Question, read: Read) -> None:
    if isinstance(question.reader, Offers) and read.narrowed:
        work.facts["shown"] = list(read.narrowed)
