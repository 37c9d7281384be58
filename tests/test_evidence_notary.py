"""Checkpoints on a schedule, to those who keep them elsewhere; whatever fails there costs no call anything."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from ivr.evidence.checkpoint import KeptCheckpoints, read_checkpoint
from ivr.evidence.couriers import Courier, CourierError, ToFile, ToWebhook
from ivr.evidence.notary import Notary
from ivr.evidence.note import SigningKey

from .evidence import Clock, call_facts, open_log

NEVER = 1e6


class Remembers:
    """A courier that remembers what it was given, and fails where it is told to."""

    name = "a courier"

    def __init__(self) -> None:
        self.delivered: list[bytes] = []
        self.arrived = threading.Event()
        self.trouble = ""

    def deliver(self, checkpoint: bytes) -> None:
        if self.trouble:
            raise CourierError(self.trouble)
        self.delivered.append(checkpoint)
        self.arrived.set()


def notary_of(folder: Path, *couriers: Courier, every: float = NEVER) -> Notary:
    clock = Clock()
    return Notary(open_log(folder, clock), every, couriers, clock)


def test_what_was_not_signed_is_signed_when_the_service_ends(tmp_path: Path) -> None:
    courier = Remembers()
    notary = notary_of(tmp_path / "log", courier).start()
    notary.append(call_facts(1))
    notary.close()
    kept = KeptCheckpoints(tmp_path / "log" / "checkpoints").all()
    assert [found.size for found in kept] == [0, 4]
    assert courier.delivered == [kept[-1].bytes()]


def test_a_checkpoint_comes_by_itself_when_its_time_has_come(tmp_path: Path) -> None:
    courier = Remembers()
    notary = notary_of(tmp_path / "log", courier, every=0.01).start()
    assert courier.arrived.wait(10)
    notary.close()


def test_what_is_signed_already_is_not_signed_again_at_the_end(tmp_path: Path) -> None:
    courier = Remembers()
    notary = notary_of(tmp_path / "log", courier)
    notary.append(call_facts(1))
    notary.sign()
    notary.close()
    assert len(courier.delivered) == 1


def test_the_last_checkpoint_waits_for_a_round_under_way_which_waits_for_nobody_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.evidence.notary._STOP_SECONDS", 0.05)
    monkeypatch.setattr("ivr.evidence.notary._LAST_SECONDS", 0.5)
    asked, ended = threading.Event(), threading.Event()

    class Hangs(Remembers):
        name = "the witness that hangs"

        def deliver(self, checkpoint: bytes) -> None:
            asked.set()
            ended.wait()

    clock, courier = Clock(), Remembers()
    notary = Notary(open_log(tmp_path / "log", clock), 0.01, [courier], clock, [Hangs()])
    notary.append(call_facts(1))
    notary.start()
    assert asked.wait(10)
    notary.append(call_facts(2))
    notary.close()
    ended.set()
    notary._thread.join()
    assert [read_checkpoint(found).size for found in courier.delivered] == [4, 8]


def test_a_courier_that_fails_keeps_no_other_from_its_checkpoint_and_is_told_until_it_works(tmp_path: Path) -> None:
    bad, good = Remembers(), Remembers()
    notary = notary_of(tmp_path / "log", bad, good)
    bad.trouble = "the auditor is not to be reached"
    notary.sign()
    assert len(good.delivered) == 1
    assert notary.state()["state"] == "degraded"
    assert "the auditor is not to be reached" in notary.state()["detail"]
    assert notary.append(call_facts(1)) == range(0, 4)
    bad.trouble = ""
    notary.sign()
    assert notary.state() == {"state": "ok", "detail": "4 facts"}
    notary.close()


def test_trouble_is_logged_once_and_so_is_its_end(tmp_path: Path) -> None:
    bad = Remembers()
    notary = notary_of(tmp_path / "log", bad)
    with capture_logs() as logged:
        for trouble in ("", "not there", "not there", "full", "", ""):
            bad.trouble = trouble
            notary.sign()
    notary.close()
    assert [(line["event"], line.get("problem")) for line in logged] == [
        ("evidence_checkpoint_trouble", "not there"),
        ("evidence_checkpoint_trouble", "full"),
        ("evidence_checkpoint_trouble_over", None),
    ]


def test_a_log_that_cannot_be_signed_is_told(tmp_path: Path) -> None:
    notary = notary_of(tmp_path / "log")
    notary.append(call_facts(1))
    checkpoints = tmp_path / "log" / "checkpoints"
    data = checkpoints.read_bytes()
    checkpoints.unlink()
    checkpoints.mkdir()
    notary.sign()
    assert "no checkpoint could be signed" in notary.state()["detail"]
    checkpoints.rmdir()
    checkpoints.write_bytes(data)
    notary.sign()
    assert notary.state()["state"] == "ok"
    notary.close()


def test_a_file_takes_every_checkpoint_as_the_logs_own_does(tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "checkpoints"
    notary = notary_of(tmp_path / "log", ToFile(copy))
    for number in range(3):
        notary.append(call_facts(number))
        notary.sign()
    notary.close()
    own = KeptCheckpoints(tmp_path / "log" / "checkpoints").all()
    assert KeptCheckpoints(copy).all() == own[1:]


def test_a_file_that_takes_nothing_is_told_without_its_name(tmp_path: Path) -> None:
    (tmp_path / "secret-place").mkdir()
    with pytest.raises(CourierError, match="IVR_EVIDENCE_FILE takes no checkpoint") as told:
        ToFile(tmp_path / "secret-place").deliver(b"x")
    assert "secret-place" not in str(told.value)


@pytest.fixture
def auditor() -> Iterator[tuple[str, list[bytes], list[int]]]:
    """A webhook: its URL, what it was sent, and the statuses that it answers, one after another."""
    sent: list[bytes] = []
    answers: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(answers.pop(0) if answers else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/kept?token=secret", sent, answers
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_is_sent_the_checkpoint_as_it_is(auditor: tuple[str, list[bytes], list[int]], tmp_path: Path) -> None:
    url, sent, _ = auditor
    notary = notary_of(tmp_path / "log", ToWebhook(url))
    notary.append(call_facts(1))
    notary.close()
    assert sent == [(tmp_path / "log" / "checkpoint").read_bytes()]
    assert SigningKey.read(tmp_path / "log" / "key.pem").name.encode() in sent[0]


def test_a_webhook_that_refuses_or_is_not_there_is_told_without_its_address(
    auditor: tuple[str, list[bytes], list[int]],
) -> None:
    url, _, answers = auditor
    answers.append(500)
    with pytest.raises(CourierError, match="answered 500") as told:
        ToWebhook(url).deliver(b"x")
    assert "secret" not in str(told.value)
    with pytest.raises(CourierError, match="was not reached") as told:
        ToWebhook("http://127.0.0.1:1/kept?token=secret").deliver(b"x")
    assert "secret" not in str(told.value)
    with pytest.raises(CourierError, match="was not reached"):
        ToWebhook("http://[").deliver(b"x")
