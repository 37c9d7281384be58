"""Whether a caller who says "human" over the assistant, in noise, reaches a person, and how soon.

Ten ways to say it, in eight voices, in five noises at 10 dB, at different moments of an eight-second prompt, each in a
call of its own through the whole service in real time. A trial counts as reached when the hand-off was saved because
the caller asked and the connecting line was heard; the time runs from the caller's last sample, and from the first.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ivr.audio import RATE, SPEECH_DBFS, Samples, write_mono
from ivr.settings import Settings
from ivr.simulator.report import AnswerTo, CallReport
from ivr.simulator.scenario import Scenario
from ivr.written.prompts import PromptLibrary
from ivr.written.rules_file import read_rules

from .. import noise
from ..bench import Bench, Row
from ..machine import spread
from ..scripted_calls import OPENING, run_all, said, spoken_over, until_long_prompt
from ..voices import speech

WORDS = (
    "human",
    "agent",
    "operator",
    "representative",
    "a person please",
    "a real person please",
    "I want to talk to a human",
    "can I speak to a person",
    "let me talk to an agent",
    "connect me to someone please",
)
VOICES = ("heart", "brisk", "low", "deep-slow", "lively", "bright", "low-brisk", "slow")
OTHERS_SAY = (
    "where is my order",
    "I would like to know when the parcel will come",
    "what are your opening hours on saturday",
    "my order number is four two one eight oh seven",
    "no I have not tried that yet",
    "we could meet on Tuesday after lunch if that suits you",
)
"""What the babble is made of: nobody in it asks for a person."""
SNR_DB = 10.0
NOISE_SECONDS = 40.0
CALLS_AT_ONCE = 6
EARLIEST_SECONDS, LATEST_SECONDS = 0.3, 3.0
"""When the caller begins, counted from the beginning of the prompt."""
ANSWERED_SECONDS = 0.7
"""From the caller's first frame to the beginning of the disclosure. The moment is counted by the clock and not by the
prompt: noise that stops the prompt does not stop the caller."""
STAYS_SECONDS = 2.5
TARGET_SHARE, TARGET_P95_SECONDS = 0.99, 1.0


@dataclass(frozen=True)
class Trial:
    words: str
    voice: str
    noise: str
    after_seconds: float
    """From the beginning of the prompt that is spoken over."""


def trials(noises: Iterable[str], seed: int = 1) -> list[Trial]:
    """Every voice with every wording in every noise, in an order and at moments drawn from the seed."""
    chance = Random(seed)  # noqa: S311  # not a secret
    every = [(words, voice, name) for words in WORDS for voice in VOICES for name in noises]
    chance.shuffle(every)
    return [Trial(*one, round(chance.uniform(EARLIEST_SECONDS, LATEST_SECONDS), 2)) for one in every]


def noises(seconds: float = NOISE_SECONDS) -> dict[str, Samples]:
    """Name → a stretch of it; hold music only where Debian's is to be had."""
    others = [speech(text, voice) for text in OTHERS_SAY for voice in VOICES]
    made = {
        "street": noise.street(seconds, 1),
        "babble": noise.babble(others, seconds, 2),
        "pink": noise.pink(seconds, 3),
        "white": noise.white(seconds, 4),
    }
    music = noise.hold_music()
    pieces = [noise.levelled(piece[20 * RATE : 30 * RATE]) for piece in music]
    return made | {"music": np.concatenate(pieces) if music else noise.made_up_music(seconds, 5)}


def scenario(trial: Trial, number: int, behind: Samples, opening_seconds: float, folder: Path) -> Scenario:
    """The noise is behind the caller from the first frame to the last; each call has another stretch of it."""
    line = folder / f"{trial.noise}_{number}.wav"
    write_mono(line, noise.on_the_line(np.roll(behind, number * 7919 * RATE // 1000)))
    recording = str(said(folder, trial.words, trial.voice))
    return Scenario.model_validate(
        {
            "name": f"{trial.voice}, {trial.noise}: {trial.words}",
            "line": {"noise": str(line), "noise_dbfs": SPEECH_DBFS - SNR_DB},
            "steps": [
                *until_long_prompt(ANSWERED_SECONDS + opening_seconds),
                {"wait": trial.after_seconds},
                {"say": {"recording": recording, "over": True}},
                {"wait": STAYS_SECONDS},
                "hang_up",
            ],
        }
    )


def opening_seconds(settings: Settings) -> float:
    prompts = PromptLibrary(settings.prompts_dir, "en", read_rules(settings.rules_file).company)
    return sum(prompts.clip(name).seconds for name in OPENING)


def connected_after(report: CallReport) -> float | None:
    """Seconds from the caller's last sample to the connecting line, if the caller was understood; else None."""
    turn = spoken_over(report)
    heard = [line.at_seconds for line in report.lines if line.prompt == "connecting"]
    if turn is None or not heard or report.reason != "caller_asked" or heard[0] < turn.began_seconds:
        return None
    return round(heard[0] - turn.ended_seconds, 3)


def measure(bench: Bench) -> dict[str, object]:
    stretches = noises()
    wanted = trials(stretches)
    opening = opening_seconds(bench.settings)
    with tempfile.TemporaryDirectory(prefix="candid-human-") as place, bench.service() as running:
        scenarios = [
            scenario(trial, number, stretches[trial.noise], opening, Path(place)) for number, trial in enumerate(wanted)
        ]
        reports = run_all(scenarios, running.public_url, bench.settings, CALLS_AT_ONCE)
    return figures_of(wanted, reports)


@dataclass(frozen=True)
class Judged:
    """A trial in which the caller spoke."""

    trial: Trial
    report: CallReport
    turn: AnswerTo
    seconds: float | None
    """To the connecting line; None when they did not reach a person."""

    @property
    def words_seconds(self) -> float:
        return self.turn.ended_seconds - self.turn.began_seconds


def figures_of(wanted: list[Trial], reports: list[CallReport]) -> dict[str, object]:
    """Shares and seconds; of each miss what was understood instead, which is the benchmark's own words only.

    A call in which the caller never came to speak (no room, an engine that failed before) is discarded, and told.
    """
    judged = [
        Judged(trial, report, turn, connected_after(report))
        for trial, report in zip(wanted, reports, strict=True)
        if (turn := spoken_over(report))
    ]
    reached = [(one, one.seconds) for one in judged if one.seconds is not None]
    seconds = sorted(seconds for _, seconds in reached)
    by_noise = {name: [s for one, s in reached if one.trial.noise == name] for name in {t.noise for t in wanted}}
    return {
        "trials": len(judged),
        "discarded": len(wanted) - len(judged),
        "reached": len(reached),
        "reached_share": round(len(reached) / len(judged), 4),
        "snr_db": SNR_DB,
        "calls_at_once": CALLS_AT_ONCE,
        "from_last_sample_seconds": spread(seconds),
        "from_first_sample_seconds": spread([s + one.words_seconds for one, s in reached]),
        "words_seconds": spread([one.words_seconds for one in judged]),
        "seconds_by_noise": {name: spread(of_it) for name, of_it in sorted(by_noise.items()) if of_it},
        "reached_by": {field: _shares(judged, field) for field in ("noise", "voice", "words")},
        "missed": [_instead(one) for one in judged if one.seconds is None],
        "worst_lateness_of_the_instrument_seconds": max(report.worst_lateness_seconds for report in reports),
        "answers_sorted": seconds,
    }


def _instead(one: Judged) -> dict[str, object]:
    trial, turn = one.trial, one.turn
    return {
        "words": trial.words,
        "voice": trial.voice,
        "noise": trial.noise,
        "transcript": turn.transcript,
        "confidence": turn.transcript_confidence,
        "outcome": turn.outcome or "no turn",
        "reason": one.report.reason,
    }


def _shares(judged: list[Judged], field: str) -> dict[str, str]:
    of = Counter(getattr(one.trial, field) for one in judged)
    reached = Counter(getattr(one.trial, field) for one in judged if one.seconds is not None)
    return {name: f"{reached[name]}/{count}" for name, count in sorted(of.items())}


def rows(figures: Mapping[str, Any]) -> list[Row]:
    last, first = figures["from_last_sample_seconds"], figures["from_first_sample_seconds"]
    share = 100 * figures["reached_share"]
    return [
        Row(
            f'"human" and nine other ways to ask for a person, over a prompt, in noise at {figures["snr_db"]:.0f} dB, '
            "in 8 voices: reached",
            "≥ 99 % of ≥ 400",
            f"**{share:.1f} %** ({figures['reached']} of {figures['trials']}, {figures['discarded']} discarded; "
            + ", ".join(f"{name} {count}" for name, count in figures["reached_by"]["noise"].items())
            + ")",
        ),
        Row(
            "the same, caller's last sample to the first audible sample of the connecting line",
            "p95 ≤ 1.0 s",
            f"**p50 {last['p50']:.2f} s, p95 {last['p95']:.2f} s**; from the first sample of the words p50 "
            f"{first['p50']:.2f} s, p95 {first['p95']:.2f} s ({figures['calls_at_once']} calls at once)",
        ),
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    times, shares = figure.subplots(1, 2)
    answers = figures["answers_sorted"]
    times.step(answers, [(place + 1) / figures["trials"] for place in range(len(answers))], where="post")
    times.axvline(TARGET_P95_SECONDS, color="grey", linestyle=":")
    times.axhline(TARGET_SHARE, color="grey", linestyle=":")
    times.set(
        title=f"“human” in noise at {figures['snr_db']:.0f} dB, {figures['trials']} calls",
        xlabel="seconds from the caller's last sample to the connecting line",
        ylabel="share of all trials",
        ylim=(0, 1.02),
    )
    labels, values = [], []
    for field in ("noise", "voice"):
        for name, reached in figures["reached_by"][field].items():
            count, of = map(int, reached.split("/"))
            labels.append(name)
            values.append(100 * count / of)
    shares.barh(labels, values)
    shares.axvline(100 * TARGET_SHARE, color="grey", linestyle=":")
    shares.set(title="reached, by noise and voice", xlabel="%", xlim=(min(90.0, *values) - 2, 100))
    shares.invert_yaxis()
