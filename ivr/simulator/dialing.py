"""<Dial>: agents' phones ring, one is briefed and accepts or does not, and the two are joined or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
INVALID_NUMBER = {"ErrorCode": "13224", "ErrorMessage": "Dial: the number is invalid"}
"""What comes with a dial that failed at the carrier; for busy and unanswered lines nothing does."""
STATUS = {AgentDoes.BUSY: "busy", AgentDoes.NO_ANSWER: "no-answer", AgentDoes.FAILED: "failed"}


@dataclass(frozen=True)
class _Result:
    status: str
    bridged: bool
    call_sid: str


_Rung = tuple[ElementTree.Element, AgentTry]


@dataclass
class _Briefed:
    """An agent on their own leg."""

    agent: AgentTry
    who: Identity
    document: Document | None = None
    said: list[str] = field(default_factory=list)
    """To them, in this document."""
    action: str | None = None
    """Of the <Gather> that they press 1 at."""
    over: bool = False
    """The document hangs up, or there is none."""


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
        **(INVALID_NUMBER if result.status == STATUS[AgentDoes.FAILED] else {}),
    }


async def _ring(call: Connection, verb: ElementTree.Element, page: Document) -> _Result:
    """All numbers at once, or one after another with sequential="true"."""
    numbers = _numbers(verb)[:MOST_NUMBERS]
    rung = [(number, _try(call, (number.text or "").strip(), place)) for place, number in enumerate(numbers)]
    groups = [[one] for one in rung] if verb.get("sequential") == "true" else [rung]
    result = _Result("failed", False, "")
    for group in groups:
        await call.leg.ring(call.line.ring_seconds)
        result = await _ring_together(call, verb, group, page)
        if result.bridged:
            break
    return result


async def _ring_together(call: Connection, verb: ElementTree.Element, rung: Sequence[_Rung], page: Document) -> _Result:
    """Who picks up is briefed, several at the same time; the first who takes the call has it, the others are let go.

    Twilio tells one status for all of them and does not say which: here it is that of who picked up, or of the last.
    Nor does it say whether the others ring on while the first is briefed. They do here.
    """
    for _, agent in rung:
        call.tries.append(agent)
        call.leg.tell("agent", f"{agent.number}: {agent.outcome}")
    picked_up = [one for one in rung if one[1].outcome not in STATUS]
    if not picked_up:
        last = rung[-1][1] if rung else None
        return _Result(STATUS[last.outcome], False, last.call_sid) if last else _Result("failed", False, "")
    briefed = [await _briefed(call, verb, number, agent, page) for number, agent in picked_up]
    ringing = verb.get("answerOnBridge") == "true"
    if any(one.document for one in briefed):
        await _brief(call, next((one.agent.whisper for one in briefed if one.said), ""), ringing=ringing)
    for one in briefed:
        if await _takes(call, one, ringing=ringing):
            return await _joined(call, one.agent)
    return _Result("completed", False, picked_up[-1][1].call_sid)


async def _joined(call: Connection, agent: AgentTry) -> _Result:
    """The bridge. Who was not joined counts as completed, too: something did pick up the phone."""
    agent.bridged = True
    call.leg.tell("agent", f"{agent.number}: connected to the caller")
    hello = await call.leg.spoken(HELLO, AGENTS_VOICE)
    if hello:
        call.leg.tell("agent", f"{agent.number}: “{HELLO}”")
    await call.leg.hear(hello, call.line.talk_seconds, sounding=True)
    return _Result("completed", True, agent.call_sid)


async def _briefed(
    call: Connection, verb: ElementTree.Element, number: ElementTree.Element, agent: AgentTry, page: Document
) -> _Briefed:
    """The whisper is asked for, for the agent's own leg."""
    who = Identity(
        agent.call_sid,
        call.identity.account_sid,
        verb.get("callerId", call.identity.from_number),
        agent.number,
        "outbound-dial",
        call.identity.call_sid,
    )
    briefed, address = _Briefed(agent, who), number.get("url")
    if address:
        _hear(call, briefed, await call.webhooks.twiml(page.absolute(address), who, {}))
    return briefed


def _hear(call: Connection, briefed: _Briefed, document: Document | None) -> None:
    briefed.said, briefed.action, briefed.over, briefed.document = [], None, document is None, document
    if document is None:
        return
    briefed.action, briefed.over = _through(document, briefed.agent, briefed.said)
    if briefed.said:
        briefed.agent.whisper = " ".join(briefed.said)
        call.leg.tell("agent", f"{briefed.agent.number} hears: {briefed.agent.whisper}")


async def _takes(call: Connection, briefed: _Briefed, *, ringing: bool) -> bool:
    """Whether this agent is joined to the caller; they press 1 where they are asked to."""
    agent = briefed.agent
    for _ in range(LONGEST_WHISPER_DOCUMENTS):
        if briefed.action is None or briefed.document is None:
            return not briefed.over
        agent.accepted = True
        call.leg.tell("agent", f"{agent.number}: presses 1")
        if call.leg.voice is not None:
            await call.leg.hear(key_tones("1"), KEY_SECONDS, sounding=ringing)
        address = briefed.document.absolute(briefed.action)
        document = await call.webhooks.twiml(address, briefed.who, {"Digits": "1"})
        if document is not None and not document.verbs:
            return True
        _hear(call, briefed, document)
        await _brief(call, agent.whisper if briefed.said else "", ringing=ringing)
    return False


async def _brief(call: Connection, text: str, *, ringing: bool) -> None:
    """What the agent hears, and behind it what the caller hears meanwhile: ringing only with answerOnBridge."""
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
    last = next((one for one in reversed(call.tries) if one.bridged), call.tries[-1] if call.tries else None)
    bridged, sid = (last.bridged, last.call_sid) if last else (False, "")
    result = _Result("completed" if bridged else "canceled", bridged, sid)
    if verb.get("action") is not None:
        form = {**call.identity.parameters("completed"), **_outcome(result, 0.0)}
        await call.webhooks.send(page.absolute(verb.get("action", "")), form)
