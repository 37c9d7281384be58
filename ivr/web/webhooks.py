"""The blueprint of /voice: signatures before anything else, and an agent when a handler of ours fails."""

import traceback
from collections.abc import Callable
from dataclasses import asdict

import structlog
from flask import Blueprint, Response, abort, g, jsonify, request
from werkzeug.exceptions import HTTPException

from ..settings import Settings
from ..store.calls import CallRecord
from ..store.store import Store
from ..store.writer import StoreError
from ..telephony import twiml
from ..telephony.signature import Signatures
from . import carrier_request as asked
from .carrier_codes import KeepsCodes, add_codes
from .readiness import Counts
from .switchboard import Switchboard
from .voice import Voice
from .witness import Witness, add_witness

REFUSED = "requests_refused"
FAILED = "handlers_failed"

log = structlog.get_logger(__name__)


def voice_blueprint(
    settings: Settings,
    voice: Voice,
    switchboard: Switchboard,
    signatures: Signatures,
    counts: Counts,
    witness: Witness,
    codes: KeepsCodes,
) -> Blueprint:
    blueprint = Blueprint("voice", __name__, url_prefix=f"{settings.prefix}/voice")
    _add_signature_check(blueprint, signatures, counts)
    add_witness(blueprint, witness)
    add_codes(blueprint, codes)
    pages = (
        *(voice.incoming, voice.next, voice.paid, voice.dialed, voice.whisper, voice.waiting),
        *(voice.instead, voice.callback, voice.number, voice.voicemail),
    )
    for handler in pages:
        blueprint.add_url_rule(f"/{handler.__name__}", handler.__name__, _answering(handler), methods=["POST"])
    blueprint.add_url_rule("/status", "status", _noting(voice.status), methods=["POST"])

    @blueprint.errorhandler(Exception)
    def failed(error: Exception) -> Response | HTTPException:
        if isinstance(error, HTTPException):
            return error
        counts.add(FAILED)
        _log_failure(error)
        if not g.get("signed", False):
            return Response(status=500)
        if request.endpoint == "voice.whisper":
            return _twiml(voice.whisper_without_state())
        if asked.given("DialBridged") == "true" or asked.call_has_ended():
            return _twiml(twiml.goodbye())
        return _twiml(switchboard.without_state(asked.party()))

    return blueprint


def add_journal(blueprint: Blueprint, store: Store) -> None:
    """For developers: what happened and was said on a call so far. Never in production."""

    @blueprint.get("/journal/<call>")
    def journal(call: str) -> Response:
        after = request.args.get("after", -1, type=int)
        try:
            record = store.call(call)
            entries = store.journal(call)
        except StoreError:
            abort(404)
        if record is None:
            abort(404)
        return jsonify(call=_shown(record), entries=[asdict(entry) for entry in entries if entry.seq > after])


def _add_signature_check(blueprint: Blueprint, signatures: Signatures, counts: Counts) -> None:
    @blueprint.before_request
    def check_signature() -> None:
        signature = request.headers.get("X-Twilio-Signature", "")
        if not signatures.valid_request(asked.path_with_query(), request.form, signature):
            counts.add(REFUSED)
            log.warning("request_refused", endpoint=request.endpoint)
            abort(403)
        g.signed = True


def _answering(handler: Callable[[], str]) -> Callable[[], Response]:
    return lambda: _twiml(handler())


def _noting(handler: Callable[[], str]) -> Callable[[], Response]:
    def note() -> Response:
        handler()
        return Response(status=204)

    return note


def _twiml(text: str) -> Response:
    return Response(text, mimetype="text/xml")


def _log_failure(error: Exception) -> None:
    """Where and what kind only: an exception's message may hold what a request did."""
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("webhook_failed", endpoint=request.endpoint, error=type(error).__name__, where=where)


def _shown(record: CallRecord) -> dict[str, object]:
    """The call's state for the simulator; without rules and without the caller."""
    shown = asdict(record)
    for name in ("rules", "caller", "line"):
        del shown[name]
    return shown | {"dials": shown.pop("rung"), "ended": record.ended_at is not None}
