"""The report of a call: what was heard and when, how long answers took, where the call went, and what failed."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel

from ..audio import RATE, write_stereo
from .beside import mixed
from .call_states import StateSpan
from .stages import Stages


class AnswerTo(BaseModel):
    """One thing that the caller did, in seconds of the call. Without a reply `answer_seconds` is None."""

    number: int
    kind: str
    label: str
    over_the_assistant: bool
    began_seconds: float
    ended_seconds: float
    answer_seconds: float | None
    both_audible_seconds: float
    transcript: str = ""
    transcript_confidence: float | None = None
    intent: str | None = None
    intent_confidence: float | None = None
    outcome: str = ""
    why: str = ""
    timeline: Stages | None = None
    """When each stage was reached; None when the caller said nothing."""
    talked_over_seconds: float = 0.0
    """Both audible, with what the assistant only began to send after the caller began."""
    cut_off: bool = False
    """Talked over for more than 0.4 s, or more than a short word of the caller's in no utterance acted on."""
    barge_in_seconds: float | None = None
    """The caller's first sample over the assistant to the assistant's last before it was stopped."""


class SaidReport(BaseModel):
    """What the caller heard under one mark: as the service keeps it, and as the carrier played it."""

    mark: str
    noted_seconds: float
    played_seconds: float
    noted_whole: bool
    played_whole: bool


class LineHeard(BaseModel):
    """One thing that the assistant said, as far as it was really played."""

    at_seconds: float
    seconds: float
    text: str
    prompt: str = ""
    mark: str = ""
    share_played: float = 1.0
    cut: bool = False
    by: str = "stream"
    """stream, or the TwiML verb: Say and Play."""


class MarkBack(BaseModel):
    name: str
    at_seconds: float


class AgentReport(BaseModel):
    number: str
    outcome: str
    whisper: str
    accepted: bool
    bridged: bool


class ErrorReport(BaseModel):
    code: int
    at_seconds: float
    text: str


class DisclosureReport(BaseModel):
    began_seconds: float
    ended_seconds: float
    complete: bool
    """The service noted it as heard, and the carrier did play it whole."""
    noted_complete: bool
    played_whole: bool


class WebhookReport(BaseModel):
    path: str
    at_seconds: float
    status: int


class CallReport(BaseModel):
    name: str
    call_sid: str
    passed: bool = True
    failures: list[str] = []
    seconds: float
    ended_by: str
    disposition: str | None = None
    reason: str | None = None
    frustration: list[str] = []
    """What the service judged the caller's patience by, and what it did about it."""
    route: str | None = None
    connected_to: str | None = None
    turns: list[AnswerTo] = []
    lines: list[LineHeard] = []
    said: list[SaidReport] = []
    states: list[StateSpan] = []
    """As the service's journal tells them."""
    marks: list[MarkBack] = []
    clears_at_seconds: list[float] = []
    disclosure: DisclosureReport | None = None
    dead_air_seconds: float
    dead_air_at_seconds: float
    silences: list[tuple[float, float]] = []
    """Beginning and end of each stretch of 0.2 s or more in which neither side was audible."""
    agents: list[AgentReport] = []
    voicemails_seconds: list[float] = []
    queues: list[str] = []
    streams: int
    thrown_away_seconds: float = 0.0
    carrier_errors: list[ErrorReport] = []
    webhooks: list[WebhookReport] = []
    journal_read: bool
    worst_lateness_seconds: float
    """How late the stand-in's own 20 ms schedule ever ran: figures below it mean nothing."""
    wav: str = ""
    caller_pcm: bytes = b""
    assistant_pcm: bytes = b""
    beside_pcm: bytes = b""
    """What was heard that the service did not send: <Say>, ringing, and an agent's leg."""

    def write_wav(self, path: Path) -> None:
        """Stereo, 8 kHz: caller left; right the assistant, and at the hand-off what the caller and the agent hear."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_stereo(path, *self.sides())
        self.wav = path.name

    def sides(self) -> tuple[bytes, bytes]:
        """PCM16 of the caller's side and of the other, one as long as the other."""
        sides = (self.caller_pcm, mixed(self.assistant_pcm, self.beside_pcm))
        longest = max(map(len, sides))
        return sides[0].ljust(longest, b"\0"), sides[1].ljust(longest, b"\0")

    def as_json(self) -> str:
        return self.model_dump_json(indent=2, exclude={"caller_pcm", "assistant_pcm", "beside_pcm"})

    def as_text(self) -> str:
        return "\n".join([*self._head(), "", *self._story(), "", *self._end()]) + "\n"

    def summary(self) -> list[str]:
        """The verdict and what the call came to, without its story."""
        return [*self._head(), *self._end()]

    def _head(self) -> list[str]:
        verdict = "passed" if self.passed else "FAILED"
        return [f"{self.name}: {verdict}", f"call {self.call_sid}, {self.seconds:.1f} s, ended by the {self.ended_by}"]

    def _story(self) -> list[str]:
        told: list[tuple[float, str]] = []
        for line in self.lines:
            cut = f"  [cut at {line.share_played:.0%}]" if line.cut else ""
            by = "" if line.by == "stream" else f"<{line.by}> "
            told.append((line.at_seconds, f"assistant  {by}{line.text}{cut}"))
        for turn in self.turns:
            told.append((turn.began_seconds, f"caller     {turn.label}{_understood(turn)}{_answered(turn)}"))
            if turn.timeline is not None:
                told.append((turn.began_seconds, f"           {turn.timeline.told()}{_interrupted(turn)}"))
        return [f"{at:7.2f}  {text}" for at, text in sorted(told, key=lambda item: item[0])]

    def _end(self) -> list[str]:
        rows = [
            ("disposition", self.disposition or "not known"),
            ("transfer", f"{self.reason} -> {self.route}" if self.reason else "none"),
            *(("frustration", step) for step in self.frustration),
            *(("agent", _agent(agent)) for agent in self.agents),
            ("disclosure", _disclosure(self.disclosure)),
            ("answers", self._answers()),
            ("dead air", f"{self.dead_air_seconds:.2f} s at most, at {self.dead_air_at_seconds:.2f}"),
            *(("voicemail", f"{seconds:.1f} s") for seconds in self.voicemails_seconds),
            *(("carrier", f"error {e.code} at {e.at_seconds:.2f}: {e.text}") for e in self.carrier_errors),
            *(("FAILED", failure) for failure in self.failures),
        ]
        if self.thrown_away_seconds:
            rows.append(("lost", f"{self.thrown_away_seconds:.2f} s of speech unplayed when the stream closed"))
        if self.worst_lateness_seconds > 0.02:
            rows.append(("schedule", f"the stand-in itself was up to {self.worst_lateness_seconds:.3f} s late"))
        return [f"{name:<12}{text}" for name, text in rows]

    def _answers(self) -> str:
        found = sorted(turn.answer_seconds for turn in self.turns if turn.answer_seconds is not None)
        times = [seconds for seconds in found if seconds >= 0]
        early = f"{len(found) - len(times)} begun before the caller had ended" if len(found) > len(times) else ""
        if not times:
            return early or "none"
        middle = times[len(times) // 2] if len(times) % 2 else sum(times[len(times) // 2 - 1 :][:2]) / 2
        told = f"median {middle:.2f} s, worst {times[-1]:.2f} s, of {len(times)}"
        return f"{told}; {early}" if early else told


def _understood(turn: AnswerTo) -> str:
    if not turn.transcript and turn.intent is None:
        return ""
    heard = f" heard “{turn.transcript}”" if turn.transcript else ""
    intent = (
        f" {turn.intent} {turn.intent_confidence:.2f}" if turn.intent and turn.intent_confidence is not None else ""
    )
    return f"  ({(heard + intent).strip()})"


def _answered(turn: AnswerTo) -> str:
    if turn.answer_seconds is None:
        return ""
    if turn.answer_seconds < 0:
        return f"  [the assistant cut in {-turn.answer_seconds:.2f} s before the end]"
    return f"  [answered in {turn.answer_seconds:.2f} s]"


def _interrupted(turn: AnswerTo) -> str:
    cut = "; CUT OFF" if turn.cut_off else ""
    if turn.barge_in_seconds is None:
        return cut
    return f"{cut}; the assistant was silent {turn.barge_in_seconds:.2f} s after the caller began"


def _agent(agent: AgentReport) -> str:
    ending = "connected" if agent.bridged else "not connected"
    briefing = f"; heard “{agent.whisper}”" if agent.whisper else ""
    return f"{agent.number} {agent.outcome}, {ending}{briefing}"


def _disclosure(disclosure: DisclosureReport | None) -> str:
    if disclosure is None:
        return "not noted"
    state = "complete" if disclosure.complete else "not complete"
    return f"{state}, {disclosure.began_seconds:.2f} to {disclosure.ended_seconds:.2f}"


def write_one_wav(reports: Sequence[CallReport], path: Path) -> None:
    """All the calls in one, as of a single one, with a second of silence between two."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pause = bytes(2 * RATE)
    left, right = (pause.join(side) for side in zip(*(report.sides() for report in reports), strict=True))
    write_stereo(path, left, right)
