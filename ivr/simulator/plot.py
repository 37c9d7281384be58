"""`ivr call --plot`: a call drawn on one axis of time, and below it each turn from the end of speech to the answer.

matplotlib is an extra (`pip install candid-ivr[plot]`) and is imported only when something is drawn.
"""

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ScenarioError
from .report import AnswerTo, CallReport
from .stages import PARTS, Stages
from .transport import FRAME_SECONDS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES_A_SECOND, LEAST_INCHES, MOST_INCHES = 0.42, 12.0, 80.0
LONG_SILENCE_SECONDS = 0.8
CALLER, ASSISTANT = 2.0, 0.0
"""Heights of the two waveforms; each reaches 0.8 up and down."""
STATES_AT, STAGES_AT = -2.0, -2.5
COLOURS = {
    "caller": "#4477aa",
    "assistant": "#228833",
    "disclosing": "#bbcc33",
    "listening": "#dddddd",
    "hearing": "#77aadd",
    "thinking": "#eedd88",
    "speaking": "#99ddaa",
    "transferring": "#ee8866",
    "ended": "#ffffff",
}
PART_COLOURS = dict(
    zip(
        PARTS.values(),
        ("#cccccc", "#4477aa", "#66ccee", "#ccbb44", "#aa3377", "#228833", "#999933", "#ee6677"),
        strict=True,
    )
)


def draw_call(report: CallReport, path: Path) -> None:
    """Writes the drawing; its kind follows the suffix (.svg, .png). Raises ScenarioError when it cannot."""
    check_installed()
    import matplotlib as mpl
    from matplotlib.figure import Figure

    inches = min(max(report.seconds * INCHES_A_SECOND, LEAST_INCHES), MOST_INCHES)
    timed = [(turn, turn.timeline) for turn in report.turns if turn.timeline and turn.timeline.audible is not None]
    turns_inches = 0.9 + 0.3 * len(timed)
    with mpl.rc_context({"svg.hashsalt": "candid", "svg.fonttype": "none", "font.size": 8}):
        figure = Figure(figsize=(inches, 5.0 + turns_inches), layout="constrained")
        whole, turns = figure.subplots(2, 1, height_ratios=[5.0, turns_inches])
        _draw_whole(whole, report)
        _draw_turns(turns, timed)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None, dpi=100)
        except OSError as error:
            raise ScenarioError(f"the drawing cannot be written ({type(error).__name__})") from error


def check_installed() -> None:
    """Raises ScenarioError with what to do when matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise ScenarioError("drawing needs matplotlib: pip install 'candid-ivr[plot]'") from error


def _draw_whole(axes: "Axes", report: CallReport) -> None:
    _draw_wave(axes, report.caller_pcm, CALLER, COLOURS["caller"])
    _draw_wave(axes, report.assistant_pcm, ASSISTANT, COLOURS["assistant"])
    _draw_words(axes, report)
    _draw_states(axes, report)
    _draw_gaps(axes, report)
    _draw_carrier(axes, report)
    for turn in report.turns:
        _draw_stages(axes, turn)
    axes.set_xlim(0, max(report.seconds, 1.0))
    axes.set_ylim(-2.85, 3.5)
    axes.set_yticks(
        [CALLER, ASSISTANT, STATES_AT, STAGES_AT], ["caller", "assistant", "states", "stages,\nmarks, clears"]
    )
    axes.xaxis.set_major_locator(_ticks(report.seconds))
    axes.set_xlabel("seconds of the call")
    axes.set_title(f"{report.name}: {'passed' if report.passed else 'FAILED'}", loc="left")
    axes.spines[["top", "right"]].set_visible(False)


def _ticks(seconds: float) -> Any:
    from matplotlib.ticker import MultipleLocator

    return MultipleLocator(1 if seconds <= 90 else 5)


def _draw_wave(axes: "Axes", pcm: bytes, height: float, colour: str) -> None:
    """The peaks of 20 ms each, as a square root: soft sounds are to be seen, too."""
    samples = np.abs(np.frombuffer(pcm, dtype="<i2").astype(np.float64))
    frame = round(8000 * FRAME_SECONDS)
    peaks = (
        samples[: samples.size // frame * frame].reshape(-1, frame).max(axis=1) if samples.size >= frame else samples
    )
    shown = 0.8 * np.sqrt(peaks / 32768)
    at = np.arange(peaks.size) * FRAME_SECONDS + FRAME_SECONDS / 2
    axes.fill_between(at, height - shown, height + shown, color=colour, linewidth=0)


def _draw_words(axes: "Axes", report: CallReport) -> None:
    for line in report.lines:
        cut = " [cut]" if line.cut else ""
        _words(axes, line.at_seconds, ASSISTANT - 1.35, line.text + cut, line.seconds, COLOURS["assistant"])
    for turn in report.turns:
        heard = f" → “{turn.transcript}”" if turn.transcript else ""
        text = f"{'keys ' if turn.kind == 'press' else ''}{turn.label}{heard}"
        spoken = turn.ended_seconds - turn.began_seconds
        _words(axes, turn.began_seconds, CALLER + 0.85, text, spoken + 1.5, COLOURS["caller"])


def _words(axes: "Axes", at: float, height: float, text: str, seconds: float, colour: str) -> None:
    wrapped = textwrap.wrap(text, max(14, int(seconds * 8)), max_lines=5, placeholder=" …")
    axes.text(at, height, "\n".join(wrapped), color=colour, fontsize=7, va="center", clip_on=True)


def _draw_states(axes: "Axes", report: CallReport) -> None:
    for span in report.states:
        width = span.to_seconds - span.from_seconds
        axes.barh(STATES_AT, width, 0.3, span.from_seconds, color=COLOURS.get(span.state, "#ffffff"), linewidth=0)
        if width >= 0.11 * len(span.state):
            axes.text(span.from_seconds + width / 2, STATES_AT, span.state, fontsize=6, ha="center", va="center")


def _draw_gaps(axes: "Axes", report: CallReport) -> None:
    """From the end of speech to the answer, and long silences of both."""
    for turn in report.turns:
        if turn.answer_seconds is not None and turn.answer_seconds > 0:
            began, ended = turn.ended_seconds, turn.ended_seconds + turn.answer_seconds
            axes.axvspan(began, ended, ymin=0.3, ymax=0.86, color="#ee9944", alpha=0.45, linewidth=0)
            told = f"{turn.answer_seconds:.2f} s"
            axes.text((began + ended) / 2, 1.0, told, ha="center", va="center", weight="bold", color="#772200")
        if turn.cut_off:
            axes.text(turn.began_seconds, 3.45, "CUT OFF", color="red", weight="bold", va="top")
    answered = [turn.ended_seconds for turn in report.turns if turn.answer_seconds is not None]
    for began, ended in report.silences:
        told_already = any(abs(began - at) < 0.1 for at in answered)
        if ended - began >= LONG_SILENCE_SECONDS and not told_already:
            axes.axvspan(began, ended, ymin=0.3, ymax=0.86, color="#999999", alpha=0.25, linewidth=0)
            told = f"{ended - began:.1f} s\nsilence"
            axes.text((began + ended) / 2, 1.0, told, fontsize=7, ha="center", va="center", color="#555555")


def _draw_carrier(axes: "Axes", report: CallReport) -> None:
    marks = [mark.at_seconds for mark in report.marks]
    axes.plot(marks, [STAGES_AT - 0.12] * len(marks), "v", color="black", markersize=4)
    for mark in report.marks:
        axes.text(mark.at_seconds + 0.08, STAGES_AT - 0.12, mark.name, fontsize=6, va="center", clip_on=True)
    for at in report.clears_at_seconds:
        axes.plot([at, at], [STAGES_AT - 0.2, ASSISTANT + 0.8], color="red", linewidth=1)
        axes.text(at, ASSISTANT + 0.85, " clear", color="red", fontsize=6, clip_on=True)


def _draw_stages(axes: "Axes", turn: AnswerTo) -> None:
    if turn.timeline is None:
        return
    for name, part in PARTS.items():
        at = getattr(turn.timeline, name)
        if at is not None:
            axes.plot([at, at], [STAGES_AT, STAGES_AT + 0.25], color=PART_COLOURS[part], linewidth=1.2)
    for at in turn.timeline.taken_back:
        axes.text(at, STAGES_AT + 0.1, "↶ taken back", fontsize=6, color="red")
    for at in turn.timeline.resumed:
        axes.text(at, STAGES_AT + 0.1, "↷ resumed", fontsize=6, color="red")


def _draw_turns(axes: "Axes", turns: list[tuple[AnswerTo, Stages]]) -> None:
    """One bar a turn, from the end of speech: what the caller waited for."""
    for place, (turn, timeline) in enumerate(turns):
        before = 0.0
        for part, seconds in timeline.parts().items():
            axes.barh(place, seconds, 0.7, before, color=PART_COLOURS[part], linewidth=0)
            before += seconds
        why = f" {timeline.why}" if timeline.why else ""
        axes.text(before, place, f" {turn.answer_seconds:.2f} s{why}", fontsize=7, va="center")
    axes.set_yticks(range(len(turns)), [turn.label[:40] for turn, _ in turns])
    axes.invert_yaxis()
    axes.set_xlim(0, max([1.0, *(1.15 * (turn.answer_seconds or 0.0) for turn, _ in turns)]))
    axes.set_xlabel("seconds from the caller's last sample to the answer's first audible one")
    axes.spines[["top", "right"]].set_visible(False)
    _legend(axes)


def _legend(axes: "Axes") -> None:
    from matplotlib.patches import Patch

    patches = [Patch(color=colour, label=part) for part, colour in PART_COLOURS.items()]
    axes.legend(handles=patches, ncols=8, fontsize=7, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
