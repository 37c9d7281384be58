"""Files that commands write for their owner alone."""

import os
from pathlib import Path

from ..errors import CandidError


def write_private(path: Path, content: bytes) -> None:
    """Never over a file that is there. Raises CandidError."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CandidError(f"{path}: {error.strerror}") from error
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
