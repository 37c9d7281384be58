"""What callers said is redacted before it is written: in the spool, in the database, wherever one looks."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ivr.core.call import CallSession
from ivr.core.commands import Ask, Parse, RecordTurn, Speak, Transcribe, Transfer
from ivr.core.events import CallStarted, Event, KeyPressed, Replied, Transcribed
from ivr.core.record import FREE, Awaited, Expects, Reason, Reply, Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import HandOff, JournalEntry
from ivr.privacy.redaction import Redacted, Redactor
from ivr.privacy.secret_kinds import WITHHELD
from ivr.settings import Settings
from ivr.store.journal import decoded, entry
from ivr.store.lines import Change, of_entry
from ivr.store.redacting import Redacting
from ivr.store.screen import LIMIT_SECONDS, Screen
from ivr.store.store import Store
from ivr.store.withholding import KEY

from .conftest import FakeClock
from .english import ENGLISH
from .scripted import RULES, Caller
from .secrets_said import Said, secrets

OpenStore = Callable[..., Store]
NOW = datetime(2026, 11, 29, tzinfo=UTC)
ORDER = Expects(Awaited.DIGITS, 6)


def told(said: Said) -> list[JournalEntry]:
    """A call in which this was said: as it was heard, asked of the assistant, answered and handed to an agent."""
    items: list[object] = [CallStarted()]
    for turn, text in enumerate(said.turns, 1):
        heard = Transcript(text, 0.9)
        items += [Transcribe(turn, 1, b"", FREE), Transcribed(turn, 1, heard), Parse(turn, 1, text), Ask(turn, text)]
        items += [Replied(turn, Reply((f"You said {text}?",))), Speak("m1", (Words(f"You said {text}?"),), turn)]
        items.append(RecordTurn(turn, heard, "inform", 0.9, "answered", "", 1.0, 0.4))
    wish = " ".join(said.turns)
    items.append(Transfer("support", Reason.CALLER_ASKED, None, wish, given=(f"the number: {wish}",)))
    return [entry(seq, float(seq), item) for seq, item in enumerate(items, 1)]  # type: ignore[arg-type]


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def put_into(store: Store, said: list[Said], rules: Rules) -> None:
    for number, one in enumerate(said):
        call = f"CA{number}"
        store.begin_call(call, caller="", line="", rules=rules, ready=True)
        store.append(call, told(one))
        wish = " ".join(one.turns)
        store.save_handoff(call, HandOff("transfer", "support", Reason.CALLER_ASKED, wish=wish, given=(f"it: {wish}",)))


def test_no_file_of_the_service_holds_what_must_not_be_kept(
    open_store: OpenStore, rules: Rules, settings: Settings
) -> None:
    said = secrets("seen")[::2]
    needles = {json.dumps(text)[1:-1].encode() for one in said for text in one.secret_texts() if len(text) > 5}
    assert len(said) >= 60
    store = open_store(start=False)
    put_into(store, said, rules)
    store.flush(2.0)
    spooled = all_bytes(settings.data_dir)
    assert b'"table":"journal"' in spooled
    assert not [needle for needle in needles if needle in spooled]
    store.start()
    assert store.flush()
    written = all_bytes(settings.data_dir)
    store.close()
    assert not [needle for needle in needles if needle in written]
    assert not [needle for needle in needles if needle in all_bytes(settings.data_dir)]
    again = open_store()
    for number, one in enumerate(said):
        handoff = again.call(f"CA{number}").handoff  # type: ignore[union-attr]
        kept = json.dumps([*(kept.said for kept in again.journal(f"CA{number}")), handoff.wish, *handoff.given])  # type: ignore[union-attr]
        assert not [text for text in one.secret_texts() if len(text) > 2 and text in kept], one


def test_the_agent_of_a_running_call_is_told_what_the_caller_said(store: Store, rules: Rules) -> None:
    handed = HandOff(
        "transfer", "support", Reason.CALLER_ASKED, wish="order 421807", given=("the phone number: 2 1 2",)
    )
    store.begin_call("CA1", caller="", line="", rules=rules, ready=True)
    store.save_handoff("CA1", handed)
    assert store.flush()
    assert store.record("CA1").handoff == handed


def test_when_a_call_is_over_its_words_are_in_nobodys_memory(open_store: OpenStore, rules: Rules) -> None:
    store = open_store(over_in_memory=0)
    put_into(store, [Said("number", ("where is order 421807",), ((),))], rules)
    store.over("CA0")
    assert store.flush()
    record = store.record("CA0")
    assert record.handoff is not None
    assert (record.handoff.route, record.handoff.wish, record.handoff.given) == ("support", "", ())
    kept = json.dumps([entry.said for entry in store.journal("CA0")])
    assert "where is order [number]" in kept
    assert "421807" not in kept


class Stuck(Redactor):
    """Hangs for as long as it is not let go."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.let_go = threading.Event(), threading.Event()

    def redacted(self, *asked: object) -> Redacted:  # type: ignore[override]
        self.asked.set()
        self.let_go.wait()
        return Redacted("too late")


class Broken(Redactor):
    def redacted(self, *asked: object) -> Redacted:  # type: ignore[override]
        raise RuntimeError("a bug")


def test_how_much_was_kept_without_its_words_is_told(
    open_store: OpenStore, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ivr.privacy.redaction.Redactor.redacted", Broken.redacted)
    store = open_store()
    put_into(store, [Said("number", ("hello",), ((),))], rules)
    assert store.flush()
    assert "records without their words" in store.state()["detail"]
    assert store.state()["state"] == "ok"


def screen_of(redactor: Redactor, clock: FakeClock) -> tuple[Screen, list[Change], threading.Lock]:
    written: list[Change] = []
    lock = threading.Lock()
    return Screen(lock, written.append, lambda: redactor, monotonic=clock.monotonic), written, lock


def heard(text: str, seq: int = 1) -> Change:
    return of_entry("CA1", entry(seq, 0.0, Transcribed(1, 1, Transcript(text, 0.9))), NOW)


def test_words_that_cannot_be_looked_through_are_not_kept_and_nothing_else_is_lost(fake_clock: FakeClock) -> None:
    screen, written, lock = screen_of(Broken(), fake_clock)
    with lock:
        screen.put(heard("my PIN is 1234"))
    assert screen.drained(10.0)
    [kept] = written
    assert kept["said"] == {"transcript.text": WITHHELD}
    assert kept["body"] == heard("")["body"]


def test_a_redactor_that_hangs_holds_up_nobody(fake_clock: FakeClock) -> None:
    stuck = Stuck()
    screen, written, lock = screen_of(stuck, fake_clock)
    with lock:
        screen.put(of_entry("CA1", entry(1, 0.0, Transfer("support", Reason.CALLER_ASKED, None, "it is 1234")), NOW))
    assert stuck.asked.wait(10.0)
    with lock:
        screen.look()
        assert not written
        fake_clock.forward(LIMIT_SECONDS + 1)
        screen.look()
    assert [change["said"] for change in written] == [{"wish": WITHHELD, "given": []}]
    assert screen.given_up == 1
    stuck.let_go.set()
    with lock:
        screen.put(heard("hello", 2))
    assert screen.drained(10.0)
    assert [change["seq"] for change in written] == [1, 2]


def pressed(keys: str, apart: float, clock: FakeClock, expects: Expects = FREE) -> list[object]:
    screen, written, lock = screen_of(Redactor(), clock)
    with lock:
        screen.put(of_entry("CA1", entry(0, 0.0, Transcribe(1, 1, b"", expects)), NOW))
    for seq, key in enumerate(keys, 1):
        with lock:
            screen.put(of_entry("CA1", entry(seq, 0.0, KeyPressed(key)), NOW))
        while screen._waiting:
            lock.acquire()
            lock.release()
        clock.forward(apart)
    with lock:
        screen.look()
        screen._keys.settle(clock.monotonic())
    assert screen.drained(10.0)
    kept = sorted((change for change in written if change["kind"] == "KeyPressed"), key=lambda one: str(one["seq"]))
    return [change["said"]["key"] for change in kept]  # type: ignore[index]


def test_one_key_is_a_choice_and_several_are_somebodys_number(fake_clock: FakeClock) -> None:
    assert pressed("2", 5.0, fake_clock) == ["2"]
    assert pressed("4815", 0.5, fake_clock) == [KEY] * 4
    assert pressed("2", 5.0, fake_clock, ORDER) == [KEY]
    assert pressed("0", 0.1, fake_clock) == ["0"]
    assert pressed("481#", 0.5, fake_clock) == [KEY, KEY, KEY, "#"]


def test_the_rest_of_a_number_that_is_heard_alone_in_the_same_turn_goes_with_it() -> None:
    redacting, kept = Redacting(Redactor()), []
    for attempt, text in enumerate(
        ("I paid with card 4716 3346.", "I paid with card 4716 3346 5", "9-5.", "I have 12"), 1
    ):
        heard = Transcribed(1, attempt, Transcript(text, 0.9))
        change = redacting.redacted(of_entry("CA1", entry(attempt, 0.0, heard), NOW))
        kept.append(change["said"]["transcript.text"])  # type: ignore[index]
    assert kept[2] == "[number]."
    again = Redacting(Redactor())
    for attempt, text in enumerate(("I have 12", "I have 12 chairs"), 1):
        change = again.redacted(
            of_entry("CA1", entry(attempt, 0.0, Transcribed(1, attempt, Transcript(text, 0.9))), NOW)
        )
        assert change["said"] == {"transcript.text": text}


def test_our_own_lines_are_kept_as_they_were_said_unless_they_repeat_a_secret() -> None:
    redacting, hours = Redacting(Redactor()), "We are open on Saturday from ten to four."
    items = [
        Transcribed(1, 1, Transcript("my name is Priya Whitfield and my PIN is 815", 0.9)),
        Replied(1, Reply((hours, "Thank you, Priya."))),
        Speak("m1", (Words(hours), Words("You said 8 1 5.")), 1),
    ]
    kept = [
        redacting.redacted(of_entry("CA1", entry(seq, 0.0, item), NOW))["said"] for seq, item in enumerate(items, 1)
    ]
    assert kept[1] == {"reply.texts": [hours, "Thank you, [name]."], "reply.given": []}
    assert kept[2] == {"lines.0.text": hours, "lines.1.text": "You said [number]."}


def kept_of(events: list[Event], expects: Expects, turn: int = 1) -> list[Event]:
    """What a process that comes after this one reads of a call in which this was awaited in this turn."""
    redacting, kept = Redacting(Redactor()), list[Event]()
    redacting.redacted(of_entry("CA1", entry(0, 0.0, Transcribe(turn, 1, b"", expects)), NOW))
    for seq, event in enumerate(events, 1):
        change = redacting.redacted(of_entry("CA1", entry(seq, 0.0, event), NOW))
        line = json.loads(json.dumps(change, default=str))
        kept += decoded(JournalEntry(seq, 0.0, line["kind"], line["body"], line["said"]))  # type: ignore[arg-type]
    return kept


@pytest.mark.parametrize("number", ["4 2 1, 8 0 7", "421807", "four two one, eight oh seven"])
def test_a_call_that_is_resumed_from_what_was_kept_stands_where_it_stood(listened: Caller, number: str) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What's the order number?",), ORDER))
    listened.hears_it_out()
    listened.says(number, "inform_order_number", 0.97)
    listened.is_answered(Reply(("Order 4 2 1, 8 0 7 is on its way. What else?",)))
    listened.hears_it_out()
    resumed = CallSession.resume(RULES, ENGLISH, kept_of(listened.events, ORDER)).memory
    known = listened.call.memory
    for part in ("turn", "marks", "heard_frames", "answered", "misses_in_call", "intent", "expects", "cards"):
        assert getattr(resumed, part) == getattr(known, part), part
    assert len(resumed.steps) == len(known.steps)
    assert "421807" not in repr(resumed).replace(" ", "").replace(",", "")


def test_the_first_digit_of_a_number_is_replayed_as_no_wish_for_a_person(listened: Caller) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What's the order number?",), ORDER))
    listened.hears_it_out()
    listened.speaks(0.4)
    listened.is_silent(0.14)
    listened.is_transcribed("4")
    listened.is_silent(0.3)
    listened.speaks(0.8)
    listened.is_silent(0.14)
    listened.is_transcribed("421807")
    listened.understands("inform_order_number", 0.97)
    listened.is_silent(1.5)
    listened.is_answered(Reply(("It is on its way. What else?",)))
    listened.hears_it_out()
    kept = kept_of(listened.events, ORDER, turn=2)
    assert "4" not in [event.transcript.text for event in kept if isinstance(event, Transcribed)]
    assert CallSession.resume(RULES, ENGLISH, kept).memory.answered == listened.call.memory.answered == 2
