"""`ivr voicemail`: a message that a caller left, as a sound file for whoever is to hear it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ..errors import CandidError
from ..settings import Settings
from ..store import copies
from .database import opened
from .looks import Look
from .private_files import write_private
from .vault import vault_of


def write_message(settings: Settings, reference: str, output: Path, look: Look) -> None:
    """Raises CandidError; nothing is written then."""
    look.is_granted(settings)
    vault = vault_of(settings)
    with opened(settings) as engine:
        call = copies.call_of(engine, reference)
        sound = copies.sound_of(engine, vault, call)
    if not sound:
        told = "its sound is not here: not fetched yet (`ivr carrier-copies`), or deleted since"
        raise CandidError(f"{reference}: {told}")
    if settings.hide_transcripts:
        look.note(settings.data_dir, [call], datetime.now(UTC))
    write_private(output, sound)
    click.echo(f"The message is in {output}, for your ears alone. Delete it when it was heard.")
