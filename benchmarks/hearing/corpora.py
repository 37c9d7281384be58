"""Recordings of people with what they said, as a phone line delivers them: 8 kHz, mu-law.

`hard`: CMU AN4, 30 people who spell names and say numbers (../shared/data/an4_train). `easy` and `short`: the voice
"Allison" of Debian's telephone prompts, sentences and single words. `digits`: Free Spoken Digit Dataset, 6 speakers.
`foreign`: the same prompts in Spanish, French, Italian and Russian. What cannot be had is left out with a message.
"""

import csv
import gzip
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ivr.audio import RATE, pcm_of, read_recording, ulaw_of
from ivr.errors import ScenarioError
from ivr.settings import ROOT

SHARED = ROOT.parent / "shared" / "data"
BENCH = ROOT / ".models" / "bench"
FOREIGN = ("es", "fr", "it", "ru")
DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SENTENCE_SECONDS = (1.2, 12.0)
"""Shorter prompts are fragments, longer ones whole menus that no caller speaks."""


@dataclass(frozen=True, slots=True)
class Recording:
    name: str
    corpus: str
    speaker: str
    text: str
    pcm: bytes
    """PCM16 8 kHz mono, as it comes off the line."""

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / RATE

    @property
    def is_held_out(self) -> bool:
        """Half of the speakers, the same ones always; of the one speaker of the prompts, half of the prompts."""
        owner = self.name if self.speaker == "allison" else self.speaker
        return bool(zlib.crc32(owner.encode()) & 1)


def off_the_line(path: Path) -> bytes:
    """PCM16 8 kHz mono of a recording after G.711 mu-law, there and back. Raises ScenarioError."""
    return pcm_of(ulaw_of(read_recording(path)))


def an4(folder: Path = SHARED / "an4_train") -> list[Recording]:
    if not folder.is_dir():
        click.echo(f"left out: AN4, it is not in {folder}")
        return []
    with (folder / "transcripts.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Recording(row["file"], "hard", row["speaker"], row["text"], off_the_line(folder / row["file"]))
            for row in csv.DictReader(file, delimiter="\t")
        ]


def digits(folder: Path = SHARED / "fsdd") -> list[Recording]:
    """One spoken digit each."""
    if not folder.is_dir():
        click.echo(f"left out: spoken digits, they are not in {folder}")
        return []
    found = []
    for path in sorted(folder.glob("*_*_*.wav")):
        digit, speaker, _ = path.stem.split("_")
        found.append(Recording(path.name, "digits", speaker, DIGIT_WORDS[int(digit)], off_the_line(path)))
    return found


def allison(folder: Path = BENCH) -> tuple[list[Recording], list[Recording]]:
    """Sentences, and single words or two; each text once."""
    unpacked = prompts("en", folder)
    if unpacked is None:
        return [], []
    texts = dict(_transcripts(next(unpacked.rglob("core-sounds-en.txt.gz"))))
    sounds = next(unpacked.rglob("en_US_f_Allison"))
    easy, short, known = [], [], set()
    for name, text in texts.items():
        path = sounds / f"{name}.wav"
        if not path.is_file() or text.lower() in known or _is_no_speech(text):
            continue
        known.add(text.lower())
        pcm = off_the_line(path)
        seconds = len(pcm) / 2 / RATE
        if len(text.split()) <= 2 and seconds < SENTENCE_SECONDS[1] and not name.startswith("letters"):
            short.append(Recording(name, "short", "allison", text, pcm))
        elif len(text.split()) >= 4 and SENTENCE_SECONDS[0] <= seconds <= SENTENCE_SECONDS[1]:
            easy.append(Recording(name, "easy", "allison", text, pcm))
    return easy, short


def foreign(language: str, folder: Path = BENCH) -> list[Recording]:
    """Prompts of 1 to 12 s in another language; their text is of no use here and left empty."""
    unpacked = prompts(language, folder)
    if unpacked is None:
        return []
    found = []
    for path in sorted(unpacked.rglob("sounds/*/*.wav")):
        try:
            pcm = off_the_line(path)
        except ScenarioError:  # one of the Russian files is a header alone
            continue
        if 1.0 <= len(pcm) / 2 / RATE <= SENTENCE_SECONDS[1] and "tone" not in path.stem and "beep" not in path.stem:
            found.append(Recording(path.stem, language, language, "", pcm))
    return found


def prompts(language: str, folder: Path = BENCH) -> Path | None:
    """Where Debian's telephone prompts are unpacked, fetched if need be; None where they cannot be had."""
    name = f"asterisk-core-sounds-{language}"
    return _unpacked(f"prompts-{language}", (name, f"{name}-wav"), folder)


def _unpacked(place: str, packages: tuple[str, ...], folder: Path) -> Path | None:
    unpacked = folder / place
    if unpacked.is_dir():
        return unpacked
    apt, dpkg = shutil.which("apt-get"), shutil.which("dpkg-deb")
    if apt is None or dpkg is None:
        click.echo(f"left out: {place}, which comes from the Debian packages {', '.join(packages)}")
        return None
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        try:
            subprocess.run([apt, "download", *packages], cwd=scratch, check=True, capture_output=True, timeout=300)
            for package in Path(scratch).glob("*.deb"):
                subprocess.run([dpkg, "-x", package, Path(scratch) / place], check=True, timeout=300)
        except (subprocess.SubprocessError, OSError):
            click.echo(f"left out: {place}: `apt-get download {' '.join(packages)}` does not work here")
            return None
        (Path(scratch) / place).rename(unpacked)
    return unpacked


def _transcripts(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            name, found, text = line.partition(":")
            if found and not line.startswith(";"):
                yield name.strip(), text.strip()


def _is_no_speech(text: str) -> bool:
    return not text or bool(re.search(r"[\[\]()<>]", text))
