"""Hashes of what calls are held with, for the evidence: the models, the prompts, and this program."""

from hashlib import sha256
from pathlib import Path

from ..settings import ROOT, Settings
from .models import FILES, SILERO

_TRAINED = Path("models") / "assistant.sha256"


def in_force(settings: Settings, language: str) -> dict[str, str]:
    """sha256 of each, in hex; empty for what stands elsewhere. Reads files for a moment: not for the event loop."""
    of_file = {file.name: file.sha256 for file in FILES}
    return {
        "transcriber": of_file.get(f"whisper-{settings.whisper_model}/model.bin", ""),
        "detector": of_file[SILERO],
        "dialogue": "" if settings.rasa_url else _read(settings.rasa_dir / _TRAINED).decode().strip(),
        "prompts": hash_of_prompts(settings, language),
        "program": _of_files(
            *sorted((ROOT / "ivr").rglob("*.py")), *sorted((ROOT / "ivr" / "language").rglob("*.txt"))
        ),
    }


def hash_of_prompts(settings: Settings, language: str) -> str:
    """Of their texts, and of what is known of their recordings."""
    return _of_files(settings.prompts_dir / "prompts.yml", settings.prompts_dir / language / "manifest.json")


def _of_files(*paths: Path) -> str:
    whole = sha256()
    for path in paths:
        content = _read(path)
        whole.update(f"{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def _read(path: Path) -> bytes:
    """Nothing of what cannot be read: the engines themselves say what is missing."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
