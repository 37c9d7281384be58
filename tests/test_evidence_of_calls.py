"""Whole calls with real engines: their evidence against their journal, and against the audio that the carrier got."""

import json
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ivr.asgi import Service
from ivr.doors import create_asgi
from ivr.ports import JournalEntry
from ivr.simulator import call as simulator
from ivr.simulator.command import prompt_texts, route_agents
from ivr.simulator.in_process import InProcessTransport
from ivr.simulator.playback import Playback
from ivr.simulator.report import CallReport
from ivr.simulator.scenario import load_scenario

from .test_witnessed_streams import kept_in
from .whole_calls import READY_SECONDS, serving

SCENARIOS = ("are_you_a_robot", "zero_during_disclosure", "human_mid_prompt", "agent_busy", "no_agent_answers")

pytestmark = [pytest.mark.engine, pytest.mark.rasa]


class Received:
    """What the carrier got, by the mark that ended it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.hashes: list[str] = []
        self._open = b""
        media, mark = Playback.media, Playback.mark

        def noted_media(playback: Playback, ulaw: bytes, tick: int) -> bool:
            self._open += ulaw
            return media(playback, ulaw, tick)

        def noted_mark(playback: Playback, name: str) -> list[str]:
            self.hashes.append(sha256(self._open).hexdigest())
            self._open = b""
            return mark(playback, name)

        patch.setattr(Playback, "media", noted_media)
        patch.setattr(Playback, "mark", noted_mark)


async def played(name: str, service: Service) -> CallReport:
    settings = service.settings
    called = simulator.Service(
        settings.public_url, settings.twilio_auth_token, prompt_texts(settings), route_agents(settings)
    )
    transport = InProcessTransport(create_asgi(service), service.activity.settled)
    scenario = load_scenario(Path(__file__).parent / "calls" / f"{name}.yml")
    try:
        return await simulator.run_call(scenario, transport, called)
    finally:
        await transport.aclose()


def entries(journal: list[JournalEntry], kind: str) -> list[dict[str, Any]]:
    return [dict(entry.body) for entry in journal if entry.kind == kind]


async def test_the_evidence_of_calls_is_what_was_sent_heard_asked_and_dialled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    received = Received(monkeypatch)
    calls: dict[str, tuple[CallReport, list[JournalEntry]]] = {}
    async with serving(tmp_path) as service:
        await service.warm(READY_SECONDS)
        for name in SCENARIOS:
            report = await played(name, service)
            assert report.failures == []
            calls[name] = report, service.store.journal(report.call_sid)
    leaves = kept_in(tmp_path)
    by_call: dict[str, list[dict[str, Any]]] = {}
    for leaf in leaves:
        by_call.setdefault(leaf["call"], []).append(leaf)
    assert len(by_call) == len(SCENARIOS)
    for (name, (report, journal)), told in zip(calls.items(), by_call.values(), strict=True):
        look = partial(facts_of, told)
        _agree_on_disclosure(look, report, journal, received)
        _agree_on_person(name, look, report, journal)
        assert [leaf["seq"] for leaf in told] == list(range(len(told)))
    _hold_nothing_of_the_caller(json.dumps(leaves), calls)


def facts_of(told: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [leaf["facts"] for leaf in told if leaf["kind"] == kind]


Look = Callable[[str], list[dict[str, Any]]]


def _agree_on_disclosure(look: Look, report: CallReport, journal: list[JournalEntry], received: Received) -> None:
    [sent], [heard], [recorded] = (
        look("disclosure_sent"),
        look("disclosure_heard"),
        entries(journal, "RecordDisclosure"),
    )
    assert report.disclosure is not None
    assert sent["by_hash"]
    assert heard["complete"] == recorded["complete"] == report.disclosure.played_whole
    assert heard["agrees"]
    assert sent["clip_ms"] == pytest.approx(recorded["clip_seconds"] * 1000, abs=1)
    for told in (sent, *look("reminder_sent")):
        assert told["audio_sha256"] in received.hashes
    assert [fact["audio_sha256"] for fact in look("disclosure_missing")] == []


def _agree_on_person(name: str, look: Look, report: CallReport, journal: list[JournalEntry]) -> None:
    transfers = entries(journal, "Transfer")
    asked = look("person_asked")
    assert [fact["reason"] for fact in asked] == [transfer["reason"] for transfer in transfers]
    assert all(fact["agrees"] for fact in asked)
    assert len(look("person_dialled")) == len(look("person_dial_ended")) == len(report.agents)
    assert any(fact["bridged"] for fact in look("person_dial_ended")) == (report.connected_to is not None)
    assert len(look("call_ended")) == len(look("call_began")) == 1
    assert bool(look("offered_instead")) == (name == "no_agent_answers")
    assert len(look("robot_asked")) == (name == "are_you_a_robot")
    assert all(fact["answer"] == "robot_answer" and fact["complete"] for fact in look("robot_asked"))


def _hold_nothing_of_the_caller(leaves: str, calls: dict[str, tuple[CallReport, list[JournalEntry]]]) -> None:
    for report, journal in calls.values():
        assert report.call_sid not in leaves
        for entry in journal:
            for words in entry.said.values():
                assert len(str(words)) < 12 or str(words) not in leaves
