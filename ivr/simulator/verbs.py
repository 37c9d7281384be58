"""TwiML verbs on the caller's leg, but for <Connect> and <Dial>: each lets time pass and says what comes next."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree

import soundfile

from ..audio import RATE, Samples, pcm_from, resample
from .leg import CallerGoneError, Leg
from .scenario import AgentDoes, PhoneLine
from .webhooks import Document, Identity, Webhooks

GATHER_SECONDS = 5.0
RECORD_SILENCE_SECONDS = 5.0
RECORD_LONGEST_SECONDS = 3600.0
MOST_LOOPS = 1000


class HungUpError(Exception):
    """The service ended the call."""


@dataclass
class AgentTry:
    """One agent's leg."""

    number: str
    outcome: AgentDoes
    call_sid: str
    whisper: str = ""
    accepted: bool = False
    bridged: bool = False


@dataclass(frozen=True)
class Voicemail:
    at_seconds: float
    seconds: float


@dataclass
class Connection:
    """One call on the carrier's side: what its verbs share."""

    leg: Leg
    webhooks: Webhooks
    identity: Identity
    line: PhoneLine
    agents: tuple[AgentDoes, ...] | dict[str, AgentDoes]
    tries: list[AgentTry] = field(default_factory=list)
    voicemails: list[Voicemail] = field(default_factory=list)
    queues: list[str] = field(default_factory=list)
    streams: int = 0

    async def next(self, page: Document, address: str, **extra: str) -> Document:
        """The TwiML at an address of `page`. Raises HungUpError when there is none."""
        document = await self.webhooks.twiml(page.absolute(address), self.identity, extra)
        if document is None:
            text = "We are sorry, an application error has occurred. Goodbye."
            await self.leg.announce("Say", text, until=lambda: False)
            raise HungUpError
        return document


async def say(call: Connection, verb: ElementTree.Element, _page: Document) -> Document | None:
    await _say(call.leg, verb, lambda: False)
    return None


async def play(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    await _play(call, verb, page, lambda: False)
    return None


async def pause(call: Connection, verb: ElementTree.Element, _page: Document) -> Document | None:
    await call.leg.run(number_of(verb, "length", 1.0))
    return None


async def redirect(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    return await call.next(page, verb.text or "")


async def hang_up(_call: Connection, _verb: ElementTree.Element, _page: Document) -> Document | None:
    raise HungUpError


async def gather(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """Keys only; a caller who says nothing and presses nothing goes on to the next verb."""
    leg = call.leg
    leg.keys.clear()
    wanted = int(number_of(verb, "numDigits", 0))
    finish = verb.get("finishOnKey", "#")

    def done() -> bool:
        return bool(finish and finish in leg.keys) or bool(wanted and len(leg.keys) >= wanted)

    for child in verb:
        if leg.keys:  # the first key ends the prompt
            break
        if child.tag == "Say":
            await _say(leg, child, lambda: bool(leg.keys))
        elif child.tag == "Play":
            await _play(call, child, page, lambda: bool(leg.keys))
        elif child.tag == "Pause":
            await leg.run(number_of(child, "length", 1.0), until=lambda: bool(leg.keys))
    await await_keys(leg, number_of(verb, "timeout", GATHER_SECONDS), done)
    digits = "".join(leg.keys).split(finish)[0] if finish else "".join(leg.keys)
    if not leg.keys and verb.get("actionOnEmptyResult") != "true":
        return None
    leg.keys.clear()
    return await call.next(page, verb.get("action", page.url), Digits=digits)


async def await_keys(leg: Leg, seconds: float, done: Callable[[], bool]) -> None:
    """Each key gives the caller as long again for the next."""
    pressed = -1

    def another() -> bool:
        return done() or len(leg.keys) > pressed

    while not done() and pressed != len(leg.keys):
        pressed = len(leg.keys)
        await leg.run(seconds, until=another)


async def record(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """Until silence, a key, the longest time or the hang-up; with no speech at all, on to the next verb."""
    leg, began = call.leg, call.leg.timeline.ticks
    leg.keys.clear()
    quiet_ticks = round(number_of(verb, "timeout", RECORD_SILENCE_SECONDS) * 50)
    finish = verb.get("finishOnKey", "1234567890*#")
    heard = leg.timeline.caller_audible

    def silent() -> bool:
        return len(heard) - began >= quiet_ticks and not any(heard[-quiet_ticks:])

    def over() -> bool:
        return silent() or any(key in finish for key in leg.keys)

    gone = False
    try:
        await leg.run(number_of(verb, "maxLength", RECORD_LONGEST_SECONDS), until=over)
    except CallerGoneError:
        gone = True
    seconds = (leg.timeline.ticks - began) / 50
    if any(heard[began:]):
        call.voicemails.append(Voicemail(began / 50, round(seconds, 2)))
        leg.tell("line", f"voicemail of {seconds:.1f} s recorded")
        result = {
            "RecordingUrl": "https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/RE" + "0" * 32,
            "RecordingSid": "RE" + "0" * 32,
            "RecordingDuration": str(round(seconds)),
            "Digits": "hangup" if gone else "".join(leg.keys),
        }
        address = page.absolute(verb.get("action", page.url))
        if gone:
            await call.webhooks.send(address, {**call.identity.parameters("completed"), **result})
        else:
            return await call.next(page, address, **result)
    if gone:
        raise CallerGoneError
    return None


async def enqueue(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """Noted, waited in for a moment, and left as if nobody came: queues are not simulated further."""
    name = (verb.text or "").strip()
    call.queues.append(name)
    call.leg.tell("line", f"queued in {name}")
    await call.leg.ring(call.line.ring_seconds)
    if verb.get("action"):
        return await call.next(page, verb.get("action", ""), QueueResult="system-error", QueueTime="1")
    return None


def number_of(verb: ElementTree.Element, name: str, otherwise: float) -> float:
    try:
        return float(verb.get(name, otherwise))
    except ValueError:
        return otherwise


async def _say(leg: Leg, verb: ElementTree.Element, until: Callable[[], bool]) -> None:
    await leg.announce("Say", " ".join("".join(verb.itertext()).split()), until=until)


async def _play(call: Connection, verb: ElementTree.Element, page: Document, until: Callable[[], bool]) -> None:
    url = page.absolute(verb.text or "")
    answer = await call.leg.while_waiting(call.webhooks.send(url, {}, "GET"))
    if answer is None or answer.status != 200:
        call.leg.trouble.error(11200, call.leg.timeline.seconds, "a recording for <Play> could not be fetched")
        return
    try:
        samples, rate = soundfile.read(io.BytesIO(answer.body), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError:
        call.leg.trouble.error(12300, call.leg.timeline.seconds, "what <Play> fetched is not audio")
        return
    mono: Samples = samples.mean(axis=1)
    pcm = pcm_from(resample(mono, int(rate), RATE))
    for _ in range(round(number_of(verb, "loop", 1)) or MOST_LOOPS):  # Twilio's 0: until something ends it
        if until():
            return
        await call.leg.announce("Play", url.rsplit("/", 1)[-1], pcm, until=until)
