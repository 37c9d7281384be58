"""What lies at the carrier of calls: deleted for whoever is forgotten, and told when somebody asks what is left."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import click
from sqlalchemy import Engine, select

from ..errors import CandidError
from ..settings import Settings
from ..store import copies
from ..store.erasure import Erasure
from ..store.schema import CALLS, VOICEMAILS
from ..telephony.recordings import AtCarrier, CarrierRecordings
from .database import opened

_GIVES_UP_AFTER = 3
"""Calls of which the carrier deleted nothing: the service goes on with the rest."""


@dataclass(slots=True)
class Deleted:
    """The carrier's ids."""

    gone: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Why, for each call of which something may be left."""


def delete_there(engine: Engine, carrier: CarrierRecordings, erased: Erasure) -> Deleted:
    """All recordings of the erased calls. What fails is named, and tried again by the service."""
    done, cleared = Deleted(), set[str]()
    for call in erased.erased:
        if len(done.failed) >= _GIVES_UP_AFTER:
            break
        try:
            listed = [recording.sid for recording in carrier.of_call(call)]
            for sid in dict.fromkeys([*listed, *erased.recordings.get(call, ())]):
                if sid not in listed and carrier.one(sid, call) is None:  # such as with another account's settings
                    raise CandidError("the carrier does not have a message that it told of")
                carrier.delete(sid)
                done.gone.append(sid)
        except CandidError as error:
            done.failed.append(str(error))
        else:
            copies.gone(engine, [call], datetime.now(UTC))
            cleared.add(call)
    known = [sid for call, sids in erased.recordings.items() if call not in cleared for sid in sids]
    done.left = [sid for sid in known if sid not in done.gone]
    return done


def tell_what_is_left(settings: Settings) -> None:
    """Each recording of the account, and what becomes of it here. Raises CandidError when there are any."""
    carrier = CarrierRecordings.of(settings)
    if carrier is None:
        raise CandidError("IVR_TWILIO_ACCOUNT_SID, IVR_TWILIO_API_KEY and IVR_TWILIO_API_SECRET are not set")
    with opened(settings) as engine:
        left = [(recording, _becomes(engine, recording)) for recording in carrier.all()]
    for recording, becomes in left:
        made = f"{recording.made or 'no date'}, {max(0, round(recording.seconds))} s"
        click.echo(f"{recording.sid}  call {recording.call_sid}  {made}: {becomes}")
    if left:
        strangers = sum(becomes == _STRANGER for _, becomes in left)
        raise CandidError(
            f"{len(left)} recordings lie at the carrier, {strangers} of calls that are not on record here"
        )
    click.echo("No recording lies at the carrier.")


_STRANGER = "no call on record here, left alone"


def _becomes(engine: Engine, recording: AtCarrier) -> str:
    with engine.connect() as connection:
        erased = connection.execute(select(CALLS.c.erased_at).where(CALLS.c.call_sid == recording.call_sid)).first()
        wanted = select(VOICEMAILS.c.kept_at, VOICEMAILS.c.gone_at).where(VOICEMAILS.c.call_sid == recording.call_sid)
        message = connection.execute(wanted).first()
    if erased is None and message is None:
        return _STRANGER
    if erased is not None and erased.erased_at is not None:
        return "the caller was forgotten, to be deleted"
    if message is None:
        return "no message of ours, left alone"
    if message.gone_at is not None:
        return "another than the message that was fetched, left alone"
    return "kept here, to be deleted" if message.kept_at is not None else "to be fetched"
