"""A mail server on this machine (RFC 5321) that keeps what it is sent, or does something amiss."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message


@dataclass
class MailDouble:
    port: int = 0
    letters: list[Message] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """All that it was told, letters excepted."""
    greeting: str = "220 mail.example"
    answers: dict[str, str] = field(default_factory=dict)
    """Verb → what is answered instead of yes."""
    silent_at: str = ""
    """The verb after which it says nothing any more."""

    def converse(self, handler: socketserver.StreamRequestHandler) -> None:
        def say(line: str) -> None:
            handler.wfile.write(f"{line}\r\n".encode())

        say(self.greeting)
        for raw in handler.rfile:
            line = raw.decode().rstrip("\r\n")
            verb = line.partition(" ")[0].upper()
            self.lines.append(line)
            if verb == self.silent_at:
                handler.rfile.read()  # until the other end hangs up
                return
            if verb in self.answers:
                say(self.answers[verb])
            elif verb == "DATA":
                say("354 go on")
                self.letters.append(message_from_string(_letter(handler)))
                say("250 taken")
            else:
                say("221 bye" if verb == "QUIT" else "250 yes")
            if verb == "QUIT":
                return


def _letter(handler: socketserver.StreamRequestHandler) -> str:
    found = []
    for raw in handler.rfile:
        if raw == b".\r\n":
            break
        found.append(raw.decode())
    return "".join(found)


@contextmanager
def mail_server() -> Iterator[MailDouble]:
    double = MailDouble()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            double.converse(self)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        double.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield double
        server.shutdown()
        thread.join()
