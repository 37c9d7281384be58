"""The numbers that docs/tasks.md gives people to try are those of the shop that comes with the assistant."""

import re
import sqlite3
import subprocess
from collections.abc import Iterator

import pytest

from .source_tree import ROOT

SECTION = (ROOT / "docs" / "tasks.md").read_text().split("## Numbers to try\n")[1].split("\n## ")[0]
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in SECTION.splitlines()
    if re.match(r"\| \d{6} \|", line)
]


@pytest.fixture(scope="module")
def shop() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:")
    for name in ("schema.sql", "seed.sql"):
        database.executescript((ROOT / "rasa_project" / "shop" / name).read_text())
    yield database
    database.close()


def test_there_is_something_of_each_kind_to_try(shop: sqlite3.Connection) -> None:
    states = {row[0] for row in shop.execute("SELECT DISTINCT status FROM orders")}
    shown = {row[1].rsplit(", ", 1)[1] for row in ROWS}
    assert len(ROWS) >= 8
    assert len(shown) >= len(states) - 1
    assert shown <= states


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_an_order_to_try_is_in_the_shop_as_it_is_told(row: tuple[str, ...], shop: sqlite3.Connection) -> None:
    query = "SELECT item || ', ' || status, postcode, account, name FROM orders JOIN customers USING (account)"
    assert shop.execute(f"{query} WHERE number = ?", (row[0],)).fetchall() == [row[1:5]]


def test_visits_and_outages_to_try_are_in_the_shop(shop: sqlite3.Connection) -> None:
    below = SECTION.split("Visits by a technician")[1]
    visits, outages = below.split("There is no electricity")
    booked = dict(shop.execute("SELECT account, postcode FROM appointments JOIN customers USING (account)").fetchall())
    told = re.findall(r"(\d{6}) \((?:zip code )?(\d{5})\)", visits)
    assert len(told) == 2
    assert all(booked[account] == postcode for account, postcode in told)
    out = {row[0] for row in shop.execute("SELECT postcode FROM outage_areas")}
    *without, unsupplied = re.findall(r"\d{5}", outages)
    assert set(without) == out
    assert shop.execute("SELECT supplied FROM areas WHERE postcode = ?", (unsupplied,)).fetchone() == (0,)


def test_make_serve_prints_them() -> None:
    recipe = (ROOT / "Makefile").read_text().split("\nserve:")[1].split("\n\n")[0]
    (command,) = re.findall(r"sed -n '[^']*' docs/tasks\.md", recipe)
    printed = subprocess.run(
        ["/bin/bash", "-c", command.replace("$$", "$")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert all(row[0] in printed.stdout for row in ROWS)
    assert "promised" not in printed.stdout
