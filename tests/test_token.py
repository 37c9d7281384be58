"""A stream token opens one stream of one call, once, within a minute."""

import pytest

from ivr.telephony import token as module
from ivr.telephony.token import StreamTokens
from tests.conftest import FakeClock

CALL, OTHER = "CA1", "CA2"


@pytest.fixture
def tokens(fake_clock: FakeClock) -> StreamTokens:
    return StreamTokens("secret", fake_clock.monotonic)


def test_a_token_opens_its_call_once(tokens: StreamTokens) -> None:
    token = tokens.issue(CALL)
    assert tokens.redeem(CALL, token)
    assert not tokens.redeem(CALL, token)


def test_a_token_opens_no_other_call(tokens: StreamTokens) -> None:
    token = tokens.issue(CALL)
    assert not tokens.redeem(OTHER, token)
    assert tokens.redeem(CALL, token)


def test_each_issue_is_a_token_of_its_own(tokens: StreamTokens) -> None:
    first, second = tokens.issue(CALL), tokens.issue(CALL)
    assert first != second
    assert tokens.redeem(CALL, second)
    assert tokens.redeem(CALL, first)


def test_a_token_is_of_no_use_after_a_minute(tokens: StreamTokens, fake_clock: FakeClock) -> None:
    early, late = tokens.issue(CALL), tokens.issue(CALL)
    fake_clock.forward(59)
    assert tokens.redeem(CALL, early)
    fake_clock.forward(2)
    assert not tokens.redeem(CALL, late)


def test_a_token_of_a_time_to_come_is_refused(tokens: StreamTokens, fake_clock: FakeClock) -> None:
    token = tokens.issue(CALL)
    fake_clock.forward(-100)  # the machine was restarted: its monotonic time began anew
    assert not tokens.redeem(CALL, token)


@pytest.mark.parametrize("made_up", ["", "..", "a.b.c", "a.b", "a.b.c.d", "é.é.é", "x" * 100_000, "0.0.0"])
def test_a_made_up_token_is_refused(tokens: StreamTokens, made_up: str) -> None:
    assert not tokens.redeem(CALL, made_up)


def test_a_token_cannot_be_lengthened_or_made_with_another_secret(tokens: StreamTokens, fake_clock: FakeClock) -> None:
    expiry, nonce, mac = tokens.issue(CALL).split(".")
    assert not tokens.redeem(CALL, f"{int(expiry, 16) + 10_000:x}.{nonce}.{mac}")
    assert not tokens.redeem(CALL, StreamTokens("another", fake_clock.monotonic).issue(CALL))


def test_memory_is_bounded_and_freed_again(
    tokens: StreamTokens, fake_clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_REMEMBERED", 3)
    assert [tokens.redeem(CALL, tokens.issue(CALL)) for _ in range(5)] == [True, True, True, False, False]
    fake_clock.forward(61)
    assert tokens.redeem(CALL, tokens.issue(CALL))
