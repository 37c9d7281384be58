"""How long callers wait: their last sample to the first audible sample of the answer, one call at a time, real time.

End of speech is known to the sample, as the caller's waveform is ours; the answer begins with the first audible 20 ms
that is played, not sent. Calls of several voices ask, answer yes and no, read out numbers, and ask for a person; the
plain approach (benchmarks/plain.py) takes some of the same calls in the same run.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from ivr.settings import Settings
from ivr.simulator.plot import PART_COLOURS
from ivr.simulator.report import AnswerTo, CallReport
from ivr.simulator.scenario import Scenario

from .. import plain
from ..bench import Bench, Row, SkippedError
from ..machine import spread
from ..scripted_calls import run_all, said
from ..voices import VOICES, installed

LONG_CALLS = (
    (
        "Where is my order?",
        "Four two one eight zero seven.",
        "No.",
        "It's five five zero nine one two.",
        "Yes.",
    ),
    (
        "Are you a robot?",
        "Thank you.",
        "Can you tell me when my parcel will arrive?",
        "Seven zero nine three one five.",
        "No, that's wrong.",
        "Four two one eight zero seven.",
        "Yes, that's right.",
    ),
    (
        "Two.",
        "No.",
        "Could you book a table for me?",
        "No.",
        "I'd like to track a package.",
        "Human.",
    ),
)
"""What a caller says one after another; the last of each is not listened to, but for its first second."""
SHORT_CALLS = (
    ("Thank you.", "What are your opening hours on Saturday?"),
    ("I bought a lamp and it has not come yet.", "Human."),
    ("How do I return something?",),
)
SHORT_ANSWERS = {"yes", "no", "two", "human"}
OF_ALL_CALLS, OF_LONG_CALLS = VOICES[:1], VOICES[1:2]
"""Voices that make all calls, and one that makes the long ones."""
PLAIN_VOICES = VOICES[:1]
PLAIN_SILENCE_SECONDS = 0.5
RULES = {"disclosure": {"prompts": ["disclosure", "notice"]}}
"""The shortest opening that may be: more of it would not change what comes after it."""
LATE_SECONDS = 0.02
JOURNAL_SECONDS = 1.0


@dataclass(frozen=True)
class Told:
    """One turn, as it is stored."""

    words: str
    voice: str
    expects: str
    answer_seconds: float | None
    lost: bool
    cut_off: bool
    why: str
    parts: dict[str, float]
    late_seconds: float


def planned(voices: Iterable[str], texts: Sequence[Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Calls as voice and what it says."""
    return [(voice, tuple(call)) for voice in voices for call in texts]


def scenario(folder: Path, voice: str, texts: Sequence[str]) -> Scenario:
    steps: list[object] = ["listen"]
    for text in texts:
        steps += [{"say": str(said(folder, text, voice))}, "listen"]
    last = {"listen": {"max_seconds": 2}}  # longer than any wait for its beginning
    return Scenario.model_validate({"name": voice, "steps": [*steps[:-1], last, "hang_up"], "max_seconds": 200})


def calls_of(planned_calls: Sequence[tuple[str, tuple[str, ...]]], url: str, settings: Settings) -> list[CallReport]:
    """Rings `url` once for each planned call, one call at a time."""
    with tempfile.TemporaryDirectory(prefix="candid-answers-") as folder:
        scenarios = [scenario(Path(folder), voice, call) for voice, call in planned_calls]
        return run_all(scenarios, url, settings, 1)


def told(turn: AnswerTo, voice: str) -> Told:
    timeline = turn.timeline
    lost = turn.answer_seconds is None or not turn.transcript
    return Told(
        words=turn.label.rstrip(".?"),
        voice=voice,
        expects=timeline.expects if timeline else "",
        answer_seconds=turn.answer_seconds,
        lost=lost,
        cut_off=turn.cut_off,
        why=turn.why,
        parts=timeline.parts() if timeline else {},
        late_seconds=timeline.late_seconds if timeline else 0.0,
    )


def summed(turns: Sequence[Told], planned_turns: int, reports: Sequence[CallReport]) -> dict[str, object]:
    """Answer times of the turns that were answered after their end; the others are counted."""
    timed = [turn for turn in turns if turn.answer_seconds is not None and turn.answer_seconds >= 0]
    short = [turn for turn in turns if turn.words in SHORT_ANSWERS]
    return {
        "answer_seconds": spread(_seconds(timed)),
        "turns": len(turns),
        "turns_not_reached": planned_turns - len(turns),
        "not_answered": sum(turn.answer_seconds is None for turn in turns),
        "answered_before_the_end": len(turns) - len(timed) - sum(turn.answer_seconds is None for turn in turns),
        "cut_off": sum(turn.cut_off for turn in turns),
        "short": {
            "answer_seconds": spread(_seconds([turn for turn in timed if turn in short])),
            "turns": len(short),
            "lost": sum(turn.lost for turn in short),
        },
        "by_expectation": _by(timed, lambda turn: turn.expects),
        "by_words": _by(timed, lambda turn: turn.words),
        "by_voice": _by(timed, lambda turn: turn.voice),
        "dead_air_seconds": spread([report.dead_air_seconds for report in reports]),
        "turns_with_a_late_instrument": sum(turn.late_seconds > LATE_SECONDS for turn in turns),
        "worst_lateness_of_the_instrument_seconds": max(turn.late_seconds for turn in turns),
        "each": [asdict(turn) for turn in turns],
    }


def _seconds(turns: Iterable[Told]) -> list[float]:
    return [turn.answer_seconds for turn in turns if turn.answer_seconds is not None]


def _by(turns: Sequence[Told], key: Callable[[Told], str]) -> dict[str, object]:
    groups: dict[str, list[Told]] = defaultdict(list)
    for turn in turns:
        groups[key(turn)].append(turn)
    return {name: spread(_seconds(group)) for name, group in sorted(groups.items())}


def measure(bench: Bench) -> dict[str, object]:
    """Ours on all calls, the plain approach on some of them."""
    if not installed():
        raise SkippedError("the callers' voice is not installed: `make bench-voices`")
    calls = planned(OF_ALL_CALLS, (*LONG_CALLS, *SHORT_CALLS)) + planned(OF_LONG_CALLS, LONG_CALLS)
    with bench.service(RULES) as running:
        figures = _figures(calls, running.public_url, bench.settings)
    fewer = planned(PLAIN_VOICES, (LONG_CALLS[0], SHORT_CALLS[1]))
    with plain.service(bench, PLAIN_SILENCE_SECONDS) as running:
        figures["plain"] = _figures(fewer, running.public_url, bench.settings)
    return figures


def _figures(calls: Sequence[tuple[str, tuple[str, ...]]], url: str, settings: Settings) -> dict[str, object]:
    reports = calls_of(calls, url, settings)
    turns = [told(turn, report.name) for report in reports for turn in report.turns]
    return summed(turns, sum(len(call) for _, call in calls), reports)


def _plain_short(short: Mapping[str, Any]) -> str:
    if not short["turns"]:
        return "none asked"
    return f"p95 {short['answer_seconds']['p95']:.2f} s, {short['lost']} of {short['turns']} lost"


def rows(figures: Mapping[str, Any]) -> list[Row]:
    ours, other = figures["answer_seconds"], figures["plain"]["answer_seconds"]
    short, other_short = figures["short"], figures["plain"]["short"]
    dead_air = figures["dead_air_seconds"]
    silence = f"{PLAIN_SILENCE_SECONDS:g} s of silence"
    missing = figures["not_answered"] + figures["answered_before_the_end"]
    counted = f"n = {ours['n']}, {len(figures['by_words'])} sentences, {len(figures['by_voice'])} voices"
    return [
        Row(
            f"caller's last sample to the first audible sample of the answer, one call ({counted})",
            "p50 ≤ 0.30 s, p95 ≤ 0.50 s",
            f"**p50 {ours['p50']:.2f} s, p95 {ours['p95']:.2f} s** ({missing} not or too soon answered)",
            f"p50 {other['p50']:.2f} s, p95 {other['p95']:.2f} s ({silence}, n = {other['n']})",
        ),
        Row(
            f"short answers: “yes”, “no”, one digit, “human” (n = {short['turns']})",
            "p95 ≤ 0.45 s, none lost",
            f"**p95 {short['answer_seconds']['p95']:.2f} s, {short['lost']} lost**",
            _plain_short(other_short),
        ),
        Row("dead air, the longest in a call", "–", f"p50 {dead_air['p50']:.2f} s (n = {dead_air['n']} calls)"),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Every turn as a bar of what it waited for, from the quickest to the slowest; and the medians of each class."""
    each, classes = figure.subplots(1, 2, width_ratios=[2, 1], sharey=True)
    timed = [turn for turn in figures["each"] if turn["answer_seconds"] is not None and turn["answer_seconds"] >= 0]
    ranked = sorted(timed, key=lambda turn: turn["answer_seconds"])
    _stack(each, [turn["parts"] for turn in ranked], range(len(ranked)), 1.0)
    for rank, style in (("p50", "-"), ("p95", "--")):
        at = figures["answer_seconds"][rank]
        each.axhline(at, color="black", linewidth=0.8, linestyle=style, label=f"{rank} {at:.2f} s")
    each.set_xlabel("turns, from the quickest to the slowest")
    each.set_ylabel("seconds from the caller's last sample to the answer's first")
    each.legend(fontsize="small", loc="upper left")
    groups = {kind: [turn for turn in timed if turn["expects"] == kind] for kind in sorted(figures["by_expectation"])}
    groups["short answers"] = [turn for turn in timed if turn["words"] in SHORT_ANSWERS]
    groups["plain"] = [turn for turn in figures["plain"]["each"] if (turn["answer_seconds"] or -1) >= 0]
    groups = {name: group for name, group in groups.items() if group}
    _stack(classes, [_means(group) for group in groups.values()], range(len(groups)), 0.8)
    names = [f"{name.replace('_', '/')}\nn = {len(group)}" for name, group in groups.items()]
    classes.set_xticks(range(len(groups)), names, fontsize=7)
    classes.set_title("means", fontsize=9)


def _means(turns: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    return {part: sum(turn["parts"][part] for turn in turns) / len(turns) for part in PART_COLOURS}


def _stack(axes: Any, bars: Sequence[Mapping[str, float]], places: Sequence[int], width: float) -> None:
    below = [0.0] * len(bars)
    for part, colour in PART_COLOURS.items():
        heights = [bar[part] for bar in bars]
        label = part if width == 1.0 else None
        axes.bar(places, heights, width, bottom=below, color=colour, label=label, linewidth=0)
        below = [before + height for before, height in zip(below, heights, strict=True)]
