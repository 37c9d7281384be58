"""Whether the assistant acts on what nobody said: half an hour of music, streets, tones, breath, clicks and silence.

Callers who make no word, only these sounds from the first frame to the last, in calls with the rules as they ship and
with the real engines, in audio time: this is about decisions, not about speed. A turn is acted on when the assistant
asks the dialogue, tells what it is, or puts the call through because of words. Words that were not believed (a miss)
and silences that lead to a person after two are the rules' own way for a line without a caller; they are counted apart.
"""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from ivr.asgi import Service
from ivr.audio import RATE, Samples, write_mono
from ivr.doors import create_asgi
from ivr.settings import load_settings
from ivr.simulator import call as simulator
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.journal import Journal
from ivr.simulator.scenario import Scenario
from ivr.simulator.signing import Signer
from ivr.simulator.webhooks import new_call_sid

from .. import noise
from ..bench import Bench, Row

MINUTES = {"music": 11, "street": 5, "tones": 4, "breathing": 3, "clicks": 3, "silence": 2, "hum": 2}
"""Of each sound, as heard by the assistant: after the disclosure, until the call is put through or ends."""
LOUDNESS_DBFS = {"music": -22.0, "street": -28.0, "tones": -22.0, "breathing": -33.0, "clicks": -24.0, "hum": -34.0}
"""As on telephones; silence is the comfort noise of a line, at -60."""
CALL_SECONDS = 120.0
ACTED = {"ask", "transfer", "tell_what_we_are", "request"}
READY_SECONDS = 120.0


@dataclass
class Heard:
    """What the assistant made of one kind of sound."""

    seconds: float = 0.0
    calls: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    acted_on: list[dict[str, object]] = field(default_factory=list)


def sounds(minutes: Mapping[str, int] = MINUTES) -> dict[str, Samples]:
    """Name → at least so much of it. Music is Debian's where it is to be had, else made up."""
    pieces = noise.hold_music()
    music = noise.joined(pieces) if pieces else noise.made_up_music(minutes["music"] * 60, 1)
    return {
        "music": music,
        "street": noise.street(minutes["street"] * 60, 2),
        "tones": noise.tones(minutes["tones"] * 60, 3),
        "breathing": noise.breathing(minutes["breathing"] * 60, 4),
        "clicks": noise.clicks(minutes["clicks"] * 60, 5),
        "silence": noise.comfort_noise(minutes["silence"] * 60, 6),
        "hum": noise.hum(minutes["hum"] * 60, 7),
    }


def scenario(name: str, recording: Path) -> Scenario:
    """A caller who says nothing while this sounds; the level is that of LOUDNESS_DBFS."""
    line = {
        "noise": str(recording),
        "noise_dbfs": LOUDNESS_DBFS.get(name, -60.0),
        "talk_seconds": 0.1,
        "ring_seconds": 0.1,
    }
    return Scenario.model_validate({"name": name, "line": line, "steps": [{"wait": CALL_SECONDS}, "hang_up"]})


def measure(bench: Bench) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="candid-phantom-") as place:
        heard = asyncio.run(_measure(Path(place)))
    return figures_of(heard)


async def _measure(folder: Path) -> dict[str, Heard]:
    environment = {"IVR_DATA_DIR": str(folder / "data"), "IVR_PUBLIC_URL": "https://ivr.example.com"}
    service = Service(load_settings(environment, dev=True), dev=True, clock_is_audio=True)
    await service.start()
    try:
        await service.warm(READY_SECONDS)
        return {name: await _all_of(name, samples, service, folder) for name, samples in sounds().items()}
    finally:
        await service.stop()


async def _all_of(name: str, samples: Samples, service: Service, folder: Path) -> Heard:
    """One call after another, each with what comes next of the sound, until so many minutes were heard."""
    heard, minutes = Heard(), MINUTES[name]
    while heard.seconds < minutes * 60:
        recording = folder / f"{name}.wav"
        start = int(heard.seconds * RATE) % samples.size
        write_mono(recording, noise.on_the_line(noise.stretch(samples, start, CALL_SECONDS)))
        await _one_call(scenario(name, recording), service, heard)
    return heard


async def _one_call(wanted: Scenario, service: Service, heard: Heard) -> None:
    settings, sid = service.settings, new_call_sid()
    called = simulator.Service(
        settings.public_url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings)
    )
    transport = InProcessTransport(create_asgi(service), service.activity.settled)
    journal = Journal(transport, Signer(settings.twilio_auth_token), settings.public_url, sid, {}, lambda _: None)
    try:
        report = await simulator.run_call(wanted, transport, called, call_sid=sid)
        await journal.read(report.seconds)
    finally:
        await transport.aclose()
    _note(heard, journal, report.seconds)


def _note(heard: Heard, journal: Journal, seconds: float) -> None:
    transfer, disclosed = journal.last("Transfer"), journal.last("RecordDisclosure")
    if disclosed is None:
        raise RuntimeError("a call of the benchmark was not disclosed")
    heard.calls += 1
    heard.seconds += (transfer.at_seconds if transfer else seconds) - disclosed.at_seconds
    if transfer:
        heard.reasons[str(transfer.body["reason"])] += 1
    for turn in journal.of("RecordTurn"):
        outcome, why = str(turn.body["outcome"]), str(turn.body["why"])
        heard.outcomes[outcome] += 1
        if outcome in ACTED:
            text = str(turn.said.get("transcript.text", ""))
            confidence = float(turn.body["transcript"]["confidence"])
            heard.acted_on.append(
                {"transcript": text, "confidence": round(confidence, 3), "outcome": outcome, "why": why}
            )


def figures_of(heard: Mapping[str, Heard]) -> dict[str, object]:
    return {
        "minutes": round(sum(one.seconds for one in heard.values()) / 60, 1),
        "calls": sum(one.calls for one in heard.values()),
        "acted_on": sum(len(one.acted_on) for one in heard.values()),
        "words_not_believed": sum(one.outcomes["miss"] for one in heard.values()),
        "no_words_found": sum(one.outcomes["nothing_said"] for one in heard.values()),
        "by_sound": {
            name: {
                "minutes": round(one.seconds / 60, 1),
                "calls": one.calls,
                "turns": dict(one.outcomes),
                "put_through_for": dict(one.reasons),
                "acted_on": one.acted_on,
            }
            for name, one in heard.items()
        },
    }


def rows(figures: Mapping[str, Any]) -> list[Row]:
    return [
        Row(
            f"phantom turns in {figures['minutes']:.0f} minutes of hold music, street, tones, breath, clicks, silence",
            "0 acted on",
            f"**{figures['acted_on']}** (apart from them {figures['no_words_found']} times no words were found and "
            f"{figures['words_not_believed']} times they were not believed, in {figures['calls']} calls)",
        )
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    axes = figure.subplots()
    by_sound = figures["by_sound"]
    names = [f"{name} ({by_sound[name]['minutes']:.0f} min)" for name in by_sound]
    left = [0.0] * len(names)
    for label, counts in _bars(by_sound):
        axes.barh(names, counts, left=left, label=label)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    axes.invert_yaxis()
    axes.set(title="what the assistant made of sounds without words", xlabel="turns a minute")
    axes.legend()


def _bars(by_sound: Mapping[str, Any]) -> Iterator[tuple[str, list[float]]]:
    labels = {"nothing_said": "no words found", "miss": "words not believed", "acted": "acted on"}
    for outcome, label in labels.items():
        kinds = ACTED if outcome == "acted" else {outcome}
        yield label, [sum(one["turns"].get(kind, 0) for kind in kinds) / one["minutes"] for one in by_sound.values()]
