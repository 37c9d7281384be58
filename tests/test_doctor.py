"""The doctor: each thing that a call needs is looked at, and what is wrong comes with its mending."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from ivr.doctor import LOOKS, content, engines, examine, machine, surroundings
from ivr.doctor.finding import Finding
from ivr.engines.rasa_server import python_of
from ivr.settings import Settings
from ivr.store.database import upgrade

from .source_tree import ROOT


def check_ill(finding: Finding, mend: str) -> None:
    """Something is wrong, and this is what to do."""
    assert not finding.well, finding.told()
    assert mend in finding.mend


def check_well(finding: Finding, what: str = "") -> None:
    assert finding.well, finding.told()
    assert what in finding.what


@pytest.fixture
def bare(settings: Settings, tmp_path: Path) -> Settings:
    """A machine on which nothing was installed."""
    empty = tmp_path / "empty"
    return replace(settings, models_dir=empty, rasa_dir=empty, prompts_dir=empty, rules_file=empty / "rules.yml")


def test_a_finding_is_told_with_its_mending_below() -> None:
    told = Finding("rules", False, "rules.yml:3: broken", "first this\nthen that").told().splitlines()
    assert told[0].startswith("WRONG  rules")
    assert [line.strip() for line in told[1:]] == ["first this", "then that"]


def test_one_look_that_breaks_does_not_keep_the_others_from_being_taken(settings: Settings) -> None:
    def broken(_: Settings) -> Finding:
        raise RuntimeError("a bug")

    findings = list(examine(settings, (broken, surroundings.signature)))
    assert [finding.well for finding in findings] == [False, True]


def test_this_python_and_machine_are_told() -> None:
    check_well(machine.python_version(Settings("", "", "", "")))
    assert "cores" in machine.power(Settings("", "", "", "")).what


def test_a_machine_too_small_is_told_what_it_lacks(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    check_ill(machine.power(settings), "2 cores keep answers quick")


def test_the_data_folder_is_made_and_written_to(settings: Settings, tmp_path: Path) -> None:
    check_well(machine.data_folder(replace(settings, data_dir=tmp_path / "new")), "GB free")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_data_folder_that_cannot_be_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    check_ill(machine.data_folder(replace(settings, data_dir=tmp_path / "file")), "IVR_DATA_DIR")


def test_the_rules_and_prompts_that_ship_are_well(settings: Settings) -> None:
    check_well(content.rules(settings))
    check_well(content.prompts(settings))
    check_well(content.wording(settings), "lines that callers hear")


def test_missing_rules_prompts_and_models_are_each_told_with_their_command(bare: Settings) -> None:
    check_ill(content.rules(bare), "ivr check")
    check_ill(content.prompts(bare), "ivr render-prompts")
    check_ill(content.wording(bare), "ivr check")
    check_ill(content.models(bare), "make models")


def install_rasa(folder: Path) -> None:
    for name in ("python", "rasa"):
        (folder / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
        (folder / ".venv" / "bin" / name).touch()


def make_assistant(folder: Path) -> None:
    """The files without which none is started, empty but for train.py, which says what it was trained from."""
    for name in (*engines.NEEDED, "domain.yml", "uv.lock"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "train.py").write_text((ROOT / "rasa_project" / "train.py").read_text())


def test_an_assistant_not_installed_or_not_trained_is_told(bare: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "rasa_dir", bare.data_dir / "shipped")
    check_ill(engines.assistant(bare), "make install")
    install_rasa(bare.rasa_dir)
    check_ill(engines.assistant(bare), "ivr new-assistant")
    make_assistant(bare.rasa_dir)
    check_ill(engines.assistant(bare), f"make train IVR_RASA_DIR={bare.rasa_dir}")


def test_an_assistant_without_an_environment_of_its_own_runs_in_the_one_that_ships(
    bare: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = bare.data_dir / "shipped"
    monkeypatch.setattr(Settings, "rasa_dir", shipped)
    install_rasa(shipped)
    make_assistant(bare.rasa_dir)
    check_ill(engines.assistant(bare), "make train")
    assert python_of(bare.rasa_dir) == shipped / ".venv" / "bin" / "python"
    install_rasa(bare.rasa_dir)
    assert python_of(bare.rasa_dir) == bare.rasa_dir / ".venv" / "bin" / "python"


def test_an_assistant_whose_sources_changed_is_told(bare: Settings) -> None:
    install_rasa(bare.rasa_dir)
    make_assistant(bare.rasa_dir)
    (bare.rasa_dir / "models").mkdir()
    for name in ("assistant.tar.gz", "assistant.sha256"):
        (bare.rasa_dir / "models" / name).touch()
    (bare.rasa_dir / "models" / "assistant.sources.sha256").write_text("of other sources")
    finding = engines.assistant(bare)
    check_ill(finding, "make train")
    assert "changed" in finding.what


def test_a_rasa_elsewhere_that_does_not_answer_is_told(settings: Settings) -> None:
    check_ill(engines.assistant(replace(settings, rasa_url=f"http://127.0.0.1:{free_port()}")), "CANDID_RASA_SECRET")


def test_a_database_that_is_yet_to_be_made_is_no_fault(settings: Settings) -> None:
    check_well(surroundings.database(settings), "made by the first start")
    assert not (settings.data_dir / "candid.db").exists()


def test_a_database_with_the_newest_tables_is_told(settings: Settings) -> None:
    upgrade(settings.effective_database_url)
    check_well(surroundings.database(settings), "up to date")


def test_a_database_that_does_not_answer_is_told_without_its_password(settings: Settings) -> None:
    url = f"postgresql://candid:hidden@127.0.0.1:{free_port()}/candid"
    finding = surroundings.database(replace(settings, database_url=url))
    check_ill(finding, "IVR_DATABASE_URL")
    assert "hidden" not in finding.told()
    check_ill(surroundings.database(replace(settings, database_url="nonsense")), "docs/settings.md")


def test_a_free_port_is_well_and_one_that_another_program_holds_is_not(settings: Settings) -> None:
    check_well(surroundings.port(replace(settings, port=free_port())), "free")
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0.1)
        held = replace(settings, port=other.getsockname()[1])
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(surroundings, "ANSWER_SECONDS", 0.2)
            check_ill(surroundings.port(held), "IVR_PORT")


def test_a_service_that_runs_on_the_port_is_well(settings: Settings, alive: int) -> None:
    check_well(surroundings.port(replace(settings, port=alive, public_url="http://127.0.0.1")), "running")


def test_twilios_own_example_of_a_signature_is_accepted(settings: Settings) -> None:
    check_well(surroundings.signature(settings))


def test_a_public_url_must_be_https_and_reach_the_service_that_runs(settings: Settings, alive: int) -> None:
    check_ill(surroundings.public_url(replace(settings, public_url="http://ivr.invalid")), "wss:// only")
    running = replace(settings, public_url="https://ivr.invalid", port=alive)
    check_ill(surroundings.public_url(running), "/healthz must answer")


def test_a_public_url_on_this_machine_is_told_and_no_fault(settings: Settings) -> None:
    check_well(surroundings.public_url(replace(settings, public_url="http://127.0.0.1:8080")), "Twilio cannot reach")


def test_settings_that_are_all_missing_are_a_developers_and_some_missing_a_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("PUBLIC_URL", "TWILIO_AUTH_TOKEN", "SECRET_KEY", "RASA_SECRET"):
        monkeypatch.delenv(f"IVR_{name}", raising=False)
    check_well(surroundings.settings_of_environment(), "--dev")
    monkeypatch.setenv("IVR_PUBLIC_URL", "https://ivr.example.com")
    finding = surroundings.settings_of_environment()
    check_ill(finding, "docs/settings.md")
    assert "IVR_TWILIO_AUTH_TOKEN" in finding.what


@pytest.mark.engine
def test_the_voice_is_heard_and_understood_by_the_transcriber(settings: Settings) -> None:
    check_well(engines.voice_and_transcriber(settings), "understands it")


@pytest.mark.engine
def test_a_voice_that_does_not_exist_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "VOICE_SECONDS", 5.0)
    check_ill(engines.voice_and_transcriber(replace(settings, voice="no-such-voice")), "IVR_VOICE")


def test_everything_has_its_look() -> None:
    names = {look.__name__ for look in LOOKS}
    assert {
        "models",
        "rules",
        "prompts",
        "assistant",
        "database",
        "back_office",
        "signature",
        "public_url",
        "port",
        "agents",
        "caller_id",
    } <= names


def test_a_back_office_is_asked_for_its_shops_with_the_token(settings: Settings, alive: int) -> None:
    check_well(surroundings.back_office(settings), "made up")
    url = f"http://127.0.0.1:{alive}"
    check_well(surroundings.back_office(replace(settings, back_office_url=url, back_office_token="good")), "answers in")
    check_ill(surroundings.back_office(replace(settings, back_office_url=url, back_office_token="old")), "TOKEN")
    check_ill(surroundings.back_office(replace(settings, back_office_url=f"http://127.0.0.1:{free_port()}")), "URL")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Alive(BaseHTTPRequestHandler):
    """Answers as the service does, and as a back office."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"status": "alive"}).encode())

    def do_POST(self) -> None:
        """A back office that knows one token and one path."""
        good = (self.path, self.headers["Authorization"]) == ("/shops", "Bearer good")
        self.send_response(200 if good else 401)
        self.end_headers()
        self.wfile.write(b"[]" if good else b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Not into the tests' output."""


@pytest.fixture
def alive() -> Iterator[int]:
    """The port of something that answers /healthz as the service does."""
    with HTTPServer(("127.0.0.1", 0), Alive) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()
