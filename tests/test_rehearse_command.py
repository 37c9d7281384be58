"""`ivr rehearse`: what a draft changes is printed call by call and in sum, and which rule takes a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from ivr.console.desk import Desk
from ivr.core.record import Understanding
from ivr.errors import CandidError
from ivr.rehearsal.command import rehearse_command
from ivr.settings import Settings

from .journals import BEGAN, called, keep, past
from .test_rehearsal import SCRIPTS, asks_for_an_order

pytestmark = pytest.mark.usefixtures("nobody_on_the_line")
Typed = Callable[..., Result]


@pytest.fixture
def typed(desk: Desk) -> Typed:
    def asked(_: Settings, words: str) -> Understanding:
        return Understanding("order_status", 0.91)

    command = rehearse_command(lambda: desk.settings, asked)
    return lambda *words: CliRunner().invoke(command, [str(word) for word in words])


@pytest.fixture
def draft(desk: Desk, tmp_path: Path) -> Path:
    """Orders go to the fallback route by the first rule; and the caller is waited for longer."""
    content = yaml.safe_load(desk.settings.rules_file.read_text(encoding="utf-8"))
    rule = {"name": "orders", "intents": ["order_status"], "route": content["fallback_route"]}
    content["transfer_rules"] = [rule, *content.get("transfer_rules", [])]
    content.setdefault("timing", {})["wait_seconds"] = 29
    path = tmp_path / "draft.yml"
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


def day_of_calls(desk: Desk) -> None:
    rules = desk.in_force
    for at, script in enumerate(SCRIPTS):
        call = past(called(script, rules), rules)
        keep(desk.engine, desk.vault, replace(call, call=f"CA{at:032d}", started_at=BEGAN + timedelta(hours=at)))


def test_what_changes_is_printed_call_by_call_and_in_sum_and_no_word_of_a_caller(
    desk: Desk, typed: Typed, draft: Path
) -> None:
    day_of_calls(desk)
    told = typed(draft, "--last", "50")
    assert told.exit_code == 0
    call = f"CA{SCRIPTS.index(asks_for_an_order):032d}"
    (line,) = [line for line in told.output.splitlines() if call in line]
    assert f"goes to {desk.in_force.fallback_route} (rule “orders”)" in line
    assert f"{len(SCRIPTS)} calls" in told.output
    assert "(+1)" in told.output
    assert "timing.wait_seconds" in told.output
    assert not {"bonjour", "yesterday", "mumble"} & set(told.output.lower().split())


def test_one_call_is_told_also_when_nothing_changes(desk: Desk, typed: Typed) -> None:
    day_of_calls(desk)
    told = typed(desk.settings.rules_file, "--call", f"CA{0:032d}")
    assert f"CA{0:032d}: the same is decided" in told.output


def test_a_sentence_is_tried_with_what_the_assistant_takes_it_for(typed: Typed, draft: Path) -> None:
    told = typed(draft, "--what-if", "where is my parcel")
    assert told.exit_code == 0
    assert "taken for order_status (0.91)" in told.output
    assert "rule 1: " in told.output


def test_a_sentence_is_tried_with_an_intent_and_a_state_that_one_chooses(typed: Typed, draft: Path) -> None:
    sure = typed(draft, "--what-if", "where is my parcel", "--intent", "order_status", "--at", "2026-03-01T12:00")
    assert "rule 1: " in sure.output
    unsure = typed(draft, "--what-if", "hm", "--intent", "order_status", "--confidence", "0.1", "--misses", "1")
    assert "low_confidence" in unsure.output or "unsure" in unsure.output
    assert "rule 1: " not in unsure.output


def test_a_draft_with_a_mistake_and_a_service_without_calls_are_told_in_words(typed: Typed, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("routes: 7\n", encoding="utf-8")
    assert isinstance(typed(broken).exception, CandidError)
    assert "broken.yml:1: routes" in str(typed(broken).exception)


def test_without_calls_there_is_nothing_to_try(desk: Desk, typed: Typed) -> None:
    told = typed(desk.settings.rules_file)
    assert isinstance(told.exception, CandidError)
    assert "no call yet" in str(told.exception)
