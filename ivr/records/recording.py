"""`ivr recording`: what was recorded of a call whose caller agreed, in a file of its own."""

from datetime import UTC, datetime
from pathlib import Path

import click

from ..errors import CandidError
from ..settings import Settings
from ..store.recorded import recording_of
from .database import opened
from .looks import Look
from .private_files import write_private
from .vault import vault_of


def write_recording(settings: Settings, call: str, output: Path, look: Look) -> None:
    """For its owner's eyes alone, and noted where words are hidden. Raises CandidError."""
    look.is_granted(settings)
    vault = vault_of(settings)
    with opened(settings) as engine:
        sound = recording_of(engine, vault, call)
    if not sound:
        raise CandidError("nothing is recorded of this call, or it was deleted")
    if settings.hide_transcripts:
        look.note(settings.data_dir, [call], datetime.now(UTC))
    write_private(output, sound)
    click.echo(f"The recording is in {output}. It is not locked there: delete it when it has been heard.")
