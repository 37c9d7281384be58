"""Streams of the real exchange, with the recordings that ship: what their recorder tells, also when all is killed."""

import asyncio
import base64
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest

from ivr.call.activity import Activity
from ivr.call.equipment import Equipment, Evidence
from ivr.call.exchange import Exchange
from ivr.call.witnessed_socket import Witness
from ivr.evidence.log import EvidenceLog
from ivr.evidence.note import SigningKey
from ivr.evidence.recorder import Recorder
from ivr.settings import ROOT
from ivr.store.fact_log import opened
from ivr.store.facts import Facts
from ivr.store.store import Store
from ivr.telephony.token import StreamTokens
from ivr.written.prompts import PromptLibrary
from ivr.written.rules_file import read_rules
from tests.conftest import CALL, FakeRules
from tests.test_one_writer import Stream
from tests.test_runner import Engines, Loudness

RULES = read_rules(ROOT / "rules.yml")
LIBRARY = PromptLibrary(ROOT / "audio_prompts", RULES.language, RULES.company)
OPENING = b"".join(LIBRARY.clip(name).ulaw for name in RULES.disclosure.prompts)
KEY_ZERO = {"event": "dtmf", "dtmf": {"track": "inbound_track", "digit": "0"}}
IN_FORCE = dict.fromkeys(("prompts", "transcriber", "detector", "dialogue", "program"), "ab" * 32)


class Library:
    """Of every company."""

    def of(self, company: str) -> PromptLibrary:
        return LIBRARY


@asynccontextmanager
async def ringing(folder: Path, facts: Facts, text: str = "I want a human") -> AsyncIterator[Stream]:
    """A call whose stream is open."""
    store = Store(f"sqlite:///{folder / 'candid.db'}", folder, "k" * 40).start()
    tokens = StreamTokens("k" * 40, lambda: 0.0)
    engines, prompts = Engines(text=text), cast(Any, Library())
    equipment = Equipment(
        *(engines, engines, engines, Loudness, prompts, store, lambda text: [text], Activity()),
        evidence=Evidence(facts, IN_FORCE, "hibari"),
    )
    store.begin_call(CALL, caller="+14155550100", line="+15005550100", rules=RULES, ready=True)
    exchange = Exchange(equipment, store, cast(Any, FakeRules(RULES)), tokens)
    stream = Stream(exchange, CALL, {"token": tokens.issue(CALL)})
    try:
        yield await stream.begins()
    finally:
        stream.task.cancel()
        await asyncio.gather(stream.task, return_exceptions=True)
        await asyncio.to_thread(store.close)


def of(stream: Stream, message: dict[str, Any]) -> dict[str, Any]:
    return message | {"streamSid": stream.sid}


async def hears_opening(stream: Stream) -> None:
    await stream.hears(round(len(OPENING) / 160) + 1)
    mark = next(message for message in stream.socket.sent if message["event"] == "mark")
    stream.sends(cast(dict[str, Any], mark))
    await stream.hears()


def facts_in(folder: Path) -> Facts:
    return Facts(f"sqlite:///{folder / 'candid.db'}", folder, partial(opened, folder)).start()


def kept_in(folder: Path) -> list[dict[str, Any]]:
    """What the log holds."""
    log = EvidenceLog(folder / "evidence", SigningKey.read(folder / "evidence" / "key.pem"))
    try:
        return [json.loads(entry) for entry in log.entries(0, log.size)]
    finally:
        log.close()


def kinds(leaves: list[dict[str, Any]]) -> list[str]:
    return [leaf["kind"] for leaf in leaves]


async def test_a_call_that_hears_the_opening_has_it_proved_by_what_was_sent(tmp_path: Path) -> None:
    facts = facts_in(tmp_path)
    async with ringing(tmp_path, facts) as stream:
        await hears_opening(stream)
        sent = b"".join(
            base64.b64decode(cast(Any, message)["media"]["payload"])
            for message in stream.socket.sent
            if message["event"] == "media"
        )
        stream.stops()
        await stream.task
    await asyncio.to_thread(facts.close)
    leaves = kept_in(tmp_path)
    assert kinds(leaves)[:4] == ["stream_began", "in_force", "disclosure_sent", "disclosure_heard"]
    assert kinds(leaves)[-1] == "stream_ended"
    told, heard = leaves[2]["facts"], leaves[3]["facts"]
    assert told["audio_sha256"] == sha256(OPENING).hexdigest() == sha256(sent[: len(OPENING)]).hexdigest()
    assert (told["by_hash"], told["voice"]) == (True, "hibari")
    assert (heard["complete"], heard["recorded"], heard["agrees"]) == (True, "complete", True)
    assert leaves[1]["facts"]["rules"] == RULES.version


async def test_key_zero_in_the_disclosure_cuts_it_and_asks_for_a_person(tmp_path: Path) -> None:
    facts = facts_in(tmp_path)
    async with ringing(tmp_path, facts) as stream:
        await stream.hears(50)
        stream.sends(of(stream, KEY_ZERO))
        await stream.hears()
    await asyncio.to_thread(facts.close)
    found = {leaf["kind"]: leaf["facts"] for leaf in kept_in(tmp_path)}
    assert (found["disclosure_heard"]["cut_by"], found["disclosure_heard"]["recorded"]) == ("key", "cut")
    assert (found["person_asked"]["by"], found["person_asked"]["state"]) == ("key", "disclosure")
    assert found["person_asked"]["agrees"] is True


KILLED = """
import asyncio, os, sys
from pathlib import Path
from tests.test_witnessed_streams import facts_in, ringing

async def call(folder):
    async with ringing(folder, facts_in(folder)) as stream:
        await stream.hears(60)
        os.kill(os.getpid(), 9)

asyncio.run(call(Path(sys.argv[1])))
"""


def test_a_call_killed_in_mid_disclosure_has_what_was_sent_and_an_end_after_the_next_start(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, cwd=ROOT, timeout=120)
    assert done.returncode == -9
    facts = facts_in(tmp_path)
    assert facts.flush(30.0)
    facts.close()
    leaves = kept_in(tmp_path)
    assert kinds(leaves) == ["stream_began", "in_force", "disclosure_sent", "call_interrupted"]
    assert [leaf["seq"] for leaf in leaves] == [0, 1, 2, 3]
    assert len({leaf["call"] for leaf in leaves}) == 1
    assert leaves[-1]["facts"] == {"known": 3}


async def test_a_recorder_that_breaks_is_told_and_breaks_no_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Recorder, text: str) -> None:
        raise RuntimeError("a bug of the recorder")

    monkeypatch.setattr(Recorder, "sent", broken)
    facts = facts_in(tmp_path)
    async with ringing(tmp_path, facts) as stream:
        await hears_opening(stream)
        assert not stream.task.done()
        assert not stream.socket.closed
    await asyncio.to_thread(facts.close)
    assert kinds(kept_in(tmp_path)) == ["stream_began", "in_force", "recorder_failed"]


async def test_a_folder_that_takes_no_evidence_costs_a_call_nothing(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("not a folder")
    facts = facts_in(tmp_path)
    async with ringing(tmp_path, facts) as stream:
        await hears_opening(stream)
        assert [message["event"] for message in stream.socket.sent][-2:] == ["media", "mark"]
        assert not stream.socket.closed
    assert not await asyncio.to_thread(facts.flush, 0.5)
    assert facts.state()["state"] == "degraded"
    (tmp_path / "evidence").unlink()
    assert await asyncio.to_thread(facts.flush)
    await asyncio.to_thread(facts.close)
    assert "disclosure_heard" in kinds(kept_in(tmp_path))


def test_a_recorder_that_broke_is_asked_no_more() -> None:
    class Broken:
        asked = 0

        def sent(self, message: str) -> None:
            self.asked += 1
            raise KeyError("event")

    broken, failures = Broken(), []
    witness = Witness(cast(Any, broken), lambda: failures.append(1))
    witness.sent("{}")
    witness.sent("{}")
    assert (broken.asked, len(failures)) == (1, 1)


def test_every_real_disclosure_is_known_by_the_hash_of_its_audio() -> None:
    for name in LIBRARY.names:
        assert LIBRARY.named(sha256(LIBRARY.clip(name).ulaw).hexdigest()) is not None
    assert LIBRARY.named(sha256(LIBRARY.clip("disclosure").ulaw).hexdigest()) == "disclosure"
