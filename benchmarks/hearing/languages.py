"""Callers in another language: how many are recognised as such, and how many who speak English are not.

Spanish, French, Italian and Russian prompts of one native speaker each against English sentences (one speaker) and
names and numbers of 30 people (AN4), through 8 kHz mu-law, one utterance at a time; Whisper base only.
"""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from ..bench import Bench, Row, SkippedError
from .corpora import FOREIGN, Recording, foreign
from .recognition import chosen, short_window, upsampled

MODEL = "base"
A_LANGUAGE = 60
ENGLISH = {"easy": 100, "short": 0, "hard": 400}


def measure(bench: Bench) -> dict[str, object]:
    """For each language spoken: utterances, those recognised as of it, as English, and as of a third language."""
    spoken: dict[str, Sequence[Recording]] = {"en": chosen(ENGLISH)}
    for language in FOREIGN:
        found = foreign(language)
        if found:
            spoken[language] = random.Random(9).sample(found, min(A_LANGUAGE, len(found)))  # noqa: S311
    if len(spoken) == 1:
        raise SkippedError("the telephone prompts in other languages are not on this machine")
    whisper = short_window(MODEL)
    figures: dict[str, object] = {}
    for language, recordings in spoken.items():
        heard = Counter(whisper.transcribe(upsampled(one.pcm), "en").language for one in recordings)
        other = sum(count for name, count in heard.items() if name not in (language, "en"))
        figures[language] = {
            "n": len(recordings),
            "recognised": heard[language],
            "as_english": heard["en"],
            "as_a_third": other,
        }
    return figures


def rows(figures: Mapping[str, Any]) -> list[Row]:
    english = figures["en"]
    others = [one for language, one in figures.items() if language != "en"]
    n = sum(one["n"] for one in others)
    share = 100 * sum(one["recognised"] + one["as_a_third"] for one in others) / n
    each = ", ".join(
        f"{language} {one['recognised']} of {one['n']}" for language, one in figures.items() if language != "en"
    )
    return [
        Row("another language recognised as such, a single utterance", "–", f"**{share:.0f} %** (n = {n}; {each})"),
        Row(
            "English taken for another language",
            "–",
            f"**{100 * english['as_a_third'] / english['n']:.1f} %** (n = {english['n']})",
        ),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Shares of the utterances of each language."""
    axis = figure.subplots()
    names = list(figures)
    left = [0.0] * len(names)
    for key, label in (("recognised", "as what it is"), ("as_english", "as English"), ("as_a_third", "as a third")):
        part = [
            100 * figures[name][key] / figures[name]["n"] if not (name == "en" and key == "as_english") else 0.0
            for name in names
        ]
        axis.barh(names, part, left=left, label=label)
        left = [one + more for one, more in zip(left, part, strict=True)]
    axis.set(xlabel="% of utterances", title="language heard")
    axis.legend()
