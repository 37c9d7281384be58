"""The assistant with its trained model and real actions: stories end as written, calls go as conversations.yml says."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from channels.conversation import Turn, converse, warm_up
from rasa.core.agent import Agent
from rasa.core.test import test as run_test_stories
from trained_model import WARM_UP

HERE = Path(__file__).resolve().parent
CONVERSATIONS = yaml.safe_load((HERE / "conversations.yml").read_text())


def test_the_test_stories_end_as_written(loop: asyncio.AbstractEventLoop, agent: Agent, tmp_path: Path) -> None:
    result: dict[str, Any] = loop.run_until_complete(
        run_test_stories(str(HERE / "test_stories.yml"), agent, out_directory=str(tmp_path), disable_plotting=True)
    )
    failed = tmp_path / "failed_test_stories.yml"
    assert result["report"]["conversation_accuracy"]["accuracy"] == 1.0, failed.read_text()


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversation(name: str, loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    for number, (said, expected, kind, *ends) in enumerate(CONVERSATIONS[name]):
        turn = Turn(name, intent=said[1:]) if said.startswith("/") else Turn(name, text=said)
        answer = loop.run_until_complete(converse(agent, turn))
        where = f"turn {number + 1}, '{said}': {answer}"
        assert expected in " ".join(m["text"] for m in answer["messages"] if "text" in m), where
        assert answer["expects"]["kind"] == kind, where
        assert [m["custom"] for m in answer["messages"] if "custom" in m] == ends, where


def test_the_warm_up_is_answered(loop: asyncio.AbstractEventLoop, agent: Agent) -> None:
    assert loop.run_until_complete(warm_up(agent, WARM_UP))
