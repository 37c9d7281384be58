"""Only Twilio is believed, and only about our configured public URL."""

from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from ivr.settings import Settings
from ivr.telephony.signature import Signatures

TOKEN = "12345"
PARAMS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}


def signatures(public_url: str, token: str = TOKEN, old: str = "") -> Signatures:
    return Signatures(Settings(public_url, token, "secret", "rasa", twilio_auth_token_old=old))


@pytest.mark.parametrize(
    ("origin", "signature"),
    [
        ("https://example.com", "L/OH5YylLD5NRKLltdqwSvS0BnU="),
        ("https://mycompany.com", "GvWf1cFY/Q7PnoempGyD5oXAezc="),
    ],
)
def test_twilios_own_example_is_accepted(origin: str, signature: str) -> None:
    ours = signatures(origin)
    assert ours.valid_request("/myapp.php?foo=1&bar=2", PARAMS, signature)
    assert ours.valid_request("/myapp.php?foo=1&bar=2", MultiDict(PARAMS), signature)
    assert ours.sign("/myapp.php?foo=1&bar=2", PARAMS) == signature


@pytest.mark.parametrize("signature", ["HXrgvHt0qTHu33oSxSjpOvWtO60=", "j0Lk7oc4I3dN5+UOMYWX25p8tJA="])
def test_a_stream_is_accepted_with_and_without_trailing_slash(signature: str) -> None:
    assert signatures("https://example.com").valid_stream("/ws", signature)


def test_a_streams_signature_is_over_its_wss_url() -> None:
    assert signatures("https://example.com").sign_stream("/ws") == "HXrgvHt0qTHu33oSxSjpOvWtO60="


def test_a_development_url_without_tls_has_a_ws_stream() -> None:
    ours = signatures("http://127.0.0.1:8080")
    assert ours.valid_stream("/media", ours.sign_stream("/media"))
    assert ours.sign_stream("/media") != signatures("https://127.0.0.1:8080").sign_stream("/media")


def test_the_path_is_the_requested_one_with_its_prefix() -> None:
    bare, prefixed = signatures("https://example.com"), signatures("https://example.com/phone")
    assert prefixed.valid_request("/phone/voice/next", PARAMS, bare.sign("/phone/voice/next", PARAMS))
    assert not prefixed.valid_request("/voice/next", PARAMS, bare.sign("/phone/voice/next", PARAMS))


@pytest.mark.parametrize(
    "changed",
    [
        PARAMS | {"Digits": "1235"},
        PARAMS | {"Digits": "1234 "},
        PARAMS | {"More": ""} | {"More2": "x"},
        {k: v for k, v in PARAMS.items() if k != "To"},
    ],
)
def test_any_changed_parameter_is_refused(changed: dict[str, str]) -> None:
    assert not signatures("https://example.com").valid_request(
        "/myapp.php?foo=1&bar=2", changed, "L/OH5YylLD5NRKLltdqwSvS0BnU="
    )


@pytest.mark.parametrize("signature", ["", "x", "é", "L/OH5YylLD5NRKLltdqwSvS0BnU", "=" * 10_000])
def test_a_missing_or_foreign_signature_is_refused(signature: str) -> None:
    ours = signatures("https://example.com")
    assert not ours.valid_request("/myapp.php?foo=1&bar=2", PARAMS, signature)
    assert not ours.valid_stream("/ws", signature)


def test_both_tokens_are_believed_during_a_rotation_and_no_third() -> None:
    rotating = signatures("https://example.com", "new-token", old="old-token")
    for token, believed in (("new-token", True), ("old-token", True), ("older-token", False), ("", False)):
        signed = signatures("https://example.com", token or "x").sign("/voice/next", PARAMS)
        assert rotating.valid_request("/voice/next", PARAMS, signed) is believed


def test_an_empty_old_token_opens_nothing(settings: Settings) -> None:
    from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

    forged = RequestValidator("").compute_signature("https://ivr.example.com/voice/next", PARAMS)
    assert not Signatures(replace(settings, twilio_auth_token_old="")).valid_request("/voice/next", PARAMS, forged)
