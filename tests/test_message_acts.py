"""Messages are claimed, let go, done and taken up again; of two people at once the second is told who has it."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from ivr.core.message import MessageOutcome
from ivr.errors import CandidError
from ivr.settings import Settings
from ivr.store.database import engine_of, insert_new
from ivr.store.message_acts import NoMessageError, OtherwiseError, Place, claim, done, let_go, reopen
from ivr.store.message_list import AT_ONCE, Message, Which, counts, message, messages, place_of
from ivr.store.schema import CALLS, HANDOFFS, MESSAGES, METADATA, VOICEMAILS

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
INES, OMAR = "ines", "omar"
REACHED = MessageOutcome.REACHED


def with_tables(url: str) -> Iterator[sa.Engine]:
    engine = engine_of(url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def desk(settings: Settings) -> Iterator[sa.Engine]:
    yield from with_tables(settings.effective_database_url)


@pytest.fixture
def either(url: str) -> Iterator[sa.Engine]:
    """Each kind of database in turn."""
    yield from with_tables(url)


def leave(
    engine: sa.Engine,
    call: str = "CA1",
    seq: int = 1,
    *,
    due: timedelta | None = HOUR,
    urgent: bool = False,
    **row: object,
) -> Place:
    told: dict[str, object] = {"kind": "voicemail", "reference": "481516", "route": "support", "at": NOW - HOUR}
    with engine.begin() as connection:
        whole = {"call_sid": call, "seq": seq, "due_at": None if due is None else NOW + due} | told | row
        insert_new(connection, MESSAGES, whole)
        if urgent:
            care = {"topic": "abuse", "priority": "urgent", "flags": ["no_voicemail"]}
            insert_new(
                connection,
                HANDOFFS,
                {"call_sid": call, "seq": 0, "followed": False, "at": NOW, "kind": "transfer"} | care,
            )
    return Place(call, seq)


def test_one_who_claims_a_message_has_it_until_they_let_it_go(desk: sa.Engine) -> None:
    place = leave(desk)
    claim(desk, place, INES, NOW)
    assert (message(desk, place).claimed_by, message(desk, place).claimed_at) == (INES, NOW)
    let_go(desk, place, INES)
    assert message(desk, place).claimed_by == ""
    claim(desk, place, OMAR, NOW)
    assert message(desk, place).claimed_by == OMAR


def test_the_second_is_told_who_has_it_and_changes_nothing(desk: sa.Engine) -> None:
    place = leave(desk)
    claim(desk, place, INES, NOW)
    for act in (lambda: claim(desk, place, OMAR, NOW), lambda: done(desk, place, OMAR, REACHED, NOW)):
        with pytest.raises(OtherwiseError, match="ines has it now"):
            act()
    with pytest.raises(OtherwiseError, match="ines has it now"):
        let_go(desk, place, OMAR)
    assert message(desk, place).claimed_by == INES


def test_of_many_who_claim_at_once_one_has_it(either: sa.Engine) -> None:
    place, start = leave(either), threading.Barrier(8)
    had: list[str] = []
    told: list[str] = []

    def try_it(person: str) -> None:
        start.wait()
        try:
            claim(either, place, person, NOW)
            had.append(person)
        except OtherwiseError as error:
            told.append(str(error))

    threads = [threading.Thread(target=try_it, args=(f"p{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = had
    assert message(either, place).claimed_by == winner
    assert told == [f"{winner} has it now: nothing was changed"] * 7


@dataclass
class Act:
    does: Callable[[sa.Engine, Place], None]
    before: Callable[[sa.Engine, Place], None] = lambda engine, place: None


ACTS = {
    "claim": Act(lambda engine, place: claim(engine, place, INES, NOW)),
    "let go": Act(
        lambda engine, place: let_go(engine, place, INES), lambda engine, place: claim(engine, place, INES, NOW)
    ),
    "done": Act(lambda engine, place: done(engine, place, INES, REACHED, NOW)),
    "reopen": Act(
        lambda engine, place: reopen(engine, place, INES, NOW),
        lambda engine, place: done(engine, place, OMAR, REACHED, NOW),
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_same_form_sent_twice_does_it_once(desk: sa.Engine, act: Act) -> None:
    place = leave(desk)
    act.before(desk, place)
    act.does(desk, place)
    once = message(desk, place)
    act.does(desk, place)
    assert message(desk, place) == once


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_message_that_is_gone_is_told_to_be(desk: sa.Engine, act: Act) -> None:
    with pytest.raises(NoMessageError, match="not here any more"):
        act.does(desk, Place("CA-forgotten", 1))


def test_it_is_taken_over_only_from_whom_it_was_seen_with(desk: sa.Engine) -> None:
    place = leave(desk)
    claim(desk, place, INES, NOW)
    with pytest.raises(OtherwiseError, match="ines has it now"):
        claim(desk, place, "boss", NOW, instead_of=OMAR)
    claim(desk, place, "boss", NOW, instead_of=INES)
    assert message(desk, place).claimed_by == "boss"


def test_what_is_done_tells_by_whom_and_what_and_is_in_no_open_list(desk: sa.Engine) -> None:
    place = leave(desk)
    done(desk, place, INES, MessageOutcome.LEFT_WORD, NOW)
    found = message(desk, place)
    assert (found.done_by, found.done_at, found.outcome) == (INES, NOW, MessageOutcome.LEFT_WORD)
    assert messages(desk, Which.OPEN, INES, NOW) == []
    with pytest.raises(OtherwiseError, match="done already, by ines"):
        claim(desk, place, OMAR, NOW)
    with pytest.raises(OtherwiseError, match="done already, by ines"):
        done(desk, place, OMAR, REACHED, NOW)


def test_what_is_taken_up_again_is_theirs_and_still_due_when_it_was(either: sa.Engine) -> None:
    place = leave(either, due=-HOUR)
    done(either, place, INES, REACHED, NOW)
    reopen(either, place, OMAR, NOW)
    found = message(either, place)
    assert (found.claimed_by, found.done_at, found.outcome, found.is_overdue(NOW)) == (OMAR, None, None, True)


# Lists


def shown(engine: sa.Engine, which: Which, **more: str) -> list[str]:
    return [one.place.call for one in messages(engine, which, INES, NOW, **more)]  # type: ignore[arg-type]


def test_each_list_holds_what_it_says(either: sa.Engine) -> None:
    leave(either, "CA-mine", claimed_by=INES)
    leave(either, "CA-theirs", claimed_by=OMAR)
    leave(either, "CA-late", due=-HOUR)
    leave(either, "CA-new", due=None)
    leave(either, "CA-done", done_at=NOW, done_by=INES, outcome="reached", due=-HOUR)
    assert set(shown(either, Which.OPEN)) == {"CA-mine", "CA-theirs", "CA-late", "CA-new"}
    assert shown(either, Which.MINE) == ["CA-mine"]
    assert set(shown(either, Which.UNCLAIMED)) == {"CA-late", "CA-new"}
    assert shown(either, Which.OVERDUE) == ["CA-late"]
    assert shown(either, Which.DONE) == ["CA-done"]
    counted = {Which.OPEN: 4, Which.MINE: 1, Which.UNCLAIMED: 2, Which.OVERDUE: 1}
    assert counts(either, INES, NOW) == counted


def test_with_nothing_left_every_count_is_none(desk: sa.Engine) -> None:
    assert set(counts(desk, INES, NOW).values()) == {0}


def test_what_is_urgent_comes_first_and_then_what_is_due_soonest(either: sa.Engine) -> None:
    leave(either, "CA-later", due=3 * HOUR)
    leave(either, "CA-soon", due=HOUR)
    leave(either, "CA-urgent", due=5 * HOUR, urgent=True)
    assert shown(either, Which.OPEN) == ["CA-urgent", "CA-soon", "CA-later"]
    [first, *_] = messages(either, Which.OPEN, INES, NOW)
    assert (first.priority, first.flags) == ("urgent", ("no_voicemail",))


def test_agents_see_what_is_for_their_route(desk: sa.Engine) -> None:
    leave(desk, "CA-ours")
    leave(desk, "CA-other", route="sales")
    assert shown(desk, Which.OPEN, route="sales") == ["CA-other"]
    assert counts(desk, INES, NOW, route="sales")[Which.OPEN] == 1


def test_a_long_list_is_read_page_by_page_and_none_is_lost(desk: sa.Engine) -> None:
    for number in range(AT_ONCE + 3):
        leave(desk, f"CA{number}")
    first, rest = (messages(desk, Which.OPEN, INES, NOW, after=after) for after in (0, AT_ONCE))
    assert (len(first), len({one.place.call for one in (*first, *rest)})) == (AT_ONCE, AT_ONCE + 3)


def test_a_message_tells_what_can_be_heard_and_rung_and_who_called(desk: sa.Engine) -> None:
    place = leave(desk, sealed=b"locked")
    with desk.begin() as connection:
        insert_new(connection, VOICEMAILS, {"call_sid": "CA1", "at": NOW, "reference": "481516", "audio": b"locked"})
        call = {"call_sid": "CA1", "instance": "i", "caller": "h", "caller_ends": "007", "line": "", "language": "en"}
        call |= {
            "rules_version": "",
            "admitted": True,
            "started_at": NOW,
            "over": True,
            "streams_started": 1,
            "resumes": 0,
        }
        insert_new(connection, CALLS, call)
    found: Message = message(desk, place)
    assert (found.has_number, found.has_sound, found.caller_ends) == (True, True, "007")


def test_a_callback_of_a_call_with_a_voicemail_has_no_sound(desk: sa.Engine) -> None:
    place = leave(desk, seq=2, kind="callback")
    with desk.begin() as connection:
        insert_new(connection, VOICEMAILS, {"call_sid": "CA1", "at": NOW, "reference": "481516", "audio": b"locked"})
    assert not message(desk, place).has_sound


def test_a_reference_that_several_were_told_is_told_with_all_of_them(desk: sa.Engine) -> None:
    assert place_of(desk, str(leave(desk) and "481516")) == Place("CA1", 1)
    leave(desk, "CA2")
    with pytest.raises(CandidError, match="CA1/1, CA2/1"):
        place_of(desk, "481516")
    with pytest.raises(NoMessageError):
        place_of(desk, "")
