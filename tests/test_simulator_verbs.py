"""TwiML verbs as the stand-in runs them: <Dial> with its outcomes, <Gather>, <Record> and those that only take time."""

from pathlib import Path

import pytest

from ivr.web.hold_tone import hold_tone

from .wire_service import GOODBYE, WireService, call


def twiml(*verbs: str) -> list[str]:
    return [f"<Response>{''.join(verbs)}</Response>"]


WHISPER = '<Gather numDigits="1" action="whisper?accept=1"><Say>A caller for you. Press 1.</Say></Gather><Hangup/>'
DIAL = '<Dial action="dialed" timeout="20"><Number url="whisper">+15005550001</Number></Dial>'


def dialling(*rounds: str) -> WireService:
    """Dials one agent; each further round is what the action answers."""
    whisper = [*twiml(WHISPER), *twiml()] if len(rounds) == 0 else twiml(WHISPER)
    return WireService(pages={"incoming": twiml(DIAL), "dialed": [*rounds, GOODBYE], "whisper": whisper})


@pytest.mark.parametrize(
    ("outcome", "status", "bridged"),
    [
        ("answered", "completed", "true"),
        ("busy", "busy", "false"),
        ("no-answer", "no-answer", "false"),
        ("failed", "failed", "false"),
        ("declined", "completed", "false"),
        ("voicemail", "completed", "false"),
    ],
)
async def test_the_dial_action_is_told_what_came_of_it(outcome: str, status: str, bridged: str, tmp_path: Path) -> None:
    service = dialling()
    report = await call(service, tmp_path, {"wait": 5}, agents=[outcome])
    form = service.requests("dialed")[0].form
    assert (form["DialCallStatus"], form["DialBridged"]) == (status, bridged)
    assert form.get("ErrorCode", "") == ("13224" if status == "failed" else "")
    assert service.requests("status")[0].form["SipResponseCode"] == "200"
    assert report.connected_to == ("+15005550001" if bridged == "true" else None)
    assert [(agent.number, agent.outcome) for agent in report.agents] == [("+15005550001", outcome)]


async def test_the_whisper_is_fetched_for_the_agents_own_leg_and_accepted_with_1(tmp_path: Path) -> None:
    service = dialling()
    report = await call(service, tmp_path, {"wait": 5}, agents=["answered"])
    asked, accepted = service.requests("whisper")
    caller = service.requests("incoming")[0].form["CallSid"]
    assert asked.form["ParentCallSid"] == caller
    assert asked.form["CallSid"] != caller
    assert asked.form["Direction"] == "outbound-dial"
    assert (accepted.query, accepted.form["Digits"]) == ("accept=1", "1")
    assert report.agents[0].whisper == "A caller for you. Press 1."


async def test_agents_are_given_outcomes_in_order_or_by_number(tmp_path: Path) -> None:
    second = twiml('<Dial action="dialed"><Number>+15005550002</Number></Dial>')[0]
    by_number = {"+15005550002": "answered", "+15005550001": "busy"}
    for agents in (["busy", "answered"], by_number):
        report = await call(dialling(second), tmp_path, {"wait": 9}, agents=agents)
        assert [agent.outcome for agent in report.agents] == ["busy", "answered"]
        assert report.connected_to == "+15005550002"


async def test_numbers_are_tried_one_after_another_when_sequential(tmp_path: Path) -> None:
    numbers = "<Number>+15005550001</Number><Number>+15005550002</Number>"
    service = WireService(pages={"incoming": twiml(f'<Dial sequential="true">{numbers}</Dial>', "<Say>Nobody.</Say>")})
    report = await call(service, tmp_path, {"wait": 9}, agents=["no-answer", "answered"])
    assert [agent.bridged for agent in report.agents] == [False, True]


@pytest.mark.parametrize("first", ["no-answer", "declined", "voicemail", "busy"])
async def test_several_numbers_ring_at_once_and_the_first_who_presses_1_has_the_call(
    first: str, tmp_path: Path
) -> None:
    numbers = "".join(f'<Number url="whisper?attempt={n}">+1500555000{n}</Number>' for n in (1, 2, 3))
    service = dialling()
    service.pages["incoming"] = twiml(f'<Dial action="dialed">{numbers}</Dial>')
    service.pages["whisper"] = [*twiml(WHISPER) * (2 if first in {"no-answer", "busy"} else 3), *twiml()]
    report = await call(service, tmp_path, {"wait": 9}, agents=[first, "answered", "answered"])
    assert [agent.bridged for agent in report.agents] == [False, True, False]
    assert [agent.accepted for agent in report.agents] == [False, True, False]
    (ended,) = service.requests("dialed")
    legs = {request.query: request.form["CallSid"] for request in service.requests("whisper")}
    assert ended.form["DialCallSid"] == legs["attempt=2"], "the leg of who was joined"
    assert len(legs) == (3 if first in {"no-answer", "busy"} else 4), "all who pick up are briefed"


async def test_where_nobody_takes_the_call_all_that_rang_are_told_of_as_one(tmp_path: Path) -> None:
    numbers = "".join(f'<Number url="whisper">+1500555000{n}</Number>' for n in (1, 2))
    for agents, status in ((["busy", "busy"], "busy"), (["declined", "no-answer"], "completed")):
        service = dialling()
        service.pages["incoming"] = twiml(f'<Dial action="dialed">{numbers}</Dial>')
        service.pages["whisper"] = twiml(WHISPER) * 2
        report = await call(service, tmp_path, {"wait": 9}, agents=agents)
        (ended,) = service.requests("dialed")
        assert (ended.form["DialCallStatus"], ended.form["DialBridged"]) == (status, "false")
        assert len(report.agents) == 2


async def test_a_machine_is_bridged_to_when_nothing_asks_for_a_key(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml("<Dial>+15005550001</Dial>")})
    report = await call(service, tmp_path, {"wait": 9}, agents=["voicemail"])
    assert report.agents[0].bridged


async def test_a_caller_who_hangs_up_while_it_rings_is_told_to_the_action(tmp_path: Path) -> None:
    service = dialling()
    await call(service, tmp_path, {"wait": 0.2}, "hang_up")
    form = service.requests("dialed")[0].form
    assert (form["CallStatus"], form["DialCallStatus"]) == ("completed", "canceled")
    assert service.requests("status")[0].form["CallStatus"] == "completed"


async def test_ringing_is_not_dead_air_but_a_briefing_without_ringing_is(tmp_path: Path) -> None:
    line = {"ring_seconds": 3, "whisper_seconds": 2}
    report = await call(dialling(), tmp_path, {"wait": 20}, line=line)
    assert report.dead_air_seconds == pytest.approx(2.0, abs=0.05)
    service = dialling()
    service.pages["incoming"] = twiml(DIAL.replace("<Dial ", '<Dial answerOnBridge="true" '))
    report = await call(service, tmp_path, {"wait": 20}, line=line)
    assert report.dead_air_seconds < 0.1


async def test_say_is_written_down_and_takes_its_time(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml("<Say>One two three four five.</Say>", '<Pause length="2"/>')})
    report = await call(service, tmp_path, {"wait": 9})
    assert [(line.by, line.text) for line in report.lines] == [("Say", "One two three four five.")]
    assert report.seconds == pytest.approx(5 / 2.6 + 2, abs=0.05)
    assert not any(report.assistant_pcm)


async def test_gather_sends_the_keys_to_its_action(tmp_path: Path) -> None:
    gather = '<Gather numDigits="2" action="next"><Say>Two keys, please, at any time you like.</Say></Gather>'
    service = WireService(pages={"incoming": twiml(gather)})
    await call(service, tmp_path, {"wait": 0.5}, {"press": "12"}, {"wait": 1})
    assert service.requests("next")[0].form["Digits"] == "12"


async def test_gather_without_a_key_goes_on_to_the_next_verb(tmp_path: Path) -> None:
    gather = '<Gather numDigits="1" timeout="2" action="next"/>'
    service = WireService(pages={"incoming": twiml(gather, "<Say>Nothing.</Say>")})
    report = await call(service, tmp_path, {"wait": 9})
    assert [line.text for line in report.lines] == ["Nothing."]
    assert not service.requests("next")


async def test_record_ends_with_silence_and_tells_its_action(tmp_path: Path) -> None:
    record = '<Record action="voicemail" timeout="3" maxLength="60"/>'
    service = WireService(pages={"incoming": twiml(record), "voicemail": twiml("<Say>Thank you.</Say>")})
    report = await call(service, tmp_path, {"wait": 0.5}, {"say": "second.wav"}, {"wait": 9})
    assert service.requests("voicemail")[0].form["RecordingDuration"] in {"4", "5"}
    assert report.voicemails_seconds == [pytest.approx(4.5, abs=0.1)]


async def test_record_without_speech_goes_on_to_the_next_verb(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml('<Record action="voicemail" timeout="2"/>', "<Say>None.</Say>")})
    report = await call(service, tmp_path, {"wait": 9})
    assert not service.requests("voicemail")
    assert [line.text for line in report.lines] == ["None."]


async def test_hanging_up_while_recording_keeps_the_message(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml('<Record action="voicemail"/>')})
    report = await call(service, tmp_path, {"say": "second.wav"}, "hang_up")
    assert service.requests("voicemail")[0].form["Digits"] == "hangup"
    assert report.voicemails_seconds


async def test_redirects_are_followed_relative_to_the_document(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml("<Redirect>next?again=1</Redirect>"), "next": [GOODBYE]})
    await call(service, tmp_path, {"wait": 1})
    assert service.requests("next")[0].query == "again=1"
    assert service.requests("next")[0].signed


async def test_documents_that_send_the_call_round_and_round_are_a_failure(tmp_path: Path) -> None:
    service = WireService(pages={"incoming": twiml("<Redirect>incoming</Redirect>")})
    report = await call(service, tmp_path, {"wait": 1})
    assert any("sent on more than" in failure for failure in report.failures)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<Response>", 12100),
        ("<Wrong/>", 12100),
        ("<!DOCTYPE a><Response/>", 11750),
        ("<Response><Shout/></Response>", 12200),
    ],
)
async def test_broken_twiml_is_a_carrier_error(body: str, code: int, tmp_path: Path) -> None:
    report = await call(WireService(pages={"incoming": [body]}), tmp_path, {"wait": 1})
    assert [error.code for error in report.carrier_errors] == [code]
    assert not report.passed


PAY = '<Pay paymentConnector="Stripe_1" action="paid" maxAttempts="1" postalCode="false" timeout="2"/>'
A_CARD = [{"wait": 0.5}, {"press": "4242424242424242#"}, {"wait": 1}, {"press": "1230"}, {"wait": 1}, {"press": "917#"}]


def paying() -> WireService:
    return WireService(pages={"incoming": twiml(PAY, "<Say>Nobody was told.</Say>"), "paid": [GOODBYE]})


async def test_pay_tells_its_action_how_it_went_and_what_twilio_tells_of_the_card(tmp_path: Path) -> None:
    service = paying()
    await call(service, tmp_path, *A_CARD, {"wait": 3})
    told = service.requests("paid")[0].form
    assert (told["Result"], told["PaymentCardNumber"], told["ExpirationDate"]) == ("success", "x" * 12 + "4242", "1230")
    assert (told["SecurityCode"], told["PaymentToken"]) == ("***", "tok_424242")


async def test_what_the_connector_says_is_the_scenarios_and_star_or_no_card_end_it_before(tmp_path: Path) -> None:
    ended: list[tuple[list[object], str, str]] = [
        ([*A_CARD, {"wait": 3}], "payment-connector-error", "payment-connector-error"),
        ([{"wait": 0.5}, {"press": "42*"}, {"wait": 3}], "success", "caller-interrupted-with-star"),
        ([{"press": "4242424242424243#"}, {"wait": 30}], "success", "too-many-failed-attempts"),
        ([{"wait": 0.5}, "hang_up"], "success", "caller-hung-up"),
    ]
    for steps, payment, result in ended:
        service = paying()
        await call(service, tmp_path, *steps, line={"payment": payment})
        assert service.requests("paid")[0].form["Result"] == result


async def test_where_nobody_is_told_the_verbs_behind_it_follow(tmp_path: Path) -> None:
    service = paying()
    report = await call(service, tmp_path, *A_CARD, {"wait": 3}, line={"payment": "unanswered"})
    assert not service.requests("paid")
    assert report.lines[-1].text == "Nobody was told."


async def test_play_sounds_as_often_as_it_is_asked_to_and_a_key_ends_it(tmp_path: Path) -> None:
    gather = '<Gather numDigits="1" timeout="1" action="pressed"><Play loop="4">hold.wav</Play></Gather>'
    service = WireService(pages={"incoming": twiml(gather)}, sounds={"hold.wav": hold_tone()})
    whole = await call(service, tmp_path, {"wait": 40})
    assert [(line.by, line.text) for line in whole.lines] == [("Play", "hold.wav")] * 4
    cut = await call(service, tmp_path, {"wait": 6}, {"press": "5"}, {"wait": 40})
    assert len(cut.lines) == 2
    assert service.requests("pressed")[0].form["Digits"] == "5"
