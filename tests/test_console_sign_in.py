"""Who may come in, and how they are kept out who may not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pyotp
import pytest

from ivr.console.desk import Desk
from ivr.console.passwords import SHORTEST, hashed, is_right, problem_of
from ivr.store.people import LONGEST_WAIT, TRIES

from .console import PASSWORD, Browser

Browsers = Callable[[], Browser]
SignedIn = Callable[[str], Browser]


def test_whoever_is_not_signed_in_is_asked_to_be(browser: Browsers) -> None:
    answer = browser().get("/people/")
    assert (answer.status_code, answer.location) == (302, "/sign-in")


def test_where_nobody_can_sign_in_yet_the_page_says_how_the_first_one_comes(browser: Browsers) -> None:
    assert "ivr people invite" in browser().get("/sign-in").text


def test_who_was_invited_chooses_a_password_and_signs_in(browser: Browsers, desk: Desk) -> None:
    token = desk.people.invite("Anna", "admin")
    anna = browser()
    page = f"/welcome/{token}"
    assert anna.post(page, page, password=PASSWORD, again=PASSWORD).location == "/sign-in"
    assert anna.sign_in("anna").location == "/"
    assert anna.get("/account/").status_code == 200


def test_an_invitation_works_once_and_for_a_day(browser: Browsers, desk: Desk, fake_clock: Any) -> None:
    used, old = desk.people.invite("Anna", "admin"), desk.people.invite("Otto", "viewer")
    browser().post(f"/welcome/{used}", f"/welcome/{used}", password=PASSWORD, again=PASSWORD)
    assert browser().get(f"/welcome/{used}").status_code == 404
    assert browser().get(f"/welcome/{old}").status_code == 200
    fake_clock.forward(timedelta(hours=25).total_seconds())
    assert browser().get(f"/welcome/{old}").status_code == 404


@pytest.mark.parametrize("bad", ["short", "aaaaaaaaaaaaaaaa", "changemechangeme", "Anna anna anna"])
def test_a_password_that_is_easily_guessed_is_refused(bad: str) -> None:
    assert problem_of(bad, "Anna")


@pytest.mark.parametrize("good", ["violet harbour teaspoon", "k8#vQz!m2LpX", "Grüße aus dem Süden"])
def test_a_password_of_words_or_of_chance_will_do(good: str) -> None:
    assert len(good) >= SHORTEST
    assert not problem_of(good, "Anna")


def test_a_password_that_is_typed_differently_the_second_time_is_refused(browser: Browsers, desk: Desk) -> None:
    page = f"/welcome/{desk.people.invite('Anna', 'admin')}"
    anna = browser()
    assert anna.post(page, page, password=PASSWORD, again=f"{PASSWORD}s").status_code == 422
    assert anna.get(page).status_code == 200, "nothing was saved"


def test_a_wrong_password_and_a_name_that_nobody_has_are_told_alike(signed_in: SignedIn, browser: Browsers) -> None:
    signed_in("viewer")
    wrong, unknown = browser().sign_in("viewer", "not the one at all"), browser().sign_in("nobody", "whatever it is")
    assert wrong.status_code == unknown.status_code == 403
    assert _told(wrong.text) == _told(unknown.text) != ""


def test_after_five_wrong_passwords_even_the_right_one_must_wait(
    signed_in: SignedIn, browser: Browsers, fake_clock: Any
) -> None:
    signed_in("viewer")
    for _ in range(TRIES):
        assert browser().sign_in("viewer", "not the one at all").status_code == 403
    assert browser().sign_in("viewer").status_code == 403
    fake_clock.forward(LONGEST_WAIT.total_seconds())
    assert browser().sign_in("viewer").status_code == 302


def test_who_waits_is_not_kept_out_longer_by_more_tries(signed_in: SignedIn, desk: Desk, browser: Browsers) -> None:
    """Else a stranger who knows a name keeps its owner out for as long as they like."""
    signed_in("viewer")
    for _ in range(TRIES):
        browser().sign_in("viewer", "not the one at all")
    until = _person(desk, "viewer").wait_until
    browser().sign_in("viewer", "not the one at all")
    assert _person(desk, "viewer").wait_until == until


def test_sign_in_is_limited_in_how_often_it_is_tried_from_one_address(desk: Desk) -> None:
    from ivr.console import create_console

    from .console import over_https

    mine = Browser(over_https(create_console(desk)))
    answers = [mine.sign_in("nobody", "whatever it is").status_code for _ in range(12)]
    assert answers[:10] == [403] * 10
    assert answers[10:] == [429] * 2


def test_a_sitting_ends_after_half_an_hour_without_a_page(signed_in: SignedIn, fake_clock: Any) -> None:
    mine = signed_in("viewer")
    for _ in range(5):
        fake_clock.forward(1000)
        assert mine.get("/account/").status_code == 200
    fake_clock.forward(1801)
    assert mine.get("/account/").status_code == 302


def test_a_sitting_ends_after_twelve_hours_whatever_happens_in_it(signed_in: SignedIn, fake_clock: Any) -> None:
    mine = signed_in("viewer")
    for _ in range(12 * 3600 // 1200 - 1):
        fake_clock.forward(1200)
        assert mine.get("/account/").status_code == 200
    fake_clock.forward(1201)
    assert mine.get("/account/").status_code == 302


def test_who_signs_out_is_out_also_for_a_copy_of_their_cookie(signed_in: SignedIn, browser: Browsers) -> None:
    mine, thief = signed_in("viewer"), browser()
    cookie = mine.client.get_cookie("__Host-candid", "localhost", "/")
    assert cookie is not None
    thief.client.set_cookie("__Host-candid", cookie.value, secure=True)
    assert thief.get("/account/").status_code == 200
    assert mine.post("/sign-out").location == "/sign-in"
    assert thief.get("/account/").status_code == 302


def test_each_signing_in_has_a_token_of_its_own(signed_in: SignedIn, desk: Desk) -> None:
    for _ in range(3):
        signed_in("viewer")
    sittings = desk.sittings.of(_person(desk, "viewer").id)
    assert len({sitting.token for sitting in sittings}) == 3


def test_who_changes_the_password_is_signed_out_everywhere_else(signed_in: SignedIn) -> None:
    here, there = signed_in("viewer"), signed_in("viewer")
    here.post("/account/password", old=PASSWORD, password="copper lantern meadow")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert there.sign_in("viewer").status_code == 403
    assert there.sign_in("viewer", "copper lantern meadow").status_code == 302


def test_the_password_is_changed_only_by_who_knows_it(signed_in: SignedIn, desk: Desk) -> None:
    signed_in("viewer").post("/account/password", old="a guess at it all", password="copper lantern meadow")
    assert is_right(_person(desk, "viewer").password, PASSWORD)


def test_with_codes_on_the_password_alone_opens_nothing(
    signed_in: SignedIn, browser: Browsers, fake_clock: Any
) -> None:
    secret = _turn_codes_on(signed_in("viewer"), fake_clock)
    mine = browser()
    assert mine.sign_in("viewer").location == "/sign-in/code"
    assert mine.get("/account/").status_code == 302
    fake_clock.forward(60)
    assert mine.post("/sign-in/code", "/sign-in/code", code="000000").status_code == 403
    assert mine.post("/sign-in/code", "/sign-in/code", code=_code(secret, fake_clock)).location == "/"
    assert mine.get("/account/").status_code == 200


def test_a_code_counts_once(signed_in: SignedIn, browser: Browsers, fake_clock: Any) -> None:
    secret = _turn_codes_on(signed_in("viewer"), fake_clock)
    fake_clock.forward(60)
    first, second = browser(), browser()
    for each in (first, second):
        each.sign_in("viewer")
    code = _code(secret, fake_clock)
    assert first.post("/sign-in/code", "/sign-in/code", code=code).status_code == 302
    assert second.post("/sign-in/code", "/sign-in/code", code=code).status_code == 403


def test_the_secret_of_the_codes_is_sealed(signed_in: SignedIn, desk: Desk, fake_clock: Any) -> None:
    secret = _turn_codes_on(signed_in("viewer"), fake_clock)
    kept = _person(desk, "viewer").second
    assert kept
    assert secret.encode() not in kept


def test_hashes_are_argon2id(desk: Desk) -> None:
    assert hashed(PASSWORD).startswith("$argon2id$")


@pytest.mark.parametrize("path", ["/sign-in", "/account/password", "/sign-out", "/people/"])
def test_a_form_without_its_token_changes_nothing(signed_in: SignedIn, path: str) -> None:
    mine = signed_in("admin")
    answer = mine.client.post(path, data={"name": "Eve", "role": "admin", "password": PASSWORD})
    assert answer.status_code == 400
    assert "too old" in answer.text
    assert mine.get("/account/").status_code == 200


def test_cookies_are_for_this_host_alone_and_for_no_script(signed_in: SignedIn, browser: Browsers) -> None:
    signed_in("viewer")
    mine = browser()
    answer = mine.sign_in("viewer")
    [cookie] = [value for name, value in answer.headers if name == "Set-Cookie"]
    assert cookie.startswith("__Host-candid=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie


def test_each_page_tells_browsers_to_run_and_keep_nothing(browser: Browsers) -> None:
    headers = browser().get("/sign-in").headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def _told(page: str) -> str:
    return page.partition('id="problem"')[2].partition("</p>")[0]


def _person(desk: Desk, name: str) -> Any:
    return desk.people.by_name(name)


def test_without_a_secret_there_is_no_picture_of_one(signed_in: SignedIn) -> None:
    assert signed_in("viewer").get("/account/codes.svg").status_code == 404


def _turn_codes_on(mine: Browser, clock: Any) -> str:
    secret = mine.get("/account/codes").text.partition("letters: <code>")[2].partition("</code>")[0]
    assert mine.get("/account/codes.svg").mimetype == "image/svg+xml"
    assert mine.post("/account/codes", "/account/codes", code=_code(secret, clock)).location == "/account/"
    return secret


def _code(secret: str, clock: Any) -> str:
    return pyotp.TOTP(secret).at(clock.now())
