"""What is said about an order and its number, written so that a voice reads it well."""

from shop.orders import Order
from spoken.read_back import digits as spoken


def status_sentence(order: Order) -> str:
    name = f"Order {spoken(order.number)}, the {order.item},"
    if order.status == "packing":
        return f"{name} is being packed, and leaves us {_ahead(order.days)}."
    if order.status == "sent":
        return f"{name} is on its way, and should arrive {_ahead(order.days)}."
    if order.status == "late":
        return f"I'm sorry. {name} is delayed, and should now arrive {_ahead(order.days)}."
    if order.status == "delivered":
        return f"{name} was delivered {_ago(order.days)}."
    return f"{name} was {order.status}."


def _ahead(days: int) -> str:
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
