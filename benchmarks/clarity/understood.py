"""Whether what is said is understood: Whisper base, told nothing, writes down each prompt after mu-law at 8 kHz.

Beside today's recordings stand those of the revision before the voice was tuned, out of the repository's history, and
the dialogue's own sentences, spoken with made-up values. Whisper stands for a listener.
"""

import asyncio
import io
import subprocess
import wave
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

import yaml
from matplotlib.figure import Figure

from ivr.audio import ulaw_of
from ivr.engines.synthesizer import Pyttsx3Synthesizer, voice_set
from ivr.listening.misheard import Listener
from ivr.listening.word_errors import Errors, errors
from ivr.ports import Clip
from ivr.settings import ROOT
from ivr.written.domain import read_domain
from ivr.written.prompts import PromptLibrary
from ivr.written.rules_file import read_rules

from ..bench import Bench, Row, SkippedError

BEFORE = "54696e4"
"""The last revision with the former voice and the former texts."""
LANGUAGE = "en"
LIMIT_PERCENT = 3.0
OF_DIALOGUE = 3
"""Every third of the dialogue's sentences: listening to all takes five minutes."""
VALUES = {
    "item": "the oak table", "day": "Tuesday the third of May", "money": "$42.50", "order": "421807",
    "reference": "4821", "when": "Friday", "postcode": "90210", "options": "Monday or Tuesday", "heard": "4 2 1",
    "job": "the visit", "month": "October", "what": "the delivery", "new": "Thursday", "service": "broadband",
    "hours": "Monday to Friday from 9:00 to 5:30", "change": "the date", "phone": "(212) 555-0143", "thing": "lamp",
    "name": "Helen Harper", "street": "12 Elm Dr.", "town": "Springfield", "closes": "6:00 pm", "opens": "9:00 am",
    "area": "the north", "began": "10:15", "ending": "4 2", "closed": "Sunday", "part": "morning", "miles": "3",
    "message": "please call me", "how": "by card", "back": "in 2 days", "reason": "it is broken",
    "keys": "For yes, press 1.",
    "account": "552913",
}  # fmt: skip


def measure(bench: Bench) -> dict[str, object]:
    """Words, and those that were wrong, of the prompts before and now, and of the dialogue's sentences."""
    listener = Listener(bench.settings, LANGUAGE)
    spoken = {"before": list(_before()), "now": list(_now(bench)), "dialogue": asyncio.run(_dialogue(bench))}
    figures: dict[str, object] = {}
    for name, clips in spoken.items():
        told = {text: (listener.hear(clip), clip.seconds) for text, clip in clips}
        wrong = [errors(text, heard) for text, (heard, _) in told.items()]
        total = sum(wrong, Errors(0, 0))
        figures[name] = {
            "clips": len(clips),
            "words": total.words,
            "wrong": total.wrong,
            "seconds": round(sum(seconds for _, seconds in told.values()), 1),
            "missed": [
                {"said": text, "heard": heard, "wrong": one.wrong}
                for (text, (heard, _)), one in zip(told.items(), wrong, strict=True)
                if one.wrong
            ],
        }
    return figures


def _before() -> Iterator[tuple[str, Clip]]:
    for name, texts in yaml.safe_load(_kept("audio_prompts/prompts.yml")).items():
        if name != "exceptions" and LANGUAGE in texts:
            with wave.open(io.BytesIO(_kept(f"audio_prompts/{LANGUAGE}/{name}.wav")), "rb") as file:
                yield texts[LANGUAGE], Clip(ulaw_of(file.readframes(file.getnframes())))


def _kept(path: str) -> bytes:
    command = ["git", "-C", str(ROOT), "show", f"{BEFORE}:{path}"]
    shown = subprocess.run(command, capture_output=True, check=False)
    if shown.returncode:
        raise SkippedError(f"the repository's history has no {BEFORE}: fetch it whole")
    return shown.stdout


def _now(bench: Bench) -> Iterator[tuple[str, Clip]]:
    library = PromptLibrary(bench.settings.prompts_dir, LANGUAGE, read_rules(bench.settings.rules_file).company)
    for name in sorted(library.names):
        if not name.startswith("other_language_"):
            yield library.text(name), library.clip(name)


async def _dialogue(bench: Bench) -> list[tuple[str, Clip]]:
    synthesizer = Pyttsx3Synthesizer({LANGUAGE: voice_set(bench.settings)}, deadline_seconds=20.0)
    await synthesizer.start()
    try:
        await synthesizer.worker.wait_ready(30.0)
        return [(text, await synthesizer.synthesize(text, LANGUAGE)) for text in dialogue_texts(bench)]
    finally:
        await synthesizer.stop()


def dialogue_texts(bench: Bench) -> list[str]:
    """Sentences of the assistant, with values where they have places for them."""
    texts = (response.text for response in read_domain(bench.settings.rasa_dir).responses)
    return sorted({text.format_map(VALUES) for text in texts if _fields(text) <= VALUES.keys()})[::OF_DIALOGUE]


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def rows(figures: Mapping[str, Any]) -> list[Row]:
    told = {name: Errors(one["wrong"], one["words"]) for name, one in figures.items()}
    return [
        Row(
            "words of the prompts that a plain Whisper base mishears, after mu-law",
            f"≤ {LIMIT_PERCENT:g} %",
            f"**{told['now'].percent:.1f} %** (n = {told['now'].words} words of {figures['now']['clips']} prompts)",
            f"the former voice: {told['before'].percent:.1f} % (n = {told['before'].words})",
        ),
        Row(
            "the same of the dialogue's sentences, with values in them",
            f"≤ {LIMIT_PERCENT:g} %",
            f"**{told['dialogue'].percent:.1f} %** (n = {told['dialogue'].words})",
        ),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Words misheard, before and now."""
    axes = figure.subplots()
    told = {name: 100 * one["wrong"] / one["words"] for name, one in figures.items()}
    names = {"before": "prompts, former voice", "now": "prompts", "dialogue": "dialogue's sentences"}
    axes.barh([names[name] for name in told], list(told.values()))
    axes.axvline(LIMIT_PERCENT, linestyle="--")
    axes.set(xlabel="% of the words misheard by Whisper base")
