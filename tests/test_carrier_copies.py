"""Messages that callers left come home from the carrier, and nothing of them stays there; none is lost on the way."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import insert

from ivr.asgi import Service
from ivr.core.rules import Rules
from ivr.doctor.carrier_copies import carrier_copies
from ivr.privacy.key_file import KEY_FILE, KeyFile
from ivr.privacy.retention import AS_SHIPPED
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.simulator.rest import ACCOUNT, KEY, SECRET, CarrierRest, carrier_rest
from ivr.store import copies, holds, purge
from ivr.store.carrier_copies import SETTLES, CarrierCopies, Recording
from ivr.store.database import engine_of
from ivr.store.erasure import erase
from ivr.store.schema import CALL_KEYS, VOICEMAILS
from ivr.store.sealing import row_of_key
from ivr.store.store import Store
from ivr.telephony.recordings import CarrierError, CarrierRecordings
from tests.conftest import CALL, CALLER, FakeClock
from tests.test_key_commands import typed
from tests.test_rights import SURE, told_by
from tests.test_sealed_records import OpenStore
from tests.test_store import rows, whole_call

OWN = {"IVR_SECRET_KEY": "5pQz0vXw7Lr2Tn8Yk4Bd6Hs1"}
AN_HOUR = timedelta(hours=1, seconds=1)


@pytest.fixture
def carrier() -> Iterator[CarrierRest]:
    with carrier_rest() as carrier:
        yield carrier


@pytest.fixture
def settings(settings: Settings, carrier: CarrierRest) -> Settings:
    of_carrier = {"twilio_account_sid": ACCOUNT, "twilio_api_key": KEY, "twilio_api_secret": SECRET}
    return replace(settings, secret_key=OWN["IVR_SECRET_KEY"], twilio_api_url=carrier.url, **of_carrier)


@pytest.fixture
def store(open_store: OpenStore) -> Store:
    return open_store()


@pytest.fixture
def left(store: Store, rules: Rules, carrier: CarrierRest) -> str:
    """A call that has ended with a message; its id at the carrier."""
    whole_call(store, rules)
    store.reference(CALL)
    sid = carrier.left(CALL)
    store.left_voicemail(CALL, sid)
    store.over(CALL)
    assert store.flush()
    return sid


Looking = Callable[[], CarrierCopies]


@pytest.fixture
def looking(settings: Settings, fake_clock: FakeClock) -> Looking:
    """What the service's thread does, as after a start, without the thread."""

    def one() -> CarrierCopies:
        vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
        carrier = CarrierRecordings(settings)
        return CarrierCopies(settings.effective_database_url, vault, AS_SHIPPED, carrier, fake_clock.now)

    return one


def typed_with_carrier(settings: Settings, *words: str, **more: str) -> Result:
    names = ("twilio_account_sid", "twilio_api_key", "twilio_api_secret", "twilio_api_url")
    of_carrier = {f"IVR_{name.upper()}": str(getattr(settings, name)) for name in names}
    return typed(settings, *words, **OWN, **of_carrier, **more)


def row(settings: Settings) -> dict[str, object]:
    [found] = rows(settings.effective_database_url, "SELECT * FROM voicemails")
    return found


def deletions(carrier: CarrierRest) -> list[str]:
    return [path for method, path in carrier.asked if method == "DELETE"]


def test_a_message_is_fetched_locked_and_then_gone_at_the_carrier(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, store: Store, tmp_path: Path
) -> None:
    sound = carrier.recordings[left].sound
    looking().look()
    assert carrier.recordings == {}
    assert carrier.asked[-1] == ("GET", f"/2010-04-01/Accounts/{ACCOUNT}/Recordings/{left}.json")  # asked once more
    assert row(settings)["kept_at"]
    assert row(settings)["gone_at"]
    files = b"".join(path.read_bytes() for path in settings.data_dir.rglob("*") if path.is_file())
    assert sound[100:200] not in files
    heard = tmp_path / "heard.wav"
    told = typed_with_carrier(settings, "voicemail", store.reference(CALL), str(heard))
    assert told.exit_code == 0, told.output
    assert heard.read_bytes() == sound
    assert heard.stat().st_mode & 0o777 == 0o600
    assert typed_with_carrier(settings, "voicemail", store.reference(CALL), str(heard)).exit_code == 1  # never over it
    hidden = (settings, "voicemail", store.reference(CALL), str(tmp_path / "hidden.wav"))
    assert "say why" in typed_with_carrier(*hidden, IVR_HIDE_TRANSCRIPTS="1").output
    assert typed_with_carrier(*hidden, "--why", "case 7", IVR_HIDE_TRANSCRIPTS="1").exit_code == 0
    assert CALL in (settings.data_dir / "looks.jsonl").read_text()
    asked = len(carrier.asked)
    looking().look()
    assert len(carrier.asked) == asked  # nothing is asked for again


@pytest.mark.parametrize(
    ("where", "status"),
    [
        *(("list", 307), ("list", 401), ("one", 301), ("one", 401), ("one", 429), ("one", 503)),
        *(("sound", 307), ("sound", 403), ("sound", 500)),
    ],
)
def test_a_carrier_that_refuses_costs_nothing_and_is_asked_again(
    left: str,
    carrier: CarrierRest,
    looking: Looking,
    settings: Settings,
    fake_clock: FakeClock,
    where: str,
    status: int,
) -> None:
    if where == "list":  # which is asked for where no id of the message was told
        with engine_of(settings.effective_database_url).begin() as connection:
            connection.exec_driver_sql("UPDATE voicemails SET sealed = NULL")
    with carrier_rest() as elsewhere:
        carrier.answers["GET", where], carrier.location = status, f"{elsewhere.url}/x"
        brought = looking()
        brought.look()
        assert elsewhere.asked == []
    assert left in carrier.recordings
    assert deletions(carrier) == []
    assert brought.state()["state"] == "degraded"
    assert str(status) in brought.state()["detail"]
    asked = len(carrier.asked)
    brought.look()
    assert len(carrier.asked) == asked  # not at once
    carrier.answers.clear()
    fake_clock.forward(30)
    brought.look()
    assert carrier.recordings == {}
    assert brought.state()["state"] == "ok"


def test_a_carrier_that_hangs_or_is_away_costs_nothing(left: str, carrier: CarrierRest, settings: Settings) -> None:
    carrier.hangs = threading.Event()
    vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
    for url, why in ((carrier.url, "ReadTimeout"), ("http://127.0.0.1:9", "ConnectError")):
        asked = CarrierRecordings(replace(settings, twilio_api_url=url), 0.3)
        brought = CarrierCopies(settings.effective_database_url, vault, AS_SHIPPED, asked)
        brought.look()
        assert f"was not reached ({why})" in brought.state()["detail"]
    assert left in carrier.recordings
    assert deletions(carrier) == []


def test_trouble_is_told_in_one_line_and_holds_nothing_of_the_call(
    left: str, carrier: CarrierRest, looking: Looking, capsys: pytest.CaptureFixture[str], fake_clock: FakeClock
) -> None:
    carrier.answers["GET", "one"] = 500
    brought = looking()
    for _ in range(3):
        brought.look()
        fake_clock.forward(3600)
    told = [line for line in capsys.readouterr().out.splitlines() if "carrier_copies_trouble" in line]
    assert len(told) == 1
    assert left not in told[0]
    assert CALL not in told[0]


def test_a_carrier_that_says_deleted_and_keeps_it_is_found_out_and_asked_again_after_a_restart(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings
) -> None:
    carrier.keeps_what_it_deletes = True
    brought = looking()
    brought.look()
    assert "still has it" in brought.state()["detail"]
    assert row(settings)["kept_at"]
    assert not row(settings)["gone_at"]
    carrier.keeps_what_it_deletes = False
    looking().look()
    assert carrier.recordings == {}
    assert row(settings)["gone_at"]
    assert sum(path.endswith(".wav") for _, path in carrier.asked) == 1  # fetched once


@pytest.mark.parametrize("sound", [b"", b"<html>sign in</html>", b"RIFF", None], ids=["none", "page", "head", "cut"])
def test_what_is_not_the_message_is_not_kept_and_the_message_stays(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, sound: bytes | None
) -> None:
    whole = carrier.recordings[left].sound
    carrier.recordings[left].sound = whole[: len(whole) // 4] if sound is None else sound
    carrier.recordings[left].seconds = 20
    looking().look()
    assert deletions(carrier) == []
    assert row(settings)["audio"] is None


def test_what_cannot_be_opened_again_is_not_deleted_at_the_carrier(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings
) -> None:
    carrier.answers["DELETE", "one"] = 500
    looking().look()
    with engine_of(settings.effective_database_url).begin() as connection:
        connection.exec_driver_sql("DELETE FROM call_keys")
    del carrier.answers["DELETE", "one"]
    carrier.asked.clear()
    looking().look()
    assert deletions(carrier) == []
    assert left in carrier.recordings


def test_a_message_of_which_no_id_was_told_is_found_and_one_that_is_being_made_waited_for(
    store: Store, rules: Rules, carrier: CarrierRest, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    whole_call(store, rules)
    store.reference(CALL)
    store.over(CALL)
    assert store.flush()
    other = carrier.left(CALL, source="DialVerb")
    sid = carrier.left(CALL, status="processing")
    brought = looking()
    brought.look()
    assert row(settings)["audio"] is None
    assert brought.state()["state"] == "ok"
    carrier.recordings[sid].status = "completed"
    fake_clock.forward(30)
    brought.look()
    assert row(settings)["gone_at"]
    assert row(settings)["audio"]
    assert list(carrier.recordings) == [other]  # not what callers left: none of ours to take


def test_where_nobody_left_a_message_the_carrier_is_asked_for_an_hour_and_then_no_more(
    store: Store, rules: Rules, carrier: CarrierRest, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    whole_call(store, rules)
    store.reference(CALL)
    store.over(CALL)
    assert store.flush()
    brought = looking()
    for _ in range(40):
        brought.look()
        fake_clock.forward(SETTLES.total_seconds() / 20)
    assert row(settings)["gone_at"]
    assert len(carrier.asked) < 15


def test_what_is_older_than_it_may_be_kept_is_deleted_there_unfetched_unless_on_hold(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    engine = engine_of(settings.effective_database_url)
    of_operator = carrier.left(CALL, source="DialVerb")
    holds.hold(engine, [CALL], fake_clock.now(), "case 7", None)
    fake_clock.forward(31 * 86400)
    carrier.answers["DELETE", "one"] = 500
    looking().look()
    assert row(settings)["audio"]  # on hold: kept, though it is old
    holds.release(engine, [CALL])
    while purge.purge_some(engine, AS_SHIPPED, fake_clock.now()):
        pass
    assert row(settings)["audio"] is None
    del carrier.answers["DELETE", "one"]
    carrier.asked.clear()
    looking().look()
    assert list(carrier.recordings) == [of_operator]
    assert not [path for _, path in carrier.asked if path.endswith(".wav")]
    engine.dispose()


def test_of_an_old_call_whose_id_is_known_only_messages_are_deleted(
    left: str, carrier: CarrierRest, looking: Looking, fake_clock: FakeClock
) -> None:
    of_operator = carrier.left(CALL, source="DialVerb")
    fake_clock.forward(31 * 86400)
    looking().look()
    assert list(carrier.recordings) == [of_operator]


def test_a_hold_that_is_set_during_a_round_keeps_what_is_old(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    engine = engine_of(settings.effective_database_url)
    fake_clock.forward(31 * 86400)
    brought = looking()
    asked_for = brought._carrier.of_call

    def held_meanwhile(call: str) -> Sequence[Recording]:
        holds.hold(engine, [CALL], fake_clock.now(), "case 7", None)
        return asked_for(call)

    brought._carrier.of_call = held_meanwhile  # type: ignore[method-assign]
    brought.look()
    assert deletions(carrier) == []
    assert not row(settings)["gone_at"]
    fake_clock.forward(30)
    brought.look()
    assert row(settings)["audio"]  # and it is fetched, as what is on hold
    engine.dispose()


def test_a_message_that_the_carrier_never_showed_is_waited_for_and_told_of(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    elsewhere = carrier.recordings.pop(left)  # as with the settings of another account
    brought = looking()
    for _ in range(3):
        brought.look()
        assert "does not have" in brought.state()["detail"]
        assert brought.state()["state"] == "degraded"
        assert not row(settings)["gone_at"]
        fake_clock.forward(3601)
    assert not carrier_copies(settings).well
    carrier.recordings[left] = elsewhere
    brought.look()
    assert row(settings)["audio"]
    assert row(settings)["gone_at"]


def test_what_was_fetched_may_be_gone_already(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings
) -> None:
    carrier.answers["DELETE", "one"] = 503
    looking().look()
    assert row(settings)["kept_at"]
    carrier.recordings.clear()
    brought = looking()
    brought.look()
    assert brought.state()["state"] == "ok"
    assert row(settings)["gone_at"]


def test_messages_that_give_trouble_wait_behind_new_ones(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, store: Store, fake_clock: FakeClock
) -> None:
    carrier.recordings.pop(left)
    brought = looking()
    brought.look()
    fake_clock.forward(30)
    store.reference("CA-next")
    sid = carrier.left("CA-next")
    store.left_voicemail("CA-next", sid)
    store.over("CA-next")
    assert store.flush()
    brought.look()
    assert sid not in carrier.recordings


@pytest.mark.parametrize("status", ["failed", "absent"])
def test_what_never_became_a_recording_is_deleted_unfetched(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, status: str
) -> None:
    carrier.recordings[left].status = status
    looking().look()
    assert carrier.recordings == {}
    assert row(settings)["audio"] is None
    assert row(settings)["gone_at"]


@pytest.mark.parametrize("status", ["", "archived", "Completed"])
def test_a_message_of_a_status_that_is_not_known_stays_there(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, status: str
) -> None:
    carrier.recordings[left].status = status
    brought = looking()
    brought.look()
    assert "status" in brought.state()["detail"]
    assert deletions(carrier) == []
    assert not row(settings)["gone_at"]


@pytest.mark.parametrize(
    "other",
    [{"sid": "REanother"}, {"call_sid": "CA-of-somebody-else"}, {"sid": None}, {"call_sid": None}],
    ids=["sid", "call", "no sid", "no call"],
)
def test_an_answer_about_another_recording_is_none(
    left: str, carrier: CarrierRest, looking: Looking, other: dict[str, str | None]
) -> None:
    told = {"sid": left, "call_sid": CALL, "status": "failed", "source": "RecordVerb", "duration": "2"}
    carrier.bodies["GET", "one"] = json.dumps(told | other).encode()
    brought = looking()
    brought.look()
    assert "another recording" in brought.state()["detail"]
    assert deletions(carrier) == []


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"a":' * 100_000, json.dumps({"recordings": [], "next_page_uri": "http://[x/?PageToken=1"})],
    ids=["nested list", "nested object", "address"],
)
def test_an_answer_without_sense_is_told_as_trouble_of_the_carriers(
    left: str, carrier: CarrierRest, settings: Settings, body: bytes | str
) -> None:
    carrier.bodies["GET", "list"] = body.encode() if isinstance(body, str) else body
    carrier.bodies["GET", "one"] = b"[" * 100_000
    asked = CarrierRecordings(settings)
    with pytest.raises(CarrierError):
        asked.of_call(CALL)
    with pytest.raises(CarrierError):
        asked.one(left, CALL)


@pytest.mark.parametrize("duration", ["nan", "inf", "-1"])
def test_a_length_without_sense_is_that_of_no_message(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, duration: str
) -> None:
    told = {"sid": left, "call_sid": CALL, "status": "completed", "source": "RecordVerb", "duration": duration}
    carrier.bodies["GET", "one"] = json.dumps(told).encode()
    looking().look()
    assert deletions(carrier) == []
    assert row(settings)["audio"] is None


def test_whatever_breaks_with_one_message_does_not_hold_up_the_next(
    left: str,
    carrier: CarrierRest,
    looking: Looking,
    settings: Settings,
    store: Store,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.reference("CA-next")
    sid = carrier.left("CA-next")
    store.left_voicemail("CA-next", sid)
    store.over("CA-next")
    assert store.flush()
    brought = looking()
    sound_of = brought._carrier.fetch

    def breaks(asked: str, seconds: float) -> bytes:
        if asked == left:
            raise ZeroDivisionError(f"what {CALLER} said")
        return sound_of(asked, seconds)

    brought._carrier.fetch = breaks  # type: ignore[method-assign]
    brought.look()
    brought.look()
    assert list(carrier.recordings) == [left]
    assert "ZeroDivisionError" in brought.state()["detail"]
    written = capsys.readouterr().out
    assert "ZeroDivisionError" in written
    assert CALLER not in written


def test_a_line_that_comes_late_takes_nothing_away(
    left: str, looking: Looking, settings: Settings, store: Store, fake_clock: FakeClock
) -> None:
    looking().look()
    from ivr.store import lines  # as the spool would tell it once more

    store._outlet.tell([lines.of_voicemail(store.record(CALL), fake_clock.now())])
    assert store.flush()
    assert row(settings)["audio"]
    assert row(settings)["gone_at"]


def test_a_new_master_key_opens_the_message_and_the_export_brings_it_along(
    left: str, carrier: CarrierRest, looking: Looking, settings: Settings, tmp_path: Path
) -> None:
    sound = carrier.recordings[left].sound
    looking().look()
    assert typed(settings, "keys", "rotate", **OWN).exit_code == 0
    output = tmp_path / "caller.json"
    told = typed_with_carrier(settings, "export-caller", "--call", CALL, *SURE, "--output", str(output))
    assert told.exit_code == 0, told.output
    assert (tmp_path / f"caller-{CALL}.wav").read_bytes() == sound
    assert "kept_at" in output.read_text()


def test_of_several_keys_of_a_call_the_newest_locks_its_message(
    left: str, looking: Looking, settings: Settings, fake_clock: FakeClock
) -> None:
    vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
    engine = engine_of(settings.effective_database_url)
    later = [vault.new_key(CALL, fake_clock.now() + timedelta(minutes=minutes)).kept for minutes in range(20, 0, -1)]
    with engine.begin() as connection:
        connection.execute(insert(CALL_KEYS), [row_of_key(kept) for kept in later])
    looking().look()
    sealed = row(settings)["audio"]
    assert isinstance(sealed, bytes)
    assert vault.unsealed(VOICEMAILS.name, copies.SOUND, sealed, (later[0],))


def test_erasing_deletes_at_the_carrier_and_the_receipt_says_what(
    left: str, carrier: CarrierRest, settings: Settings
) -> None:
    more = carrier.left(CALL, source="DialVerb")
    stranger = carrier.left("CA-of-somebody-else")
    done = typed_with_carrier(settings, "erase", "--number", CALLER, *SURE)
    assert done.exit_code == 0, done.output
    receipt = told_by(done)
    assert sorted(receipt["recordings_deleted_at_the_carrier"]) == sorted([left, more])
    assert receipt["recordings_to_delete_at_the_carrier"] == []
    assert list(carrier.recordings) == [stranger]
    assert rows(settings.effective_database_url, "SELECT * FROM voicemails") == []


def test_what_the_carrier_never_showed_is_not_told_as_deleted(
    left: str, carrier: CarrierRest, settings: Settings, looking: Looking
) -> None:
    carrier.recordings.clear()  # as with the settings of another account
    receipt = told_by(typed_with_carrier(settings, "erase", "--number", CALLER, *SURE))
    assert receipt["recordings_deleted_at_the_carrier"] == []
    assert receipt["recordings_to_delete_at_the_carrier"] == [left]
    assert "does not have" in receipt["the_carrier"]


def test_what_came_home_before_is_neither_deleted_at_the_carrier_nor_left(
    left: str, carrier: CarrierRest, settings: Settings, looking: Looking
) -> None:
    looking().look()
    receipt = told_by(typed_with_carrier(settings, "erase", "--number", CALLER, *SURE))
    assert receipt["recordings_deleted_at_the_carrier"] == []
    assert receipt["recordings_to_delete_at_the_carrier"] == []
    assert "the_carrier" not in receipt


def test_what_the_carrier_did_not_delete_is_named_and_deleted_later_by_the_service(
    left: str, carrier: CarrierRest, settings: Settings, looking: Looking
) -> None:
    carrier.answers["DELETE", "one"] = 503
    receipt = told_by(typed_with_carrier(settings, "erase", "--number", CALLER, *SURE))
    assert receipt["recordings_deleted_at_the_carrier"] == []
    assert receipt["recordings_to_delete_at_the_carrier"] == [left]
    assert "503" in receipt["the_carrier"]
    kept = row(settings)
    assert {name for name, value in kept.items() if value} == {"call_sid", "at"}  # its id alone
    carrier.answers.clear()
    looking().look()
    assert carrier.recordings == {}
    assert rows(settings.effective_database_url, "SELECT * FROM voicemails") == []


def test_what_is_fetched_while_its_caller_is_forgotten_is_not_kept(
    left: str, settings: Settings, fake_clock: FakeClock
) -> None:
    vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
    engine = engine_of(settings.effective_database_url)
    erase(engine, vault, [CALL], fake_clock.now(), "letter", dry=False, at_carrier=True)
    copies.keep(engine, vault, CALL, b"sound", fake_clock.now())
    assert row(settings)["audio"] is None
    assert rows(settings.effective_database_url, "SELECT * FROM call_keys") == []
    engine.dispose()


def test_what_lies_at_the_carrier_is_told_page_by_page_with_what_becomes_of_it(
    left: str, carrier: CarrierRest, settings: Settings, looking: Looking
) -> None:
    stranger = carrier.left("CA-of-somebody-else")
    carrier.page = 1
    told = typed_with_carrier(settings, "carrier-copies")
    assert told.exit_code == 1
    lines = {line.split()[0]: line for line in told.output.splitlines() if line.startswith("RE")}
    assert lines[left].endswith("to be fetched")
    assert lines[stranger].endswith("no call on record here, left alone")
    looking().look()
    del carrier.recordings[stranger]
    assert typed_with_carrier(settings, "carrier-copies").output == "No recording lies at the carrier.\n"


def test_the_doctor_says_whether_messages_come_home(
    left: str, carrier: CarrierRest, settings: Settings, looking: Looking
) -> None:
    assert "messages stay at the carrier" in carrier_copies(replace(settings, twilio_api_key="")).what
    bad = carrier_copies(replace(settings, twilio_api_secret="another-secret-of-nobody"))
    assert not bad.well
    assert "401" in bad.what
    late = carrier_copies(settings)
    assert not late.well
    assert "since more than two hours" in late.what
    looking().look()
    assert carrier_copies(settings).well


def test_a_service_with_a_key_brings_messages_home_beside_its_calls_and_ends_though_the_carrier_hangs(
    left: str, carrier: CarrierRest, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    monkeypatch.setattr("ivr.store.looking.FIRST_LOOK_SECONDS", 0.0)
    monkeypatch.setattr("ivr.store.looking._STOP_SECONDS", 0.1)
    monkeypatch.setattr(CarrierRecordings, "one", lambda *_: asked.set() or threading.Event().wait(60))
    same = {"database_url": settings.effective_database_url, "master_key_file": str(settings.data_dir / KEY_FILE)}
    service = Service(replace(settings, data_dir=tmp_path / "its own", **same))
    assert service.copies is not None
    assert "carrier copies" in service.parts()
    service.copies.start()
    assert asked.wait(30)
    service.copies.close()  # returns, though the carrier has not answered
    assert left in carrier.recordings
    assert Service(replace(settings, data_dir=tmp_path / "keyless", twilio_api_key="")).copies is None


def test_in_postgresql_a_message_comes_home_and_goes_with_its_caller(
    postgres_url: str,
    open_store: OpenStore,
    rules: Rules,
    carrier: CarrierRest,
    settings: Settings,
    fake_clock: FakeClock,
) -> None:
    store = open_store(postgres_url)
    whole_call(store, rules)
    sid = carrier.left(CALL)
    sound = carrier.recordings[sid].sound
    store.left_voicemail(CALL, sid)
    store.over(CALL)
    assert store.flush()
    vault = Vault(KeyFile(settings.data_dir / KEY_FILE))
    brought = CarrierCopies(postgres_url, vault, AS_SHIPPED, CarrierRecordings(settings), fake_clock.now)
    brought.look()
    assert brought.state()["state"] == "ok"
    assert carrier.recordings == {}
    engine = engine_of(postgres_url)
    assert copies.sound_of(engine, vault, CALL) == sound
    again = carrier.left(CALL, source="DialVerb")
    erase(engine, vault, [CALL], fake_clock.now(), "letter", dry=False, at_carrier=True)
    assert copies.sound_of(engine, vault, CALL) == b""
    assert list(carrier.recordings) == [again]
    brought.look()
    assert carrier.recordings == {}
    assert rows(postgres_url, "SELECT * FROM voicemails") == []
    brought.close()
    engine.dispose()
