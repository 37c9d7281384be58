"""How soon the assistant falls silent when a caller speaks over it, and whether a mere "mm-hm" silences it for good.

Callers begin somewhere within an eight-second prompt, each in a call of its own through the whole service in real time.
Interruptions: from the caller's first sample to the last audible sample of the assistant, on the playback clock.
Backchannels and noises: the prompt is never stopped, or goes on within RESUMES_SECONDS; the gap is what the caller
hears of it.
"""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ivr.audio import RATE, SPEECH_DBFS, Samples, samples_of, write_mono
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import Scenario
from ivr.simulator.timeline import ONSET_PEAK
from ivr.simulator.transport import FRAME_SECONDS

from .. import noise
from ..bench import Bench, Row
from ..machine import spread
from ..scripted_calls import LONG_PROMPT, run_all, said, spoken_over, until_long_prompt
from .human import ANSWERED_SECONDS, VOICES, opening_seconds

INTERRUPTIONS = (
    "wait",
    "stop",
    "no",
    "hello",
    "excuse me",
    "hold on",
    "where is my order",
    "I have a question",
    "can I ask you something",
    "that's not what I want",
    "what are your opening hours",
    "I want to talk to a human",
)
BACKCHANNELS = ("okay", "right", "thank you", "yeah", "I see", "alright")
NOISES = ("mm-hm", "cough", "knock", "hiss", "breath")
"""Each as often as there are voices; "mm-hm" is hummed, since no synthesised voice can say it."""
EARLIEST_SECONDS, LATEST_SECONDS = 0.5, 4.5
"""When the caller begins, counted from the beginning of the prompt."""
STAYS_SECONDS = {"interruption": 2.5, "backchannel": 4.5, "noise": 4.5}
RESUMES_SECONDS = 3.0
NEVER_SECONDS = 99.0
CALLS_AT_ONCE = 12
TARGET_P95_SECONDS = 0.35


@dataclass(frozen=True)
class Trial:
    kind: str
    """interruption | backchannel | noise"""
    what: str
    voice: str
    after_seconds: float


@dataclass(frozen=True)
class Outcome:
    """What the assistant did from the caller's first sample on, in seconds."""

    silent_after: float | None
    """None: it was not stopped."""
    gap: float
    """The silence until the same prompt went on; 0 when it was not stopped."""
    went_on: bool


def trials(seed: int = 2) -> list[Trial]:
    chance = Random(seed)  # noqa: S311  # not a secret
    every = [("interruption", words, voice) for words in INTERRUPTIONS for voice in VOICES]
    every += [("backchannel", words, voice) for words in BACKCHANNELS for voice in VOICES]
    every += [("noise", name, str(number)) for name in NOISES for number in range(len(VOICES))]
    chance.shuffle(every)
    return [Trial(*one, round(chance.uniform(EARLIEST_SECONDS, LATEST_SECONDS), 2)) for one in every]


def noise_of(name: str, number: int) -> bytes:
    """One sound, different with each number."""
    made: dict[str, Samples] = {
        "mm-hm": noise.hummed_assent(95.0 + 20 * number),
        "cough": _cough(number),
        "knock": noise.clicks(1.2, number),
        "hiss": noise.levelled(noise.pink(0.8, number), -28.0),
        "breath": noise.breathing(1.5, number)[RATE // 2 :],
    }
    return noise.on_the_line(made[name])


def _cough(number: int) -> Samples:
    """Two bursts of noise with a throat's resonances, sudden, then fading."""
    at = np.arange(round(0.3 * RATE)) / RATE
    burst = (1 - np.exp(-at * 400)) * np.exp(-at * (12 + number))
    coughs = [noise.throat(noise.white(0.3, 10 * number + part)) * burst.astype(np.float32) for part in range(2)]
    pause = np.zeros(round(0.12 * RATE), dtype=np.float32)
    return noise.levelled(np.concatenate([coughs[0], pause, coughs[1]]), SPEECH_DBFS - 2)


def scenario(trial: Trial, opening: float, folder: Path) -> Scenario:
    if trial.kind == "noise":
        recording = folder / f"{trial.what}_{trial.voice}.wav"
        write_mono(recording, noise_of(trial.what, int(trial.voice)))
    else:
        recording = said(folder, trial.what, trial.voice)
    return Scenario.model_validate(
        {
            "name": f"{trial.kind}, {trial.voice}: {trial.what}",
            "steps": [
                *until_long_prompt(ANSWERED_SECONDS + opening),
                {"wait": trial.after_seconds},
                {"say": {"recording": str(recording), "over": True}},
                {"wait": STAYS_SECONDS[trial.kind]},
                "hang_up",
            ],
        }
    )


def outcome(report: CallReport) -> Outcome | None:
    """None when the caller did not begin over the prompt: nothing was to be stopped."""
    turn = spoken_over(report)
    if turn is None or not turn.over_the_assistant:
        return None
    cleared = next((at for at in report.clears_at_seconds if at >= turn.began_seconds), None)
    if cleared is None or turn.barge_in_seconds is None:
        return Outcome(None, 0.0, went_on=True)
    heard = np.abs(samples_of(report.assistant_pcm)) * 32768 > ONSET_PEAK
    after = np.flatnonzero(heard[round((cleared + FRAME_SECONDS) * RATE) :])
    gap = NEVER_SECONDS
    if after.size:
        gap = cleared + FRAME_SECONDS + float(after[0]) / RATE - turn.began_seconds - turn.barge_in_seconds
    again = any(line.prompt == LONG_PROMPT and line.at_seconds > cleared for line in report.lines)
    went_on = again and report.reason is None and gap <= RESUMES_SECONDS
    return Outcome(turn.barge_in_seconds, round(gap, 3), went_on)


def measure(bench: Bench) -> dict[str, object]:
    wanted = trials()
    opening = opening_seconds(bench.settings)
    with tempfile.TemporaryDirectory(prefix="candid-barge-in-") as place, bench.service() as running:
        scenarios = [scenario(trial, opening, Path(place)) for trial in wanted]
        reports = run_all(scenarios, running.public_url, bench.settings, CALLS_AT_ONCE)
    return figures_of(wanted, reports)


def figures_of(wanted: list[Trial], reports: list[CallReport]) -> dict[str, object]:
    judged = [(trial, outcome(report)) for trial, report in zip(wanted, reports, strict=True)]
    known = [(trial, one) for trial, one in judged if one is not None]
    stops = [one.silent_after for t, one in known if t.kind == "interruption" and one.silent_after is not None]
    not_stopped = [f"{t.what} ({t.voice})" for t, one in known if t.kind == "interruption" and one.silent_after is None]
    others = [(trial, one) for trial, one in known if trial.kind != "interruption"]
    kept = Counter(trial.what for trial, one in others if one.went_on)
    of = Counter(trial.what for trial, _ in others)
    lateness = max(report.worst_lateness_seconds for report in reports)
    return {
        "interruptions": len(stops) + len(not_stopped),
        "stopped_seconds": spread(stops),
        "stopped_sorted": sorted(stops),
        "not_stopped": not_stopped,
        "others": len(others),
        "others_never_stopped": sum(one.silent_after is None for _, one in others),
        "others_went_on": sum(one.went_on for _, one in others),
        "went_on_by_what": {what: f"{kept[what]}/{count}" for what, count in sorted(of.items())},
        "gap_seconds": spread([one.gap for _, one in others if one.went_on and one.silent_after is not None] or [0.0]),
        "stopped_for_good": [f"{t.what} ({t.voice})" for t, one in others if not one.went_on],
        "discarded": len(judged) - len(known),
        "calls_at_once": CALLS_AT_ONCE,
        "worst_lateness_of_the_instrument_seconds": lateness,
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    stop, gap = figures["stopped_seconds"], figures["gap_seconds"]
    share = 100 * figures["others_went_on"] / figures["others"]
    return [
        Row(
            "barge-in: caller's first sample to the last audible sample of the assistant",
            "p95 ≤ 0.35 s",
            f"**p50 {stop['p50']:.2f} s, p95 {stop['p95']:.2f} s** (n = {figures['interruptions']}, "
            f"{len(figures['not_stopped'])} not stopped)",
        ),
        Row(
            '"mm-hm", "okay", "thank you", coughs and noises do not silence it: never stopped, or it goes on',
            "100 %",
            f"**{share:.0f} %** (n = {figures['others']}, {figures['others_never_stopped']} never stopped; "
            f"the gap p50 {gap['p50']:.2f} s, p95 {gap['p95']:.2f} s)",
        ),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    times, shares = figure.subplots(1, 2)
    stops = figures["stopped_sorted"]
    times.step(stops, [(place + 1) / len(stops) for place in range(len(stops))], where="post")
    times.axvline(TARGET_P95_SECONDS, color="grey", linestyle=":")
    times.axhline(0.95, color="grey", linestyle=":")
    times.set(
        title=f"barge-in, {figures['interruptions']} calls",
        xlabel="seconds from the caller's first sample to silence",
        ylabel="share of those stopped",
        ylim=(0, 1.02),
        xlim=(0, None),
    )
    by_what = figures["went_on_by_what"]
    values = [100 * int(kept.split("/")[0]) / int(kept.split("/")[1]) for kept in by_what.values()]
    shares.barh(list(by_what), values)
    shares.set(title="the prompt was never stopped, or went on", xlabel="%", xlim=(0, 100))
    shares.invert_yaxis()
