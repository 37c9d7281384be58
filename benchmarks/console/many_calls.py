"""A hundred thousand calls on record, as a line has them in three months: made by chance from one seed, bulk by bulk.

Rows as the service leaves them of calls that are over and packed; but for a few, without words. What pages read is
there in the amounts that are theirs: turns, hand-offs, agents' legs, messages that nobody did, and who looked at what.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert

from ivr.store.schema import AUDIT, CALLS, DIALS, DISCLOSURES, HANDOFFS, MESSAGES, PEOPLE, RULES_HELD, TURNS

CALLS_MADE, DAYS = 100_000, 92
NOW = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)
"""A Monday, half past eleven where the business is."""
LONG_CALL, LONG_TURNS = "CA" + "f" * 32, 1000
SOUNDING_CALL = "CA" + "e" * 32
"""With a recording, and a voicemail."""
PEOPLE_THERE, ADMIN, GUEST = 40, "person0", "person1"
AT_ONCE = 5000
ROUTES, REASONS = (
    ("support", "orders", "complaints"),
    ("caller_asked", "key_pressed", "low_confidence", "transfer_rule"),
)
INTENTS = (
    *(["order_status"] * 12 + ["opening_hours"] * 5 + ["cancel_order"] * 3 + ["complaint"] * 2),
    *(f"intent_{number}" for number in range(20)),
)
"""One in two turns is of an order's state, one in 42 of each of many."""
HOURS = (*[2] * 7, 10, 30, 60, 90, 100, 90, 80, 90, 90, 80, 60, 40, 30, 20, 10, 5, 3)
"""How calls are spread over a day in UTC."""
_ENDS = ("resolved",) * 38 + ("transferred",) * 34 + ("goodbye",) * 10 + ("caller_hung_up",) * 10 + ("voicemail",) * 8


@dataclass
class Made:
    """Rows that wait to be put down together."""

    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: Table, **row: object) -> None:
        self.rows[table].append(row)

    def put(self, connection: Connection) -> None:
        for table, rows in self.rows.items():
            connection.execute(insert(table), rows)
        self.rows.clear()


def fill(engine: Engine) -> None:
    chance, made = Random(16), Made()  # noqa: S311  # rows of a benchmark, and no secret
    with engine.begin() as connection:
        for number, began in enumerate(moments(chance)):
            call = {0: LONG_CALL, 1: SOUNDING_CALL}.get(number, f"CA{chance.getrandbits(128):032x}")
            _call(made, chance, call, began)
            if len(made.rows[CALLS]) == AT_ONCE:
                made.put(connection)
        _looks(made, chance)
        made.put(connection)


def moments(chance: Random) -> Iterator[datetime]:
    """When calls began: fewer at night and at weekends."""
    weights = [30 if (NOW - timedelta(days=back)).weekday() > 4 else 100 for back in range(DAYS)]
    for back in chance.choices(range(DAYS), weights, k=CALLS_MADE):
        [hour] = chance.choices(range(24), HOURS)
        began = NOW.replace(hour=hour, minute=0) - timedelta(days=back) + timedelta(seconds=3600 * chance.random())
        yield began if began < NOW - timedelta(minutes=10) else began - timedelta(days=1)


def _call(made: Made, chance: Random, call: str, began: datetime) -> None:
    seconds, ended = min(1500.0, 20 + chance.expovariate(1 / 150)), chance.choice(_ENDS)
    turns = LONG_TURNS if call == LONG_CALL else max(1, round(seconds / 30))
    made.add(
        CALLS,
        **{"call_sid": call, "instance": "bench", "caller": f"{chance.getrandbits(256):064x}", "admitted": True},
        **{"caller_ends": f"{chance.randrange(1000):03}", "line": f"+1500555010{chance.randrange(3)}"},
        **{"language": "en", "rules_version": f"{chance.randrange(60):064x}", "over": True, "streams_started": 1},
        **{"resumes": 0, "disposition": ended, "started_at": began, "ended_at": began + timedelta(seconds=seconds)},
        **{"seconds": seconds, "dead_air_seconds": chance.uniform(0.5, 8)},
    )
    told = {"prompt": "disclosure", "started_seconds": 0.0, "ended_seconds": 8.0, "clip_seconds": 8.0}
    at = began + timedelta(seconds=8)
    made.add(DISCLOSURES, call_sid=call, seq=2, complete=True, cut_by=None, at=at, **told)
    for turn in range(1, turns + 1):
        _turn(made, chance, call, turn)
    if ended in {"transferred", "voicemail"}:
        _to_people(made, chance, call, began + timedelta(seconds=seconds * 0.6), taken=ended == "transferred")
    if ended == "voicemail" or chance.random() < 0.04:
        _message(made, chance, call, began + timedelta(seconds=seconds), ended == "voicemail")


def _turn(made: Made, chance: Random, call: str, turn: int) -> None:
    missed = chance.random() < 0.12
    made.add(
        TURNS,
        **{"call_sid": call, "turn": turn, "at_seconds": 8 + 20.0 * turn, "language": "en", "why": "understood"},
        **{"transcript_confidence": chance.random(), "intent_confidence": chance.random(), "speech_seconds": 2.0},
        **{"intent": None if missed and turn % 2 else chance.choice(INTENTS), "rule": None, "waited_seconds": 0.4},
        **{"outcome": "miss" if missed else "ask", "answered_seconds": chance.uniform(0.2, 2.0)},
    )
    if turn == 1 and chance.random() < 0.1:
        tag = chance.choice(("may_leave", "large_account"))
        made.add(RULES_HELD, call_sid=call, rule=f"rule_{turn}", turn=turn, tag=tag, alert=False)


def _to_people(made: Made, chance: Random, call: str, at: datetime, *, taken: bool) -> None:
    route, urgent = chance.choice(ROUTES), chance.random() < 0.05
    where = {"kind": "transfer", "route": route, "reason": chance.choice(REASONS), "intent": chance.choice(INTENTS)}
    care = {"topic": "health" if urgent else None, "priority": "urgent" if urgent else None}
    made.add(HANDOFFS, call_sid=call, at=at, disposition=None, flags=["no_survey"] if urgent else None, **where, **care)
    rings = 1 if taken else 2
    for attempt in range(1, rings + 1):
        rung = at + timedelta(seconds=25.0 * attempt - 23)
        answered = rung + timedelta(seconds=chance.uniform(2, 20)) if taken else None
        made.add(
            DIALS,
            **{"call_sid": call, "attempt": attempt, "route": route, "agent": 0, "started_at": rung, "leg": ""},
            **{"ended_at": rung + timedelta(seconds=80 if taken else 20), "answered_at": answered},
            **{"outcome": "completed" if taken else "no_answer", "bridged": taken, "accepted": taken},
        )


def _message(made: Made, chance: Random, call: str, at: datetime, is_voicemail: bool) -> None:
    """Four in five are never done."""
    done = chance.random() < 0.2
    by = f"person{chance.randrange(PEOPLE_THERE)}" if done or chance.random() < 0.3 else None
    made.add(
        MESSAGES,
        **{"call_sid": call, "seq": 1, "kind": "voicemail" if is_voicemail else "callback", "at": at},
        **{"reference": f"{chance.randrange(10**6):06}", "route": chance.choice(ROUTES), "claimed_by": by},
        **{"due_at": at + timedelta(hours=chance.uniform(1, 90)), "claimed_at": at if by else None},
        **{"done_at": at + timedelta(hours=2) if done else None, "done_by": by if done else None},
        **{"outcome": "reached" if done else None, "sealed": chance.randbytes(120), "told_at": at},
    )


def id_of(number: int) -> str:
    """Of `person0` and those after them."""
    return f"{number:016x}"


def _looks(made: Made, chance: Random) -> None:
    """Sixty thousand lines of the log, and who they tell of."""
    for number in range(PEOPLE_THERE):
        role = {0: "admin", 1: "viewer"}.get(number, "agent")
        of_sign_in = {"second_step": 0, "failed": 0}
        made.add(PEOPLE, id=id_of(number), name=f"person{number}", role=role, made_at=NOW, **of_sign_in)
    for number in range(60_000):
        at = NOW - timedelta(days=DAYS * (1 - number / 60_000))
        person, about = id_of(chance.randrange(PEOPLE_THERE)), f"CA{chance.getrandbits(128):032x}"
        act = "draft_tried" if number % 10_000 == 0 else chance.choice(("looked_at_words", "message_claimed"))
        made.add(AUDIT, at=at, person=person, act=act, about=about, detail={})
