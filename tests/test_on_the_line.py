"""What those who watch are shown of calls on the line: who is on to a person, and words as they are kept, no longer."""

from collections.abc import Callable

from ivr.core.commands import RecordSaid, RecordTurn
from ivr.core.record import Prompt, Reason, Transcript, Words
from ivr.core.rules import Rules
from ivr.ports import HandOff
from ivr.store.journal import entry
from ivr.store.live_words import MOST_LINES, LiveWords, Spoken
from ivr.store.store import Store

from .conftest import CALL, CALLER, LINE
from .secrets_said import secrets
from .test_redacted_store import put_into

OpenStore = Callable[..., Store]


def turn(seq: int, text: str) -> object:
    return entry(seq, float(seq), RecordTurn(seq, Transcript(text, 0.9), "greet", 0.9, "ask", "", 1.0, 0.4))


def told(store: Store, *texts: str) -> None:
    store.append(CALL, [turn(seq, text) for seq, text in enumerate(texts, 1)])  # type: ignore[misc]
    assert store.flush()


def test_what_is_shown_is_what_is_kept_and_never_less_redacted(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    said = secrets("seen")[:60]
    for number in range(len(said)):
        store.on_the_line.words.begin(f"CA{number}")
    put_into(store, said, rules)
    assert store.flush()
    shown = 0
    for number, one in enumerate(said):
        text = " ".join(line.text for line in store.on_the_line.words.of(f"CA{number}") if line.by_caller)
        shown += bool(text)
        kept = [e for e in store._writer.read_journal(f"CA{number}") if e.kind == "RecordTurn"]
        assert text == " ".join(str(e.said["transcript.text"]) for e in kept), one
    assert shown == len(said)


def test_nothing_is_held_of_a_call_that_does_not_run_or_runs_no_longer(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    words = store.on_the_line.words
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    told(store, "before anybody could look")
    assert words.of(CALL) == ()
    words.begin(CALL)
    told(store, "where is my order")
    assert [one.text for one in words.of(CALL)] == ["where is my order"]
    words.end(CALL)
    told(store, "late words")
    assert words.of(CALL) == ()


def test_of_long_calls_the_last_lines_are_held_and_ours_beside_the_callers() -> None:
    words = LiveWords()
    words.begin(CALL)
    for number in range(20):
        words.note({"call_sid": CALL, "kind": "RecordTurn", "body": {"turn": number}, "said": {"transcript.text": "a"}})
    assert len(words.of(CALL)) == MOST_LINES
    said = RecordSaid("m1", 3, (Prompt("no_match_1"), Words("What is the number?")), 1.0, 1.0, True)
    kept = entry(1, 1.0, said)
    words.note({"call_sid": CALL, "kind": kept.kind, "body": kept.body, "said": kept.said})
    assert words.of(CALL)[-1] == Spoken(by_caller=False, turn=3, text="What is the number?")


def test_a_call_is_on_its_way_to_a_person_from_its_hand_off_to_its_end(open_store: OpenStore, rules: Rules) -> None:
    store = open_store()
    store.begin_call(CALL, caller=CALLER, line=LINE, rules=rules, ready=True)
    assert store.on_the_line.handed_on() == []
    store.save_handoff(CALL, HandOff("transfer", "support", Reason.CALLER_ASKED))
    store.dial(CALL, "support")
    (record,) = store.on_the_line.handed_on()
    assert record.dialling is not None
    store.over(CALL)
    assert store.on_the_line.handed_on() == []
