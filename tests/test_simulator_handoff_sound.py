"""The WAV of a call holds its hand-off: the announcement, ringing, the agent's briefing, key 1, and their answer."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from ivr.audio import ulaw_of
from ivr.errors import EngineError
from ivr.ports import Clip
from ivr.simulator.beside import Beside, mixed, ringing
from ivr.simulator.report import CallReport

from .test_simulator_verbs import DIAL, twiml
from .wire_service import GOODBYE, WireService, call, tone

ANNOUNCED = "<Say>One moment please.</Say>"
BRIDGING = DIAL.replace("<Dial ", '<Dial answerOnBridge="true" ')
WHISPER = '<Gather numDigits="1" action="whisper?accept=1"><Say>A caller for you. Press 1.</Say></Gather><Hangup/>'


class Tones:
    """Says each text as a tone of 0.25 s a word."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        self.said.append((text, language))
        return Clip(ulaw_of(tone(0.25 * len(text.split()))))


class Mute(Tones):
    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        raise EngineError("no voice")


def speaker_of(voice: Tones):
    @asynccontextmanager
    async def speaker() -> AsyncIterator[Tones]:
        yield voice

    return speaker


async def handed_off(folder: Path, voice: Tones | None) -> CallReport:
    pages = {"incoming": twiml(ANNOUNCED, BRIDGING), "dialed": [GOODBYE], "whisper": [*twiml(WHISPER), *twiml()]}
    speaker = speaker_of(voice) if voice else None
    line = {"ring_seconds": 2, "whisper_seconds": 1, "talk_seconds": 1}
    return await call(WireService(pages=pages), folder, {"wait": 30}, speaker=speaker, line=line)


def silent_seconds(report: CallReport, path: Path) -> float:
    """The longest stretch of the WAV's right side in which nothing sounds, in steps of 0.1 s."""
    report.write_wav(path)
    samples, rate = soundfile.read(path)
    loud = [bool(np.abs(part).max() > 0.005) for part in np.array_split(samples[:, 1], round(len(samples) / rate * 10))]
    longest = run = 0
    for sounds in loud:
        run = 0 if sounds else run + 1
        longest = max(longest, run)
    return longest / 10


async def test_the_hand_off_sounds_from_its_announcement_to_the_agents_answer(tmp_path: Path) -> None:
    voice = Tones()
    report = await handed_off(tmp_path, voice)
    assert report.passed, report.failures
    assert [text for text, _ in voice.said][:2] == ["One moment please.", "A caller for you. Press 1."]
    assert voice.said[2][1] != voice.said[1][1]  # the agent is another speaker
    assert silent_seconds(report, tmp_path / "call.wav") <= 0.3


async def test_what_the_service_did_not_send_is_no_part_of_what_it_is_judged_by(tmp_path: Path) -> None:
    report = await handed_off(tmp_path, Tones())
    assert not np.frombuffer(report.assistant_pcm, dtype="<i2").any()
    assert report.beside_pcm


@pytest.mark.parametrize("voice", [None, Mute()])
async def test_without_a_voice_the_call_is_the_same_and_rings(voice: Tones | None, tmp_path: Path) -> None:
    report = await handed_off(tmp_path, voice)
    assert report.passed, report.failures
    assert report.connected_to == "+15005550001"
    assert report.agents[0].whisper == "A caller for you. Press 1."
    assert silent_seconds(report, tmp_path / "call.wav") <= 2.5


def test_a_sound_that_is_stopped_ends_there_and_none_outlasts_the_call() -> None:
    beside = Beside()
    beside.begin(10, tone(1.0))
    beside.stop(20)
    beside.begin(30, tone(1.0))
    pcm = np.frombuffer(beside.pcm(40), dtype="<i2")
    assert pcm.size == 40 * 160
    assert pcm[10 * 160 : 20 * 160].any()
    assert not pcm[20 * 160 : 30 * 160].any()
    assert pcm[30 * 160 :].any()


def test_it_rings_for_two_seconds_and_rests_for_four() -> None:
    pcm = np.frombuffer(ringing(7.0), dtype="<i2")
    assert pcm[: 2 * 8000].any()
    assert not pcm[2 * 8000 + 1 : 6 * 8000].any()
    assert pcm[6 * 8000 :].any()
    softer = np.frombuffer(ringing(1.0, behind=True), dtype="<i2")
    assert np.abs(softer).max() < np.abs(pcm).max() / 4
    assert len(mixed(tone(1.0), tone(2.0))) == len(tone(2.0))
