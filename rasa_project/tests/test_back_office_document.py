"""The OpenAPI document is the port's, its examples are true, and the shop can do every task."""

import asyncio
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from offices import AT, embedded

from back_office.openapi import DOCUMENT, EXAMPLES, text
from back_office.port import BackOffice
from back_office.record import Record
from back_office.tasks import Task, tasks_of
from back_office.wire import decoded, encoded
from back_office.writes import key_of
from shop.appointments import appointments
from shop.books import Books, opened
from shop.office import TASKS, ShopOffice

PORT = tasks_of(BackOffice)
KEPT = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
SHOWN = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
NEW_EACH_TIME = {"reference", "code"}
tasks = pytest.mark.parametrize("task", PORT.values(), ids=list(PORT))


def at(place: str, content: Any) -> Draft202012Validator:
    """Checks against a schema of the document, wherever in it that stands."""
    schema = content["schema"]
    return Draft202012Validator({**KEPT, **schema, "$id": place})


def without_what_is_new(value: Any) -> Any:
    if isinstance(value, list):
        return [without_what_is_new(one) for one in value]
    if isinstance(value, dict):
        return {name: without_what_is_new(one) for name, one in value.items() if name not in NEW_EACH_TIME}
    return value


def test_the_document_is_the_one_that_the_port_makes() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == text(), (
        "stale: .venv/bin/python -m back_office.openapi > /tmp/new.yaml && mv /tmp/new.yaml back_office/openapi.yaml"
    )


def test_the_shop_does_every_task_of_the_port_and_no_other() -> None:
    assert TASKS.keys() == PORT.keys() == SHOWN.keys()
    assert {task.path for task in PORT.values()} == set(KEPT["paths"])


@tasks
def test_examples_are_as_the_schemas_say(task: Task) -> None:
    operation = KEPT["paths"][task.path]["post"]
    for content in (operation["requestBody"]["content"], operation["responses"]["200"]["content"]):
        json_content = content["application/json"]
        assert list(at(task.path, json_content).iter_errors(json_content["example"])) == []
        assert list(at(task.path, json_content).iter_errors({"number": 7} if task.name == "order" else 7)) != []


@tasks
def test_the_shop_answers_as_the_examples_show(task: Task, tmp_path: Path) -> None:
    with embedded(tmp_path) as desk:
        asked = decoded(task.asked, json.dumps(SHOWN[task.name]["asked"]).encode())
        key = key_of("CA1", task.name) if task.writes else None
        told = json.loads(encoded(desk.loop.run_until_complete(task.of(desk.shop, asked, key))))
    assert without_what_is_new(told) == without_what_is_new(SHOWN[task.name]["answer"])


@tasks
def test_every_write_has_a_key_and_no_read_has_one(task: Task) -> None:
    parameters = KEPT["paths"][task.path]["post"].get("parameters", [])
    assert bool(parameters) == task.writes


@pytest.mark.parametrize("days", [0, 1, 2, 3, 4, 5, 6, 100, 365, 1000])
def test_the_seed_is_never_out_of_date(days: int, tmp_path: Path) -> None:
    """Filled in on one day, it is as fresh on any other: what is to come is still to come, and slots are free."""
    with embedded(tmp_path) as desk:
        desk.now = datetime.combine(AT.date() + timedelta(days=days), AT.time())
        today = desk.now.date()
        assert desk.ask("order", "421807").day == today + timedelta(days=2)
        assert desk.ask("order", "550912").day == today - timedelta(days=3)
        (visit,) = desk.ask("appointments", "613748", "42912")
        assert today < visit.slot.day <= today + timedelta(days=5)
        assert visit.slot.day.weekday() < 5
        assert desk.ask("free_slots", "613748", "42912", "repair")
        assert desk.ask("bill", "613748", "42912").due >= today
        (outage,) = desk.ask("outages", "42912")
        assert outage.began < desk.now < outage.expected_back
        assert all(day >= today for day in desk.ask("shops")[0].closed_days)


def test_callers_who_come_at_once_to_a_shop_that_was_never_opened_are_all_noted_down(tmp_path: Path) -> None:
    shop = ShopOffice(tmp_path / "new", lambda: AT)

    async def come() -> None:
        await asyncio.gather(*(shop.leave_message("call me", key=key_of("CA1", "message", n)) for n in range(6)))

    asyncio.run(come())
    db = opened(tmp_path / "new")
    assert db.execute("SELECT count(*) FROM messages").fetchone()[0] == 6
    assert [path.name for path in (tmp_path / "new").glob("*.new")] == []
    db.close()


def test_books_of_another_version_are_set_aside_and_kept(tmp_path: Path) -> None:
    old = opened(tmp_path)
    old.execute("PRAGMA user_version = 1")
    old.close()
    opened(tmp_path).close()
    assert (tmp_path / "shop.version-1.db").exists()
    assert (tmp_path / "shop.db").stat().st_mode & 0o077 == 0


def test_every_customer_of_the_seed_can_be_reached_by_keys_without_a_zero(tmp_path: Path) -> None:
    db = opened(tmp_path)
    books = Books(db, AT)
    rows = books.all("SELECT account, postcode FROM customers")
    assert len(rows) == 20
    assert not any("0" in row["account"] + row["postcode"] for row in rows)
    for row in rows:
        assert isinstance(appointments(books, Asked(**dict(row))), tuple)
    db.close()


class Asked(Record):
    account: str
    postcode: str


def test_the_same_wish_of_a_call_has_the_same_key_and_another_has_another() -> None:
    key = key_of("CA12", "move_delivery", "421867", date(2026, 3, 18))
    assert key == key_of("CA12#1", "move_delivery", "421867", date(2026, 3, 18))
    others = {
        key_of("CA13", "move_delivery", "421867", date(2026, 3, 18)),
        key_of("CA12", "move_delivery", "421867", date(2026, 3, 19)),
        key_of("CA12", "cancel_delivery", "421867"),
    }
    assert key not in others
    assert len(others) == 3
