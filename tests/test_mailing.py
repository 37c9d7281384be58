"""Letters leave by the operator's mail server, within their time, and no password in the clear."""

from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from ivr.sockets.asking import NoAnswerError
from ivr.sockets.mailing import MailServer, addresses_in, send, server_in
from tests.mail_server import MailDouble, mail_server


@pytest.fixture
def double() -> Iterator[MailDouble]:
    with mail_server() as made:
        yield made


def letter() -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "candid@example.com", "ines@example.com, omar@example.com", "Messages"
    made.set_content("481516")
    return made


def plain(double: MailDouble, user: str = "") -> MailServer:
    return MailServer("127.0.0.1", double.port, False, user, "a password" if user else "")


def test_a_server_on_this_machine_takes_a_letter_for_all_to_whom_it_is_addressed(double: MailDouble) -> None:
    send(plain(double), letter(), seconds=5)
    [taken] = double.letters
    assert taken.get_payload() == "481516\r\n"
    assert [line for line in double.lines if line.startswith("rcpt")] == [
        "rcpt TO:<ines@example.com>",
        "rcpt TO:<omar@example.com>",
    ]


def test_no_password_is_told_to_a_server_that_does_not_encrypt(double: MailDouble) -> None:
    with pytest.raises(NoAnswerError):
        send(plain(double, "candid"), letter(), seconds=5)
    assert not double.letters
    assert not [line for line in double.lines if line.upper().startswith("AUTH")]


def test_another_machine_gets_no_letter_that_is_not_encrypted(
    double: MailDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.sockets.mailing._THIS_MACHINE", set())
    with pytest.raises(NoAnswerError):
        send(plain(double), letter(), seconds=5)
    assert not double.letters


@pytest.mark.parametrize(
    ("verb", "answer"),
    [("MAIL", "550 sender@secret.example"), ("RCPT", "550 no"), ("DATA", "451 later")],
)
def test_what_a_server_refuses_is_told_without_its_words(double: MailDouble, verb: str, answer: str) -> None:
    double.answers[verb] = answer
    with pytest.raises(NoAnswerError) as refused:
        send(plain(double), letter(), seconds=5)
    assert "secret" not in str(refused.value)
    assert not double.letters


def test_a_letter_that_some_were_not_to_have_has_not_arrived(double: MailDouble) -> None:
    """Else those would never be told."""

    class Once(dict[str, str]):
        def __contains__(self, verb: object) -> bool:
            return verb == "RCPT" and "omar" in double.lines[-1]

    double.answers = Once(RCPT="550 no")
    with pytest.raises(NoAnswerError, match="some of those"):
        send(plain(double), letter(), seconds=5)


@pytest.mark.parametrize("verb", ["EHLO", "RCPT"])
def test_a_server_that_falls_silent_is_left_in_time(double: MailDouble, verb: str) -> None:
    double.silent_at = verb
    with pytest.raises(NoAnswerError):
        send(plain(double), letter(), seconds=0.2)


def test_who_takes_the_letter_and_hangs_up_without_a_goodbye_has_it(double: MailDouble) -> None:
    double.answers["QUIT"] = "nonsense"
    send(plain(double), letter(), seconds=5)
    assert len(double.letters) == 1


def test_nobody_there_is_told() -> None:
    with pytest.raises(NoAnswerError, match="was not reached"):
        send(MailServer("127.0.0.1", 9, False), letter(), seconds=5)


def test_a_server_that_speaks_no_tls_gets_nothing_where_it_is_to_be_encrypted_at_once(double: MailDouble) -> None:
    with pytest.raises(NoAnswerError):
        send(MailServer("127.0.0.1", double.port, True), letter(), seconds=0.5)
    assert not double.lines or "rcpt" not in "".join(double.lines)


def test_servers_and_addresses_are_read_or_refused() -> None:
    at_once, later = server_in("smtps://mail.example.com"), server_in("smtp://mail.example.com:2525")
    assert at_once is not None
    assert later is not None
    assert (at_once.host, at_once.port, at_once.encrypted_at_once) == ("mail.example.com", 465, True)
    assert (later.port, later.encrypted_at_once) == (2525, False)
    for wrong in (
        "",
        "mail.example.com",
        "https://m",
        "smtp://",
        "smtp://a:b@m",
        "smtp://m:x",
        "smtp://m/x",
        "smtp://m:0",
    ):
        assert server_in(wrong) is None, wrong
    assert addresses_in("a@b.example, c@d.example") == ("a@b.example", "c@d.example")
    assert addresses_in("") == ()
    for wrong in ("a", "a@b", "a@b.c d@e.f", "a@b.example\nBcc: x@y.example", "A <a@b.example>", "a@@b.c", "@b.c"):
        assert addresses_in(wrong) is None, wrong
