"""What else the pages of the benchmark find: the most rules that there can be, a draft, revisions, sound, a dry run,
and calls in progress. Made anew each time: it takes seconds, and may change with what pages need."""

import base64
from dataclasses import replace
from datetime import UTC, timedelta
from itertools import permutations, product
from types import SimpleNamespace
from typing import Any, cast

import yaml
from sqlalchemy import delete, insert

from ivr.console.desk import Desk
from ivr.console.now.scene import HandedOn
from ivr.console.passwords import hashed
from ivr.core.look import Running
from ivr.core.record import Reason
from ivr.rehearsal.doing import Doing
from ivr.rehearsal.dry_run import DryRun
from ivr.rehearsal.in_sum import Sum
from ivr.rehearsal.rehearse import Rehearsed, Verdict
from ivr.rehearsal.runs import Run
from ivr.settings import ROOT
from ivr.store import copies
from ivr.store.database import insert_new
from ivr.store.schema import AUDIO, CALL_KEYS, DRAFTS, MESSAGES, REVISIONS, SITTINGS, VOICEMAILS
from ivr.store.sealing import row_of_key, sealed
from ivr.written.rules_file import version_of
from tests.console import NOTHING, PASSWORD, FakeStage
from tests.scripted import caller_who_listened

from .many_calls import ADMIN, GUEST, NOW, SOUNDING_CALL, id_of

RULES, ROUTES, REVISIONS_MADE, RUN_CALLS = 200, 100, 60, 5000
_WORDS = [
    "".join(two)
    for two in product(
        ("bal", "cor", "den", "fil", "gam", "hol", "jun", "kel", "lor", "mar"),
        ("ado", "eno", "ibo", "olo", "umo", "ando", "ero", "isto", "ombo", "usto"),
    )
]


def rules_text(confidence: float = 0.7) -> str:
    """As many rules, routes and profiles as there can be, each rule with words of its own."""
    ours: dict[str, Any] = yaml.safe_load((ROOT / "rules.yml").read_text(encoding="utf-8"))
    words, usual = permutations(_WORDS, 2), ours["routes"]["support"]
    for name in _WORDS[: ROUTES - len(ours["routes"])]:
        ours["routes"][f"team_{name}"] = usual | {"agents": ["+15005550009"]}
    ours["numbers"] = {f"+1500555{number:04}": {"company": "Fernhill Boston"} for number in range(100, 300)}
    for number in reversed(range(RULES - len(ours["transfer_rules"]))):
        rule = {"name": f"rule_{number}", "words": [" ".join(next(words)) for _ in range(2)]}
        rule |= {"intents": ["order_status"], "at_confidence": confidence} if number == 150 else {"open": ["support"]}
        ours["transfer_rules"].insert(0, rule | {"route": f"team_{_WORDS[number % 20]}"})
    return yaml.safe_dump(ours, sort_keys=False)


def furnish(desk: Desk) -> str:
    """By which token somebody who was invited chooses a password."""
    with desk.engine.begin() as connection:
        for table in (SITTINGS, REVISIONS, DRAFTS):
            connection.execute(delete(table))
    for number in range(REVISIONS_MADE):
        text = rules_text(0.61 + number % 9 / 100)
        desk.revisions.add(id_of(0), f"note {number}", version_of(text), text)
    desk.drafts.save(id_of(0), rules_text(0.9), built_on=0, version=desk.in_force.version)
    desk.people.choose_password(id_of(0), hashed(PASSWORD))
    _sound(desk)
    return desk.people.invite_again(id_of(int(GUEST.removeprefix("person"))))


def _sound(desk: Desk) -> None:
    """Five minutes of a recording, in pieces, and a message after the tone; the admin has claimed it."""
    call, at = SOUNDING_CALL, NOW - timedelta(days=1)
    key = desk.vault.new_key(call, at)
    with desk.engine.begin() as connection:
        for table in (CALL_KEYS, AUDIO, VOICEMAILS, MESSAGES):
            connection.execute(delete(table).where(table.c.call_sid == call))
        connection.execute(insert(CALL_KEYS).values(row_of_key(key.kept)))
        for seq in range(60):
            row = {"call_sid": call, "seq": seq, "at": at, "seconds": 5.0}
            piece = sealed({"table": "audio", **row, "ogg": "T2dn" * 3000}, lambda: key)
            connection.execute(insert(AUDIO).values(row | {"sealed": base64.b64decode(str(piece["sealed"]))}))
        insert_new(connection, VOICEMAILS, {"call_sid": call, "at": at, "reference": "123456"})
        message = {"call_sid": call, "seq": 1, "kind": "voicemail", "at": at, "reference": "123456", "route": "support"}
        insert_new(connection, MESSAGES, message | {"claimed_by": ADMIN, "claimed_at": at})
    copies.keep(desk.engine, desk.vault, call, bytes(240_000), NOW)


def stage() -> FakeStage:
    """As many calls as the usual limit lets the assistant be on, and many on the way to a person."""
    look, since = caller_who_listened().call.look(), NOW.timestamp() - 300
    running = tuple(Running(f"CA{at}", f"{at:03}", "+15005550100", since, since, look) for at in range(20))
    waiting = (
        HandedOn(f"CB{at}", f"{at:03}", "support", Reason.CALLER_ASKED, "waits", since, place=at + 1)
        for at in range(100)
    )
    return FakeStage(replace(NOTHING, calls=running, handed_on=tuple(waiting)))


def dry_run(number: int, desk: Desk) -> Run:
    """One that is over, of as many calls as there can be."""
    doing, total = Doing(2, "transfer", "rule", "rule_150", "support", "transfer_rule"), Sum(UTC)
    found = [
        Rehearsed(f"CA{at:032}", NOW - timedelta(minutes=at), Verdict.SAME, doing, "transferred")
        for at in range(RUN_CALLS)
    ]
    for one in found:
        total.add(one)
    over = SimpleNamespace(found=found, sum=total, is_over=True, done=RUN_CALLS, calls=RUN_CALLS, problem="")
    return Run(number, NOW, ADMIN, desk.in_force.version, (), "", cast(DryRun, over))
