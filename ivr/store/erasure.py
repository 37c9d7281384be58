"""A caller's wish to be forgotten: their words, keys, hash and what happened in their calls go, a receipt stays.

What stays of an erased call is a row without its caller: when, on which line, and how it ended; and the proof that they
were told what they talked with. Its key is destroyed, so copies of its words elsewhere open no more once this is in
them, too.
"""

import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, select, update

from ..errors import VaultError
from ..privacy.vault import Vault
from .database import insert_new, keys_of, settle
from .holds import held_calls
from .purge import delete_content
from .schema import CALLS, CHOICES, ERASURES, EVIDENCE_SALTS, OF_METADATA, VOICEMAILS
from .sealing import opened

LONGEST_CALL = timedelta(days=1)
"""One that began before and has not ended was left open by a service that died."""


@dataclass(slots=True)
class Erasure:
    receipt: str
    at: datetime
    erased: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    """Kept: on hold."""
    running: list[str] = field(default_factory=list)
    """Kept: not ended yet."""
    rows: Counter[str] = field(default_factory=Counter)
    """Table → rows that were deleted."""
    recordings: dict[str, list[str]] = field(default_factory=dict)
    """Call → the carrier's ids of recordings of it, as far as they are known: of what may lie there."""


def calls_of_caller(engine: Engine, caller: str) -> list[str]:
    """Those of this hash, the oldest first; none of those whose number was withheld."""
    with engine.connect() as connection:
        found = select(CALLS.c.call_sid).where(CALLS.c.caller == caller, CALLS.c.caller != "")
        return list(connection.execute(found.order_by(CALLS.c.started_at)).scalars())


def erase(
    engine: Engine,
    vault: Vault,
    calls: Iterable[str],
    at: datetime,
    identity: str,
    *,
    dry: bool,
    at_carrier: bool = False,
) -> Erasure:
    """Erases those that have ended and are not on hold. `dry`: tells what would be, and changes nothing.

    `at_carrier`: what of them lies there is to be deleted there, and until it is, the calls' ids stay (`copies`).
    """
    done = Erasure(f"E{at:%Y%m%d}-{secrets.token_hex(4)}", at)
    with engine.connect() as connection, connection.begin() as transaction:
        held = set(connection.execute(held_calls(at)).scalars())
        for call in calls:
            _erase_call(connection, vault, call, held, done)
        if at_carrier:
            insert_new(connection, VOICEMAILS, *({"call_sid": call, "at": at, "reference": ""} for call in done.erased))
        if dry or not done.erased:
            transaction.rollback()
        else:
            receipt = {"receipt": done.receipt, "at": at, "identity": identity, "calls": len(done.erased)}
            insert_new(connection, ERASURES, receipt | {"rows": dict(done.rows)})
    if done.erased and not dry:
        settle(engine)
    return done


def _erase_call(connection: Connection, vault: Vault, call: str, held: set[str], done: Erasure) -> None:
    found = connection.execute(select(CALLS).where(CALLS.c.call_sid == call)).mappings().first()
    if found is None:
        return
    if call in held:
        done.held.append(call)
        return
    if found["ended_at"] is None and found["started_at"] > done.at - LONGEST_CALL:
        done.running.append(call)
        return
    done.recordings[call] = _recordings(connection, vault, call)
    done.rows += delete_content(connection, [call])
    for table in OF_METADATA:
        done.rows[table.name] += connection.execute(delete(table).where(table.c.call_sid == call)).rowcount
    nameless = delete(EVIDENCE_SALTS).where(EVIDENCE_SALTS.c.call_sid == call)  # its facts stay, and are nobody's
    done.rows[EVIDENCE_SALTS.name] += connection.execute(nameless).rowcount
    # What they chose for later calls stays, under the hash of their number: nothing leads from it to this call.
    connection.execute(update(CHOICES).where(CHOICES.c.call_sid == call).values(call_sid=""))
    nobody = {"caller": "", "caller_ends": "", "erased_at": done.at}
    connection.execute(update(CALLS).where(CALLS.c.call_sid == call).values(nobody))
    done.erased.append(call)


def _recordings(connection: Connection, vault: Vault, call: str) -> list[str]:
    row = connection.execute(select(VOICEMAILS).where(VOICEMAILS.c.call_sid == call)).mappings().first()
    if row is None or not row["sealed"] or row["gone_at"]:
        return []
    try:
        whole = opened({"table": "voicemails", **row}, vault, keys_of(connection, call))
    except VaultError:
        return [f"one of call {call}, whose id cannot be opened"]
    return [str(whole["recording_sid"])]
