"""How long callers wait for an answer to sentences that no rule was written for, each asked once, one call at a time.

Three of four are small talk of others (CLINC150), one is of our own tasks, in words that the assistant never learned.
It is the last of its call: what followed it would be an answer to a task's own question. Two voices in turn, real time.
End of speech and begin of the answer are known to the sample, as in `answer_time`.
"""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from matplotlib.figure import Figure

from ivr.settings import ROOT

from ..bench import Bench, Row, SkippedError
from ..machine import spread
from ..voices import installed
from .answer_time import Told, calls_of, told

VOICES = ("heart", "low")
SMALL_TALK = (
    "who_made_you", "what_is_your_name", "how_old_are_you", "where_are_you_from", "do_you_have_pets", "tell_joke",
    "what_are_your_hobbies", "who_do_you_work_for", "what_can_i_ask_you", "meaning_of_life", "fun_fact", "greeting",
    "user_name", "weather", "time", "change_ai_name",
)  # fmt: skip
OUR_TASKS = (
    "order_status", "opening_hours", "returns", "return_policy", "change_delivery", "appointment", "bill",
    "report_fault", "change_contact", "nearest_shop", "reset_password", "leave_message", "callback",
)  # fmt: skip
CALLS, TALK_A_CALL, SEED = 32, 3, 26
RULES = {
    "disclosure": {"prompts": ["disclosure", "notice"]},
    # Many of these are for no assistant of a shop: the calls go on all the same.
    "thresholds": {"misses_in_a_row": 5, "misses_in_a_call": 10, "frustration_warn": 50, "frustration_high": 50},
}


def calls_to_ring(shared: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Calls as voice and what it says. Raises SkippedError without CLINC150."""
    path = shared / "clinc150" / "train_val.json"
    if not path.is_file():
        raise SkippedError(f"CLINC150 is not in {shared}")
    draw = random.Random(SEED)  # noqa: S311 - a draw, no secret
    val = json.loads(path.read_text(encoding="utf-8"))["val"]
    talk = [text for text, intent in val if intent in SMALL_TALK and len(text.split()) > 1]
    held_out = yaml.safe_load((ROOT / "rasa_project" / "tests" / "held_out.yml").read_text(encoding="utf-8"))
    ours = [str(text) for intent in OUR_TASKS for text in held_out.get(intent, ()) if len(str(text).split()) > 1]
    return planned(draw.sample(talk, CALLS * TALK_A_CALL), draw.sample(ours, CALLS))


def planned(talk: Sequence[str], ours: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each sentence of ours ends one call."""
    return [
        (VOICES[number % len(VOICES)], (*talk[number * TALK_A_CALL : (number + 1) * TALK_A_CALL], last))
        for number, last in enumerate(ours)
    ]


def measure(bench: Bench) -> dict[str, object]:
    if not installed():
        raise SkippedError("the callers' voice is not installed: `make bench-voices`")
    calls = calls_to_ring(bench.shared("clinc150").parent)
    with bench.service(RULES) as running:
        reports = calls_of(calls, running.public_url, bench.settings)
    turns = [told(turn, report.name) for report in reports for turn in report.turns]
    return figures_of(turns, sum(len(texts) for _, texts in calls))


def figures_of(turns: Sequence[Told], asked: int) -> dict[str, object]:
    timed = [turn.answer_seconds for turn in turns if turn.answer_seconds is not None and turn.answer_seconds >= 0]
    return {
        "answer_seconds": spread(timed),
        "asked": asked,
        "turns": len(turns),
        "cut_off": sum(turn.cut_off for turn in turns),
        "not_answered": sum(turn.answer_seconds is None for turn in turns),
        "each": [
            {"words": turn.words, "voice": turn.voice, "answer_seconds": turn.answer_seconds, "why": turn.why}
            | {"cut_off": turn.cut_off, "parts": turn.parts}
            for turn in turns
        ],
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    spread_of, turns = figures["answer_seconds"], figures["turns"]
    what = f"answer to sentences that no rule was written for, asked once (n = {spread_of['n']}, two voices)"
    measured = f"**p50 {spread_of['p50']:.2f} s, p95 {spread_of['p95']:.2f} s**"
    cut = f"**{100 * figures['cut_off'] / turns:.1f} %** ({figures['cut_off']} of {turns})"
    return [
        Row(what, "p50 ≤ 0.30 s, p95 ≤ 0.50 s", measured),
        Row("of these callers, cut off so that they notice it", "≤ 1 %", cut),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    axes = figure.subplots()
    ranked = sorted(turn["answer_seconds"] for turn in figures["each"] if (turn["answer_seconds"] or -1) >= 0)
    axes.plot(range(len(ranked)), ranked)
    for rank, style in (("p50", "-"), ("p95", "--")):
        at = figures["answer_seconds"][rank]
        axes.axhline(at, color="black", linewidth=0.8, linestyle=style, label=f"{rank} {at:.2f} s")
    axes.set(xlabel="answers, from the quickest to the slowest", ylabel="seconds after the caller's last sample")
    axes.legend()
