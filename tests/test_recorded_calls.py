"""Whole streams with the real store: what is recorded of who agreed, and that of nobody else any sound is on a disk."""

import asyncio
import base64
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from ivr.audio import pcm_of
from ivr.call.activity import Activity
from ivr.call.equipment import Equipment
from ivr.call.exchange import Exchange
from ivr.call.taping import Recorders
from ivr.core.record import Choice, Understanding
from ivr.language.spoken import spoken
from ivr.privacy.key_file import KEY_FILE, KeyFile
from ivr.privacy.redaction import Redactor
from ivr.privacy.retention import AS_SHIPPED
from ivr.privacy.vault import Vault
from ivr.settings import Settings
from ivr.store.database import engine_of
from ivr.store.erasure import erase
from ivr.store.export import caller_data
from ivr.store.purge import due
from ivr.store.recorded import recording_of
from ivr.store.store import Store
from ivr.tape.deck import Deck
from ivr.telephony.token import StreamTokens
from tests.conftest import CALL, FakeRules
from tests.scripted import rules_with
from tests.test_key_commands import typed
from tests.test_one_writer import AnyCompany, Stream
from tests.test_runner import Engines, Loudness
from tests.test_store import rows
from tests.test_tape import LOUD, QUIET, decoded, loudness

ASKING = rules_with(recording="ask")
NOISE = np.random.default_rng(7).integers(0, 256, 160 * 30, dtype=np.uint8).tobytes()
"""0.6 s that stand in no other file."""
QUESTION = "what are your opening hours"


class Ring:
    """A call whose caller speaks in noise, of which the transcriber makes what the test says."""

    def __init__(self, folder: Path, rules: Any = ASKING) -> None:
        self.folder, self.engines, self.activity, self.deck = folder, Engines(text=QUESTION), Activity(), Deck()
        folder.mkdir(parents=True, exist_ok=True)
        self.url = f"sqlite:///{folder / 'candid.db'}"
        self.store = Store(self.url, folder, "k" * 40).start()
        engines: Any = self.engines
        parts = Equipment(
            *(engines, engines, engines, Loudness, cast(Any, AnyCompany()), self.store, lambda text: [text]),
            self.activity,
        )
        tokens = StreamTokens("k" * 40, lambda: 0.0)
        self.store.begin_call(CALL, caller="+14155550100", line="+15005550100", rules=rules, ready=True)
        recorders = Recorders(self.deck, self.store.sound, Redactor)
        exchange = Exchange(parts, self.store, cast(Any, FakeRules(rules)), tokens, recorders=recorders)
        self.stream = Stream(exchange, CALL, {"token": tokens.issue(CALL)})
        self._marked: set[object] = set()

    async def hears(self, seconds: float, ulaw: bytes = b"\xff" * 160) -> None:
        for number in range(round(seconds * 50)):
            at = number * 160 % len(ulaw)
            payload = base64.b64encode(ulaw[at : at + 160]).decode()
            stamp = {"track": "inbound", "timestamp": str(self.stream.at_ms), "payload": payload}
            await self.sends({"event": "media", "media": stamp})
            self.stream.at_ms += 20

    async def sends(self, message: dict[str, Any]) -> None:
        self.stream.sends(message | {"streamSid": self.stream.sid})
        joined = asyncio.create_task(self.stream.socket.to_service.join())
        await asyncio.wait({joined, self.stream.task}, return_when=asyncio.FIRST_COMPLETED)
        joined.cancel()
        await self.activity.settled()

    async def plays_out(self) -> None:
        await self.hears(0.4)
        for message in [one for one in self.stream.socket.sent if one["event"] == "mark"]:
            name = cast(Any, message)["mark"]["name"]
            if name not in self._marked:
                self._marked.add(name)
                await self.sends({"event": "mark", "mark": {"name": name}})

    async def is_asked_to_be_recorded(self) -> None:
        await self.stream.begins()
        for _ in range(3):
            await self.plays_out()

    async def says(self, text: str) -> None:
        self.engines.text = text
        await self.hears(0.6, NOISE)
        await self.hears(1.4)
        await self.plays_out()

    async def presses(self, key: str) -> None:
        await self.sends({"event": "dtmf", "dtmf": {"track": "inbound_track", "digit": key}})

    async def ends(self) -> None:
        self.stream.stops()
        await self.stream.task
        await asyncio.to_thread(self.deck.stop, 10.0)
        await asyncio.to_thread(self.store.flush)

    def recorded(self) -> bytes:
        engine = engine_of(self.url)
        try:
            return recording_of(engine, Vault(KeyFile(self.folder / KEY_FILE)), CALL)
        finally:
            engine.dispose()


@pytest.fixture(autouse=True, scope="module")
def _read_beforehand() -> None:
    """As the service does before the first call."""
    spoken("en").load()
    Redactor().redacted("hello")


@asynccontextmanager
async def ringing(folder: Path, rules: Any = ASKING) -> AsyncIterator[Ring]:
    ring = Ring(folder, rules)
    try:
        await ring.is_asked_to_be_recorded()
        yield ring
    finally:
        ring.stream.task.cancel()
        await asyncio.gather(ring.stream.task, return_exceptions=True)
        await asyncio.to_thread(ring.store.close)


def holding_sound(folder: Path) -> list[Path]:
    """Files with sound in them: a container that holds any, or what the caller said as it came or as samples."""
    telltales = (b"OggS", b"OpusHead", b"RIFF", b"fLaC", b"ID3", NOISE[:320], pcm_of(NOISE[:320]), b64(NOISE[:320]))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(mark in path.read_bytes() for mark in telltales)]


def b64(ulaw: bytes) -> bytes:
    return base64.b64encode(ulaw[:160])


async def test_who_agrees_is_recorded_from_then_on_and_only_sealed_pieces_are_on_the_disk(tmp_path: Path) -> None:
    async with ringing(tmp_path) as ring:
        await ring.says("yes")
        await ring.says(QUESTION)
        await ring.says("and on sundays")
        await ring.ends()
        sound = decoded(ring.recorded())
        assert sound.shape[0] == 2
        assert max(loudness(sound, at, at + 0.2)[0] for at in np.arange(0.5, 4.0, 0.1)) > LOUD
        assert loudness(sound, 0.0, 0.4)[0] < QUIET, "nothing of the yes itself"
        kept = rows(ring.url, "SELECT seconds, sealed FROM audio ORDER BY seq")
        assert abs(sum(float(str(row["seconds"])) for row in kept) - sound.shape[1] / 48000) <= 0.1
        assert holding_sound(tmp_path) == []


@pytest.mark.parametrize("answer", ["no", "what are your opening hours", "yes where is my order", ""])
async def test_without_a_plain_yes_no_sound_is_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    async with ringing(tmp_path / "data") as ring:
        if answer:
            await ring.says(answer)
        else:
            await ring.hears(7.0)
        await ring.says(QUESTION)
        await ring.ends()
        assert rows(ring.url, "SELECT * FROM audio") == []
        assert ring.recorded() == b""
        assert holding_sound(tmp_path) == []


async def test_who_is_not_asked_is_not_recorded(tmp_path: Path) -> None:
    async with ringing(tmp_path, rules_with(recording="never")) as ring:
        await ring.says("yes")
        await ring.ends()
        assert rows(ring.url, "SELECT * FROM audio") == []


@pytest.mark.parametrize("by_key", [True, False])
async def test_after_stop_recording_nothing_more_is_recorded(tmp_path: Path, by_key: bool) -> None:
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        await ring.says(QUESTION)
        if by_key:
            await ring.presses("9")
            await ring.presses("2")
        else:
            await ring.says("stop recording")
        await asyncio.to_thread(ring.deck.stop, 10.0)
        await asyncio.to_thread(ring.store.flush)
        length = decoded(ring.recorded()).shape[1]
        await ring.says(QUESTION)
        await ring.ends()
        assert decoded(ring.recorded()).shape[1] == length
        assert Choice.NO_RECORDING in ring.store.choices.known(CALL).choices


async def test_nothing_is_recorded_from_the_hand_off_on(tmp_path: Path) -> None:
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        await ring.hears(2.0)
        await ring.presses("0")
        await ring.hears(3.0, NOISE)
        await ring.ends()
        assert abs(decoded(ring.recorded()).shape[1] / 48000 - 2.0) <= 0.1


async def test_a_secret_in_a_call_is_silence_in_its_recording(tmp_path: Path) -> None:
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        ring.engines.understanding = Understanding("order_status", 0.97)
        await ring.says("my email is jane dot doe at gmail dot com")
        await ring.says("and my name is Jane Smith")
        await ring.ends()
        assert loudness(decoded(ring.recorded()), 0.0, 4.0)[0] < QUIET


async def test_with_the_encoder_broken_the_call_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ivr.tape.ogg

    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(ivr.tape.ogg.OggOpus, "add", broken)
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        await ring.says(QUESTION)
        await ring.says(QUESTION)
        assert ring.engines.asked == [QUESTION, QUESTION]
        assert "RecordingFailed" in [entry.kind for entry in ring.store.journal(CALL)]
        await ring.ends()
        assert rows(ring.url, "SELECT * FROM audio") == []


@pytest.mark.parametrize("stopped", [True, False])
async def test_what_the_caller_wants_deleted_is_deleted_and_nothing_more_is_recorded(
    tmp_path: Path, stopped: bool
) -> None:
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        await ring.says(QUESTION)
        if stopped:
            await ring.says("stop recording")
            await asyncio.to_thread(ring.store.flush)
        await ring.says("delete the recording")
        await ring.says(QUESTION)
        await ring.ends()
        assert rows(ring.url, "SELECT * FROM audio") == []


async def test_it_goes_with_its_class_and_with_its_caller_and_is_told_of_before(tmp_path: Path) -> None:
    async with ringing(tmp_path) as ring:
        await ring.presses("1")
        await ring.says(QUESTION)
        await ring.says(QUESTION)
        await ring.ends()
        await asyncio.to_thread(ring.store.over, CALL)
        await asyncio.to_thread(ring.store.flush)
        engine, vault = engine_of(ring.url), Vault(KeyFile(ring.folder / KEY_FILE))
        try:
            [told] = caller_data(engine, vault, [CALL], AS_SHIPPED, words=True)
            assert cast(Any, told["recorded"])["seconds"] > 3.0
            later = datetime.now(UTC) + timedelta(days=AS_SHIPPED.audio + 1)
            assert due(engine, AS_SHIPPED, later)["audio"] == 1
            done = erase(engine, vault, [CALL], datetime.now(UTC), "letter", dry=False)
            assert done.rows["audio"] > 0
            assert recording_of(engine, vault, CALL) == b""
        finally:
            engine.dispose()


async def test_after_a_rotation_of_keys_it_is_taken_out_by_command_for_its_owner_alone(
    tmp_path: Path, settings: Settings
) -> None:
    async with ringing(settings.data_dir) as ring:
        await ring.presses("1")
        await ring.says(QUESTION)
        await ring.says(QUESTION)
        await ring.ends()
        length = decoded(ring.recorded()).shape[1]
        output = tmp_path / "out.ogg"
        given = replace(settings, database_url=ring.url, secret_key="k" * 40)
        rotated = typed(given, "keys", "rotate")
        assert rotated.exit_code == 0, rotated.output
        done = typed(given, "recording", CALL, str(output))
        assert done.exit_code == 0, done.output
        assert decoded(output.read_bytes()).shape[1] == length
        assert output.stat().st_mode & 0o077 == 0
        assert typed(given, "recording", "CA0", str(output)).exit_code != 0
