"""Hands a letter to the mail server that the operator set, and takes no longer than it may.

No password goes over a wire that is not encrypted, and no letter but to a server on this machine. Not for the event
loop, nor for a webhook.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import urlsplit

from .asking import NoAnswerError

SUBMISSION, SUBMISSIONS = 587, 465
"""Where no port is given, as RFC 8314 has them."""
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    encrypted_at_once: bool
    """Else after STARTTLS, which a server on this machine alone may lack."""
    user: str = field(default="", repr=False)
    """Empty: it takes letters without a name."""
    password: str = field(default="", repr=False)

    @property
    def is_here(self) -> bool:
        return self.host in _THIS_MACHINE


def server_in(address: str, user: str = "", password: str = "") -> MailServer | None:
    """smtps://HOST[:PORT] or smtp://HOST[:PORT]; None: it is neither."""
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError:  # brackets or a port that are none
        return None
    at_once = url.scheme == "smtps"
    bare = not (url.username or url.password or url.path.strip("/") or url.query or url.fragment)
    if url.scheme not in {"smtp", "smtps"} or not host or port == 0 or not bare or any(c.isspace() for c in address):
        return None
    return MailServer(host, port or (SUBMISSIONS if at_once else SUBMISSION), at_once, user, password)


def addresses_in(text: str) -> tuple[str, ...] | None:
    """Mail addresses, as many as stand behind commas; None: one of them is none that a server would take."""
    given = tuple(piece.strip() for piece in text.split(",") if piece.strip())
    return given if all(map(_is_address, given)) else None


def send(server: MailServer, letter: EmailMessage, *, seconds: float) -> None:
    """The server has taken it for all to whom it is addressed when this returns.

    Raises NoAnswerError, of which the message names no address and quotes nothing that the server said.
    """
    try:
        with _connected(server, seconds) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            if smtp.send_message(letter):
                raise NoAnswerError("took the letter for some of those to whom it was addressed")
    except smtplib.SMTPAuthenticationError as error:
        raise NoAnswerError("does not take the name and password") from error
    except smtplib.SMTPResponseException as error:
        raise NoAnswerError(f"answered {error.smtp_code}") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NoAnswerError(f"was not reached ({type(error).__name__})") from error


@contextmanager
def _connected(server: MailServer, seconds: float) -> Iterator[smtplib.SMTP]:
    """Whatever the server does, its socket is shut after so many seconds: what waits on it fails then."""
    trust = ssl.create_default_context()
    if server.encrypted_at_once:
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=trust)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=seconds)
    late = threading.Timer(seconds, _shut, (smtp,))
    late.daemon = True
    late.start()
    try:
        if not server.encrypted_at_once and (not server.is_here or server.user):
            smtp.starttls(context=trust)
        yield smtp
        with suppress(smtplib.SMTPException, OSError):  # the letter is taken, whatever comes of the goodbye
            smtp.quit()
    finally:
        late.cancel()
        smtp.close()


def _shut(smtp: smtplib.SMTP) -> None:
    if smtp.sock is not None:
        with suppress(OSError):
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _is_address(text: str) -> bool:
    name, _, host = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' <>()[]\\,;:"')
    return bool(name) and "@" not in name and "." in host.strip(".") and plain and len(text) <= 254
