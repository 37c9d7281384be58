"""A caller in the middle of tasks, without Rasa: what they say, what a model would make of it, and what they hear."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from offices import AT

from back_office.port import BackOffice
from back_office.sms import MessageSender
from shop.office import ShopOffice
from tasks.desk import Desk
from tasks.every import EVERY
from tasks.given import Given, given_of
from tasks.heard import Heard
from tasks.meant import NOTHING_MEANT, Meant
from tasks.say import Say
from tasks.step import Step, Steps
from tasks.wish import Wish
from tasks.work import Work, work_of

ROOT = Path(__file__).resolve().parent.parent
RESPONSES: dict[str, str] = {}
CUSTOM: dict[str, Any] = {}
for _file in sorted((ROOT / "domain").rglob("*.yml")):
    for _name, _variants in (yaml.safe_load(_file.read_text(encoding="utf-8")).get("responses") or {}).items():
        RESPONSES[_name] = _variants[0].get("text", "")
        CUSTOM[_name] = _variants[0].get("custom")


def spoken(said: Say) -> str:
    """A response with its values in it."""
    return RESPONSES[said.name].format(**said.values)


class TaskCall:
    """One call to the shop at `now`; `office` and `sender` as the test wants them."""

    def __init__(
        self,
        folder: Path,
        office: BackOffice | None = None,
        sender: MessageSender | None = None,
        now: datetime = AT,
        caller: str = "",
    ) -> None:
        self.office: BackOffice = office or ShopOffice(folder, lambda: now)
        self.desk = Desk(self.office, sender, now, "CA-task-call", caller=caller)
        self.steps = Steps(EVERY)
        self.work: Work | None = None
        self.expects: dict[str, Any] = {}
        self.custom: list[Any] = []
        self.aside = False
        self.given = Given()
        """What an agent would be told now."""
        self.loop = asyncio.new_event_loop()

    def say(
        self,
        text: str,
        intent: str = "",
        confidence: float = 0.95,
        *,
        instead: bool = False,
        also: tuple[Wish, ...] = (),
        meant: Meant = NOTHING_MEANT,
    ) -> str:
        """What is heard in answer; `/name` is a key, and an `intent` that is a task begins it when none is at hand."""
        named = text[1:] if text.startswith("/") else intent
        heard = Heard(text, named, confidence if named else 0.0, instead, also, meant)
        work = work_of(self.work.kept()) if self.work else None
        if work is None:
            step = self._run(self.steps.open(heard.intent, heard, self.desk))
        else:
            # As between two turns of a call, where it lies in a slot.
            step = self._run(self.steps.take(work, heard, self.desk))
        if not step.aside:
            self.given = given_of(self.given.kept()).after(work, step.says, step.work, EVERY, self.desk)
        return self._heard(step)

    def says(self, task: str, *said: str) -> str:
        """What is heard last, when these are said one after the other and the first begins the task."""
        for number, one in enumerate(said):
            heard = self.say(one, "" if number else task)
        return heard

    def _run(self, step: Any) -> Step:
        done: Step = self.loop.run_until_complete(step)
        return done

    def _heard(self, step: Step) -> str:
        self.aside = step.aside
        if not step.aside:
            self.work = step.work
        says = [*step.says, *(self.steps.ask(self.work, self.desk) if self.work else [])]
        self.custom = [CUSTOM[said.name] for said in says if CUSTOM[said.name]]
        self.expects = (says[-1].expects or {}) if says else {}
        return " ".join(spoken(said) for said in says)

    def close(self) -> None:
        self.loop.close()
