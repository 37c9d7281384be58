"""The instrument proven: a delay that is hidden in one stage of a turn is read back at that stage, and at no other."""

from contextlib import nullcontext
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from ivr.core.record import Expects, Transcript
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.network import NetworkTransport
from ivr.simulator.report import AnswerTo, CallReport
from ivr.simulator.stages import Stages

from .staged_service import SPECULATE_FRAMES, Delays, StagedService
from .wire_service import call, tone

FRAME = 0.02
ORDER = ("speech_end", "speculated_first", "text", "parse", "commit", "reply", "speak", "first_byte", "audible")
STAGE_OF = {
    "speculation": "speculated_first",
    "transcriber": "text",
    "parser": "parse",
    "wait": "commit",
    "dialogue": "reply",
    "voice": "first_byte",
    "clip": "audible",
}
"""The stage that ends with each delay."""
ASKED = ("listen", {"say": "half.wav"}, "listen", "hang_up")


async def turn_of(service: StagedService, folder: Path, *steps: object, **more: object) -> AnswerTo:
    report: CallReport = await call(service, folder, *(steps or ASKED), **more)  # type: ignore[arg-type]  # as of call
    assert report.failures == []
    return report.turns[0]


def gaps(turn: AnswerTo) -> dict[str, float]:
    """Each stage's distance from the one before it."""
    assert turn.timeline is not None
    moments = [getattr(turn.timeline, name) for name in ORDER]
    assert None not in moments
    return {name: after - before for name, (before, after) in zip(ORDER[1:], pairwise(moments), strict=True)}


async def test_without_hidden_delays_every_stage_is_where_it_was_put(tmp_path: Path) -> None:
    turn = await turn_of(StagedService(), tmp_path)
    found = gaps(turn)
    assert found.pop("speculated_first") == pytest.approx(SPECULATE_FRAMES * FRAME, abs=FRAME)
    assert max(found.values()) <= FRAME + 0.001
    assert turn.answer_seconds == pytest.approx(SPECULATE_FRAMES * FRAME, abs=FRAME)


@pytest.mark.parametrize("frames", [4, 25])
@pytest.mark.parametrize("hidden", list(STAGE_OF))
async def test_a_delay_is_read_back_at_its_stage_and_no_other(hidden: str, frames: int, tmp_path: Path) -> None:
    plain = gaps(await turn_of(StagedService(), tmp_path))
    delayed = gaps(await turn_of(StagedService(delays=replace(Delays(), **{hidden: frames})), tmp_path))
    for stage, gap in delayed.items():
        expected = plain[stage] + (frames * FRAME if stage == STAGE_OF[hidden] else 0.0)
        assert gap == pytest.approx(expected, abs=FRAME), stage


async def test_stages_together_are_the_answer_time(tmp_path: Path) -> None:
    turn = await turn_of(StagedService(delays=Delays(1, 2, 3, 4, 5, 6, 7)), tmp_path)
    assert turn.answer_seconds == pytest.approx(sum(gaps(turn).values()), abs=0.001)
    assert turn.answer_seconds == pytest.approx((SPECULATE_FRAMES + 28) * FRAME, abs=2 * FRAME)


async def test_a_stand_in_that_runs_late_says_so_at_the_turn(tmp_path: Path) -> None:
    class Late(InProcessTransport):
        async def wait_until(self, tick: int) -> float:
            return 0.07 if tick == 86 else 0.0  # between the end of speech and the answer

    plain = await turn_of(StagedService(delays=Delays(wait=20)), tmp_path)
    late = await turn_of(StagedService(delays=Delays(wait=20)), tmp_path, transport_of=Late)
    assert plain.timeline is not None
    assert late.timeline is not None
    assert late.timeline.late_seconds == 0.07
    assert late.timeline == plain.timeline.model_copy(update={"late_seconds": 0.07})


async def test_the_schedule_of_real_time_tells_how_late_a_tick_is() -> None:
    transport = NetworkTransport("http://127.0.0.1:9")
    assert await transport.wait_until(5) < 0.02
    assert await transport.wait_until(0) == pytest.approx(0.1, abs=0.02)
    assert transport.worst_lateness() == pytest.approx(0.1, abs=0.02)
    await transport.aclose()


@pytest.mark.parametrize("name", ["one_moment", "inaudible"])
async def test_what_cannot_be_heard_or_answers_nothing_is_not_credited(name: str, tmp_path: Path) -> None:
    delays = Delays(dialogue=50)
    filler = tone(0.3) if name == "one_moment" else tone(0.3, amplitude=32)  # -60 dB
    plain = await turn_of(StagedService(delays=delays), tmp_path)
    waits = (*ASKED[:-1], {"wait": 2}, "hang_up")  # a caller who takes the filler for all of it
    filled = await turn_of(StagedService(delays=delays, filler=filler, filler_name=name), tmp_path, *waits)
    assert filled.answer_seconds == pytest.approx(plain.answer_seconds, abs=FRAME)
    assert filled.answer_seconds == pytest.approx((SPECULATE_FRAMES + 50) * FRAME, abs=FRAME)


async def test_an_answer_behind_a_filler_waited_for_the_filler_and_not_for_its_own_clip(tmp_path: Path) -> None:
    service = StagedService(delays=Delays(dialogue=10), filler=tone(1.0), filler_name="one_moment")
    turn = await turn_of(service, tmp_path, *ASKED[:-1], {"wait": 2}, "hang_up")
    assert turn.timeline is not None
    parts = turn.timeline.parts()
    assert parts["behind other speech"] == pytest.approx(1.0 - 10 * FRAME, abs=2 * FRAME)
    assert parts["silence in the clip"] == pytest.approx(0.0, abs=0.001)
    assert sum(parts.values()) == pytest.approx(turn.answer_seconds, abs=0.001)


@pytest.mark.parametrize("frames", [1, 10, 16])
async def test_the_time_to_silence_is_read_back_to_the_frame(frames: int, tmp_path: Path) -> None:
    service = StagedService(greeting_seconds=5.0, clear_after_frames=frames)
    over = {"say": {"recording": "half.wav", "over": True, "after_seconds": 1.0}}
    report = await call(service, tmp_path, over, "listen", "hang_up")
    turn = report.turns[0]
    assert turn.over_the_assistant
    assert turn.barge_in_seconds == pytest.approx(frames * FRAME, abs=FRAME)
    assert turn.both_audible_seconds == pytest.approx(frames * FRAME, abs=FRAME)
    assert report.clears_at_seconds == [pytest.approx(turn.began_seconds + frames * FRAME, abs=FRAME)]
    assert not turn.cut_off  # it was the caller who spoke over
    assert turn.timeline is not None
    assert turn.timeline.stopped == report.clears_at_seconds


async def test_a_prompt_that_ends_by_itself_was_not_stopped_by_the_caller(tmp_path: Path) -> None:
    over = {"say": {"recording": "half.wav", "over": True, "after_seconds": 0.2}}
    turn = await turn_of(StagedService(greeting_seconds=0.5), tmp_path, over, "listen", "hang_up")
    assert turn.barge_in_seconds is None


HESITATES = ("listen", {"say": ["half.wav", 0.5, "second.wav"]}, "listen", "hang_up")


async def test_an_answer_into_a_pause_that_goes_on_is_a_cut_off(tmp_path: Path) -> None:
    turn = await turn_of(StagedService(answer_seconds=2.0), tmp_path, *HESITATES)
    assert turn.answer_seconds is not None
    assert turn.answer_seconds < -1.0
    assert turn.talked_over_seconds > 0.9
    assert turn.cut_off


async def test_an_answer_that_is_taken_back_at_once_is_not_and_the_next_one_is_timed(tmp_path: Path) -> None:
    service = StagedService(answer_seconds=2.0, clear_after_frames=8, takes_back=True)
    turn = await turn_of(service, tmp_path, *HESITATES)
    assert turn.timeline is not None
    assert turn.timeline.taken_back == [pytest.approx(turn.began_seconds + 1.0 + 8 * FRAME, abs=1.5 * FRAME)]
    assert turn.talked_over_seconds == pytest.approx(8 * FRAME, abs=FRAME)
    assert not turn.cut_off
    assert turn.answer_seconds == pytest.approx(SPECULATE_FRAMES * FRAME, abs=2 * FRAME)
    assert "taken back at" in turn.timeline.told()


async def test_words_in_no_utterance_are_lost_and_that_is_a_cut_off(tmp_path: Path) -> None:
    class HalfDeaf(StagedService):
        def note(self, kind: str, said: dict[str, object] | None = None, **body: object) -> None:
            super().note(kind, said, **(body | {"seconds": 0.4} if kind == "Transcribe" else body))

    turn = await turn_of(HalfDeaf(), tmp_path, "listen", {"say": "second.wav"}, "listen", "hang_up")
    assert turn.timeline is not None
    assert turn.timeline.lost_seconds == pytest.approx(1.0 - 0.4 - 0.3 + SPECULATE_FRAMES * FRAME, abs=2 * FRAME)
    assert turn.cut_off


def test_a_turns_line_says_when_each_stage_came_and_what_was_awaited() -> None:
    told = Stages(
        speech_end=12.34,
        text=12.48,
        commit=12.54,
        first_byte=12.61,
        audible=12.6312,
        waited_seconds=0.2,
        why="all of it",
    ).told()
    assert told == (
        "speech end 12.340 · text +0.14 · commit +0.20 · first byte +0.27 · audible +0.29; waited 0.2 s: all of it"
    )


async def test_the_line_stands_in_the_readable_report(tmp_path: Path) -> None:
    report = await call(StagedService(), tmp_path, *ASKED)
    assert "waited 0.2 s: sure of hours" in report.as_text()
    assert '"speculated_first"' in report.as_json()


class Listens:
    """A transcriber that has heard so much sound."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def transcribe(self, pcm: bytes, expects: Expects, *, glance: bool = False) -> Transcript:
        self.seconds.append(len(pcm) / 16000)
        return Transcript("the bench is on its way", 1.0)


@pytest.mark.parametrize(("phrase", "failures"), [("is on its way", 0), ("is lost", 1)])
async def test_heard_is_judged_by_the_sound_of_the_assistant(phrase: str, failures: int, tmp_path: Path) -> None:
    listens = Listens()
    service = StagedService(greeting_seconds=20.0)
    expect = {"heard": phrase}
    report = await call(service, tmp_path, *ASKED, listener=lambda: nullcontext(listens), expect=expect)
    assert len(report.failures) == failures
    assert max(listens.seconds) < 8.5
    assert sum(listens.seconds) == pytest.approx(20.4, abs=2.0)
