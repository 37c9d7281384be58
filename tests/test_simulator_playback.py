"""Twilio's playback buffer and signatures, as Twilio documents them: these decide what every other figure means."""

import json

import numpy as np
import pytest

from ivr.simulator.playback import LONGEST_BUFFER_BYTES, Playback
from ivr.simulator.signing import Signer, signature, signed_url
from ivr.simulator.timeline import barge_in_seconds, longest_silence, overlap_seconds, was_cut_off
from ivr.simulator.wire import Clear, Mark, Media, RejectedMessageError, StreamMessages, read_message

AUDIO = b"\x00"


def test_audio_is_played_in_order_160_bytes_a_tick() -> None:
    playback = Playback()
    playback.media(b"a" * 200, 0)
    playback.media(b"b" * 200, 0)
    assert playback.play(0)[0] == b"a" * 160
    assert playback.play(1)[0] == b"a" * 40 + b"b" * 120
    assert playback.play(2)[0] == b"b" * 80 + b"\xff" * 80
    assert playback.play(3)[0] == b"\xff" * 160


def test_a_mark_comes_back_when_the_audio_before_it_has_been_played() -> None:
    playback = Playback()
    playback.media(AUDIO * 320, 0)
    assert playback.mark("first") == []
    playback.media(AUDIO * 160, 0)
    assert playback.mark("second") == []
    assert [playback.play(tick)[1] for tick in range(4)] == [[], ["first"], ["second"], []]


def test_a_mark_comes_back_at_once_when_nothing_is_buffered() -> None:
    assert Playback().mark("now") == ["now"]


def test_clear_empties_the_buffer_and_returns_all_outstanding_marks() -> None:
    playback = Playback()
    playback.media(AUDIO * 320, 0)
    playback.mark("first")
    playback.media(AUDIO * 320, 0)
    playback.mark("second")
    playback.play(0)
    assert playback.clear() == ["first", "second"]
    assert playback.play(1) == (b"\xff" * 160, [])
    assert [run.cleared for run in playback.runs] == [True, True]
    assert [run.share_played for run in playback.runs] == [0.5, 0.0]


def test_a_line_played_whole_is_complete_and_a_cleared_one_is_not() -> None:
    playback = Playback()
    playback.media(AUDIO * 160, 0)
    playback.mark("whole")
    playback.play(0)
    playback.clear()
    playback.media(AUDIO * 320, 1)
    playback.play(1)
    playback.clear()
    assert [run.complete for run in playback.runs] == [True, False]


def test_more_than_ten_minutes_of_audio_is_thrown_away() -> None:
    playback = Playback()
    assert playback.media(AUDIO * LONGEST_BUFFER_BYTES, 0)
    assert not playback.media(AUDIO, 0)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("example.com", "L/OH5YylLD5NRKLltdqwSvS0BnU="), ("mycompany.com", "GvWf1cFY/Q7PnoempGyD5oXAezc=")],
)
def test_webhook_signatures_are_twilios(host: str, expected: str) -> None:
    form = {
        "To": "+18005551212",
        "CallSid": "CA1234567890ABCDE",
        "Digits": "1234",
        "From": "+14158675310",
        "Caller": "+14158675310",
    }
    assert signature("12345", f"https://{host}/myapp.php?foo=1&bar=2", form) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("wss://example.com/ws", "HXrgvHt0qTHu33oSxSjpOvWtO60="),
        ("wss://example.com/ws/", "j0Lk7oc4I3dN5+UOMYWX25p8tJA="),
    ],
)
def test_websocket_upgrades_are_signed_for_the_wss_address(url: str, expected: str) -> None:
    assert Signer("12345").headers(url) == {"X-Twilio-Signature": expected}


def test_a_wrong_signature_differs() -> None:
    assert Signer("12345", wrong=True).headers("wss://example.com/ws") != Signer("12345").headers(
        "wss://example.com/ws"
    )


def test_over_tls_port_and_user_are_not_signed_and_over_http_the_port_is() -> None:
    assert signed_url("https://me:secret@example.com:8443/a?b=1#ct=2000") == "https://example.com/a?b=1"
    assert signed_url("http://127.0.0.1:8080/a") == "http://127.0.0.1:8080/a"


def message(**body: object) -> str:
    return json.dumps({"streamSid": "MZ1"} | body)


def test_the_three_messages_that_twilio_takes_are_read() -> None:
    assert read_message(message(event="media", media={"payload": "AAE="}), "MZ1") == Media(b"\x00\x01")
    assert read_message(message(event="mark", mark={"name": "a"}), "MZ1") == Mark("a")
    assert read_message(message(event="clear"), "MZ1") == Clear()


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[]",
        b"binary",
        message(event="stop"),
        message(event="media", streamSid="MZ2", media={"payload": "AAE="}),
        message(event="media", media={"payload": "not base64!"}),
        message(event="media", media={"payload": ""}),
        message(event="media"),
        message(event="media", media={"payload": "UklGRgAAAAA="}),
        message(event="mark", mark={}),
    ],
)
def test_other_messages_are_rejected(bad: str | bytes) -> None:
    with pytest.raises(RejectedMessageError):
        read_message(bad, "MZ1")


def test_numbers_on_the_wire_are_strings_as_twilio_sends_them() -> None:
    messages = StreamMessages("AC1", "CA1", "MZ1")
    start = json.loads(messages.start({"token": "t"}))
    media = json.loads(messages.media(b"\xff" * 160, 40))
    assert start["start"]["customParameters"] == {"token": "t"}
    assert (start["sequenceNumber"], media["sequenceNumber"]) == ("1", "2")
    assert (media["media"]["chunk"], media["media"]["timestamp"]) == ("1", "40")


def flags(text: str) -> list[bool]:
    return [letter == "#" for letter in text]


def test_dead_air_is_the_longest_stretch_in_which_neither_sounds() -> None:
    assert longest_silence(flags("##......##"), flags("...#......")) == (0.08, 0.08)
    assert longest_silence([], []) == (0.0, 0.0)


def test_overlap_counts_only_the_ticks_asked_for() -> None:
    caller, assistant = flags("..#####..."), flags("....######")
    assert overlap_seconds(caller, assistant, 0.0, 0.2) == 0.06
    assert overlap_seconds(caller, assistant, 0.0, 0.09) == 0.02
    assert overlap_seconds(caller, assistant, 0.14, 0.2) == 0.0


@pytest.mark.parametrize(
    ("talked_over", "lost", "cut"), [(0.0, 0.0, False), (0.4, 0.24, False), (0.42, 0.0, True), (0.0, 0.3, True)]
)
def test_a_cut_off_is_what_a_caller_notices(talked_over: float, lost: float, cut: bool) -> None:
    assert was_cut_off(talked_over, lost) is cut


def test_barge_in_ends_with_the_last_audible_sample_before_the_silence() -> None:
    assistant = np.concatenate([np.full(8000, 5000), np.zeros(800), np.full(4000, 5000)]).astype("<i2").tobytes()
    assert barge_in_seconds(0.5, assistant, [0.2, 0.9]) == pytest.approx(0.4)
    assert barge_in_seconds(0.5, assistant, [1.05]) == pytest.approx(0.5)  # it had ended by itself a little before
    assert barge_in_seconds(0.5, assistant, []) is None
    assert barge_in_seconds(0.5, bytes(len(assistant)), [0.9]) is None
