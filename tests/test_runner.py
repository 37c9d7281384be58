"""The runner carries and performs, and whatever breaks, its caller's way to a person is saved."""

import asyncio
import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from ivr.call.activity import Activity
from ivr.call.equipment import Equipment
from ivr.call.runner import CallRunner
from ivr.core.call import CallSession
from ivr.core.commands import Ask, Parse
from ivr.core.record import By, Choice, Disposition, Expects, Reason, Reply, Transcript, Understanding
from ivr.core.rules import Rules
from ivr.errors import EngineError, PromptError
from ivr.ports import Clip, GoneOn, HandOff, JournalEntry, KnownChoices
from ivr.store.paying import Paying
from ivr.telephony.line import Line

from .english import ENGLISH
from .scripted import RULES, rules_with
from .test_media_stream import START, media

FRAME = base64.b64encode(b"\xff" * 160).decode()
LOUD = base64.b64encode(b"\x10" * 160).decode()


class Socket:
    """The caller's end, in the test's hands."""

    def __init__(self) -> None:
        self.to_service: asyncio.Queue[str | None] = asyncio.Queue()
        self.sent: list[dict[str, object]] = []
        self.closed = False
        self.broken = False

    async def receive(self) -> str | None:
        text = await self.to_service.get()
        self.to_service.task_done()
        return text

    async def send(self, text: str) -> None:
        if self.broken:
            raise OSError("gone")
        self.sent.append(json.loads(text))

    async def close(self) -> None:
        self.closed = True

    def kinds(self) -> list[object]:
        return [message["event"] for message in self.sent]


@dataclass
class Choosers:
    """A ChoiceStore that keeps what it is told."""

    chosen: list[tuple[Choice, By, bool]] = field(default_factory=list)
    before: frozenset[Choice] = frozenset()

    def known(self, call: str) -> KnownChoices:
        return KnownChoices(self.before, remembered=True)

    def keep(self, call: str, choice: Choice, by: By, state: str, *, stands: bool) -> None:
        self.chosen.append((choice, by, stands))


@dataclass
class Memory:
    """A CallStore that keeps what it is told."""

    handoffs: list[HandOff] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)
    entries: list[JournalEntry] = field(default_factory=list)
    told_closed_to: list[str] = field(default_factory=list)
    choices: Choosers = field(default_factory=Choosers)
    paying: Paying = field(default_factory=Paying)

    def append(self, call: str, entries: Sequence[JournalEntry]) -> None:
        self.entries += entries

    def save_handoff(self, call: str, handoff: HandOff) -> None:
        self.handoffs.append(handoff)

    def gone_on(self, call: str) -> GoneOn | None:
        return None

    def told_closed(self, call: str) -> None:
        self.told_closed_to.append(call)

    def end_call(self, call: str, disposition: Disposition) -> None:
        self.dispositions.append(disposition)

    def journal(self, call: str) -> list[JournalEntry]:
        return self.entries


@dataclass
class Prompts:
    without: str = ""

    def clip(self, name: str) -> Clip:
        if name == self.without:
            raise PromptError(f"there is no prompt {name!r}")
        return Clip(b"\x20" * 1600)


@dataclass
class Companies:
    without: str = ""

    def of(self, company: str) -> Prompts:
        return Prompts(self.without)


class Loudness:
    """Speech is what is loud."""

    def speech(self, pcm: bytes) -> float:
        return float(pcm != bytes(320))


class DeafDetector:
    def speech(self, pcm: bytes) -> float:
        raise EngineError("deaf")


@dataclass
class Engines:
    """The ports' fakes: each says what it was told to, or fails."""

    text: str | EngineError = "what are your opening hours"
    understanding: Understanding | EngineError = field(default_factory=lambda: Understanding("opening_hours", 0.9))
    answer: Reply | EngineError | ValueError = field(default_factory=lambda: Reply(("We open at nine.",)))
    voice: Clip | EngineError = field(default_factory=lambda: Clip(b"\x30" * 800))
    asked: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)

    async def transcribe(self, pcm: bytes, expects: Expects, *, glance: bool = False) -> Transcript:
        if isinstance(self.text, EngineError):
            raise self.text
        return Transcript(self.text, 0.9)

    async def parse(self, call: str, wanted: Parse) -> Understanding:
        if isinstance(self.understanding, EngineError):
            raise self.understanding
        return self.understanding

    async def reply(self, call: str, asked: Ask) -> Reply:
        self.asked.append(asked.text)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def forget(self, call: str) -> None:
        self.forgotten.append(call)

    async def synthesize(self, text: str, language: str, pace: float = 1.0) -> Clip:
        if isinstance(self.voice, EngineError):
            raise self.voice
        return self.voice


class Ringing:
    """A call in a task of its own; time is the frames that the test sends."""

    def __init__(
        self,
        engines: Engines,
        detector: type[Loudness] | type[DeafDetector] = Loudness,
        rules: Rules = RULES,
        companies: Companies | None = None,
    ) -> None:
        self.socket, self.store, self.engines = Socket(), Memory(), engines
        self.activity = Activity()
        self.at_ms = 0
        line = Line(lambda: self.at_ms / 1000)
        line.receive(json.dumps(START))
        parts = Equipment(
            engines,
            engines,
            engines,
            detector,
            companies or Companies(),
            self.store,
            lambda text: [text],
            self.activity,  # type: ignore[arg-type]
        )
        self.runner = CallRunner("CA1", CallSession(rules, ENGLISH), line, self.socket, parts)
        self.task = asyncio.create_task(self.runner.run())

    async def sends(self, message: dict[str, object] | str | None) -> None:
        if self.task.done():
            return
        text = json.dumps(message) if isinstance(message, dict) else message
        await self.socket.to_service.put(text)
        taken = asyncio.create_task(self.socket.to_service.join())
        await asyncio.wait({taken, self.task}, return_when=asyncio.FIRST_COMPLETED)
        taken.cancel()
        await self.activity.settled()

    async def hears(self, seconds: float, payload: str = FRAME) -> None:
        for _ in range(round(seconds * 50)):
            await self.sends(media(payload, timestamp=str(self.at_ms)))
            self.at_ms += 20

    async def plays_out(self) -> None:
        """The carrier plays what was sent and echoes its mark."""
        await self.hears(0.4)
        mark = [message for message in self.socket.sent if message["event"] == "mark"][-1]
        await self.sends(mark)

    async def begins(self) -> None:
        await self.hears(0.1)
        await self.plays_out()
        await self.plays_out()

    async def is_asked(self) -> None:
        await self.hears(0.6, LOUD)
        await self.hears(1.0)


async def test_a_question_goes_all_the_way_and_its_answer_comes_back() -> None:
    call = Ringing(Engines())
    await call.begins()
    await call.is_asked()
    assert call.engines.asked == ["what are your opening hours"]
    assert call.socket.kinds()[-2:] == ["media", "mark"]
    await call.sends({"event": "stop", "streamSid": "MZ1"})
    await call.task
    assert call.store.dispositions == [Disposition.CALLER_HUNG_UP]


async def test_the_journal_of_a_call_replays_to_the_same_commands() -> None:
    from ivr.store.journal import decoded

    call = Ringing(Engines())
    await call.begins()
    await call.is_asked()
    await call.sends({"event": "stop", "streamSid": "MZ1"})
    await call.task
    kept = [item for entry in call.store.entries for item in decoded(entry)]
    replayed = CallSession(RULES, ENGLISH)
    again = [c for item in kept if not type(item).__module__.endswith("commands") for c in replayed.receive(item)]  # type: ignore[arg-type]
    commands = [item for item in kept if type(item).__module__.endswith("commands")]
    assert [type(c) for c in again] == [type(c) for c in commands]
    assert [c for c in again if not hasattr(c, "pcm")] == [c for c in commands if not hasattr(c, "pcm")]
    assert [entry.seq for entry in call.store.entries] == list(range(1, len(call.store.entries) + 1))


KEY_ZERO = {"event": "dtmf", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": "0"}}
CLOSED_FOR_YEARS = {"date": "2020-01-01", "until": "2199-12-31", "closed": True}


@pytest.mark.parametrize(("exceptions", "closed"), [([CLOSED_FOR_YEARS], True), ([], False)])
async def test_what_is_closed_is_known_before_the_caller_can_ask_for_it(
    exceptions: list[dict[str, object]], closed: bool
) -> None:
    agents = {"agents": ["+15005550001"]}
    routes = {"support": {**agents, "exceptions": exceptions}, "complaints": agents}
    call = Ringing(Engines(), rules=rules_with(routes=routes))
    await call.sends(KEY_ZERO)
    spoken = [entry.body["lines"] for entry in call.store.entries if entry.kind == "Speak"]
    assert spoken[-1] == [{"kind": "Prompt", "name": "closed" if closed else "connecting"}]
    assert call.store.told_closed_to == []
    await call.plays_out()
    await call.task
    assert call.store.told_closed_to == ["CA1"] * closed
    assert [handoff.route for handoff in call.store.handoffs] == ["support"]


async def test_without_a_recording_of_it_the_call_leaves_all_the_same_and_the_carrier_tells_it() -> None:
    route = {"agents": ["+15005550001"], "exceptions": [CLOSED_FOR_YEARS]}
    rules = rules_with(routes={"support": route, "complaints": route})
    call = Ringing(Engines(), rules=rules, companies=Companies(without="closed"))
    await call.sends(KEY_ZERO)
    await call.task
    assert call.store.handoffs[0].reason is Reason.KEY_PRESSED
    assert (call.store.told_closed_to, call.socket.closed) == ([], True)


async def test_a_card_number_reaches_neither_the_journal_nor_the_assistant() -> None:
    call = Ringing(Engines(text="It's 4929 1234 5678 9014, expires 04/27."))
    await call.begins()
    await call.is_asked()
    for key in "492912345678":
        await call.sends({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": key}})
    await call.sends({"event": "stop", "streamSid": "MZ1"})
    await call.task
    said = [(entry.kind, value) for entry in call.store.entries for value in entry.said.values()]
    assert ("Transcribed", "It's [card number].") in said
    assert "".join(str(value) for kind, value in said if kind == "KeyPressed") == "49291234xxxx"
    assert not any("5678" in str(value) for _, value in said)
    assert call.engines.asked == []


@pytest.mark.parametrize(
    "engines",
    [
        Engines(text=EngineError("dead")),
        Engines(understanding=EngineError("dead")),
        Engines(answer=EngineError("dead")),
        Engines(voice=EngineError("dead")),
    ],
    ids=["transcriber", "parse", "reply", "synthesizer"],
)
async def test_a_dead_engine_means_a_person(engines: Engines) -> None:
    call = Ringing(engines)
    await call.begins()
    await call.is_asked()
    assert [(h.kind, h.reason) for h in call.store.handoffs] == [("transfer", Reason.ENGINE_FAILED)]
    await call.plays_out()
    await call.task
    assert call.socket.closed


async def test_a_dead_detector_means_a_person() -> None:
    call = Ringing(Engines(), DeafDetector)
    await call.hears(0.1)
    await call.plays_out()
    await call.hears(0.1)
    assert call.store.handoffs[0].reason is Reason.ENGINE_FAILED


async def test_no_engine_hears_the_caller_before_the_disclosure_has_ended() -> None:
    call = Ringing(Engines(), DeafDetector)
    await call.hears(0.3, LOUD)
    assert call.store.handoffs == []


async def test_a_bug_ends_the_one_call_at_a_person() -> None:
    call = Ringing(Engines(answer=ValueError("a bug")))
    await call.begins()
    await call.is_asked()
    await call.task
    assert [(h.kind, h.reason) for h in call.store.handoffs] == [("transfer", Reason.ENGINE_FAILED)]
    assert call.socket.closed


@pytest.mark.parametrize(
    "bad",
    [
        "not json",
        json.dumps({"event": "unknown"}),
        json.dumps(media() | {"streamSid": "MZ2"}),
        json.dumps(media("!")),
        json.dumps(START),
    ],
)
async def test_what_twilio_would_not_send_closes_the_stream_and_saves_the_way_to_a_person(bad: str) -> None:
    call = Ringing(Engines())
    await call.begins()
    await call.sends(bad)
    await call.task
    assert [(h.kind, h.reason) for h in call.store.handoffs] == [("transfer", Reason.LINE_FAILED)]
    assert call.socket.closed


async def test_who_chose_to_have_no_machine_is_sent_not_a_sound_and_handed_on() -> None:
    call = Ringing(Engines())
    call.store.choices.before = frozenset({Choice.NO_MACHINE})
    await call.hears(0.1)
    await call.task
    assert call.socket.sent == []
    assert [handoff.reason for handoff in call.store.handoffs] == [Reason.OPTED_OUT]


async def test_a_choice_is_given_to_the_store() -> None:
    call = Ringing(Engines())
    await call.begins()
    for key in "92":
        await call.sends({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": key}})
    await call.hears(0.1)
    assert call.store.choices.chosen == [(Choice.NO_RECORDING, By.KEY, True)]


async def test_a_lost_stream_saves_no_hand_off_so_that_the_call_can_be_resumed() -> None:
    call = Ringing(Engines())
    await call.begins()
    await call.sends(None)
    await call.task
    assert call.store.handoffs == []
    assert call.store.dispositions == [Disposition.STREAM_LOST]


async def test_a_stream_that_cannot_be_written_to_is_a_lost_stream() -> None:
    call = Ringing(Engines())
    await call.begins()
    call.socket.broken = True
    await call.is_asked()
    await call.task
    assert call.store.dispositions == [Disposition.STREAM_LOST]


@pytest.mark.parametrize("frames", range(0, 120, 7))
async def test_a_hang_up_at_any_moment_leaves_nothing_behind(frames: int) -> None:
    before = asyncio.all_tasks()
    call = Ringing(Engines())
    await call.begins()
    for index in range(frames):
        await call.hears(0.02, LOUD if index < 30 else FRAME)
    await call.sends({"event": "stop", "streamSid": "MZ1"})
    await call.task
    assert asyncio.all_tasks() == before
    await call.activity.settled()


async def test_a_stream_taken_over_by_a_newer_one_ends() -> None:
    call = Ringing(Engines())
    await call.begins()
    call.runner.supersede()
    await call.task
    assert call.socket.closed


async def test_of_two_streams_of_one_call_only_the_newer_one_writes() -> None:
    """A half-open stream may go on sending after the carrier has opened another, and its loop may be busy."""
    call = Ringing(Engines(text="I want a human"))
    await call.begins()
    await call.hears(0.5, LOUD)
    written = len(call.store.entries)
    call.runner.supersede()
    kept = list(call.store.entries)
    assert len(kept) >= written, "what it had heard is in the journal before the newer one reads that"
    for _ in range(60):
        call.socket.to_service.put_nowait(json.dumps(media(LOUD)))
    await call.task
    assert call.store.entries == kept
    assert call.store.dispositions == []
    assert call.store.handoffs == []
    assert call.engines.asked == []


async def test_words_and_keys_stand_apart_from_times_and_outcomes_in_the_journal() -> None:
    call = Ringing(Engines(text="my name is Rumpelstiltskin"))
    await call.begins()
    await call.is_asked()
    await call.sends({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": "7"}})
    await call.sends(None)
    await call.task
    bodies = json.dumps([entry.body for entry in call.store.entries])
    assert "Rumpelstiltskin" not in bodies
    assert "We open at nine" not in bodies
    assert "Rumpelstiltskin" in json.dumps([entry.said for entry in call.store.entries])
