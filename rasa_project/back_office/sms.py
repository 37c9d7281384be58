"""The port for text messages, apart from the back office: an operator may have one and not the other."""

from typing import Protocol


class MessageSender(Protocol):
    async def send(self, phone: str, text: str, *, key: str) -> None:
        """Hands a text message over for delivery to a number with its country's code (+12125550143).

        With the key of a message that went out from this process it does nothing. Raises RefusedError(INVALID) when
        the carrier takes no message to this number; UnavailableError when it gave no answer, and it is not known
        whether the message goes out.
        """
