"""The benchmark of pages opens every page that there is, and every search; else a slow one would be missed."""

from flask import Flask

from benchmarks.console.addresses import ADDRESSES
from ivr.console.calls_asked import NAMES
from ivr.store.message_list import Which


def test_every_page_of_the_console_is_opened_by_the_benchmark(console: Flask) -> None:
    pages = {rule.endpoint for rule in console.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert set(ADDRESSES) == pages
    assert all(ADDRESSES.values())


def test_calls_are_searched_by_everything_that_there_is_and_each_list_is_opened() -> None:
    searched, lists = (
        " ".join(address.path for address in ADDRESSES[page]) for page in ("calls.listed", "messages.listed")
    )
    assert [name for name in NAMES if f"?{name}=" not in searched and f"&{name}=" not in searched] == []
    assert [which for which in Which if f"list={which.value}" not in lists] == []


def test_no_two_addresses_of_a_page_are_told_the_same() -> None:
    for page, addresses in ADDRESSES.items():
        assert len({address.about for address in addresses}) == len(addresses), page
