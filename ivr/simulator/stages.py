"""When each stage of a turn was reached, on the call's own clock: the service's journal joined with what was played.

A journal entry tells how many frames the service had heard; a frame is sent at the end of its 20 ms. So an entry's
moment is known to one frame, without any clock of the service's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .journal import Journal, Noted
from .timeline import Timeline, Turn
from .transport import FRAME_SECONDS

FILLERS = {"one_moment"}
"""Prompts that answer nothing: they are never timed as an answer."""
PARTS = {
    "speculated_last": "until speculation",
    "text": "transcriber",
    "parse": "parse",
    "commit": "still waiting",
    "reply": "dialogue",
    "first_byte": "voice and network",
    "played": "behind other speech",
    "audible": "silence in the clip",
}
"""What each part of the way to an answer is spent on, by the stage that ends it."""
_NOT_ACTED_ON = {"taken_back"}
_SLACK_SECONDS = 0.001


class Stages(BaseModel):
    """One turn in seconds of the call; None: it did not happen, or the service does not tell."""

    speech_end: float
    speculated_first: float | None = None
    """The first attempt at words began, while it was not yet known whether the caller had finished."""
    speculated_last: float | None = None
    attempts: int = 0
    text: float | None = None
    parse: float | None = None
    commit: float | None = None
    reply: float | None = None
    speak: float | None = None
    first_byte: float | None = None
    """The stand-in took the first audio of the answer."""
    played: float | None = None
    """The first of it was played: later than taken when a filler was still sounding."""
    audible: float | None = None
    """The first audible sample of the answer, as it was played."""
    expects: str = ""
    waited_seconds: float | None = None
    """Silence before the commit, by the service's own count."""
    why: str = ""
    taken_back: list[float] = []
    """A commit was withdrawn, as the caller went on."""
    stopped: list[float] = []
    """The carrier's buffer was emptied."""
    resumed: list[float] = []
    """Speech that was stopped for nothing went on."""
    lost_seconds: float = 0.0
    """Of the caller's words, in no utterance that was acted on."""
    late_seconds: float = 0.0
    """How late the stand-in itself was between end of speech and answer: below it, figures mean nothing."""

    def parts(self) -> dict[str, float]:
        """Seconds that the caller waited for each part of the way, in order; their sum is the answer time."""
        found, before = {}, self.speech_end
        for name, part in PARTS.items():
            moment = getattr(self, name)
            after = before if moment is None else max(before, moment)
            found[part], before = round(after - before, 4), after
        return found

    def told(self) -> str:
        """One line: moments from the end of speech on, and what was waited for."""
        parts = [f"speech end {self.speech_end:.3f}"]
        for name in ("speculated_last", "text", "parse", "commit", "reply", "first_byte", "audible"):
            at = getattr(self, name)
            if at is not None:
                parts.append(f"{_NAMES.get(name, name)} {at - self.speech_end:+.2f}")
        waited = f"; waited {self.waited_seconds:.2g} s: {self.why}" if self.waited_seconds is not None else ""
        extra = "".join(
            f"; {word} at {', '.join(f'{at:.2f}' for at in moments)}"
            for word, moments in (("taken back", self.taken_back), ("resumed", self.resumed))
            if moments
        )
        lost = f"; {self.lost_seconds:.2f} s of speech in no utterance" if self.lost_seconds else ""
        return " · ".join(parts) + waited + extra + lost


_NAMES = {"speculated_last": "speculated", "first_byte": "first byte"}


@dataclass(frozen=True)
class Placed:
    """A journal entry at its moment of the call."""

    at: float
    entry: Noted

    @property
    def turn(self) -> object:
        return self.entry.body.get("turn")


def placed(journal: Journal, stream_began_seconds: Sequence[float]) -> list[Placed]:
    """Every entry on the call's clock. A service counts from 0 on each stream, which begins with its CallStarted."""
    entries, offset = [], stream_began_seconds[0] if stream_began_seconds else 0.0
    for entry in journal.entries:
        if entry.kind == "CallStarted":
            offset = max((at for at in stream_began_seconds if at <= entry.seen_seconds), default=offset)
        entries.append(Placed(round(offset + entry.at_seconds, 3), entry))
    return entries


def is_filler(spoken: Mapping[str, Any]) -> bool:
    """Whether the body of a Speak holds nothing but fillers."""
    lines = spoken.get("lines") or []
    return bool(lines) and all(line.get("name") in FILLERS for line in lines)


def fillers(entries: Iterable[Placed]) -> set[str]:
    """The marks under which nothing but a filler is said."""
    spoken = [entry.entry.body for entry in entries if entry.entry.kind == "Speak"]
    return {str(body["mark"]) for body in spoken if is_filler(body)}


def of_turn(turn: Turn, until: float, entries: Sequence[Placed]) -> list[Placed]:
    """What the service noted of what the caller did in one turn, which lasts `until` the next begins."""
    begins = {"Transcribe", "RecordTurn", "TakeBack"}
    since = turn.began_seconds - _SLACK_SECONDS
    numbers = {e.turn for e in entries if e.entry.kind in begins and since <= e.at < until - _SLACK_SECONDS}
    return [entry for entry in entries if entry.turn in numbers]


def acted_on(mine: Sequence[Placed], answer_mark: str | None = None) -> Noted | None:
    """The RecordTurn that counts: the one that was answered, else the last that was not taken back, else the last."""
    withdrawn = {e.turn for e in mine if e.entry.kind == "TakeBack"}
    spoken = {e.entry.body.get("mark"): e.turn for e in mine if e.entry.kind == "Speak"}
    commits = [e for e in mine if e.entry.kind == "RecordTurn" and e.entry.body["outcome"] not in _NOT_ACTED_ON]
    answered = [e for e in commits if answer_mark is not None and e.turn == spoken.get(answer_mark)]
    kept = [e for e in commits if e.turn not in withdrawn]
    found = (answered or kept or commits)[-1:]
    return found[0].entry if found else None


def stages(turn: Turn, until: float, entries: Sequence[Placed], timeline: Timeline) -> Stages:
    """Of a turn that lasts `until` the next begins; `entries` are those of the whole call."""
    run, mine, ignored = turn.answer_run, of_turn(turn, until, entries), fillers(entries)
    record = acted_on(mine, run.mark if run else None)
    tells = any(e.entry.kind == "CallStarted" for e in entries)
    found = Stages(speech_end=turn.ended_seconds, lost_seconds=lost_seconds(turn, mine, timeline, tells))
    _add_service(found, record, mine, ignored)
    within = [e for e in entries if turn.began_seconds <= e.at < until]
    found.taken_back = [e.at for e in within if e.entry.kind == "TakeBack"]
    found.stopped = [e.at for e in within if e.entry.kind == "Clear"]
    if run is not None and run.audible_seconds is not None:
        found.first_byte = round(run.received_tick * FRAME_SECONDS, 3)
        found.played = round((run.first_tick or 0) * FRAME_SECONDS, 3)
        found.audible = round(run.audible_seconds, 4)
    first, last = (int(at / FRAME_SECONDS) for at in (turn.ended_seconds, found.audible or turn.ended_seconds))
    found.late_seconds = round(max(timeline.late_seconds[first : last + 1], default=0.0), 4)
    return found


def _add_service(found: Stages, record: Noted | None, mine: Sequence[Placed], ignored: set[str]) -> None:
    tried = [e for e in mine if e.entry.kind == "Transcribe"]
    number = record.body["turn"] if record else (tried[-1].turn if tried else None)
    of_this = [e for e in tried if e.turn == number]
    if of_this:
        found.speculated_first, found.speculated_last = of_this[0].at, of_this[-1].at
        found.attempts, found.expects = len(of_this), str(of_this[-1].entry.body["expects"]["kind"])
    attempt = of_this[-1].entry.body["attempt"] if of_this else None
    for name, kind in (("text", "Transcribed"), ("parse", "Parsed")):
        setattr(found, name, _moment(mine, kind, number, attempt))
    for name, kind in (("commit", "RecordTurn"), ("reply", "Replied")):
        setattr(found, name, _moment(mine, kind, number))
    spoken = [e for e in mine if e.entry.kind == "Speak" and e.entry.body.get("mark") not in ignored]
    found.speak = next((e.at for e in spoken if e.turn == number), None)
    found.resumed = [e.at for e in spoken if float(e.entry.body.get("skip_seconds", 0.0)) > 0]
    if record is not None:
        found.waited_seconds, found.why = float(record.body["waited_seconds"]), str(record.body["why"])


def _moment(mine: Sequence[Placed], kind: str, number: object, attempt: object = None) -> float | None:
    for placed_entry in mine:
        entry = placed_entry.entry
        right = attempt is None or entry.body.get("attempt") == attempt
        if entry.kind == kind and placed_entry.turn == number and right:
            return placed_entry.at
    return None


def lost_seconds(turn: Turn, mine: Sequence[Placed], timeline: Timeline, tells: bool = True) -> float:
    """Of the caller's audible words, those in no utterance that was acted on or joined with one that was.

    0 when the service does not tell of its utterances.
    """
    numbers = {e.turn for e in mine if e.entry.kind in {"RecordTurn", "TakeBack"}}
    tried = [e for e in mine if e.entry.kind == "Transcribe"]
    if turn.kind != "say" or not tells:
        return 0.0
    covered = [(e.at - float(e.entry.body["seconds"]) - 0.3, e.at) for e in tried if e.turn in numbers]
    first, last = int(turn.began_seconds / FRAME_SECONDS), int(turn.ended_seconds / FRAME_SECONDS) + 1
    lost = sum(
        audible and not any(since <= tick * FRAME_SECONDS <= until for since, until in covered)
        for tick, audible in enumerate(timeline.caller_audible[first:last], start=first)
    )
    return round(lost * FRAME_SECONDS, 3)
