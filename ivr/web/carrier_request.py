"""What a request of Twilio's says, read in one place. Nothing here becomes a number that is dialled."""

import re

from flask import abort, request

from ..core.caller_number import number_of_caller
from ..core.payment import CardPayment
from ..core.record import HowPaid
from .party import Party

ENDED = {"completed", "busy", "failed", "no-answer", "canceled"}
"""CallStatus of a call that is over."""
_NOTHING_PAID = {
    "caller-interrupted-with-star": HowPaid.STOPPED,
    "too-many-failed-attempts": HowPaid.NOT_COMPLETED,
}
CALL_SID = re.compile(r"[A-Za-z0-9]{2,64}")
PAYMENT_RESULT = re.compile(r"[a-z]{1,16}(-[a-z]{1,16}){0,4}")
RECORDING_SID = re.compile(r"\bRE[0-9A-Za-z]{1,62}\b")


def given(name: str) -> str:
    return request.form.get(name, "")


def party() -> Party:
    """The call that this request is about; 400 without a usable CallSid."""
    call = given("CallSid")
    if not CALL_SID.fullmatch(call):
        abort(400)
    return Party(call, shows_caller=bool(number_of_caller(given("From"))), line=number_of_caller(given("To")))


def whispered_call() -> str:
    """The caller's call, on a request about the agent's leg; empty when it names none."""
    call = request.args.get("call") or given("ParentCallSid")
    return call if CALL_SID.fullmatch(call) else ""


def attempt() -> int:
    """Which dial this request is about; 0 when it does not say. Only compared with the stored state."""
    text = request.args.get("attempt", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def whisper_round() -> int:
    """Of a briefing that asks again and again, which time this is; 0: the first."""
    text = request.args.get("round", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def tries() -> int:
    """At what was asked for by keys; 0 where that is not what this request answers."""
    text = request.args.get("tries", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def call_has_ended() -> bool:
    return given("CallStatus") in ENDED


def recording_sid() -> str:
    found = RECORDING_SID.search(f"{given('RecordingSid')} {given('RecordingUrl')}")
    return found.group() if found else ""


def payment_result() -> str:
    """The carrier's one word for how a payment ended; empty without one. Nothing else of what it tells is read."""
    result = given("Result")
    return result if PAYMENT_RESULT.fullmatch(result) else ""


def how_paid(payment: CardPayment | None) -> HowPaid | None:
    """How it went, if it was this payment. None: nobody can tell whether it was paid."""
    result = payment_result()
    if result == "success" and payment is not None:
        return HowPaid.PAID if payment.charges else HowPaid.CARD_TAKEN
    return _NOTHING_PAID.get(result)


def paid_by() -> str:
    """The route by which a caller paid who comes back, as we named it to the carrier. Only compared with the rules."""
    return request.args.get("route", "")


def idempotency_token() -> str:
    """The same on each retry of one request: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides"""
    return request.headers.get("I-Twilio-Idempotency-Token", "")[:200]


def path_with_query() -> str:
    query = request.query_string.decode("ascii", "replace")
    return request.root_path + request.path + (f"?{query}" if query else "")
