"""`ivr call` over a real socket, in real time: its exit codes, what it prints and what it leaves."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
import uvicorn
from click.testing import CliRunner, Result

from ivr.audio import write_mono
from ivr.errors import ScenarioError
from ivr.settings import Settings
from ivr.simulator.command import RunningService, call_command, prompt_texts, route_agents

from .wire_service import CONNECT, GOODBYE, PUBLIC_URL, TOKEN, WireService, tone


@contextlib.contextmanager
def listening(service: WireService) -> Iterator[str]:
    """The service on a free port; the URL at which it is reached."""
    service.pages = {"incoming": [CONNECT], "next": [GOODBYE]}
    config = uvicorn.Config(service.app(), log_level="critical", ws="websockets-sansio", lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/phone"
        finally:
            server.should_exit = True
            thread.join()


def settings(folder: Path) -> Settings:
    return Settings(PUBLIC_URL, TOKEN, "k", "r", data_dir=folder, prompts_dir=folder, rules_file=folder / "rules.yml")


@contextlib.contextmanager
def not_started() -> Iterator[RunningService]:
    raise ScenarioError("the service did not start")
    yield


def run(folder: Path, *arguments: str) -> Result:
    command = call_command(not_started, lambda: settings(folder))
    return CliRunner().invoke(command, [*arguments, "--output", str(folder / "out")], catch_exceptions=False)


def test_a_call_from_a_recording_is_printed_and_leaves_wav_and_reports(tmp_path: Path) -> None:
    write_mono(tmp_path / "half.wav", tone(0.5))
    with listening(WireService(delay_frames=10)) as url:
        wav = str(tmp_path / "call.wav")
        result = run(tmp_path, str(tmp_path / "half.wav"), "--url", url, "--wav", wav, "--plot")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "call.svg").read_text().startswith("<?xml")
    assert "“half”" in result.output
    assert "answered in 0." in result.output
    assert (tmp_path / "call.wav").stat().st_size > 16_000
    report = json.loads((tmp_path / "out" / "half.json").read_text())
    # The service waits 0.22 s; the wire and this machine's schedule add what they add.
    assert report["turns"][0]["answer_seconds"] >= 0.2
    assert "caller     half" in (tmp_path / "out" / "half.txt").read_text()


def test_an_expectation_that_fails_ends_with_1(tmp_path: Path) -> None:
    write_mono(tmp_path / "half.wav", tone(0.5))
    scenario = tmp_path / "s.yml"
    scenario.write_text("steps: [hang_up]\nexpect: {reason: caller_asked}")
    with listening(WireService()) as url:
        result = run(tmp_path, str(scenario), "--url", url, "--quiet")
    assert result.exit_code == 1
    assert "reason is None, not caller_asked" in result.output


def test_json_prints_the_report_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "s.yml").write_text("steps: [hang_up]")
    with listening(WireService()) as url:
        result = run(tmp_path, str(tmp_path / "s.yml"), "--url", url, "--json")
    assert json.loads(result.stdout)["passed"] is True


def test_several_calls_are_one_wav_where_one_is_wanted_and_one_each_beside_their_reports(tmp_path: Path) -> None:
    write_mono(tmp_path / "half.wav", tone(0.5))
    for name in ("first", "second"):
        (tmp_path / f"{name}.yml").write_text("steps: [listen, say: half.wav, hang_up]")
    both = tmp_path / "both.wav"
    with listening(WireService(delay_frames=10)) as url:
        calls = [str(tmp_path / "first.yml"), str(tmp_path / "second.yml")]
        assert run(tmp_path, *calls, "--url", url, "--quiet", "--wav", str(both)).exit_code == 0
    each = [soundfile.read(tmp_path / "out" / f"{name}.wav", dtype="int16")[0] for name in ("first", "second")]
    whole, rate = soundfile.read(both, dtype="int16")
    first, pause, second = np.split(whole, [len(each[0]), len(each[0]) + rate])
    assert (first == each[0]).all()
    assert not pause.any()
    assert (second == each[1]).all()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["missing.wav"], "no such recording"),
        (["missing.yml"], "cannot be read"),
        (["half.wav", "--url", "http://127.0.0.1:9"], "nothing answers at"),
        (["half.wav"], "the service did not start"),
    ],
)
def test_what_cannot_be_run_ends_with_2_and_one_line(arguments: list[str], told: str, tmp_path: Path) -> None:
    write_mono(tmp_path / "half.wav", tone(0.5))
    result = run(tmp_path, str(tmp_path / arguments[0]), *arguments[1:])
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_certain_number_can_be_rung(tmp_path: Path) -> None:
    scenario, service = tmp_path / "s.yml", WireService()
    scenario.write_text("called: '+16175550100'\nsteps: [hang_up]")
    with listening(service) as url:
        run(tmp_path, str(scenario), "--url", url, "--quiet")
        run(tmp_path, str(scenario), "--url", url, "--quiet", "--to", "+493055500001")
    assert [asked.form["To"] for asked in service.requests("incoming")] == ["+16175550100", "+493055500001"]


@pytest.mark.parametrize(
    ("called", "company"), [("+493055500001", "Acme"), ("+16175550100", "Fernhill"), ("", "Fernhill")]
)
def test_prompts_are_read_as_callers_of_the_number_hear_them(tmp_path: Path, called: str, company: str) -> None:
    (tmp_path / "prompts.yml").write_text("hello: {en: 'This is {company}'}\n")
    profiles = "numbers:\n  +493055500001: {company: Acme}\n  '+16175550100': {fallback_route: support}\n"
    (tmp_path / "rules.yml").write_text("company: Fernhill\n" + profiles)
    assert prompt_texts(settings(tmp_path), called) == {"hello": f"This is {company}"}


def test_prompts_and_routes_are_read_for_the_report(tmp_path: Path) -> None:
    (tmp_path / "prompts.yml").write_text("disclosure: {en: 'Hello,\n  there'}\nplain: text\n")
    (tmp_path / "rules.yml").write_text("routes: {support: {agents: ['+15005550001']}}")
    assert prompt_texts(settings(tmp_path)) == {"disclosure": "Hello, there", "plain": "text"}
    assert route_agents(settings(tmp_path)) == {"support": ("+15005550001",)}
    assert route_agents(settings(tmp_path / "nowhere")) == {}
