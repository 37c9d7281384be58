"""Messages that callers left, as the database knows them: which still lie at the carrier, and their sound, sealed.

A row is done with when it is known that nothing of the call lies at the carrier any more (`gone_at`). What is left of
an erased call's row until then is its id alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, event, select, update

from ..core.message import MessageKind
from ..errors import CandidError, VaultError
from ..privacy.vault import LockedKey, Vault
from .database import engine_of, insert_new, keys_of
from .holds import held_calls
from .messages import VOICEMAIL_SEQ
from .schema import CALL_KEYS, CALLS, HANDOFFS, MESSAGES, STANDS_LAST, VOICEMAILS
from .sealing import opened, row_of_key

SOUND = 1
"""The place in its call of a message's sound; its id at the carrier is at 0."""
_LEFT_OPEN = timedelta(days=1)
"""A call that began before and has not ended was left open by a service that died."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Of this call something may lie at the carrier."""

    call: str
    at: datetime
    kept: bool
    """Its sound is here."""
    overdue: bool
    """Erased, or kept long enough: nothing of it is fetched any more."""
    erased: bool
    """All recordings of it go, whoever made them; else only messages to us."""


def lasting_engine_of(url: str) -> Engine:
    """What it has committed is on the disk: only then is anything deleted elsewhere."""
    engine = engine_of(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _write_through)
    return engine


def _write_through(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a DBAPI connection
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def waiting(engine: Engine, kept_since: datetime, now: datetime) -> list[Waiting]:
    """Of calls that have ended, the oldest first. `kept_since`: sound of what is older is not kept any more."""
    has_sound = VOICEMAILS.c.audio.is_not(None)
    found = (
        select(VOICEMAILS.c.call_sid, VOICEMAILS.c.at, has_sound, CALLS.c.ended_at, CALLS.c.erased_at)
        .outerjoin(CALLS, CALLS.c.call_sid == VOICEMAILS.c.call_sid)
        .where(VOICEMAILS.c.gone_at.is_(None))
        .order_by(VOICEMAILS.c.at)
    )
    with engine.connect() as connection:
        held = set(connection.execute(held_calls(now)).scalars())
        rows = connection.execute(found).all()
    return [
        Waiting(call, at, bool(kept), bool(erased_at) or _is_old(call, at, kept_since, held), bool(erased_at))
        for call, at, kept, ended_at, erased_at in rows
        if ended_at is not None or erased_at is not None or at < now - _LEFT_OPEN
    ]


def _is_old(call: str, at: datetime, kept_since: datetime, held: set[str]) -> bool:
    return at < kept_since and call not in held


def recording_of(engine: Engine, vault: Vault, call: str) -> str:
    """The carrier's id of the message; empty: none was told, or it cannot be opened."""
    with engine.connect() as connection:
        named = [column for column in VOICEMAILS.columns if column.name != "audio"]
        row = connection.execute(select(*named).where(VOICEMAILS.c.call_sid == call)).mappings().first()
        keys = keys_of(connection, call)
    if row is None or not row["sealed"]:
        return ""
    try:
        return str(opened({"table": VOICEMAILS.name, **row}, vault, keys)["recording_sid"])
    except VaultError:
        return ""


def keep(engine: Engine, vault: Vault, call: str, sound: bytes, now: datetime) -> None:
    """Sealed with the call's key, and on the disk when this returns. Nothing is kept of a call that was erased."""
    erased = select(CALLS.c.erased_at).where(CALLS.c.call_sid == call)
    with engine.begin() as connection:
        if connection.execute(erased).scalar() is not None:
            return
        key = vault.key(_key_of(connection, vault, call, now))
        this = (VOICEMAILS.c.call_sid == call) & VOICEMAILS.c.audio.is_(None)
        sealed = key.seal(VOICEMAILS.name, SOUND, sound)
        connection.execute(update(VOICEMAILS).where(this).values(audio=sealed, kept_at=now))
        _see_that_it_is_a_message(connection, call)


def _see_that_it_is_a_message(connection: Connection, call: str) -> None:
    """For somebody to hear, also where nothing but the carrier's list told that there is one."""
    found = (
        select(VOICEMAILS.c.at, VOICEMAILS.c.reference, HANDOFFS.c.route)
        .outerjoin(HANDOFFS, (HANDOFFS.c.call_sid == VOICEMAILS.c.call_sid) & STANDS_LAST)
        .where(VOICEMAILS.c.call_sid == call)
    )
    row = connection.execute(found).mappings().first()
    if row is not None:
        place = {"call_sid": call, "seq": VOICEMAIL_SEQ, "kind": MessageKind.VOICEMAIL.value}
        insert_new(connection, MESSAGES, place | dict(row))


def sound_of(engine: Engine, vault: Vault, call: str) -> bytes:
    """The message as a WAV file; empty where none is kept. Raises VaultError."""
    with engine.connect() as connection:
        sealed = connection.execute(select(VOICEMAILS.c.audio).where(VOICEMAILS.c.call_sid == call)).scalar()
        return b"" if not sealed else vault.unsealed(VOICEMAILS.name, SOUND, sealed, keys_of(connection, call))


def gone(engine: Engine, calls: Sequence[str], now: datetime) -> None:
    """Nothing of these lies at the carrier any more. Of an erased call nothing is left here either."""
    these = VOICEMAILS.c.call_sid.in_(calls)
    erased = VOICEMAILS.c.call_sid.in_(select(CALLS.c.call_sid).where(CALLS.c.erased_at.is_not(None)))
    with engine.begin() as connection:
        connection.execute(delete(VOICEMAILS).where(these, erased))
        connection.execute(update(VOICEMAILS).where(these).values(gone_at=now))


def call_of(engine: Engine, reference: str) -> str:
    """The call whose caller was told this number. Raises CandidError."""
    wanted = select(VOICEMAILS.c.call_sid).where(VOICEMAILS.c.reference == reference, VOICEMAILS.c.reference != "")
    with engine.connect() as connection:
        found = connection.execute(wanted).scalars().all()
    if len(found) != 1:
        raise CandidError(f"no message has the reference {reference}" if not found else f"{reference}: more than one")
    return str(found[0])


def _key_of(connection: Connection, vault: Vault, call: str, now: datetime) -> LockedKey:
    """The newest that the call has; made where it has none, as when no id of the recording was told."""
    keys = keys_of(connection, call)
    if keys:
        return keys[0]
    made = vault.new_key(call, now).kept
    insert_new(connection, CALL_KEYS, row_of_key(made))
    return made
