"""A fault or an outage: a known one is told, another is reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from back_office.outages import Outage, Service
from spoken import read_back
from tasks.choice import Choice, Option, OwnWords
from tasks.days import hour
from tasks.desk import Desk
from tasks.question import POSTCODE_ALONE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

SERVICE = Question(
    "service",
    Choice(
        (
            Option("electricity", "the electricity", r"electric\w*|power|lights?|fuse|socket|power cut|blackout"),
            Option("internet", "the internet", r"internet|wi-?fi|broadband|router|online|connection|network|web"),
            Option("water", "the water", r"water|taps?|faucets?|pipes?|leak\w*|pressure"),
            Option("gas", "the gas", r"gas|heating|boiler|stove|cooker"),
        ),
        ails=True,
    ),
    "what is out",
    "electricity|internet|water|gas|service",
)  # fmt: skip
DESCRIPTION = Question(
    "description",
    OwnWords(
        (
            Option("It is out completely.", "all of it being out", ""),
            Option("It comes and goes.", "it coming and going", ""),
            Option("Something is damaged.", "something being damaged", ""),
        )
    ),
    "what is wrong",
    "what's wrong|description|problem",
)


class Faults(Task):
    name = "report_fault"
    thing = "your report"
    identity = ("postcode",)
    not_found = "utter_not_supplied"

    def questions(self, work: Work) -> Sequence[Question]:
        return (SERVICE, POSTCODE_ALONE, DESCRIPTION)

    async def look(self, work: Work, desk: Desk) -> Says:
        """A known outage of this service at this postcode: nothing has to be reported then."""
        if "looked" in work.facts or not {"service", "postcode"} <= work.answers.keys():
            return ()
        known = await desk.office.outages(work.answers["postcode"])
        work.facts["looked"] = True
        explains = next((o for o in known if o.service.value == work.answers["service"]), None)
        return [_told(explains, desk)] if explains else ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        return say(
            "utter_confirm_report",
            service=self.read_back(work, desk, "service"),
            postcode=self.read_back(work, desk, "postcode"),
        )

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        postcode, service = work.answers["postcode"], Service(work.answers["service"])
        description = work.answers["description"]
        key = desk.key("report_fault", postcode, service, description)
        made = await desk.office.report_fault(postcode, service, description, key=key)
        return [say("utter_reported", reference=read_back.digits(made.reference))]


def _told(outage: Outage, desk: Desk) -> Say:
    values = {"service": outage.service.value, "area": outage.area, "began": _moment(outage.began, desk)}
    if outage.expected_back is None:
        return say("utter_outage", **values)
    return say("utter_outage_until", **values, back=_moment(outage.expected_back, desk))


def _moment(moment: datetime, desk: Desk) -> str:
    """ "four o'clock in the afternoon", "yesterday at ten o'clock in the morning"."""
    day = {0: "", -1: "yesterday at ", 1: "tomorrow at "}.get((moment.date() - desk.today).days)
    said = read_back.clock(moment.time(), halves=False)
    return f"{day}{said}" if day is not None else f"{moment.strftime('%A')} at {hour(moment.time())}"
