"""The recording of two calls of docs/calls.md: what is heard of who wants no machine, and of their next call."""

import asyncio

import numpy as np
import pytest
import soundfile

from ivr.audio import RATE
from ivr.core.record import FREE
from ivr.local_service import listener_for
from ivr.settings import ROOT, load_settings
from ivr.simulator.timeline import stretches

RECORDING = ROOT / "docs" / "recordings" / "opted_out.wav"
PAUSE_SECONDS = 1.0
OURS_ALONE = ("automated", "how can i help", "into text", "write down", "not a person")
"""What the assistant says of itself in each call that it answers."""


def calls() -> list[bytes]:
    """What was heard on the other side than the caller's, call by call: PCM16."""
    samples, rate = soundfile.read(RECORDING, dtype="int16")
    assert rate == RATE
    silent = np.flatnonzero(samples.any(axis=1))
    gap = int(np.argmax(np.diff(silent)))
    assert silent[gap + 1] - silent[gap] >= PAUSE_SECONDS * RATE
    return [samples[: silent[gap], 1].tobytes(), samples[silent[gap + 1] :, 1].tobytes()]


async def words_of(recordings: list[bytes]) -> list[str]:
    texts = []
    async with listener_for(load_settings(dev=True))() as whisper:
        for pcm in recordings:
            parts = [(await whisper.transcribe(part, FREE)).text for part in stretches(pcm)]
            texts.append(" ".join(parts).lower())
    return texts


@pytest.mark.engine
def test_who_wanted_no_machine_hears_none_in_the_next_call_and_a_person_at_once() -> None:
    first, second = asyncio.run(words_of(calls()))
    assert "calls from your number go to a person" in first
    assert any(words in first for words in OURS_ALONE)
    assert "connecting you to a person" in second
    assert [words for words in OURS_ALONE if words in second] == []
