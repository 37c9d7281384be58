"""The recorder of evidence tells what the wire shows, whatever the core says of it."""

import base64
import json
from dataclasses import dataclass, field
from hashlib import sha256

import pytest

from ivr.core.commands import HangUp, RecordChoice, RecordConsent, RecordDisclosure, RecordTurn, Speak, Transfer
from ivr.core.events import KeyPressed
from ivr.core.record import By, Choice, Disposition, Prompt, Reason, Recording, Transcript, Words
from ivr.evidence.leaf import call_token, leaf_of, read_leaf
from ivr.evidence.recorder import Recorder
from ivr.evidence.told import Voiced
from tests.conftest import MONDAY_NOON

CLIPS = {
    "disclosure": b"\x11" * 8000 * 4,
    "notice": b"\x22" * 8000 * 2,
    "ask_how": b"\x33" * 8000,
    "ask_recording": b"\x66" * 8000 * 6,
    "robot_answer": b"\x44" * 8000 * 3,
    "connecting": b"\x55" * 8000 * 2,
}
OPENING = ("disclosure", "notice")
OPENING_SECONDS = 6.0
FRAME = base64.b64encode(b"\xff" * 160).decode()
OPENING_TEXT = sha256(b"the text of disclosure\nthe text of notice").hexdigest()
SECRET = "4929123456789014"


class Clips:
    """Recordings whose text is their name."""

    def named(self, audio_sha256: str) -> str | None:
        return next((name for name, ulaw in CLIPS.items() if sha256(ulaw).hexdigest() == audio_sha256), None)

    def text(self, name: str) -> str:
        return f"the text of {name}"


@dataclass
class Wire:
    """A stream in the test's hands: time is the frames that the caller sends."""

    told: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    at_ms: int = 40
    clock: float = 100.0

    def __post_init__(self) -> None:
        voiced = Voiced("en", "hibari", OPENING)
        self.recorder = Recorder(self.tell, Clips(), voiced, signs=frozenset({"line"}), clock=lambda: self.clock)
        self.recorder.begin(1, resumed=False)

    def tell(self, kind: str, fact: object) -> None:
        assert isinstance(fact, dict)
        leaf_of(kind, MONDAY_NOON, call_token(b"salt" * 4, "CA1"), len(self.told), fact)  # a kind that the log takes
        self.told.append((kind, fact))

    def only(self, kind: str) -> dict[str, object]:
        [fact] = [fact for told, fact in self.told if told == kind]
        return fact

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.told]

    def hears(self, seconds: float) -> None:
        for _ in range(round(seconds * 50)):
            media = {"track": "inbound", "timestamp": str(self.at_ms), "payload": FRAME}
            self.receives({"event": "media", "media": media})
            self.at_ms += 20
            self.clock += 0.02

    def receives(self, message: dict[str, object]) -> None:
        self.recorder.received(json.dumps(message | {"streamSid": "MZ1"}))

    def marked(self, mark: str) -> None:
        self.receives({"event": "mark", "mark": {"name": mark}})

    def presses(self, key: str) -> None:
        self.receives({"event": "dtmf", "dtmf": {"track": "inbound_track", "digit": key}})

    def sends(self, message: dict[str, object]) -> None:
        self.recorder.sent(json.dumps(message | {"streamSid": "MZ1"}))

    def plays(self, ulaw: bytes) -> None:
        self.sends({"event": "media", "media": {"payload": base64.b64encode(ulaw).decode()}})

    def says(self, mark: str, *names: str) -> None:
        """As the runner does: the command, then each recording, then the mark."""
        self.recorder.note(Speak(mark, tuple(Prompt(name) for name in names), 0))
        for name in names:
            self.plays(CLIPS[name])
        self.sends({"event": "mark", "mark": {"name": mark}})

    def clears(self) -> None:
        self.sends({"event": "clear"})


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def disclosing(wire: Wire) -> Wire:
    """The opening was sent whole, and nothing of it heard yet."""
    wire.hears(0.1)
    wire.says("m1", *OPENING)
    return wire


def recorded(*, complete: bool, cut_by: str | None = None) -> RecordDisclosure:
    return RecordDisclosure("disclosure", 0.0, 6.0, 6.0, complete, cut_by)


# The disclosure


def test_what_was_sent_is_told_by_the_hash_of_its_audio_before_it_has_been_heard(disclosing: Wire) -> None:
    fact = disclosing.only("disclosure_sent")
    assert fact["audio_sha256"] == sha256(CLIPS["disclosure"] + CLIPS["notice"]).hexdigest()
    assert fact["text_sha256"] == OPENING_TEXT
    assert (fact["by_hash"], fact["clip_ms"], fact["language"], fact["voice"]) == (True, 6000, "en", "hibari")
    assert "disclosure_heard" not in disclosing.kinds()


def test_it_is_complete_when_its_mark_came_back_nothing_was_cleared_and_time_enough_went_by(disclosing: Wire) -> None:
    disclosing.hears(OPENING_SECONDS)
    disclosing.marked("m1")
    disclosing.recorder.note(recorded(complete=True))
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["mark"], fact["cleared"], fact["cut_by"]) == (True, True, False, "")
    assert (fact["line_ms"], fact["clock_ms"]) == (6000, 6000)
    assert (fact["recorded"], fact["agrees"]) == ("complete", True)


def test_a_mark_that_comes_before_the_audio_can_have_been_played_proves_nothing_yet(disclosing: Wire) -> None:
    disclosing.hears(1.0)
    disclosing.marked("m1")
    disclosing.recorder.end("caller_hung_up")
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["mark"], fact["cut_by"]) == (False, True, "caller_hung_up")


def test_one_whose_mark_came_too_early_was_heard_once_it_can_have_been_played(disclosing: Wire) -> None:
    disclosing.hears(1.0)
    disclosing.marked("m1")
    disclosing.hears(5.0)
    disclosing.recorder.note(recorded(complete=True))
    assert disclosing.only("disclosure_heard")["complete"] is True


def test_a_silent_phone_whose_frames_stop_is_timed_by_our_clock(disclosing: Wire) -> None:
    disclosing.clock += 6.0
    disclosing.marked("m1")
    disclosing.recorder.note(recorded(complete=True))
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["line_ms"], fact["clock_ms"]) == (True, 0, 6000)


def test_without_its_mark_it_was_not_proved_to_be_heard_though_the_call_says_so(disclosing: Wire) -> None:
    disclosing.hears(20.0)
    disclosing.recorder.note(recorded(complete=True))
    disclosing.recorder.end("closed")
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["mark"], fact["recorded"], fact["agrees"]) == (False, False, "complete", False)


def test_a_mark_that_comes_back_for_a_clear_proves_nothing(disclosing: Wire) -> None:
    disclosing.hears(7.0)
    disclosing.clears()
    disclosing.marked("m1")
    disclosing.recorder.note(recorded(complete=True))
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["cleared"], fact["cut_by"], fact["agrees"]) == (False, True, "cleared", False)


def test_what_key_zero_cuts_short_is_cut_by_the_key_and_asked_for_in_the_disclosure(disclosing: Wire) -> None:
    disclosing.hears(1.0)
    disclosing.presses("0")
    disclosing.recorder.note(recorded(complete=False, cut_by="key_pressed"))
    disclosing.recorder.note(Transfer("support", Reason.KEY_PRESSED, None, "words of the caller"))
    disclosing.clears()
    disclosing.says("m2", "connecting")
    fact, asked = disclosing.only("disclosure_heard"), disclosing.only("person_asked")
    assert (fact["complete"], fact["cut_by"], fact["line_ms"], fact["agrees"]) == (False, "key", 1000, True)
    assert (asked["by"], asked["state"], asked["agrees"], asked["route"]) == ("key", "disclosure", True, "support")


@pytest.mark.parametrize("how", ["caller_hung_up", "stream_lost"])
def test_what_the_end_of_the_stream_cuts_short_is_told_with_how(disclosing: Wire, how: str) -> None:
    disclosing.hears(2.0)
    if how == "caller_hung_up":
        disclosing.receives({"event": "stop", "stop": {}})
    disclosing.recorder.end(how)
    assert disclosing.only("disclosure_heard")["cut_by"] == how
    assert disclosing.only("stream_ended")["how"] == how


def test_what_the_core_makes_of_it_is_waited_for_and_not_for_long(disclosing: Wire) -> None:
    disclosing.hears(OPENING_SECONDS)
    disclosing.marked("m1")
    assert "disclosure_heard" not in disclosing.kinds()
    disclosing.hears(1.1)
    fact = disclosing.only("disclosure_heard")
    assert (fact["complete"], fact["recorded"], fact["agrees"]) == (True, "", True)


def test_a_call_that_begins_with_anything_else_is_told(wire: Wire) -> None:
    wire.says("m1", "ask_how", *OPENING)
    sent = CLIPS["ask_how"] + CLIPS["disclosure"] + CLIPS["notice"]
    assert wire.only("disclosure_missing") == {"audio_sha256": sha256(sent).hexdigest()}


def test_a_changed_recording_is_hashed_as_it_was_sent_and_known_by_no_hash(wire: Wire) -> None:
    slowed = CLIPS["disclosure"] + b"\x12" * 8000
    wire.recorder.note(Speak("m1", (Prompt("disclosure"),), 0))
    wire.plays(slowed)
    wire.sends({"event": "mark", "mark": {"name": "m1"}})
    fact = wire.only("disclosure_sent")
    assert (fact["by_hash"], fact["audio_sha256"]) == (False, sha256(slowed).hexdigest())
    assert "disclosure_missing" in wire.kinds()


def test_recordings_are_known_also_when_they_are_sent_in_pieces(wire: Wire) -> None:
    whole = CLIPS["disclosure"] + CLIPS["notice"]
    for at in range(0, len(whole), 160):
        wire.plays(whole[at : at + 160])
    wire.sends({"event": "mark", "mark": {"name": "m1"}})
    assert wire.only("disclosure_sent")["text_sha256"] == OPENING_TEXT


def test_another_text_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = []
    for text in ("as it was", "as it was.", "as it was"):
        monkeypatch.setattr(Clips, "text", lambda _, name, text=text: f"{name} {text}")
        wire = Wire()
        wire.says("m1", *OPENING)
        versions.append(wire.only("disclosure_sent")["version"])
    assert versions[0] == versions[2] != versions[1]


def test_what_waits_behind_other_audio_begins_when_that_has_been_played(disclosing: Wire) -> None:
    disclosing.says("m2", "robot_answer")
    disclosing.hears(OPENING_SECONDS)
    disclosing.marked("m1")
    disclosing.marked("m2")
    assert "reminder_heard" not in disclosing.kinds()
    disclosing.hears(3.0)
    assert disclosing.only("reminder_heard")["line_ms"] == 2900  # marks may be a tenth early


def test_the_mark_that_asks_whether_the_line_is_there_ends_nothing(wire: Wire) -> None:
    wire.plays(CLIPS["disclosure"])
    wire.sends({"event": "mark", "mark": {"name": "line"}})
    wire.marked("line")
    wire.plays(CLIPS["notice"])
    wire.sends({"event": "mark", "mark": {"name": "m1"}})
    assert wire.only("disclosure_sent")["clip_ms"] == 6000


# Whether a person speaks, and a person instead


def test_the_question_whether_a_person_speaks_is_told_with_its_answer(wire: Wire) -> None:
    wire.hears(1.0)
    wire.recorder.note(RecordTurn(1, Transcript(SECRET, 0.9), None, 0.0, "tell_what_we_are", "asked", 1.0, 0.4))
    wire.hears(0.2)
    wire.says("m1", "robot_answer", "ask_how")
    wire.hears(4.0)
    wire.marked("m1")
    fact = wire.only("robot_asked")
    assert (fact["answer"], fact["complete"], fact["after_ms"]) == ("robot_answer", True, 200)
    assert fact["text_sha256"] == sha256(b"the text of robot_answer").hexdigest()
    assert wire.only("reminder_heard")["id"] == "robot_answer"


def test_a_question_that_was_never_answered_is_told_too(wire: Wire) -> None:
    wire.recorder.note(RecordTurn(1, Transcript("are you real", 0.9), None, 0.0, "tell_what_we_are", "", 1.0, 0.4))
    wire.recorder.end("stream_lost")
    fact = wire.only("robot_asked")
    assert (fact["answer"], fact["complete"]) == ("", False)


def test_a_hand_off_for_a_key_that_never_came_contradicts_the_wire(wire: Wire) -> None:
    wire.recorder.note(KeyPressed("0"))
    wire.recorder.note(Transfer("support", Reason.KEY_PRESSED, None, ""))
    assert wire.only("person_asked")["agrees"] is False


def test_key_zero_without_a_hand_off_is_told(wire: Wire) -> None:
    wire.hears(1.0)
    wire.presses("0")
    wire.recorder.note(HangUp(Disposition.GOODBYE))
    wire.recorder.end("closed")
    assert wire.only("key_unanswered") == {"times": 1, "at_ms": 980}
    assert wire.only("stream_ended")["left_for"] == "goodbye"


@pytest.mark.parametrize(
    ("reason", "by"),
    [(Reason.CALLER_ASKED, "voice"), (Reason.NO_INPUT, "silence"), (Reason.SENSITIVE_TOPIC, "rule")],
)
def test_a_hand_off_is_told_with_who_wanted_it(wire: Wire, reason: Reason, by: str) -> None:
    wire.recorder.note(Transfer("support", reason, None, ""))
    fact = wire.only("person_asked")
    assert (fact["by"], fact["reason"], fact["state"]) == (by, str(reason), "listening")


@pytest.mark.parametrize(("by", "told"), [(By.VOICE, "voice"), (By.KEY, "key")])
def test_a_choice_is_told_with_how_it_was_made_and_so_is_the_person_who_comes_of_it(
    wire: Wire, by: By, told: str
) -> None:
    wire.hears(1.0)
    wire.recorder.note(RecordChoice(Choice.NO_MACHINE, True, by, "listening", 1, 1.0))
    wire.recorder.note(Transfer("support", Reason.OPTED_OUT, None, ""))
    chosen = {"of": "machine", "by": told, "state": "listening", "taken_back": False, "at_ms": 980}
    assert wire.only("opted_out") == chosen
    assert (wire.only("person_asked")["by"], wire.only("person_asked")["agrees"]) == (told, True)


def test_a_choice_that_is_taken_back_and_one_remembered_are_told_as_such(wire: Wire) -> None:
    wire.recorder.note(RecordChoice(Choice.NO_TRAINING, False, By.VOICE, "listening", 1, 0.9))
    wire.recorder.note(Transfer("support", Reason.OPTED_OUT, None, ""))
    assert (wire.only("opted_out")["of"], wire.only("opted_out")["taken_back"]) == ("training", True)
    assert wire.only("person_asked")["by"] == "number"


def test_no_word_key_or_number_of_the_caller_gets_into_a_fact(disclosing: Wire) -> None:
    wire = disclosing
    for key in SECRET:
        if key != "0":
            wire.presses(key)
    wire.recorder.note(KeyPressed("4"))
    wire.recorder.note(RecordTurn(1, Transcript(SECRET, 0.9), SECRET, 0.9, "ask", SECRET, 1.0, 0.4))
    wire.recorder.note(Speak("m2", (Words(f"Your number is {SECRET}."),), 1))
    wire.plays(b"\x66" * 800)
    wire.sends({"event": "mark", "mark": {"name": "m2"}})
    wire.recorder.note(Transfer("team_4929123456789014", Reason.CALLER_ASKED, SECRET, SECRET, given=(SECRET,)))
    wire.receives({"event": "stop", "stop": {"callSid": SECRET}})
    assert SECRET not in json.dumps(wire.told)
    assert wire.only("person_asked")["route"] == "team_"


def test_after_its_end_nothing_more_is_told(wire: Wire) -> None:
    wire.receives({"event": "stop", "stop": {}})
    before = list(wire.told)
    wire.recorder.end("closed")
    assert wire.told == before


def test_the_facts_are_such_as_the_log_takes(disclosing: Wire) -> None:
    disclosing.recorder.end("stream_lost")
    for number, (kind, fact) in enumerate(disclosing.told):
        leaf = leaf_of(kind, MONDAY_NOON, call_token(b"salt" * 4, "CA1"), number, fact)  # type: ignore[arg-type]
        assert read_leaf(leaf).facts == fact


# The recording


def test_what_was_asked_and_how_it_was_answered_stand_with_their_times_and_the_text(wire: Wire) -> None:
    wire.hears(0.1)
    wire.says("m1", "ask_recording")
    wire.hears(6.5)
    wire.recorder.note(RecordConsent(Recording.ON, By.VOICE, "thinking", 1, 0.9))
    wire.hears(2.0)
    wire.recorder.note(RecordConsent(Recording.STOPPED, By.KEY, "listening", 2, 1.0))
    asked, text = wire.only("recording_asked"), sha256(b"the text of ask_recording").hexdigest()
    assert (asked["text_sha256"], asked["by_hash"], asked["at_ms"]) == (text, True, 80)
    chosen = [fact for kind, fact in wire.told if kind == "recording_chosen"]
    assert [(fact["choice"], fact["by"], fact["text_sha256"]) for fact in chosen] == [
        ("yes", "voice", text),
        ("stopped", "key", text),
    ]
    assert 0 < int(str(asked["at_ms"])) < int(str(chosen[0]["at_ms"])) < int(str(chosen[1]["at_ms"]))


@pytest.mark.parametrize(("by", "told"), [(By.SILENCE, "silence"), (By.KEY, "key"), (By.OPERATOR, "number")])
def test_a_no_tells_how_it_was_given(wire: Wire, by: By, told: str) -> None:
    wire.recorder.note(RecordConsent(Recording.REFUSED, by, "listening", 1, 1.0))
    fact = wire.only("recording_chosen")
    assert (fact["choice"], fact["by"]) == ("no", told)
