"""Whole calls of the stand-in against a service whose delays are known, in audio time."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from .wire_service import CONNECT, GOODBYE, WireService, call

LISTEN_AND_LEAVE = ("listen", "hang_up")


async def test_a_known_delay_is_read_back_from_the_report(tmp_path: Path) -> None:
    for frames in (0, 7, 25):
        report = await call(
            WireService(delay_frames=frames), tmp_path, "listen", {"say": "half.wav"}, *LISTEN_AND_LEAVE
        )
        # Frames of silence awaited, and the one that tells that the wait is over.
        assert report.turns[0].answer_seconds == pytest.approx((frames + 1) * 0.02, abs=0.002)


async def test_dead_air_is_the_longest_time_with_neither_side_audible(tmp_path: Path) -> None:
    service = WireService(delay_frames=120)
    report = await call(service, tmp_path, "listen", {"say": "half.wav"}, *LISTEN_AND_LEAVE)
    assert report.dead_air_seconds == pytest.approx(2.42, abs=0.03)
    assert report.dead_air_at_seconds == pytest.approx(report.turns[0].ended_seconds, abs=0.03)


async def test_webhooks_and_upgrade_are_signed_and_carry_what_twilio_sends(tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, *LISTEN_AND_LEAVE)
    assert all(request.signed for request in service.received)
    assert service.stream_signed
    first = service.requests("incoming")[0].form
    assert first["CallSid"].startswith("CA")
    assert len(first["CallSid"]) == 34
    assert {"AccountSid", "From", "To", "CallStatus", "Direction", "ApiVersion"} <= first.keys()
    start = service.events("start")[0]["start"]
    assert isinstance(start, dict)
    assert start["customParameters"] == {"token": "t1"}
    assert start["callSid"] == first["CallSid"]


async def test_a_frame_is_sent_every_20_ms_whether_the_caller_speaks_or_not(tmp_path: Path) -> None:
    service = WireService()
    report = await call(service, tmp_path, "listen", {"wait": 1.0}, "hang_up")
    stamps = [int(m["media"]["timestamp"]) for m in service.events("media")]  # type: ignore[index]
    assert stamps == list(range(0, 20 * len(stamps), 20))
    assert len(stamps) == round(report.seconds / 0.02)


async def test_lost_packets_leave_gaps_in_the_timestamps(tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, *LISTEN_AND_LEAVE, line={"lose_every": 5})
    stamps = [int(m["media"]["timestamp"]) for m in service.events("media")]  # type: ignore[index]
    assert max(np.diff(stamps)) == 40
    assert 80 not in stamps


async def test_a_mark_is_echoed_when_its_audio_has_been_played(tmp_path: Path) -> None:
    service = WireService(greeting_seconds=0.5)
    report = await call(service, tmp_path, *LISTEN_AND_LEAVE)
    assert report.marks[0].name == "m1"
    assert report.marks[0].at_seconds == pytest.approx(report.lines[0].at_seconds + 0.5, abs=0.04)


async def test_clear_stops_the_prompt_and_returns_its_mark(tmp_path: Path) -> None:
    service = WireService(greeting_seconds=5.0, clear_on_speech=True)
    over = {"say": {"recording": "half.wav", "over": True, "after_seconds": 1.0}}
    report = await call(service, tmp_path, over, *LISTEN_AND_LEAVE)
    assert report.clears_at_seconds
    assert report.lines[0].cut
    assert report.lines[0].text == "line number"  # a fifth of its six words was played
    assert [mark.name for mark in report.marks] == ["m1", "m2"]
    assert report.turns[0].over_the_assistant
    assert report.turns[0].both_audible_seconds < 0.1


async def test_hanging_up_sends_stop_and_then_the_status(tmp_path: Path) -> None:
    service = WireService()
    report = await call(service, tmp_path, *LISTEN_AND_LEAVE)
    assert service.messages[-1]["event"] == "stop"
    assert service.requests("status")[0].form["CallStatus"] == "completed"
    assert not service.requests("next")
    assert report.ended_by == "caller"


async def test_status_callbacks_come_twice_and_out_of_order_when_asked(tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, *LISTEN_AND_LEAVE, line={"repeat_status": True})
    assert [r.form["CallStatus"] for r in service.requests("status")] == ["completed", "ringing", "completed"]


async def test_when_the_service_closes_its_action_is_asked(tmp_path: Path) -> None:
    service = WireService(answers_before_close=1)
    report = await call(service, tmp_path, "listen", {"say": "half.wav"}, "listen")
    assert len(service.requests("next")) == 1
    assert report.ended_by == "service"
    assert report.passed, report.failures


async def test_speech_that_was_not_played_before_the_close_is_reported_as_lost(tmp_path: Path) -> None:
    service = WireService(answers_before_close=1, wait_for_mark=False, answer_seconds=1.0)
    report = await call(service, tmp_path, "listen", {"say": "half.wav"})
    assert report.thrown_away_seconds == pytest.approx(1.0, abs=0.04)


async def test_a_dropped_stream_has_no_stop_and_the_action_is_asked(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": [CONNECT], "next": [CONNECT, GOODBYE]})
    steps = ("listen", {"drop_stream": True}, "listen", {"drop_stream": True}, {"wait": 1})
    report = await call(service, tmp_path, *steps)
    assert not service.events("stop")
    assert len(service.requests("next")) == 2
    assert report.streams == 2


@pytest.mark.parametrize(
    ("kind", "found"),
    [("unknown_event", "surprise"), ("second_start", "start")],
)
async def test_bad_frames_reach_the_service(kind: str, found: str, tmp_path: Path) -> None:
    service = WireService()
    await call(service, tmp_path, "listen", {"bad_frame": kind}, "listen", "hang_up", max_seconds=60)
    assert service.events(found)


async def test_a_service_that_raises_closes_the_stream_and_is_told(tmp_path: Path) -> None:
    report = await call(WireService(), tmp_path, "listen", {"bad_frame": "malformed_json"}, {"wait": 1})
    assert any("JSONDecodeError" in failure for failure in report.failures)
    assert report.ended_by == "service"


async def test_messages_that_twilio_refuses_fail_the_call_unless_expected(tmp_path: Path) -> None:
    wrong = json.dumps({"event": "media", "streamSid": "MZother", "media": {"payload": "AAAA"}})
    for expected, passed in (((), False), ((31924,), True)):
        service = WireService(also_sends=lambda _sid: [wrong])
        report = await call(service, tmp_path, *LISTEN_AND_LEAVE, expect={"carrier_errors": expected})
        assert [error.code for error in report.carrier_errors] == [31924]
        assert report.passed is passed


async def test_a_refused_stream_goes_on_with_the_verbs_after_it(tmp_path: Path) -> None:
    report = await call(WireService(refuse_stream=True), tmp_path, {"wait": 5})
    assert [error.code for error in report.carrier_errors] == [31920]
    assert [line.text for line in report.lines] == ["Sorry."]


async def test_a_wrongly_signed_webhook_is_refused(tmp_path: Path) -> None:
    service = WireService()
    report = await call(service, tmp_path, {"wait": 1}, line={"wrong_signature": "webhook"})
    assert report.webhooks[0].status == 403
    assert not service.messages


async def test_a_wrongly_signed_upgrade_is_refused(tmp_path: Path) -> None:
    service = WireService()
    report = await call(service, tmp_path, {"wait": 1}, line={"wrong_signature": "stream"})
    assert not service.stream_signed
    assert [error.code for error in report.carrier_errors] == [31920]


async def test_keys_reach_the_service_as_dtmf(tmp_path: Path) -> None:
    service = WireService(greeting_seconds=3.0)
    await call(service, tmp_path, {"press": {"keys": "0", "over": True, "after_seconds": 0.5}})
    assert service.events("dtmf")[0]["dtmf"] == {"track": "inbound_track", "digit": "0"}


async def test_the_wav_holds_the_caller_left_and_the_assistant_right(tmp_path: Path) -> None:
    report = await call(WireService(), tmp_path, "listen", {"say": "second.wav"}, *LISTEN_AND_LEAVE)
    report.write_wav(tmp_path / "call.wav")
    samples, rate = soundfile.read(tmp_path / "call.wav", dtype="int16")
    turn = report.turns[0]
    loud = np.abs(samples.astype(int)) > 4000
    assert rate == 8000
    assert np.flatnonzero(loud[:, 0])[0] / 8000 == pytest.approx(turn.began_seconds, abs=0.001)
    assert np.flatnonzero(loud[:, 0])[-1] / 8000 == pytest.approx(turn.ended_seconds, abs=0.001)
    assert np.flatnonzero(loud[:, 1])[0] / 8000 == pytest.approx(report.lines[0].at_seconds, abs=0.02)


async def test_a_silent_service_is_a_failure_and_not_a_hang(tmp_path: Path) -> None:
    report = await call(WireService(greeting_seconds=0.0), tmp_path, {"listen": 3}, "hang_up")
    assert any("said nothing" in failure for failure in report.failures)


async def test_a_call_that_does_not_end_is_ended(tmp_path: Path) -> None:
    for seconds in (5, 100):
        report = await call(WireService(), tmp_path, "listen", max_seconds=seconds)
        assert any("still up" in failure for failure in report.failures)
        assert report.seconds < 60
