"""`python -m back_office.check` finds what is wrong with a back office, and nothing with the shop."""

import asyncio
from pathlib import Path

import yaml
from aiohttp import web
from offices import AT, TOKEN, Line, answer, answering, serving

from back_office.check import Finding, findings
from back_office.openapi import EXAMPLES
from back_office.port import BackOffice
from back_office.served import served
from back_office.tasks import tasks_of
from shop.office import ShopOffice

SHOWN = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))


def checked(application: web.Application, *, writes: bool) -> list[Finding]:
    async def ask() -> list[Finding]:
        async with serving(application) as url:
            return await findings(url, TOKEN, SHOWN, writes=writes)

    return asyncio.run(ask())


def test_the_shop_is_sound_in_every_task(tmp_path: Path) -> None:
    found = checked(served(ShopOffice(tmp_path, lambda: AT), TOKEN), writes=True)
    assert [finding.task for finding in found] == list(tasks_of(BackOffice))
    assert all(finding.sound for finding in found)
    assert {finding.told for finding in found if finding.task == "outages"} == {"1 found"}


def test_nothing_is_written_unless_it_is_wanted(tmp_path: Path) -> None:
    found = checked(served(ShopOffice(tmp_path, lambda: AT), TOKEN), writes=False)
    assert {finding.task for finding in found} == {t.name for t in tasks_of(BackOffice).values() if not t.writes}


def test_a_wrong_token_is_found_everywhere(tmp_path: Path) -> None:
    found = checked(served(ShopOffice(tmp_path, lambda: AT), "another token"), writes=False)
    assert found
    assert not any(finding.sound for finding in found)
    assert "answered 401" in found[0].told


def test_one_that_does_a_write_twice_is_found() -> None:
    line = Line([answer({"reference": "421863"}), answer({"reference": "421864"})])

    async def ask() -> list[Finding]:
        async with answering(line) as url:
            return await findings(url, "", {"leave_message": SHOWN["leave_message"]}, writes=True)

    (found,) = asyncio.run(ask())
    assert not found.sound
    assert "done twice" in found.told


def test_an_example_that_is_none_is_said_so() -> None:
    async def ask() -> list[Finding]:
        return await findings("http://127.0.0.1:9", "", {"order": {"asked": {"number": "x y"}}}, writes=False)

    (found,) = asyncio.run(ask())
    assert not found.sound
    assert "number" in found.told
