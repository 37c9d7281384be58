"""What can happen on a call, as the core is told of it: past tense, frozen, no behaviour."""

from dataclasses import dataclass, field

from .help import Help
from .record import PRIVATE, Back, Choice, Engine, HowPaid, Queue, Reply, Transcript, Understanding

FRAME_SECONDS = 0.02
"""Audio in one frame on the wire: 160 samples of 8 kHz."""


@dataclass(frozen=True, slots=True)
class CallStarted:
    """The media stream is open and may be spoken on; `resumed` when an earlier stream of this call was lost."""

    resumed: bool = False
    called: str = ""
    """The number of ours that was rung; empty where none is known."""


@dataclass(frozen=True, slots=True)
class RoutesClosed:
    """These routes have nobody at work, all others have, or nobody knows; told at the start, and when it changes."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueuesKnown:
    """How many callers wait for the routes whose queues the rules ask about; told as `RoutesClosed` is."""

    queues: tuple[Queue, ...]


@dataclass(frozen=True, slots=True)
class ChoicesKnown:
    """What this caller chose on earlier calls; told before the start if it is known then, else as soon as it is.

    `remembered`: the caller will be known again, so that what is chosen now can be kept.
    """

    choices: tuple[Choice, ...]
    remembered: bool = True


@dataclass(frozen=True, slots=True)
class CameBack:
    """The caller, who had left to pay, is back on a new stream: told before its start."""

    how: HowPaid


@dataclass(frozen=True, slots=True)
class BackFromPeople:
    """The caller, who had left for a person, is back on a new stream: told before its start."""

    by: Back
    done: str = ""
    """The prompt that tells what an agent has done for them; empty: none does."""
    times: int = 1
    """In the call so far."""


@dataclass(frozen=True, slots=True)
class AudioHeard:
    """One frame of the caller: 320 bytes of PCM16 little-endian, 8 kHz, and the probability 0..1 that it is speech."""

    pcm: bytes = field(repr=False)
    speech: float
    echo: float = 0.0
    """The share 0..1 of its power that was our own voice, taken out; 0 where none was ever heard."""


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key of the caller's phone: one of 0-9 * #, or "x" for one that was part of a card number."""

    key: str = field(metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class PlaybackBegan:
    """The first audio of the lines under `mark` has been sent; more may follow."""

    mark: str


@dataclass(frozen=True, slots=True)
class PlaybackStarted:
    """All audio of the lines under `mark` has been sent.

    `seconds` is how long it lasts; `line_seconds` how long each line is, with what of it was skipped.
    """

    mark: str
    seconds: float
    line_seconds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaybackFinished:
    """Twilio echoed `mark`: its audio was played, or cleared.

    `after_seconds` by the clock since its first audio was sent: a slow line counts fewer in frames.
    """

    mark: str
    after_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LookedBack:
    """The probability of speech 0..1 in each frame of a `LookBack`."""

    speech: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Transcribed:
    """`echo`: words of our own that came back were left out of it."""

    turn: int
    attempt: int
    transcript: Transcript
    echo: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    turn: int
    attempt: int
    understanding: Understanding


@dataclass(frozen=True, slots=True)
class Replied:
    turn: int
    reply: Reply


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """An engine gave no answer for `turn`; `mark` names the unspoken lines when it was the synthesizer."""

    engine: Engine
    turn: int
    attempt: int = 0
    busy: bool = False
    """It is not broken, but more was asked of it than it can answer in time."""


@dataclass(frozen=True, slots=True)
class StoodStill:
    """The service did nothing for so long: what the caller said meanwhile is lost, and no frame counted it."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Helped:
    """A supervisor wants this done next."""

    help: Help
    name: str = ""
    """Of the route, or of the written line."""
    by: str = ""
    """A pseudonym of who wants it, for whoever reads the journal: the call asks nobody who it is."""


@dataclass(frozen=True, slots=True)
class RecordingFailed:
    """Nothing more of the call's sound is recorded: whoever records it could not go on."""


@dataclass(frozen=True, slots=True)
class LineFailed:
    """Nothing at all comes back over the line, or something came that the carrier would not send."""


@dataclass(frozen=True, slots=True)
class StreamLost:
    """The websocket closed without a `stop`: the call may still be up."""


@dataclass(frozen=True, slots=True)
class CallerHungUp:
    """Twilio sent `stop`: the call is over."""


Event = (
    CallStarted
    | RoutesClosed
    | QueuesKnown
    | ChoicesKnown
    | CameBack
    | BackFromPeople
    | AudioHeard
    | KeyPressed
    | PlaybackBegan
    | PlaybackStarted
    | PlaybackFinished
    | LookedBack
    | Transcribed
    | Parsed
    | Replied
    | EngineFailed
    | StoodStill
    | Helped
    | RecordingFailed
    | LineFailed
    | StreamLost
    | CallerHungUp
)
