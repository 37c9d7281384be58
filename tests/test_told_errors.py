"""A log tells what broke and where, and never in whose words."""

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from ivr.cli import keep_logs
from ivr.errors import EngineError
from ivr.privacy.told_errors import told
from ivr.settings import Settings

WORDS = "my PIN is forty-seven eleven"


@contextmanager
def logs(settings: Settings) -> Iterator[None]:
    """As the service keeps them; afterwards as they were."""
    root, hook = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    keep_logs(settings)
    yield
    root.handlers, threading.excepthook = handlers, hook
    root.setLevel(level)
    structlog.reset_defaults()


def broken() -> None:
    try:
        int(WORDS)
    except ValueError as error:
        raise RuntimeError(f"cannot read {WORDS!r}") from error


def test_no_handler_tells_the_words_that_an_error_quotes(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with logs(settings):
        break_in_all_ways()
    told_on = capsys.readouterr().err
    assert told_on.count("RuntimeError") == 5
    assert told_on.count("ValueError") == 4
    assert "test_told_errors.py" in told_on
    assert "Task exception was never retrieved" in told_on
    assert WORDS not in told_on
    assert "forty" not in told_on


def break_in_all_ways() -> None:
    try:
        broken()
    except RuntimeError as error:
        structlog.get_logger("ours").exception("call_broke")
        structlog.get_logger("ours").error("call_broke", exc_info=error)
        logging.getLogger("theirs").exception("Exception in ASGI application\n%s", error)
    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    loop = asyncio.new_event_loop()
    loop.call_exception_handler({"message": "Task exception was never retrieved", "exception": RuntimeError(WORDS)})
    loop.close()


def test_our_own_errors_are_told_whole() -> None:
    try:
        try:
            raise ValueError(WORDS)
        except ValueError as error:
            raise EngineError("dialogue: /reply did not answer JSON") from error
    except EngineError as error:
        lines = told(error).splitlines()
    assert lines[0] == "ValueError"
    assert "EngineError: dialogue: /reply did not answer JSON" in lines


def test_a_group_of_errors_and_a_circle_of_causes_are_told() -> None:
    first, second = ValueError(WORDS), KeyError(WORDS)
    first.__cause__, second.__cause__ = second, first
    assert told(first).splitlines() == ["KeyError", "ValueError"]
    assert told(ExceptionGroup(WORDS, [first])).splitlines() == ["ExceptionGroup", "  ValueError"]
