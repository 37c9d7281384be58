"""The command line: helpful without a manual, honest in its exit codes, and silent about tracebacks."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from ivr.doctor import Finding
from tests.commands import COMMANDS

from .source_tree import ROOT

SOUND = 'routes:\n  support:\n    agents: ["+15005550001"]\nfallback_route: support\ncompany: Acme\n'


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs `ivr ARGUMENTS` with nothing set but a data folder of the test's own."""
    for name in ("PUBLIC_URL", "TWILIO_AUTH_TOKEN", "SECRET_KEY", "RASA_SECRET", "RULES_FILE", "PROMPTS_DIR"):
        monkeypatch.delenv(f"IVR_{name}", raising=False)
    monkeypatch.setenv("IVR_DATA_DIR", str(tmp_path / "data"))

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


def test_help_teaches_the_first_steps(run) -> None:
    told = run("--help").output
    for step in ("ivr call tests/calls/demo.yml", "ivr check", "ivr doctor", "ivr serve"):
        assert step in told


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_says_what_it_is_for_and_what_each_option_does(run, name: str) -> None:
    done = run(*name.split(), "--help")
    assert done.exit_code == 0
    assert COMMANDS[name].help
    for parameter in COMMANDS[name].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None) or parameter.name == "language", parameter.name


def test_the_scenario_that_help_names_is_there() -> None:
    assert (ROOT / "tests" / "calls" / "demo.yml").is_file()


def test_serve_without_dev_refuses_to_start_and_names_what_is_missing(run) -> None:
    done = run("serve")
    assert done.exit_code == 1
    assert "IVR_TWILIO_AUTH_TOKEN is missing" in done.output
    assert "Traceback" not in done.output


def test_check_finds_nothing_wrong_with_what_ships(run) -> None:
    done = run("check")
    assert (done.exit_code, done.output) == (0, "Nothing to mend.\n")


def test_check_tells_file_line_and_mending_of_each_mistake(run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(SOUND.replace("+15005550001", "911") + "limits: {turns: 0}\n")
    done = run("check", path)
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["mine.yml:3", "mine.yml:6"]


def test_check_takes_several_files_and_tells_of_all(run, tmp_path: Path) -> None:
    sound, unsound = tmp_path / "sound.yml", tmp_path / "unsound.yml"
    sound.write_text(SOUND)
    unsound.write_text("routes: [")
    assert run("check", sound).exit_code == 0
    done = run("check", sound, unsound, tmp_path / "absent.yml")
    assert done.exit_code == 1
    assert "unsound.yml:1: not YAML" in done.output
    assert "cannot be read" in done.output


def test_render_prompts_checks_without_rendering(run) -> None:
    done = run("render-prompts", "--check")
    assert (done.exit_code, done.output) == (0, "Text and audio agree.\n")


def test_a_recording_for_a_prompt_that_does_not_exist_is_refused(run) -> None:
    done = run("render-prompts", "--accept", "no_such_prompt")
    assert done.exit_code == 1
    assert "no_such_prompt" in done.output
    assert "Traceback" not in done.output


def test_a_call_from_a_recording_that_is_not_there_ends_with_two_and_one_line(run) -> None:
    done = run("call", "absent.yml")
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1


def test_the_doctor_ends_with_one_when_something_is_wrong(run, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = [Finding("models", True, "all there"), Finding("rules", False, "rules.yml:3: broken", "run `ivr check`")]
    monkeypatch.setattr("ivr.doctor.examine", lambda: iter(findings))
    done = run("doctor")
    assert done.exit_code == 1
    assert "run `ivr check`" in done.output
    monkeypatch.setattr("ivr.doctor.examine", lambda: iter(findings[:1]))
    assert run("doctor").exit_code == 0


def test_check_ends_well_with_advice_and_ill_with_a_mistake(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "audio_prompts", tmp_path / "prompts")
    monkeypatch.setenv("IVR_PROMPTS_DIR", str(tmp_path / "prompts"))
    prompts = tmp_path / "prompts" / "prompts.yml"
    prompts.write_text(
        prompts.read_text() + "exceptions: [{line: goodbye, rule: seconds, reason: it was longer once}]\n"
    )
    advised = run("check")
    assert advised.exit_code == 0
    assert "warning: no line 'goodbye'" in advised.output
    assert "Nothing that must be mended." in advised.output
    prompts.write_text(prompts.read_text().replace("For your order, press one.", "Press one for your order."))
    wrong = run("check")
    assert wrong.exit_code == 1
    assert "keys_hint says" in wrong.output
