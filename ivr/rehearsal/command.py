"""`ivr rehearse`: a draft of the rules tried on past calls, or on a sentence, where the service's data is."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from ..core.record import Understanding
from ..core.rules import Rules
from ..errors import CandidError
from ..hours.zones import zone as zone_named
from ..language.spoken import spoken
from ..settings import Settings
from ..store.calls import utc_now
from ..store.database import engine_of, probe
from ..store.past_calls import newest_over
from ..written.rules_file import in_words, read_rules, sentence_of_rule
from .draft import not_tried
from .dry_run import DryRun
from .errand import Errand, texts_said
from .in_words import VERDICTS, WHY_NOT, told
from .rehearse import Rehearsed, Verdict
from .what_if import MOST_FRUSTRATION, WhatIf, what_if

_LOOK_SECONDS = 0.5
_COUNTS = {
    "transfers": "transfers",
    "routes": "to whom",
    "reasons": "why",
    "hours": "at what hour",
    "nobody_there": "to nobody: closed",
}
Understood = Callable[[Settings, str], Understanding]


def rehearse_command(settings: Callable[[], Settings], understood: Understood) -> click.Command:
    """`understood`: what the assistant takes words for; raises EngineError."""

    @click.command("rehearse")
    @click.argument("draft", type=click.Path(path_type=Path))
    @click.option("--last", default=500, show_default=True, type=click.IntRange(1, 100_000), help="So many past calls.")
    @click.option("--call", default="", metavar="SID", help="This call alone.")
    @click.option("--each", is_flag=True, help="Also print the calls in which nothing changes.")
    @click.option("--what-if", "words", default="", metavar="SENTENCE", help="Try a sentence, and no past calls.")
    @click.option("--intent", default="", help="Of the sentence. [default: the assistant is asked]")
    @click.option("--confidence", default=0.95, show_default=True, type=click.FloatRange(0, 1), help="Of that intent.")
    @click.option("--at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="When, in the business's zone. [default: now]")
    @click.option("--misses", default=0, type=click.IntRange(0, 19), help="So often not understood before, in a row.")
    @click.option("--frustration", default=0, type=click.IntRange(0, MOST_FRUSTRATION), help="Points of it before.")
    @click.option("--called", default="", metavar="E164", help="The number that was called.")
    def rehearse(
        draft: Path,
        last: int,
        call: str,
        each: bool,
        words: str,
        intent: str,
        confidence: float,
        at: datetime | None,
        misses: int,
        frustration: int,
        called: str,
    ) -> None:
        """Try the rules in DRAFT on calls that are over: what they would have decided, call by call and in sum.

        No call is changed and no word of a caller is printed. With --what-if: on a sentence.
        """
        known = settings()
        rules = read_rules(draft)
        if not words:
            _on_calls(known, rules, last, call, each=each)
            return
        understanding = Understanding(intent, confidence) if intent else understood(known, words)
        zone = zone_named(rules.business_zone)
        when = at.replace(tzinfo=zone) if at else utc_now()
        asked = WhatIf(words, understanding, when, called, 1.0, misses, misses, frustration)
        _on_words(known, rules, asked)

    return rehearse


def _on_calls(settings: Settings, rules: Rules, last: int, call: str, *, each: bool) -> None:
    in_force = read_rules(settings.rules_file)
    calls = (call,) if call else _newest(settings, last)
    if not calls:
        raise CandidError("there is no call yet on which it could be tried")
    run = DryRun(Errand.of(settings, rules, in_force, calls), zone_named(in_force.business_zone))
    try:
        while not run.wait(_LOOK_SECONDS):
            _progress(run)
    except KeyboardInterrupt:
        run.stop()
        run.wait()
    _progress(run, end="\n")
    for one in run.found:
        if each or call or one.verdict is Verdict.DIFFERS:
            click.echo(_line(one))
    _tell_sum(run)
    if fields := not_tried(rules, in_force):
        click.echo(f"Not tried, as callers would have heard or said something else: {', '.join(fields)}")
    if run.problem:
        raise CandidError(f"not all calls were gone through: {run.problem}")


def _newest(settings: Settings, last: int) -> tuple[str, ...]:
    from sqlalchemy.exc import SQLAlchemyError

    engine = engine_of(settings.effective_database_url)
    try:
        probe(engine)
        return tuple(newest_over(engine, last))
    except (SQLAlchemyError, OSError) as error:
        raise CandidError(f"the database gave no answer ({type(error).__name__}): see `ivr doctor`") from error
    finally:
        engine.dispose()


def _progress(run: DryRun, end: str = "\r") -> None:
    if sys.stderr.isatty() or end == "\n":
        click.echo(f"{run.done} of {run.calls} calls{end}", err=True, nl=False)


def _line(one: Rehearsed) -> str:
    about = f"{one.began:%Y-%m-%d %H:%M} {one.call}: "
    if one.why_not:
        return about + WHY_NOT.get(one.why_not, one.why_not)
    if one.difference is None or not one.differs:
        return about + VERDICTS[one.verdict]
    found = one.difference
    perhaps = "perhaps " if found.is_guess else ""
    return f"{about}{found.at_seconds:.0f} s, turn {one.turn}: {told(found.was)} -> {perhaps}{told(found.would)}"


def _tell_sum(run: DryRun) -> None:
    found = run.sum.told()
    click.echo(f"{found['calls']} calls")
    for verdict, words in VERDICTS.items():
        if count := found["verdicts"].get(verdict.value):
            click.echo(f"  {count:6} {words}")
    for name, heading in _COUNTS.items():
        for what, (was, would) in found[name].items():
            change = f" ({would - was:+d})" if was != would else ""
            click.echo(f"{heading:20} {what:24} {was:6} -> {would:6}{change}")


def _on_words(settings: Settings, rules: Rules, asked: WhatIf) -> None:
    try:
        found = what_if(asked, rules, spoken(rules.language), texts_said(settings.prompts_dir, rules))
    except ValueError as error:
        raise CandidError(f"{error}") from error
    known = asked.understanding
    if known.intent:
        click.echo(f"taken for {known.intent} ({known.confidence:.2f})")
    click.echo(told(found.doing))
    if rule := rules.transfer_rule(found.doing.rule):
        click.echo(f"rule {rules.transfer_rules.index(rule) + 1}: {in_words(sentence_of_rule(rule))}")
    for name in found.held:
        click.echo(f"rule “{name}” holds as well, and lets the call go on")
    click.echo(f"closed then: {', '.join(found.closed) or 'no route'}")
