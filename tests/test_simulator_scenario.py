"""Scenarios: what may be written in them, how mistakes are told, and how expectations are judged."""

from pathlib import Path

import pytest

from ivr.errors import ScenarioError
from ivr.simulator.caller import Caller
from ivr.simulator.expectations import contains, normalised
from ivr.simulator.scenario import Scenario, load_scenario, recordings_scenario
from ivr.simulator.sounds import street_noise
from ivr.simulator.timeline import Timeline, is_audible, speech_span

from .wire_service import WireService, call, tone

CALLS = Path(__file__).parent / "calls"


def write(folder: Path, text: str) -> Path:
    path = folder / "a_call.yml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(CALLS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_scenario_of_the_project_can_be_played(path: Path) -> None:
    Caller(load_scenario(path), Timeline())


def test_the_projects_recordings_are_small() -> None:
    assert sum(path.stat().st_size for path in (CALLS / "audio").iterdir()) < 3_000_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("steps: [listen, {sing: a song}]", "steps.1.sing"),
        ("steps: [{say: {words: a, recording: b.wav}}]", "give one of words, recording, parts and tones"),
        ("steps: [{say: {words: a, after_seconds: 2}}]", "needs over: true"),
        ("steps: [{listen: 5, hang_up: true}]", "one thing"),
        ("steps: [{press: 12345}]", "steps.0.press.keys"),
        ("steps: [{press: 'abc'}]", "steps.0.press.keys"),
        ("steps: []", "steps"),
        ("steps: [listen]\nexpect: {reeson: x}", "expect.reeson"),
        ("agents: [asleep]\nsteps: [listen]", "agents"),
        ("steps: [listen", "not YAML"),
        ("[]", "mapping"),
    ],
)
def test_a_mistake_is_told_with_file_and_field(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as raised:
        load_scenario(write(tmp_path, text))
    assert str(raised.value).startswith(str(tmp_path / "a_call.yml"))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_short_forms_mean_what_they_say(tmp_path: Path) -> None:
    scenario = load_scenario(write(tmp_path, "steps: [listen, say: yes, say: a.wav, press: '0', noise: 2, hang_up]"))
    says = [step.say for step in scenario.steps if step.say]
    assert [(say.words, say.recording) for say in says] == [("yes", None), (None, "a.wav")]
    assert scenario.name == "a_call"
    assert scenario.recording("yes") == tmp_path / "audio" / "yes.wav"


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "no such recording"), (b"", "empty"), (b"this is not audio at all", "not a WAV")],
)
def test_a_recording_that_cannot_be_played_is_one_clear_line(content: bytes | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ScenarioError, match=told) as raised:
        Caller(recordings_scenario((path,)), Timeline())
    assert "\n" not in str(raised.value)


async def test_a_plain_list_of_recordings_is_a_conversation(tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, "hang_up")  # makes the recordings
    steps = [step.model_dump(exclude_unset=True) for step in recordings_scenario((tmp_path / "half.wav",) * 2).steps]
    report = await call(WireService(), tmp_path, *steps)
    assert [turn.answer_seconds is not None for turn in report.turns] == [True, True]
    assert report.ended_by == "caller"
    assert report.passed, report.failures


async def test_words_are_matched_in_lines_that_were_played(tmp_path: Path) -> None:
    wanted = {"listen": {"said": "Line number TWO is spoken here!"}}
    report = await call(WireService(), tmp_path, "listen", {"say": "half.wav"}, wanted, "hang_up")
    assert report.passed, report.failures
    unwanted = {"listen": {"not_said": "number 2"}}
    report = await call(WireService(), tmp_path, "listen", {"say": "half.wav"}, unwanted, "hang_up")
    assert report.failures == ["step 3: the assistant said “number 2”"]


async def test_words_that_were_thrown_away_do_not_count_as_said(tmp_path: Path) -> None:
    service = WireService(answers_before_close=1, wait_for_mark=False)
    report = await call(service, tmp_path, "listen", {"say": "half.wav"}, expect={"said": "line number 2"})
    assert any("did not say" in failure for failure in report.failures)


async def test_late_answers_and_dead_air_fail_a_call(tmp_path: Path) -> None:
    steps = ("listen", {"say": {"recording": "half.wav", "within_seconds": 0.3}}, "listen", "hang_up")
    assert (await call(WireService(delay_frames=10), tmp_path, *steps)).passed
    report = await call(WireService(delay_frames=20), tmp_path, *steps, expect={"dead_air_under_seconds": 0.4})
    assert len(report.failures) == 2
    assert "answered in 0.42 s" in "".join(report.failures)


async def test_steps_that_the_end_of_the_call_left_undone_fail_it(tmp_path: Path) -> None:
    service = WireService(answers_before_close=1)
    report = await call(service, tmp_path, "listen", {"say": "half.wav"}, "listen", {"say": "half.wav"})
    assert any("before step 4 (say)" in failure for failure in report.failures)


async def test_kill_is_refused_for_a_service_that_was_not_started_here(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="kill"):
        await call(WireService(), tmp_path, "listen", {"kill": "rasa"})


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("That's order 4 2 1, 8 0 7.", "421807", True),
        ("We’re open from nine to six", "WE'RE OPEN from 9 to 6", True),
        ("a personal matter", "person", False),
    ],
)
def test_words_are_compared_without_case_punctuation_and_numerals(text: str, phrase: str, found: bool) -> None:
    assert contains(text, phrase) is found
    assert normalised(" A  b. ") == "a b"


def test_the_end_of_speech_is_known_to_the_sample() -> None:
    pcm = bytes(2 * 801) + tone(0.5) + bytes(2 * 4000)
    first, last = speech_span(pcm)
    assert abs(first - 801) < 3
    assert abs(last - 4801) < 3


def test_street_noise_is_heard_and_the_quiet_line_is_not() -> None:
    assert is_audible(street_noise(1.0)[:320])
    assert not is_audible(bytes(320))


def test_a_scenario_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Scenario.model_validate({"name": "a", "steps": ["listen"]}).name = "b"  # type: ignore[misc]
