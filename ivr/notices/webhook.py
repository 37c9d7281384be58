"""Tells by a webhook: one POST for each, of JSON that names no caller."""

import json
from collections.abc import Sequence

from ..core.message import Notice
from ..errors import NotTakenError
from ..sockets.asking import NoAnswerError, ask

_SECONDS = 5.0
_LARGEST_ANSWER = 1 << 20
"""What it answers is read, so that it may finish, and forgotten."""


class ToWebhook:
    """An answer of 200 to 299 says that it was taken."""

    name = "IVR_MESSAGES_WEBHOOK"
    at_once = 1

    def __init__(self, url: str) -> None:
        self._url = url

    def tell(self, notices: Sequence[Notice]) -> None:
        """Raises NotTakenError."""
        [notice] = notices
        told = {"event": notice.event.value, "reference": notice.reference, "route": notice.route}
        data = json.dumps(told).encode()
        try:
            answer = ask(
                "POST", self._url, largest=_LARGEST_ANSWER, seconds=_SECONDS, data=data, kind="application/json"
            )
        except NoAnswerError as error:
            raise NotTakenError(f"{self.name} {error}") from error
        if not 200 <= answer.status < 300:
            raise NotTakenError(f"{self.name} answered {answer.status}")
