"""Tells an observer what happens on a call as it happens: what was really heard, not what was only meant to be said."""

from dataclasses import dataclass
from math import ceil

from ..core.words.frustration import told
from .journal import Journal, Noted
from .leg import Leg
from .moments import Moment, Observer
from .playback import Run
from .stages import is_filler
from .transport import FRAME_SECONDS

JOURNAL_LATE_SECONDS = 3.0
"""What the service has not noted by then it does not note at all."""
CUT_BELOW = 0.995
"""A share of a line: what is missing from more is the silence at its end."""


@dataclass
class _Line:
    """What the service means to say under one mark, and how much of that was told."""

    text: str
    resumed: bool
    told: bool = False
    played_bytes: int = 0
    received_bytes: int = 0


class Teller:
    """`tell` looks at the call once a tick; `noted` is given each entry of the service's journal, `finish` its end."""

    def __init__(self, leg: Leg, observer: Observer) -> None:
        self._leg, self._observer = leg, observer
        self._answers_told = 0
        self._lines: dict[str, _Line] = {}
        """By mark, in the order in which the service meant to say them."""
        self._fillers: set[str] = set()
        self._runs_done = 0
        self.journal: Journal | None = None

    async def tell(self) -> None:
        self._tell_lines()
        self._tell_answers(over=False)

    def finish(self) -> None:
        """The call is over, and the journal was read to its end."""
        self._tell_lines(over=True)
        self._tell_answers(over=True)
        for line in self._lines.values():
            self._pass_over(line)

    def noted(self, entry: Noted) -> None:
        if entry.kind == "Speak" and self.journal is not None:
            mark = str(entry.body.get("mark", ""))
            text = " ".join(line.text for line in self.journal.lines(entry))
            self._lines[mark] = _Line(text, float(entry.body.get("skip_seconds", 0.0)) > 0)
            if is_filler(entry.body):
                self._fillers.add(mark)
        elif text := _text(entry):
            self._tell(self._leg.timeline.seconds, "note", text)

    def _tell(self, at: float, who: str, text: str) -> None:
        self._observer(Moment(at, who, text))

    # --- lines ---

    def _tell_lines(self, *, over: bool = False) -> None:
        """One run of audio after another, as they are played."""
        runs = self._leg.timeline.runs
        while self._runs_done < len(runs):
            run = runs[self._runs_done]
            line = self._line_of(run)
            late = (self._leg.timeline.ticks - run.received_tick) * FRAME_SECONDS > JOURNAL_LATE_SECONDS
            if line is None and not (run.cleared or over or (late and run.ended)):
                return  # its mark, or the journal, is still to come
            if line is not None and run.audible_tick is not None and not line.told:
                line.told = True
                self._tell(self._leg.timeline.seconds, "assistant", f"… {line.text}" if line.resumed else line.text)
            followed = self._runs_done + 1 < len(runs)
            if not (run.cleared or followed or over or (run.ended and run.complete)):
                return
            self._runs_done += 1
            if line is not None:
                self._close(line, run)

    def _line_of(self, run: Run) -> _Line | None:
        """A run that was stopped before its mark came belongs to the first line that none belongs to yet."""
        if run.mark is not None:
            return self._lines.get(run.mark)
        if run.cleared:
            return next((line for line in self._lines.values() if not line.told and not line.received_bytes), None)
        return None

    def _close(self, line: _Line, run: Run) -> None:
        line.played_bytes += run.played_bytes
        line.received_bytes += run.received_bytes
        if not line.told:
            self._pass_over(line)
        elif run.cleared and line.played_bytes < CUT_BELOW * line.received_bytes:
            words = line.text.split()
            heard = words[: ceil(line.played_bytes / line.received_bytes * len(words))]
            self._tell(self._leg.timeline.seconds, "note", f"stopped there: heard of it was “{' '.join(heard)}”")

    def _pass_over(self, line: _Line) -> None:
        """Said to nobody, and told so once."""
        if not line.told:
            line.told = True
            self._tell(self._leg.timeline.seconds, "note", f"taken back before it was heard: “{line.text}”")

    # --- answers ---

    def _tell_answers(self, *, over: bool) -> None:
        """Once the caller has ended: what was begun and stopped while they spoke was no answer."""
        timeline = self._leg.timeline
        while self._answers_told < len(timeline.turns):
            place = self._answers_told
            turn, followed = timeline.turns[place], place + 1 < len(timeline.turns)
            if timeline.seconds < turn.ended_seconds and not (over or followed):
                return
            run = timeline.answer_to(place, self._fillers)
            if run is None or run.audible_seconds is None:
                if not (over or followed):
                    return
            else:
                self._tell(timeline.seconds, "note", answered(run.audible_seconds - turn.ended_seconds))
            self._answers_told += 1


def answered(seconds: float) -> str:
    """How long the answer took, from the caller's last sound to the first of it; below 0 it began before."""
    if seconds < 0:
        return f"the assistant began {-seconds:.2f} s before the caller had ended"
    return f"answered in {seconds:.2f} s"


def _text(entry: Noted) -> str:
    body = entry.body
    match entry.kind:
        case "RecordTurn":
            intent = f"{body['intent']} {body['intent_confidence']:.2f}" if body["intent"] else body["outcome"]
            return f"understood “{entry.said.get('transcript.text', '')}” as {intent}"
        case "TakeBack":
            return "the caller goes on: that turn is taken back"
        case "RecordDisclosure":
            return "the disclosure was heard" if body["complete"] else f"the disclosure was cut by {body['cut_by']}"
        case "RecordFrustration" if body["signs"]:
            return f"frustration: {told(body['signs'])} ({body['score']} points)"
        case "Transfer":
            return f"transfer to {body['route']}: {body['reason']}"
        case "EngineFailed":
            return f"the {body['engine']} failed"
    return ""
