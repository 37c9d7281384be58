"""Reads orders from the shop's small SQLite database, which is made on first use."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT_FOLDER = HERE.parent / ".data"


@dataclass(frozen=True)
class Order:
    number: str
    item: str
    status: str
    """packing | sent | late | delivered | cancelled | refunded"""
    days: int
    """Until it leaves (packing), until it arrives (sent, late), since it arrived (delivered)."""


def find_order(number: str) -> Order | None:
    """The order with this six-digit number. Raises sqlite3.Error when the shop cannot be read."""
    with closing(sqlite3.connect(_database(), timeout=0.3)) as shop:
        row = shop.execute("SELECT number, item, status, days FROM orders WHERE number = ?", (number,)).fetchone()
    return Order(*row) if row else None


def _database() -> Path:
    """CANDID_SHOP_DB names the folder; the file is filled under another name, so that none is half made."""
    folder = Path(os.environ.get("CANDID_SHOP_DB") or DEFAULT_FOLDER)
    path = folder / "shop.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"shop.{os.getpid()}.new"
        with closing(sqlite3.connect(fresh)) as shop:
            shop.executescript((HERE / "schema.sql").read_text() + (HERE / "seed.sql").read_text())
        fresh.replace(path)
    return path
