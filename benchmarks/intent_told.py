"""What `benchmarks.intent` measured, as rows of the table and as a plot."""

from collections.abc import Mapping, Sequence
from statistics import mean
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from .bench import Row

CLINC_TARGET, STRANGERS_TARGET, FULL_TARGET, FEW_TARGET, SPOKEN_TARGET = 96.5, 92, 94.5, 88, 93


def rows(figures: Mapping[str, Any]) -> list[Row]:
    own = _own(figures["own"])
    clinc = _clinc(figures["clinc150"]) if "clinc150" in figures else []
    return [*clinc, *(_banking(figures["banking77"]) if "banking77" in figures else []), *own]


def _clinc(told: Mapping[str, Any]) -> list[Row]:
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


def _banking(told: Mapping[str, Any]) -> list[Row]:
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


def _own(own: Mapping[str, Any]) -> list[Row]:
    seconds = own["parse_seconds"]
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


def _percent(one: Mapping[str, Any]) -> str:
    return f"{100 * one['right'] / one['n']:.1f} %"


def _understood(one: Mapping[str, Any]) -> str:
    return f"{100 * one['understood'] / one['asked']:.1f} % ({one['understood']} of {one['asked']})"


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Left, the share that is wrong of what is answered; right, which of our own intents are taken for which."""
    left, right = figure.subplots(1, 2)
    for name, told in _curves(figures):
        left.plot(*np.array(told["risk"]).T * 100, label=name)
    left.set(xlabel="answered, the surest first, %", ylabel="wrong of those, %", title="risk by coverage", ylim=(0, 15))
    left.legend()
    _draw_confusion(right, figures["own"])


def _curves(figures: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = [("our own, spoken, quiet line", figures["own"]["silence"]), ("our own, street", figures["own"]["street"])]
    if "clinc150" in figures:
        found += [("CLINC150 with out of scope", figures["clinc150"]["ours"])]
        found += [("the same, DIET", figures["clinc150"]["diet"])]
    if "banking77" in figures:
        found.append(("BANKING77, first fold", figures["banking77"]["full"]["ours"][0]))
    return found


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
