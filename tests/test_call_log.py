"""The log tells of each call that it began, where it went and how it ended, and nothing that was said in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from ivr.core.commands import RecordTurn
from ivr.core.events import CallStarted
from ivr.core.record import Disposition, Reason, Transcript
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.call_log import CallLog
from ivr.store.journal import entry
from ivr.store.store import Store
from tests.conftest import CALLER, LINE

SECRET_WORDS = "my card is 4111 and my mother has died"
BEGAN = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = BEGAN

    def __call__(self) -> datetime:
        return self.now


class Kept:
    """A store whose log can be read once it is closed."""

    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store = Store(f"sqlite:///{folder / 'calls.db'}", folder, "k" * 40, now=self.clock).start()

    def begin(self, call: str, rules: Rules, *, ready: bool = True) -> None:
        self.store.begin_call(call, caller=CALLER, line=LINE, rules=rules, ready=ready)

    def turn(self, call: str, number: int) -> None:
        noted = RecordTurn(number, Transcript(SECRET_WORDS, 0.9), "refund", 0.8, "answered", "", 1.2, 0.4)
        self.store.append(call, [entry(10 * number, 6.0, noted)])

    def stream(self, call: str, first: int = 1) -> None:
        self.store.append(call, [entry(first, 0.0, CallStarted())])


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    made = Kept(tmp_path)
    yield made
    made.store.close()


def test_a_call_that_was_put_through_leaves_three_lines(kept: Kept, rules: Rules) -> None:
    with structlog.testing.capture_logs() as logs:
        kept.begin("CA1", rules)
        kept.stream("CA1")
        kept.turn("CA1", 1)
        kept.turn("CA1", 2)
        kept.store.save_handoff("CA1", HandOff("transfer", "support", Reason.CALLER_ASKED, "refund", SECRET_WORDS))
        kept.store.add_to_handoff("CA1", SECRET_WORDS + " too", None)
        first = kept.store.dial("CA1", "support")
        kept.clock.now += timedelta(seconds=61.4)
        kept.store.dialled("CA1", first.attempt, outcome="completed", bridged=True)
        kept.store.over("CA1")
        kept.store.close()
    assert [(line["event"], line["call"]) for line in logs] == [
        ("call_began", "CA1"),
        ("call_handed_off", "CA1"),
        ("call_ended", "CA1"),
    ]
    assert logs[0]["taken_by"] == "assistant"
    assert (logs[1]["route"], logs[1]["reason"]) == ("support", Reason.CALLER_ASKED)
    assert (logs[2]["disposition"], logs[2]["seconds"], logs[2]["turns"]) == (Disposition.TRANSFERRED, 61.4, 2)
    check_without_content(logs)


def check_without_content(logs: object) -> None:
    text = str(logs)
    for word in (*SECRET_WORDS.split(), "refund", CALLER, LINE, CALLER.lstrip("+"), LINE.lstrip("+")):
        assert f" {word} " not in text
        assert f"'{word}'" not in text


def lines_of(logs: list[dict[str, object]], call: str) -> list[tuple[object, ...]]:
    shown = ("event", "taken_by", "reason", "disposition", "turns")
    return [tuple(line[name] for name in shown if name in line) for line in logs if line.get("call") == call]


def test_however_a_call_ends_it_is_told_once(kept: Kept, rules: Rules) -> None:
    with structlog.testing.capture_logs() as logs:
        kept.begin("busy", rules, ready=False)
        kept.store.save_handoff("busy", HandOff("transfer", "support", Reason.BUSY))
        kept.begin("gone", rules)
        kept.store.end_call("gone", Disposition.CALLER_HUNG_UP)
        kept.store.over("gone")
        kept.store.over("gone")
        kept.begin("lost", rules)
        kept.stream("lost")
        kept.store.end_call("lost", Disposition.STREAM_LOST)
        kept.store.resume("lost")
        kept.stream("lost", 2)
        kept.store.end_call("lost", Disposition.GOODBYE)
        kept.store.over("lost")
        kept.begin("message", rules)
        kept.store.left_voicemail("message", "RE1")
        kept.store.close()
    assert lines_of(logs, "busy") == [("call_began", "agent"), ("call_handed_off", "busy")]
    assert lines_of(logs, "gone") == [("call_began", "assistant"), ("call_ended", "caller_hung_up", 0)]
    assert lines_of(logs, "lost") == [("call_began", "assistant"), ("call_ended", "goodbye", 0)]
    assert lines_of(logs, "message") == [("call_began", "assistant"), ("call_ended", "voicemail", 0)]


def test_a_call_that_goes_on_after_a_restart_does_not_begin_again(kept: Kept, rules: Rules, tmp_path: Path) -> None:
    kept.begin("CA1", rules)
    kept.stream("CA1")
    record = kept.store.record("CA1")
    log = CallLog()
    from ivr.store.lines import of_call

    log.note([of_call(replace(record.resumed(), streams_started=1), "instance")])
    with structlog.testing.capture_logs() as logs:
        log.tell()
    assert logs == []


def test_a_log_that_takes_no_lines_costs_no_call_anything(
    monkeypatch: pytest.MonkeyPatch, rules: Rules, kept: Kept
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("ivr.store.call_log.log.info", broken, raising=False)
    kept.begin("CA1", rules)
    assert kept.store.flush()
    kept.begin("CA2", rules)
    assert kept.store.flush()
