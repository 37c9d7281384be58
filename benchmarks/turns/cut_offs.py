"""How often callers who stop to think are cut off, and how long those who have finished wait: real time, real service.

The recordings are those of `hesitations` in our own voices, several calls at a time. An answer that begins
in a pause is taken back when the caller goes on soon, and both parts of what was said are one turn. Later the answer
stops, too, but what follows is a turn of its own. A cut-off is what the caller notices: both talk for more than 0.4 s,
or words are lost.
"""

import asyncio
import itertools
import re
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ivr.audio import RATE, write_mono
from ivr.core.record import Awaited
from ivr.settings import Settings
from ivr.simulator.call import Service, run_call
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.network import NetworkTransport
from ivr.simulator.report import AnswerTo, CallReport
from ivr.simulator.scenario import Scenario
from ivr.simulator.timeline import is_audible, speech_span
from tests.english import ENGLISH

from .. import plain
from ..bench import Bench, Row, SkippedError
from ..machine import spread
from ..voices import installed
from .hesitations import HESITANT_VOICES, Recording, spoken

digits_in = ENGLISH.answers.digits_in

CALLS_AT_ONCE = 3
VOICES_OF_EACH = 1
"""Of the HESITANT_VOICES that say each sentence."""
PLAIN_SHARE = 8
"""One of so many calls is placed with the plain approach as well, for each of its silences."""
NEVER_SECONDS = 3600.0
FRAME_BYTES = 320
_ABOUT_AN_ORDER = re.compile(
    r"^(?!.*(?:help|return|wrong|one of the chairs|spoke to)).*(?:order|parcel|deliver|bench|chairs|lamp I)"
)
"""What our assistant answers with the question for its number."""


@dataclass(frozen=True)
class Silence:
    """What came of one pause of a caller's."""

    kind: str
    seconds: float
    expects: str
    answered: bool
    """The assistant was heard in it, or had been committed to what was said before it."""
    taken_back: bool
    """The answer; what was said before and after the pause became one turn."""
    noticed: bool


@dataclass(frozen=True)
class Heard:
    """What came of one recording."""

    name: str
    silences: list[Silence]
    cut_off: bool
    answer_seconds: float | None
    why: str


def chosen(made: Sequence[Recording]) -> list[Recording]:
    """The first voices of each hesitant sentence."""
    hesitant = [one for one in made if one.pauses]
    return [one for place, one in enumerate(hesitant) if place % HESITANT_VOICES < VOICES_OF_EACH]


def planned(recordings: Sequence[Recording]) -> list[list[Recording]]:
    """Turns of each call, so that each is said when its answer is awaited: what asks for an order last of what is said
    freely, then its number, then the yes or no to that."""
    freely = [one for one in recordings if one.expects.kind is Awaited.FREE]
    numbered = [one for one in freely if len(digits_in(one.text)) > 1]
    orders = [one for one in freely if one not in numbered and _ABOUT_AN_ORDER.search(one.text)]
    others = [one for one in freely if one not in numbered and one not in orders]
    numbers = [one for one in recordings if one.expects.kind is Awaited.DIGITS]
    confirming = [one for one in recordings if one.expects.kind is Awaited.YES_NO]
    calls = []
    while numbered or orders or others:
        call = [others.pop()] if others else []
        if numbered:
            call += [numbered.pop(), *([confirming.pop()] if confirming else [])]
        elif orders:
            call += [orders.pop(), *([numbers.pop()] if numbers else [])]
            call += [confirming.pop()] if confirming and len(digits_in(call[-1].text)) > 1 else []
        calls.append(call)
    return calls


def scenario(turns: Sequence[Recording], folder: Path) -> Scenario:
    steps: list[object] = ["listen"]
    for turn in turns:
        path = folder / f"{turn.name}.wav"
        if not path.exists():
            write_mono(path, turn.pcm)
        steps += [{"say": {"recording": path.name}}, "listen"]
    return Scenario.model_validate(
        {"name": turns[0].name, "steps": [*steps, "hang_up"], "max_seconds": 240, "folder": folder}
    )


def judged(recording: Recording, turn: AnswerTo, report: CallReport) -> Heard:
    """A recording's pauses on the call's clock, and what the assistant did in each."""
    last = speech_span(recording.pcm)[1]
    taken_back = turn.timeline.taken_back if turn.timeline else []
    silences = []
    for pause in recording.pauses:
        since, until = (turn.ended_seconds - (last - at) / RATE for at in (pause.start, pause.end))
        heard = _is_heard(report.assistant_pcm, since, until)
        back = any(since < at < until + 1.2 for at in taken_back)
        expects = turn.timeline.expects if turn.timeline else ""
        noticed = heard and turn.cut_off
        silences.append(Silence(pause.kind, pause.seconds, expects, heard, heard and back and not noticed, noticed))
    why = turn.timeline.why if turn.timeline else ""
    answered = turn.answer_seconds if turn.answer_seconds is not None and turn.answer_seconds > 0 else None
    return Heard(recording.name, silences, turn.cut_off, answered, why)


def _is_heard(assistant_pcm: bytes, since: float, until: float) -> bool:
    """Whether the assistant begins to sound between two moments of the call."""
    frames = [
        is_audible(assistant_pcm[at * FRAME_BYTES : (at + 1) * FRAME_BYTES])
        for at in range(max(0, int(since / 0.02) - 1), int(until / 0.02) + 1)
    ]
    return any(now and not before for before, now in itertools.pairwise(frames))


async def _placed(turns: Sequence[Recording], url: str, service: Service, folder: Path) -> list[Heard]:
    transport = NetworkTransport(url)
    try:
        report = await run_call(scenario(turns, folder), transport, service)
    finally:
        await transport.aclose()
    by_label = {turn.label: turn for turn in report.turns}
    found = [(one, by_label.get(one.name.replace("_", " "))) for one in turns]
    # A call that was put through to a person listens no more.
    return [judged(one, turn, report) for one, turn in found if turn and turn.timeline and turn.timeline.attempts]


async def _all(calls: Sequence[Sequence[Recording]], url: str, settings: Settings) -> list[Heard]:
    service = Service(
        url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings), journal_seconds=NEVER_SECONDS
    )
    room, heard = asyncio.Semaphore(CALLS_AT_ONCE), []
    with tempfile.TemporaryDirectory(prefix="candid-cut-offs-") as folder:

        async def one(turns: Sequence[Recording]) -> None:
            async with room:
                heard.extend(await _placed(turns, url, service, Path(folder)))

        await asyncio.gather(*(one(turns) for turns in calls))
    return heard


def summed(heard: Sequence[Heard], planned_turns: int) -> dict[str, object]:
    """Shares of all pauses; answer delays of the turns that were answered after their end."""
    silences = [silence for one in heard for silence in one.silences]
    kinds = {silence.kind for silence in silences}
    answers = [one.answer_seconds for one in heard if one.answer_seconds is not None]
    return {
        "all": _shares(silences),
        "by_kind": {kind: _shares([one for one in silences if one.kind == kind]) for kind in sorted(kinds)},
        "turns_cut_off": sum(one.cut_off for one in heard),
        "turns": len(heard),
        "turns_not_reached": planned_turns - len(heard),
        "not_answered": len(heard) - len(answers),
        "answer_seconds": spread(answers),
        "waited_for": dict(Counter(re.sub(r"\d+ of", "n of", one.why) for one in heard).most_common()),
        "each": [asdict(one) for one in heard],
    }


def _shares(silences: Sequence[Silence]) -> dict[str, float]:
    count = len(silences)
    begun, back, noticed = (
        sum(getattr(one, name) for one in silences) for name in ("answered", "taken_back", "noticed")
    )
    shares = {"answers_begun": begun, "taken_back": back, "turn_of_its_own": begun - back - noticed, "noticed": noticed}
    return {"pauses": count} | {
        f"{name}_percent": round(100 * of / count, 1) if count else 0.0 for name, of in shares.items()
    }


def measure(bench: Bench) -> dict[str, object]:
    """Ours on all, the plain approach on a part of the same calls."""
    if not installed():
        raise SkippedError("the callers' voice is not installed: `make bench-voices`")
    calls = planned(chosen(spoken()))
    with bench.service() as running:
        figures = summed(asyncio.run(_all(calls, running.public_url, bench.settings)), sum(map(len, calls)))
    fewer = calls[::PLAIN_SHARE]
    for seconds in plain.SILENCES_SECONDS:
        with plain.service(bench, seconds) as running:
            heard = asyncio.run(_all(fewer, running.public_url, bench.settings))
        figures[f"plain_{seconds:g}"] = summed(heard, sum(map(len, fewer)))
    return figures


def rows(figures: Mapping[str, Any]) -> list[Row]:
    others = [figures[f"plain_{seconds:g}"] for seconds in plain.SILENCES_SECONDS]
    ours, count = figures["all"], figures["all"]["pauses"]

    def beside(name: str) -> str:
        return ", ".join(
            f"{one['all'][name]:.0f} % at {seconds:g} s"
            for one, seconds in zip(others, plain.SILENCES_SECONDS, strict=True)
        )

    delays = figures["answer_seconds"]
    return [
        Row(
            f"cut-offs that the caller notices, {count} pauses of hesitating callers", "≤ 5 %",
            f"**{ours['noticed_percent']:.1f} %**", beside("noticed_percent"),
        ),
        Row("answers begun in a pause", "–", f"{ours['answers_begun_percent']:.1f} %", beside("answers_begun_percent")),
        Row("of all pauses: taken back, both parts one turn", "–", f"{ours['taken_back_percent']:.1f} %",
            beside("taken_back_percent")),
        Row("of all pauses: what follows is a turn of its own", "–", f"{ours['turn_of_its_own_percent']:.1f} %",
            beside("turn_of_its_own_percent")),
        Row(f"answer to the same callers after their last sample, n = {delays['n']}", "p50 ≤ 0.30 s, p95 ≤ 0.50 s",
            f"**{delays['p50']:.2f} / {delays['p95']:.2f} s**",
            ", ".join(f"{one['answer_seconds']['p50']:.2f} / {one['answer_seconds']['p95']:.2f}" for one in others)),
    ]  # fmt: skip


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Delay against cut-offs; the curve is what silence alone would do with the same pauses."""
    axes = figure.subplots()
    pauses = np.array([silence["seconds"] for one in figures["each"] for silence in one["silences"]])
    waits = np.linspace(0.1, 1.3, 61)
    axes.plot(
        waits, [100 * float((pauses > wait).mean()) for wait in waits], color="grey", label="silence alone, no work"
    )
    delays = figures["answer_seconds"]
    for name, marker in (("noticed_percent", "o"), ("answers_begun_percent", "s")):
        label = "noticed" if name == "noticed_percent" else "begun"
        axes.plot(delays["p50"], figures["all"][name], marker, color="tab:blue", label=f"this service, p50: {label}")
        axes.plot(delays["p95"], figures["all"][name], marker, color="tab:blue", fillstyle="none", label="p95")
        for seconds in plain.SILENCES_SECONDS:
            other = figures[f"plain_{seconds:g}"]
            axes.plot(other["answer_seconds"]["p50"], other["all"][name], marker, color="tab:red",
                      label=f"plain, {seconds:g} s: {label}")  # fmt: skip
    axes.axhline(5, color="black", linewidth=0.5)
    axes.set_xlabel("caller's last sample to the answer's first, seconds")
    axes.set_ylabel("of pauses, %")
    axes.legend(fontsize="small")
