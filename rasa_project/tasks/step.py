"""One step of a task: what a caller said is taken in, and what is to be said and asked next comes out."""

from __future__ import annotations

import re
from dataclasses import replace

from spoken.read_back import digits
from talk.following import of_orders, of_visits
from talk.giving_up import ends_giving_up
from tasks.asking import KEYS_AFTER, MOST_CHANGES, asked
from tasks.cancelling import Fate, fate_in, reserves
from tasks.choice import NOT_THAT, Choice
from tasks.desk import Desk
from tasks.filling import Filled, answer, correct, forget, is_given_up, leaves_as_meant, reopened
from tasks.follow_up import follow_up
from tasks.going_on import GIVE_UP, GoingOn, Step
from tasks.heard import CORRECT, MOVED, NO_NUMBER, NO_PREFERENCE, NUMBER, Heard
from tasks.meant import LACKS
from tasks.offers import Offers
from tasks.place import place_in
from tasks.question import Question
from tasks.reader import Digits, Phone, Read
from tasks.say import ANYTHING_ELSE, HOW_CAN_I_HELP, OFFER_PERSON, Say, say
from tasks.task import Task
from tasks.telling import TOLD
from tasks.work import CHANGE, CONFIRM, RESUME, Work, work_of

OURS = ("affirm", "deny", NUMBER, NO_NUMBER, CORRECT, NO_PREFERENCE, "")
"""Intents that are answers, understood or not."""
_NOTHING = re.compile(r"\b(?:nothing|none)\b", re.IGNORECASE)


class Steps(GoingOn):
    """Takes callers through tasks."""

    async def open(self, name: str, heard: Heard, desk: Desk) -> Step:
        """What the caller said while nothing was asked: the task `name`, or what it means behind what was told."""
        told = desk.known.told
        meant = follow_up(heard, told)
        if meant is None or told is None:
            return await self.begin(name, heard, desk) if name in self.tasks else Step(None, [HOW_CAN_I_HELP])
        if meant.again:
            return Step(None, [*told.says, ANYTHING_ELSE])
        if not meant.task:
            thing = self.tasks[told.task].thing
            return Step(None, [say("utter_cannot_undo", thing=thing), OFFER_PERSON])
        return await self.begin(meant.task, heard, desk, given=meant.given)

    async def take(self, work: Work, heard: Heard, desk: Desk) -> Step:
        """What the caller said while something was asked, and what they wished for beside it."""
        desk = replace(desk, asked_on=work.day_asked)
        step = await self._take(work, heard, desk)
        if heard.intent == NUMBER and heard.also and not step.aside:
            step = await self._with_others(step, heard, desk)
        if step.work is not None and not step.aside:
            step.work.asked_on = desk.today.isoformat()
        return step

    async def _with_others(self, step: Step, heard: Heard, desk: Desk) -> Step:
        """What else was wished for in the breath of an answer: told first, or begun once the task is over."""
        if step.says and step.says[-1].name in {GIVE_UP.name, "utter_transfer"}:
            return step
        if step.work is not None:
            return Step(step.work, [*await self._beside(heard, step.work, desk), *step.says])
        told = [say for wish in heard.also if wish.intent in TOLD for say in await TOLD[wish.intent](desk)]
        over = [said for said in step.says if said != ANYTHING_ELSE]
        for number, wish in enumerate(heard.also):
            if wish.intent in self.tasks:
                begun = Heard(wish.text, wish.intent, also=tuple(heard.also[number + 1 :]))
                following = await self.begin(wish.intent, begun, desk)
                return Step(following.work, [*told, *over, *following.says])
        return Step(None, [*told, *step.says])

    async def _take(self, work: Work, heard: Heard, desk: Desk) -> Step:
        task = self.tasks[work.task]
        if heard.instead and heard.intent != work.task and not _is_chosen(task.question(work, work.asked), heard, desk):
            return await self._instead(work, heard, desk)
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
        if is_given_up(question.reader, task, heard, read):
            return await self._leave(work, desk)
        refuses_one = read.why == NOT_THAT  # of what can be chosen; the task is not refused with it
        if not refuses_one and (elsewhere := await self._elsewhere(task, work, heard, desk)):
            return elsewhere
        return self._missed(
            question.name,
            work,
            self._why_not(question, heard, read),
            question.reader.is_typed and not _has_pressed(question, work),
        )

    async def _at_confirmation(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        work.told_yes_no = work.by_keys
        fate = fate_in(heard.text) if task.cancels(work) else None
        as_told = fate is Fate.GOES and not reserves(heard.text)  # "yes, cancel it, I ordered it by mistake"
        if not (heard.is_key or as_told) and correct(task, work, heard, desk):
            return await self._go_on(task, work, [say("utter_changed")], desk)
        if fate is Fate.UNSURE:
            return self._missed(CONFIRM, work, [say("utter_yes_or_no")], typed=True)
        wish = heard.yes_no() if fate is None else fate is Fate.GOES
        if fate is Fate.STAYS or (
            fate is None and heard.gives_up and not (wish if task.cancels(work) else wish is False)
        ):
            return await self._leave(work, desk)
        if wish is True:
            return await self._do(task, work, desk)
        if wish is False and (other := self._other_task(heard, work)):
            return await self._switch(other, work, heard, desk)
        if wish is False or heard.objects:
            return await self._denied(task, work, heard, desk)
        if elsewhere := await self._elsewhere(task, work, heard, desk):
            return elsewhere
        if leaves_as_meant(task, work, heard):
            return await self._leave(work, desk)
        return self._missed(CONFIRM, work, [say("utter_yes_or_no")], typed=True)

    async def _denied(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        """ "No" to what was read back: the one thing that can be wrong is asked again, or which one it is."""
        if task.no_is_enough:
            return self._over(work, [])
        answers = task.changeable(work)
        if heard.gives_up or heard.refuses or not answers or work.misses.get(CHANGE):
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
            return await self._changed(things[place].name, task, work, desk)
        if place is None and (name := correct(task, work, heard, desk) or reopened(task, work, heard.text)):
            return await self._changed(name, task, work, desk)
        if place is not None or heard.gives_up or heard.yes_no() is False or _NOTHING.search(heard.text):
            return await self._leave(work, desk)
        if elsewhere := await self._elsewhere(task, work, heard, desk):
            return elsewhere
        return self._give_up() if work.missed(CHANGE) >= KEYS_AFTER else Step(work)

    async def _changed(self, name: str, task: Task, work: Work, desk: Desk) -> Step:
        """Goes on to what is to be changed. A number that is wrong each time it is read back was misheard as often."""
        question = task.question(work, name)
        misheard = question is not None and name not in work.answers and isinstance(question.reader, Digits | Phone)
        if misheard and work.missed(name) > KEYS_AFTER:
            return self._give_up()
        return await self._go_on(task, work, [], desk)

    async def _at_resume(self, task: Task, work: Work, heard: Heard, desk: Desk) -> Step:
        wish = heard.yes_no()
        if wish is False and not self._other_task(heard, work, same=True):
            return self._over(work, [])
        if other := self._other_task(heard, work):
            return await self.begin(other, heard, desk)
        if wish or heard.sure_intent == task.name:
            if work.not_begun:
                return await self.begin(work.task, Heard(work.said), desk, work_of(work.left) if work.left else None)
            return await self._go_on(task, work, [], desk)
        if heard.gives_up or not heard.sure_intent:
            return self._over(work, [])
        return Step(work, aside=True)

    async def _instead(self, work: Work, heard: Heard, desk: Desk) -> Step:
        """ "Never mind, what do I owe": the task at hand is left for good, and the other wish begun."""
        if heard.intent in TOLD:
            return self._over(work, [say("utter_left"), *await TOLD[heard.intent](desk)])
        return await self.begin(heard.intent, heard, desk)

    # --- what else may be said ---

    async def _elsewhere(
        self, task: Task, work: Work, heard: Heard, desk: Desk, *, short_only: bool = False
    ) -> Step | None:
        """Giving up, another task, or a question that rules answer; `short_only`: where any words are an answer."""
        if short_only and not (heard.is_key or heard.words <= 5 or ends_giving_up(heard.text)):
            return None
        if heard.gives_up or heard.declines or heard.instead:
            return await self._leave(work, desk)
        if other := self._other_task(heard, work):
            return await self._switch(other, work, heard, desk)
        intent = heard.sure_intent
        ours = {task.name, *OURS, *(MOVED if task.name in MOVED else ())}
        return Step(work, aside=True) if intent not in ours else None

    def _other_task(self, heard: Heard, work: Work, *, same: bool = False) -> str:
        intent = heard.sure_intent
        if intent in MOVED and work.task in MOVED and not (of_orders(heard.text) or of_visits(heard.text)):
            return ""  # "can we make it another day" is about what is at hand
        return intent if intent in self.tasks and (same or intent != work.task) else ""

    async def _switch(self, other: str, work: Work, heard: Heard, desk: Desk) -> Step:
        """Another task is begun; this one is told to be left, and offered again afterwards."""
        task = self.tasks[work.task]
        step = await self.begin(other, heard, desk, left=work if task.can_be_resumed else None)
        if task.can_be_resumed:
            step.says.insert(0, say("utter_left_for_now", thing=task.thing))
        return step

    @staticmethod
    def _why_not(question: Question, heard: Heard, read: Read) -> list[Say]:
        """What leads back to the question."""
        intent = heard.sure_intent
        if read.why:
            return [say(f"utter_{read.why}")]
        lacks = heard.meant.likely(question.reader) == LACKS and not read.heard
        if intent == NO_NUMBER or lacks or (intent == "deny" and question.hint):
            return [say(question.hint or "utter_pardon")]
        if intent == "affirm":
            return [say("utter_go_ahead")]
        if read.heard:
            return [say(f"utter_again_{question.reader.kind}", heard=digits(read.heard))]
        return [say("utter_pardon")]


def _is_chosen(question: Question | None, heard: Heard, desk: Desk) -> bool:
    """Whether it is one of those offered: "it's not the wrong item, it has a crack" is no other wish."""
    choosing = question is not None and isinstance(question.reader, Choice | Offers)
    return choosing and question.reader.read(heard.text, desk.today).value is not None


def _has_pressed(question: Question, work: Work) -> bool:
    """Whether what can be pressed was told with the question already: it is not told again as something new."""
    return work.by_keys and question.reader.kind in {"choice", "offers", "words"}
