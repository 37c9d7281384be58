"""How well callers' words are understood: others' sentences of many intents, and our own, in writing and aloud.

CLINC150 (150 intents and what belongs to none): learned from its training sentences, asked on its validation ones;
its test split is not on this machine. BANKING77: five-fold cross-validation, and ten sentences an intent. Our own:
sentences held out of training, asked of the trained assistant in writing, and spoken in voices that its training
never heard. The plain approaches are a logistic regression on the last layer of the same encoder, and Rasa's DIET.
"""

import csv
import json
import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
import yaml

from ivr.settings import ROOT

from . import noise
from .bench import Bench, SkippedError
from .heard_sentences import training_sentences
from .intent_told import draw, rows
from .logistic import calibration_error, reliability
from .machine import spread
from .recognition import short_window, upsampled
from .voices import installed, speech

__all__ = ["draw", "measure", "rows"]

RASA = ROOT / "rasa_project"
WORKER = Path(__file__).with_name("in_rasas_environment.py")
NONE = {"oos", "out_of_scope"}
"""The intents of what belongs to none."""
VOICES = ("brisk", "deep-slow", "bright")
"""None of them is among those of `heard_sentences`."""
SNR_DB = 15.0
COVERAGE = 0.95
FOLDS, DRAWS, FEW = 5, 5, 10
CURVE = 50

Pair = tuple[str, str]
"""(sentence, intent)."""


def measure(bench: Bench) -> dict[str, object]:
    if not installed():
        raise SkippedError("the voice of the benchmarks' callers is not installed: run `make bench-voices`")
    figures: dict[str, object] = {"own": _own()}
    for name, of in (("clinc150", _clinc), ("banking77", _banking)):
        try:
            figures[name] = of(bench.shared(name))
        except SkippedError as reason:
            click.echo(f"skipped: {reason}")
    return figures


def asked(how: str, known: Sequence[Pair], sentences: Sequence[str]) -> dict[str, Any]:
    """The answer of benchmarks/in_rasas_environment.py. Raises CalledProcessError with what it printed last."""
    with tempfile.TemporaryDirectory(prefix="candid-intent-") as folder:
        task, answer = Path(folder) / "task.json", Path(folder) / "answer.json"
        task.write_text(json.dumps({"how": how, "known": known, "asked": sentences}), encoding="utf-8")
        command = [str(RASA / ".venv" / "bin" / "python"), "-W", "ignore", str(WORKER), str(task), str(answer)]
        done = subprocess.run(command, cwd=RASA, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            click.echo(done.stderr[-2000:], err=True)
            done.check_returncode()
        found: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
        return found


def _clinc(folder: Path) -> dict[str, object]:
    parts = json.loads((folder / "train_val.json").read_text(encoding="utf-8"))
    known = [(text, intent) for part in ("train", "oos_train") for text, intent in parts[part]]
    test = [(text, intent) for part in ("val", "oos_val") for text, intent in parts[part]]
    return {how: _of_clinc(how, known, test) for how in ("ours", "linear", "diet")}


def _of_clinc(how: str, known: Sequence[Pair], test: Sequence[Pair]) -> dict[str, object]:
    click.echo(f"CLINC150: {how}, {len(known)} sentences learned, {len(test)} asked")
    answer = asked(how, known, [text for text, _ in test])
    told = _told(answer["opinions"], test)
    return told | {"training_seconds": round(answer["training_seconds"], 1)} | out_of_scope(answer["opinions"], test)


def _told(opinions: Sequence[Sequence[Any]], test: Sequence[Pair]) -> dict[str, object]:
    """Accuracy in scope, how true the stated confidence is, and risk by coverage over everything that was asked."""
    right = [found == intent for (found, _), (_, intent) in zip(opinions, test, strict=True)]
    inside = [one for one, (_, intent) in zip(right, test, strict=True) if intent not in NONE]
    stated = [sure for _, sure in opinions]
    curve = reliability(stated, right)
    return {
        "n": len(inside),
        "right": sum(inside),
        "calibration": calibration_error(curve),
        "reliability": curve,
        "risk": risk_by_coverage(stated, right),
    }


def out_of_scope(opinions: Sequence[Sequence[Any]], test: Sequence[Pair]) -> dict[str, object]:
    """How many of what belongs to no intent are refused where COVERAGE of what belongs to one is let in."""
    sure = [confidence - (found in NONE) for found, confidence in opinions]
    inside = sorted(one for one, (_, intent) in zip(sure, test, strict=True) if intent not in NONE)
    outside = [one for one, (_, intent) in zip(sure, test, strict=True) if intent in NONE]
    threshold = inside[round((1 - COVERAGE) * len(inside))]
    return {"strangers": len(outside), "strangers_refused": sum(one < threshold for one in outside)}


def risk_by_coverage(stated: Sequence[float], right: Sequence[bool]) -> list[list[float]]:
    """[share answered, share of those that is wrong], the surest first."""
    surest_first = [one for _, one in sorted(zip(stated, right, strict=True), key=lambda pair: -pair[0])]
    counts = sorted({max(1, round(len(surest_first) * step / CURVE)) for step in range(1, CURVE + 1)})
    return [[round(n / len(surest_first), 4), round(surest_first[:n].count(False) / n, 4)] for n in counts]


def _banking(folder: Path) -> dict[str, object]:
    with (folder / "train.csv").open(encoding="utf-8", newline="") as file:
        pairs = [(row["text"], row["category"]) for row in csv.DictReader(file)]
    folds = folded(pairs)
    figures: dict[str, Any] = {"full": {}, "few": {}}
    for how in ("ours", "linear"):
        figures["full"][how] = [_share(how, _others(folds, held), folds[held]) for held in range(FOLDS)]
    for how in ("ours", "linear", "diet"):
        drawn = [(few_of_each(_others(folds, held), held), folds[held]) for held in range(DRAWS)]
        figures["few"][how] = [_share(how, known, test) for known, test in drawn]
    return figures


def _share(how: str, known: Sequence[Pair], test: Sequence[Pair]) -> dict[str, object]:
    click.echo(f"BANKING77: {how}, {len(known)} sentences learned, {len(test)} asked")
    answer = asked(how, known, [text for text, _ in test])
    told = _told(answer["opinions"], test)
    del told["reliability"]
    return told


def folded(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """FOLDS parts, each with its share of each intent; the same ones each time."""
    by_intent: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_intent.setdefault(pair[1], []).append(pair)
    chance, folds = random.Random(3), [list[Pair]() for _ in range(FOLDS)]  # noqa: S311  # a draw, no secret
    for of_intent in by_intent.values():
        for place, pair in enumerate(chance.sample(of_intent, len(of_intent))):
            folds[place % FOLDS].append(pair)
    return folds


def _others(folds: Sequence[Sequence[Pair]], held: int) -> list[Pair]:
    return [pair for number, fold in enumerate(folds) if number != held for pair in fold]


def few_of_each(pairs: Sequence[Pair], seed: int) -> list[Pair]:
    chance, taken = random.Random(seed), Counter[str]()  # noqa: S311
    found = []
    for pair in chance.sample(pairs, len(pairs)):
        taken[pair[1]] += 1
        found += [pair] if taken[pair[1]] <= FEW else []
    return found


def _own() -> dict[str, object]:
    held_out = yaml.safe_load((RASA / "tests" / "held_out.yml").read_text(encoding="utf-8"))
    test = [(text, intent) for intent, texts in held_out.items() for text in texts]
    figures: dict[str, Any] = {"intents": sorted(held_out)}
    written = asked("trained", [], [text for text, _ in test])
    figures["parse_seconds"] = spread(written["parse_seconds"])
    figures["written"] = _told(written["opinions"], test) | _all(written["opinions"], test)
    spoken = {condition: _heard(test, condition) for condition in ("silence", "street")}
    for condition, texts in spoken.items():
        opinions = asked("trained", [], texts)["opinions"]
        figures[condition] = _told(opinions, test) | _all(opinions, test)
    diet = asked("diet", _own_training(), [text for text, _ in test] + spoken["silence"] + spoken["street"])
    for place, name in enumerate(("written", "silence", "street")):
        opinions = diet["opinions"][place * len(test) : (place + 1) * len(test)]
        figures[name]["diet"] = _all(opinions, test)
    return figures


def _own_training() -> list[Pair]:
    return [(text, intent) for intent, texts in training_sentences(RASA / "data").items() for text in texts]


def _all(opinions: Sequence[Sequence[Any]], test: Sequence[Pair]) -> dict[str, object]:
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
