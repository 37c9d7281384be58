"""The drawing of a call, and the states and silences that it shows."""

import sys
from pathlib import Path

import pytest

from ivr.errors import ScenarioError
from ivr.simulator.call_states import states
from ivr.simulator.journal import Noted
from ivr.simulator.plot import draw_call
from ivr.simulator.stages import Placed
from ivr.simulator.timeline import silences

from .staged_service import Delays, StagedService
from .wire_service import call


def told(*entries: tuple[float, str, dict[str, object]]) -> list[tuple[str, float, float]]:
    placed = [Placed(at, Noted(at, at, kind, body, {})) for at, kind, body in entries]
    return [(span.state, span.from_seconds, span.to_seconds) for span in states(placed, 30.0)]


BEGINNING = (
    (0.2, "CallStarted", {"resumed": False}),
    (0.2, "Speak", {"mark": "m1", "lines": [{"name": "disclosure"}]}),
    (9.0, "PlaybackFinished", {"mark": "m1"}),
    (9.0, "RecordDisclosure", {"complete": True}),
    (9.0, "Speak", {"mark": "m2", "lines": [{"name": "ask_how"}]}),
    (10.0, "PlaybackFinished", {"mark": "m2"}),
)


def test_states_are_those_that_the_journal_tells_of() -> None:
    found = told(
        *BEGINNING,
        (12.0, "Transcribe", {"turn": 1, "seconds": 1.3}),
        (12.2, "RecordTurn", {"turn": 1, "outcome": "ask"}),
        (12.2, "Ask", {"turn": 1}),
        (12.3, "Speak", {"turn": 1, "mark": "m3", "lines": [{"kind": "Words"}]}),
        (14.0, "PlaybackFinished", {"mark": "m3"}),
        (20.0, "Transfer", {"route": "support"}),
        (20.0, "Speak", {"mark": "m4", "lines": [{"name": "connecting"}]}),
        (22.0, "CloseStream", {}),
    )
    assert found == [
        ("disclosing", 0.2, 9.0),
        ("speaking", 9.0, 10.0),
        ("listening", 10.0, 11.0),
        ("hearing", 11.0, 12.2),
        ("thinking", 12.2, 12.3),
        ("speaking", 12.3, 14.0),
        ("listening", 14.0, 20.0),
        ("transferring", 20.0, 22.0),
        ("ended", 22.0, 30.0),
    ]


def test_a_turn_that_is_taken_back_is_heard_on_and_a_filler_changes_nothing() -> None:
    found = told(
        *BEGINNING,
        (12.0, "Transcribe", {"turn": 1, "seconds": 1.3}),
        (12.2, "Ask", {"turn": 1}),
        (12.5, "Speak", {"turn": 1, "mark": "m3", "lines": [{"name": "one_moment"}]}),
        (12.8, "TakeBack", {"turn": 1}),
        (13.5, "Transcribe", {"turn": 2, "seconds": 2.7}),
        (13.7, "Ask", {"turn": 2}),
    )
    assert found[3:] == [
        ("hearing", 11.0, 12.2),
        ("thinking", 12.2, 12.8),
        ("hearing", 12.8, 13.7),
        ("thinking", 13.7, 30.0),
    ]


def test_without_a_journal_there_are_no_states() -> None:
    assert told() == []


def test_silences_are_the_stretches_in_which_neither_sounds() -> None:
    caller, assistant = ([letter == "#" for letter in text] for text in ("..##......", ".....##..."))
    assert silences(caller, assistant) == [(0.0, 0.04), (0.08, 0.1), (0.14, 0.2)]


HESITATES = ("listen", {"say": ["half.wav", 0.5, "second.wav"]}, "listen", {"press": "1"}, "hang_up")


@pytest.mark.parametrize("service", [StagedService(), StagedService(answer_seconds=2.0, clear_after_frames=8)])
async def test_a_call_is_drawn_with_voices_states_marks_and_gaps(service: StagedService, tmp_path: Path) -> None:
    report = await call(service, tmp_path, *HESITATES)
    draw_call(report, tmp_path / "call.svg")
    drawn = (tmp_path / "call.svg").read_text(encoding="utf-8")
    for word in ("caller", "assistant", "seconds of the call", "hearing", "m1", "half (0.5 s)", "transcriber"):
        assert word in drawn, word
    assert ("clear" in drawn.replace("marks, clears", "")) == bool(report.clears_at_seconds)
    assert ("CUT OFF" in drawn) == report.turns[0].cut_off


async def test_the_answer_gap_is_labelled_with_its_seconds(tmp_path: Path) -> None:
    report = await call(StagedService(delays=Delays(dialogue=40)), tmp_path, "listen", {"say": "half.wav"}, "listen")
    draw_call(report, tmp_path / "call.svg")
    assert f"{report.turns[0].answer_seconds:.2f} s" in (tmp_path / "call.svg").read_text(encoding="utf-8")


async def test_a_call_in_which_nobody_spoke_can_be_drawn(tmp_path: Path) -> None:
    report = await call(StagedService(greeting_seconds=0.0), tmp_path, "hang_up")
    draw_call(report, tmp_path / "call.png")
    assert (tmp_path / "call.png").read_bytes().startswith(b"\x89PNG")


async def test_without_matplotlib_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = await call(StagedService(), tmp_path, "hang_up")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ScenarioError, match=r"candid-ivr\[plot\]"):
        draw_call(report, tmp_path / "call.svg")
