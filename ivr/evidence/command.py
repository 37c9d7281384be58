"""`ivr evidence checkpoint | export | verify | key`: for whoever runs the log, and whoever checks what it hands out."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from .checkpoint import Checkpoint, KeptCheckpoints, checkpoints_in, read_checkpoint
from .export import Asked, export_call, export_period
from .exported import write_export
from .leaf import call_token
from .log import EvidenceError, EvidenceLog, utc_now
from .note import SigningKey, Verifier, read_key
from .seen import Seen

SaltOf = Callable[[str], bytes | None]
"""The salt of a call by its sid; None where nothing is known of that call, or it was erased."""


class _Evidence(click.Group):
    """What its files and its database refuse is told as every other failure is: in words, by the group above."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except sqlite3.Error as error:
            raise EvidenceError(f"pending.db of the evidence log cannot be used: {error}") from error
        except OSError as error:
            raise EvidenceError(f"{error.filename}: {error.strerror}") from error


_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
_KEPT = click.option(
    "--kept", type=_FILE, multiple=True, help="A file of checkpoints that somebody else kept; repeatable."
)
_WITNESS = click.option("--witness", multiple=True, help="A witness's public key, who must have cosigned; repeatable.")


_AUTHORITY = click.option(
    "--authority",
    type=_FILE,
    multiple=True,
    help="Certificates (PEM) of a time-stamp authority; repeatable.",
)


def _no_authority() -> str:
    return ""


def evidence_command(
    folder_of_log: Callable[[], Path], salt_of: SaltOf, authorities: Callable[[], str] = _no_authority
) -> click.Group:
    """Asked when a command runs, not before: the folder, and the file of certificates that the operator named."""

    @click.group("evidence", cls=_Evidence)
    def evidence() -> None:
        """Sign, hand out and check what proves that callers were told: docs/evidence.md."""

    evidence.add_command(_key_command(folder_of_log))
    evidence.add_command(_checkpoint_command(folder_of_log))
    evidence.add_command(_export_command(folder_of_log, salt_of))
    evidence.add_command(_verify_command(folder_of_log, authorities))
    return evidence


def _key_command(folder_of_log: Callable[[], Path]) -> click.Command:
    @click.command("key")
    def key() -> None:
        """Print the log's public key: give it to whoever is to check evidence later."""
        click.echo(_own_key(folder_of_log()).told())

    return key


def _checkpoint_command(folder_of_log: Callable[[], Path]) -> click.Command:
    @click.command("checkpoint")
    def checkpoint() -> None:
        """Sign what the log is now and print that. While the service runs, which signs itself, print its last one."""
        folder = folder_of_log()
        _own_key(folder)
        try:
            log = EvidenceLog(folder, SigningKey.read(folder / "key.pem"))
        except EvidenceError:
            last = KeptCheckpoints(folder / "checkpoints").last()
            if last is None:
                raise
            click.echo("The service has the log open and signs on its own schedule; its last checkpoint:", err=True)
            click.echo(last.bytes(), nl=False)
            return
        try:
            click.echo(log.checkpoint(utc_now()), nl=False)
        finally:
            log.close()

    return checkpoint


def _export_command(folder_of_log: Callable[[], Path], salt_of: SaltOf) -> click.Command:
    @click.command("export")
    @click.argument("folder", type=_FOLDER)
    @click.option("--call", default="", help="The call: the carrier's sid, or the token that stands for it in the log.")
    @click.option("--reveal", is_flag=True, help="Add sid and salt: who gets it can check that it is that call.")
    @click.option("--from", "start", default="", help="Beginning of a period, UTC: 2026-11-29 or 2026-11-29T12:00.")
    @click.option("--to", "end", default="", help="Its end, not included.")
    @click.option("--since", type=_FILE, help="A checkpoint that the receiver has: the proof then begins from it.")
    @click.option("--until", type=_FILE, help="One to end with, as with the cosignatures of witnesses.")
    def export(
        folder: Path, call: str, reveal: bool, start: str, end: str, since: Path | None, until: Path | None
    ) -> None:
        """Write into FOLDER what a stranger can check of a call or a period: records, proofs, two checkpoints, key."""
        if bool(call) == bool(start and end):
            raise click.UsageError("name either --call, or --from and --to")
        log, asked = folder_of_log(), Asked(_checkpoint_in(since), _checkpoint_in(until))
        key = _own_key(log)
        if call:
            token, revealed = _token_of(call, salt_of, reveal)
            found = export_call(log, key, token, asked, revealed)
        else:
            found = export_period(log, key, _moment(start), _moment(end), asked)
        write_export(folder, found)
        click.echo(f"{folder}: {len(found.records)} facts, under a checkpoint of {found.new.size}.")
        click.echo(f"Check it: python3 docs/verify_evidence.py {folder} --key {key.told()}")

    return export


def _verify_command(folder_of_log: Callable[[], Path], own_authorities: Callable[[], str]) -> click.Command:
    @click.command("verify")
    @click.argument("folder", type=_FOLDER, required=False)
    @click.option("--key", default="", help="The log's public key, as you were given it. [default: the folder's own]")
    @_KEPT
    @_WITNESS
    @_AUTHORITY
    def verify(
        folder: Path | None, key: str, kept: Sequence[Path], witness: Sequence[str], authority: Sequence[Path]
    ) -> None:
        """Check an exported FOLDER, or without one this service's whole log; what is wrong ends it with 1."""
        from .audit import verify_log
        from .stamp import authorities_in
        from .verify import verify_folder

        checkpoints = [found for path in kept for found in checkpoints_in(path.read_bytes())]
        witnesses = [read_key(each) for each in witness]
        given = read_key(key) if key else None
        own = "" if folder or authority else own_authorities()
        if own and Seen(folder_of_log()).stamped():
            authority = [Path(own).expanduser()]
        believed = [found for path in authority for found in authorities_in(path.read_bytes())]
        if folder is None or (folder / "checkpoints").exists():
            log = folder or folder_of_log()
            verdict = verify_log(log, given or _own_key(log), checkpoints, witnesses, believed)
        else:
            verdict = verify_folder(folder, given, checkpoints, witnesses, believed)
        for line in verdict.lines():
            click.echo(line)
        if not verdict.good:
            raise SystemExit(1)

    return verify


def _own_key(folder: Path) -> Verifier:
    try:
        return read_key((folder / "key.txt").read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise EvidenceError(f"there is no evidence log in {folder}: the service makes it at its first start") from error


def _token_of(call: str, salt_of: SaltOf, reveal: bool) -> tuple[str, dict[str, str]]:
    salt = salt_of(call)
    if salt is not None:
        return call_token(salt, call), {"call_sid": call, "salt": salt.hex()} if reveal else {}
    if call.startswith("CA") or reveal:
        raise EvidenceError("nothing is known of that call: it was not here, or it was erased")
    return call, {}


def _checkpoint_in(path: Path | None) -> Checkpoint | None:
    return read_checkpoint(path.read_bytes()) if path else None


def _moment(text: str) -> datetime:
    try:
        given = datetime.fromisoformat(text)
    except ValueError as error:
        raise EvidenceError(f"{text} is no time: write 2026-11-29 or 2026-11-29T12:00") from error
    return given if given.tzinfo else given.replace(tzinfo=UTC)
