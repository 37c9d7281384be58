"""What the port promises, of every adapter alike: the shop in this process, and the shop behind a socket."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from offices import AT, Desk, refused

from back_office.appointments import Job
from back_office.callbacks import PartOfDay
from back_office.errors import NotFoundError, Reason, RefusedError
from back_office.orders import Order, OrderStatus
from back_office.outages import Service
from back_office.returns import ReturnReason, ReturnState
from shop.appointments import SLOTS_TOLD

TODAY = AT.date()
HARPER = ("613748", "42912")
OKAFOR = ("725184", "42911")
PHONE = "+12125550143"

pytest_plugins = ("offices",)


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def test_an_orders_state_needs_its_number_alone(desk: Desk) -> None:
    assert desk.ask("order", "421807") == Order(
        number="421807", item="garden bench", status=OrderStatus.SENT, day=in_days(2)
    )
    assert desk.ask("order", "882204").day is None
    with pytest.raises(NotFoundError):
        desk.ask("order", "999999")


def test_a_delivery_moves_to_a_day_that_is_offered(desk: Desk) -> None:
    before = desk.ask("delivery", "462815", "42911")
    assert before.day == in_days(3)
    assert before.day not in before.free_days
    chosen = before.free_days[2]
    assert desk.write("move_delivery", "462815", "42911", chosen).day == chosen
    assert desk.ask("delivery", "462815", "42911").day == chosen
    assert refused(desk, "move_delivery", "462815", "42911", in_days(-1)) is Reason.NOT_FREE
    desk.now += timedelta(days=40)
    assert desk.ask("order", "462815").status is OrderStatus.DELIVERED


def test_what_has_left_is_neither_moved_nor_cancelled(desk: Desk) -> None:
    for number, postcode, reason in (
        ("421807", "42912", Reason.ALREADY_SENT),
        ("550912", "42911", Reason.ALREADY_DELIVERED),
        ("882204", "42923", Reason.ALREADY_CANCELLED),
    ):
        assert desk.ask("delivery", number, postcode).free_days == ()
        assert refused(desk, "move_delivery", number, postcode, in_days(5)) is reason
        assert refused(desk, "cancel_delivery", number, postcode) is reason


def test_an_order_that_is_being_packed_can_be_cancelled_once(desk: Desk) -> None:
    assert desk.write("cancel_delivery", "462815", "42911").cancelled
    assert desk.ask("order", "462815").status is OrderStatus.CANCELLED
    assert refused(desk, "cancel_delivery", "462815", "42911") is Reason.ALREADY_CANCELLED


def test_a_return_is_started_and_followed(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.ask("return_of", "713596", "42912")
    started = desk.write("start_return", "713596", "42912", ReturnReason.BROKEN)
    assert (started.state, started.refund_cents, started.day) == (ReturnState.AWAITED, 5595, in_days(14))
    assert desk.ask("return_of", "713596", "42912") == started
    assert refused(desk, "start_return", "713596", "42912", ReturnReason.OTHER) is Reason.ALREADY_RETURNED
    assert refused(desk, "start_return", "421807", "42912", ReturnReason.OTHER) is Reason.NOT_DELIVERED
    assert refused(desk, "start_return", "681934", "42923", ReturnReason.OTHER) is Reason.TOO_LATE
    assert desk.ask("return_of", "267590", "42931").state is ReturnState.REFUNDED


def test_an_appointment_is_booked_moved_and_cancelled(desk: Desk) -> None:
    assert desk.ask("appointments", *OKAFOR) == ()
    first, second, *_ = desk.ask("free_slots", *OKAFOR, Job.REPAIR)
    booked = desk.write("book_appointment", *OKAFOR, Job.REPAIR, first.id)
    assert booked.slot == first
    assert desk.ask("appointments", *OKAFOR) == (booked,)
    moved = desk.write("move_appointment", *OKAFOR, booked.reference, second.id)
    assert (moved.reference, moved.slot) == (booked.reference, second)
    assert desk.write("cancel_appointment", *OKAFOR, booked.reference) == moved
    assert desk.ask("appointments", *OKAFOR) == ()
    assert refused(desk, "cancel_appointment", *OKAFOR, booked.reference) is Reason.ALREADY_CANCELLED


def test_a_slot_is_free_until_each_technician_who_does_the_job_is_promised(desk: Desk) -> None:
    meter = desk.ask("free_slots", *OKAFOR, Job.METER)[0]
    desk.write("book_appointment", *OKAFOR, Job.METER, meter.id)
    assert meter not in desk.ask("free_slots", *HARPER, Job.METER)
    assert refused(desk, "book_appointment", *HARPER, Job.METER, meter.id) is Reason.NOT_FREE
    assert refused(desk, "book_appointment", *HARPER, Job.METER, "20260101-0800") is Reason.NOT_FREE


def test_slots_are_told_soonest_first_from_tomorrow_or_after_the_day_asked_for(desk: Desk) -> None:
    slots = desk.ask("free_slots", *HARPER, Job.REPAIR)
    assert len(slots) == SLOTS_TOLD
    assert slots == tuple(sorted(slots, key=lambda slot: (slot.day, slot.begins)))
    assert slots[0].day > TODAY
    later = desk.ask("free_slots", *HARPER, Job.REPAIR, after=in_days(9))
    assert all(slot.day > in_days(9) and slot.ends > slot.begins for slot in later)


def test_on_its_day_an_appointment_stays(desk: Desk) -> None:
    slot = desk.ask("free_slots", *OKAFOR, Job.REPAIR)[0]
    booked = desk.write("book_appointment", *OKAFOR, Job.REPAIR, slot.id)
    desk.now = datetime.combine(slot.day, time(7))
    other = desk.ask("free_slots", *OKAFOR, Job.REPAIR)[0]
    assert desk.ask("appointments", *OKAFOR) == (booked,)
    assert refused(desk, "move_appointment", *OKAFOR, booked.reference, other.id) is Reason.TOO_LATE
    assert refused(desk, "cancel_appointment", *OKAFOR, booked.reference) is Reason.TOO_LATE


def test_a_bill_is_the_sum_of_its_lines_and_knows_the_one_before(desk: Desk) -> None:
    bill = desk.ask("bill", *HARPER)
    assert sum(line.amount_cents for line in bill.lines) == bill.total_cents == 14481
    assert (bill.first_day, bill.last_day, bill.due) == (date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 31))
    assert (bill.total_before_cents, bill.paid) == (9769, False)
    with pytest.raises(NotFoundError):
        desk.ask("bill", "964813", "42914")


def test_a_balance_counts_every_unpaid_bill_and_what_is_in_credit(desk: Desk) -> None:
    assert desk.ask("balance", *HARPER).owed_cents == desk.ask("bill", *HARPER).total_cents
    two_unpaid = desk.ask("balance", *OKAFOR)
    assert (two_unpaid.owed_cents, two_unpaid.due) == (11547 + 12149, date(2026, 2, 28))
    credit = desk.ask("balance", "256873", "42923")
    assert (credit.owed_cents, credit.due, credit.last_payment_day) == (-5000, None, in_days(-2))
    assert desk.ask("balance", "438291", "42921").owed_cents == 0


def test_known_outages_are_told_by_area_and_explain_a_fault(desk: Desk) -> None:
    (outage,) = desk.ask("outages", "42912")
    assert (outage.service, outage.began) == (Service.ELECTRICITY, datetime(2026, 3, 10, 9))
    assert desk.ask("outages", "42911") == ()
    with pytest.raises(NotFoundError):
        desk.ask("outages", "42933")
    explained = desk.write("report_fault", "42912", Service.ELECTRICITY, "no light in the whole street")
    assert explained.outage == outage
    assert desk.write("report_fault", "42912", Service.INTERNET, "router blinks red", "613748").outage is None


def test_contact_details_change_one_by_one_and_are_told_in_part(desk: Desk) -> None:
    assert desk.ask("customer", *HARPER).name == "Ms Harper"
    before = desk.ask("contact", *HARPER)
    assert (before.phone_ending, before.email_hint, before.street) == ("43", "h at example dot com", "Mill Lane")
    after = desk.write("change_contact", *HARPER, phone="+12125550199")
    assert (after.phone_ending, after.email_hint) == ("99", before.email_hint)
    assert desk.write("change_contact", *HARPER, address="3 Orchard Road").street == "Orchard Road"
    assert refused(desk, "change_contact", *HARPER, address="somewhere") is Reason.INVALID


def test_a_code_goes_to_the_number_on_file_unless_that_is_new_missing_or_asked_too_often(desk: Desk) -> None:
    made = desk.write("request_reset_code", *OKAFOR)
    assert (made.phone, len(made.code)) == ("+12125550117", 6)
    desk.write("request_reset_code", *OKAFOR)
    desk.write("request_reset_code", *OKAFOR)
    assert refused(desk, "request_reset_code", *OKAFOR) is Reason.TOO_OFTEN
    desk.now += timedelta(hours=1)
    assert desk.write("request_reset_code", *OKAFOR).phone == made.phone
    assert refused(desk, "request_reset_code", "547632", "42911") is Reason.NO_PHONE
    desk.write("change_contact", *HARPER, phone="+12125550199")
    assert refused(desk, "request_reset_code", *HARPER) is Reason.CHANGED_LATELY


def test_the_nearest_shop_comes_first_and_the_main_one_without_a_postcode(desk: Desk) -> None:
    assert [shop.town for shop in desk.ask("shops", "42931")] == ["Lindale", "Fernhill", "Cedar Bend"]
    main = desk.ask("shops")[0]
    assert main.miles is None
    (opening,) = main.openings_on(date(2026, 3, 14))
    assert (opening.opens, opening.closes) == (time(10), time(16))
    assert main.openings_on(date(2026, 3, 15)) == main.openings_on(date(2026, 12, 25)) == ()
    with pytest.raises(NotFoundError):
        desk.ask("shops", "99999")


@pytest.mark.parametrize(
    ("task", "values"),
    [
        ("delivery", ("421807",)),
        ("return_of", ("267590",)),
        ("customer", ("613748",)),
        ("bill", ("613748",)),
        ("balance", ("613748",)),
        ("contact", ("613748",)),
        ("appointments", ("613748",)),
    ],
)
def test_with_another_postcode_nothing_is_told(desk: Desk, task: str, values: tuple[str, ...]) -> None:
    with pytest.raises(NotFoundError):
        desk.ask(task, *values, "42921" if task == "return_of" else "42911")


def test_a_postcode_is_the_same_however_it_is_written(desk: Desk) -> None:
    assert desk.ask("customer", "613748", "429 12").name == "Ms Harper"


@pytest.mark.parametrize(
    ("task", "values"),
    [
        ("leave_message", ("",)),
        ("leave_message", ("hello", "555 0143")),
        ("ask_for_callback", ("+1", TODAY, PartOfDay.MORNING)),
        ("cancel_delivery", ("42 18 07", "42912")),
        ("report_fault", ("42912", "steam", "it hisses")),
    ],
)
def test_what_cannot_be_asked_is_refused_and_not_quoted(desk: Desk, task: str, values: tuple[Any, ...]) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.write(task, *values)
    assert caught.value.reason is Reason.INVALID
    assert str(caught.value) == "invalid"
    assert caught.value.__suppress_context__


def test_answers_tell_nothing_when_they_are_logged(desk: Desk) -> None:
    told = repr(desk.ask("contact", *HARPER)) + str(desk.ask("order", "421807")) + str(desk.ask("bill", *HARPER))
    assert not any(word in told for word in ("43", "Mill", "bench", "421807", "14481", "electricity"))
