"""A dry run of many calls: in processes of its own, told as it goes on, and never in the way of calls."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from ivr.console.desk import Desk
from ivr.core.rules import Rules
from ivr.rehearsal.dry_run import DryRun
from ivr.rehearsal.errand import LEAST_URGENT, Errand
from ivr.rehearsal.rehearse import Verdict, from_told
from ivr.store.past_calls import newest_over
from ivr.store.schema import CALLS

from .journals import BEGAN, called, keep, past, tried_on
from .scripted import RULES, rules_with
from .test_rehearsal import DRAFTS, SCRIPTS, asks_for_an_order, complains

LONGEST = 120.0
pytestmark = pytest.mark.usefixtures("nobody_on_the_line")
DRAFT = rules_with(transfer_rules=[], routes={"support": {"agents": ["+15005550001"]}})


@pytest.fixture
def past_day(desk: Desk) -> Desk:
    """A desk with a call of each script on record, an hour apart."""
    for at, script in enumerate(SCRIPTS):
        call = replace(past(called(script)), call=f"CA{at:032d}", started_at=BEGAN + timedelta(hours=at))
        keep(desk.engine, desk.vault, call)
    return desk


def begun(desk: Desk, draft: Rules, last: int = 100) -> DryRun:
    calls = tuple(newest_over(desk.engine, last))
    return DryRun(Errand.of(desk.settings, draft, RULES, calls), ZoneInfo("Europe/London"))


def test_each_call_is_found_as_if_it_had_been_tried_alone(past_day: Desk) -> None:
    run = begun(past_day, DRAFT)
    assert run.calls == len(SCRIPTS)
    assert run.wait(LONGEST)
    assert run.problem == ""
    alone = [tried_on(past(called(script)), DRAFT) for script in SCRIPTS]
    assert [one.call for one in run.found] == [f"CA{at:032d}" for at in range(len(SCRIPTS))]
    assert [(one.verdict, one.difference) for one in run.found] == [(one.verdict, one.difference) for one in alone]


def test_in_sum_it_is_told_how_many_transfers_more_to_whom_and_at_what_hours(past_day: Desk) -> None:
    orders = {"name": "orders", "intents": ["order_status"], "route": "complaints"}
    run = begun(past_day, rules_with(transfer_rules=[orders]))
    assert run.wait(LONGEST)
    told = run.sum.told()
    of_calls = [one for one in run.found if one.verdict is not Verdict.NOT_JUDGED]
    assert told["calls"] == len(of_calls) == len(SCRIPTS)
    was, would = told["transfers"]["all"]
    assert was == sum(bool(one.ended and one.ended.route) for one in of_calls)
    assert would == sum(bool(one.would_end and one.would_end.route) for one in of_calls)
    at = f"{12 + SCRIPTS.index(asks_for_an_order):02}"
    assert told["hours"][at] == [0, 1]
    assert told["routes"]["complaints"][1] > 0


def test_a_run_that_is_stopped_says_so_and_its_processes_are_gone(past_day: Desk) -> None:
    run = begun(past_day, DRAFT)
    run.stop()
    assert run.wait(LONGEST)
    assert run.problem == "it was stopped"


def test_a_process_that_is_killed_is_told_of_and_what_was_found_stays(past_day: Desk) -> None:
    run = begun(past_day, DRAFT)
    for process in run._processes:
        os.kill(process.pid, signal.SIGKILL)
    assert run.wait(LONGEST)
    assert run.problem == "its process ended before it was done"


def test_a_database_that_gives_no_answer_is_told_in_words(desk: Desk) -> None:
    errand = replace(Errand.of(desk.settings, DRAFT, RULES, ("CA1",)), database=f"sqlite:///{desk.settings.data_dir}")
    run = DryRun(errand, UTC)
    assert run.wait(LONGEST)
    assert run.problem.startswith("the database gave no answer")


def test_the_process_ends_with_whoever_began_it(past_day: Desk) -> None:
    errand = Errand.of(past_day.settings, DRAFT, RULES, tuple(newest_over(past_day.engine, 1)) * 10_000)
    command = [sys.executable, "-m", "ivr.rehearsal.child"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(errand.told() + "\n")
        child.stdin.flush()
        assert child.stdout.readline()
        child.stdin.close()
        assert child.wait(LONGEST) == 0


def test_neither_a_running_call_nor_one_that_is_gone_is_tried(past_day: Desk) -> None:
    gone, running = newest_over(past_day.engine, 2)
    with past_day.engine.begin() as connection:
        connection.execute(update(CALLS).where(CALLS.c.call_sid == running).values(ended_at=None, over=False))
        connection.execute(CALLS.delete().where(CALLS.c.call_sid == gone))
    assert not {gone, running} & set(newest_over(past_day.engine, 100))
    run = DryRun(Errand.of(past_day.settings, DRAFT, RULES, (gone, running)), UTC)
    assert run.wait(LONGEST)
    assert (run.found, run.problem) == ([], "")


def test_rules_that_were_published_are_those_of_their_calls(desk: Desk) -> None:
    text = desk.settings.rules_file.read_text(encoding="utf-8")
    from ivr.store.revisions import Revisions
    from ivr.written.rules_file import parse_rules

    rules = parse_rules(text)
    Revisions(desk.engine, desk.now).add("", "first", rules.version, text)
    keep(desk.engine, desk.vault, past(called(complains, rules), rules))
    run = DryRun(Errand.of(desk.settings, rules, rules_with(version="newer"), ("CA1",)), UTC)
    assert run.wait(LONGEST)
    assert [one.verdict for one in run.found] == [Verdict.SAME]


@pytest.mark.parametrize("name", DRAFTS)
def test_what_is_told_of_a_call_is_the_same_behind_the_pipe(name: str) -> None:
    script, changes = DRAFTS[name]
    found = tried_on(past(called(script)), rules_with(**changes))
    assert from_told(found.told()) == found


def test_an_errand_keeps_secrets_to_itself(desk: Desk) -> None:
    errand = replace(Errand.of(desk.settings, DRAFT, RULES, ()), master_key="k" * 44)
    assert "k" * 44 not in repr(errand)
    assert Errand.from_told(errand.told()) == errand


def test_calls_in_progress_come_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert Errand.of(desk.settings, DRAFT, RULES, ()).niceness == LEAST_URGENT == 19
