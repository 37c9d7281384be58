"""Calls as CSV: streamed, without words, and nothing in it that a spreadsheet would run; what a price list may be."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

import pytest

from ivr.errors import SettingsError
from ivr.reports.call_list import HEADS, as_csv
from ivr.settings import load_settings
from ivr.settings.prices import prices_in
from ivr.store.search import Found, Leg
from tests.conftest import MONDAY_NOON

PRICES = prices_in("EUR in 0.01 out 0.02 stream 0.005")


def a_call(**more: object) -> Found:
    leg = Leg(MONDAY_NOON + timedelta(seconds=20), MONDAY_NOON + timedelta(seconds=90), MONDAY_NOON, True)
    known: dict[str, object] = {
        "call": "CA1",
        "began": MONDAY_NOON,
        "seconds": 90.25,
        "line": "+15005550100",
        "ends": "123",
        "language": "en",
        "admitted": True,
        "streams": 1,
        "disposition": "transferred",
        "erased": None,
        "route": "support",
        "reason": "caller_asked",
        "intent": "complaint",
        "handed_off": MONDAY_NOON + timedelta(seconds=20),
        "turns": 3,
        "misses": 1,
        "legs": (leg,),
    }
    return Found(**(known | more))  # type: ignore[arg-type]


def rows(*calls: Found, priced: bool = True) -> list[dict[str, str]]:
    text = "".join(as_csv(calls, PRICES if priced else None))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_tells_what_a_page_tells() -> None:
    [row] = rows(a_call())
    assert row["began"] == "2026-03-02T12:00:00+00:00"
    assert (row["seconds"], row["agents_rung"], row["turns"], row["misses"]) == ("90.2", "1", "3", "1")
    assert (row["cost"], row["currency"]) == ("0.065", "EUR")  # 2 in, 2 out, 1 of the stream
    assert row["number_ends_with"] == "123"


def test_what_is_not_known_is_empty_and_no_0() -> None:
    [row] = rows(a_call(seconds=None))
    assert (row["seconds"], row["cost"], row["currency"]) == ("", "", "")
    assert rows(a_call(), priced=False)[0]["cost"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1"])
def test_a_formula_is_shown_and_not_run(text: str) -> None:
    [row] = rows(a_call(intent=text))
    assert row["intent"] == f"'{text}"


def test_quotes_and_lines_within_a_text_stay_in_its_cell() -> None:
    [row] = rows(a_call(intent='a "b", c\nd'))
    assert row["intent"] == 'a "b", c\nd'


def test_an_export_is_a_line_at_a_time() -> None:
    asked: list[int] = []

    def calls() -> Iterator[Found]:
        for number in range(3):
            asked.append(number)
            yield a_call()

    lines = as_csv(calls(), PRICES)
    assert next(lines).strip() == ",".join(HEADS)
    assert not asked
    next(lines)
    assert asked == [0]


@pytest.mark.parametrize("text", ["0.01", "USD", "USD in", "usd in 0.01", "USD in 0,01", "USD in 1 in 2", "USD in -1"])
def test_what_is_no_price_list_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(SettingsError, match="IVR_CARRIER_PRICES must be like"):
        load_settings({"IVR_CARRIER_PRICES": text}, dev=True)


def test_a_price_list_may_leave_out_what_is_not_known() -> None:
    prices = prices_in("USD out 0.0140 in 0.0085")
    assert prices is not None
    assert (str(prices.in_), str(prices.out), prices.stream) == ("0.0085", "0.0140", None)
    assert prices_in("") is None
