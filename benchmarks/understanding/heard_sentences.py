"""What the recogniser makes of the sentences that the assistant learns from: `make heard`.

Every training sentence is spoken in two of four voices through the phone channel, the second time in a street, and
written down by Whisper base. What it writes differently is added to the training data, in data/heard.yml of the
assistant (IVR_RASA_DIR, or the shipped one), which is made anew each time and never edited.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from ivr.listening.word_errors import errors
from ivr.settings import load_settings

from .. import noise
from ..hearing.recognition import short_window, upsampled
from ..voices import speech

VOICES = ("heart", "low", "lively", "flat")
"""The others of `voices` are kept for the benchmark of what was learned."""
SNR_DB = 15.0
MOST_WRONG_PERCENT = 50.0
"""Words; what is worse than that teaches nothing that is said on purpose."""
STREET_SECONDS = 60.0
HEAD = """# Made by `make heard`: what Whisper base wrote of the training sentences where it differs. Not to be edited.
version: "3.1"
nlu:
"""

Sentences = dict[str, list[str]]
"""By intent."""
Hears = Callable[[str, int], str]
"""(sentence, how many were heard before) → what is written."""


def training_sentences(data: Path) -> Sentences:
    """Those of the assistant's training files, but for what was heard before."""
    found: Sentences = {}
    for path in sorted(data.rglob("*.yml")):
        if path.name != "heard.yml":
            for entry in _entries(yaml.safe_load(path.read_text(encoding="utf-8"))):
                lines = (line.strip().removeprefix("- ") for line in entry["examples"].splitlines())
                found.setdefault(entry["intent"], []).extend(line for line in lines if line)
    return found


def _entries(content: Any) -> Iterator[dict[str, str]]:
    for entry in (content or {}).get("nlu") or []:
        if "intent" in entry:
            yield entry


def differing(sentences: Sentences, hears: Hears) -> Sentences:
    """By intent, what was written differently, once each; nothing that is said for another intent, or hardly was."""
    owner = {_plain(text): intent for intent, texts in sentences.items() for text in texts}
    found: Sentences = {}
    asked = [(intent, text) for intent, texts in sentences.items() for text in texts for _ in range(2)]
    for number, (intent, text) in enumerate(asked):
        written = _plain(hears(text, number))
        if not written or errors(text, written).percent > MOST_WRONG_PERCENT:
            continue
        if owner.setdefault(written, intent) == intent and written not in {*map(_plain, sentences[intent])}:
            found.setdefault(intent, [])
            found[intent] += [written] if written not in found[intent] else []
    return found


def _plain(text: str) -> str:
    """As training data is written: small letters, no punctuation."""
    return " ".join(re.sub(r"[^\w'£$€%&@+ -]", " ", text.lower().replace("’", "'")).split())


def written(found: Sentences) -> str:
    """The training file."""
    parts = []
    for intent in sorted(found):
        lines = "\n".join(f"      - {text}" for text in sorted(found[intent]))
        parts.append(f"  - intent: {intent}\n    examples: |\n{lines}\n")
    return HEAD + "".join(parts)


def over_the_phone() -> Hears:
    whisper = short_window("base")
    street = noise.street(STREET_SECONDS, 11)

    def hears(text: str, number: int) -> str:
        pcm = speech(text, VOICES[(number // 2 + number) % len(VOICES)])
        pcm = noise.mixed(pcm, street, SNR_DB, number * 4000) if number % 2 else pcm
        return whisper.transcribe(upsampled(pcm), "en").text

    return hears


@click.command()
def main() -> None:
    """Speak the assistant's training sentences, and write what was heard differently to its data/heard.yml."""
    data = load_settings(dev=True).rasa_dir / "data"
    sentences = training_sentences(data)
    total, hears = 2 * sum(map(len, sentences.values())), over_the_phone()

    def told(text: str, number: int) -> str:
        if number % 200 == 0:
            click.echo(f"{number} of {total} spoken")
        return hears(text, number)

    found = differing(sentences, told)
    (data / "heard.yml").write_text(written(found), encoding="utf-8")
    click.echo(f"{sum(map(len, found.values()))} sentences were written differently: {data / 'heard.yml'}")


if __name__ == "__main__":
    main()
