"""One step of a task: what a caller said is taken in, and what is to be said and asked next comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from back_office.errors import BackOfficeError, NotFoundError, RefusedError, UnavailableError
from spoken.read_back import digits
from tasks.asking import KEYS_AFTER, MOST_CHANGES, asked
from tasks.desk import Desk
from tasks.filling import Filled, answer, correct, find_unasked, forget, reopened
from tasks.heard import Heard, place_in
from tasks.question import Question
from tasks.reader import Read
from tasks.say import ANYTHING_ELSE, OFFER_PERSON, Say, say
from tasks.task import Task
from tasks.work import CHANGE, CONFIRM, RESUME, Work, work_of

NO_NUMBER = "no_order_number"
_NOTHING = re.compile(r"\b(?:nothing|none)\b", re.IGNORECASE)
GIVE_UP = say("utter_give_up")
"""Sends the call to a person."""


@dataclass
class Step:
    """What is said, then what is asked; `work` is None when the task is over, `aside` when it is not for the task."""

    work: Work | None
    says: list[Say] = field(default_factory=list)
    aside: bool = False


class Steps:
    """Takes callers through tasks; knows them by name."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self.tasks = tasks

    async def begin(self, name: str, heard: Heard, desk: Desk, left: Work | None = None) -> Step:
        """Begins a task with the sentence that asked for it, which may answer some of its questions."""
        task = self.tasks[name]
        # One task waits at most: who leaves two has forgotten the first.
        work = Work(name, by_keys=heard.is_key, left=replace(left, left=None).kept() if left else None)
        if left:
            work.by_keys = work.by_keys or left.by_keys
        if not heard.is_key:
            work.said = heard.text
        try:
            barred = await task.before(work, desk)
        except BackOfficeError as error:
            return self._trouble(work, error)
        return self._over(work, [*barred]) if barred else await self._go_on(task, work, [], desk)

    async def take(self, work: Work, heard: Heard, desk: Desk) -> Step:
        """What the caller said while something was asked."""
        task = self.tasks[work.task]
        if work.asked == RESUME:
            return await self._at_resume(task, work, heard, desk)
        if work.asked == CONFIRM:
            return await self._at_confirmation(task, work, heard, desk)
        if work.asked == CHANGE:
            return await self._at_change(task, work, heard, desk)
        question = task.question(work, work.asked)
        if question is None:
            return await self._go_on(task, work, [], desk)
        return await self._at_question(question, task, work, heard, desk)

    def ask(self, work: Work, desk: Desk) -> list[Say]:
        """The present question."""
        return asked(self.tasks[work.task], work, desk)

    # --- what was asked ---

    async def _at_question(self, question: Question, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        own_words = question.reader.kind == "words"
        if own_words and (elsewhere := await self._elsewhere(task, work, heard, desk, short_only=True)):
            return elsewhere
        filled, read = (Filled.NOTHING, Read()) if heard.is_key else answer(question, task, work, heard, desk)
        if filled is Filled.ANSWERED:
            return await self._go_on(task, work, [], desk)
        if filled is Filled.NARROWED:
            return Step(work)
        if correct(task, work, heard, desk):
            return await self._go_on(task, work, [say("utter_changed")], desk)
        if elsewhere := await self._elsewhere(task, work, heard, desk):
            return elsewhere
        return self._missed(
            question.name,
            work,
            self._why_not(question, heard, read),
            question.reader.is_typed and not _has_pressed(question, work),
        )

    async def _at_confirmation(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        work.told_yes_no = work.by_keys
        if not heard.is_key and correct(task, work, heard, desk):
            return await self._go_on(task, work, [say("utter_changed")], desk)
        wish = heard.yes_no()
        if wish is not False and heard.gives_up:
            return await self._leave(work, desk)
        if wish is True:
            return await self._do(task, work, desk)
        if wish is False and (other := self._other_task(heard, work)):
            return await self._switch(other, work, heard, desk)
        if wish is False:
            return await self._denied(task, work, heard, desk)
        if elsewhere := await self._elsewhere(task, work, heard, desk):
            return elsewhere
        return self._missed(CONFIRM, work, [say("utter_yes_or_no")], typed=True)

    async def _denied(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        """ "No" to what was read back: the one thing that can be wrong is asked again, or which one it is."""
        if task.no_is_enough:
            return self._over(work, [])
        answers = task.changeable(work)
        if heard.gives_up or not answers or work.misses.get(CHANGE):
            return await self._leave(work, desk)
        if len(answers) == 1 and not task.binding:
            forget(task, work, answers[0].name)
            work.said = ""
            says = [say("utter_sorry_misheard")]
            return self._missed(answers[0].name, work, says, answers[0].reader.is_typed, ask=answers[0].name)
        work.asked = CHANGE
        return Step(work)

    async def _at_change(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        """What is wrong of that which was read back: named, or said anew."""
        things = task.changeable(work)[:MOST_CHANGES]
        work.said = ""
        place = place_in(heard.text, len(things) + 1)
        if place is not None and place < len(things):
            forget(task, work, things[place].name)
            return await self._go_on(task, work, [], desk)
        if place is None and (correct(task, work, heard, desk) or reopened(task, work, heard.text)):
            return await self._go_on(task, work, [], desk)
        if place is not None or heard.gives_up or heard.yes_no() is False or _NOTHING.search(heard.text):
            return await self._leave(work, desk)
        if elsewhere := await self._elsewhere(task, work, heard, desk):
            return elsewhere
        return self._give_up() if work.missed(CHANGE) >= KEYS_AFTER else Step(work)

    async def _at_resume(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        wish = heard.yes_no()
        if wish is False and not self._other_task(heard, work, same=True):
            return Step(None, [ANYTHING_ELSE])
        if other := self._other_task(heard, work):
            return await self.begin(other, heard, desk)
        if wish or heard.sure_intent == task.name:
            return await self._go_on(task, work, [], desk)
        if heard.gives_up:
            return Step(None, [ANYTHING_ELSE])
        return Step(work, aside=True) if heard.sure_intent else Step(None, [ANYTHING_ELSE])

    # --- what else may be said ---

    async def _elsewhere(
        self, task: Task, work: Work, heard: Heard, desk: Desk, *, short_only: bool = False
    ) -> Step | None:
        """Giving up, another task, or a question that rules answer; `short_only`: where any words are an answer."""
        if short_only and not (heard.is_key or heard.words <= 5):
            return None
        if heard.gives_up:
            return await self._leave(work, desk)
        if other := self._other_task(heard, work):
            return await self._switch(other, work, heard, desk)
        intent = heard.sure_intent
        ours = {task.name, "affirm", "deny", "inform_order_number", NO_NUMBER, "correct", ""}
        return Step(work, aside=True) if intent not in ours else None

    def _other_task(self, heard: Heard, work: Work, *, same: bool = False) -> str:
        intent = heard.sure_intent
        return intent if intent in self.tasks and (same or intent != work.task) else ""

    async def _switch(self, other: str, work: Work, heard: Heard, desk: Desk) -> Step:
        """Another task is begun; this one is told to be left, and offered again afterwards."""
        task = self.tasks[work.task]
        step = await self.begin(other, heard, desk, left=work if task.can_be_resumed else None)
        if task.can_be_resumed:
            step.says.insert(0, say("utter_left_for_now", thing=task.thing))
        return step

    async def _leave(self, work: Work, desk: Desk) -> Step:
        return self._over(work, [say("utter_left")])

    # --- how it goes on ---

    async def _go_on(self, task: Task, work: Work, says: list[Say], desk: Desk) -> Step:
        """Looks up what can be, and comes to the next question, the confirmation, or the end."""
        while True:
            try:
                ending = await task.look(work, desk)
            except NotFoundError:
                return self._not_found(task, work, says, desk)
            except BackOfficeError as error:
                return self._trouble(work, error, says)
            if ending:
                return self._over(work, [*says, *ending])
            if other := task.leads_to(work):
                return await self.begin(other, Heard(f"/{other}"), desk, work_of(work.left) if work.left else None)
            question = next((q for q in task.questions(work) if q.name not in work.answers), None)
            if question is None:
                break
            read = find_unasked(question, task, work, desk)
            if read.value is None:
                work.asked = question.name
                return Step(work, [*says, *([say(f"utter_{read.why}")] if read.why else [])])
        if task.confirm(work, desk) is None:
            return await self._do(task, work, desk, says)
        work.asked = CONFIRM
        return Step(work, says)

    async def _do(self, task: Task, work: Work, desk: Desk, says: list[Say] | None = None) -> Step:
        try:
            return self._over(work, [*(says or []), *await task.carry_out(work, desk)])
        except NotFoundError:
            given = {name: task.read_back(work, desk, name) for name in task.identity}
            return self._over(work, [say(task.not_found, **given), OFFER_PERSON])
        except BackOfficeError as error:
            return self._trouble(work, error, says)

    def _over(self, work: Work, says: list[Say]) -> Step:
        """The end, unless another task waits: it is offered once."""
        if says and says[-1].name in {GIVE_UP.name, "utter_transfer"}:
            return Step(None, says)
        if work.left:
            back = work_of(work.left)
            back.asked = RESUME
            back.left = None
            return Step(back, [s for s in says if s != OFFER_PERSON])
        return Step(None, says if says and says[-1] == OFFER_PERSON else [*says, ANYTHING_ELSE])

    def _trouble(self, work: Work, error: BackOfficeError, says: list[Say] | None = None) -> Step:
        """Says why it was not done, or that nobody knows whether it was, and offers a person."""
        why = "utter_shop_unavailable"
        if isinstance(error, RefusedError):
            why = f"utter_refused_{error.reason.value}"
        elif isinstance(error, UnavailableError) and error.in_doubt:
            why = "utter_shop_in_doubt"
        return self._over(work, [*(says or []), say(why), OFFER_PERSON])

    def _not_found(self, task: Task, work: Work, says: list[Say], desk: Desk) -> Step:
        """What cannot be found is asked again once: any of it may have been misheard."""
        given = {name: task.read_back(work, desk, name) for name in task.identity}
        misses = [work.missed(name) for name in task.identity]
        says = [*says, say(task.not_found, **given)]
        if max(misses) >= KEYS_AFTER:
            return self._over(work, [*says, OFFER_PERSON])
        for name in task.identity:
            forget(task, work, name)
        work.said = ""
        work.asked = task.identity[0]
        return Step(work, says)

    def _missed(self, name: str, work: Work, says: list[Say], typed: bool, ask: str = "") -> Step:
        """An attempt that came to nothing: asked again, then on the keys, then a person."""
        misses = work.missed(name)
        if misses > KEYS_AFTER or (misses == KEYS_AFTER and not typed):
            return self._give_up()
        work.asked = ask or work.asked
        return Step(work, says)

    @staticmethod
    def _give_up() -> Step:
        return Step(None, [GIVE_UP])

    @staticmethod
    def _why_not(question: Question, heard: Heard, read: Read) -> list[Say]:
        """What leads back to the question."""
        intent = heard.sure_intent
        if intent == NO_NUMBER or (intent == "deny" and question.hint):
            return [say(question.hint or "utter_pardon")]
        if intent == "affirm" and not read.why:
            return [say("utter_go_ahead")]
        if read.why:
            return [say(f"utter_{read.why}")]
        if read.heard:
            return [say(f"utter_again_{question.reader.kind}", heard=digits(read.heard))]
        return [say("utter_pardon")]


def _has_pressed(question: Question, work: Work) -> bool:
    """Whether what can be pressed was told with the question already: it is not told again as something new."""
    return work.by_keys and question.reader.kind in {"choice", "offers", "words"}
