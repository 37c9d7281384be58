"""Scenarios: what a caller does, what befalls the line, and what must come of it, read strictly from YAML."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ..errors import ScenarioError

Seconds = Annotated[float, Field(ge=0, le=600)]
Phrases = Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)]
SERVICE_NUMBER = "+15005550100"
KEYS = r"^[0-9*#]+$"


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AgentDoes(StrEnum):
    """What comes of ringing an agent."""

    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    DECLINED = "declined"
    """Answers, hears the briefing, and presses nothing."""
    VOICEMAIL = "voicemail"
    """A machine answers: the call is never bridged if the briefing asks for a key."""


class BadFrame(StrEnum):
    MALFORMED_JSON = "malformed_json"
    UNKNOWN_EVENT = "unknown_event"
    WRONG_STREAM_SID = "wrong_stream_sid"
    BAD_BASE64 = "bad_base64"
    OVERSIZED = "oversized"
    SECOND_START = "second_start"
    MEDIA_BEFORE_START = "media_before_start"
    """On `line`, not as a step: it is sent where `start` belongs."""


class Moment(Part):
    """When: at once, or this long after the assistant began to speak; `over` does not wait for it to finish."""

    over: bool = False
    after_seconds: Seconds | None = None

    @model_validator(mode="after")
    def names_a_moment_only_when_speaking_over(self) -> Self:
        if self.after_seconds is not None and not self.over:
            raise ValueError("after_seconds is counted from the start of the prompt: it needs over: true")
        return self


class Listen(Part):
    """Until the assistant has finished speaking; it is a fault when it says nothing in `max_seconds`."""

    max_seconds: Seconds = 25.0
    said: Phrases = ()
    not_said: Phrases = ()
    within_seconds: Seconds | None = None


def _part_names(value: Any) -> Any:
    """YAML reads a bare yes or no as a truth value."""
    if not isinstance(value, list | tuple):
        return value
    return tuple(("yes" if part else "no") if isinstance(part, bool) else part for part in value)


class Say(Moment):
    words: str | None = None
    """`i_want_a_human` is tests/calls/audio/i_want_a_human.wav."""
    recording: str | None = None
    parts: Annotated[tuple[str | Seconds, ...], BeforeValidator(_part_names), Field(min_length=1)] | None = None
    """Recordings by words or file name, and pauses in seconds from speech to speech between them: one turn."""
    tones: str | None = Field(None, pattern=KEYS)
    """Keys as sound alone; `press` presses them."""
    gain_db: Annotated[float, Field(ge=-60, le=60)] = 0.0
    clip: Annotated[float, Field(gt=0, le=1)] = 1.0
    """The share of full scale at which the caller's voice is cut off."""
    noise: str | None = None
    """`street`, `white`, or a recording by words or file name: heard behind the words, and a moment longer."""
    snr_db: Annotated[float, Field(ge=-40, le=60)] = 10.0
    """By how much the words, from the first to the last sample, are louder (RMS) than `noise`."""
    within_seconds: Seconds | None = None

    @model_validator(mode="after")
    def has_one_sound(self) -> Self:
        if sum(given is not None for given in (self.words, self.recording, self.parts, self.tones)) != 1:
            raise ValueError("give one of words, recording, parts and tones")
        return self

    @model_validator(mode="after")
    def has_pauses_within_only(self) -> Self:
        if self.parts is not None and not (isinstance(self.parts[0], str) and isinstance(self.parts[-1], str)):
            raise ValueError("parts begin and end with a recording: a pause is between two")
        return self


class Press(Moment):
    keys: str = Field(pattern=KEYS)
    """In quotes: YAML would read 0123 as a number."""
    within_seconds: Seconds | None = None


class Noise(Part):
    seconds: Seconds = 5.0
    recording: str | None = None
    """Looped for `seconds`; without it, noise like a street's."""


def _short_noise(value: Any) -> Any:
    return value if isinstance(value, dict) else {"seconds": value}


def _short_press(value: Any) -> Any:
    return value if isinstance(value, dict) else {"keys": value}


def _short_listen(value: Any) -> Any:
    if value is None or value is True:
        return {}
    return {"max_seconds": value} if isinstance(value, int | float) else value


def _short_say(value: Any) -> Any:
    if isinstance(value, list):
        return {"parts": value}
    if isinstance(value, bool):  # YAML reads a bare yes or no as a truth value
        return {"words": "yes" if value else "no"}
    if not isinstance(value, str):
        return value
    return {"recording": value} if "." in value else {"words": value}


class Step(Part):
    """One line of `steps`; exactly one of its fields is set."""

    listen: Annotated[Listen, BeforeValidator(_short_listen)] | None = None
    say: Annotated[Say, BeforeValidator(_short_say)] | None = None
    press: Annotated[Press, BeforeValidator(_short_press)] | None = None
    wait: Seconds | None = None
    noise: Annotated[Noise, BeforeValidator(_short_noise)] | None = None
    kill: Literal["transcriber", "rasa", "synthesizer"] | None = None
    bad_frame: BadFrame | None = None
    drop_stream: Literal[True] | None = None
    hang_up: Literal[True] | None = None
    finish: Literal[True] | None = None
    """Hang up when nothing more is said on the stream, but stay on the line while the call is being put through."""

    @model_validator(mode="before")
    @classmethod
    def from_a_bare_word(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {value: {} if value == "listen" else True}
        if isinstance(value, dict) and value.get("listen", 0) is None:
            return value | {"listen": {}}
        return value

    @model_validator(mode="after")
    def does_one_thing(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError(f"a step does one thing, one of: {', '.join(type(self).model_fields)}")
        return self


class Caller(Part):
    number: str = "+15005550006"


class Echo(Part):
    """A speakerphone: what the assistant says comes back into the caller's microphone."""

    delay_seconds: Annotated[float, Field(ge=0, le=2)] = 0.25
    gain_db: Annotated[float, Field(ge=-60, le=0)] = -20.0


PaymentResult = Literal["success", "payment-connector-error", "validation-error", "internal-error", "unanswered"]
"""Twilio's words, and that nobody is told."""


class PhoneLine(Part):
    """What the carrier does wrong on this call."""

    lose_every: int = Field(0, ge=0)
    """Every n-th frame of the caller is lost: its timestamp is missing on the wire."""
    loss_share: Annotated[float, Field(ge=0, le=0.9)] = 0.0
    """This share of the caller's frames is lost, in bursts of so many on average, drawn from `loss_seed`."""
    loss_burst: Annotated[float, Field(ge=1, le=100)] = 3.0
    loss_seed: int = Field(1, ge=0)
    noise: str | None = None
    """Heard behind the caller all the time: `street`, `white` or a recording."""
    noise_dbfs: Annotated[float, Field(ge=-80, le=0)] = -35.0
    """Its loudness: RMS in dB of full scale."""
    echo: Echo | None = None
    repeat_status: bool = False
    """Status callbacks come twice, and one of them out of order."""
    wrong_signature: Literal["webhook", "stream"] | None = None
    media_before_start: bool = False
    payment: PaymentResult = "success"
    """What the connector says of a card that was typed whole."""
    ring_seconds: Seconds = 0.6
    whisper_seconds: Seconds = 1.0
    talk_seconds: Seconds = 1.0


class Expect(Part):
    """What must come of the whole call."""

    said: Phrases = ()
    not_said: Phrases = ()
    heard: Phrases = ()
    within_seconds: Seconds | None = None
    dead_air_under_seconds: Seconds | None = None
    transferred_to: str | None = None
    reason: str | None = None
    disposition: str | None = None
    disclosure: Literal["complete", "cut"] | None = None
    agents_tried: tuple[str, ...] | None = None
    whisper: Phrases = ()
    intent: Phrases = ()
    voicemail: bool | None = None
    streams: int | None = None
    carrier_errors: tuple[int, ...] = ()
    """These and no others: Twilio's error codes, such as 31924 for a message that it refuses."""


class Scenario(Part):
    name: str = Field(min_length=1)
    caller: Caller = Caller()
    called: str = Field(SERVICE_NUMBER, max_length=100)
    """The number of the service that is rung; empty: the carrier does not say."""
    line: PhoneLine = PhoneLine()
    agents: tuple[AgentDoes, ...] | dict[str, AgentDoes] = ()
    """In the order in which they are rung, or by number; whoever is not named answers."""
    steps: tuple[Step, ...] = Field(min_length=1)
    expect: Expect = Expect()
    max_seconds: Annotated[float, Field(gt=0, le=3600)] = 240.0
    """The stand-in hangs up then, and the call has failed."""
    folder: Path = Path()
    """Recordings are looked for here, and in its `audio`; set when the file is loaded."""

    def recording(self, name: str) -> Path:
        """The file of a name: `a.wav` is one, `yes` is yes.wav; beside the scenario, or in its folder `audio`."""
        file = name if "." in name else f"{name}.wav"
        places = [self.folder / file, self.folder / "audio" / file]
        return next((place for place in places if place.is_file()), places[0] if "." in name else places[1])


def load_scenario(path: Path) -> Scenario:
    """Raises ScenarioError naming the file and the field."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: cannot be read ({type(error).__name__})") from error
    except yaml.YAMLError as error:
        raise ScenarioError(f"{path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ScenarioError(f"{path}: a scenario is a mapping with `name` and `steps`")
    try:
        return Scenario.model_validate({"name": path.stem, **data, "folder": path.parent})
    except ValidationError as error:
        raise ScenarioError(f"{path}: {_first_problem(error)}") from error


def _first_problem(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "scenario"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{place}: {first['msg'].removeprefix('Value error, ')}{more}"


def recordings_scenario(recordings: tuple[Path, ...]) -> Scenario:
    """Listen, say the first, listen, say the second, ... listen, and hang up unless being put through."""
    steps: list[dict[str, Any]] = []
    for recording in recordings:
        steps += [{"listen": {}}, {"say": {"recording": str(recording.resolve())}}]
    steps += [{"listen": {}}, {"finish": True}]
    name = ", ".join(recording.stem.replace("_", " ") for recording in recordings)
    return Scenario.model_validate({"name": name, "steps": steps})
