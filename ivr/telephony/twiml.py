"""What Twilio is told to do, as TwiML: pure functions over the twilio library, never string formatting.

Attributes and their meanings: https://www.twilio.com/docs/voice/twiml
"""

import unicodedata
from dataclasses import dataclass

from twilio.twiml.voice_response import Connect, Dial, Gather, VoiceResponse  # type: ignore[import-untyped]

from ..core.payment import CardPayment
from ..language.aloud import aloud

LANGUAGE = "en-US"
"""Of the carrier's voice."""
_ = aloud("", LANGUAGE)  # its rules are read now: the first caller waits for nothing
LONGEST_SAY = 600
DIAL_TIME_LIMIT_SECONDS = 14_400
"""Twilio's own default, written down so that a change of theirs changes nothing."""
WHISPER_WAIT_SECONDS = 6
_ROUNDS = 3
KEY_TO_ACCEPT = "1"
VOICEMAIL_SECONDS = 180
MENU_WAIT_SECONDS = 5
KEY_FOR_MESSAGE = "1"
"""Of a caller who waits for an agent."""
KEY_FOR_PERSON = "0"
KEY_FOR_CALLBACK = "2"
KEY_FOR_OTHER_NUMBER = "3"
"""Of a caller who is to be rung back."""
_ANSWERS_WITHIN_SECONDS = 6
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class Stream:
    """A media stream to open; `action_url` is asked for the next step when it closes."""

    url: str
    action_url: str
    token: str
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Telephone:
    """An agent's; `number` comes from the rules and from nowhere else."""

    number: str
    whisper_url: str


@dataclass(frozen=True, slots=True)
class Dialling:
    """Agents to ring: one, or several at once, ten at most. Who is the first to take the call has it."""

    telephones: tuple[Telephone, ...]
    ring_seconds: int
    action_url: str
    caller_id: str | None = None
    """None: the caller's own number is shown."""


@dataclass(frozen=True, slots=True)
class Menu:
    """What a caller may choose by one key; `action_url` is asked with it. Without one the next verb follows."""

    lines: tuple[str, ...]
    action_url: str


def cleaned(text: str, longest: int = LONGEST_SAY) -> str:
    """Text without control characters, lone surrogates and runs of space: XML refuses some, and none can be said."""
    plain = "".join(" " if unicodedata.category(c).startswith("C") else c for c in text[: longest * 4])
    return " ".join(plain.split())[:longest]


def nothing() -> str:
    return str(VoiceResponse())


def goodbye(*lines: str, menu: Menu | None = None) -> str:
    response = _offering(menu)
    for line in lines:
        _say(response, line)
    response.hangup()
    return str(response)


def connect_stream(stream: Stream, otherwise: tuple[str, Dialling] | None, sorry: str) -> str:
    """Open the stream. The verbs after it are for one that Twilio cannot open: a line and an agent, or a goodbye."""
    response = VoiceResponse()
    connect = Connect(action=stream.action_url, method="POST")
    media = connect.stream(url=stream.url)
    media.parameter(name="token", value=stream.token)
    if stream.resume:
        media.parameter(name="resume", value="1")
    response.append(connect)
    return _with_a_way_out(response, otherwise, sorry)


def pay(payment: CardPayment, action_url: str, otherwise: tuple[str, Dialling] | None, sorry: str) -> str:
    """Collect a card on the keys, at the carrier; `action_url` is told how it went, and asked for the next step.

    The verbs after it are for when nobody is told: its pages have it both ways after too many attempts.
    """
    response = VoiceResponse()
    told = payment.model_dump(exclude_none=True, exclude={"valid_card_types", "charge_amount", "description"})
    if payment.charges:
        told["charge_amount"] = payment.charge_amount
    if payment.description:
        told["description"] = payment.description
    cards = " ".join(payment.valid_card_types)
    response.pay(input="dtmf", payment_method="credit-card", action=action_url, valid_card_types=cards, **told)
    return _with_a_way_out(response, otherwise, sorry)


def dial(dialling: Dialling, *lines: str) -> str:
    """Say the lines, then ring; Twilio reports the outcome to `action_url`, of several agents that of them all."""
    response = _saying(lines)
    response.append(_dial(dialling))
    return str(response)


def dial_without_us(numbers: tuple[str, ...], ring_seconds: int, caller_id: str | None, line: str, sorry: str) -> str:
    """Ring agents one after another with no further question to us: for when our own code has failed."""
    response = _saying((line,))
    attributes = {"callerId": caller_id} if caller_id else {}
    ringing = Dial(timeout=ring_seconds, time_limit=DIAL_TIME_LIMIT_SECONDS, sequential=True, **attributes)
    for number in numbers[:10]:  # Twilio takes ten
        ringing.number(number)
    response.append(ringing)
    _say(response, sorry)
    response.hangup()
    return str(response)


def voicemail(lines: tuple[str, ...], action_url: str, menu: Menu | None = None) -> str:
    """Say the lines and record a message. When none is left Twilio does not ask the action: then the redirect does.

    Of a `menu` that is said before, no key leads here.
    """
    response = _offering(menu)
    for line in lines:
        _say(response, line)
    response.record(action=action_url, method="POST", max_length=VOICEMAIL_SECONDS, timeout=5, play_beep=True)
    response.redirect(action_url, method="POST")
    return str(response)


def whisper(lines: tuple[str, ...], ask: str, accept_url: str) -> str:
    """Brief an agent and await key 1, twice; without it the agent's leg ends and the caller goes to the next."""
    response = VoiceResponse()
    for said in (lines, lines[:1]):
        gather = Gather(num_digits=1, timeout=WHISPER_WAIT_SECONDS, action=accept_url, method="POST", input="dtmf")
        for line in (*said, ask):
            _say(gather, line)
        response.append(gather)
    response.hangup()
    return str(response)


def whisper_in_rounds(lines: tuple[str, ...], ask: str, url: str, number: int) -> str:
    """As `whisper`, in rounds of which this is the `number`th from 0: each asks `url` again, key or none.

    So what the agent has chosen elsewhere meanwhile is known within seconds, and they are waited for as long.
    """
    response = VoiceResponse()
    if number < 2 * _ROUNDS:
        said = () if number % _ROUNDS else (*(lines if number == 0 else lines[:1]), ask)
        gather = Gather(
            input="dtmf",
            num_digits=1,
            timeout=WHISPER_WAIT_SECONDS // _ROUNDS,
            method="POST",
            action=f"{url}&round={number + 1}",
            action_on_empty_result=True,
        )
        for line in said:
            _say(gather, line)
        response.append(gather)
    response.hangup()
    return str(response)


def brief(lines: tuple[str, ...]) -> str:
    """Brief an agent who is then connected without being asked."""
    return str(_saying(lines))


def wait(lines: tuple[str, ...], tone_url: str, times: int, action_url: str) -> str:
    """Say the lines and let the line's tone sound so often; a key, or the end of it, asks `action_url` what follows."""
    response = VoiceResponse()
    gather = Gather(num_digits=1, timeout=1, action=action_url, method="POST", input="dtmf", finish_on_key="")
    for line in lines:
        _say(gather, line)
    gather.play(tone_url, loop=times)
    response.append(gather)
    response.redirect(action_url, method="POST")
    return str(response)


def ask_for_key(lines: tuple[str, ...], action_url: str, goodbye: str = "") -> str:
    """Say the lines; a key asks `action_url` what follows. So does none, unless there is a goodbye for it."""
    response = VoiceResponse()
    gather = Gather(num_digits=1, timeout=_ANSWERS_WITHIN_SECONDS, action=action_url, method="POST", input="dtmf")
    for line in lines:
        _say(gather, line)
    response.append(gather)
    if goodbye:
        _say(response, goodbye)
        response.hangup()
    else:
        response.redirect(action_url, method="POST")
    return str(response)


def ask_for_number(lines: tuple[str, ...], action_url: str) -> str:
    """Say the lines and take what is typed, until hash or a pause; `action_url` is told, also of nothing."""
    response = VoiceResponse()
    gather = Gather(
        num_digits=_LONGEST_NUMBER,
        timeout=_ANSWERS_WITHIN_SECONDS,
        action=action_url,
        method="POST",
        input="dtmf",
        finish_on_key="#",
    )
    for line in lines:
        _say(gather, line)
    response.append(gather)
    response.redirect(action_url, method="POST")
    return str(response)


def digit_by_digit(reference: str) -> str:
    """'4821' → '4, 8, 2, 1', which is said slowly and as digits."""
    return ", ".join(reference)


def _with_a_way_out(response: VoiceResponse, otherwise: tuple[str, Dialling] | None, sorry: str) -> str:
    if otherwise is None:
        _say(response, sorry)
        response.hangup()
    else:
        line, dialling = otherwise
        _say(response, line)
        response.append(_dial(dialling))
    return str(response)


def _offering(menu: Menu | None) -> VoiceResponse:
    response = VoiceResponse()
    if menu is not None:
        gather = Gather(num_digits=1, timeout=MENU_WAIT_SECONDS, action=menu.action_url, method="POST", input="dtmf")
        for line in menu.lines:
            _say(gather, line)
        response.append(gather)
    return response


def _saying(lines: tuple[str, ...]) -> VoiceResponse:
    response = VoiceResponse()
    for line in lines:
        _say(response, line)
    return response


def _say(element: VoiceResponse, line: str) -> None:
    text = aloud(cleaned(line), LANGUAGE)
    if text:
        element.say(text, language=LANGUAGE)


def _dial(dialling: Dialling) -> Dial:
    attributes = {"callerId": dialling.caller_id} if dialling.caller_id else {}
    ringing = Dial(
        action=dialling.action_url,
        method="POST",
        timeout=dialling.ring_seconds,
        time_limit=DIAL_TIME_LIMIT_SECONDS,
        answer_on_bridge=True,  # the caller hears ringing, not silence, while the agent hears the whisper
        **attributes,
    )
    for telephone in dialling.telephones:
        ringing.number(telephone.number, url=telephone.whisper_url, method="POST")
    return ringing
