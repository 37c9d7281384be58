"""The nouns that events and commands carry: what was heard, understood, expected and said."""

from dataclasses import dataclass, field
from enum import StrEnum

from .message import Left

PRIVATE = {"private": True}
"""Field metadata: what the caller or the assistant said or typed; kept apart from times and outcomes when stored."""


class Engine(StrEnum):
    TRANSCRIBER = "transcriber"
    DIALOGUE = "dialogue"
    SYNTHESIZER = "synthesizer"
    DETECTOR = "detector"


class Disposition(StrEnum):
    """How a call ended."""

    RESOLVED = "resolved"
    TRANSFERRED = "transferred"
    VOICEMAIL = "voicemail"
    CALLBACK = "callback"
    """They are to be rung back."""
    GOODBYE = "goodbye"
    CALLER_HUNG_UP = "caller_hung_up"
    STREAM_LOST = "stream_lost"
    MACHINE = "machine"
    """A recording or a bot was on the line."""


class Reason(StrEnum):
    """Why a call leaves for an agent."""

    CALLER_ASKED = "caller_asked"
    KEY_PRESSED = "key_pressed"
    LOW_CONFIDENCE = "low_confidence"
    NO_INPUT = "no_input"
    TRANSFER_RULE = "transfer_rule"
    ASSISTANT_DECIDED = "assistant_decided"
    ENGINE_FAILED = "engine_failed"
    LINE_FAILED = "line_failed"
    NOT_READY = "not_ready"
    BUSY = "busy"
    LIMIT_REACHED = "limit_reached"
    OTHER_LANGUAGE = "other_language"
    SENSITIVE_TOPIC = "sensitive_topic"
    FRUSTRATED = "frustrated"
    NO_PROGRESS = "no_progress"
    CARD_NUMBER = "card_number"
    OPTED_OUT = "opted_out"
    """Before this call they chose that no machine answers them."""
    SUPERVISOR = "supervisor"
    """One who watched the call sent it on."""
    PAYMENT_FAILED = "payment_failed"
    """Nobody can tell whether what they paid by card arrived."""


class HowPaid(StrEnum):
    """How a caller comes back who left to pay by card."""

    PAID = "paid"
    CARD_TAKEN = "card_taken"
    """Nothing was charged: there is a token for the card now, elsewhere."""
    STOPPED = "stopped"
    """They gave up, by a key."""
    NOT_COMPLETED = "not_completed"
    """What they typed was no card, too often."""


class Back(StrEnum):
    """By whose choice a caller who had left for a person goes on with the assistant."""

    CALLER = "caller"
    """Nobody came, and they chose so."""
    AGENT = "agent"
    """Who had them gave them back."""


class Choice(StrEnum):
    """What a caller may choose for this call and for later ones."""

    NO_MACHINE = "no_machine"
    """A person, each time."""
    NO_RECORDING = "no_recording"
    NO_TRAINING = "no_training"


class By(StrEnum):
    """How a choice was made, or taken back."""

    VOICE = "voice"
    KEY = "key"
    AGENT = "agent"
    OPERATOR = "operator"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Chosen:
    choice: Choice
    stands: bool = True
    """False: it is taken back."""


class MayRecord(StrEnum):
    """What a supervisor allows of a recording of callers' voices."""

    NEVER = "never"
    ASK = "ask"
    """Only of who is asked, and says yes."""


class Recording(StrEnum):
    """How it stands with the recording of a call."""

    UNASKED = "unasked"
    ASKED = "asked"
    ON = "on"
    REFUSED = "refused"
    STOPPED = "stopped"
    """What was recorded before is kept."""
    DELETED = "deleted"


class Topic(StrEnum):
    """What is not for a machine to deal with, the gravest first."""

    EMERGENCY = "emergency"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    BEREAVEMENT = "bereavement"
    CHILD = "child"
    MEDICAL = "medical"
    FRAUD = "fraud"
    VULNERABILITY = "vulnerability"
    HARDSHIP = "hardship"
    LEGAL_THREAT = "legal_threat"
    RIGHTS = "rights"
    """Over their data, a charge or a contract: to have it deleted, disputed, ended."""
    COMPLAINT = "complaint"


class Priority(StrEnum):
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Flag(StrEnum):
    """What whoever deals with the call after the assistant must not do, must do, or must know."""

    NO_SURVEY = "no_survey"
    NO_CALLBACK = "no_callback"
    """None is offered: a call back may reach somebody else, or come too late."""
    NO_VOICEMAIL = "no_voicemail"
    """No message is asked for, and none left for the caller."""
    TICKET = "ticket"
    """A case with a reference of its own is to be opened."""
    SAFE_TO_TALK = "safe_to_talk"
    """The caller was asked, and said yes."""
    UNSAFE_TO_TALK = "unsafe_to_talk"
    """The caller was asked, and did not say yes."""


@dataclass(frozen=True, slots=True)
class Care:
    """What an agent must know before the first word to a caller who spoke of a sensitive topic."""

    topic: Topic
    priority: Priority
    flags: tuple[Flag, ...] = ()


class Awaited(StrEnum):
    FREE = "free"
    YES_NO = "yes_no"
    DIGITS = "digits"
    CHOICE = "choice"
    NAME = "name"
    TEXT = "text"
    """The caller's own words: a message, an address."""


@dataclass(frozen=True, slots=True)
class Begins:
    """A number that begins with `key` has `digits` in all; 0: nobody knows how many."""

    key: str
    digits: int


@dataclass(frozen=True, slots=True)
class Expects:
    """The answer that the last question awaits."""

    kind: Awaited = Awaited.FREE
    digits: int = 0
    """How many; 0: unknown."""
    words: tuple[str, ...] = ()
    """Words that the answer may well hold: choices, products, names. Hints for the transcriber, no more."""
    binding: bool = False
    """The answer sets something in motion that cannot be undone: acted on only when the caller has surely ended."""
    star_is_zero: bool = False
    """On the keys, star stands for a zero of the awaited digits, since 0 is always a person."""
    begins: tuple[Begins, ...] = ()
    """Of phone numbers alone: those with a country's code before them, or what is dialled for another country."""
    own_phone: bool = False
    """Of phone numbers alone: "the number I'm calling from" is an answer."""
    times: bool = False
    """Of choices alone: a time of the day is an answer, too."""
    numbered: bool = False
    """Of choices alone: the key of a thing's place among those that were named chooses it."""

    def digits_of(self, so_far: str) -> int:
        """How many digits the number has that begins so; 0: unknown."""
        known = [number.digits for number in self.begins if so_far.startswith(number.key)]
        return known[0] if known else self.digits


FREE = Expects()
"""No particular answer."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the transcriber wrote of one utterance; confidence in 0..1, empty text when no words were found."""

    text: str = field(metadata=PRIVATE)
    confidence: float
    language: str = "en"
    doubtful: bool = False
    """Whether it may have been the wish for a person, which a second listen (a glance) would hear."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the dialogue model made of a text, without any effect on the conversation; confidence in 0..1."""

    intent: str
    confidence: float
    topic: Topic | None = None
    """What it means that is not for a machine, told by meaning; by their words most topics are known before it."""
    topic_confidence: float = 0.0
    answers: bool = False
    """Whether the assistant takes it for an answer to what it has asked, however unsure the model is of its intent."""


@dataclass(frozen=True, slots=True)
class Slot:
    """Something that the assistant has collected."""

    name: str
    value: str = field(metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Queue:
    """How many callers wait for an agent of a route."""

    route: str
    waiting: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant answers to one turn: sentences in order, the answer awaited next, and how the call goes on."""

    texts: tuple[str, ...] = field(metadata=PRIVATE)
    expects: Expects = FREE
    transfer_route: str | None = None
    hang_up: bool = False
    repeat: bool = False
    given: tuple[str, ...] = field(default=(), metadata=PRIVATE)
    """What the caller has given for the task at hand, as an agent should hear it: "the order number: 4 2 1, 8 0 7"."""
    slots: tuple[Slot, ...] = ()
    """All that the assistant has collected in the call, of that which is plain: texts, numbers, yes and no."""
    left: tuple[Left, ...] = ()
    """What was left in this turn for people to do."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line known by name, recorded in audio_prompts/."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """A line made at run time, to be synthesised."""

    text: str = field(metadata=PRIVATE)


Line = Prompt | Words
