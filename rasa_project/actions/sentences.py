"""What is said about an order and its number, written so that a voice reads it well; and one text message."""

from datetime import date

from back_office.orders import Order, OrderStatus

CODE_MESSAGE = (
    "{code} is your code for a new Fernhill password. It is good for {minutes} minutes. "
    "Nobody from Fernhill will ever ask you for it."
)
"""The text message of back_office.code_by_text.send_reset_code; the one text that is read and not heard."""


def spoken(number: str) -> str:
    """Digit by digit, in threes: 421807 as "4 2 1, 8 0 7"."""
    groups = [number[at : at + 3] for at in range(0, len(number), 3)]
    return ", ".join(" ".join(group) for group in groups)


def status_sentence(order: Order, today: date) -> str:
    """How far an order has got; without its day where the back office told none."""
    name = f"Order {spoken(order.number)}, the {order.item},"
    day = "" if order.day is None else " " + _day((order.day - today).days)
    if order.status is OrderStatus.PACKING:
        return f"{name} is being packed{day and ', and leaves us' + day}."
    if order.status is OrderStatus.SENT:
        return f"{name} is on its way{day and ', and should arrive' + day}."
    if order.status is OrderStatus.LATE:
        return f"I'm sorry. {name} is delayed{day and ', and should now arrive' + day}."
    if order.status is OrderStatus.DELIVERED:
        return f"{name} was delivered{day}."
    return f"{name} was {order.status.value}."


def _day(days: int) -> str:
    """`days` from today, below zero: ago."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
