"""What was said in a turn waits until the turn is over, and only the words with which it ended are kept."""

import json
import re
from datetime import UTC, datetime

from ivr.core.call import CallSession
from ivr.core.commands import Ask, RecordTurn, Speak, Transfer
from ivr.core.events import CallStarted, Replied, Transcribed
from ivr.core.record import Awaited, Expects, Reason, Reply, Transcript, Words
from ivr.ports import JournalEntry
from ivr.privacy.redaction import Redactor
from ivr.store.held_turns import QUIET_SECONDS, SETTLED_SECONDS, HeldTurns, Waiting
from ivr.store.journal import decoded, entry
from ivr.store.lines import of_entry
from ivr.store.redacting import Redacting

from .conftest import FakeClock
from .english import ENGLISH
from .scripted import RULES, Caller

NOW = datetime(2026, 11, 29, tzinfo=UTC)
ORDER = Expects(Awaited.DIGITS, 6)


def turn_of(*items: object) -> list[str]:
    """What is kept of the words of a turn, one entry after another."""
    changes = [of_entry("CA1", entry(seq, 0.0, item), NOW) for seq, item in enumerate(items, 1)]  # type: ignore[arg-type]
    return [str(next(iter(one["said"].values()))) for one in Redacting(Redactor()).together(changes)]  # type: ignore[attr-defined]


def ended(turn: int, text: str, outcome: str = "answered") -> RecordTurn:
    return RecordTurn(turn, Transcript(text, 0.9), "inform", 0.9, outcome, "", 1.0, 0.4)


def attempts(turn: int, *texts: str) -> list[Transcribed]:
    return [Transcribed(turn, attempt, Transcript(text, 0.9)) for attempt, text in enumerate(texts, 1)]


def test_of_what_was_heard_in_a_turn_only_the_words_are_kept_with_which_it_ended() -> None:
    whole = "You should see that I'm ringing from 255 135 8623."
    kept = turn_of(*attempts(1, "You should see that I'm ringing from 255.", "Ewe should sea", whole), ended(1, whole))
    assert kept == [
        "You should see that I'm ringing from [number].",
        "[heard otherwise] should [heard otherwise]",
        "You should see that I'm ringing from [phone number].",
        "You should see that I'm ringing from [phone number].",
    ]


def test_what_the_caller_went_on_with_is_known_before_the_beginning_is_written() -> None:
    begun, rest = "The number is W C 62", "4 9, 7 4 N, you see"
    kept = turn_of(
        *attempts(1, begun), ended(1, begun), Ask(1, begun), ended(1, begun, "taken_back"),
        *attempts(2, rest), ended(2, rest), Ask(2, f"{begun} {rest}"),
    )  # fmt: skip
    assert {text for text in kept if re.search(r"\d|W C|\bN\b", text)} == set()
    assert kept[-1] == "The number is [code], you see"


def test_what_is_heard_otherwise_holds_as_many_digits_in_a_replay() -> None:
    redacting = Redacting(Redactor())
    items = [*attempts(1, "It is 255", "It is a dog"), ended(1, "It is a dog")]
    kept = redacting.together([of_entry("CA1", entry(seq, 0.0, item), NOW) for seq, item in enumerate(items, 1)])
    line = json.loads(json.dumps(kept[0], default=str))
    [heard] = decoded(JournalEntry(1, 0.0, line["kind"], line["body"], line["said"]))
    assert isinstance(heard, Transcribed)
    assert heard.transcript.text == "It is 555"


def test_the_words_of_a_turn_wait_until_it_is_over_and_none_is_lost(fake_clock: FakeClock) -> None:
    held = HeldTurns()

    def put(seq: int, item: object) -> list[list[int]]:
        one = Waiting(of_entry("CA1", entry(seq, 0.0, item), NOW), fake_clock.monotonic())  # type: ignore[arg-type]
        return seqs(held.take(one))

    def seqs(together: list[list[Waiting]]) -> list[list[int]]:
        return [[one.change["seq"] for one in some] for some in together]  # type: ignore[misc]

    begun, whole = attempts(1, "where is", "where is my order")
    assert put(1, Speak("m0", (Words("Hello."),), 0)) == [[1]]
    assert [put(2, begun), put(3, whole), put(4, ended(1, "where is my order"))] == [[], [], []]
    assert [put(5, Ask(1, "where is my order")), put(6, Speak("m1", (Words("On its way."),), 1))] == [[], []]
    assert held.due(fake_clock.monotonic()) == []
    fake_clock.forward(SETTLED_SECONDS + 0.1)
    assert seqs(held.due(fake_clock.monotonic())) == [[2, 3, 4, 5, 6]]
    [noise] = attempts(2, "mm")
    assert put(7, noise) == []
    fake_clock.forward(QUIET_SECONDS + 0.1)
    assert seqs(held.due(fake_clock.monotonic())) == [[7]]
    [third] = attempts(3, "a person please")
    assert [put(8, third), put(9, ended(3, "a person please"))] == [[], []]
    assert put(10, Transfer("support", Reason.CALLER_ASKED, None, "a person please")) == [[8, 9, 10]]
    assert not held


def test_a_call_whose_service_was_killed_in_the_midst_of_a_turn_goes_on_from_the_answer_before(
    listened: Caller,
) -> None:
    listened.says("where is my order", "order_status", 0.95)
    listened.is_answered(Reply(("What's the order number?",), ORDER))
    listened.hears_it_out()
    before = len(listened.events)
    listened.says("421807", "inform_order_number", 0.97)
    listened.is_silent(1.5)
    listened.is_answered(Reply(("It is on its way. What else?",)))
    listened.hears_it_out()
    for killed in range(before, len(listened.events), 10):
        unwritten = (Transcribed, Replied)
        events = [
            event
            for at, event in enumerate(listened.events[:killed])
            if at < before or not isinstance(event, unwritten)
        ]
        resumed = CallSession.resume(RULES, ENGLISH, events)
        [speak] = [one for one in resumed.receive(CallStarted(resumed=True)) if isinstance(one, Speak)]
        assert Words("What's the order number?") in speak.lines
