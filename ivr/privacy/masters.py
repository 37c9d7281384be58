"""Where master keys come from."""

from pathlib import Path

from .given_keys import GivenKeys, given_keys
from .key_file import KeyFile


def master_keys(given: str, file: Path) -> GivenKeys | KeyFile:
    """Those given, where any are; else those of the file, made when there is none. Raises VaultError for given ones
    that are none."""
    return given_keys(given) if given else KeyFile(file)
