"""What the core wants done: imperative, frozen, compared in tests and kept as the call's journal."""

from dataclasses import dataclass, field

from .help import Help, NotNow, Stands
from .manner import PLAIN, Manner
from .record import PRIVATE, By, Care, Choice, Disposition, Expects, Line, Priority, Reason, Recording, Transcript
from .words.frustration import Sign


@dataclass(frozen=True, slots=True)
class Speak:
    """Send these lines whole, in order, then `mark`; their first `skip_seconds` have been heard already."""

    mark: str
    lines: tuple[Line, ...]
    turn: int
    skip_seconds: float = 0.0
    manner: Manner = PLAIN


@dataclass(frozen=True, slots=True)
class Clear:
    """Empty the carrier's playback buffer."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """Tell where speech is in PCM16 8 kHz mono that no engine has heard yet: frames of 320 bytes, the latest last."""

    pcm: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Turn PCM16 8 kHz mono into text; a later attempt of the same turn makes this one stale."""

    turn: int
    attempt: int
    """Below 0: a glance at speech that goes on, for nothing but the wish for a person."""
    pcm: bytes = field(repr=False)
    expects: Expects


@dataclass(frozen=True, slots=True)
class Abandon:
    """The caller goes on: nobody wants the answer to this attempt any more."""

    turn: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Parse:
    """Ask for intent and confidence, with no effect on the conversation.

    `ahead`: the reply may be worked out meanwhile, as that to an `Ask` of these words with this `instead_of`.
    """

    turn: int
    attempt: int
    text: str = field(metadata=PRIVATE)
    instead_of: int = 0
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Give the committed words of this turn to the assistant and await its reply.

    What it was asked in turn `instead_of` and since then is withdrawn: the caller had not finished; 0: nothing is.
    """

    turn: int
    text: str = field(metadata=PRIVATE)
    instead_of: int = 0


@dataclass(frozen=True, slots=True)
class TakeBack:
    """The caller goes on after this turn was committed: it is withdrawn and becomes the beginning of the next."""

    turn: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """Save the hand-off to `route`, before it is announced; `wish` is what the caller wants, in the caller's words."""

    route: str
    reason: Reason
    intent: str | None
    wish: str = field(metadata=PRIVATE)
    care: Care | None = None
    """What the agent must know of a caller who spoke of a sensitive topic."""
    given: tuple[str, ...] = field(default=(), metadata=PRIVATE)
    """What the caller gave for a task that was not done, and need not be asked again."""
    rule: str | None = None
    """The supervisor's rule that decided it; None: none did."""
    priority: Priority | None = None
    """That the rule gives the caller."""


@dataclass(frozen=True, slots=True)
class AddToHandOff:
    """The caller went on while they were put through: the hand-off that was saved holds this wish and care now.

    `route` is where the call goes instead, when they named a team; None: where it was to go.
    """

    wish: str = field(metadata=PRIVATE)
    care: Care | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class LeaveToPay:
    """Save, before it is announced, that the call goes to the carrier's payment as `route` says, and comes back."""

    route: str


@dataclass(frozen=True, slots=True)
class CloseStream:
    """Close the websocket: the carrier then asks where the call goes next."""

    told_closed: bool = False
    """The caller has heard that nobody of the route is at work."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """Save the goodbye and close the stream."""

    disposition: Disposition


@dataclass(frozen=True, slots=True)
class RecordDisclosure:
    """Evidence of one disclosure: times in heard audio since the stream's start, in seconds."""

    prompt: str
    started_seconds: float
    ended_seconds: float
    clip_seconds: float
    complete: bool
    cut_by: str | None


@dataclass(frozen=True, slots=True)
class RecordTurn:
    """One committed exchange: what was heard and made of it, how long the caller waited for the decision."""

    turn: int
    transcript: Transcript
    intent: str | None
    intent_confidence: float
    outcome: str
    why: str
    speech_seconds: float
    waited_seconds: float
    rule: str | None = None
    """The supervisor's rule that decided it; None: none did."""


@dataclass(frozen=True, slots=True)
class RecordSaid:
    """What the caller heard of one `Speak`, by marks and time: whole lines, and the words of one that was cut."""

    mark: str
    turn: int
    lines: tuple[Line, ...]
    heard_seconds: float
    clip_seconds: float
    whole: bool


@dataclass(frozen=True, slots=True)
class RecordFrustration:
    """What the caller's patience is judged by: all signs so far, in order, and whether a person was offered for it."""

    turn: int
    signs: tuple[Sign, ...]
    score: int
    offered: bool


@dataclass(frozen=True, slots=True)
class RecordChoice:
    """The caller chose for this call and later ones, or took it back: to be kept for as long as the operator says.

    `state` is where the call stood; `confidence` 0..1 is that of the words, 1 for a key.
    """

    choice: Choice
    stands: bool
    by: By
    state: str
    turn: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """From here on it stands so with the recording of the call's sound: to be begun, ended or deleted at once.

    `state` is where the call stood; `confidence` 0..1 is that of the words, 1 for a key or a silence.
    """

    stands: Recording
    by: By
    state: str
    turn: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecordHelp:
    """How it stands with what a supervisor wanted done, and why it is not; `state` is where the call stood."""

    help: Help
    name: str
    stands: Stands
    why: NotNow | None
    state: str
    by: str


@dataclass(frozen=True, slots=True)
class RecordRule:
    """A supervisor's rule holds; of one that lets the call go on, the first time in the call.

    `tag` is to be kept with the call, `alert` is for whoever watches the service.
    """

    rule: str
    turn: int
    tag: str | None
    alert: bool


Command = (
    Speak
    | Clear
    | LookBack
    | Transcribe
    | Abandon
    | Parse
    | Ask
    | TakeBack
    | Transfer
    | AddToHandOff
    | LeaveToPay
    | CloseStream
    | HangUp
    | RecordDisclosure
    | RecordTurn
    | RecordSaid
    | RecordFrustration
    | RecordChoice
    | RecordConsent
    | RecordHelp
    | RecordRule
)
