"""Recordings that people made of prompts, each under the hash of its WAV: those in force, and those that were."""

import io
import os
import re
import wave
from pathlib import Path

from ..audio import ulaw_of
from ..errors import PromptError
from ..ports import Clip
from .recorded import RATE, sha256_of


def wav_of(pcm: bytes) -> bytes:
    """A WAV of 8 kHz mono PCM16."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm)
    return whole.getvalue()


class OwnRecordings:
    """A folder of 8 kHz mono 16-bit WAVs. For any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, wav: bytes) -> str:
        """The hash by which it is found again. Raises PromptError."""
        sha256 = sha256_of(wav)
        path = self._path(sha256)
        beside = path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(wav)
            os.replace(beside, path)
        except OSError as error:
            raise PromptError(f"the recording cannot be kept ({error.strerror})") from error
        return sha256

    def wav(self, sha256: str) -> bytes:
        """Raises PromptError where there is none, or it is another by now."""
        path = self._path(sha256)
        content = path.read_bytes() if path.is_file() else b""
        if sha256_of(content) != sha256:
            raise PromptError("the recording is no longer here: send it again")
        return content

    def clip(self, sha256: str) -> Clip:
        """As callers hear it. Raises PromptError."""
        with wave.open(io.BytesIO(self.wav(sha256))) as file:
            return Clip(ulaw_of(file.readframes(file.getnframes())))

    def _path(self, sha256: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            raise PromptError("there is no such recording")
        return self._folder / f"{sha256}.wav"
