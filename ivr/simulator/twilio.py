"""The stand-in for Twilio: places one call, runs the TwiML that it is given, and tells of the end."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit
from xml.etree import ElementTree

from .card_payment import pay
from .dialing import dial
from .leg import CallerGoneError
from .loss import Loss
from .signing import Signer
from .stream import Stream, new_stream_sid
from .transport import Socket, UpgradeRefusedError
from .verbs import Connection, HungUpError, enqueue, gather, hang_up, pause, play, record, redirect, say
from .webhooks import Document
from .wire import StreamMessages

MOST_DOCUMENTS = 50
LONGEST_PARAMETER = 500
Verb = Callable[[Connection, ElementTree.Element, Document], Awaitable[Document | None]]


async def place(call: Connection, public_url: str) -> str:
    """The whole call, from the first webhook to the last status callback; who ended it: caller or service."""
    ended_by = "service"
    try:
        await _converse(call, public_url)
    except CallerGoneError:
        ended_by = "caller"
        if call.leg.stream is not None:
            await call.leg.stream.stop()
            call.leg.stream = None
    except HungUpError:
        pass
    call.leg.tell("line", f"the call is over ({ended_by})")
    await _tell_of_end(call, public_url)
    return ended_by


async def _converse(call: Connection, public_url: str) -> None:
    document = await call.webhooks.twiml(public_url + "/voice/incoming", call.identity, {}, status="ringing")
    for _ in range(MOST_DOCUMENTS):
        if document is None:
            return
        document = await _run(call, document)
    call.leg.trouble.problems.append(f"the call was sent on more than {MOST_DOCUMENTS} times")


async def _run(call: Connection, page: Document) -> Document | None:
    for verb in page.verbs:
        run = RUN.get(verb.tag)
        if run is None:
            continue
        following = await run(call, verb, page)
        if following is not None:
            return following
    return None


async def connect(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """A bidirectional stream until the service closes it or it breaks; then `action`, or else the next verb.

    Twilio does not document whether a stream that never opened goes to `action`; the stand-in takes the next verb,
    which is what the verbs after <Connect> are for.
    """
    noun = verb.find("Stream")
    if noun is None:
        call.leg.trouble.error(12200, call.leg.timeline.seconds, "<Connect> without <Stream>")
        return None
    socket = await _opened(call, noun)
    if socket is None:
        return None
    await _stream(call, socket, _parameters(call, noun))
    if verb.get("action") is None:
        return None
    return await call.next(page, verb.get("action", ""))


async def _opened(call: Connection, noun: ElementTree.Element) -> Socket | None:
    url = noun.get("url", "")
    problem = _address_problem(url)
    if problem is not None:
        call.leg.trouble.error(*problem)
        return None
    signer = Signer(call.webhooks.signer.token, wrong=call.line.wrong_signature == "stream")
    try:
        opening = call.leg.transport.open(url, signer.headers(url))
        return await call.leg.while_waiting(opening, undo=lambda socket: socket.close())
    except UpgradeRefusedError as error:
        code = 31920 if error.status else 31902
        call.leg.trouble.error(code, call.leg.timeline.seconds, str(error))
        return None


def _address_problem(url: str) -> tuple[int, float, str] | None:
    parts = urlsplit(url)
    if parts.scheme != "wss" and not (parts.scheme == "ws" and _is_own_machine(parts.hostname or "")):
        return 31922, 0.0, "the stream's address is not wss://"
    return (31920, 0.0, "the stream's address has a query string") if parts.query else None


def _is_own_machine(host: str) -> bool:
    """The one place where ws:// is let pass: a developer's own service."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parameters(call: Connection, noun: ElementTree.Element) -> dict[str, str]:
    parameters = {p.get("name", ""): p.get("value", "") for p in noun.iter("Parameter")}
    for name, value in parameters.items():
        if len(name) + len(value) >= LONGEST_PARAMETER:
            call.leg.trouble.error(12200, call.leg.timeline.seconds, "a <Parameter> is longer than 500 characters")
    return parameters


async def _stream(call: Connection, socket: Socket, parameters: dict[str, str]) -> None:
    leg = call.leg
    messages = StreamMessages(call.identity.account_sid, call.identity.call_sid, new_stream_sid())
    stream = Stream(socket, messages, leg.timeline, leg.trouble, Loss(call.line))
    call.streams += 1
    leg.stream = stream
    leg.streams.append(stream)
    await stream.begin(parameters, media_before_start=call.line.media_before_start and call.streams == 1)
    while not stream.ended:
        await leg.tick()
    leg.stream = None
    await stream.play()  # what came with the close, and what the close threw away
    await socket.close()
    if stream.thrown_away_seconds > 0.05:
        lost = f"{stream.thrown_away_seconds:.2f} s of speech were still unplayed when the stream closed"
        leg.tell("line", lost)


async def _tell_of_end(call: Connection, public_url: str) -> None:
    seconds = str(round(call.leg.timeline.seconds))
    form = call.identity.parameters("completed") | {
        "CallDuration": seconds,
        "SequenceNumber": "3",
        "SipResponseCode": "200",
    }
    statuses = [form]
    if call.line.repeat_status:
        early = call.identity.parameters("ringing") | {"SequenceNumber": "1"}
        statuses = [form, early, form]
    for status in statuses:
        await call.webhooks.send(public_url + "/voice/status", status | {"CallbackSource": "call-progress-events"})


RUN: dict[str, Verb] = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Connect": connect,
    "Dial": dial,
    "Pay": pay,
    "Gather": gather,
    "Record": record,
    "Redirect": redirect,
    "Enqueue": enqueue,
    "Hangup": hang_up,
    "Reject": hang_up,
}
