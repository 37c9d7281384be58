"""prompts.yml and recordings replaced together: all that can fail is done before the first of them is in its place."""

import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from json import dumps
from pathlib import Path

from ..errors import PromptError, as_typed
from .prompt_texts import FILE
from .recorded import Recorded, load_manifest
from .script import Key


def write_shelves(folder: Path, text: str, wavs: Mapping[Key, tuple[bytes, Recorded]]) -> None:
    """The text of prompts.yml, and WAVs with what is known of them. Raises PromptError; then nothing was changed.

    Who is killed between two of the files leaves a recording that does not agree with its text: the next start then
    takes what was kept of it in the data folder, so that is to be put there first.
    """
    new: dict[Path, bytes] = {folder / FILE: text.encode()}
    for language in sorted({language for _, language in wavs}):
        entries = {name: recorded for (name, its), (_, recorded) in wavs.items() if its == language}
        manifest = load_manifest(folder, language) | entries
        new |= {folder / language / f"{name}.wav": wavs[name, language][0] for name in entries}
        told = {name: asdict(manifest[name]) for name in sorted(manifest)}
        new[folder / language / "manifest.json"] = (dumps(told, indent=2) + "\n").encode()
    with _beside(new) as ready:
        before = {path: path.read_bytes() if path.exists() else None for path in ready.values()}
        try:
            for beside, path in ready.items():
                os.replace(beside, path)
        except OSError:
            _put_back(before)
            raise


def _put_back(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        with suppress(OSError):  # the rest goes back all the same
            path.unlink() if content is None else _write(path, content)


@contextmanager
def _beside(new: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """Each file whole beside the one whose place it takes; what is not taken is gone afterwards."""
    ready: dict[Path, Path] = {}
    try:
        for named, content in new.items():
            path = Path(os.path.realpath(named))  # a link stays one
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
            ready[beside] = path
            _write(beside, content)
            if path.exists():
                shutil.copymode(path, beside)
        yield ready
    except OSError as error:
        where = as_typed(next(iter(new)).parent)
        mend = "give the service's user the right to write that folder and what is in it"
        raise PromptError(f"{where}: cannot be written ({error.strerror}): {mend}") from error
    finally:
        for beside in ready:
            with suppress(OSError):
                beside.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
