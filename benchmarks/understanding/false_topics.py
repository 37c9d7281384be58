"""How often the answer to a question is taken for a sensitive topic: times, days, numbers and choices, said aloud.

Five voices through the phone channel, every other answer in street noise at 5 dB, as the transcriber writes them; by
the rules on words and the second net under them, which the trained assistant is asked for, as the phone decides.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import click
from matplotlib.figure import Figure

from ivr.core.heard.decision import Circumstances
from ivr.core.heard.policy import decide
from ivr.core.heard.turn import Turn
from ivr.core.record import FREE, Expects, Topic, Transcript, Understanding
from ivr.engines.calibration import confidence
from ivr.engines.transcriber import numbers_in
from tests.english import ENGLISH
from tests.scripted import RULES

from .. import noise
from ..bench import Bench, Row
from ..hearing.recognition import short_window, upsampled
from ..voices import speech
from .answers_said import answers
from .opinions import asked

MODEL, COUNT, SEED, SNR_DB = "base", 520, 2, 5.0
VOICES = ("heart", "low", "brisk", "low-brisk", "slow")


def measure(bench: Bench) -> dict[str, object]:
    heard = _heard()
    told = asked("trained", [], [one.text for one, _ in heard])["topics"]
    with_question: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for (one, expects), likely in zip(heard, told, strict=True):
        understanding = Understanding("", 0.0, Topic(likely["name"]), likely["confidence"]) if likely else None
        with_question[_topic(one, expects, understanding)] += 1
        without[_topic(one, FREE, understanding)] += 1
    return {"n": len(heard), "asked": dict(with_question), "not_asked": dict(without)}


def _heard() -> list[tuple[Transcript, Expects]]:
    street, whisper = noise.street(60.0, 5), short_window(MODEL)
    found = []
    for number, (text, expects) in enumerate(answers(COUNT, SEED)):
        pcm = speech(text, VOICES[number % len(VOICES)])
        pcm = noise.mixed(pcm, street, SNR_DB, number * 8000) if number % 2 else pcm
        decoded = whisper.transcribe(upsampled(pcm), "en", numbers_in(expects))
        found.append((Transcript(decoded.text, confidence(MODEL, decoded)), expects))
    click.echo(f"heard {len(found)} answers")
    return found


def _topic(heard: Transcript, expects: Expects, understanding: Understanding | None) -> str:
    turn = Turn(1, ENGLISH, expects=expects, transcript=heard, understanding=understanding or Understanding("", 0.0))
    decision = decide(turn, Circumstances(expects), RULES)
    return decision.care.topic.value if decision.care else ""


def rows(figures: Mapping[str, Any]) -> list[Row]:
    wrong, bare = (figures["n"] - figures[name].get("", 0) for name in ("asked", "not_asked"))
    what = "answers to a question (times, days, numbers, choices, half of them in a street) taken for a sensitive topic"
    told = f"**{wrong}** of {figures['n']}"
    return [Row(what, "≤ 1 in 500", told, f"if nothing had been asked: {bare}")]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    axes = figure.subplots()
    names = sorted(set(figures["asked"]) | set(figures["not_asked"]) - {""}) or ["none"]
    axes.bar([name or "no topic" for name in names], [figures["asked"].get(name, 0) for name in names])
    axes.set(title="what answers to a question were taken for", ylabel="answers")
