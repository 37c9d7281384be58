"""Tells by e-mail: one letter for all that is new, which names no caller."""

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from ..core.message import MessageEvent, Notice
from ..errors import NotTakenError
from ..sockets.asking import NoAnswerError
from ..sockets.mailing import MailServer, send

_SECONDS = 20.0
_TOLD = {MessageEvent.LEFT: ("left", "Left by callers"), MessageEvent.OVERDUE: ("overdue", "Overdue")}


class ToMail:
    name = "IVR_MAIL_SERVER"
    at_once = 50

    def __init__(self, server: MailServer, sender: str, to: Sequence[str], page: str) -> None:
        """`page`: where the messages are dealt with; empty: nowhere in a browser."""
        self._server, self._sender, self._to, self._page = server, sender, tuple(to), page

    def tell(self, notices: Sequence[Notice]) -> None:
        """Raises NotTakenError."""
        try:
            send(self._server, self._letter(notices), seconds=_SECONDS)
        except NoAnswerError as error:
            raise NotTakenError(f"{self.name} {error}") from error

    def _letter(self, notices: Sequence[Notice]) -> EmailMessage:
        letter, by_event = EmailMessage(), {event: [one for one in notices if one.event is event] for event in _TOLD}
        counted = [f"{len(these)} {_TOLD[event][0]}" for event, these in by_event.items() if these]
        letter["Subject"] = f"Messages: {', '.join(counted)}"
        letter["From"], letter["To"] = self._sender, ", ".join(self._to)
        letter["Date"], letter["Message-ID"] = localtime(), make_msgid(domain=self._sender.rpartition("@")[2])
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence answers it
        parts = [_part(_TOLD[event][1], these) for event, these in by_event.items() if these]
        where = [f"Deal with them: {self._page}"] if self._page else []
        letter.set_content("\n\n".join([*parts, *where]) + "\n")
        return letter


def _part(heading: str, notices: Sequence[Notice]) -> str:
    return "\n".join([f"{heading}:", *(f"  {one.reference or 'no reference'}  {one.route}" for one in notices)])
