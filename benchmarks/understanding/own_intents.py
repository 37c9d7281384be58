"""How well callers of our own assistant are understood: sentences held out of its training, in writing and aloud.

Aloud: in voices that its training never heard (`heard_sentences`), through the phone channel, as Whisper base writes
them. Beside it DIET, which the assistant had before, learned from the same sentences but not from what was heard.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import click
import numpy as np
import yaml
from matplotlib.figure import Figure

from .. import noise
from ..bench import Bench, Row, SkippedError
from ..hearing.recognition import short_window, upsampled
from ..machine import spread
from ..voices import installed, speech
from .heard_sentences import training_sentences
from .opinions import RASA, Opinions, Pair, asked, told

VOICES = ("brisk", "deep-slow", "bright")
"""None of them is among those of `heard_sentences`."""
SNR_DB = 15.0
SPOKEN_TARGET = 93


def measure(bench: Bench) -> dict[str, object]:
    if not installed():
        raise SkippedError("the voice of the benchmarks' callers is not installed: run `make bench-voices`")
    held_out = yaml.safe_load((RASA / "tests" / "held_out.yml").read_text(encoding="utf-8"))
    test = [(text, intent) for intent, texts in held_out.items() for text in texts]
    figures: dict[str, Any] = {"intents": sorted(held_out)}
    written = asked("trained", [], [text for text, _ in test])
    figures["parse_seconds"] = spread(written["parse_seconds"])
    figures["written"] = told(written["opinions"], test) | _all(written["opinions"], test)
    spoken = {condition: _heard(test, condition) for condition in ("silence", "street")}
    for condition, texts in spoken.items():
        opinions = asked("trained", [], texts)["opinions"]
        figures[condition] = told(opinions, test) | _all(opinions, test)
    diet = asked("diet", _own_training(), [text for text, _ in test] + spoken["silence"] + spoken["street"])
    for place, name in enumerate(("written", "silence", "street")):
        opinions = diet["opinions"][place * len(test) : (place + 1) * len(test)]
        figures[name]["diet"] = _all(opinions, test)
    return figures


def _own_training() -> list[Pair]:
    return [(text, intent) for intent, texts in training_sentences(RASA / "data").items() for text in texts]


def _all(opinions: Opinions, test: Sequence[Pair]) -> dict[str, object]:
    """Of everything asked, what belongs to no intent included; and what was taken for what."""
    confused = Counter((intent, found) for (found, _), (_, intent) in zip(opinions, test, strict=True))
    wrong = {f"{intent} → {found}": n for (intent, found), n in sorted(confused.items()) if intent != found}
    return {
        "asked": len(test),
        "understood": sum(n for (intent, found), n in confused.items() if intent == found),
        "confused": wrong,
    }


def _heard(test: Sequence[Pair], condition: str) -> list[str]:
    click.echo(f"our own {len(test)} sentences, spoken: {condition}")
    whisper, street = short_window("base"), noise.street(60.0, 12)
    heard = []
    for number, (text, _) in enumerate(test):
        pcm = speech(text, VOICES[number % len(VOICES)])
        pcm = noise.mixed(pcm, street, SNR_DB, number * 4000) if condition == "street" else pcm
        heard.append(whisper.transcribe(upsampled(pcm), "en").text or "-")
    return heard


def rows(figures: Mapping[str, Any]) -> list[Row]:
    own, seconds = figures, figures["parse_seconds"]
    found = [
        Row(
            "our own sentences, held out, in writing",
            "–",
            f"**{_understood(own['written'])}**; calibration error {own['written']['calibration']:.3f}",
            f"{_understood(own['written']['diet'])} DIET",
        )
    ]
    for condition, name in (("silence", "quiet line"), ("street", "street noise at 15 dB")):
        found.append(
            Row(
                f"the same, spoken in voices that were not learned from, {name}",
                f"≥ {SPOKEN_TARGET} %" if condition == "silence" else "–",
                f"**{_understood(own[condition])}**; calibration error {own[condition]['calibration']:.3f}",
                f"{_understood(own[condition]['diet'])} DIET, without what was heard",
            )
        )
    parse = f"**p50 {1000 * seconds['p50']:.1f} ms, p95 {1000 * seconds['p95']:.1f} ms** (n = {seconds['n']})"
    return [*found, Row("intent and entities of a sentence (parse)", "p95 ≤ 15 ms", parse)]


def _understood(one: Mapping[str, Any]) -> str:
    return f"{100 * one['understood'] / one['asked']:.1f} % ({one['understood']} of {one['asked']})"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Left, the share that is wrong of what is answered; right, which of our own intents are taken for which."""
    left, right = figure.subplots(1, 2)
    for condition in ("written", "silence", "street"):
        left.plot(*np.array(figures[condition]["risk"]).T * 100, label=condition)
    left.set(xlabel="answered, the surest first, %", ylabel="wrong of those, %", title="risk by coverage")
    left.legend()
    _draw_confusion(right, figures)


def _draw_confusion(axes: Any, own: Mapping[str, Any]) -> None:
    """Written and spoken together."""
    counts: dict[tuple[str, str], int] = {}
    for condition in ("written", "silence", "street"):
        for pair, n in own[condition]["confused"].items():
            intent, _, found = pair.partition(" → ")
            counts[intent, found] = counts.get((intent, found), 0) + n
    names = own["intents"]
    matrix = np.zeros((len(names), len(names)))
    for (intent, found), n in counts.items():
        matrix[names.index(intent), names.index(found)] = n
    image = axes.imshow(matrix, cmap="Greys")
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=5)
    axes.set_yticks(range(len(names)), names, fontsize=5)
    axes.set(xlabel="taken for", ylabel="meant", title="our own intents: mistakes, written and spoken")
    axes.figure.colorbar(image, ax=axes, shrink=0.6)
