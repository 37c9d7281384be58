"""How long a dry run of a thousand past calls takes, beside whatever else the machine does.

The calls are made by the core, with sentences that the assistant is trained on, and kept as the service keeps them:
packed and sealed, in SQLite. The dry run is the service's own, in processes that give way to all else.
"""

import resource
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from random import Random
from typing import Any

from matplotlib.figure import Figure

from ivr.core.commands import Ask, Parse
from ivr.core.record import Reply
from ivr.core.rules import Rules
from ivr.core.states import State
from ivr.privacy.masters import master_keys
from ivr.privacy.vault import Vault
from ivr.rehearsal.dry_run import DryRun
from ivr.rehearsal.errand import Errand
from ivr.settings import Settings, load_settings
from ivr.store.database import engine_of, upgrade
from ivr.store.past_calls import PastCall, newest_over
from tests.journals import BEGAN, called, keep, past
from tests.scripted import RULES, Caller, rules_with

from ..bench import Bench, Row
from .talking_call import sentences

CALLS, MOST_SECONDS = 1000, 10
_ANSWER = Reply(("It left us yesterday, and should be there tomorrow.", "What else can I do for you?"))
_INTENTS = ("order_status", "opening_hours", "greet", "thanks")
_RULE = {"name": "orders", "intents": ["order_status"], "route": "support", "at_confidence": 0.96}
DRAFTS = {
    "that decides otherwise in many": rules_with(transfer_rules=[_RULE]),
    "that decides otherwise in few": rules_with(thresholds={"frustration_high": 50, "frustration_warn": 49}),
}
_COUNTS = {"seconds": "wall", "processor_seconds": "processor"}


def talks(caller: Caller, chance: Random) -> None:
    """Four to ten turns, each of a sentence that the assistant knows, as sure as it comes."""
    for _ in range(chance.randint(4, 10)):
        words = chance.choice(sentences())
        caller.is_silent(chance.uniform(0.5, 2.0))
        caller.speaks(0.4 + 0.3 * len(words.split()))
        caller.is_silent(0.14)
        asked = caller.count(Parse), caller.count(Ask)
        caller.is_transcribed(words, confidence=chance.uniform(0.5, 1.0))
        if caller.count(Parse) > asked[0]:
            caller.understands(chance.choice(_INTENTS), chance.uniform(0.7, 1.0))
        caller.is_silent(1.2)
        if caller.count(Ask) > asked[1] and caller.call.state is State.THINKING:
            caller.is_answered(_ANSWER)
        caller.is_silent(4.0)
        caller.hears_it_out()
        if caller.call.state is not State.LISTENING:
            return


def past_calls(count: int) -> Iterator[PastCall]:
    for number in range(count):
        chance = Random(number)  # noqa: S311  # words of a benchmark, and no secret
        call = past(called(lambda caller, chance=chance: talks(caller, chance)))
        yield replace(call, call=f"CA{number:032d}", started_at=BEGAN + timedelta(minutes=number))


def measure(_: Bench) -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="candid-bench-") as folder:
        settings = load_settings({"IVR_DATA_DIR": folder}, dev=True)
        upgrade(settings.effective_database_url)
        of_calls = _kept(settings, Path(folder))
        return of_calls | {"drafts": {name: _tried(settings, draft) for name, draft in DRAFTS.items()}}


def _kept(settings: Settings, folder: Path) -> dict[str, object]:
    engine = engine_of(settings.effective_database_url)
    vault = Vault(master_keys(settings.master_key, folder / "master.keys"))
    seconds, turns = 0.0, 0
    for call in past_calls(CALLS):
        keep(engine, vault, call)
        seconds += call.entries[-1].at_seconds
        turns += sum(entry.kind == "RecordTurn" for entry in call.entries)
    engine.dispose()
    return {"calls": CALLS, "call_seconds": round(seconds / CALLS, 1), "call_turns": round(turns / CALLS, 1)}


def _tried(settings: Settings, draft: Rules) -> dict[str, object]:
    engine = engine_of(settings.effective_database_url)
    calls = tuple(newest_over(engine, CALLS))
    engine.dispose()
    began, used = time.perf_counter(), _processor_seconds()
    run = DryRun(Errand.of(settings, draft, RULES, calls), UTC)
    run.wait()
    taken = {"seconds": time.perf_counter() - began, "processor_seconds": _processor_seconds() - used}
    if run.problem or run.done != CALLS:
        raise RuntimeError(f"{run.done} of {CALLS} calls: {run.problem}")
    return {name: round(value, 1) for name, value in taken.items()} | {"verdicts": run.sum.told()["verdicts"]}


def _processor_seconds() -> float:
    """Of processes that are over."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rows(figures: Mapping[str, Any]) -> list[Row]:
    calls = f"{figures['calls']:,} calls of {figures['call_seconds']:.0f} s and {figures['call_turns']} turns"
    return [
        Row(
            f"a dry run of {calls}, with a draft {name} ({of['verdicts'].get('differs', 0)} differ)",
            f"≤ {MOST_SECONDS} s",
            f"{of['seconds']:.1f} s, of a processor {of['processor_seconds']:.1f} s",
        )
        for name, of in figures["drafts"].items()
    ]


def draw(figures: Mapping[str, Any], figure: Figure) -> None:
    """Seconds by the wall and of a processor, for each draft."""
    axes = figure.subplots()
    for place, (name, told) in enumerate(_COUNTS.items()):
        at = [which + 0.4 * place for which in range(len(figures["drafts"]))]
        axes.bar(at, [of[name] for of in figures["drafts"].values()], width=0.35, label=told)
    axes.set_xticks([which + 0.2 for which in range(len(figures["drafts"]))], list(figures["drafts"]))
    axes.set_ylabel(f"seconds for {figures['calls']} calls")
    axes.axhline(MOST_SECONDS, linestyle="--", linewidth=1, color="black")
    axes.legend()
