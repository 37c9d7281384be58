"""What is noted down, and that nothing is done twice: promises of every adapter alike."""

import asyncio
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from offices import AT, Desk, refused

from back_office.appointments import Job
from back_office.callbacks import PartOfDay
from back_office.errors import Reason, RefusedError
from back_office.tickets import TicketKind
from back_office.writes import key_of

TODAY = AT.date()
TOMORROW = TODAY + timedelta(days=1)
HARPER = ("613748", "42912")
OKAFOR = ("725184", "42911")
PHONE = "+12125550143"

pytest_plugins = ("offices",)


def test_messages_callbacks_and_tickets_get_references_that_can_be_read_out_and_typed(desk: Desk) -> None:
    left = desk.write("leave_message", "please tell the driver thank you", phone=PHONE)
    callback = desk.write("ask_for_callback", PHONE, TOMORROW, PartOfDay.MORNING, "my bill")
    ticket = desk.write("open_ticket", TicketKind.RIGHTS, "delete my data", account="613748")
    references = [left.reference, callback.reference, ticket.reference]
    assert len(set(references)) == 3
    for reference in references:
        assert len(reference) == 6
        assert set(reference) <= set("123456789")
        assert all(one != other for one, other in pairwise(reference))
    assert (callback.day, callback.part) == (TOMORROW, PartOfDay.MORNING)
    assert ticket.answer_by > TODAY


def test_nobody_is_promised_a_call_when_nobody_works(desk: Desk) -> None:
    saturday = date(2026, 3, 14)
    assert refused(desk, "ask_for_callback", PHONE, saturday, PartOfDay.MORNING) is Reason.NOT_FREE
    assert refused(desk, "ask_for_callback", PHONE, TODAY - timedelta(days=1), PartOfDay.MORNING) is Reason.INVALID
    desk.now = AT.replace(hour=13)
    assert refused(desk, "ask_for_callback", PHONE, TODAY, PartOfDay.MORNING) is Reason.INVALID
    assert desk.write("ask_for_callback", PHONE, TODAY, PartOfDay.AFTERNOON).day == TODAY


def test_a_callback_is_promised_for_a_stretch_that_is_one_and_not_over(desk: Desk) -> None:
    asked = ("ask_for_callback", PHONE, TODAY, PartOfDay.MORNING)
    assert refused(desk, *asked, earliest=time(9), latest=time(11)) is Reason.INVALID
    assert refused(desk, *asked, earliest=time(15), latest=time(14)) is Reason.INVALID
    assert desk.write(*asked, earliest=time(9), latest=time(11, 45)).day == TODAY
    assert desk.write("ask_for_callback", PHONE, TOMORROW, PartOfDay.EVENING, earliest=time(17)).day == TOMORROW


def test_a_write_with_the_same_key_is_done_once_and_answered_alike(desk: Desk) -> None:
    key = key_of("CA7", "open_ticket", "complaint")
    first = desk.ask("open_ticket", TicketKind.COMPLAINT, "nobody came", key=key)
    assert desk.ask("open_ticket", TicketKind.COMPLAINT, "nobody came", key=key) == first
    other = desk.ask("open_ticket", TicketKind.COMPLAINT, "nobody came", key=key_of("CA8", "open_ticket", "complaint"))
    assert other != first


def test_a_key_is_not_taken_for_another_write(desk: Desk) -> None:
    key = key_of("CA7", "leave_message")
    desk.ask("leave_message", "one thing", key=key)
    with pytest.raises(RefusedError):
        desk.ask("leave_message", "another thing", key=key)


def test_a_refused_write_leaves_its_key_unused(desk: Desk) -> None:
    key = key_of("CA7", "ask_for_callback", "tomorrow")
    desk.now = datetime(2026, 3, 13, 12)
    with pytest.raises(RefusedError):
        desk.ask("ask_for_callback", PHONE, date(2026, 3, 14), PartOfDay.MORNING, key=key)
    assert desk.ask("ask_for_callback", PHONE, date(2026, 3, 16), PartOfDay.MORNING, key=key).day == date(2026, 3, 16)


def test_a_write_that_is_sent_twice_at_once_is_done_once(desk: Desk) -> None:
    async def both() -> list[Any]:
        key = key_of("CA1", "leave_message")
        return await asyncio.gather(*(desk.office.leave_message("call me", key=key) for _ in range(4)))

    assert len({message.reference for message in desk.loop.run_until_complete(both())}) == 1


def test_of_two_callers_who_want_the_same_slot_at_once_one_gets_it(desk: Desk) -> None:
    slot = desk.ask("free_slots", *OKAFOR, Job.METER)[0].id

    async def both() -> list[Any]:
        asked = [
            desk.office.book_appointment(*caller, Job.METER, slot, key=key_of("CA1", "book", caller[0]))
            for caller in (OKAFOR, HARPER, ("349728", "42911"))
        ]
        return await asyncio.gather(*asked, return_exceptions=True)

    told = desk.loop.run_until_complete(both())
    assert sorted(type(one).__name__ for one in told) == ["Appointment", "RefusedError", "RefusedError"]
