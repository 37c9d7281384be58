"""The account of a finished call: the carrier's clock and sounds, joined with what the service noted."""

from collections import defaultdict
from collections.abc import Sequence
from math import ceil

from .call_states import states
from .frustration import frustration
from .journal import Journal, SpokenLine
from .leg import Leg
from .playback import Run
from .report import (
    AgentReport,
    AnswerTo,
    CallReport,
    DisclosureReport,
    ErrorReport,
    LineHeard,
    MarkBack,
    SaidReport,
    WebhookReport,
)
from .stages import Placed, acted_on, fillers, of_turn, placed, stages
from .stream import Stream
from .timeline import Timeline, Turn, barge_in_seconds, silences, was_cut_off
from .transport import FRAME_SECONDS
from .verbs import Connection

SILENCE_SECONDS = 0.2
"""People leave so much between turns; what is shorter is a breath."""


def account(name: str, call: Connection, journal: Journal, streams: list[Stream], ended_by: str) -> CallReport:
    leg, timeline = call.leg, call.leg.timeline
    transfer = journal.last("Transfer")
    entries = placed(journal, [stream.began_seconds for stream in streams])
    clears = [at for stream in streams for at in stream.clears]
    dead_air, dead_air_at = timeline.dead_air()
    return CallReport(
        name=name,
        call_sid=call.identity.call_sid,
        seconds=timeline.seconds,
        ended_by=ended_by,
        disposition=_disposition(call, journal, ended_by),
        reason=str(transfer.body["reason"]) if transfer else None,
        route=str(transfer.body["route"]) if transfer else None,
        frustration=frustration(journal.of("RecordFrustration"), transfer),
        connected_to=next((agent.number for agent in call.tries if agent.bridged), None),
        turns=_turns(timeline, entries, clears),
        lines=lines_heard(leg, journal),
        said=_said(timeline, journal),
        states=states(entries, timeline.seconds),
        marks=[MarkBack(name=m.name, at_seconds=m.at_seconds) for stream in streams for m in stream.marks],
        clears_at_seconds=clears,
        disclosure=_disclosure(timeline, journal),
        dead_air_seconds=dead_air,
        dead_air_at_seconds=dead_air_at,
        silences=[span for span in silences(timeline.caller_audible, timeline.assistant_audible) if _is_long(span)],
        agents=[AgentReport(**{n: getattr(agent, n) for n in AgentReport.model_fields}) for agent in call.tries],
        voicemails_seconds=[voicemail.seconds for voicemail in call.voicemails],
        queues=call.queues,
        streams=call.streams,
        thrown_away_seconds=round(sum(stream.thrown_away_seconds for stream in streams), 3),
        carrier_errors=[ErrorReport(code=e.code, at_seconds=e.at_seconds, text=e.text) for e in leg.trouble.errors],
        webhooks=[WebhookReport(path=f.path, at_seconds=f.at_seconds, status=f.status) for f in call.webhooks.fetched],
        journal_read=bool(journal.entries),
        worst_lateness_seconds=round(leg.transport.worst_lateness(), 4),
        caller_pcm=bytes(timeline.caller_pcm),
        assistant_pcm=bytes(timeline.assistant_pcm),
        beside_pcm=timeline.beside.pcm(timeline.ticks),
    )


def _is_long(span: tuple[float, float]) -> bool:
    return span[1] - span[0] >= SILENCE_SECONDS


def lines_heard(leg: Leg, journal: Journal) -> list[LineHeard]:
    """Lines whose audio was really played, in order; a line that was cut has the words that fit in what was played."""
    lines = [
        LineHeard(at_seconds=a.at_seconds, seconds=a.seconds, text=a.text, by=a.verb)
        for a in leg.timeline.announcements
    ]
    texts: dict[str, list[SpokenLine]] = defaultdict(list)
    for entry in journal.of("Speak"):
        spoken = journal.lines(entry)
        texts[spoken[0].mark if spoken else ""] = spoken
    runs: dict[tuple[int, str], list[Run]] = defaultdict(list)
    for stream, playback in enumerate(leg.timeline.playbacks):
        for number, run in enumerate(playback.runs):
            if run.audible_tick is not None:
                runs[stream, run.mark or f"unmarked {number}"].append(run)
    for (_, mark), of_mark in runs.items():
        lines += _lines_of(mark, of_mark, texts.get(mark, []))
    return sorted(lines, key=lambda line: line.at_seconds)


def _lines_of(mark: str, runs: list[Run], spoken: list[SpokenLine]) -> list[LineHeard]:
    """Where one line ends and the next begins within a mark is judged by their numbers of words."""
    received = sum(run.received_bytes for run in runs)
    played = sum(run.played_bytes for run in runs) / received
    began = (runs[0].audible_tick or 0) * FRAME_SECONDS
    spoken = spoken or [SpokenLine(mark, "")]
    total = sum(max(1, len(line.text.split())) for line in spoken)
    lines, before = [], 0
    for line in spoken:
        words = line.text.split()
        share = min(1.0, max(0.0, (played * total - before) / max(1, len(words))))
        share = share if played < 1.0 else 1.0
        if share > 0:
            at, seconds = began + before / total * received / 8000, share * max(1, len(words)) / total * received / 8000
            text = " ".join(words[: ceil(share * len(words))])
            lines.append(_line(line, at, seconds, text, share))
        before += max(1, len(words))
    return lines


def _line(line: SpokenLine, at: float, seconds: float, text: str, share: float) -> LineHeard:
    return LineHeard(
        at_seconds=round(at, 3),
        seconds=round(seconds, 3),
        text=text,
        prompt=line.prompt,
        mark=line.mark,
        share_played=round(share, 3),
        cut=share < 0.995,
    )


def _turns(timeline: Timeline, entries: Sequence[Placed], clears: Sequence[float]) -> list[AnswerTo]:
    """What was noted between the beginning of one thing the caller did and that of the next belongs to the first."""
    ignored, turns = fillers(entries), timeline.turns
    answers = []
    for place, turn in enumerate(turns):
        until = turns[place + 1].began_seconds if place + 1 < len(turns) else float("inf")
        turn.answer_run = timeline.answer_to(place, ignored)
        answers.append(_answer(turn, until, entries, timeline))
        if turn.over_the_assistant:
            within = [at for at in clears if at < until]
            answers[-1].barge_in_seconds = barge_in_seconds(turn.began_seconds, timeline.assistant_pcm, within)
    return answers


def _answer(turn: Turn, until: float, entries: Sequence[Placed], timeline: Timeline) -> AnswerTo:
    answer = AnswerTo(
        number=turn.number,
        kind=turn.kind,
        label=turn.label,
        over_the_assistant=turn.over_the_assistant,
        began_seconds=turn.began_seconds,
        ended_seconds=turn.ended_seconds,
        answer_seconds=turn.answer_seconds,
        both_audible_seconds=timeline.both_audible_seconds(turn.began_seconds, turn.ended_seconds),
        talked_over_seconds=timeline.talked_over_seconds(turn),
    )
    if turn.kind == "say":
        answer.timeline = stages(turn, until, entries, timeline)
        # What was said before anybody listened, as during the disclosure, was not cut off.
        lost = answer.timeline.lost_seconds if answer.timeline.attempts else 0.0
        answer.cut_off = was_cut_off(answer.talked_over_seconds, lost)
    noted = acted_on(of_turn(turn, until, entries), turn.answer_run.mark if turn.answer_run else None)
    if noted is not None:
        answer.transcript = str(noted.said.get("transcript.text", ""))
        answer.transcript_confidence = float(noted.body["transcript"]["confidence"])
        answer.intent = noted.body["intent"]
        answer.intent_confidence = float(noted.body["intent_confidence"])
        answer.outcome, answer.why = str(noted.body["outcome"]), str(noted.body["why"])
    return answer


def _said(timeline: Timeline, journal: Journal) -> list[SaidReport]:
    """What the service keeps as heard, beside what was played of it."""
    skipped = {entry.body.get("mark"): float(entry.body.get("skip_seconds", 0.0)) for entry in journal.of("Speak")}
    kept = []
    for entry in journal.of("RecordSaid"):
        mark = str(entry.body["mark"])
        runs = [run for run in timeline.runs if run.mark == mark]
        played = sum(run.played_bytes for run in runs) / 8000
        kept.append(
            SaidReport(
                mark=mark,
                noted_seconds=float(entry.body["heard_seconds"]),
                played_seconds=round(played + skipped.get(mark, 0.0), 3),
                noted_whole=bool(entry.body["whole"]),
                played_whole=bool(runs) and all(run.complete for run in runs),
            )
        )
    return kept


def _disclosure(timeline: Timeline, journal: Journal) -> DisclosureReport | None:
    """Noted by the service, and checked against the carrier's own playback of the line's mark."""
    noted = next((entry for entry in journal.of("RecordDisclosure")), None)
    if noted is None:
        return None
    spoken = [line for entry in journal.of("Speak") for line in journal.lines(entry)]
    marks = {line.mark for line in spoken if line.prompt == noted.body["prompt"]}
    runs = [run for run in timeline.runs if run.mark in marks]
    whole = bool(runs) and runs[0].complete
    began = runs[0].first_tick if runs else None
    ended = runs[0].last_tick if runs else None
    return DisclosureReport(
        began_seconds=round((began or 0) * FRAME_SECONDS, 2),
        ended_seconds=round(((ended or 0) + 1) * FRAME_SECONDS, 2),
        complete=bool(noted.body["complete"]) and whole,
        noted_complete=bool(noted.body["complete"]),
        played_whole=whole,
    )


def _disposition(call: Connection, journal: Journal, ended_by: str) -> str | None:
    """As the service keeps it; for a service that does not tell, from what the carrier saw."""
    if journal.disposition is not None:
        return journal.disposition
    if any(agent.bridged for agent in call.tries):
        return "transferred"
    if call.voicemails:
        return "voicemail"
    goodbye = journal.last("HangUp")
    if goodbye is not None:
        return str(goodbye.body["disposition"])
    return "caller_hung_up" if ended_by == "caller" else None
