"""The journal keeps every event and command but the audio, and what was said apart from everything else."""

import dataclasses
import json
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.core.commands import Command, RecordTurn, Speak, Transcribe, Transfer
from ivr.core.events import AudioHeard, CallStarted, Event, KeyPressed, Transcribed
from ivr.core.manner import Manner
from ivr.core.record import Expects, Prompt, Reason, Transcript, Words
from ivr.ports import JournalEntry
from ivr.store.journal import decoded, entry, frames_entry, quantised

KINDS = (*typing.get_args(Event), *typing.get_args(Command))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
for made_up, strategy in ((float, NUMBERS), (bytes, st.integers(0, 400).map(lambda frames: bytes(320 * frames)))):
    st.register_type_strategy(made_up, strategy)
ITEMS = st.one_of([st.from_type(kind) for kind in KINDS if kind is not AudioHeard])


@given(ITEMS, st.integers(0, 10**6), NUMBERS)
def test_every_event_and_command_comes_back_from_its_entry(item: Event | Command, seq: int, at: float) -> None:
    kept = entry(seq, at, item)
    body, said = json.loads(json.dumps([kept.body, kept.said]))
    assert decoded(JournalEntry(seq, at, kept.kind, body, said)) == [item]


def private_texts(item: object) -> list[str]:
    if isinstance(item, tuple):
        return [text for part in item for text in private_texts(part)]
    if not dataclasses.is_dataclass(item):
        return []
    found = []
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        if field.metadata.get("private"):
            found += list(value) if isinstance(value, tuple) else [value]
        else:
            found += private_texts(value)
    return found


SAID = "what the caller said"


@given(st.one_of([st.from_type(kind) for kind in KINDS]))
def test_everything_said_is_kept_as_said(item: Event | Command) -> None:
    kept = entry(1, 0.0, item)
    said = json.dumps(kept.said)
    assert all(json.dumps(text)[1:-1] in said for text in private_texts(item))


def test_transcripts_wishes_keys_and_spoken_words_are_said() -> None:
    items: list[Event | Command] = [
        Transcribed(1, 1, Transcript(SAID, 0.9)),
        RecordTurn(1, Transcript(SAID, 0.9), "order_status", 0.8, "answered", "", 1.0, 0.4),
        Transfer("support", Reason.CALLER_ASKED, None, SAID),
        Speak("m1", (Prompt("hello"), Words(SAID)), 1),
        KeyPressed(SAID),
    ]
    for item in items:
        kept = entry(1, 0.0, item)
        assert SAID not in json.dumps(kept.body)
        assert SAID in kept.said.values()


def test_paths_name_what_was_said() -> None:
    assert entry(1, 0.0, Speak("m1", (Prompt("hello"), Words(SAID)), 1)).said == {"lines.1.text": SAID}
    assert entry(1, 0.0, Transcribed(1, 1, Transcript(SAID, 0.9))).said == {"transcript.text": SAID}


def test_no_audio_is_kept_only_its_length() -> None:
    kept = entry(3, 1.5, Transcribe(1, 1, b"\x01\x02" * 8000, Expects()))
    assert kept.body["seconds"] == 1.0
    assert "pcm" not in kept.body
    [back] = decoded(kept)
    assert isinstance(back, Transcribe)
    assert back.pcm == bytes(16_000)


def test_a_run_of_frames_is_one_entry_with_a_byte_a_frame() -> None:
    probabilities = [0.0, 0.25, 0.5, 1.0]
    kept = frames_entry(7, 2.0, bytes(quantised(p) for p in probabilities))
    assert kept.body["count"] == 4
    back = decoded(kept)
    assert all(isinstance(frame, AudioHeard) and frame.pcm == bytes(320) for frame in back)
    assert [frame.speech for frame in back if isinstance(frame, AudioHeard)] == pytest.approx(probabilities, abs=0.003)


@pytest.mark.parametrize(("speech", "byte"), [(float("nan"), 0), (-1.0, 0), (2.0, 255), (float("inf"), 255)])
def test_what_is_no_probability_is_kept_as_one(speech: float, byte: int) -> None:
    assert quantised(speech) == byte


def test_an_entry_of_before_a_field_was_there_has_the_fields_default() -> None:
    kept = entry(1, 0.0, Transfer("support", Reason.CALLER_ASKED, None, SAID))
    del kept.body["care"]
    assert decoded(kept) == [Transfer("support", Reason.CALLER_ASKED, None, SAID)]


@pytest.mark.parametrize(
    "broken",
    [
        JournalEntry(1, 0.0, "Unheard", {}, {}),
        JournalEntry(1, 0.0, "KeyPressed", {}, {}),
        JournalEntry(1, 0.0, "Frames", {"speech": "*"}, {}),
        JournalEntry(1, 0.0, "Speak", {"mark": "m", "lines": "no", "turn": 1}, {}),
        JournalEntry(1, 0.0, "Speak", {"mark": "m", "lines": [{"kind": "Song"}], "turn": 1}, {}),
        JournalEntry(1, 0.0, "Replied", {"turn": 1, "reply": 5}, {}),
    ],
)
def test_a_broken_entry_is_refused_with_its_number(broken: JournalEntry) -> None:
    with pytest.raises(ValueError, match="journal entry 1"):
        decoded(broken)


def test_an_entry_of_a_version_that_knew_no_manner_is_said_as_recorded() -> None:
    kept = entry(1, 0.0, Speak("m1", (Prompt("notice"),), 1, manner=Manner(pace=0.8)))
    assert decoded(kept) == [Speak("m1", (Prompt("notice"),), 1, manner=Manner(pace=0.8))]
    del kept.body["manner"]
    assert decoded(kept) == [Speak("m1", (Prompt("notice"),), 1)]


def test_an_event_without_fields_or_words_has_nothing_said() -> None:
    assert entry(1, 0.0, CallStarted(resumed=True)).said == {}
