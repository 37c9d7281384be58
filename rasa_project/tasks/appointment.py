"""A technician's visit: booked, moved or cancelled."""

from __future__ import annotations

from collections.abc import Sequence

from back_office.appointments import Appointment, Job
from spoken import read_back
from tasks.choice import MOST_OPTIONS, Choice, Option
from tasks.days import on
from tasks.desk import Desk
from tasks.offers import Offer, Offers, offer_of
from tasks.question import ACCOUNT, POSTCODE, Question
from tasks.say import Say, say
from tasks.task import Says, Task
from tasks.work import Work

WISH = Question(
    "visit_wish",
    Choice(
        (
            Option("book", "a new visit", r"book\w*|book one|make(?! it\b)|new|arrange|set (?:one )?up|need (?:a|an|"
                r"someone|somebody)|"
                   r"want (?:a|an|someone|somebody)|schedule|get (?:a|an|someone|somebody)|send (?:a|an|someone|"
                   r"somebody)|"
                   r"have (?:a|someone|somebody) come"),
            Option("move", "another time", r"move|move one|move it|another time|another day|other (?:day|time)|change|"
                r"reschedule|"
                r"different (?:day|time)|"
                   r"postpone|"
                   r"later|earlier|push (?:it )?back|bring (?:it )?forward|swap|rearrang\w+|can't make|"
                r"mov(?:ing|ed)(?! (?:away|house|home|out|in|abroad|to)\b)|chang(?:ing|ed)|reschedul\w+|postpon\w+"),
            Option("cancel", "a cancellation", r"cancel\w*|cancel one|cancel it|call (?:it )?off|don't need(?! to)|"
                r"don't want (?:it|him|them|anyone|anybody|the|my)"),
        ),
        asks="change",
    ),
    "what to do",
    "book|move|cancel",
    settled_when_found=True,
)  # fmt: skip
JOB = Question(
    "job",
    Choice(
        (
            Option("repair", "a repair", r"repair\w*|fix\w*|broken?|broke|fault\w*|mend\w*|not working|doesn't work"),
            Option("installation", "an installation", r"install\w*|set up|connect\w*|fitted|fitting|put in|hook up"),
            Option("meter", "a meter", r"meters?|reading"),
            Option("inspection", "an inspection", r"inspect\w*|check\w*|look (?:at|over)|safety|service|survey"),
        )
    ),
    "what it is for",
    "what it's for|job|kind|repair|installation|meter|inspection",
)  # fmt: skip
JOBS = {Job(option.value): option.say for option in JOB.reader.options}  # type: ignore[attr-defined]


class Visit(Task):
    name = "appointment"
    thing = "your appointment"
    identity = ("account", "postcode")
    not_found = "utter_account_not_found"

    def questions(self, work: Work) -> Sequence[Question]:
        asked = [WISH, ACCOUNT, POSTCODE]
        wish = work.answers.get("visit_wish")
        if wish == "book":
            asked.insert(1, JOB)
        if len(booked := _booked(work)) > 1:
            options = tuple(
                Option(reference, f"the {job} on {o.say(o.day)}", job) for (job, o), reference in booked.items()
            )
            asked.append(Question("visit", Choice(options[:MOST_OPTIONS]), "which visit", "visit", takes_opening=False))
        if wish != "cancel" and "free" in work.facts:
            asked.append(_when(work))
        return asked

    async def look(self, work: Work, desk: Desk) -> Says:
        wish = work.answers.get("visit_wish")
        if not wish or not {"account", "postcode"} <= work.answers.keys():
            return ()
        pair = work.answers["account"], work.answers["postcode"]
        if wish != "book" and "booked" not in work.facts:
            booked = await desk.office.appointments(*pair)
            if not booked:
                return [say("utter_no_visit")]
            if work.answers.get("visit") not in {b.reference for b in booked}:
                work.answers.pop("visit", None)
            work.facts["booked"] = [[b.reference, b.job.value, *_offer(b).kept()] for b in booked]
        job = self._job(work)
        if wish != "cancel" and job and work.facts.get("free_for") != job:
            slots = await desk.office.free_slots(*pair, Job(job))
            if not slots:
                return [say("utter_no_slot")]
            free = [Offer(s.id, s.day, s.begins, s.ends).kept() for s in slots]
            work.facts |= {"free": free, "free_for": job}
        return ()

    def confirm(self, work: Work, desk: Desk) -> Say:
        wish = work.answers["visit_wish"]
        values = {"job": JOBS[Job(self._job(work))].split()[-1]}
        if wish == "cancel":
            return say("utter_confirm_cancel_visit", **values, when=self._old(work, desk))
        return say(f"utter_confirm_{wish}_visit", **values, when=on(self.read_back(work, desk, "slot")))

    def cancels(self, work: Work) -> bool:
        return work.answers.get("visit_wish") == "cancel"

    def told(self, work: Work) -> dict[str, str]:
        """Which visit it was, unless it was cancelled, and what for."""
        visit = {"visit": str(work.facts["reference"])} if "reference" in work.facts else {}
        return visit | ({"job": job} if (job := self._job(work)) else {})

    async def carry_out(self, work: Work, desk: Desk) -> Says:
        wish, office = work.answers["visit_wish"], desk.office
        pair = work.answers["account"], work.answers["postcode"]
        if wish == "cancel":
            reference = self._reference(work)
            key = desk.key("cancel_appointment", *pair, reference)
            await office.cancel_appointment(*pair, reference, key=key)
            return [say("utter_visit_cancelled", when=self._old(work, desk))]
        slot = work.answers["slot"]
        if wish == "move":
            reference = self._reference(work)
            key = desk.key("move_appointment", *pair, reference, slot)
            made = await office.move_appointment(*pair, reference, slot, key=key)
            work.facts["reference"] = made.reference
            return [say("utter_visit_moved", when=on(_offer(made).say(desk.today)))]
        job = Job(self._job(work))
        key = desk.key("book_appointment", *pair, job, slot)
        made = await office.book_appointment(*pair, job, slot, key=key)
        work.facts["reference"] = made.reference
        return [
            say("utter_visit_booked", when=_offer(made).say(desk.today), reference=read_back.digits(made.reference))
        ]

    def _reference(self, work: Work) -> str:
        return work.answers.get("visit") or str(work.facts["booked"][0][0])

    def _job(self, work: Work) -> str:
        """Of the visit that is booked, or to be booked; empty while that is not known."""
        if work.answers.get("visit_wish") == "book":
            return work.answers.get("job", "")
        booked = work.facts.get("booked", [])
        if len(booked) > 1 and "visit" not in work.answers:
            return ""
        return next((str(b[1]) for b in booked if b[0] == self._reference(work)), "")

    def _old(self, work: Work, desk: Desk) -> str:
        """When the visit was to be."""
        kept = next(b for b in work.facts["booked"] if b[0] == self._reference(work))
        return on(offer_of(kept[2:]).say(desk.today))


def _when(work: Work) -> Question:
    free = tuple(offer_of(kept) for kept in work.facts["free"])
    offers = Offers(free, tuple(work.facts.get("shown", ())))
    return Question(
        "slot", offers, "the time", "day|date|time|slot", waits_for=("account", "job", "visit", "visit_wish")
    )


def _booked(work: Work) -> dict[tuple[str, Offer], str]:
    return {(str(b[1]), offer_of(b[2:])): str(b[0]) for b in work.facts.get("booked", [])}


def _offer(visit: Appointment) -> Offer:
    return Offer(visit.slot.id, visit.slot.day, visit.slot.begins, visit.slot.ends)
