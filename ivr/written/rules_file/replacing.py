"""The text of rules.yml replaced as a whole: whoever reads it finds the old text or the new, and never half of one."""

import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from ...errors import RulesError, as_typed

_NO_FOLDER = {errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM, errno.EROFS}
"""Nothing can be put in the file's place: it is mounted by itself, or the folder is not ours. The file may still be."""


def replace_text(path: Path, text: str) -> None:
    """Raises RulesError, in words, when it cannot be written; the old text stands then, unless
    the disk was full where the file alone can be written."""
    path = Path(os.path.realpath(path))  # a link stays one
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        try:
            _write(beside, text)
            shutil.copymode(path, beside)
            os.replace(beside, path)
        except OSError as error:
            if error.errno not in _NO_FOLDER:
                raise
            _write(path, text)  # the look for changes takes nothing up that is still being written
    except OSError as error:
        mend = "give the service's user the right to write it, or download the draft and put it there yourself"
        raise RulesError(f"{as_typed(path)}: cannot be written ({error.strerror}): {mend}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
