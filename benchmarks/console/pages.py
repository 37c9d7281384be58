"""How long the server takes for each page of the console, with a hundred thousand calls on record in SQLite.

Through the real app, as whoever is signed in; each page first as after a start of the service, then again and again.
"""

import time
from collections.abc import Iterator, Mapping
from typing import Any

from matplotlib.figure import Figure

from ..bench import Bench, Row
from ..machine import spread
from .addresses import ADDRESSES, Address
from .many_calls import CALLS_MADE, DAYS
from .site import Site, site_in

MOST_MS, LOOKS = 80, 40


def measure(bench: Bench) -> dict[str, object]:
    """Milliseconds until the whole page is there, of a table of calls until its first line is."""
    site = site_in(bench.settings.data_dir / "pages")
    known = site.known()
    pages = {
        page: {address.about: _looked_at(site, address, known) for address in addresses}
        for page, addresses in ADDRESSES.items()
    }
    return {"calls": CALLS_MADE, "days": DAYS, "pages": pages}


def _looked_at(site: Site, address: Address, known: Mapping[str, str]) -> dict[str, float]:
    app = site.app()
    browser, path = site.browser(app, signed_in=address.signed_in), address.path.format(**known)
    taken = list(_taken(browser, path, address.code))
    app.extensions["desk"].engine.dispose()
    return {"first": round(taken[0], 1)} | spread([round(each, 2) for each in taken[1:]])


def _taken(browser: Any, path: str, code: int) -> Iterator[float]:
    for _ in range(LOOKS + 1):
        began = time.perf_counter()
        answer = browser.get(path)
        next(iter(answer.response), b"")
        yield 1000 * (time.perf_counter() - began)
        if answer.status_code != code:
            raise RuntimeError(f"{path}: {answer.status_code}")
        answer.close()


def rows(figures: Mapping[str, Any]) -> list[Row]:
    """Of each page the slowest that was looked for."""
    told = []
    for page, looked in figures["pages"].items():
        about, most = max(looked.items(), key=lambda one: one[1]["p95"])
        first = max(one["first"] for one in looked.values())
        of = f" (the slowest of {len(looked)}: {about or 'as it opens'})" if len(looked) > 1 else ""
        value = f"**p95 {most['p95']:.0f} ms**, p50 {most['p50']:.0f}, most {most['max']:.0f} (n = {most['n']})"
        told.append(Row(f"`{page}`{of}", f"p95 ≤ {MOST_MS} ms", f"{value}; first look {first:.0f} ms"))
    return told


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """p95 and first look of each page, the slowest search of each."""
    axes = figure.subplots()
    names = list(figures["pages"])[::-1]
    for place, name in enumerate(names):
        looked = figures["pages"][name].values()
        axes.barh(place, max(one["p95"] for one in looked), color="#4477aa")
        axes.plot(max(one["first"] for one in looked), place, "|", color="#bb5566", markersize=8)
    axes.set_yticks(range(len(names)), names, fontsize=6)
    axes.axvline(MOST_MS, linestyle="--", linewidth=1, color="black")
    axes.set_xlabel(f"milliseconds, p95 of the slowest search ({figures['calls']:,} calls); line: its first look")
