"""Policies for the end of a turn, compared on what the real engines make of each pause and each end.

The recordings are those of `hesitations`. No call is placed: `turn_evidence` asks transcriber, Rasa and, if given,
smart-turn once, and any policy is then judged in a second. It shows what the words can tell; what callers notice is
measured by `cut_offs`. `python -m benchmarks.turns.completion_study` prints it all, for what was collected so far.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
import numpy as np
from matplotlib.figure import Figure

from ivr.core.heard.completion import Evidence, completion
from ivr.core.record import Awaited, Expects, Transcript, Understanding
from ivr.core.rules import Timing
from tests.english import ENGLISH

from ..bench import Bench, Row, SkippedError
from ..machine import spread
from ..voices import installed
from .hesitant_sentences import HARD
from .turn_evidence import Point, collect, kept

SOONEST_SECONDS = 0.22
"""Words and intent are there: 0.1 s of silence, then transcription and parse."""
ANSWER_SECONDS = 0.08
"""From the end of a turn to its answer's first sample."""
SILENCES_SECONDS = (0.3, 0.5, 0.8, 1.2)
FOLDS = 5
DOUBTS = (0.1, 0.3, 0.5, 0.7)
"""smart-turn's probability under which a turn may go on."""
LONGER_SECONDS = (0.42, 0.6, 0.9)

Policy = Callable[[Point], float]
"""The silence in seconds that ends a turn."""


def ours(point: Point, timing: Timing | None = None) -> float:
    """The core's own function, with the default rules."""
    known = Evidence(
        Transcript(point.text, point.confidence),
        Understanding(point.intent, point.intent_confidence) if point.text else None,
        point.speech_seconds,
    )
    return completion(Expects(Awaited(point.awaited), point.digits), known, timing or Timing(), ENGLISH).after_seconds


def with_smart_turn(point: Point, doubt: float, longer_seconds: float) -> float:
    """Ours, and no less than `longer_seconds` where smart-turn doubts that the turn is complete."""
    wait = ours(point)
    return max(wait, longer_seconds) if next(iter(point.smart_turn.values()), 1.0) < doubt else wait


def with_history(point: Point) -> float:
    """Ours, and no less than 1.2 times the longest pause that this caller has made in the turn."""
    return max(ours(point), min(1.2 * max(point.earlier_pauses, default=0.0), Timing().unfinished_after_seconds))


def judged(policy: Policy, points: Sequence[Point], timing: Timing | None = None) -> dict[str, Any]:
    """Shares of pauses, and the waits at true ends."""
    back_within = ANSWER_SECONDS + (timing or Timing()).take_back_within_seconds
    pauses, ends = [p for p in points if not p.is_end], [p for p in points if p.is_end]
    waits = np.array([max(SOONEST_SECONDS, policy(p)) for p in pauses])
    silent = np.array([p.silent_seconds for p in pauses])
    begun = waits + ANSWER_SECONDS < silent
    late = waits + back_within < silent
    answers = [max(SOONEST_SECONDS, policy(p)) + ANSWER_SECONDS for p in ends]
    return {
        "pauses": len(pauses),
        "answers_begun_percent": _percent(begun),
        "too_late_to_take_back_percent": _percent(late),
        "answer_seconds": spread(answers) if answers else None,
    }


def _percent(flags: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
    return round(100 * float(flags.mean()), 1) if flags.size else 0.0


def split(policy: Policy, points: Sequence[Point]) -> dict[str, Any]:
    """A policy on all, by source, by kind of pause and by what was awaited."""
    parts = {"all": list(points), "all but hard pauses": [p for p in points if p.kind != HARD]}
    for name in ("source", "awaited"):
        for value in sorted({getattr(p, name) for p in points}):
            parts[f"{name}: {value}"] = [p for p in points if getattr(p, name) == value]
    for kind in sorted({p.kind for p in points if not p.is_end}):
        parts[f"pause: {kind}"] = [p for p in points if p.kind == kind]
    return {name: judged(policy, of) for name, of in parts.items()}


def fitted_smart_turn(points: Sequence[Point]) -> dict[str, Any]:
    """smart-turn's two parameters chosen on four fifths of the speakers' turns and judged on the rest, five times.

    Chosen for the fewest answers begun among those whose p95 of waiting is within 0.5 s.
    """
    names = sorted({p.recording for p in points})
    fold_of = {name: place % FOLDS for place, name in enumerate(names)}
    waits: dict[tuple[str, int], float] = {}
    choices = [(doubt, longer) for doubt in DOUBTS for longer in LONGER_SECONDS]
    chosen = []
    for fold in range(FOLDS):
        learn = [p for p in points if fold_of[p.recording] != fold]
        best = min(choices, key=lambda choice: _cost(choice, learn))
        chosen.append(best)
        for p in points:
            if fold_of[p.recording] == fold:
                waits[p.recording, p.number] = with_smart_turn(p, *best)
    return judged(lambda p: waits[p.recording, p.number], points) | {"chosen": chosen}


def _cost(choice: tuple[float, float], points: Sequence[Point]) -> tuple[bool, float]:
    found = judged(lambda p: with_smart_turn(p, *choice), points)
    return found["answer_seconds"]["p95"] > 0.5 + 1e-6, found["answers_begun_percent"]


def evaluated(points: Sequence[Point]) -> dict[str, Any]:
    figures: dict[str, Any] = {"silences": len(points), "ours": split(ours, points)}
    figures["silence_alone"] = {
        f"{seconds:g}": judged(lambda p, seconds=seconds: seconds, points) for seconds in SILENCES_SECONDS
    }
    unsure = (0.2, 0.3, 0.42, 0.6, 0.8, 1.0)
    figures["by_unsure_wait"] = {f"{seconds:g}": judged(_unsure(seconds), points) for seconds in unsure}
    figures["with_history"] = judged(with_history, points)
    told = [p for p in points if p.smart_turn]
    if told:
        figures["same_without_smart_turn"] = judged(ours, told)
        figures["with_smart_turn"] = fitted_smart_turn(told)
    return figures


def _unsure(seconds: float) -> Policy:
    timing = Timing(unsure_after_seconds=seconds)
    return lambda point: ours(point, timing)


def measure(bench: Bench) -> dict[str, object]:
    """Collected anew: some minutes. Without smart-turn."""
    if not installed():
        raise SkippedError("the callers' voice is not installed: `make bench-voices`")
    return evaluated(asyncio.run(collect()))


def rows(figures: Mapping[str, Any]) -> list[Row]:
    ours_, plain = figures["ours"]["all"], figures["silence_alone"]
    soft = figures["ours"]["all but hard pauses"]
    return [
        Row(
            f"by the words alone: answers begun in {ours_['pauses']} pauses (of those not after a whole sentence); "
            "answer at the end, p50 / p95",
            "–",
            f"{ours_['answers_begun_percent']:.1f} % ({soft['answers_begun_percent']:.1f} %); "
            f"{ours_['answer_seconds']['p50']:.2f} / {ours_['answer_seconds']['p95']:.2f} s",
            ", ".join(f"{one['answers_begun_percent']:.0f} % at {seconds} s" for seconds, one in plain.items()),
        )
    ]  # fmt: skip


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    axes = figure.subplots()
    for name, label, colour in (
        ("silence_alone", "silence alone", "grey"),
        ("by_unsure_wait", "this service, by the wait when unsure", "tab:blue"),
    ):
        found = list(figures[name].values())
        for quantile, style in (("p50", "o-"), ("p95", "o--")):
            delays = [one["answer_seconds"][quantile] for one in found]
            axes.plot(delays, [one["answers_begun_percent"] for one in found], style, color=colour,
                      label=f"{label}, {quantile}")  # fmt: skip
    axes.set_xlabel("caller's last sample to the answer's first, seconds")
    axes.set_ylabel("answers begun in a pause, % of pauses")
    axes.legend(fontsize="small")


@click.command()
def main() -> None:
    """Print what each policy comes to on the silences collected so far."""
    figures = evaluated(kept())
    for name, one in figures["ours"].items():
        click.echo(f"ours, {name:34}{_told(one)}")
    for name in ("silence_alone", "by_unsure_wait"):
        for value, one in figures[name].items():
            click.echo(f"{name} {value:>5} s{'':26}{_told(one)}")
    for name in ("with_history", "same_without_smart_turn", "with_smart_turn"):
        if name in figures:
            click.echo(f"{name:40}{_told(figures[name])}  {figures[name].get('chosen', '')}")


def _told(one: Mapping[str, Any]) -> str:
    ends = one["answer_seconds"]
    waits = f"answers p50 {ends['p50']:.2f} p95 {ends['p95']:.2f} n {ends['n']}" if ends else ""
    begun, late = one["answers_begun_percent"], one["too_late_to_take_back_percent"]
    return f"begun {begun:5.1f} %  too late {late:4.1f} % of {one['pauses']:4}  {waits}"


if __name__ == "__main__":
    main()
