"""The doctor before the service runs: what cannot be tried yet is advice, and made-up numbers are no agents."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert

from ivr.cli import main
from ivr.doctor import LOOKS, examine, numbers, surroundings
from ivr.doctor.engines import assistant, voice_and_transcriber
from ivr.settings import Settings
from ivr.store.database import engine_of, upgrade
from ivr.store.schema import CALLS

from .source_tree import ROOT
from .test_doctor import free_port

AT = datetime(2026, 11, 27, tzinfo=UTC)
SHIPPED = (ROOT / "rules.yml").read_text()
QUICK = tuple(look for look in LOOKS if look not in {voice_and_transcriber, assistant})


def rules_with(path: Path, number: str) -> Path:
    """The rules that ship, each of the demo's numbers another one: `number`, its last figure counted up."""
    text = SHIPPED
    for last in range(1, 10):
        text = text.replace(f"+1500555000{last}", number[:-1] + str(last))
    path.write_text(text)
    return path


@pytest.fixture
def ready(settings: Settings, tmp_path: Path) -> Settings:
    """As for real calls, everything in order, and nothing running yet."""
    mine = rules_with(tmp_path / "rules.yml", "+12127365000")
    return replace(settings, public_url="https://ivr.invalid", port=free_port(), rules_file=mine, caller_id="")


def test_a_machine_in_order_is_well_before_the_service_runs(ready: Settings) -> None:
    findings = list(examine(ready, QUICK))
    assert [finding.told() for finding in findings if not finding.well] == []
    (note,) = [finding for finding in findings if finding.advice]
    assert note.name == "public URL"
    assert "ivr serve" in note.mend


def test_the_readme_puts_the_agents_in_before_the_doctor_looks() -> None:
    text = (ROOT / "README.md").read_text()
    assert text.index("your agents' numbers in place of the demo's") < text.index("ivr doctor && .venv/bin/ivr serve")


def test_advice_does_not_keep_the_service_from_being_started(ready: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = list(examine(ready, (surroundings.public_url,)))
    monkeypatch.setattr("ivr.doctor.examine", lambda: iter(findings))
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 0
    assert done.output.startswith("note ")
    assert "All is well" not in done.output


@pytest.fixture
def web_server() -> Iterator[int]:
    """A port on which another program answers 404."""
    with http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        server.RequestHandlerClass.log_message = lambda *_: None  # type: ignore[assignment,method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_what_stands_in_the_way_is_told_whatever_it_is(ready: Settings, web_server: int) -> None:
    seen = {
        "https://ivr.invalid": "its name is not known",
        f"https://[::ffff:127.0.0.1]:{free_port()}": "nobody answers there",
        f"https://[::ffff:127.0.0.1]:{web_server}": "its certificate is not accepted",
    }
    for url, what in seen.items():
        finding = surroundings.public_url(replace(ready, public_url=url))
        assert finding.advice
        assert what in finding.what


def test_nobody_is_sent_to_numbers_that_are_made_up(ready: Settings, tmp_path: Path) -> None:
    for number in ("+15005550001", "+12125550140", "+447700900121"):
        made_up = replace(ready, rules_file=rules_with(tmp_path / "made_up.yml", number))
        finding = numbers.agents(made_up)
        assert not finding.well
        assert "nobody answers 4" in finding.what
        assert "support" in finding.what
        assert number not in finding.told()
    assert numbers.agents(ready).told().startswith("ok")


def test_on_a_developers_machine_made_up_numbers_are_a_note(settings: Settings) -> None:
    finding = numbers.agents(replace(settings, public_url="http://127.0.0.1:8080"))
    assert finding.advice
    assert "nobody answers" in finding.what


def test_a_real_number_is_not_taken_for_a_made_up_one() -> None:
    neighbours = ("+442079401234", "+33639123456", "+61491570500")
    for number in (
        *neighbours,
        "+12125557000",
        "+15015550001",
        "+447911123456",
        "+4930901820",
        "+12125550200",
        "+33142685300",
    ):
        assert not numbers.MADE_UP.fullmatch(number), number


def test_a_line_that_is_called_by_sip_needs_a_number_of_its_own(ready: Settings) -> None:
    assert "by SIP" in numbers.caller_id(ready).mend
    upgrade(ready.effective_database_url)
    note_call(ready, "+12127365000")
    assert numbers.caller_id(ready).well
    note_call(ready, "sip:support@acme.example.com")
    assert not numbers.caller_id(ready).well
    assert numbers.caller_id(replace(ready, caller_id="+12127365000")).well
    assert not numbers.caller_id(replace(ready, caller_id="+15005550006")).well


def note_call(settings: Settings, line: str) -> None:
    values = {column.name: "" for column in CALLS.c if not column.nullable}
    values |= {"call_sid": line, "line": line, "started_at": AT, "admitted": True, "over": True}  # type: ignore[dict-item]
    values |= {"streams_started": 1, "resumes": 0}  # type: ignore[dict-item]
    engine = engine_of(settings.effective_database_url)
    with engine.begin() as connection:
        connection.execute(insert(CALLS).values(values))
    engine.dispose()
