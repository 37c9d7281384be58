"""`ivr erase` and `ivr export-caller`: what a caller may ask for, once it is sure who asks."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from ..errors import CandidError, VaultError
from ..privacy.retention import Keeping
from ..privacy.vault import Vault
from ..settings import Settings
from ..store import copies
from ..store.erasure import Erasure, erase
from ..store.export import Json, caller_data, choices_of
from ..telephony.recordings import CarrierRecordings
from .at_carrier import Deleted, delete_there
from .database import opened
from .looks import Look
from .private_files import write_private
from .vault import vault_of
from .whose import NoCallError, Whose

NOT_HERE = (
    "The carrier keeps records of its own of each call, and recordings that are not named here as deleted there.",
    "The back office keeps what it was told in a call.",
    "Backups hold it, and the keys, until they are destroyed.",
    "The assistant may hold a conversation whose stream was lost until the next call has ended.",
)


def erase_caller(settings: Settings, whose: Whose, identity: str, receipt: Path | None, *, dry: bool) -> None:
    with opened(settings) as engine:
        calls = whose.calls(engine, settings)
        carrier = None if dry else CarrierRecordings.of(settings)
        at = datetime.now(UTC)
        done = erase(engine, vault_of(settings), calls, at, identity, dry=dry, at_carrier=carrier is not None)
        known = [sid for sids in done.recordings.values() for sid in sids]
        there = delete_there(engine, carrier, done) if carrier else Deleted(left=known)
    told = _receipt(done, there, identity, dry=dry)
    if receipt is not None and not dry:
        _write_json(receipt, told)
        click.echo(f"The receipt is in {receipt}.")
    click.echo(json.dumps(told, indent=2))
    if done.running:
        raise CandidError(f"{', '.join(done.running)}: still running, and not erased: ask again when it has ended")
    if done.held and not done.erased:
        raise CandidError("nothing was erased: on hold (`ivr hold --list`)")


def _receipt(done: Erasure, there: Deleted, identity: str, *, dry: bool) -> dict[str, object]:
    """Names no number and no word, so that it can be kept."""
    return {
        "receipt": "none: nothing was changed" if dry else done.receipt,
        "at": done.at.isoformat(timespec="seconds"),
        "identity_made_sure_by": identity,
        "calls_erased": done.erased,
        "rows_deleted": {name: count for name, count in sorted(done.rows.items()) if count},
        "kept_as_on_hold": done.held,
        "kept_as_still_running": done.running,
        "stays": "that there was a call: when, on which line, its outcome; and what the caller was told first",
        "recordings_deleted_at_the_carrier": there.gone,
        "recordings_to_delete_at_the_carrier": there.left,
        **({"the_carrier": f"{there.failed[0]}; the service goes on trying"} if there.failed else {}),
        "not_here": list(NOT_HERE),
    }


def export_caller(settings: Settings, whose: Whose, identity: str, output: Path | None, look: Look) -> None:
    shown, now = look.is_granted(settings), datetime.now(UTC)
    with opened(settings) as engine:
        choices = choices_of(engine, whose.caller(engine, settings))
        of = _calls_or_none(engine, settings, whose, choices)
        if shown and settings.hide_transcripts:
            look.note(settings.data_dir, of, now)
        vault = vault_of(settings)
        calls = caller_data(engine, vault, of, Keeping.of(settings), words=shown)
        sounds = {call: _sound(engine, vault, call) for call in of} if output and shown else {}
    told: dict[str, object] = {
        "made": now.isoformat(timespec="seconds"),
        "identity_made_sure_by": identity,
        "calls": calls,
        "chosen_for_later_calls": choices,
        "not_in_here": list(NOT_HERE),
    }
    if output is None:
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    _write_json(output, told)
    click.echo(f"{len(calls)} calls are in {output}, for your eyes and theirs alone.")
    for call, sound in sounds.items():
        if sound:
            beside = output.with_name(f"{output.stem}-{call}.wav")
            write_private(beside, sound)
            click.echo(f"The message that they left is in {beside}.")


def _sound(engine: Engine, vault: Vault, call: str) -> bytes:
    """Of the message that they left; empty where none can be read."""
    try:
        return copies.sound_of(engine, vault, call)
    except VaultError:
        return b""


def _calls_or_none(engine: Engine, settings: Settings, whose: Whose, choices: list[Json]) -> list[str]:
    """What somebody chose is kept longer than their calls."""
    try:
        return whose.calls(engine, settings)
    except NoCallError:
        if not choices:
            raise
        return []


def _write_json(path: Path, told: dict[str, object]) -> None:
    write_private(path, (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode())
