"""A fact of the evidence log: canonical bytes by a fixed schema, and no place for anything of a person."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.evidence.kinds import KINDS
from ivr.evidence.leaf import LeafError, call_token, leaf_of, moment, read_leaf, read_signed_leaf

from .evidence import NOON, SALT, SHA, call_facts, token

BEGAN: dict[str, str | int | bool] = {"taken_by": "assistant", "language": "en", "rules": SHA}


def test_a_fact_is_these_bytes() -> None:
    assert leaf_of("call_began", NOON, token(1), 0, BEGAN) == (
        b'{"at":"2026-11-29T12:00:00.000Z","call":"' + token(1).encode() + b'","facts":{"language":"en",'
        b'"rules":"' + SHA.encode() + b'","taken_by":"assistant"},"kind":"call_began","seq":0,"v":1}'
    )


def test_a_fact_is_read_as_it_was_told() -> None:
    for seq, data in enumerate(call_facts(7)):
        leaf = read_leaf(data)
        assert (leaf.call, leaf.seq, leaf.at) == (token(7), seq, NOON + timedelta(seconds=seq))
        assert leaf_of(leaf.kind, leaf.at, leaf.call, leaf.seq, leaf.facts) == data


def test_a_time_is_told_in_utc_and_cut_to_milliseconds() -> None:
    assert moment(datetime(2026, 11, 29, 1, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))) == (
        "2026-11-28T23:00:00.999Z"
    )
    with pytest.raises(LeafError, match="without a zone"):
        moment(datetime(2026, 11, 29))


@pytest.mark.parametrize(
    "facts",
    [
        {"taken_by": "assistant", "language": "en"},
        {**BEGAN, "caller": "+15551234567"},
        {**BEGAN, "language": "my name is Ann"},
        {**BEGAN, "rules": 1},
        {**BEGAN, "taken_by": "Ann"},
        {**BEGAN, "taken_by": True},
        {**BEGAN, "rules": SHA + "\n"},
    ],
)
def test_a_field_that_is_missing_unknown_or_not_of_its_kind_is_refused(facts: dict[str, str | int | bool]) -> None:
    with pytest.raises(LeafError) as refused:
        leaf_of("call_began", NOON, token(1), 0, facts)
    assert "Ann" not in str(refused.value)
    assert "555" not in str(refused.value)


SECRETS = ("+15551234567", "5551234567", "My name is Ann", "ann@example.com", "4111 1111 1111 1111", "12 High Street")


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("secret", SECRETS)
def test_no_field_of_any_kind_takes_what_callers_say_or_are_called(kind: str, secret: str) -> None:
    for name, rule in KINDS[kind].items():
        assert not rule(secret), name
        assert not rule(float(1)), name
        assert not rule({"said": secret}), name


def test_a_whole_number_that_is_a_phone_number_fits_no_field_of_a_call() -> None:
    for kind, schema in KINDS.items():
        for name, rule in schema.items():
            assert kind == "clock_set_back" or not rule(15551234567), f"{kind}: {name}"


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\xff",
        b"[]",
        b"1e999",
        b'{"v":1}',
        call_facts(1)[0] + b" ",
        call_facts(1)[0].replace(b'"seq":0', b'"seq": 0'),
        call_facts(1)[0].replace(b'"seq":0', b'"seq":0.0'),
        call_facts(1)[0].replace(b'"seq":0', b'"seq":true'),
        call_facts(1)[0].replace(b'"seq":0', b'"seq":-1'),
        call_facts(1)[0].replace(b'"v":1', b'"v":2'),
        call_facts(1)[0].replace(b"call_began", b"call_beg\\u0061n"),
        call_facts(1)[0].replace(b"2026-11-29", b"2026-11-31"),
        call_facts(1)[0].replace(b".000Z", b"+00:00"),
        call_facts(1)[0].replace(token(1).encode(), b"CA123"),
        call_facts(1)[0].replace(token(1).encode(), b""),
        call_facts(1)[0].replace(b'"v":1', b'"v":1,"w":1'),
    ],
)
def test_bytes_that_no_recorder_would_have_made_are_refused(bad: bytes) -> None:
    with pytest.raises(LeafError):
        read_leaf(bad)


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(
    lambda value: json.dumps(value).encode()
))  # fmt: skip
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(LeafError):
        read_leaf(data)


def test_a_fact_that_another_release_told_is_read_from_a_log_and_not_taken_into_one() -> None:
    told = call_facts(1)[0].replace(b"call_began", b"call_was_begun")
    assert read_signed_leaf(told).kind == "call_was_begun"
    with pytest.raises(LeafError, match="unknown kind"):
        read_leaf(told)
    for bad in (told.replace(b'"en"', b"1.5"), told.replace(b'"en"', b"null"), told.replace(b'"en"', b'["en"]')):
        with pytest.raises(LeafError):
            read_signed_leaf(bad)


def test_the_token_of_a_call_is_not_to_be_guessed_without_its_salt() -> None:
    assert call_token(SALT, "CA1") == call_token(SALT, "CA1")
    assert call_token(SALT, "CA1") != call_token(bytes(16), "CA1")
    with pytest.raises(LeafError, match="salt"):
        call_token(b"short", "CA1")


def test_a_fact_of_the_log_itself_has_no_call() -> None:
    data = leaf_of("clock_set_back", datetime(2026, 1, 1, tzinfo=UTC), "", 0, {"behind_ms": 5000})
    assert read_leaf(data).call == ""
    with pytest.raises(LeafError, match="token"):
        leaf_of("clock_set_back", NOON, token(1), 0, {"behind_ms": 5000})
