"""Recordings on disk: which text each was made from, for which company, and whether the two still agree."""

import hashlib
import json
import re
import wave
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import PromptError, as_typed

RATE = 8000
MENDING = "run `ivr render-prompts` (or with `--accept {name}`, if the recording is yours and says the text)"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One line of a language's manifest.json: the text that a WAV was made from, and the WAV."""

    text_sha256: str
    """Of the text as it is said, with the company's name."""
    wav_sha256: str
    seconds: float
    source: str
    """synthesizer | recording"""


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def shelf_of(language: str, company: str) -> str:
    """Where lines that name this company lie, where it is not the one that the rules begin with.

    The end tells apart names that differ by their capitals or marks alone.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", company.casefold())[:40]
    return f"{language}/" + f"{plain}-{sha256_of(company.encode())[:6]}".lstrip("-").replace("--", "-")


def load_manifest(folder: Path, shelf: str) -> dict[str, Recorded]:
    """What each WAV of a shelf was made from; empty when nothing was recorded yet. Raises PromptError."""
    path = folder / shelf / "manifest.json"
    if not path.exists():
        return {}
    try:
        return {name: Recorded(**entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise PromptError(f"{as_typed(path)}: cannot be read; run `ivr render-prompts`") from error


def save_manifest(folder: Path, shelf: str, manifest: dict[str, Recorded]) -> None:
    entries = {name: asdict(manifest[name]) for name in sorted(manifest)}
    (folder / shelf / "manifest.json").write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def read_wav(path: Path) -> bytes:
    """PCM16 of a recording that is 8 kHz mono 16-bit already. Raises PromptError."""
    try:
        with wave.open(str(path), "rb") as file:
            form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            pcm = file.readframes(file.getnframes())
    except FileNotFoundError as error:
        raise PromptError(f"{as_typed(path)}: there is no such recording; {MENDING.format(name=path.stem)}") from error
    except (wave.Error, EOFError, OSError) as error:
        raise PromptError(
            f"{as_typed(path)}: is not a WAV that can be read; {MENDING.format(name=path.stem)}"
        ) from error
    if form != (RATE, 1, 2):
        raise PromptError(f"{as_typed(path)}: must be 8 kHz mono 16-bit; {MENDING.format(name=path.stem)}")
    if not pcm:
        raise PromptError(f"{as_typed(path)}: the recording is empty; {MENDING.format(name=path.stem)}")
    return pcm


def problem_of(folder: Path, shelf: str, name: str, text: str, recorded: Recorded | None) -> str | None:
    """Why a prompt's text and recording do not agree, in one line with the remedy."""
    path = folder / shelf / f"{name}.wav"
    if recorded is None or not path.is_file():
        return f"{as_typed(path)}: not recorded yet; run `ivr render-prompts`"
    if recorded.text_sha256 != sha256_of(text.encode()):
        return f"{as_typed(path)}: the text of {name} was changed after it was recorded; {MENDING.format(name=name)}"
    if recorded.wav_sha256 != sha256_of(path.read_bytes()):
        return f"{as_typed(path)}: the file was changed after it was recorded; {MENDING.format(name=name)}"
    return None


def is_own(recorded: Recorded | None) -> bool:
    """Whether a supervisor recorded it."""
    return recorded is not None and recorded.source == "recording"


def recording_of(folder: Path, language: str, name: str, text: str, company: str) -> tuple[str, Recorded] | None:
    """The shelf on which this text's recording lies, and what is known of it; None: on neither.

    A shelf is a folder of recordings with a manifest: a language's, or within it a company's. Raises PromptError.
    """
    for shelf in (language, shelf_of(language, company)):
        recorded = load_manifest(folder, shelf).get(name)
        if recorded and not problem_of(folder, shelf, name, text, recorded):
            return shelf, recorded
    return None
