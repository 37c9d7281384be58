"""What is said of an order, by what the back office answers."""

import asyncio
import socket
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import LookUpOrder
from actions.sentences import status_sentence
from actions.trouble import say_trouble
from back_office.connection import back_office, message_sender
from back_office.errors import NotFoundError, Reason, RefusedError, UnavailableError
from back_office.http import HttpBackOffice
from back_office.orders import Order, OrderStatus
from shop.office import ShopOffice

TODAY = date(2026, 3, 10)
DOMAIN = yaml.safe_load((Path(__file__).resolve().parent.parent / "domain.yml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BACK_OFFICE_URL", "BACK_OFFICE_TOKEN", "SMS_ACCOUNT_SID", "SMS_AUTH_TOKEN", "SMS_FROM"):
        monkeypatch.delenv(f"CANDID_{name}", raising=False)
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path))


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A port that is taken and refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def looked_up(number: str) -> list[str]:
    """What the action says, in order: its texts, and the names of responses."""

    async def look_up() -> CollectingDispatcher:
        dispatcher = CollectingDispatcher()
        tracker = Tracker("CA1", {"order_number": number, "order_confirmed": True}, {}, [], False, None, {}, None)
        await LookUpOrder().run(dispatcher, tracker, {})
        await back_office().close()
        return dispatcher

    return [said.get("response") or said["text"] for said in asyncio.run(look_up()).messages]


def test_an_order_is_looked_up_in_the_shop_that_comes_with_it() -> None:
    text, then = looked_up("421807")
    assert text == "Order 4 2 1, 8 0 7, the garden bench, is on its way, and should arrive in 2 days."
    assert then == "utter_anything_else"


def test_an_unknown_number_is_said_and_a_person_offered() -> None:
    text, then = looked_up("999999")
    assert text.startswith("I can't find an order")
    assert then == "utter_offer_person"


def test_a_dead_back_office_is_said_so_and_a_person_offered(monkeypatch: pytest.MonkeyPatch, dead_port: int) -> None:
    monkeypatch.setenv("CANDID_BACK_OFFICE_URL", f"http://127.0.0.1:{dead_port}")
    assert looked_up("421807") == ["utter_shop_unavailable", "utter_offer_person"]


@pytest.mark.parametrize(
    "error",
    [
        NotFoundError(),
        UnavailableError(""),
        UnavailableError("", in_doubt=True),
        *(RefusedError(reason) for reason in Reason),
    ],
)
def test_whatever_goes_wrong_has_a_sentence_and_the_offer_of_a_person(error: Any) -> None:
    dispatcher = CollectingDispatcher()
    say_trouble(dispatcher, error)
    why, offer = (said["response"] for said in dispatcher.messages)
    assert DOMAIN["responses"][why][0]["text"]
    assert offer == "utter_offer_person"


@pytest.mark.parametrize(
    ("status", "days", "end"),
    [
        (OrderStatus.PACKING, 1, "is being packed, and leaves us tomorrow."),
        (OrderStatus.SENT, 0, "is on its way, and should arrive today."),
        (OrderStatus.LATE, 7, "is delayed, and should now arrive in 7 days."),
        (OrderStatus.DELIVERED, -1, "was delivered yesterday."),
        (OrderStatus.DELIVERED, -12, "was delivered 12 days ago."),
        (OrderStatus.DELIVERED, None, "was delivered."),
        (OrderStatus.SENT, None, "is on its way."),
        (OrderStatus.CANCELLED, None, "was cancelled."),
    ],
)
def test_each_state_is_said_with_its_day(status: OrderStatus, days: int | None, end: str) -> None:
    day = None if days is None else date.fromordinal(TODAY.toordinal() + days)
    assert status_sentence(Order(number="421807", item="bench", status=status, day=day), TODAY).endswith(
        f"bench, {end}"
    )


def test_the_environment_says_which_back_office_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(back_office(), ShopOffice)
    assert back_office() is back_office()
    monkeypatch.setenv("CANDID_BACK_OFFICE_URL", "https://office.example.com")
    assert isinstance(back_office(), HttpBackOffice)


def test_an_assistant_without_a_shop_says_what_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path / "none"))
    monkeypatch.setitem(sys.modules, "shop.office", None)
    with pytest.raises(RuntimeError, match="IVR_BACK_OFFICE_URL"):
        back_office()


def test_text_messages_need_all_three_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACCOUNT_SID", "AUTH_TOKEN", "FROM"):
        assert message_sender() is None
        monkeypatch.setenv(f"CANDID_SMS_{name}", "given")
    assert message_sender() is not None
