"""What `ivr call` prints is what was heard: no line that was taken back, and no answer before its time."""

from pathlib import Path

import pytest

from ivr.simulator.moments import Moment
from ivr.simulator.report import CallReport
from ivr.simulator.telling import answered

from .staged_service import Delays, StagedService
from .wire_service import WireService, call

OVER = {"say": {"recording": "half.wav", "over": True, "after_seconds": 1.0}}
GOES_ON = {"say": {"recording": "second.wav", "over": True, "after_seconds": 0.1}}


async def told(service: WireService, folder: Path, *steps: object) -> tuple[list[str], CallReport]:
    moments: list[Moment] = []
    report = await call(service, folder, *steps, observer=moments.append)
    return [f"{moment.who}: {moment.text}" for moment in moments], report


async def test_a_line_is_told_once_when_it_is_heard(tmp_path: Path) -> None:
    lines, _ = await told(WireService(), tmp_path, "listen", {"say": "half.wav"}, "listen", "hang_up")
    assert lines.count("assistant: line number 1 is spoken here") == 1
    assert lines.count("assistant: line number 2 is spoken here") == 1
    assert not [line for line in lines if "taken back" in line or "stopped" in line]


async def test_of_a_line_that_was_cut_is_told_what_was_heard(tmp_path: Path) -> None:
    service = WireService(greeting_seconds=5.0, clear_on_speech=True)
    lines, report = await told(service, tmp_path, OVER, "listen", "hang_up")
    assert "note: stopped there: heard of it was “line number”" in lines
    assert report.lines[0].text == "line number"


async def test_a_line_that_nobody_heard_is_not_told_as_spoken(tmp_path: Path) -> None:
    class Hesitant(WireService):
        """Means to say one more line, and does not."""

        def also_sends_none(self) -> None:
            self.note("Speak", {"lines.0.text": "I never said this"}, mark="m9", lines=[{"kind": "Words"}], turn=9)

    service = Hesitant()
    service.also_sends = lambda _sid: service.also_sends_none() or []
    lines, _ = await told(service, tmp_path, "listen", {"say": "half.wav"}, "listen", "hang_up")
    assert "assistant: I never said this" not in lines
    assert "note: taken back before it was heard: “I never said this”" in lines


@pytest.mark.parametrize("silence", [10, 25])
async def test_an_answer_that_was_taken_back_while_the_caller_spoke_is_no_answer(silence: int, tmp_path: Path) -> None:
    """The second stretch begins while the answer is on its way, and is over long after it was taken back."""
    delays = Delays(clip=silence)
    service = StagedService(answer_seconds=2.0, clear_after_frames=4, takes_back=True, delays=delays)
    lines, report = await told(service, tmp_path, "listen", {"say": "half.wav"}, GOES_ON, "listen", "hang_up")
    assert not [line for line in lines if "answered in -" in line]
    assert "note: the caller goes on: that turn is taken back" in lines
    found = [turn.answer_seconds for turn in report.turns if turn.answer_seconds is not None]
    assert len([line for line in lines if "answered in" in line]) == len([seconds for seconds in found if seconds >= 0])


def test_an_answer_that_began_before_the_caller_had_ended_is_told_as_that() -> None:
    assert answered(-1.72) == "the assistant began 1.72 s before the caller had ended"
    assert answered(0.404) == "answered in 0.40 s"


def test_what_began_too_early_makes_no_median_better() -> None:
    answer = {"kind": "say", "label": "", "over_the_assistant": False, "began_seconds": 0.0, "ended_seconds": 1.0}
    answer["both_audible_seconds"] = 0
    turns = [{**answer, "number": number, "answer_seconds": took} for number, took in enumerate((-1.72, 0.4))]
    report = CallReport.model_validate(
        {"name": "t", "call_sid": "CA1", "seconds": 3, "ended_by": "caller", "dead_air_seconds": 0, "turns": turns}
        | {"dead_air_at_seconds": 0, "streams": 1, "journal_read": True, "worst_lateness_seconds": 0}
    )
    assert "answers     median 0.40 s, worst 0.40 s, of 1; 1 begun before the caller had ended" in report.summary()
