"""Signing in by an OpenID Connect provider: a stand-in on a port of its own, asked by the real library."""

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from ivr.console import create_console
from ivr.console.desk import Desk

from .console import Browser, over_https

KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
CLIENT, SECRET = "candid", "the secret of the console"
BACK = "/sign-in/elsewhere/back"


class Provider:
    """Gives tokens for whoever stands in `claims`, as long as the code and what belongs to it are right."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "1", "email": "ann@example.com", "email_verified": True}
        self.signs_with = KEY
        self.asked: dict[str, str] = {}
        self.url = ""

    def app(self) -> Flask:
        app = Flask("provider")

        @app.get("/.well-known/openid-configuration")
        def configuration() -> Any:
            return jsonify(
                issuer=self.url,
                authorization_endpoint=f"{self.url}/authorize",
                token_endpoint=f"{self.url}/token",
                jwks_uri=f"{self.url}/keys",
                id_token_signing_alg_values_supported=["RS256"],
            )

        @app.get("/keys")
        def keys() -> Any:
            return jsonify(keys=[KEY.as_dict(private=False)])

        @app.post("/token")
        def token() -> Any:
            told = hashlib.sha256(request.form["code_verifier"].encode()).digest()
            assert base64.urlsafe_b64encode(told).rstrip(b"=").decode() == self.asked["code_challenge"]
            assert request.authorization
            assert (request.authorization.username, request.authorization.password) == (CLIENT, SECRET)
            assert request.form["code"] == "a code"
            times = {"iat": int(time.time()), "exp": int(time.time()) + 60}
            claims = {"iss": self.url, "aud": CLIENT, "nonce": self.asked["nonce"]} | times | self.claims
            signed = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with)
            return jsonify(access_token="x", token_type="Bearer", expires_in=60, id_token=signed)

        return app


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider.app(), threaded=True)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(desk: Desk, provider: Provider) -> Browser:
    given = {"oidc_issuer": provider.url, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    app = create_console(replace(desk, settings=replace(desk.settings, **given)))
    app.config["RATELIMIT_ENABLED"] = False
    return Browser(over_https(app))


def come_back(browser: Browser, provider: Provider, **other: str) -> TestResponse:
    """As the provider sends a browser back that it was sent."""
    there = browser.get("/sign-in/elsewhere/")
    assert there.status_code == 302
    asked = urlsplit(there.headers["Location"])
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{provider.url}/authorize"
    provider.asked = {name: values[0] for name, values in parse_qs(asked.query).items()}
    assert provider.asked["redirect_uri"].endswith(f"/console{BACK}")
    given = {"code": "a code", "state": provider.asked["state"]} | other
    return browser.get(BACK, query_string=given)


def test_who_was_invited_comes_in_by_the_companys_account(browser: Browser, provider: Provider, desk: Desk) -> None:
    desk.people.invite("Ann@Example.com", "supervisor")
    assert "your company" in browser.get("/sign-in").text
    assert come_back(browser, provider).status_code == 302
    assert browser.get("/rules/").status_code == 200
    assert desk.audit.entries()[0].act == "signed_in"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.com"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": ["ann@example.com"]},
        {"email": ""},
    ],
)
def test_who_was_not_invited_or_is_not_vouched_for_stays_out(
    browser: Browser, provider: Provider, desk: Desk, claims: dict[str, Any]
) -> None:
    desk.people.invite("ann@example.com", "supervisor")
    provider.claims |= claims
    answer = come_back(browser, provider)
    assert answer.status_code == 403
    assert "nobody has invited you" in answer.text
    assert browser.get("/rules/").status_code == 302


def test_who_was_let_go_stays_out(browser: Browser, provider: Provider, desk: Desk) -> None:
    desk.people.invite("ann@example.com", "supervisor")
    person = desk.people.by_name("ann@example.com")
    assert person
    desk.people.let_go(person.id)
    assert come_back(browser, provider).status_code == 403


@pytest.mark.parametrize(
    "claims", [{"iss": "https://another.example"}, {"aud": "another"}, {"nonce": "another"}, {"exp": 1, "iat": 0}]
)
def test_a_token_that_is_not_for_this_sign_in_is_none(
    browser: Browser, provider: Provider, desk: Desk, claims: dict[str, Any]
) -> None:
    desk.people.invite("ann@example.com", "supervisor")
    provider.claims |= claims
    assert come_back(browser, provider).status_code == 502
    assert browser.get("/rules/").status_code == 302


def test_a_token_that_another_signed_is_none(browser: Browser, provider: Provider, desk: Desk) -> None:
    desk.people.invite("ann@example.com", "supervisor")
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
    assert come_back(browser, provider).status_code == 502


def test_coming_back_without_having_been_sent_is_nothing(browser: Browser, provider: Provider, desk: Desk) -> None:
    desk.people.invite("ann@example.com", "supervisor")
    assert come_back(browser, provider, state="another").status_code == 502
    assert browser.get(BACK).status_code == 403
    assert browser.get(BACK, query_string={"error": "access_denied", "state": "x"}).status_code == 403


def test_a_provider_that_is_down_is_told_in_words(desk: Desk) -> None:
    nowhere = {"oidc_issuer": "http://127.0.0.1:9", "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    app = create_console(replace(desk, settings=replace(desk.settings, **nowhere)))
    answer = Browser(over_https(app)).get("/sign-in/elsewhere/")
    assert answer.status_code == 502
    assert "Try again, or sign in with name and password" in answer.text


def test_without_a_provider_there_is_no_such_page(desk: Desk) -> None:
    plain = Browser(over_https(create_console(desk)))
    assert plain.get("/sign-in/elsewhere/").status_code == 404
    assert "your company" not in plain.get("/sign-in").text
