"""Webhooks as Twilio sends them: the parameters of a leg, signed, and the TwiML that comes back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin
from xml.etree import ElementTree

from .leg import Leg
from .signing import Signer
from .transport import Answer, UnreachableError

LONGEST_TWIML_BYTES = 64 * 1024
VERBS = {
    *("Say", "Play", "Pause", "Connect", "Dial", "Gather", "Record", "Redirect", "Hangup", "Enqueue", "Reject"),
    *("Start", "Stop", "Leave", "Sms", "Message", "Pay", "Prompt", "Refer", "Siprec"),
}


@dataclass(frozen=True)
class Identity:
    """One leg as its webhooks name it."""

    call_sid: str
    account_sid: str
    from_number: str
    to_number: str
    direction: str = "inbound"
    parent_call_sid: str = ""

    def parameters(self, status: str) -> dict[str, str]:
        parameters = {
            "CallSid": self.call_sid,
            "AccountSid": self.account_sid,
            "From": self.from_number,
            "Caller": self.from_number,
            "To": self.to_number,
            "Called": self.to_number,
            "CallStatus": status,
            "ApiVersion": "2010-04-01",
            "Direction": self.direction,
            "FromCountry": "US",
            "ToCountry": "US",
            "FromCity": "",
            "ToCity": "",
            "FromState": "",
            "ToState": "",
            "FromZip": "",
            "ToZip": "",
        }
        return parameters | ({"ParentCallSid": self.parent_call_sid} if self.parent_call_sid else {})


def new_call_sid() -> str:
    return "CA" + secrets.token_hex(16)


@dataclass(frozen=True)
class Document:
    """TwiML, and the URL that its relative addresses are relative to."""

    url: str
    verbs: tuple[ElementTree.Element, ...]

    def absolute(self, address: str) -> str:
        return urljoin(self.url, address.strip())


@dataclass(frozen=True)
class Fetched:
    """One webhook request, for the report."""

    path: str
    at_seconds: float
    status: int


@dataclass
class Webhooks:
    leg: Leg
    signer: Signer
    fetched: list[Fetched] = field(default_factory=list)

    async def twiml(
        self, url: str, who: Identity, extra: Mapping[str, str], *, status: str = "in-progress", method: str = "POST"
    ) -> Document | None:
        """What to do next; None when the service failed to say so, which Twilio answers by ending the call."""
        answer = await self.leg.while_waiting(self.send(url, {**who.parameters(status), **extra}, method))
        if answer is None:
            return None
        if not 200 <= answer.status < 300:
            self._error(11200, f"{_path(url)} answered {answer.status}")
            return None
        return self._parsed(url, answer)

    async def send(self, url: str, form: Mapping[str, str], method: str = "POST") -> Answer | None:
        headers = self.signer.headers(url, form if method == "POST" else None)
        at = self.leg.timeline.seconds
        try:
            answer = await self.leg.transport.request(method, url, form, headers)
        except UnreachableError as error:
            self.fetched.append(Fetched(_path(url), at, 0))
            self._error(11200, f"{_path(url)} could not be reached ({error})")
            return None
        self.fetched.append(Fetched(_path(url), at, answer.status))
        return answer

    def _parsed(self, url: str, answer: Answer) -> Document | None:
        if not answer.body.strip():
            return Document(url, ())
        if len(answer.body) > LONGEST_TWIML_BYTES or b"<!DOCTYPE" in answer.body:
            self._error(11750, f"{_path(url)}: the TwiML is longer than 64 kB, or has a document type")
            return None
        if "xml" not in answer.content_type:
            self._error(12300, f"{_path(url)} answered {answer.content_type or 'no content type'}, not text/xml")
            return None
        try:
            root = ElementTree.fromstring(answer.body)  # noqa: S314  # no document type: there are no entities to expand
        except ElementTree.ParseError as error:
            self._error(12100, f"{_path(url)}: not XML ({error})")
            return None
        if root.tag != "Response":
            self._error(12100, f"{_path(url)}: the document is <{root.tag}>, not <Response>")
            return None
        for verb in root:
            if verb.tag not in VERBS:
                self._error(12200, f"{_path(url)}: <{verb.tag}> is not a verb")
        return Document(url, tuple(root))

    def _error(self, code: int, text: str) -> None:
        self.leg.trouble.error(code, self.leg.timeline.seconds, text)


def _path(url: str) -> str:
    return "/" + url.split("?")[0].split("/", 3)[-1]
