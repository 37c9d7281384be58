"""How well our classifier understands others' sentences of many intents, and knows what belongs to none.

CLINC150 (150 intents and what belongs to none): learned from its training sentences, asked on its validation ones;
its test split is not on this machine. BANKING77: five-fold cross-validation, and ten sentences an intent.
The plain approaches are a logistic regression on the last layer of the same encoder, and Rasa's DIET.
"""

import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import click
import numpy as np
from matplotlib.figure import Figure

from ..bench import Bench, Row
from .opinions import NONE, Opinions, Pair, asked, told

CLINC_TARGET, STRANGERS_TARGET, FULL_TARGET, FEW_TARGET = 96.5, 92, 94.5, 88
COVERAGE = 0.95
FOLDS, DRAWS, FEW = 5, 5, 10


def measure(bench: Bench) -> dict[str, object]:
    return {"clinc150": _clinc(bench.shared("clinc150")), "banking77": _banking(bench.shared("banking77"))}


def _clinc(folder: Path) -> dict[str, object]:
    parts = json.loads((folder / "train_val.json").read_text(encoding="utf-8"))
    known = [(text, intent) for part in ("train", "oos_train") for text, intent in parts[part]]
    test = [(text, intent) for part in ("val", "oos_val") for text, intent in parts[part]]
    return {how: _of_clinc(how, known, test) for how in ("ours", "linear", "diet")}


def _of_clinc(how: str, known: Sequence[Pair], test: Sequence[Pair]) -> dict[str, object]:
    click.echo(f"CLINC150: {how}, {len(known)} sentences learned, {len(test)} asked")
    answer = asked(how, known, [text for text, _ in test])
    figures = told(answer["opinions"], test)
    return figures | {"training_seconds": round(answer["training_seconds"], 1)} | out_of_scope(answer["opinions"], test)


def out_of_scope(opinions: Opinions, test: Sequence[Pair]) -> dict[str, object]:
    """How many of what belongs to no intent are refused where COVERAGE of what belongs to one is let in."""
    sure = [confidence - (found in NONE) for found, confidence in opinions]
    inside = sorted(one for one, (_, intent) in zip(sure, test, strict=True) if intent not in NONE)
    outside = [one for one, (_, intent) in zip(sure, test, strict=True) if intent in NONE]
    threshold = inside[round((1 - COVERAGE) * len(inside))]
    return {"strangers": len(outside), "strangers_refused": sum(one < threshold for one in outside)}


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
    figures = told(answer["opinions"], test)
    del figures["reliability"]
    return figures


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


def rows(figures: Mapping[str, Any]) -> list[Row]:
    return [*_rows_of_clinc(figures["clinc150"]), *_rows_of_banking(figures["banking77"])]


def _rows_of_clinc(told: Mapping[str, Any]) -> list[Row]:
    ours, linear, diet = (told[how] for how in ("ours", "linear", "diet"))

    def refused(one: Mapping[str, Any]) -> str:
        return f"{100 * one['strangers_refused'] / one['strangers']:.0f} %"

    return [
        Row(
            f"CLINC150, 150 intents, {ours['n']} validation sentences in scope",
            f"≥ {CLINC_TARGET} %",
            f"**{_percent(ours)}** (learned in {ours['training_seconds']:.0f} s)",
            f"{_percent(linear)} linear; {_percent(diet)} DIET",
        ),
        Row(
            "CLINC150, out of scope refused where 95 % of what is in scope is let in",
            f"≥ {STRANGERS_TARGET} %",
            f"**{refused(ours)}** (n = {ours['strangers']})",
            f"{refused(linear)} linear; {refused(diet)} DIET",
        ),
        Row(
            "CLINC150, calibration error of P(right)",
            "–",
            f"**{ours['calibration']:.3f}** (n = {ours['n'] + ours['strangers']})",
            f"{diet['calibration']:.3f} DIET's confidence",
        ),
    ]


def _rows_of_banking(told: Mapping[str, Any]) -> list[Row]:
    def shares(of: Sequence[Mapping[str, Any]]) -> str:
        each = [100 * one["right"] / one["n"] for one in of]
        return f"{mean(each):.1f} % ({min(each):.1f} to {max(each):.1f})"

    full, few = told["full"], told["few"]
    return [
        Row(
            f"BANKING77, 77 intents, {len(full['ours'])}-fold cross-validation",
            f"≥ {FULL_TARGET} %",
            f"**{shares(full['ours'])}** (n = {sum(one['n'] for one in full['ours'])})",
            f"{shares(full['linear'])} linear",
        ),
        Row(
            f"BANKING77, 10 sentences an intent, {len(few['ours'])} draws",
            f"≥ {FEW_TARGET} %",
            f"**{shares(few['ours'])}**",
            f"{shares(few['linear'])} linear; {shares(few['diet'])} DIET",
        ),
    ]


def _percent(one: Mapping[str, Any]) -> str:
    return f"{100 * one['right'] / one['n']:.1f} %"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """The share that is wrong of what is answered, the surest first."""
    clinc, banking = figures["clinc150"], figures["banking77"]
    curves = {f"CLINC150 with out of scope, {how}": clinc[how] for how in ("ours", "linear", "diet")}
    curves["BANKING77, first fold"] = banking["full"]["ours"][0]
    curves["BANKING77, ten an intent, first draw"] = banking["few"]["ours"][0]
    axes = figure.subplots()
    for name, one in curves.items():
        axes.plot(*np.array(one["risk"]).T * 100, label=name)
    axes.set(xlabel="answered, the surest first, %", ylabel="wrong of those, %", title="risk by coverage")
    axes.legend()
