# ruff: noqa: B027  # the methods are declarations: `task` makes of each what is done
"""The port: everything that an assistant asks of its operator's business, typed. Each adapter fulfils it whole.

Reads may be asked again. A write carries a key (`back_office.writes.key_of`): sent twice with the same key, within a
day at least, it is done once and answered alike. Whoever changes something, or hears of money, must know the number
*and* the postcode it belongs to; a pair that does not match is a NotFoundError, as an unknown number is.

Every method raises NotFoundError, RefusedError (its reason INVALID for a value that could not be asked) or
UnavailableError.
"""

from abc import ABC, abstractmethod
from datetime import date, time
from typing import Any

from pydantic import BaseModel

from back_office.appointments import Appointment, Job, Slot
from back_office.bills import Balance, Bill
from back_office.callbacks import Callback, PartOfDay
from back_office.customers import Contact, Customer
from back_office.deliveries import Delivery
from back_office.messages import Message
from back_office.orders import Order
from back_office.outages import Fault, Outage, Service
from back_office.passwords import ResetCode
from back_office.record import Email, Key, Line, Number, Phone, Postcode, Reference, Text
from back_office.returns import Return, ReturnReason
from back_office.shops import Shop
from back_office.tasks import Task, task
from back_office.tickets import Ticket, TicketKind


class BackOffice(ABC):
    """Its methods say what can be asked; how that is carried out is the adapter's `carry_out`.

    The signatures are the contract: requests, answers and the OpenAPI document are read off them.
    """

    deadline_seconds = 2.0
    """Of each call, retries included. A caller hears nothing meanwhile."""

    @abstractmethod
    async def carry_out(self, task: Task, asked: BaseModel, key: str | None) -> Any:
        """The answer to a task, of its type; `key` with writes. Raises as the port says."""

    def was_late(self, task: Task) -> None:
        """Told when a task was given up at the deadline."""

    @abstractmethod
    async def close(self) -> None:
        """Lets go of connections; nothing is asked afterwards."""

    @task
    async def order(self, number: Number) -> Order:
        """How far an order has got. The number alone is enough: it tells nothing of whom it is for."""

    @task
    async def delivery(self, order: Number, postcode: Postcode) -> Delivery:
        """When an order is delivered, and the days to which that could be moved."""

    @task
    async def move_delivery(self, order: Number, postcode: Postcode, day: date, *, key: Key) -> Delivery:
        """Deliver on another day. Refused: NOT_FREE, ALREADY_SENT, ALREADY_DELIVERED, ALREADY_CANCELLED."""

    @task
    async def cancel_delivery(self, order: Number, postcode: Postcode, *, key: Key) -> Delivery:
        """Cancel an order before it leaves. Refused: ALREADY_SENT, ALREADY_DELIVERED, ALREADY_CANCELLED."""

    @task
    async def start_return(self, order: Number, postcode: Postcode, reason: ReturnReason, *, key: Key) -> Return:
        """Take an order back; the label goes to the customer. Refused: NOT_DELIVERED, TOO_LATE, ALREADY_RETURNED."""

    @task
    async def return_of(self, order: Number, postcode: Postcode) -> Return:
        """How far an order's return or refund has got. NotFound, too, when none was started."""

    @task
    async def customer(self, account: Number, postcode: Postcode) -> Customer:
        """Whom an account belongs to, when the postcode is theirs."""

    @task
    async def free_slots(
        self, account: Number, postcode: Postcode, job: Job, after: date | None = None
    ) -> tuple[Slot, ...]:
        """When a technician could come to this customer, soonest first, at most 20; `after`: on later days."""

    @task
    async def appointments(self, account: Number, postcode: Postcode) -> tuple[Appointment, ...]:
        """The customer's appointments to come, soonest first; may be none."""

    @task
    async def book_appointment(
        self, account: Number, postcode: Postcode, job: Job, slot: Number, *, key: Key
    ) -> Appointment:
        """Book a slot by its id. Refused: NOT_FREE when it was taken meanwhile."""

    @task
    async def move_appointment(
        self, account: Number, postcode: Postcode, reference: Reference, slot: Number, *, key: Key
    ) -> Appointment:
        """Move an appointment to a slot. Refused: NOT_FREE; TOO_LATE on its day."""

    @task
    async def cancel_appointment(
        self, account: Number, postcode: Postcode, reference: Reference, *, key: Key
    ) -> Appointment:
        """Cancel an appointment, and hear which it was. Refused: TOO_LATE on its day; ALREADY_CANCELLED."""

    @task
    async def bill(self, account: Number, postcode: Postcode) -> Bill:
        """The latest bill with its lines. NotFound, too, when there is none yet."""

    @task
    async def balance(self, account: Number, postcode: Postcode) -> Balance:
        """What is owed on an account, by when, and what was paid last."""

    @task
    async def outages(self, postcode: Postcode) -> tuple[Outage, ...]:
        """What is known to be out at a postcode; may be none. NotFound where nothing is supplied."""

    @task
    async def report_fault(
        self, postcode: Postcode, service: Service, description: Text, account: Number | None = None, *, key: Key
    ) -> Fault:
        """Report that something is out or broken. NotFound where nothing is supplied."""

    @task
    async def contact(self, account: Number, postcode: Postcode) -> Contact:
        """How the customer is reached, told in part."""

    @task
    async def change_contact(
        self,
        account: Number,
        postcode: Postcode,
        phone: Phone | None = None,
        email: Email | None = None,
        address: Line | None = None,
        *,
        key: Key,
    ) -> Contact:
        """Change what is given and leave the rest. A new address with a postcode of its own is for a person."""

    @task
    async def request_reset_code(self, account: Number, postcode: Postcode, *, key: Key) -> ResetCode:
        """Make a code for a new password; it is for `MessageSender`. Refused: NO_PHONE, CHANGED_LATELY, TOO_OFTEN."""

    @task
    async def shops(self, postcode: Postcode | None = None) -> tuple[Shop, ...]:
        """At most three shops with their hours, the nearest first; without a postcode the main one first.

        NotFound when it is not known where the postcode is.
        """

    @task
    async def leave_message(
        self, text: Text, phone: Phone | None = None, account: Number | None = None, *, key: Key
    ) -> Message:
        """Leave a message for a person, with the number to answer to."""

    @task
    async def ask_for_callback(
        self,
        phone: Phone,
        day: date,
        part: PartOfDay,
        about: Text | None = None,
        account: Number | None = None,
        earliest: time | None = None,
        latest: time | None = None,
        *,
        key: Key,
    ) -> Callback:
        """Have a person ring on a day, not before `earliest` nor after `latest`; both the same: at about that time.

        Refused: NOT_FREE when nobody works then; INVALID for what is over, and for an end before its beginning."""

    @task
    async def open_ticket(
        self, kind: TicketKind, text: Text, phone: Phone | None = None, account: Number | None = None, *, key: Key
    ) -> Ticket:
        """Write down what a person has to decide; the reference is for the caller."""
