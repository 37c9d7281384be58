"""How a task goes on: to its next question, its confirmation or its end, and what is said when something goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from back_office.errors import BackOfficeError, NotFoundError, RefusedError, UnavailableError
from tasks.asking import KEYS_AFTER
from tasks.desk import Desk
from tasks.filling import find_unasked, forget, put, volunteered
from tasks.heard import Heard
from tasks.known import NUMBERS, PHONE, POSTCODE
from tasks.reader import WHICH_ONE
from tasks.say import ANYTHING_ELSE, GIVE_UP_NAME, OFFER_PERSON, Say, say
from tasks.task import Task
from tasks.telling import TOLD
from tasks.work import CONFIRM, RESUME, Work, work_of

PART_OF_A_NUMBER = 3
"""Digits."""
GIVE_UP = say(GIVE_UP_NAME)
"""Sends the call to a person."""


@dataclass
class Step:
    """What is said, then what is asked; `work` is None when the task is over, `aside` when it is not for the task."""

    work: Work | None
    says: list[Say] = field(default_factory=list)
    aside: bool = False


class GoingOn:
    """Knows tasks by name."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        self.tasks = tasks

    async def begin(
        self,
        name: str,
        heard: Heard,
        desk: Desk,
        left: Work | None = None,
        given: Mapping[str, str] = MappingProxyType({}),
    ) -> Step:
        """Begins a task with the sentence that asked for it, which may answer some of its questions; `given`: answers
        that are known already."""
        task = self.tasks[name]
        work = Work(name, answers=dict(given), by_keys=heard.is_key or bool(left and left.by_keys), left=_waiting(left))
        work.asked_on = desk.today.isoformat()
        if not heard.is_key:
            work.said = heard.text
        says = await self._beside(heard, work, desk)
        try:
            barred = await task.before(work, desk)
        except BackOfficeError as error:
            return self._trouble(work, error, says)
        if barred:
            return self._over(work, [*says, *barred])
        says += self._recall(task, work, desk)
        return await self._go_on(task, work, says, desk)

    async def _beside(self, heard: Heard, work: Work, desk: Desk) -> list[Say]:
        """What else was wished for: told at once where nothing has to be asked for it, else kept for afterwards."""
        says: list[Say] = []
        for wish in reversed(heard.also):
            if wish.intent in TOLD:
                says = [*await TOLD[wish.intent](desk), *says]
            elif wish.intent in self.tasks and wish.intent != work.task:
                work.left = Work(wish.intent, asked=RESUME, said=wish.text, not_begun=True, left=work.left).kept()
        return says

    def _recall(self, task: Task, work: Work, desk: Desk) -> list[Say]:
        """Answers what was told earlier in this call; where something will be done with it, it is named."""
        shared = [q for q in task.questions(work) if q.name in {*NUMBERS, POSTCODE, PHONE}]
        reads = {q.name: volunteered(q, work.said, desk) for q in shared}
        said = {name: read.value for name, read in reads.items() if read.value}
        if any(len(read.heard) >= PART_OF_A_NUMBER or read.why == WHICH_ONE for read in reads.values()):
            return []  # it may well be another
        for name, value in desk.known.recall(task, work, said).items():
            put(task, work, name, value)
            work.recalled.append(name)
        number = next((name for name in NUMBERS if name in work.recalled), "")
        if not (number and task.binding):
            return []
        return [say(f"utter_same_{number}", number=task.read_back(work, desk, number))]

    async def _leave(self, work: Work, desk: Desk) -> Step:
        return self._over(work, [say("utter_left")])

    async def _go_on(self, task: Task, work: Work, says: list[Say], desk: Desk) -> Step:
        """Looks up what can be, and comes to the next question, the confirmation, or the end."""
        while True:
            try:
                ending = await task.look(work, desk)
            except NotFoundError:
                return self._not_found(task, work, says, desk)
            except BackOfficeError as error:
                return self._trouble(work, error, says)
            if task.identity and work.answers.keys() >= set(task.identity) and (ending or work.facts):
                desk.known.learn(task, work)
            if ending:
                desk.known.tell(task.name, task.told(work), ending)
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
            done = await task.carry_out(work, desk)
        except NotFoundError:
            given = {name: task.read_back(work, desk, name) for name in task.identity}
            return self._over(work, [say(task.not_found, **given), OFFER_PERSON])
        except BackOfficeError as error:
            return self._trouble(work, error, says)
        desk.known.learn(task, work)
        desk.known.tell(task.name, task.told(work), done)
        return self._over(work, [*(says or []), *done])

    def _over(self, work: Work, says: list[Say]) -> Step:
        """The end, unless another task waits: it is offered once."""
        if says and says[-1].name in {GIVE_UP.name, "utter_transfer"}:
            return Step(None, says)
        if work.left:
            back = work_of(work.left)
            back.asked = RESUME
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


def _waiting(left: Work | None) -> dict[str, object] | None:
    """The task that waits. One at most that was begun: who leaves two has forgotten the first."""
    if left is None:
        return None
    behind = work_of(left.left) if left.left else None
    return replace(left, left=behind.kept() if behind and behind.not_begun else None).kept()
