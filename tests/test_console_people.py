"""Inviting people, changing what they may do, and letting them go: each noted."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from ivr.cli import main
from ivr.console.desk import Desk

from .console import Browser

SignedIn = Callable[[str], Browser]


def test_an_admin_invites_somebody_by_a_link_that_is_shown_once(signed_in: SignedIn, desk: Desk) -> None:
    admin = signed_in("admin")
    answer = admin.post("/people/", "/people/", name="Otto", role="agent")
    assert "https://ivr.example.com/console/welcome/" in answer.text
    assert "/welcome/" not in admin.get("/people/").text
    otto = desk.people.by_name("Otto")
    assert otto is not None
    assert (otto.role, otto.password) == ("agent", "")


@pytest.mark.parametrize(
    ("name", "role"),
    [("", "agent"), ("x" * 81, "agent"), ("Otto", "king"), ("ADMIN", "agent"), ("O\x07tto", "agent")],
)
def test_who_cannot_be_invited_is_told_why_and_nobody_is(signed_in: SignedIn, desk: Desk, name: str, role: str) -> None:
    answer = signed_in("admin").post("/people/", "/people/", name=name, role=role)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert len(desk.people.all()) == 1


def test_a_name_with_marks_in_it_is_shown_and_not_run(signed_in: SignedIn) -> None:
    admin = signed_in("admin")
    admin.post("/people/", "/people/", name="<script>alert(1)</script>", role="agent")
    page = admin.get("/people/").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_another_role_counts_from_the_next_page_on(signed_in: SignedIn, desk: Desk) -> None:
    admin, viewer = signed_in("admin"), signed_in("viewer")
    person = _id(desk, "viewer")
    assert viewer.get("/log/").status_code == 403
    admin.post(f"/people/{person}/role", "/people/", role="auditor")
    assert viewer.get("/log/").status_code == 200


def test_who_is_let_go_is_signed_out_at_once_and_stays_out(signed_in: SignedIn, desk: Desk) -> None:
    admin, viewer = signed_in("admin"), signed_in("viewer")
    admin.post(f"/people/{_id(desk, 'viewer')}/let-go", "/people/")
    assert viewer.get("/account/").status_code == 302
    assert viewer.sign_in("viewer").status_code == 403
    admin.post(f"/people/{_id(desk, 'viewer')}/take-back", "/people/")
    assert viewer.sign_in("viewer").status_code == 302


def test_the_last_admin_stays_one(signed_in: SignedIn, desk: Desk) -> None:
    admin = signed_in("admin")
    me = _id(desk, "admin")
    admin.post(f"/people/{me}/role", "/people/", role="viewer")
    admin.post(f"/people/{me}/let-go", "/people/")
    page = admin.get("/people/")
    assert page.status_code == 200
    assert "only admin" in page.text


def test_a_new_link_takes_the_old_password_and_the_codes(signed_in: SignedIn, desk: Desk) -> None:
    admin, viewer = signed_in("admin"), signed_in("viewer")
    desk.people.set_second(_id(desk, "viewer"), b"sealed")
    answer = admin.post(f"/people/{_id(desk, 'viewer')}/invite", "/people/")
    assert "/welcome/" in answer.text
    assert viewer.get("/account/").status_code == 302
    assert viewer.sign_in("viewer").status_code == 403
    again = desk.people.by_name("viewer")
    assert again is not None
    assert not again.second


def test_each_act_is_in_the_log_with_who_did_it(signed_in: SignedIn, desk: Desk) -> None:
    admin = signed_in("admin")
    admin.post("/people/", "/people/", name="Otto", role="agent")
    otto = _id(desk, "Otto")
    admin.post(f"/people/{otto}/role", "/people/", role="supervisor")
    admin.post(f"/people/{otto}/let-go", "/people/")
    acts = [(entry.name, entry.act) for entry in desk.audit.entries(about=otto)]
    assert acts == [("admin", "let_go"), ("admin", "role_changed"), ("admin", "invited")]
    page = signed_in("auditor").get(f"/log/?about={otto}").text
    assert "role changed" in page
    assert "was: agent" in page


def test_the_log_goes_on_over_pages(signed_in: SignedIn, desk: Desk) -> None:
    for number in range(230):
        desk.audit.note("", "looked", f"CA{number}")
    auditor = signed_in("auditor")
    seen, path = [], "/log/?act=looked"
    while path:
        page = auditor.get(path).text
        seen += [part.partition("<")[0] for part in page.split("<td>CA")[1:]]
        path = page.partition('<p><a href="')[2].partition('"')[0].replace("&amp;", "&") if "Older</a>" in page else ""
    assert seen == [str(number) for number in reversed(range(230))]


def test_the_first_admin_comes_by_a_command_on_the_machine(
    desk: Desk, browser: Callable[[], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVR_DATA_DIR", str(desk.settings.data_dir))
    done = CliRunner().invoke(main, ["people", "invite", "Anna", "--role", "admin"])
    assert done.exit_code == 0, done.output
    path = "/welcome/" + done.output.strip().rpartition("/")[2]
    assert "Welcome, Anna" in browser().get(path).text
    again = CliRunner().invoke(main, ["people", "invite", "anna", "--role", "admin"])
    assert again.exit_code == 1
    assert "Anna" in CliRunner().invoke(main, ["people", "list"]).output


def _id(desk: Desk, name: str) -> str:
    found = desk.people.by_name(name)
    assert found is not None
    return found.id
