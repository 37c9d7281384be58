"""What else there is, a few things at a time: how callers who use the keys alone reach what the first menu has not."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.choice import Choice, Option
from tasks.desk import Desk
from tasks.question import Question
from tasks.task import Says, Task
from tasks.work import Work

MORE = "more"
PAGES: tuple[tuple[tuple[str, str, str], ...], ...] = (
    (
        ("returns", "a return", "returns?|refunds?"),
        ("change_delivery", "a delivery", "deliver\\w*"),
        ("appointment", "a technician's visit", "visits?|technicians?|appointments?"),
    ),
    (
        ("bill", "a bill", "bills?|balance"),
        ("report_fault", "a fault", "faults?|outages?"),
        ("change_contact", "your contact details", "contact|details|address|phone"),
    ),
    (
        ("reset_password", "a new password", "passwords?"),
        ("nearest_shop", "a shop near you", "shops?|stores?"),
        ("leave_message", "a message", "messages?"),
        ("callback", "a call back", "call ?back|call"),
    ),
)
"""(task, how it is called, a pattern of what callers call it): three to a page, and the fourth key turns it."""


class MoreChoices(Task):
    name = "more_choices"
    thing = ""
    binding = False
    can_be_resumed = False

    def questions(self, work: Work) -> Sequence[Question]:
        return [_page(n) for n in range(min(work.facts.get("pages", 1), len(PAGES)))]

    async def look(self, work: Work, desk: Desk) -> Says:
        """Turns the page when that was asked for."""
        work.by_keys = True
        pages = work.facts.get("pages", 1)
        if work.answers.get(f"choice_{pages - 1}") == MORE:
            work.facts["pages"] = pages + 1
        return ()

    def leads_to(self, work: Work) -> str:
        """The task that was chosen; empty: none yet."""
        return next((value for value in work.answers.values() if value != MORE), "")

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        """Never reached: what was chosen is begun instead."""
        return ()


def _page(number: int) -> Question:
    options = [Option(task, said, words) for task, said, words in PAGES[number]]
    if number + 1 < len(PAGES):
        options.append(Option(MORE, "something else", "more|else|none"))
    return Question(
        f"choice_{number}", Choice(tuple(options)), "the choice", "choice", "utter_ask_more", takes_opening=False
    )
