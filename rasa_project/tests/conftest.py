"""What every test has: the trained model, and a shop of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from task_call import TaskCall
from trained_model import agent, loop

__all__ = ["agent", "loop"]


@pytest.fixture(autouse=True)
def _shop_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDID_SHOP_DB", str(tmp_path))


@pytest.fixture
def call(tmp_path: Path) -> Iterator[TaskCall]:
    """A caller in the middle of tasks; files whose back office is another have their own."""
    call = TaskCall(tmp_path)
    yield call
    call.close()
