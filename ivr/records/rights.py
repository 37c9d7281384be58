"""`ivr erase` and `ivr export-caller`: what a caller may ask for, once it is sure who asks."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy import Engine

from ..errors import CandidError
from ..privacy.masters import master_keys
from ..privacy.retention import Keeping
from ..privacy.vault import Vault
from ..settings import Settings
from ..store.erasure import Erasure, erase
from ..store.export import Json, caller_data, choices_of
from .database import opened
from .looks import Look
from .whose import NoCallError, Whose

NOT_HERE = (
    "The carrier keeps records of its own of each call, and recordings of messages: ask for their deletion there.",
    "The back office keeps what it was told in a call.",
    "Backups hold it, and the keys, until they are destroyed.",
    "The assistant may hold a conversation whose stream was lost until the next call has ended.",
)


def erase_caller(settings: Settings, whose: Whose, identity: str, receipt: Path | None, *, dry: bool) -> None:
    with opened(settings) as engine:
        calls = whose.calls(engine, settings)
        done = erase(engine, _vault(settings), calls, datetime.now(UTC), identity, dry=dry)
    told = _receipt(done, identity, dry=dry)
    if receipt is not None and not dry:
        _write_private(receipt, told)
        click.echo(f"The receipt is in {receipt}.")
    click.echo(json.dumps(told, indent=2))
    if done.running:
        raise CandidError(f"{', '.join(done.running)}: still running, and not erased: ask again when it has ended")
    if done.held and not done.erased:
        raise CandidError("nothing was erased: on hold (`ivr hold --list`)")


def _receipt(done: Erasure, identity: str, *, dry: bool) -> dict[str, object]:
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
        "recordings_to_delete_at_the_carrier": done.recordings,
        "not_here": list(NOT_HERE),
    }


def export_caller(settings: Settings, whose: Whose, identity: str, output: Path | None, look: Look) -> None:
    shown, now = look.is_granted(settings), datetime.now(UTC)
    with opened(settings) as engine:
        choices = choices_of(engine, whose.caller(engine, settings))
        of = _calls_or_none(engine, settings, whose, choices)
        if shown and settings.hide_transcripts:
            look.note(settings.data_dir, of, now)
        calls = caller_data(engine, _vault(settings), of, Keeping.of(settings), words=shown)
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
    _write_private(output, told)
    click.echo(f"{len(calls)} calls are in {output}, for your eyes and theirs alone.")


def _calls_or_none(engine: Engine, settings: Settings, whose: Whose, choices: list[Json]) -> list[str]:
    """What somebody chose is kept longer than their calls."""
    try:
        return whose.calls(engine, settings)
    except NoCallError:
        if not choices:
            raise
        return []


def _vault(settings: Settings) -> Vault:
    return Vault(master_keys(settings.master_key, settings.effective_master_key_file))


def _write_private(path: Path, told: dict[str, object]) -> None:
    """For its owner alone; never over a file that is there."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CandidError(f"{path}: {error.strerror}") from error
    with os.fdopen(descriptor, "w") as file:
        json.dump(told, file, indent=2, ensure_ascii=False)
        file.write("\n")
