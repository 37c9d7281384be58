"""The report of a call says what the caller's patience was judged by, and what was done about it."""

import json

from ivr.core.commands import RecordFrustration, Transfer
from ivr.core.record import Reason
from ivr.core.words.frustration import Sign
from ivr.simulator.frustration import frustration
from ivr.simulator.journal import Noted
from ivr.store.journal import decoded, entry


def noted(item: RecordFrustration | Transfer) -> Noted:
    """As the service's journal gives it over the wire."""
    kept = entry(1, 0.0, item)
    assert decoded(kept) == [item]
    return Noted(0.0, 0.0, kept.kind, json.loads(json.dumps(kept.body)), kept.said)


AGAIN = noted(RecordFrustration(2, (Sign.SAID_AGAIN,), 2, False))
OFFERED = noted(RecordFrustration(3, (Sign.SAID_AGAIN, Sign.INTERRUPTED), 3, True))
GONE = noted(RecordFrustration(4, (Sign.SAID_AGAIN, Sign.INTERRUPTED, Sign.CALLED_USELESS), 6, True))


def test_a_patient_call_tells_nothing() -> None:
    assert frustration([], None) == []
    assert frustration([AGAIN, noted(RecordFrustration(2, (), 0, False))], None) == []


def test_signs_that_led_to_nothing_are_told_as_such() -> None:
    assert frustration([AGAIN], None) == ["nothing done: said the same again once (2 points)"]


def test_the_offer_is_told_with_its_reasons_once() -> None:
    again = noted(RecordFrustration(5, (Sign.SAID_AGAIN, Sign.INTERRUPTED, Sign.MISSED), 4, True))
    told = ["offered a person: said the same again once, interrupted once (3 points)"]
    assert frustration([AGAIN, OFFERED, again], None) == told


def test_a_person_given_is_told_after_the_offer() -> None:
    given = noted(Transfer("support", Reason.FRUSTRATED, None, ""))
    assert frustration([AGAIN, OFFERED, GONE], given)[-1] == (
        "given a person: said the same again once, interrupted once, said once that this is no use (6 points)"
    )
    other = noted(Transfer("support", Reason.CALLER_ASKED, None, ""))
    assert len(frustration([AGAIN, OFFERED, GONE], other)) == 1
