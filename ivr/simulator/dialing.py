"""<Dial>: agents' phones ring, one is briefed and accepts or does not, and the two are joined or not."""

from dataclasses import dataclass
from xml.etree import ElementTree

from .beside import ringing as ring_back
from .leg import CallerGoneError
from .scenario import AgentDoes
from .sounds import key_tones
from .verbs import AgentTry, Connection
from .webhooks import Document, Identity, new_call_sid

MOST_NUMBERS = 10
LONGEST_WHISPER_DOCUMENTS = 5
KEY_SECONDS = 0.3
HELLO = "Hello, you're speaking with a person now. How can I help?"
AGENTS_VOICE = "en-agent"
"""What the synthesizer of the stand-in knows the agent's voice by; the other, of <Say>, is "en"."""
STATUS = {AgentDoes.BUSY: "busy", AgentDoes.NO_ANSWER: "no-answer", AgentDoes.FAILED: "failed"}


@dataclass(frozen=True)
class _Result:
    status: str
    bridged: bool
    call_sid: str


async def dial(call: Connection, verb: ElementTree.Element, page: Document) -> Document | None:
    """With `action`, the verbs after it are never reached; without, they follow."""
    began = call.leg.timeline.seconds
    try:
        result = await _ring(call, verb, page)
    except CallerGoneError:
        await _tell_of_hang_up(call, verb, page)
        raise
    if verb.get("action") is None:
        return None
    return await call.next(page, verb.get("action", ""), **_outcome(result, call.leg.timeline.seconds - began))


def _outcome(result: _Result, seconds: float) -> dict[str, str]:
    return {
        "DialCallStatus": result.status,
        "DialCallSid": result.call_sid,
        "DialCallDuration": str(round(seconds)),
        "DialBridged": "true" if result.bridged else "false",
    }


async def _ring(call: Connection, verb: ElementTree.Element, page: Document) -> _Result:
    """All numbers at once, the first that answers wins; one after another with sequential="true"."""
    numbers = _numbers(verb)[:MOST_NUMBERS]
    tries = [_try(call, (number.text or "").strip(), place) for place, number in enumerate(numbers)]
    result = _Result("failed", False, "")
    await call.leg.ring(call.line.ring_seconds)
    for number, agent in zip(numbers, tries, strict=True):
        call.tries.append(agent)
        call.leg.tell("agent", f"{agent.number}: {agent.outcome}")
        if agent.outcome in STATUS:
            result = _Result(STATUS[agent.outcome], False, agent.call_sid)
        else:
            result = await _answered(call, verb, number, agent, page)
        if result.bridged or (result.status == "completed" and verb.get("sequential") != "true"):
            break
        if number is not numbers[-1] and verb.get("sequential") == "true":
            await call.leg.ring(call.line.ring_seconds)
    return result


async def _answered(
    call: Connection, verb: ElementTree.Element, number: ElementTree.Element, agent: AgentTry, page: Document
) -> _Result:
    """Briefing, then the bridge. Not bridged counts as completed: something did pick up the phone."""
    address = number.get("url")
    joined = await _briefed(call, verb, agent, page.absolute(address)) if address else True
    if not joined:
        return _Result("completed", False, agent.call_sid)
    agent.bridged = True
    call.leg.tell("agent", f"{agent.number}: connected to the caller")
    hello = await call.leg.spoken(HELLO, AGENTS_VOICE)
    if hello:
        call.leg.tell("agent", f"{agent.number}: “{HELLO}”")
    await call.leg.hear(hello, call.line.talk_seconds, sounding=True)
    return _Result("completed", True, agent.call_sid)


async def _briefed(call: Connection, verb: ElementTree.Element, agent: AgentTry, url: str) -> bool:
    """Runs the whisper on the agent's leg; the caller hears ringing meanwhile only with answerOnBridge."""
    who = Identity(
        agent.call_sid,
        call.identity.account_sid,
        verb.get("callerId", call.identity.from_number),
        agent.number,
        "outbound-dial",
        call.identity.call_sid,
    )
    ringing = verb.get("answerOnBridge") == "true"
    document = await call.webhooks.twiml(url, who, {})
    said: list[str] = []
    for _ in range(LONGEST_WHISPER_DOCUMENTS):
        if document is None:
            return False
        action, ended = _through(document, agent, said)
        agent.whisper = " ".join(said)
        if said and agent.whisper:
            call.leg.tell("agent", f"{agent.number} hears: {agent.whisper}")
        await _brief(call, agent.whisper if said else "", ringing=ringing)
        if action is None:
            return not ended
        agent.accepted = True
        call.leg.tell("agent", f"{agent.number}: presses 1")
        if call.leg.voice is not None:
            await call.leg.hear(key_tones("1"), KEY_SECONDS, sounding=ringing)
        document, said = await call.webhooks.twiml(document.absolute(action), who, {"Digits": "1"}), []
        if document is not None and not document.verbs:
            return True
    return False


async def _brief(call: Connection, text: str, *, ringing: bool) -> None:
    """What the agent hears, and behind it what the caller hears meanwhile."""
    briefing = await call.leg.spoken(text)
    seconds = max(call.line.whisper_seconds, len(briefing) / 16000)
    if ringing:
        call.leg.timeline.beside.begin(call.leg.timeline.ticks, ring_back(seconds, behind=True))
    await call.leg.hear(briefing, seconds, sounding=ringing)


def _through(document: Document, agent: AgentTry, said: list[str]) -> tuple[str | None, bool]:
    """The agent listens to one document: the action of the <Gather> that they press 1 at, and whether it hangs up."""
    pressing = agent.outcome is AgentDoes.ANSWERED
    for verb in document.verbs:
        if verb.tag == "Say":
            said.append(" ".join("".join(verb.itertext()).split()))
        elif verb.tag == "Gather":
            said.extend(" ".join("".join(line.itertext()).split()) for line in verb.iter("Say"))
            if pressing:
                return verb.get("action", document.url), False
        elif verb.tag == "Hangup":
            return None, True
    return None, False


def _numbers(verb: ElementTree.Element) -> list[ElementTree.Element]:
    nested = list(verb.iter("Number"))
    if nested or not (verb.text or "").strip():
        return nested
    plain = ElementTree.Element("Number")
    plain.text = verb.text
    return [plain]


def _try(call: Connection, number: str, later: int) -> AgentTry:
    if isinstance(call.agents, dict):
        outcome = call.agents.get(number, AgentDoes.ANSWERED)
    else:
        place = len(call.tries) + later
        outcome = call.agents[place] if place < len(call.agents) else AgentDoes.ANSWERED
    return AgentTry(number, outcome, new_call_sid())


async def _tell_of_hang_up(call: Connection, verb: ElementTree.Element, page: Document) -> None:
    """Twilio asks the action once more, with the call completed; what it answers is not run."""
    bridged = bool(call.tries) and call.tries[-1].bridged
    sid = call.tries[-1].call_sid if call.tries else ""
    result = _Result("completed" if bridged else "canceled", bridged, sid)
    if verb.get("action") is not None:
        form = {**call.identity.parameters("completed"), **_outcome(result, 0.0)}
        await call.webhooks.send(page.absolute(verb.get("action", "")), form)
